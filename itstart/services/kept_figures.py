"""What has been counted is kept until something it was counted from changes.

Those who count give what they count a name, and say which statements they count it with (`watch`). A transaction that
changes a column of these, or adds or removes a row of their tables, ends by putting another token in the name's row of
`FigureState`. What is kept belongs to a token, so it is found again only while nothing of its own has changed, in this
process and in all others. Hours that are written down let the modules be counted again, and not the leads.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import Column, inspect, select, update
from sqlalchemy.event import listens_for
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session
from sqlalchemy.sql import visitors

from itstart import clock
from itstart.db import db
from itstart.models.installation import FigureState

T = TypeVar("T")
MOST_KEPT = 3_000
_CHANGED = "figures changed"
_MISSING = object()
_kept: dict[tuple[Hashable, ...], Any] = {}
_lock = Lock()


@dataclass(frozen=True)
class _Source:
    """A table as one name reads it. A row with none of the `days` plays no part in what is counted."""

    columns: frozenset[str]
    days: tuple[str, ...]


_watched: dict[str, dict[str, _Source]] = defaultdict(dict)  # by table, then by the name of what is counted


def watch(name: str, *statements: visitors.ExternallyTraversible, days: visitors.ExternallyTraversible) -> None:
    """Let everything that these statements read be watched.

    `days` selects columns of which a row of their table must have one to count: what has not begun is in no figure.
    """
    needed = _columns(days)
    for table, columns in _columns(*statements).items():
        _watched[table][name] = _Source(frozenset(columns), tuple(needed[table]))


def _columns(*statements: visitors.ExternallyTraversible) -> dict[str, set[str]]:
    """What these statements read, by table."""
    found: dict[str, set[str]] = defaultdict(set)
    for element in (element for one in statements for element in visitors.iterate(one)):
        if isinstance(element, Column) and element.table is not None:
            found[str(element.table.name)].add(element.name)
    return found


def watched() -> Mapping[str, set[str]]:
    """The columns that are watched, by the name of their table."""
    return {table: set().union(*(one.columns for one in by.values())) for table, by in _watched.items()}


def names() -> set[str]:
    """What is counted."""
    return set().union(*_watched.values())


# ---- what is kept ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """How far the sources have come, as one query tells."""

    _tokens: Mapping[str, str]

    def kept(self, name: str, key: Hashable, count: Callable[[], T]) -> T:
        """What `count` gives for the key; counted again only when a source of the name has changed, or the day has."""
        token = self._tokens.get(name)
        if token is None or name in db.session().info.get(_CHANGED, ()):
            return count()
        place = (name, token, clock.today(), key)
        if (found := _kept.get(place, _MISSING)) is not _MISSING:  # others may throw it out in between
            return cast("T", found)
        counted = count()
        with _lock:
            _kept[place] = counted
            while len(_kept) > MOST_KEPT:
                del _kept[next(iter(_kept))]
        return counted


def state() -> State:
    """The tokens of everything that is counted."""
    rows = db.session.execute(select(FigureState.name, FigureState.token))
    return State({row.name: row.token for row in rows})


def kept(name: str, key: Hashable, count: Callable[[], T]) -> T:
    """The same for one thing that is counted."""
    return state().kept(name, key, count)


# ---- the tokens ------------------------------------------------------------------------------------


def _changed(session: Session, names: Iterable[str]) -> None:
    session.info.setdefault(_CHANGED, set()).update(names)


def _table(row: Any) -> str:
    return str(inspect(row).mapper.local_table.name)


def _counts(row: Any, source: _Source) -> bool:
    """Whether a row has, or had, one of the days."""
    found: InstanceState[Any] = inspect(row)
    return not source.days or any(_may_be(found, day) for day in source.days)


def _may_be(found: InstanceState[Any], day: str) -> bool:
    if found.key is None:
        return found.dict.get(day) is not None
    # What has not been read may be a day.
    return found.dict.get(day, "not read") is not None or found.attrs[day].history.has_changes()


def _differs(row: Any, source: _Source) -> bool:
    found: InstanceState[Any] = inspect(row)
    return any(
        found.attrs[prop.key].history.has_changes()
        for prop in found.mapper.column_attrs
        if prop.columns[0].name in source.columns
    )


@listens_for(db.session, "after_flush")
def _note_rows(session: Session, _context: object) -> None:
    for row in (*session.new, *session.deleted):
        _changed(session, (name for name, source in _sources(row) if _counts(row, source)))
    for row in session.dirty:
        _changed(session, (name for name, source in _sources(row) if _counts(row, source) and _differs(row, source)))


def _sources(row: Any) -> list[tuple[str, _Source]]:
    return list(_watched.get(_table(row), {}).items())


@listens_for(db.session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        table = getattr(state.statement, "table", None)
        _changed(state.session, _watched.get(getattr(table, "name", ""), ()))


@listens_for(db.session, "before_commit")
def _change_tokens(session: Session) -> None:
    """The last statements of the transaction: on PostgreSQL others wait for these rows no longer than the commit takes.

    They are locked in order first, so that two transactions never wait for each other.
    """
    if session.in_nested_transaction():
        return
    session.flush()
    names = session.info.pop(_CHANGED, set())
    if not names:
        return
    token = secrets.token_hex(16)
    mine = FigureState.name.in_(names)
    there = session.scalars(select(FigureState.name).where(mine).order_by(FigureState.name).with_for_update()).all()
    session.execute(update(FigureState).where(mine).values(token=token))
    session.add_all(FigureState(name=name, token=token) for name in sorted(names - set(there)))


@listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_CHANGED, None)
