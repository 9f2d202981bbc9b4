"""The guide's example, put where nothing has been written yet."""

from datetime import timedelta
from typing import Any

from itstart import clock, guidance
from itstart.models import CustomerCase, User
from itstart.rules.term import Term
from itstart.services import answers, history, rows
from itstart.steps.definition import FormSection, RowList, Task

COLUMNS_BY_DATE = {"milestones": "date_on", "customer_tasks": "due_on"}


def insert(actor: User, case: CustomerCase, task: Task, *, about: str = "") -> int:
    """Fill empty fields and empty lists; what is written stays. Returns how many answers were set."""
    answers.ensure_writable(actor, case)
    example = guidance.load(task.step.slug, task.slug).example
    if example is None:
        return 0
    count = 0
    for part in task.parts:
        if part.locked(case):
            continue
        if isinstance(part, FormSection):
            count += _fill_form(case, task, part, example.form, about)
        elif part.key in example.rows and rows.page(case, part, about=about).total == 0:
            count += _fill_list(actor, case, task, part, example.rows[part.key], about)
    if count:
        history.record(actor, case, "example", f"satte eksemplet ind i {task.title}", subject=task.key)
    return count


def _fill_form(case: CustomerCase, task: Task, section: FormSection, example: Any, about: str) -> int:
    stored = answers.values(case, section, about)
    form = section.form(data=stored)
    empty = {
        field.short_name: example[field.short_name]
        for field in form
        if field.short_name in example and stored.get(field.short_name) in (None, "", [])
    }
    if not empty:
        return 0
    row = answers.row_to_write(case, section, about)
    if section.store:
        section.store(row, {**stored, **empty})
    else:
        for name, value in empty.items():
            setattr(row, name, _typed(row, name, value))
    answers.mark_started(case, task)
    return len(empty)


def _typed(row: Any, name: str, value: Any) -> Any:
    column = row.__table__.columns[name]
    term = getattr(column.type, "enum_class", None)
    return term(value) if term and issubclass(term, Term) else value


def _fill_list(actor: User, case: CustomerCase, task: Task, row_list: RowList, example: Any, about: str) -> int:
    fields = {field.short_name for field in row_list.form()}
    for given in example:
        typed = {name: value for name, value in given.items() if name in fields}
        if "offset_days" in given and row_list.key in COLUMNS_BY_DATE:
            day = clock.today() + timedelta(days=int(given["offset_days"]))
            typed[COLUMNS_BY_DATE[row_list.key]] = day
        probe = row_list.model()
        typed = {name: _typed(probe, name, value) for name, value in typed.items() if name in probe.__table__.columns}
        rows.create(actor, case, task, row_list, typed, about=about)
    return len(example)
