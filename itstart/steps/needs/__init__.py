"""Step 1: behovsbeskrivelse."""

from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable, Step
from itstart.steps.needs.documents import behovsbeskrivelse
from itstart.steps.needs.tasks import TASKS

STEP = Step(
    key=StepKey.NEEDS,
    tasks=TASKS,
    deliverables=(Deliverable("behovsbeskrivelse", "Behovsbeskrivelse", StepKey.NEEDS, behovsbeskrivelse),),
)
