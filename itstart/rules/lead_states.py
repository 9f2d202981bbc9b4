"""A lead: what may be done with it from where it stands, by whom, and how long it may wait (DOMAIN D5, F075)."""

from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from itstart.rules.findings import Finding
from itstart.rules.term import Term
from itstart.rules.terms import LeadStatus
from itstart.rules.workdays import add_workdays

ANSWER_WORKDAYS = 5
REMINDER_DAYS = (3, 7, 14)


class Origin(Term):
    """Who wrote the lead down."""

    STAFF = "staff", "IBIZ-Center"
    HELPER = "helper", "It-starthjælper"
    PARTNER = "partner", "Partner"
    PUBLIC = "public", "Hjemmesiden"


class DeclineReason(Term):
    """Why a firm says no."""

    NO_TIME = "no_time", "Vi har ikke tid lige nu"
    NOT_OUR_FIELD = "not_our_field", "Det er ikke vores område"
    TOO_FAR = "too_far", "Kunden ligger for langt væk"
    NOT_IMPARTIAL = "not_impartial", "Vi er ikke uvildige i den sag"
    OTHER = "other", "Andet"


class CloseReason(Term):
    """Why a lead comes to nothing (D5)."""

    NO_NEED = "no_need", "Der er ikke noget behov"
    OUTSIDE_TARGET = "outside_target", "Uden for målgruppen"
    NO_CONTACT = "no_contact", "Vi kan ikke få kontakt"
    OTHER_SOLUTION = "other_solution", "Kunden har fundet en anden løsning"
    WITHDRAWN = "withdrawn", "Kunden har trukket den tilbage"


class Who(StrEnum):
    """In what part somebody acts on a lead."""

    PUBLIC = "public"
    STAFF = "staff"
    OWNER = "owner"  # the helper whose own lead it is
    OFFERED = "offered"  # a helper who has not answered an offer yet
    TAKER = "taker"  # the helper who said yes
    TIME = "time"


class Event(StrEnum):
    """Everything that can happen to a lead once it is written down."""

    EDIT = "edit"
    PREQUALIFY = "prequalify"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    CONVERT = "convert"
    CLOSE = "close"


_S = LeadStatus
REGISTERS = frozenset({Who.PUBLIC, Who.STAFF, Who.OWNER})
_QUEUED = frozenset({_S.NEW, _S.PREQUALIFIED})
# Who may do it, and from where. An offer that is left without a yes leads back to where the lead was before it.
_ALLOWED: Mapping[Event, Mapping[Who, frozenset[LeadStatus]]] = MappingProxyType(
    {
        Event.EDIT: {Who.STAFF: _QUEUED, Who.OWNER: frozenset({_S.NEW, _S.PREQUALIFIED})},
        Event.PREQUALIFY: {Who.STAFF: frozenset({_S.NEW})},
        # A customer who has chosen a firm offers itself, as it writes itself down.
        Event.OFFER: {Who.STAFF: _QUEUED | {_S.OFFERED}, Who.PUBLIC: frozenset({_S.NEW})},
        Event.ACCEPT: {Who.OFFERED: frozenset({_S.OFFERED})},
        Event.DECLINE: {Who.OFFERED: frozenset({_S.OFFERED})},
        Event.EXPIRE: {Who.TIME: frozenset({_S.OFFERED})},
        Event.CONVERT: {Who.TAKER: frozenset({_S.ACCEPTED}), Who.OWNER: _QUEUED},
        Event.CLOSE: {
            Who.STAFF: frozenset({_S.NEW, _S.PREQUALIFIED, _S.OFFERED, _S.ACCEPTED}),
            Who.OWNER: _QUEUED,
            # Consent is taken back as easily as it was given, also when a firm has said yes.
            Who.PUBLIC: frozenset({_S.NEW, _S.PREQUALIFIED, _S.OFFERED, _S.ACCEPTED}),
        },
    }
)
_LEADS_TO: Mapping[Event, LeadStatus] = MappingProxyType(
    {
        Event.PREQUALIFY: _S.PREQUALIFIED,
        Event.OFFER: _S.OFFERED,
        Event.ACCEPT: _S.ACCEPTED,
        Event.CONVERT: _S.CONVERTED,
        Event.CLOSE: _S.CLOSED,
    }
)


def is_open(event: Event, status: LeadStatus, who: Who) -> bool:
    """True when somebody in this part can do it from there."""
    return status in _ALLOWED[event].get(who, frozenset())


def check_event(event: Event, status: LeadStatus, who: Who) -> list[Finding]:
    """Blocks what does not belong where the lead stands."""
    if is_open(event, status, who):
        return []
    return [Finding(f"Henvendelsen står som “{status.label}”. Derfra kan du ikke gøre det.")]


def after(event: Event, status: LeadStatus, *, prequalified: bool = False, other_offers: int = 0) -> LeadStatus:
    """Where the lead stands afterwards. `other_offers` are those still open when this one is answered."""
    if event in {Event.DECLINE, Event.EXPIRE}:
        if other_offers:
            return _S.OFFERED
        return _S.PREQUALIFIED if prequalified else _S.NEW
    return _LEADS_TO.get(event, status)


# ---- what must be there ----------------------------------------------------------------------------


def check_register(*, company: str, need: str, reachable: bool, consent_on: date | None, today: date) -> list[Finding]:
    """A lead has a contact, a need, and the person's consent to be called (D5)."""
    found = []
    if not company.strip():
        found.append(Finding("Skriv virksomhedens navn.", where="company"))
    if not need.strip():
        found.append(Finding("Skriv, hvad kunden har brug for.", where="need_summary"))
    if not reachable:
        found.append(Finding("Skriv en e-mail eller et telefonnummer.", where="contact_email"))
    if consent_on is None:
        found.append(Finding("Spørg først kunden, om I må kontakte dem, og skriv hvornår.", where="consent_on"))
    elif consent_on > today:
        found.append(Finding("Datoen ligger i fremtiden.", where="consent_on"))
    return found


def check_offer_count(open_offers: int, most: int) -> list[Finding]:
    """One helper at a time, or as many as the setting says (D5)."""
    if open_offers < most:
        return []
    if most == 1:
        return [Finding("Henvendelsen er allerede tilbudt. Vent på svaret, før du tilbyder den til en anden.")]
    return [Finding(f"Henvendelsen er allerede tilbudt til {open_offers}. Vent på et svar.")]


def check_decline(reason: DeclineReason | None, note: str) -> list[Finding]:
    """A no has a reason; "other" says which."""
    if reason is None:
        return [Finding("Vælg en grund.", where="decline_reason")]
    if reason is DeclineReason.OTHER and not note.strip():
        return [Finding("Skriv hvorfor.", where="decline_note")]
    return []


def check_accept(*, has_ties: bool | None, ties: str) -> list[Finding]:
    """The quick question on impartiality is answered, and a yes is explained (S31)."""
    if has_ties is None:
        return [Finding("Svar ja eller nej.", where="has_ties")]
    if has_ties and not ties.strip():
        return [Finding("Skriv hvilken leverandør, og hvad båndet er.", where="ties")]
    return []


# ---- the clock -------------------------------------------------------------------------------------


def answer_by(offered_on: date, holidays: Container[date], workdays: int = ANSWER_WORKDAYS) -> date:
    """The last day to answer: so many working days after the offer."""
    return add_workdays(offered_on, workdays, holidays)


def is_expired(offered_on: date, today: date, holidays: Container[date], workdays: int = ANSWER_WORKDAYS) -> bool:
    """True from the day after the last day to answer."""
    return today > answer_by(offered_on, holidays, workdays)


def reminders_due(since: date, today: date, after: Sequence[int] = REMINDER_DAYS) -> int:
    """How many of the reminders (so many days `after`) should have been sent by today."""
    return sum(today >= since + timedelta(days=days) for days in after)


def next_reminder_on(since: date, sent: int, after: Sequence[int] = REMINDER_DAYS) -> date | None:
    """The day of the next reminder; None when all are sent."""
    return since + timedelta(days=after[sent]) if sent < len(after) else None
