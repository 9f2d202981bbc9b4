"""Step 1: behovsbeskrivelse."""

from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable, Step
from itstart.steps.needs import guide_document, question_document
from itstart.steps.needs.documents import behovsbeskrivelse
from itstart.steps.needs.tasks import TASKS

STEP = Step(
    key=StepKey.NEEDS,
    tasks=TASKS,
    deliverables=(
        Deliverable("behovsbeskrivelse", "Behovsbeskrivelse", StepKey.NEEDS, behovsbeskrivelse),
        Deliverable(guide_document.KEY, guide_document.NAME, StepKey.NEEDS, guide_document.interviewguide, annex=True),
        Deliverable(
            question_document.KEY,
            question_document.NAME,
            StepKey.NEEDS,
            question_document.kundespoergsmaal,
            template="kundespoergsmaal",
            annex=True,
        ),
    ),
)
