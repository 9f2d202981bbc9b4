"""What can be done with a module from where it stands (DOMAIN D3), and the one thing to do next.

The guards of each act are in `rules.modules`; this is the order of things.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from itstart.rules.findings import Finding
from itstart.rules.modules import SILENT_ACCEPT_DAYS
from itstart.rules.numbers import Number
from itstart.rules.status import ModuleDates, module_status
from itstart.rules.term import Term
from itstart.rules.terms import ModuleStatus


class SignedHow(Term):
    """How the customer's signature came to be known."""

    FILE = "file", "Underskrevet fil"
    PAPER = "paper", "Original på papir"
    LINK = "link", "Kundens eget ja på nettet"


class RatingQuestion(Term):
    """The five short questions the customer answers from 1 to 5 (S67)."""

    UNDERSTOOD = "understood", "Forstod rådgiveren jeres virksomhed?"
    CLEAR = "clear", "Var det, I fik, til at forstå og bruge?"
    KEPT_TIME = "kept_time", "Holdt rådgiveren tid og aftaler?"
    IMPARTIAL = "impartial", "Var rådgivningen uvildig?"
    WORTH_IT = "worth_it", "Var resultatet prisen værd?"


class ReportKind(Term):
    """The two reports of a module to IBIZ-Center (S65)."""

    START = "start", "Startrapport"
    END = "end", "Slutrapport"


class Act(StrEnum):
    """Everything somebody can do to a module once it is made."""

    EDIT = "edit"
    SEND = "send"
    RECALL = "recall"
    SIGN = "sign"
    AMEND = "amend"
    SIGN_ADDENDUM = "sign_addendum"
    WRITE_TIME = "write_time"
    REPORT_START = "report_start"
    BEGIN = "begin"
    DELIVER = "deliver"
    ACCEPT = "accept"
    REJECT = "reject"
    REMIND = "remind"
    ACCEPT_SILENTLY = "accept_silently"
    REPORT_END = "report_end"
    CANCEL = "cancel"


_S = ModuleStatus
_UNDER_WAY = frozenset({_S.AGREEMENT_SIGNED, _S.START_REPORTED, _S.IN_PROGRESS})

FROM: Mapping[Act, frozenset[ModuleStatus]] = MappingProxyType(
    {
        Act.EDIT: frozenset({_S.DRAFT, _S.AGREEMENT_SENT}),
        Act.SEND: frozenset({_S.DRAFT}),
        Act.RECALL: frozenset({_S.AGREEMENT_SENT}),
        Act.SIGN: frozenset({_S.AGREEMENT_SENT}),
        Act.AMEND: _UNDER_WAY,
        Act.SIGN_ADDENDUM: _UNDER_WAY,
        Act.WRITE_TIME: _UNDER_WAY | {_S.DELIVERED, _S.ACCEPTED},
        Act.REPORT_START: frozenset({_S.AGREEMENT_SIGNED, _S.IN_PROGRESS}),
        Act.BEGIN: frozenset({_S.AGREEMENT_SIGNED, _S.START_REPORTED}),
        Act.DELIVER: frozenset({_S.IN_PROGRESS}),
        Act.ACCEPT: frozenset({_S.DELIVERED}),
        Act.REJECT: frozenset({_S.DELIVERED}),
        Act.REMIND: frozenset({_S.DELIVERED}),
        Act.ACCEPT_SILENTLY: frozenset({_S.DELIVERED}),
        Act.REPORT_END: frozenset({_S.ACCEPTED, _S.CANCELLED}),
        Act.CANCEL: frozenset({_S.DRAFT, _S.AGREEMENT_SENT}) | _UNDER_WAY,
    }
)

# What takes a minute and holds something else up: it comes before the tasks of the steps (S51, S64, S65).
PRESSING = frozenset({Act.SEND, Act.REPORT_START, Act.BEGIN, Act.REMIND, Act.ACCEPT_SILENTLY, Act.REPORT_END})


def is_open(act: Act, module: ModuleDates) -> bool:
    """True when the act makes sense from where the module stands, guards aside."""
    if module_status(module) not in FROM[act]:
        return False
    if act is Act.REPORT_START:
        return module.start_reported_on is None
    if act is Act.REPORT_END and module.cancelled_on is not None:
        return module.started_on is not None and module.end_reported_on is None
    return True


def check_from(act: Act, module: ModuleDates) -> list[Finding]:
    """Blocks an act that does not belong where the module stands."""
    if is_open(act, module):
        return []
    return [Finding(f"Modulet står som “{module_status(module).label}”. Derfra kan det ikke gøres.")]


def check_silence(
    module: ModuleDates, *, reminded_on: date | None, today: date, days: int = SILENT_ACCEPT_DAYS
) -> list[Finding]:
    """The customer's silence counts as a yes after so many days and one reminder (D3)."""
    found = []
    if module.delivered_on and today < module.delivered_on + timedelta(days=days):
        found.append(Finding(f"Kunden har {days} dage til at svare. Vent, til de er gået."))
    if reminded_on is None:
        found.append(Finding("Ryk kunden én gang, før tavshed tæller som et ja."))
    elif reminded_on >= today:
        found.append(Finding("Giv kunden mindst en dag til at svare på din påmindelse."))
    return found


def check_remind(*, reminded_on: date | None) -> list[Finding]:
    """One reminder is enough."""
    return [Finding("Kunden er allerede rykket.")] if reminded_on else []


def next_act(
    module: ModuleDates,
    *,
    hours: Number,
    planned_hours: Number,
    waits_for_addendum: bool,
    reminded_on: date | None,
    today: date,
    answer_days: int = SILENT_ACCEPT_DAYS,
) -> Act | None:
    """The one thing to do now, or None when nothing is owed. The customer's answer is asked for as ACCEPT."""
    if waits_for_addendum:
        return Act.SIGN_ADDENDUM
    status = module_status(module)
    if status is _S.IN_PROGRESS:
        return _at_work(module, hours=hours, planned_hours=planned_hours)
    if status is _S.DELIVERED:
        asked_before = today - timedelta(days=answer_days)
        return _after_delivery(module, reminded_on=reminded_on, asked_before=asked_before, today=today)
    if status is _S.CANCELLED:
        return Act.REPORT_END if is_open(Act.REPORT_END, module) else None
    return {
        _S.DRAFT: Act.SEND,
        _S.AGREEMENT_SENT: Act.SIGN,
        _S.AGREEMENT_SIGNED: Act.REPORT_START,
        _S.START_REPORTED: Act.BEGIN,
        _S.ACCEPTED: Act.REPORT_END,
    }.get(status)


def _at_work(module: ModuleDates, *, hours: Number, planned_hours: Number) -> Act:
    if module.start_reported_on is None:
        return Act.REPORT_START
    # When most of the time is used, the product is what is missing.
    return Act.DELIVER if hours and hours * 5 >= planned_hours * 4 else Act.WRITE_TIME


def _after_delivery(module: ModuleDates, *, reminded_on: date | None, asked_before: date, today: date) -> Act:
    if module.delivered_on is None or asked_before < module.delivered_on:
        return Act.ACCEPT
    if reminded_on is None:
        return Act.REMIND
    return Act.ACCEPT_SILENTLY if reminded_on < today else Act.ACCEPT
