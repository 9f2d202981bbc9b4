"""Step 3: valg af leverandør."""

from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable, Step
from itstart.steps.selection.documents import leverandoervurdering
from itstart.steps.selection.tasks import TASKS

STEP = Step(
    key=StepKey.SELECTION,
    tasks=TASKS,
    deliverables=(Deliverable("leverandoervurdering", "Leverandørvurdering", StepKey.SELECTION, leverandoervurdering),),
)
