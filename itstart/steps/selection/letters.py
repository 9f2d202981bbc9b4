"""The letters to the vendors, written from the case: the words a director would sign (DOMAIN B5, end).

A bidder reads of its own bid alone: no other name, no other price, and no points for price, from which the lowest
price could be worked out.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from itstart.documents.danish import date_from_to, date_long, score
from itstart.models import CustomerCase, Vendor
from itstart.rules import vendor_letters as rules
from itstart.rules.answer_questions import FULL, Given
from itstart.rules.terms import Answer, AwardModel, Priority
from itstart.rules.vendor_letters import LetterKind, Scored, Standing
from itstart.steps.selection.assessment import AssessedBid, Assessment
from itstart.steps.selection.questions import notable
from itstart.steps.selection.wording import has_reservations
from itstart.steps.shared_documents import lower_first, real_name, sentence, short_name

CONFIDENTIAL = (
    "Vi behandler fortsat jeres oplysninger fortroligt, og vi håber, at I vil give os et tilbud en anden gang."
)
MOST_CRITERIA = 2
MOST_ANSWERS = 3
MOST_OPEN = 5
_LATER = {Answer.ROADMAP: "kommer først i en senere version", Answer.NOT_MET: "opfyldes ikke"}


@dataclass(frozen=True)
class Draft:
    """The texts of a letter in their order; a line that begins with a dash is a point."""

    subject: str = ""
    greeting: str = ""
    opening: str = ""
    grounds: str = ""
    onward: str = ""
    closing: str = ""
    signature: str = ""
    place: str = ""

    @property
    def sha256(self) -> str:
        """A fingerprint, to see whether the case has come to say something else."""
        return hashlib.sha256("\0".join(astuple(self)).encode()).hexdigest()


def standing(case: CustomerCase, found: Assessment, vendor: Vendor) -> Standing:
    """Where a vendor stands in the case."""
    bid, made = found.of(vendor.code), case.evaluation
    decided = made.decided_on if made.decided_vendor_id is not None else None
    return Standing(
        has_bid=bid is not None,
        excluded=bid in found.excluded,
        chosen=decided is not None and made.decided_vendor_id == vendor.id,
        decided_on=decided,
    )


def draft(kind: LetterKind, case: CustomerCase, bid: AssessedBid) -> Draft:
    """The letter as the case would write it today."""
    write = {LetterKind.DEMO: _demo, LetterKind.AWARD: _award, LetterKind.REJECTION: _rejection}[kind]
    return write(case, bid)


def _customer(case: CustomerCase) -> str:
    return short_name(case.customer.name)


def _greeting(vendor: Vendor) -> str:
    contact = vendor.contact.strip()
    return f"Kære {contact}" if contact else f"Til {real_name(vendor.name)}"


def _signature(case: CustomerCase) -> str:
    customer = case.customer
    lines = (customer.contact_name, customer.contact_title, real_name(customer.name))
    return "\n".join(["Venlig hilsen", *(line.strip() for line in lines if line.strip())])


def _thanks(bid: AssessedBid) -> str:
    product = f" på {bid.bid.product.strip()}" if bid.bid.product.strip() else ""
    return f"Tak for jeres tilbud{product}"


def _points(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _block(*parts: str) -> str:
    """Paragraphs with a blank line between them; a list follows its heading."""
    return "\n\n".join(part for part in parts if part)


def scores_of(case: CustomerCase, bid: AssessedBid) -> list[Scored]:
    """A bid's points on every criterion it has points on."""
    given = bid.result.criterion_scores if bid.result else {}
    return [
        Scored(criterion.title or criterion.code, criterion.weight, criterion.method, points)
        for criterion in case.criteria
        if (points := given.get(criterion.code)) is not None
    ]


def _told(scored: Scored) -> str:
    return f"{scored.criterion}: {score(scored.points)} point af 100."


# ---- the three letters -----------------------------------------------------------------------------


def _rejection(case: CustomerCase, bid: AssessedBid) -> Draft:
    if bid.result is None:
        opening = f"{_thanks(bid)}. Det har vi desværre måttet lade udgå, så det er ikke med i vurderingen."
        grounds = _why_excluded(bid)
    else:
        chosen = "Det valgte tilbud var samlet set det bedste efter de kriterier, der stod i materialet."
        if case.tender.award_model is AwardModel.LOWEST_PRICE:
            chosen = "Det valgte tilbud var det billigste af dem, der opfylder alle vores SKAL-krav."
        opening = f"{_thanks(bid)} og for den tid, I har brugt på os. Vi har valgt en anden leverandør. {chosen}"
        grounds = _why_not(case, bid)
    return Draft(
        subject=f"Svar på jeres tilbud til {_customer(case)}",
        greeting=_greeting(bid.vendor),
        opening=opening,
        grounds=grounds,
        onward=_whom_to_call(case),
        closing=CONFIDENTIAL,
        signature=_signature(case),
    )


def _why_not(case: CustomerCase, bid: AssessedBid) -> str:
    """What the bid was best at, and what cost it most."""
    scores = scores_of(case, bid)
    best = rules.strongest(scores)
    strong = ""
    if best is not None:
        figure = f", hvor I fik {score(best.points)} point af 100" if rules.may_be_told(best) else ""
        strong = f"Jeres tilbud stod stærkest på {lower_first(best.criterion)}{figure}."
    weak = [_told(one) for one in rules.costliest([one for one in scores if one is not best], MOST_CRITERIA)]
    weak += _short_of(notable(bid.bid), MOST_ANSWERS)
    return _block(strong, f"Det trak mest ned:\n{_points(weak)}" if weak else "")


def _lacks(given: Given) -> str:
    return f"»{given.title}« ({given.code}) {_LATER[given.answer]}."


def _short_of(answers: Sequence[Given], most: int) -> list[str]:
    """The bid's own answers that a requirement is not met, musts first."""
    wanted = (Priority.MUST, Priority.SHOULD)
    unmet = [given for given in answers if given.answer in _LATER and given.priority in wanted]
    return [_lacks(given) for given in sorted(unmet, key=lambda given: not given.must)[:most]]


def _why_excluded(bid: AssessedBid) -> str:
    said = sentence(bid.bid.excluded_reason)
    if said or not bid.missing_waivers:
        return said
    lines = [
        _lacks(given) for given in notable(bid.bid) if given.code in bid.missing_waivers and given.answer in _LATER
    ]
    rule = "Efter materialet udgår et tilbud, når et SKAL-krav ikke er opfyldt."
    return f"{rule} Det gælder her:\n{_points(lines)}" if lines else rule


def _whom_to_call(case: CustomerCase) -> str:
    helper = case.helper
    if not helper.adviser.strip():
        return ""
    phone = f", på {helper.phone.strip()}" if helper.phone.strip() else ""
    who = f"{helper.adviser.strip()} fra {short_name(helper.company)}"
    return f"Vil I høre mere om, hvordan vi har vurderet tilbuddet, så ring endelig til vores rådgiver, {who}{phone}."


def _award(case: CustomerCase, bid: AssessedBid) -> Draft:
    product = bid.bid.product.strip()
    subject = f"Vi har valgt jeres tilbud: {product}" if product else "Vi har valgt jeres tilbud"
    told = [one for one in scores_of(case, bid) if rules.may_be_told(one)]
    best = sorted(told, key=lambda one: (-one.points, -one.weight))[: MOST_CRITERIA + 1]
    until = f"Jeres tilbud gælder til {date_long(bid.bid.valid_until_on)}." if bid.bid.valid_until_on else ""
    unsettled = _unsettled(bid)
    first = f"Før vi skriver under, skal vi være enige om det her:\n{_points(unsettled)}" if unsettled else ""
    return Draft(
        subject=subject[:200],
        greeting=_greeting(bid.vendor),
        opening=f"{_thanks(bid)}. Vi har valgt jer som leverandør og glæder os til at komme i gang.",
        grounds=f"Det her lagde vi særlig mærke til:\n{_points([_told(one) for one in best])}" if best else "",
        onward=_block(first, f"Vi sender jer et udkast til kontrakt og foreslår et møde om det. {until}".strip()),
        closing="Valget binder først, når kontrakten er skrevet under. Vi beder jer holde det for jer selv så længe.",
        signature=_signature(case),
    )


def _unsettled(bid: AssessedBid) -> list[str]:
    """What the bid itself leaves open; nothing that would tell what the customer will ask for at the table."""
    lines = [f"{given.title} ({given.code})" for given in notable(bid.bid) if _is_open(given)][:MOST_OPEN]
    return [*lines, "Jeres forbehold til kontraktudkastet"] if has_reservations(bid) else lines


def _is_open(given: Given) -> bool:
    scored_down = bool(given.score_reason) and given.score is not None and given.score < FULL
    return given.answer is Answer.ROADMAP or scored_down or (given.answer is Answer.NOT_MET and given.must)


def _demo(case: CustomerCase, bid: AssessedBid) -> Draft:
    customer, tender = case.customer, case.tender
    tasks = [": ".join(part for part in (one.title.strip(), one.script.strip()) if part) for one in case.demo_scenarios]
    days = ""
    if tender.demo_from_on and tender.demo_to_on:
        days = f"Demoerne ligger {date_from_to(tender.demo_from_on, tender.demo_to_on)}."
    town = " ".join(part for part in (customer.postal_code.strip(), customer.city.strip()) if part)
    place = ", ".join(part for part in (_customer(case), customer.address.strip(), town) if part)
    return Draft(
        subject=f"Invitation til demo hos {_customer(case)}",
        greeting=_greeting(bid.vendor),
        opening=f"{_thanks(bid)}. Vi vil gerne se løsningen i brug og inviterer jer til at vise den for dem, der skal "
        "arbejde med den.",
        grounds=f"Alle leverandører viser de samme opgaver i samme rækkefølge:\n{_points(tasks)}" if tasks else "",
        onward=_block(
            "Vis det i systemet, som det er i dag, og ikke på billeder. Sig til, hvis noget er lavet til lejligheden. "
            "De samme folk hos os ser alle demoer og giver point fra 1 til 5 for hver opgave.",
            days,
        ),
        closing="Svar gerne, om tidspunktet passer jer, og hvem der kommer.",
        signature=_signature(case),
        place=place[:200],
    )
