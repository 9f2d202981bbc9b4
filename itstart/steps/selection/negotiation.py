"""What to negotiate with the chosen vendor, and where the result would turn."""

import math

from itstart.documents.danish import kroner, percent
from itstart.models.bid import RequirementResponse
from itstart.models.case import CustomerCase
from itstart.rules.terms import Answer
from itstart.steps.selection.assessment import AssessedBid, Assessment
from itstart.steps.selection.wording import Names, has_reservations, highest_line
from itstart.steps.shared_documents import sentence

Point = dict[str, object]


def points(found: Assessment, bid: AssessedBid) -> list[Point]:
    """Topic, what the bid says, and what to go for."""
    out = []
    line = highest_line(found, bid)
    if line is not None:
        said = f"{kroner(line.amount_dkk)}, mest af tilbuddene"
        out.append(_point(line.label, said, "En pris pr. aktivitet og en lavere sum"))
    if bid.bid.annual_price_adjustment_pct:
        said = f"{percent(bid.bid.annual_price_adjustment_pct)} om året"
        out.append(_point("Årlig regulering", said, "Nettoprisindeks med samme procent som loft"))
    out += [p for code, r in bid.responses.items() if (p := _from_answer(code, r)) is not None]
    if has_reservations(bid):
        out.append(_point("Forbehold", sentence(bid.bid.reservations), "Frafaldes, eller prisen på det oplyses"))
    if bid.bid.exit_cost_dkk:
        out.append(_point("Udtræden", kroner(bid.bid.exit_cost_dkk), "Ingen betaling for at få data med"))
    out.append(_point("Betaling", "Følger kontraktudkastet", "Rater efter milepæle, den sidste efter driftsprøven"))
    return out


def _point(topic: str, said: str, aim: str) -> Point:
    return {"emne": topic, "nu": said, "maal": aim}


def _from_answer(code: str, response: RequirementResponse) -> Point | None:
    topic = f"{response.requirement.title} ({code})"
    price = f", {kroner(response.extra_price_dkk)}" if response.extra_price_dkk else ""
    if response.answer is Answer.ROADMAP:
        return _point(topic, response.vendor_comment or "Senere version", "En dato i kontrakten")
    if response.score_reason and response.score is not None and response.score < 5:
        return _point(topic, response.score_reason, "Opfyldt uden merpris inden overtagelsesprøven")
    if response.answer is Answer.THIRD_PARTY:
        return _point(topic, f"Produkt fra tredjepart{price}", "Leverandøren hæfter som for sit eget")
    if response.answer is Answer.CUSTOMISATION:
        return _point(topic, f"Tilpasning{price}", "Fast pris, og vedligehold ved opgradering er med")
    return None


def turning_points(case: CustomerCase, found: Assessment, names: Names) -> list[str]:
    """Sentences on the weights and the price where another vendor catches up; always rounded away from the tie."""
    checked, first = found.sensitivity, found.first
    if checked is None or first is None:
        return []
    titles = {c.code: c.title for c in case.criteria}
    out = []
    for row in checked.by_weight:
        for point in row.tipping_points:
            if point.tie is None:
                continue
            above = point.tie > row.base_weight
            limit = f"højst {math.ceil(point.tie) - 1} %" if above else f"mindst {math.floor(point.tie) + 1} %"
            out.append(
                f"**{titles[row.criterion_id]}:** {names.of(first)} er foran {names[point.vendor_id]}, så længe "
                f"vægten er "
                f"{limit}. I udbuddet er den {row.base_weight} %."
            )
    if checked.winner_tco_increase_until_tie is not None:
        rise = kroner(checked.winner_tco_increase_until_tie)
        out.append(
            f"**Pris:** {names.of(first)} kan blive {rise} dyrere over {first.tco.years} år, før nummer to står lige."
        )
    return out
