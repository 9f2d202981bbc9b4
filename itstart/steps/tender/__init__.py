"""Step 2: it-udbud."""

from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable, Step
from itstart.steps.tender.documents import udbudsmateriale
from itstart.steps.tender.tasks import TASKS

STEP = Step(
    key=StepKey.TENDER,
    tasks=TASKS,
    deliverables=(Deliverable("udbudsmateriale", "Udbudsmateriale", StepKey.TENDER, udbudsmateriale),),
)
