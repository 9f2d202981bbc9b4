"""The row lists: add, edit, order, delete with undo, paste many. One mechanism for all of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, inspect, select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, Need, Requirement, RowCounter, User
from itstart.rules.words import cut
from itstart.services import history
from itstart.services.answers import ensure_open, mark_started
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import binding
from itstart.steps.definition import RowList, Task

PAGE_SIZE = 50
CODE = re.compile(r"\b[A-ZÆØÅ]+-\d+\b")
MAX_ROWS = 5000
TOO_MANY = "Listen er fuld: der kan være 5.000 linjer."


@dataclass(frozen=True)
class Page:
    """Some rows of a list: the rows, how many there are in all, which page and of how many."""

    rows: list[Any]
    total: int
    page: int
    pages: int


def _live(case: CustomerCase, row_list: RowList, about: str) -> Select[Any]:
    model = row_list.model
    query = select(model).where(model.case_id == case.id, model.deleted_at.is_(None))
    for column, value in _fixed(case, row_list, about).items():
        query = query.where(getattr(model, column) == value)
    return query


def _fixed(case: CustomerCase, row_list: RowList, about: str) -> dict[str, Any]:
    """The columns every row of this part has: its parent and what the list is about."""
    if row_list.scope is None:
        return {}
    parent = {row_list.scope.column: row_list.scope.owner(case, about).id} if row_list.scope.column else {}
    return {**parent, **row_list.scope.fixed}


def page(case: CustomerCase, row_list: RowList, *, about: str = "", number: int = 1) -> Page:
    """One page of the list in its order."""
    live = _live(case, row_list, about)
    total = db.session.scalar(select(func.count()).select_from(live.subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    model = row_list.model
    ordered = live.order_by(model.position, model.id).offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return Page(list(db.session.scalars(ordered)), total, number, pages)


def first(case: CustomerCase, row_list: RowList, size: int) -> tuple[list[Any], int]:
    """The first rows of the list, whatever each is about, and how many there are in all."""
    fixed = row_list.scope.fixed if row_list.scope else {}
    if row_list.relation not in inspect(case).unloaded:  # known already: nothing to ask for
        found = getattr(case, row_list.relation)
        known = [row for row in found if all(getattr(row, column) == value for column, value in fixed.items())]
        return known[:size], len(known)
    model = row_list.model
    wanted = (model.case_id == case.id, model.deleted_at.is_(None), *(getattr(model, c) == v for c, v in fixed.items()))
    total = select(func.count()).select_from(model).where(*wanted).scalar_subquery()
    query = select(model, total).where(*wanted).order_by(model.position, model.id).limit(size)
    rows = list(db.session.execute(query))
    return [row for row, _ in rows], rows[0][1] if rows else 0


def lists_by_code(case: CustomerCase, lists: Sequence[RowList]) -> dict[str, RowList]:
    """Which of the lists each number stands in; the first of them when several have it."""
    found: dict[str, RowList] = {}
    for row_list in lists:
        model = row_list.model
        for code in db.session.scalars(select(model.code).where(model.case_id == case.id, model.deleted_at.is_(None))):
            found.setdefault(code, row_list)
    return found


def mentioned(case: CustomerCase, texts: Iterable[str]) -> dict[str, str]:
    """The needs and requirements the texts name by number, with their titles; no query when they name none."""
    codes = {code for text in texts for code in CODE.findall(text)}
    if not codes:
        return {}
    found: dict[str, str] = {}
    for model in (Need, Requirement):
        named = (model.case_id == case.id, model.deleted_at.is_(None), model.code.in_(codes))
        found |= dict(db.session.execute(select(model.code, model.title).where(*named)).all())
    return found


def page_of(case: CustomerCase, row_list: RowList, row: Any, *, about: str = "") -> int:
    """The number of the page on which the row stands."""
    model = row_list.model
    before = _live(case, row_list, about).where(
        (model.position < row.position) | ((model.position == row.position) & (model.id < row.id))
    )
    return (db.session.scalar(select(func.count()).select_from(before.subquery())) or 0) // PAGE_SIZE + 1


def find(case: CustomerCase, row_list: RowList, code: str, *, deleted: bool = False) -> Any:
    """The row with this code; NoResultFound (404) when the case has none."""
    model = row_list.model
    query = select(model).where(model.case_id == case.id, model.code == code)
    query = query.where(model.deleted_at.is_not(None) if deleted else model.deleted_at.is_(None))
    for column, value in (row_list.scope.fixed if row_list.scope else {}).items():
        query = query.where(getattr(model, column) == value)
    return db.session.scalars(query).one()


def next_number(case: CustomerCase, name: str) -> int:
    """A number never used before in this list of the case."""
    counter = db.session.scalar(
        select(RowCounter).where(RowCounter.case_id == case.id, RowCounter.prefix == name).with_for_update()
    )
    if counter is None:
        counter = RowCounter(case_id=case.id, prefix=name, last=0)
        db.session.add(counter)
    counter.last += 1
    return counter.last


def next_code(case: CustomerCase, row_list: RowList) -> str:
    """A number never used before in this list, "K-34"."""
    return f"{row_list.prefix}{next_number(case, row_list.relation):0{row_list.digits}d}"


def _last_position(case: CustomerCase, row_list: RowList) -> int:
    model = row_list.model
    return db.session.scalar(select(func.max(model.position)).where(model.case_id == case.id)) or 0


def create(
    actor: User, case: CustomerCase, task: Task, row_list: RowList, typed: dict[str, Any], *, about: str = ""
) -> Any:
    """A new row at the end of the list."""
    ensure_open(actor, case, row_list)
    row = _new(case, row_list, typed, about, _last_position(case, row_list) + 1)
    db.session.flush()
    mark_started(case, task)
    history.record(actor, case, "row_added", f"tilføjede {name(row_list, row)}")
    return row


def _new(case: CustomerCase, row_list: RowList, typed: dict[str, Any], about: str, position: int) -> Any:
    if row_list.scope:
        row_list.scope.parent(case, about)
        db.session.flush()
    row = row_list.model(
        case_id=case.id, code=next_code(case, row_list), position=position, **_fixed(case, row_list, about)
    )
    binding.apply(row, typed)
    db.session.add(row)
    return row


def name(row_list: RowList, row: Any) -> str:
    """How the history and the messages name a row: "K-15 Kapacitetsplan"."""
    short = cut(row_list.title_of(row), 80)
    return f"{row.code} {short}".strip() if row_list.shows_code else f"{row_list.singular} {short}".strip()


def save(
    actor: User, case: CustomerCase, task: Task, row_list: RowList, row: Any, typed: dict[str, Any], *, version: int
) -> Any:
    """Store a validated row. Conflict when another version was saved since and the texts differ."""
    ensure_open(actor, case, row_list)
    if row.version != version:
        differing = [
            Difference(column, mine, getattr(row, column))
            for column, mine in typed.items()
            if _plain(mine) != _plain(getattr(row, column))
        ]
        if differing:
            raise Conflict(differing, row.version, row.changed_by, row.changed_at)
    row_list.changing(case, row, typed)
    if binding.apply(row, typed):
        row.version += 1
        row.changed_by, row.changed_at = actor.name, clock.now()
        mark_started(case, task)
        history.record(actor, case, "row_changed", f"rettede {row_name_short(row_list, row)}", subject=row.code)
    db.session.flush()
    return row


def row_name_short(row_list: RowList, row: Any) -> str:
    """The code alone where it is shown, else the name."""
    return str(row.code) if row_list.shows_code else name(row_list, row)


def _plain(value: Any) -> Any:
    if value in (None, ""):
        return None
    return (
        [getattr(item, "id", item) for item in value]
        if not isinstance(value, str) and hasattr(value, "__iter__")
        else value
    )


def move(actor: User, case: CustomerCase, row_list: RowList, row: Any, *, up: bool, about: str = "") -> None:
    """Change places with the row above or below; at the end of the list nothing happens."""
    ensure_open(actor, case, row_list)
    model = row_list.model
    live = _live(case, row_list, about)
    if up:
        beside = live.where(
            (model.position < row.position) | ((model.position == row.position) & (model.id < row.id))
        ).order_by(model.position.desc(), model.id.desc())
    else:
        beside = live.where(
            (model.position > row.position) | ((model.position == row.position) & (model.id > row.id))
        ).order_by(model.position, model.id)
    other = db.session.scalar(beside.limit(1))
    if other is None:
        return
    if other.position == row.position:
        _renumber(case, row_list)
    row.position, other.position = other.position, row.position
    history.record(actor, case, "row_moved", f"flyttede {row_name_short(row_list, row)}", subject=row.code)


def _renumber(case: CustomerCase, row_list: RowList) -> None:
    model = row_list.model
    ordered = select(model).where(model.case_id == case.id).order_by(model.position, model.id)
    for position, row in enumerate(db.session.scalars(ordered), start=1):
        row.position = position


def delete(actor: User, case: CustomerCase, row_list: RowList, row: Any) -> None:
    """Take the row out of the list; `restore` brings it back as it was."""
    ensure_open(actor, case, row_list)
    row.deleted_at = clock.now()
    row.version += 1
    history.record(actor, case, "row_deleted", f"slettede {name(row_list, row)}")


def restore(actor: User, case: CustomerCase, row_list: RowList, code: str) -> Any:
    """Bring a deleted row back to its place."""
    ensure_open(actor, case, row_list)
    row = find(case, row_list, code, deleted=True)
    row.deleted_at = None
    row.version += 1
    history.record(actor, case, "row_restored", f"fortrød sletningen af {name(row_list, row)}")
    return row


def paste(
    actor: User,
    case: CustomerCase,
    task: Task,
    row_list: RowList,
    lines: list[dict[str, Any]],
    *,
    about: str = "",
    said: str = "",
) -> int:
    """Add many validated rows at once; returns how many. `said` is the history's line where it is more than that."""
    ensure_open(actor, case, row_list)
    position = _last_position(case, row_list)
    for offset, typed in enumerate(lines, start=1):
        _new(case, row_list, typed, about, position + offset)
    db.session.flush()
    if lines:
        mark_started(case, task)
        history.record(actor, case, "rows_pasted", said or f"indsatte {len(lines)} linjer i {row_list.title}")
    return len(lines)


def following(case: CustomerCase, row_list: RowList, row: Any, *, about: str = "") -> Any | None:
    """The row after this one, None after the last."""
    model = row_list.model
    after = _live(case, row_list, about).where(
        (model.position > row.position) | ((model.position == row.position) & (model.id > row.id))
    )
    return db.session.scalar(after.order_by(model.position, model.id).limit(1))
