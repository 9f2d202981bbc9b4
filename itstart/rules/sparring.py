"""Sparring: what may be done from where a question stands, by whom, and what may be seen (DOMAIN D4, S47, S53)."""

from collections.abc import Container, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from itstart.rules.findings import Finding
from itstart.rules.term import Term
from itstart.rules.terms import SparringStatus
from itstart.rules.workdays import add_workdays

GRANT_DAYS = 14  # staff see on for this long after the answer
UNANSWERED_DAYS = 60  # and no longer than this while a question waits
REMINDER_WORKDAYS = 3


class Urgency(Term):
    """How much it hurries."""

    NORMAL = "normal", "Almindelig"
    URGENT = "urgent", "Haster"


class Share(Term):
    """What the person who answers may see of the case."""

    REPORTED = "reported", "Kun det, der er meldt: status, datoer og rapporter"
    TASK = "task", "Også det, spørgsmålet handler om"
    PRICES = "prices", "Også tilbud og priser (kræver kundens ja)"


class Who(StrEnum):
    """In what part somebody acts on a question."""

    HELPER = "helper"
    CENTER = "center"


class Event(StrEnum):
    """Everything somebody can do to a question."""

    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    ANSWER = "answer"
    ASK_BACK = "ask_back"
    SUGGEST = "suggest"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    PROPOSE = "propose"


_S = SparringStatus
# Event: who, from where, and where it leads (None: it stays).
TRANSITIONS: Mapping[Event, tuple[Who, frozenset[SparringStatus], SparringStatus | None]] = MappingProxyType(
    {
        Event.ASSIGN: (Who.CENTER, frozenset({_S.OPEN}), _S.ASSIGNED),
        Event.HAND_OVER: (Who.CENTER, frozenset({_S.ASSIGNED, _S.ANSWERED}), None),
        Event.ANSWER: (Who.CENTER, frozenset({_S.ASSIGNED, _S.ANSWERED}), _S.ANSWERED),
        Event.ASK_BACK: (Who.CENTER, frozenset({_S.ASSIGNED}), None),
        Event.SUGGEST: (Who.CENTER, frozenset({_S.ASSIGNED, _S.ANSWERED}), None),
        Event.FOLLOW_UP: (Who.HELPER, frozenset({_S.OPEN, _S.ASSIGNED, _S.ANSWERED}), None),
        Event.CLOSE: (Who.HELPER, frozenset({_S.ANSWERED}), _S.CLOSED),
        Event.WITHDRAW: (Who.HELPER, frozenset({_S.OPEN, _S.ASSIGNED}), _S.WITHDRAWN),
        Event.PROPOSE: (Who.CENTER, frozenset({_S.ANSWERED, _S.CLOSED}), None),
    }
)


def is_open(event: Event, status: SparringStatus, who: Who) -> bool:
    """True when somebody in this part can do it from there."""
    doer, start, _ = TRANSITIONS[event]
    return who is doer and status in start


def check_event(event: Event, status: SparringStatus, who: Who) -> list[Finding]:
    """Blocks what does not belong where the question stands."""
    if is_open(event, status, who):
        return []
    return [Finding(f"Spørgsmålet står som “{status.label}”. Derfra kan du ikke gøre det.")]


def after(event: Event, status: SparringStatus) -> SparringStatus:
    """Where the question stands afterwards. A follow-up to an answer opens it again for the same person."""
    if event is Event.FOLLOW_UP:
        return _S.OPEN if status is _S.ANSWERED else status
    return TRANSITIONS[event][2] or status


def check_share(share: Share, *, accept_by: str, accept_on: date | None, today: date) -> list[Finding]:
    """Bids and prices are shown only with the customer's accept, by name and date (D4, D9)."""
    if share is not Share.PRICES:
        return []
    found = []
    if not accept_by.strip():
        found.append(Finding("Skriv, hvem hos kunden der har sagt ja.", where="customer_accept_by"))
    if accept_on is None:
        found.append(Finding("Skriv, hvornår kunden sagde ja.", where="customer_accept_on"))
    elif accept_on > today:
        found.append(Finding("Datoen ligger i fremtiden.", where="customer_accept_on"))
    return found


def grant_until(
    asked_on: date, answered_on: date | None, days: int = GRANT_DAYS, waiting: int = UNANSWERED_DAYS
) -> date:
    """The last day staff may look: some days after the answer, and more while it waits."""
    return answered_on + timedelta(days=days) if answered_on else asked_on + timedelta(days=waiting)


def remind_from(asked_on: date, holidays: Container[date], days: int = REMINDER_WORKDAYS) -> date:
    """The day a question without an answer is reminded of: after three working days."""
    return add_workdays(asked_on, days, holidays)
