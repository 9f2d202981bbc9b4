"""The four steps, declared: what they ask, what they lack, what they deliver."""

from itstart.rules.steps import StepKey
from itstart.steps import needs, project, selection, tender
from itstart.steps.definition import Deliverable, FormSection, Gap, RowList, Scope, Step, Task

STEPS: tuple[Step, ...] = (needs.STEP, tender.STEP, selection.STEP, project.STEP)
TASKS: dict[str, Task] = {task.key: task for step in STEPS for task in step.tasks}
LISTS: dict[str, RowList] = {row_list.slug: row_list for task in TASKS.values() for row_list in task.lists()}
TASK_OF_LIST: dict[str, Task] = {row_list.slug: task for task in TASKS.values() for row_list in task.lists()}
DELIVERABLES: dict[str, Deliverable] = {document.key: document for step in STEPS for document in step.deliverables}


def find_step(key: StepKey) -> Step:
    """The declaration of a step."""
    return STEPS[key.number - 1]


def find_task(key: str) -> Task:
    """The task called "behov/krav"; LookupError when there is none."""
    return TASKS[key]


def find_list(slug: str) -> RowList:
    """The row list with this slug; LookupError when there is none."""
    return LISTS[slug]


def find_deliverable(key: str) -> Deliverable:
    """The document with this key; LookupError when there is none."""
    return DELIVERABLES[key]


def next_task(task: Task) -> Task | None:
    """The task after this one in its step, None after the last."""
    tasks = find_step(task.step).tasks
    place = tasks.index(task) + 1
    return tasks[place] if place < len(tasks) else None


__all__ = [
    "DELIVERABLES",
    "LISTS",
    "STEPS",
    "TASKS",
    "TASK_OF_LIST",
    "Deliverable",
    "FormSection",
    "Gap",
    "RowList",
    "Scope",
    "Step",
    "Task",
    "find_deliverable",
    "find_list",
    "find_step",
    "find_task",
    "next_task",
]
