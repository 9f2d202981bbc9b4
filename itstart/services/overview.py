"""The case page at a glance: where are we, what is missing, what is the next best thing to do.

Everything is computed from the case as it stands; nothing here is stored.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from itstart.models import CaseStep, CustomerCase, GeneratedDocument
from itstart.rules.findings import Finding, blockers
from itstart.rules.status import step_status
from itstart.rules.terms import CaseStatus, StepStatus
from itstart.services import case_states
from itstart.services.case_steps import has_document
from itstart.steps import STEPS, Deliverable, Gap, Step, Task


@dataclass(frozen=True)
class TaskView:
    """A task and how far it is. `gaps` are the required ones; `kind` is the look of the status word."""

    task: Task
    gaps: tuple[Gap, ...]
    started: bool
    finished: bool
    summary: str

    @property
    def done(self) -> bool:
        """True when the helper has said so and nothing required is missing."""
        return self.finished and not self.gaps

    @property
    def word(self) -> str:
        """The status word: "Færdig", "Mangler 3", "I gang", "Ikke begyndt"."""
        if self.done:
            return "Færdig"
        if not self.started:
            return "Ikke begyndt"
        return f"Mangler {len(self.gaps)}" if self.gaps else "I gang"

    @property
    def kind(self) -> str:
        """The look of the word."""
        if self.done:
            return "done"
        return "" if not self.started else "miss" if self.gaps else "go"


@dataclass(frozen=True)
class StepView:
    """One of the four steps with its tasks."""

    step: Step
    row: CaseStep
    status: StepStatus
    tasks: tuple[TaskView, ...]
    handed_over: bool

    @property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(task.done for task in self.tasks)

    @property
    def gaps(self) -> int:
        """How many required answers are missing in the whole step."""
        return sum(len(task.gaps) for task in self.tasks)

    @property
    def is_open(self) -> bool:
        """True until the step is done or skipped."""
        return self.status not in {StepStatus.DONE, StepStatus.SKIPPED}


@dataclass(frozen=True)
class NextAction:
    """The one thing to do now. `place` and `what` say where, for the page to make an address of."""

    title: str
    text: str
    label: str
    place: str
    what: Any = None


@dataclass(frozen=True)
class DocumentView:
    """A document of the case: today's edition, and the version last handed over."""

    deliverable: Deliverable
    latest: GeneratedDocument | None
    changed_since: bool


@dataclass(frozen=True)
class Overview:
    """Everything the case page shows of the work."""

    steps: tuple[StepView, ...]
    current: StepView | None
    next_action: NextAction
    gates: tuple[Finding, ...]
    documents: tuple[DocumentView, ...]


def task_view(case: CustomerCase, task: Task, *, step_done: bool = False) -> TaskView:
    """How far a task is. In a finished step nobody has to tick each task as well."""
    finished = step_done or any(mark.task == task.key for mark in case.finished_tasks)
    summary = task.summary(case)
    started = finished or (task.started(case) if task.started else bool(summary))
    gaps = tuple(gap for gap in task.gaps(case) if gap.required)
    return TaskView(task, gaps, bool(started), finished, summary)


def step_view(case: CustomerCase, step: Step) -> StepView:
    """A step with its tasks as they stand."""
    row = case.step(step.key)
    tasks = tuple(task_view(case, task, step_done=row.done_on is not None) for task in step.tasks)
    gaps = sum(len(task.gaps) for task in tasks)
    return StepView(step, row, step_status(row, gaps=gaps), tasks, has_document(case, step.key))


def overview(case: CustomerCase, *, today: date) -> Overview:
    """The whole of it, for someone who may read the case."""
    steps = tuple(step_view(case, step) for step in STEPS)
    current = next((view for view in steps if view.is_open), None)
    gates = tuple(case_states.activation_findings(case)) if case.status is CaseStatus.DRAFT else ()
    documents = tuple(_document(case, document) for view in steps for document in view.step.deliverables)
    return Overview(steps, current, next_best(case, steps, today=today), gates, documents)


def _document(case: CustomerCase, deliverable: Deliverable) -> DocumentView:
    latest = next((document for document in case.documents if document.deliverable == deliverable.key), None)
    return DocumentView(deliverable, latest, latest is not None and case.changed_at > latest.created_at)


# ---- the next best thing to do ---------------------------------------------------------------------

_GATES = {
    "code_of_conduct": ("Accepter kodekset", "Læs kodekset", "kodeks"),
    "cvr": ("Skriv kundens CVR-nummer", "Ret kunden", "customer"),
    "impartiality": ("Erklær din uvildighed", "Gå til erklæringen", "impartiality"),
    "referral_source": ("Vælg, hvor kunden kommer fra", "Ret sagen", "facts"),
}


def next_best(case: CustomerCase, steps: tuple[StepView, ...], *, today: date) -> NextAction:
    """First a shut gate, then a gap in the current step, its next task, its document, its approval."""
    if case.status is CaseStatus.ABANDONED:
        return NextAction("Sagen er opgivet", case.abandon_reason, "Se historikken", "history")
    if case.status is CaseStatus.COMPLETED:
        text = "Projektet kører måske videre. Du kan stadig rette i sagen og hente dokumenterne."
        return NextAction("Sagen er afsluttet", text, "Se dokumenterne", "documents")
    if case.status is CaseStatus.DRAFT:
        return _activate(case)
    if case.status is CaseStatus.PAUSED:
        return _resume(case, today)
    current = next((view for view in steps if view.is_open), None)
    return _in_step(current) if current else _end(case)


def _activate(case: CustomerCase) -> NextAction:
    found = blockers(case_states.activation_findings(case))
    if not found:
        return NextAction(
            "Gør sagen aktiv", "Alt er på plads. Når sagen er aktiv, er den i gang hos kunden.", "Gå videre", "states"
        )
    first = found[0]
    title, label, place = _GATES.get(first.where, (first.message, "Gå til", "states"))
    left = f" Der er {len(found)} ting på listen." if len(found) > 1 else " Det er det sidste."
    return NextAction(title, f"Det skal være på plads, før sagen kan gøres aktiv.{left}", label, place)


def _resume(case: CustomerCase, today: date) -> NextAction:
    on = case.next_contact_on
    title = "Kontakt kunden" if on and on <= today else "Sagen er i bero"
    return NextAction(title, case.pause_reason, "Genoptag sagen", "states")


def _in_step(view: StepView) -> NextAction:
    lacking = next((task for task in view.tasks if task.gaps), None)
    if lacking:
        return _gap(view, lacking)
    waiting = next((task for task in view.tasks if not task.done), None)
    if waiting:
        verb = "Se" if waiting.started else "Gå i gang med"
        text = (
            "Der mangler ikke noget. Læs det igennem, og gør opgaven færdig."
            if waiting.started
            else (f"Det er den næste opgave i {view.step.key.label}.")
        )
        title = f"Gør {waiting.task.title} færdig" if waiting.started else f"Begynd på {waiting.task.title}"
        return NextAction(title, text, f"{verb} {waiting.task.title}", "task", waiting.task)
    return _deliver(view)


def _gap(view: StepView, lacking: TaskView) -> NextAction:
    first = lacking.gaps[0].message
    others = view.gaps - 1
    rest = "Så mangler der ikke mere" if others == 0 else f"Derefter mangler {others} ting mere"
    text = f"{lacking.task.title} i {view.step.key.label}. {rest} i skridt {view.step.key.number}."
    return NextAction(first.rstrip("."), text, f"Gå til {lacking.task.title}", "task", lacking.task)


def _deliver(view: StepView) -> NextAction:
    names = " og ".join(document.name for document in view.step.deliverables if not document.annex)
    if not view.handed_over:
        text = "Alle opgaver er færdige. Læs dokumentet igennem i Word, og giv det til kunden."
        return NextAction(f"Udlevér {names}", text, "Gå til dokumenterne", "documents")
    text = "Dokumentet er udleveret. Skriv, hvornår og hvem der godkendte det, så er skridtet færdigt."
    return NextAction("Registrér kundens godkendelse", text, "Gå til skridtet", "review", view.step.key)


def _end(case: CustomerCase) -> NextAction:
    if blockers(case_states.completion_findings(case)):
        text = "Alle fire skridt er færdige eller sprunget over. Se, hvad der mangler, før sagen kan lukkes."
    else:
        text = "Alle fire skridt er færdige eller sprunget over, og der er ikke mere at melde."
    return NextAction("Afslut sagen", text, "Gå til sagens status", "states")
