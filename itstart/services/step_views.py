"""How far each task and each step of a case is, computed from the case as it stands."""

from dataclasses import dataclass

from itstart.models import CaseStep, CustomerCase
from itstart.rules.status import step_status
from itstart.rules.terms import StepStatus
from itstart.services.case_steps import has_document
from itstart.steps import Gap, Step, Task


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
