"""Is the tender ready to be sent? What blocks, what a good colleague would say, and where each is put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from itstart import clock
from itstart.models import CustomerCase, Vendor
from itstart.rules import impartiality, tender
from itstart.rules.findings import Finding, advice
from itstart.rules.qualification import CustomerWork
from itstart.rules.tender_states import TenderState, check_new_deadline
from itstart.rules.terms import AwardModel, InvitationStatus
from itstart.services import documents, firm_work
from itstart.steps import find_deliverable
from itstart.steps.calendar import danish_holidays
from itstart.steps.needs.gaps import requirement_advice
from itstart.steps.tender.documents import SENT_ON
from itstart.steps.tender.gaps import local_dates
from itstart.steps.tender_versions import latest, state

SHOWN_ADVICE = 8
OUT = frozenset({InvitationStatus.DECLINED, InvitationStatus.EXCLUDED})
_DATES = (
    ("question_deadline_on", "Skriv fristen for spørgsmål."),
    ("bid_deadline_at", "Skriv fristen for tilbud."),
    ("decision_on", "Skriv, hvornår I vælger."),
    ("bid_validity_until_on", "Skriv, hvor længe tilbuddene skal gælde."),
)


@dataclass(frozen=True)
class Check:
    """One finding and the place where it is put right: a task ("udbud/kriterier") or "impartiality", "documents"."""

    finding: Finding
    place: str


def receivers(case: CustomerCase) -> list[Vendor]:
    """Those who get what is sent: invited, and still in it."""
    return [vendor for vendor in case.vendors if vendor.invited and vendor.invitation_status not in OUT]


def checks(case: CustomerCase) -> list[Check]:
    """Everything there is to say before the tender, or a correction of it, goes out."""
    parts: tuple[tuple[str, Iterable[Finding]], ...] = (
        ("udbud/vilkaar", _public_body(case)),
        ("udbud/send", _bids(case)),
        ("behov/krav", _requirements(case)),
        ("udbud/kriterier", _weights(case)),
        ("udbud/tidsplan", _dates(case)),
        ("udbud/leverandoerer", _vendors(case)),
        ("impartiality", _impartiality(case)),
        ("qualification", firm_work.findings(case, CustomerWork.HAND_OVER)),
        ("udbud/demomanuskript", _scenarios(case)),
        ("udbud/spoergsmaal", _questions(case)),
        ("udbud/vilkaar", _contract(case)),
        ("documents", _holes(case)),
    )
    return [Check(finding, place) for place, found in parts for finding in found]


def findings(case: CustomerCase) -> list[Finding]:
    """The same without the places."""
    return [check.finding for check in checks(case)]


def _public_body(case: CustomerCase) -> list[Finding]:
    known = case.tender.public_body
    return tender.check_public_body(public_body=True if case.customer.public_body else known)


def _bids(case: CustomerCase) -> list[Finding]:
    if not case.bids or state(case) is TenderState.CORRECTING:
        return []
    if latest(case) is None:
        return [Finding("Der er allerede tilbud i sagen. Udbuddet er altså sendt, og det kan ikke sendes en gang til.")]
    return [advice("Der er tilbud i sagen fra det annullerede udbud. Hold dem ude af det nye.")]


def _requirements(case: CustomerCase) -> list[Finding]:
    if not case.requirements:
        return [Finding("Skriv mindst ét krav.")]
    found = [Finding(gap.message, blocks=False, where=gap.where) for gap in requirement_advice(case)]
    if len(found) <= SHOWN_ADVICE:
        return found
    more = len(found) - SHOWN_ADVICE
    return [*found[:SHOWN_ADVICE], advice(f"Der er {more} råd mere om kravene. Se dem under Mangler på kravene.")]


def _weights(case: CustomerCase) -> list[Finding]:
    if case.tender.award_model is AwardModel.LOWEST_PRICE:
        return []
    return tender.check_weights([criterion.weight for criterion in case.criteria])


def _dates(case: CustomerCase) -> list[Finding]:
    found = [Finding(message, where=name) for name, message in _DATES if getattr(case.tender, name) is None]
    dates = local_dates(case.tender)
    if state(case) is not TenderState.CORRECTING:
        dates = replace(dates, issued_on=clock.today())
    if case.tender.bid_deadline_at is not None and state(case) is not TenderState.CORRECTING:
        found += check_new_deadline(case.tender.bid_deadline_at, clock.now())
    return [*found, *tender.check_dates(dates, danish_holidays())]


def _vendors(case: CustomerCase) -> list[Finding]:
    going = receivers(case)
    found = tender.check_invited(len(going))
    silent = [vendor.name for vendor in going if not vendor.contact_email]
    if silent:
        found.append(advice(f"Der mangler en mailadresse til {', '.join(silent)}. Teksten kan kopieres i stedet."))
    return found


def _impartiality(case: CustomerCase) -> list[Finding]:
    declared = case.impartiality
    found = impartiality.check_invite(declared)
    if declared.declared_on and not declared.confirmed_with_vendors_on:
        found.append(Finding("Bekræft din uvildighed, nu hvor leverandørerne står på listen."))
    return found


def _scenarios(case: CustomerCase) -> list[Finding]:
    return [] if case.demo_scenarios else [advice("Skriv mindst én opgave til demoen, så alle viser det samme.")]


def _questions(case: CustomerCase) -> list[Finding]:
    open_ones = [row.code for row in case.questions if not row.answer.strip()]
    return [advice(f"Spørgsmål {', '.join(open_ones)} er ikke besvaret og kommer ikke med.")] if open_ones else []


def _contract(case: CustomerCase) -> list[Finding]:
    if case.tender.contract_draft_attached:
        return []
    return [advice("Vedlæg kontraktudkastet, så forbehold kommer frem, mens der er konkurrence.")]


def _holes(case: CustomerCase) -> list[Finding]:
    """What the vendors would read as missing in the material."""
    missing = [what for what in documents.draft(case, find_deliverable("udbudsmateriale")).missing if what != SENT_ON]
    if not missing:
        return []
    told, more = ", ".join(missing[:SHOWN_ADVICE]), len(missing) - SHOWN_ADVICE
    rest = f" og {more} andre steder" if more > 0 else ""
    return [advice(f"I Udbudsmaterialet står der “mangler” ved: {told}{rest}.")]
