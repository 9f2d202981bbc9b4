"""Step 4: projektplan og kontrakt."""

from itstart.rules.steps import StepKey
from itstart.steps.definition import Deliverable, Step
from itstart.steps.project import decision_memo, documents_acceptance, documents_business_case, documents_thread
from itstart.steps.project.documents import projektplan
from itstart.steps.project.documents_contract import kontrakt
from itstart.steps.project.tasks import TASKS

STEP = Step(
    key=StepKey.PROJECT,
    tasks=TASKS,
    deliverables=(
        Deliverable("projektplan", "Projektplan", StepKey.PROJECT, projektplan),
        Deliverable("kontrakt", "Kontrakt", StepKey.PROJECT, kontrakt),
        Deliverable(
            documents_thread.KEY,
            documents_thread.NAME,
            StepKey.PROJECT,
            documents_thread.roed_traad,
            template="roed_traad",
            annex=True,
        ),
        Deliverable(
            documents_acceptance.KEY,
            documents_acceptance.NAME,
            StepKey.PROJECT,
            documents_acceptance.proeveskema,
            annex=True,
            beside=(("Hent som Excel", "acceptance_tests.workbook"), ("Hent tomt skema", "acceptance_tests.blank")),
        ),
        Deliverable(
            documents_business_case.KEY,
            documents_business_case.NAME,
            StepKey.PROJECT,
            documents_business_case.gevinstberegning,
            annex=True,
            beside=(("Hent som Excel", "business_cases.workbook"),),
        ),
        Deliverable(decision_memo.KEY, decision_memo.NAME, StepKey.PROJECT, decision_memo.beslutningsnotat, annex=True),
    ),
)
