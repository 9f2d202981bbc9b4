"""The forms of the tasks: read, save, and notice when somebody else saved first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, FinishedTask, SectionVersion, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import history
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import binding
from itstart.steps.definition import FormSection, RowList, Task

WRITABLE = "Sagen er opgivet. Åbn den igen, hvis der skal rettes i den."


@dataclass(frozen=True)
class Saved:
    """The state of a form after a save: its version, the moment, and who did it."""

    version: int
    at: datetime | None
    by: str


def ensure_writable(actor: User, case: CustomerCase) -> None:
    """Only the firm writes, and not in a case that was given up."""
    policies.ensure(policies.may_edit_case(actor, case))
    if case.abandoned_on:
        raise RuleViolation([Finding(WRITABLE)])


def ensure_open(actor: User, case: CustomerCase, part: FormSection | RowList) -> None:
    """Only the firm writes, and not in a part that is locked; RuleViolation says why and what to do."""
    ensure_writable(actor, case)
    if lock := part.locked(case):
        raise RuleViolation([Finding(f"{lock.title} {lock.text}".strip())])


def owner(case: CustomerCase, section: FormSection, about: str) -> Any:
    """The row the form shows; LookupError when `about` names nothing in the case."""
    if section.scope:
        return section.scope.owner(case, about)
    return getattr(case, section.of) if section.of else case


def row_to_write(case: CustomerCase, section: FormSection, about: str) -> Any:
    """The row the form writes in, made with the first save where there is none."""
    if section.scope is None:
        return owner(case, section, about)
    row = section.scope.parent(case, about)
    db.session.flush()
    return row


def _key(task: Task, section: FormSection, about: str) -> str:
    return "/".join(part for part in (task.key, section.key, about) if part)[:60]


def state(case: CustomerCase, task: Task, section: FormSection, about: str = "") -> Saved:
    """The version a form is shown with; 1 when nobody has saved it yet."""
    row = _version_row(case, _key(task, section, about))
    return Saved(row.version, row.saved_at, row.saved_by) if row else Saved(1, None, "")


def _version_row(case: CustomerCase, key: str, *, lock: bool = False) -> SectionVersion | None:
    query = select(SectionVersion).where(SectionVersion.case_id == case.id, SectionVersion.section == key)
    return db.session.scalar(query.with_for_update() if lock else query)


def values(case: CustomerCase, section: FormSection, about: str = "") -> dict[str, Any]:
    """What the form shows, by field name."""
    row = owner(case, section, about)
    return section.load(row) if section.load else binding.stored_values(section.form, row, case)


def save(
    actor: User,
    case: CustomerCase,
    task: Task,
    section: FormSection,
    typed: dict[str, Any],
    *,
    version: int,
    about: str = "",
) -> Saved:
    """Store a validated form. Conflict when another version was saved since and the texts differ."""
    ensure_open(actor, case, section)
    key = _key(task, section, about)
    stamp = _version_row(case, key, lock=True)
    if stamp is None:
        stamp = SectionVersion(case_id=case.id, section=key, version=1)
        db.session.add(stamp)
    row = row_to_write(case, section, about)
    if stamp.version != version and (differing := _differences(section, row, typed)):
        raise Conflict(differing, stamp.version, stamp.saved_by, stamp.saved_at)
    changed = _store(section, row, typed)
    if changed:
        stamp.version += 1
        stamp.saved_by = actor.name
        history.record(actor, case, "answers", f"rettede {task.title}", subject=key)
        mark_started(case, task)
    stamp.saved_at = clock.now()
    db.session.flush()
    return Saved(stamp.version, stamp.saved_at, stamp.saved_by)


def _store(section: FormSection, row: Any, typed: dict[str, Any]) -> bool:
    if section.store is None:
        return binding.apply(row, typed)
    before = section.load(row) if section.load else None
    section.store(row, typed)
    db.session.flush()
    return before is None or before != (section.load(row) if section.load else None)


def _differences(section: FormSection, row: Any, typed: dict[str, Any]) -> list[Difference]:
    stored = section.load(row) if section.load else {name: getattr(row, name) for name in typed}
    return [
        Difference(name, mine, stored.get(name))
        for name, mine in typed.items()
        if (mine or None) != (stored.get(name) or None)
    ]


def mark_started(case: CustomerCase, task: Task) -> None:
    """The first save in a step begins it (D2)."""
    step = case.step(task.step)
    if step.started_on is None:
        step.started_on = clock.today()


def finish(actor: User, case: CustomerCase, task: Task, *, finished: bool) -> None:
    """The helper's own "Færdig" on a task, set or taken back."""
    ensure_writable(actor, case)
    mark = next((mark for mark in case.finished_tasks if mark.task == task.key), None)
    if finished and mark is None:
        case.finished_tasks.append(FinishedTask(task=task.key, finished_at=clock.now(), finished_by_id=actor.id))
        mark_started(case, task)
        history.record(actor, case, "task_finished", f"gjorde {task.title} færdig", subject=task.key)
    elif not finished and mark is not None:
        case.finished_tasks.remove(mark)
        history.record(actor, case, "task_reopened", f"åbnede {task.title} igen", subject=task.key)
