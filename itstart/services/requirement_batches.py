"""Requirements that came into a case together: put in at once, and taken out again at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DemoScenario, Requirement, RequirementBatch, RequirementResponse, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.library import BatchKind
from itstart.services import history, rows
from itstart.services.answers import ensure_open, ensure_writable
from itstart.steps import find_list, find_task

TASK = "behov/krav"
LIST = "krav"
DEMO_TASK = "udbud/demomanuskript"
DEMO_LIST = "demoopgaver"


@dataclass(frozen=True, slots=True)
class Told:
    """A batch as the pages tell of it: its number in the case, and how many requirements are left of it."""

    number: int
    kind: BatchKind
    source: str
    at: datetime
    by: str
    count: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows were taken out, and the numbers of those that were kept because somebody has worked on them."""

    count: int
    kept: Sequence[str]


def start(actor: User, case: CustomerCase, kind: BatchKind, source: str = "") -> RequirementBatch:
    """A new batch of the case."""
    ensure_writable(actor, case)
    batch = RequirementBatch(
        case_id=case.id,
        number=rows.next_number(case, "requirement_batches"),
        kind=kind,
        source=source[:200],
        made_at=clock.now(),
        made_by=actor.name,
    )
    db.session.add(batch)
    db.session.flush()
    return batch


def fill(
    actor: User, case: CustomerCase, batch: RequirementBatch, lines: Iterable[dict[str, Any]], *, said: str
) -> int:
    """Put requirements into the case as rows of the batch; `said` is the line of the history. Returns how many."""
    marked = [{**line, "batch_id": batch.id} for line in lines]
    return rows.paste(actor, case, find_task(TASK), find_list(LIST), marked, said=said)


def fill_demo(
    actor: User, case: CustomerCase, batch: RequirementBatch, scenes: Iterable[tuple[str, str]], *, said: str
) -> int:
    """Put (title, script) into the demo script as rows of the batch, those that are not there yet."""
    live = select(DemoScenario.title).where(DemoScenario.case_id == case.id, DemoScenario.deleted_at.is_(None))
    there = set(db.session.scalars(live))
    new = [{"title": title, "script": script, "batch_id": batch.id} for title, script in scenes if title not in there]
    if not new:
        return 0
    return rows.paste(actor, case, find_task(DEMO_TASK), find_list(DEMO_LIST), new, said=said)


def left(case: CustomerCase) -> list[Told]:
    """The batches that have rows left to take out, the newest first."""
    batch = RequirementBatch
    live = (Requirement.batch_id == batch.id) & Requirement.deleted_at.is_(None)
    query = (
        select(batch, func.count(Requirement.id))
        .join(Requirement, live)
        .where(batch.case_id == case.id, batch.undone_at.is_(None))
        .group_by(batch.id)
        .order_by(batch.id.desc())
    )
    return [
        Told(found.number, found.kind, found.source, found.made_at, found.made_by, count)
        for found, count in db.session.execute(query)
    ]


def undo(actor: User, case: CustomerCase, number: int) -> Undone:
    """Take every row of the batch out that nobody has worked on since; NoResultFound (404) for an unknown number.

    A row that was edited, placed in the matrix, or answered by a vendor is kept, and named.
    """
    ensure_open(actor, case, find_list(LIST))
    query = select(RequirementBatch).where(RequirementBatch.case_id == case.id, RequirementBatch.number == number)
    batch = db.session.scalars(query.with_for_update()).one()
    if batch.undone_at:
        raise RuleViolation([Finding("Det er allerede fortrudt.")])
    untouched, kept = _parted(batch)
    now = clock.now()
    out: list[Requirement | DemoScenario] = [*untouched, *_untouched_scenes(batch)]
    for row in out:
        row.deleted_at, row.version = now, row.version + 1
    batch.undone_at, batch.undone_by = now, actor.name
    history.record(actor, case, "batch_undone", f"fortrød {len(untouched)} krav fra {_from(batch)}")
    return Undone(len(untouched), [row.code for row in kept])


def _from(batch: RequirementBatch) -> str:
    return "kravbiblioteket" if batch.kind is BatchKind.LIBRARY else "en import"


def _parted(batch: RequirementBatch) -> tuple[list[Requirement], list[Requirement]]:
    """The live rows of the batch: those nobody has touched, and the others."""
    row = Requirement
    answered = select(RequirementResponse.requirement_id).where(RequirementResponse.requirement_id == row.id).exists()
    touched = or_(row.version > 1, row.importance.is_not(None), row.consequence.is_not(None), answered)
    query = select(row, touched).where(row.batch_id == batch.id, row.deleted_at.is_(None)).order_by(row.position)
    parted: tuple[list[Requirement], list[Requirement]] = ([], [])
    for found, is_touched in db.session.execute(query):
        parted[bool(is_touched)].append(found)
    return parted


def _untouched_scenes(batch: RequirementBatch) -> Sequence[DemoScenario]:
    scene = DemoScenario
    query = select(scene).where(scene.batch_id == batch.id, scene.deleted_at.is_(None), scene.version == 1)
    return list(db.session.scalars(query))
