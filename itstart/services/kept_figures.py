"""What has been counted is kept until something it was counted from changes.

Those who count say which statements they count with (`watch`). A transaction that changes a column of these, or adds or
removes a row of their tables, ends by putting another token in the one row of `FigureState`. What is kept belongs to a
token, so it is found again only while nothing has changed, in this process and in all others.
"""

import secrets
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Column, inspect, select, update
from sqlalchemy.event import listens_for
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql import visitors

from itstart import clock
from itstart.db import db
from itstart.models.installation import FigureState

T = TypeVar("T")
MOST_KEPT = 300
_CHANGED = "figures changed"
_watched: dict[str, set[str]] = {}  # the columns by their table
_kept: dict[tuple[Hashable, ...], Any] = {}
_lock = Lock()


def watch(*statements: visitors.ExternallyTraversible) -> None:
    """Let everything that these statements read be watched."""
    for statement in statements:
        for element in visitors.iterate(statement):
            if isinstance(element, Column) and element.table is not None:
                _watched.setdefault(str(element.table.name), set()).add(element.name)


def watched() -> dict[str, set[str]]:
    """The columns that are watched, by the name of their table."""
    return _watched


def kept(key: tuple[Hashable, ...], count: Callable[[], T]) -> T:
    """What `count` gives for the key; counted again only when something has changed, or the day has."""
    token = db.session.scalar(select(FigureState.token))
    if token is None or db.session().info.get(_CHANGED):
        return count()
    place = (token, clock.today(), *key)
    if place in _kept:
        found: T = _kept[place]
        return found
    counted = count()
    with _lock:
        _kept[place] = counted
        while len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]
    return counted


# ---- the token -------------------------------------------------------------------------------------


def _differs(row: Any) -> bool:
    state = inspect(row)
    columns = _watched.get(state.mapper.local_table.name, ())
    return any(
        state.attrs[prop.key].history.has_changes()
        for prop in state.mapper.column_attrs
        if prop.columns[0].name in columns
    )


@listens_for(db.session, "after_flush")
def _note_rows(session: Session, _context: object) -> None:
    changed = any(inspect(row).mapper.local_table.name in _watched for row in (*session.new, *session.deleted))
    if changed or any(_differs(row) for row in session.dirty):
        session.info[_CHANGED] = True


@listens_for(db.session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and getattr(state.statement, "table", None).name in _watched:  # type: ignore[union-attr]
        state.session.info[_CHANGED] = True


@listens_for(db.session, "before_commit")
def _change_token(session: Session) -> None:
    """The last statement of the transaction: on PostgreSQL others wait for this row no longer than the commit takes."""
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.pop(_CHANGED, False):
        token = secrets.token_hex(16)
        there = update(FigureState).where(FigureState.id == 1).values(token=token).returning(FigureState.id)
        if session.execute(there).first() is None:
            session.add(FigureState(id=1, token=token))


@listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_CHANGED, None)
