"""Log-ins as rows: the cookie carries a random id, and the row decides whether it still counts."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import inspect, select, update

from itstart import clock, policies
from itstart.db import db
from itstart.models.user import User, UserSession
from itstart.sqlite import writing

IDLE = timedelta(minutes=60)
IDLE_STAFF = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
MOST = 5
# The time of the last request is kept no finer than this, so that reading stays reading.
TOUCH_EVERY = timedelta(minutes=1)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def start(user: User, user_agent: str) -> str:
    """A new log-in; returns the secret for the cookie. The oldest of more than five are ended."""
    token = secrets.token_urlsafe(32)
    moment = clock.now()
    db.session.add(
        UserSession(
            token_hash=_hash(token), user_id=user.id, created_at=moment, seen_at=moment, user_agent=user_agent[:200]
        )
    )
    db.session.flush()
    for old in live(user)[MOST:]:
        old.ended_at = moment
    return token


def live(user: User) -> list[UserSession]:
    """The log-ins of a user that still count, newest first."""
    query = (
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
        .order_by(UserSession.id.desc())
    )
    moment = clock.now()
    return [session for session in db.session.scalars(query) if not _is_over(session, user, moment)]


def _is_over(session: UserSession, user: User, moment: datetime) -> bool:
    idle = IDLE_STAFF if policies.is_staff(user) else IDLE
    return (
        session.ended_at is not None
        or moment - session.seen_at > idle
        or moment - session.created_at > ABSOLUTE
        or user.deactivated_at is not None
    )


def user_of(token: str) -> User | None:
    """The person behind a cookie, or None. A session once seen as over stays over."""
    session = _find(token)
    if session is None or session.ended_at is not None:
        return None
    moment = clock.now()
    if _is_over(session, session.user, moment):
        _write(session.id, {"ended_at": moment})
        return None
    if moment - session.seen_at > TOUCH_EVERY:
        _write(session.id, {"seen_at": moment})
        session = _find(token)
    return session.user if session else None


def number_of(user: User) -> int | None:
    """The person's id as the database session knows it: nothing is asked, also when a roll back has made it stale."""
    known: tuple[int, ...] | None = inspect(user).identity
    return known[0] if known else None


def _find(token: str) -> UserSession | None:
    return db.session.scalar(select(UserSession).where(UserSession.token_hash == _hash(token)))


def _write(session_id: int, values: dict[str, datetime]) -> None:
    """In a transaction of its own: a page that is only read must not hold the write lock."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        connection.execute(update(UserSession).where(UserSession.id == session_id).values(**values))


def end(token: str) -> None:
    """Log out: the cookie is worth nothing from now on, also a copy of it."""
    session = _find(token)
    if session is not None and session.ended_at is None:
        session.ended_at = clock.now()


def end_one(user: User, session_id: int) -> bool:
    """End one of the user's own log-ins; False when there is no such one any more."""
    found = next((session for session in live(user) if session.id == session_id), None)
    if found is not None:
        found.ended_at = clock.now()
    return found is not None


def end_all(user: User, *, but: str | None = None) -> int:
    """End every log-in of a user, except the one whose cookie is given; returns how many."""
    kept = _hash(but) if but else ""
    ended = [session for session in live(user) if session.token_hash != kept]
    for session in ended:
        session.ended_at = clock.now()
    return len(ended)


def is_current(session: UserSession, token: str) -> bool:
    """True when this row is the log-in of the cookie given."""
    return session.token_hash == _hash(token)
