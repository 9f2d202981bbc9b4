"""How far a case has come: the file says it in words, the tables keep the days (D1 to D3)."""

from collections.abc import Mapping
from datetime import date

from itstart.exchange.rows import Builder
from itstart.exchange.schema import CaseFile
from itstart.exchange.schema.base import values
from itstart.exchange.schema.programme import ModulePart
from itstart.models import CaseStep, CustomerCase, DeliveryModule
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, ModuleStatus

UNKNOWN_REASON = "Ikke oplyst"
_MODULE_DAYS: Mapping[ModuleStatus, str] = {
    ModuleStatus.AGREEMENT_SENT: "agreement_sent_on",
    ModuleStatus.AGREEMENT_SIGNED: "agreement_signed_on",
    ModuleStatus.START_REPORTED: "start_reported_on",
    ModuleStatus.IN_PROGRESS: "started_on",
    ModuleStatus.DELIVERED: "delivered_on",
    ModuleStatus.ACCEPTED: "accepted_on",
    ModuleStatus.END_REPORTED: "end_reported_on",
    ModuleStatus.CANCELLED: "cancelled_on",
}


def set_case_days(case: CustomerCase, file: CaseFile, day: date) -> None:
    """The days that give the case the status the file says."""
    part = file.case
    if part.status is not CaseStatus.DRAFT and case.activated_on is None and _has_begun(file):
        case.activated_on = part.opened_on
    if part.status is CaseStatus.PAUSED:
        case.paused_on = part.paused_on or day
    elif part.status is CaseStatus.COMPLETED:
        case.completed_on = part.closed_on or day
    elif part.status is CaseStatus.ABANDONED:
        case.abandoned_on = part.closed_on or day
        case.abandon_reason = part.abandon_reason or UNKNOWN_REASON
    case.closed = case.closed_on is not None


def _has_begun(file: CaseFile) -> bool:
    return file.case.status is not CaseStatus.ABANDONED or bool(file.modules)


def set_module_day(module: DeliveryModule, part: ModulePart, day: date) -> None:
    """The day that belongs to the module's status, when the file leaves it out."""
    column = _MODULE_DAYS.get(part.status) if part.status else None
    if column is None or getattr(module, column) is not None:
        return
    if column == "started_on" and module.agreement_signed_on is None:
        return
    known = [getattr(module, name) for name in _MODULE_DAYS.values() if getattr(module, name)]
    setattr(module, column, max(known, default=day))


def set_steps(builder: Builder, file: CaseFile) -> None:
    """The four steps: as the file says, otherwise as its content and its modules show."""
    for step in builder.case.steps:
        said = next((part for part in file.steps if part.number == step.number), None)
        if said is not None:
            for column, value in values(said).items():
                setattr(step, column, value)
        elif not file.steps:
            _derive(step, file, builder)


def _derive(step: CaseStep, file: CaseFile, builder: Builder) -> None:
    modules = [m for m in builder.case.modules if any(link.number == step.number for link in m.step_links)]
    begun = bool(modules) or _content(file)[step.number]
    accepted = [m for m in modules if m.accepted_on or m.end_reported_on]
    current = file.case.current_step
    over = current is not None and step.number < current
    closed = file.case.status is CaseStatus.COMPLETED
    if not begun and not over and step.number != current:
        return
    step.started_on = min((m.started_on for m in modules if m.started_on), default=file.case.opened_on)
    if not (over or (begun and closed) or (accepted and step.number != current)):
        return
    step.approved_on = max((m.accepted_on for m in accepted if m.accepted_on), default=None)
    step.approved_by = next((m.agreement_signed_by for m in accepted if m.accepted_on), "")
    step.done_on = step.approved_on or file.case.closed_on or max(file.case.opened_on, step.started_on)
    if step.number == 4 and builder.case.contract.signed_on is None:
        step.not_signed_reason = UNKNOWN_REASON


def _content(file: CaseFile) -> dict[int, bool]:
    """Which steps the file has anything of."""
    return {
        1: bool(file.needs_description or file.requirements),
        2: bool(file.tender or file.vendors),
        3: bool(file.bids or (file.evaluation and (file.evaluation.demo_scores or file.evaluation.decision))),
        4: bool(file.project_plan or file.contract or file.negotiation),
    }


def current_step(case: CustomerCase) -> int:
    """The step the case is at: the first one in progress, else the first that waits; 4 at the end."""
    steps = sorted(case.steps, key=lambda step: step.number)
    waiting = [s for s in steps if not s.done_on and not s.skipped_on]
    begun = [s.number for s in waiting if s.started_on]
    if begun:
        return begun[0]
    done = [s.number for s in steps if s.done_on]
    if done and (case.closed_on is not None or not waiting):
        return done[-1]
    later = [s.number for s in waiting if not done or s.number > done[-1]]
    return later[0] if later else (waiting[0].number if waiting else StepKey.PROJECT.number)
