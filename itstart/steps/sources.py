"""Where the values of a case are written: every field of every declared form and list, as the source of a mark.

For the time of a preview the texts, numbers and days in these fields are marked (itstart/documents/marks.py). A marked
value equals the stored one and is put beside the session's own bookkeeping, so nothing is ever written by it, and the
stored values are back when the preview is made.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from itstart.documents import marks
from itstart.forms import BaseForm
from itstart.models.case import CustomerCase
from itstart.steps.definition import FormSection, RowList, Task
from itstart.steps.fields import RefField, RefsField

CUSTOMER, FACTS = "kunde", "oplysninger"
_CUSTOMER_FIELDS: Final = (
    *("name", "cvr", "address", "postal_code", "city", "industry_title", "employees", "revenue_dkk"),
    *("contact_name", "contact_title", "contact_email", "contact_phone", "signatory_name", "signatory_title"),
)


@dataclass(frozen=True)
class Source:
    """One field of a form or a row; without `field` the row itself. `task` is a task's key, "kunde" or "oplysninger".

    `part` is a section's key or a list's slug, `about` the vendor it is written for, `code` the row's.
    """

    task: str
    part: str = ""
    field: str = ""
    code: str = ""
    about: str = ""

    @property
    def control(self) -> str:
        """The id of the field's control on its page; of a row without a field the beginning of its controls' ids."""
        if self.task in (CUSTOMER, FACTS):
            return self.field
        return f"row-{self.part}-{self.code}-{self.field}" if self.code else f"form-{self.part}-{self.field}"


@lru_cache(maxsize=256)
def field_names(form: type[BaseForm]) -> tuple[str, ...]:
    """The fields that hold what a person writes; references to other rows are not among them."""
    return tuple(field.short_name for field in form() if not isinstance(field, RefField | RefsField))


@contextmanager
def marked(case: CustomerCase, tasks: Iterable[Task]) -> Iterator[marks.Marks]:
    """The case with marked values in the answers of these tasks; `sources` of the result say what a number means."""
    made = marks.Marks()
    stored: list[tuple[dict[str, Any], str, Any]] = []
    try:
        for row, source in written(case, tasks):
            _mark(row, source, made, stored)
        with marks.reading(made):
            yield made
    finally:
        for values, name, value in reversed(stored):
            values[name] = value


def _mark(row: Any, source: Source, made: marks.Marks, stored: list[tuple[dict[str, Any], str, Any]]) -> None:
    name = source.field or "code"
    value = getattr(row, name, None)
    values = row.__dict__
    if name not in values or marks.source_of(value) is not None:
        return
    with_source = marks.marked(value, len(made.sources))
    if with_source is value:
        if isinstance(value, Enum):
            made.fixed[id(row), name] = made.add(source)
        return
    made.add(source)
    stored.append((values, name, value))
    values[name] = with_source


def written(case: CustomerCase, tasks: Iterable[Task]) -> Iterator[tuple[Any, Source]]:
    """(row, source) of every field of the customer, the case and these tasks."""
    for name in _CUSTOMER_FIELDS:
        yield case.customer, Source(CUSTOMER, field=name)
    yield case, Source(FACTS, field="title")
    for task in tasks:
        if task.is_shut(case):
            continue
        for part in task.parts:
            for row, about in _rows(case, part):
                yield from _fields(task, part, row, about)


def _fields(task: Task, part: FormSection | RowList, row: Any, about: str) -> Iterator[tuple[Any, Source]]:
    listed = isinstance(part, RowList)
    name, code = (part.slug, str(row.code)) if isinstance(part, RowList) else (part.key, "")
    for field in (*field_names(part.form), *(("",) if listed else ())):
        yield row, Source(task.key, name, field, code, about)


def _rows(case: CustomerCase, part: FormSection | RowList) -> Iterable[tuple[Any, str]]:
    """(row, the thing it is written for) of a part."""
    if isinstance(part, FormSection):
        return _answers(case, part)
    rows = getattr(case, part.relation)
    if part.scope is None:
        return [(row, "") for row in rows]
    scope = part.scope
    owners = {scope.owner(case, code).id: code for code, _ in scope.choices(case)}
    fixed = scope.fixed.items()
    return [
        (row, owners[getattr(row, scope.column)])
        for row in rows
        if getattr(row, scope.column) in owners and all(getattr(row, name) == value for name, value in fixed)
    ]


def _answers(case: CustomerCase, part: FormSection) -> list[tuple[Any, str]]:
    if part.scope is not None:
        found = [(part.scope.owner(case, code), code) for code, _ in part.scope.choices(case)]
        return [(row, code) for row, code in found if row.id is not None]
    # The one section that is not of a single row, the barriers, keeps its text in the description of needs.
    return [(getattr(case, part.of or "needs_description"), "")]
