"""The history of a case: one plain Danish line for each change, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models.case import CaseEvent, CustomerCase
from itstart.models.user import User
from itstart.rules.words import cut

SAME_WORK = timedelta(minutes=30)
PAGE_SIZE = 50
LONGEST = 500
NOBODY = "It-start"

# Who acts when it is nobody who can log in: the customer at its own link.
_guest: ContextVar[str] = ContextVar("itstart_guest", default=NOBODY)


@contextmanager
def as_guest(name: str) -> Iterator[None]:
    """Lines written inside without an actor carry this name."""
    token = _guest.set(name[:200])
    try:
        yield
    finally:
        _guest.reset(token)


def record(actor: User | None, case: CustomerCase, kind: str, text: str, *, subject: str = "") -> None:
    """Write a line and mark the case as changed now.

    The same person's work on the same thing within half an hour is one line, so that autosave
    does not fill the history. `text` is a sentence without its subject: "rettede K-15"; it is cut to 500 letters.
    """
    now, text = clock.now(), cut(text, LONGEST)
    case.changed_at = now
    if case.exchange_meta:
        case.exchange_meta = {**case.exchange_meta, "as_of": clock.today().isoformat()}
    latest = _latest(case) if subject else None
    if (
        latest is not None
        and actor is not None
        and latest.user_id == actor.id
        and (latest.kind, latest.subject, latest.text) == (kind, subject, text)
        and now - latest.at < SAME_WORK
    ):
        latest.at = now
        return
    name = actor.name if actor else _guest.get()
    db.session.add(
        CaseEvent(
            case_id=case.id,
            at=now,
            user_id=actor.id if actor else None,
            actor=name,
            kind=kind,
            subject=subject,
            text=text,
        )
    )


def _latest(case: CustomerCase) -> CaseEvent | None:
    db.session.flush()
    return db.session.scalar(
        select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id.desc()).limit(1)
    )


def latest(case: CustomerCase, *, page: int = 1, size: int = PAGE_SIZE) -> list[CaseEvent]:
    """The newest lines first; one more than `size` when there are more pages."""
    query = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id.desc())
    return list(db.session.scalars(query.offset((page - 1) * size).limit(size + 1)))
