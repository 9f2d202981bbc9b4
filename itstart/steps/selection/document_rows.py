"""The tables of the vendor assessment as plain rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from itstart.documents import Styled
from itstart.documents.danish import amount, date_long, datetime_at, local
from itstart.models.case import CustomerCase
from itstart.rules.tender import is_late
from itstart.rules.terms import Answer, InvitationStatus, LateChoice, Priority
from itstart.steps.selection.assessment import Assessment
from itstart.steps.selection.wording import Names, must_answers, over_text, points
from itstart.steps.shared_documents import counted, given, real_name, sentence, short_name, shown

Row = dict[str, object]


def ranking(found: Assessment, names: Names) -> list[Row]:
    """The bids that count, best first."""
    return [
        {
            "plads": str(bid.result.rank) if bid.result and bid.result.rank else "–",
            "navn": names.of(bid),
            "point": points(bid),
            "tco": amount(bid.tco.total),
            "engang": amount(bid.tco.one_off),
            "foerste_aar": amount(bid.facts.annual),
            "ramme": Styled(f"Nej: {over_text(bid)}", "Advarsel") if over_text(bid) else "Ja",
        }
        for bid in found.ranked
    ]


def by_price(found: Assessment, names: Names) -> list[Row]:
    """The bids that count by total cost, and how much dearer each is than the cheapest."""
    lowest = min((bid.tco.total for bid in found.ranked), default=0)
    return [
        {
            "plads": str(bid.result.rank) if bid.result and bid.result.rank else "–",
            "navn": names.of(bid),
            "tco": amount(bid.tco.total),
            "over": amount(bid.tco.total - lowest) if bid.tco.total > lowest else "–",
        }
        for bid in found.ranked
    ]


def invited(case: CustomerCase) -> list[Row]:
    """Every vendor of the tender and what came back."""
    rows: list[Row] = []
    for vendor in case.vendors:
        bid = vendor.bid
        came = datetime_at(bid.received_at) if bid and bid.received_at else ""
        rows.append(
            {
                "navn": given(real_name(vendor.name), "leverandørens navn"),
                "by": vendor.city or "–",
                "produkt": (bid.product if bid else "") or "–",
                "drift": bid.delivery_model.label if bid and bid.delivery_model else "–",
                "modtaget": came or vendor.invitation_status.label,
            }
        )
    return rows


def declined(case: CustomerCase) -> list[str]:
    """A sentence for each vendor that said no with a reason."""
    return [
        f"{real_name(v.name)} takkede nej: {sentence(v.decline_reason)}"
        for v in case.vendors
        if v.invitation_status is InvitationStatus.DECLINED and v.decline_reason
    ]


def reservations(found: Assessment, names: Names) -> list[Row]:
    """The reservations in the bids and what they mean to the customer."""
    rows: list[Row] = []
    for bid in found.all:
        text = bid.bid.reservations.strip()
        none = not text or text.lower().startswith("ingen")
        fallback = "Kontraktudkastet kan bruges, som det er." if none else "Skal afklares, før I skriver under."
        meaning = bid.bid.reservations_meaning.strip() or fallback
        rows.append({"navn": names.of(bid), "tekst": text or "Ingen oplyst.", "betyder": meaning})
    return rows


def must_table(case: CustomerCase, found: Assessment, names: Names) -> list[Row]:
    """How each vendor will meet the musts."""
    rows: list[Row] = []
    musts = [r.code for r in case.requirements if r.priority is Priority.MUST]
    for bid in found.all:
        unmet = must_answers(case, bid, Answer.ROADMAP, Answer.NOT_MET)
        bad = f"Mangler {', '.join(unmet)}"
        given_to = Counter(bid.responses[code].answer for code in musts if code in bid.responses)
        counts = {key: str(given_to[answer]) for key, answer in zip("sktpvn", Answer, strict=True)}
        rows.append({"navn": names.of(bid), "resultat": Styled(bad, "Advarsel") if unmet else "Opfyldt", **counts})
    return rows


def waivers(case: CustomerCase, names: Names) -> list[Row]:
    """The customer's written acceptances."""
    rows: list[Row] = []
    for waiver in case.waivers:
        if waiver.vendor is None or waiver.requirement is None or waiver.vendor.deleted_at is not None:
            continue
        deadline = f" Frist: {date_long(waiver.deadline_on)}." if waiver.deadline_on else ""
        rows.append(
            {
                "krav": waiver.requirement.code,
                "titel": waiver.requirement.title,
                "navn": names[waiver.vendor.code],
                "af": given(waiver.granted_by, f"hvem der har dispenseret for {waiver.requirement.code}"),
                "dato": shown(waiver.granted_on, f"dato for dispensationen for {waiver.requirement.code}", date_long),
                "grund": given(waiver.reason, f"begrundelse for dispensationen for {waiver.requirement.code}"),
                "frist": deadline,
            }
        )
    return rows


def price_lines(found: Assessment, names: Names) -> list[Row]:
    """Every price line of every bid."""
    groups: list[Row] = []
    for bid in found.all:
        once = [{"tekst": x.label, "engang": amount(x.amount_dkk), "aarlig": ""} for x in bid.bid.one_off_lines]
        yearly = [{"tekst": x.label, "engang": "", "aarlig": amount(x.amount_dkk)} for x in bid.bid.annual_lines]
        if once or yearly:
            groups.append(
                {
                    "navn": ", ".join(p for p in (names.of(bid), bid.bid.product) if p),
                    "linjer": once + yearly,
                    "engang": amount(bid.tco.one_off),
                    "aarlig": amount(bid.facts.annual),
                }
            )
    return groups


def risks(case: CustomerCase, most: int = 6) -> list[Row]:
    """The biggest risks, if the plan has any yet."""
    biggest = sorted(case.risks, key=lambda r: -r.score)[:most]
    return [
        {"tal": str(r.score), "tekst": r.text, "modtraek": r.mitigation or "–", "ejer": r.owner or "–"} for r in biggest
    ]


def process(case: CustomerCase) -> list[Row]:
    """What happened, in order of date; only what has a date."""
    found: Sequence[tuple[date | None, str]] = _events(case)
    return [{"dato": date_long(day), "hvad": text} for day, text in found if day is not None]


def _openings(case: CustomerCase) -> list[tuple[date | None, str]]:
    """When sealed bids were opened and by whom, and what the customer chose about bids that came too late (D8)."""
    tender = case.tender
    out: list[tuple[date | None, str]] = []
    if tender.bids_opened_at:
        opened = local(tender.bids_opened_at)
        text = f"Tilbuddene var forseglede. {tender.bids_opened_by} åbnede dem kl. {opened:%H.%M}."
        out.append((opened.date(), text))
    for bid in case.bids:
        if bid.late_choice and is_late(bid.received_at, tender.bid_deadline_at):
            done = "tog det med" if bid.late_choice is LateChoice.TAKEN else "afviste det"
            name, who = short_name(bid.vendor.name), bid.late_choice_by or "Kunden"
            reason = sentence(bid.late_choice_reason)
            out.append((bid.late_choice_on, f"Tilbuddet fra {name} kom efter fristen. {who} {done}: {reason}"))
    return out


def _events(case: CustomerCase) -> list[tuple[date | None, str]]:
    tender, evaluation = case.tender, case.evaluation
    talks = [c.held_on for c in case.reference_checks if c.held_on]
    bids = [b for b in case.bids if b.received_at]
    out: list[tuple[date | None, str]] = []
    if tender.issued_on or tender.bid_deadline_at:
        out += [
            (tender.issued_on, "Materialet sendes ud. Kriterier og vægte låses."),
            (tender.answers_published_on, "Svar på spørgsmål sendes til alle uden navn på spørgeren."),
            (
                local(tender.bid_deadline_at).date() if tender.bid_deadline_at else None,
                f"Frist. {counted(len(bids), 'tilbud', 'tilbud').capitalize()} er modtaget.",
            ),
            *_openings(case),
            (tender.demo_from_on, _demo_text(tender.demo_to_on)),
        ]
    out.append(
        (
            max(talks, default=None),
            f"{counted(len(talks), 'referencesamtale', 'referencesamtaler').capitalize()} er gennemført.",
        )
    )
    out += [
        (w.granted_on, f"Dispensation for {w.requirement.code}, så tilbuddet kan vurderes.")
        for w in case.waivers
        if w.requirement is not None
    ]
    if evaluation.decided_on:
        out.append((evaluation.decided_on, "Beslutning om leverandør."))
    return sorted(out, key=lambda event: (event[0] is None, event[0] or date.min))


def _demo_text(last: date | None) -> str:
    return f"Demoer efter samme manuskript, til og med {date_long(last)}." if last else "Demoer efter samme manuskript."


def must_count(case: CustomerCase) -> int:
    """How many musts the customer has."""
    return sum(r.priority is Priority.MUST for r in case.requirements)
