"""The files of the acceptance test that are no deliverable of their own."""

from functools import partial

from itstart.documents import acceptance_sheet
from itstart.models import CustomerCase
from itstart.rules.acceptance import State
from itstart.rules.steps import StepKey
from itstart.steps import Deliverable
from itstart.steps.project import documents_acceptance
from itstart.steps.project.acceptance import acceptance_test

NAME = documents_acceptance.NAME
BLANK = Deliverable(
    documents_acceptance.KEY,
    f"{NAME} til udfyldelse",
    StepKey.PROJECT,
    partial(documents_acceptance.proeveskema, blank=True),
    annex=True,
)
_VERDICTS = {
    State.NOT_BEGUN: "ikke begyndt",
    State.UNDER_WAY: "i gang",
    State.FAILED: "ikke bestået",
    State.PASSED: "bestået",
}


def workbook(case: CustomerCase) -> bytes:
    """The tests as an Excel file; the same data give the same bytes."""
    verdict = _VERDICTS[acceptance_test(case).verdict.state]
    return acceptance_sheet.workbook(
        documents_acceptance.acceptance_sheet(case), created=case.changed_at, verdict=verdict
    )
