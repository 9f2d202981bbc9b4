"""What a question is about, in words and as data: the case, a step, a task or a single row."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import NoResultFound
from wtforms import StringField

from itstart.models import CustomerCase
from itstart.rules.sparring import Share
from itstart.rules.steps import StepKey
from itstart.services import rows
from itstart.steps import STEPS, FormSection, RowList, Task, find_task

# Tasks that show bids, prices or the contract: seen only with the customer's accept (A29, D9).
CONFIDENTIAL = frozenset(
    {
        "udbud/leverandoerer",
        "projekt/forhandling",
        "projekt/betalingsplan",
        "projekt/kontraktvilkaar",
        "projekt/bilag",
        "projekt/underskrift",
    }
)


@dataclass(frozen=True)
class Place:
    """A place in a case: `task` and `row` are None where it is wider than that."""

    about: str
    title: str
    step: StepKey | None = None
    task: Task | None = None
    row_list: RowList | None = None
    row: Any = None

    @property
    def is_confidential(self) -> bool:
        """True when what stands here shows bids or prices."""
        return self.task is not None and is_confidential(self.task)


@dataclass(frozen=True)
class Field:
    """A text a suggestion can be made for."""

    name: str
    label: str
    text: str
    section: FormSection | None = None


def is_confidential(task: Task) -> bool:
    """True for the tasks of the choice of vendor and of the contract."""
    return task.step is StepKey.SELECTION or task.key in CONFIDENTIAL


def find(case: CustomerCase, about: str) -> Place:
    """The place "behov/krav/K-15" names; NoResultFound (404) when the case has none."""
    if not about:
        return Place("", "Hele sagen")
    parts = about.split("/")
    step = next((key for key in StepKey if key.slug == parts[0]), None)
    if step is None or len(parts) > 3:
        raise NoResultFound
    if len(parts) == 1:
        return Place(about, f"Skridt {step.number}: {step.label}", step)
    try:
        task = find_task("/".join(parts[:2]))
    except LookupError as error:
        raise NoResultFound from error
    return _row(case, about, step, task, parts[2]) if len(parts) == 3 else Place(about, task.title, step, task)


def _row(case: CustomerCase, about: str, step: StepKey, task: Task, code: str) -> Place:
    for row_list in task.lists():
        try:
            row = rows.find(case, row_list, code)
        except NoResultFound:
            continue
        return Place(about, f"{task.title}: {rows.name(row_list, row)}", step, task, row_list, row)
    raise NoResultFound


def tasks(place: Place, share: Share) -> list[Task]:
    """The tasks a grant opens; bids and prices only with the customer's accept."""
    if share is Share.REPORTED:
        return []
    wide = [task for step in STEPS if place.step in {None, step.key} for task in step.tasks]
    found = [place.task] if place.task else wide
    return [task for task in found if share is Share.PRICES or not is_confidential(task)]


def fields(case: CustomerCase, place: Place) -> list[Field]:
    """The texts of a row, or of a task's own forms, that a suggestion can be made for."""
    if place.row is not None and place.row_list is not None:
        return [
            Field(one.name, one.label.text, getattr(place.row, one.name) or "")
            for one in place.row_list.form()
            if _is_text(one)
        ]
    found = []
    for section in place.task.sections() if place.task else []:
        if section.scope is None and section.load is None:
            owner = getattr(case, section.of) if section.of else case
            found += [
                Field(one.name, one.label.text, getattr(owner, one.name) or "", section)
                for one in section.form()
                if _is_text(one) and isinstance(getattr(owner, one.name), str)
            ]
    return found


def _is_text(one: Any) -> bool:
    # Numbers and dates are StringFields too, but of classes of their own.
    return type(one).__module__.startswith("wtforms") and isinstance(one, StringField)
