"""Where a case, a step and a module stand: computed from their dates, never stored (D1 to D3)."""

from datetime import date
from typing import Protocol

from itstart.rules.terms import CaseStatus, ModuleStatus, StepStatus


class CaseDates(Protocol):
    """The dates of a case."""

    activated_on: date | None
    paused_on: date | None
    completed_on: date | None
    abandoned_on: date | None


class StepDates(Protocol):
    """The dates of one of the four steps."""

    started_on: date | None
    done_on: date | None
    skipped_on: date | None


class ModuleDates(Protocol):
    """The dates of a module, in the order they may come."""

    agreement_sent_on: date | None
    agreement_signed_on: date | None
    start_reported_on: date | None
    started_on: date | None
    delivered_on: date | None
    accepted_on: date | None
    end_reported_on: date | None
    cancelled_on: date | None


def case_status(case: CaseDates) -> CaseStatus:
    """The status of a case (D1)."""
    if case.abandoned_on:
        return CaseStatus.ABANDONED
    if case.completed_on:
        return CaseStatus.COMPLETED
    if case.paused_on:
        return CaseStatus.PAUSED
    return CaseStatus.ACTIVE if case.activated_on else CaseStatus.DRAFT


def step_status(step: StepDates, *, gaps: int | None = None) -> StepStatus:
    """The status of a step (D2). `gaps` is the number of missing required answers, None when not counted."""
    if step.skipped_on:
        return StepStatus.SKIPPED
    if step.done_on:
        return StepStatus.DONE
    if not step.started_on:
        return StepStatus.NOT_STARTED
    return StepStatus.READY if gaps == 0 else StepStatus.IN_PROGRESS


def module_status(module: ModuleDates) -> ModuleStatus:
    """The status of a module (D3)."""
    for day, status in (
        (module.cancelled_on, ModuleStatus.CANCELLED),
        (module.end_reported_on, ModuleStatus.END_REPORTED),
        (module.accepted_on, ModuleStatus.ACCEPTED),
        (module.delivered_on, ModuleStatus.DELIVERED),
        (module.started_on, ModuleStatus.IN_PROGRESS),
        (module.start_reported_on, ModuleStatus.START_REPORTED),
        (module.agreement_signed_on, ModuleStatus.AGREEMENT_SIGNED),
        (module.agreement_sent_on, ModuleStatus.AGREEMENT_SENT),
    ):
        if day:
            return status
    return ModuleStatus.DRAFT
