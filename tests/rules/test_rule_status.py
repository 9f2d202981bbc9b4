"""The status of a case, a step and a module follows from the dates, and the latest of them wins."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from itstart.rules import status, steps
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, ModuleStatus, StepStatus

DAY = date(2026, 2, 2)
CASE = ("activated_on", "paused_on", "completed_on", "abandoned_on")
CASE_STATUS = (CaseStatus.DRAFT, CaseStatus.ACTIVE, CaseStatus.PAUSED, CaseStatus.COMPLETED, CaseStatus.ABANDONED)
MODULE = (
    "agreement_sent_on",
    "agreement_signed_on",
    "start_reported_on",
    "started_on",
    "delivered_on",
    "accepted_on",
    "end_reported_on",
    "cancelled_on",
)
MODULE_STATUS = (
    ModuleStatus.DRAFT,
    ModuleStatus.AGREEMENT_SENT,
    ModuleStatus.AGREEMENT_SIGNED,
    ModuleStatus.START_REPORTED,
    ModuleStatus.IN_PROGRESS,
    ModuleStatus.DELIVERED,
    ModuleStatus.ACCEPTED,
    ModuleStatus.END_REPORTED,
    ModuleStatus.CANCELLED,
)


def dated(names: tuple[str, ...], until: int) -> Any:
    """The first `until` of the dates are there."""
    return SimpleNamespace(**{name: DAY if place < until else None for place, name in enumerate(names)})


@pytest.mark.parametrize(("until", "expected"), list(enumerate(CASE_STATUS)))
def test_a_case(until: int, expected: CaseStatus) -> None:
    assert status.case_status(dated(CASE, until)) is expected


@pytest.mark.parametrize(("until", "expected"), list(enumerate(MODULE_STATUS)))
def test_a_module(until: int, expected: ModuleStatus) -> None:
    assert status.module_status(dated(MODULE, until)) is expected


@pytest.mark.parametrize(
    ("until", "gaps", "expected"),
    [
        (0, 0, StepStatus.NOT_STARTED),
        (1, None, StepStatus.IN_PROGRESS),
        (1, 1, StepStatus.IN_PROGRESS),
        (1, 0, StepStatus.READY),
        (2, 3, StepStatus.DONE),
        (3, 0, StepStatus.SKIPPED),
    ],
)
def test_a_step(until: int, gaps: int | None, expected: StepStatus) -> None:
    assert status.step_status(dated(("started_on", "done_on", "skipped_on"), until), gaps=gaps) is expected


def test_the_four_steps_are_found_by_number_and_by_address() -> None:
    assert [(step.number, step.slug) for step in StepKey] == [(1, "behov"), (2, "udbud"), (3, "valg"), (4, "projekt")]
    for step in StepKey:
        assert steps.by_number(step.number) is step
        assert steps.by_slug(step.slug) is step
    with pytest.raises(KeyError):
        steps.by_slug("ukendt")
    with pytest.raises(KeyError):
        steps.by_number(5)
