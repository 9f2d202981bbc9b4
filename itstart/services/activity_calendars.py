"""Activities in people's own calendars: a file of one, and a secret address that a calendar program follows."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents.calendar_file import Event, calendar
from itstart.models import Activity, ActivitySignUp, CalendarFeed, User
from itstart.rules.activities import ActivityStatus

KEPT_DAYS = 180


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def file(found: Iterable[Activity], name: str = "It-start") -> bytes:
    """The activities as an iCalendar file; a cancelled one says so in its title."""
    rows = list(found)
    changed = max((one.changed_at for one in rows), default=clock.now())
    return calendar(name, [_event(one) for one in rows], changed_at=changed)


def _event(activity: Activity) -> Event:
    title = f"{activity.kind.label}: {activity.title}"
    if activity.status is ActivityStatus.CANCELLED:
        title = f"Aflyst: {title}"
    uid = f"activity-{activity.number}@it-start"
    return Event(uid, activity.starts_at, title, activity.description, until=activity.ends_at, place=activity.place)


def new_address(user: User) -> str:
    """A new secret for the person's feed; the old address stops working. The secret is returned only here."""
    token = secrets.token_urlsafe(24)
    feed = db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == user.id))
    if feed is None:
        feed = CalendarFeed(user=user)
        db.session.add(feed)
    feed.token_hash, feed.created_at = _hash(token), clock.now()
    db.session.flush()
    return token


def has_address(user: User) -> bool:
    """Whether the person follows the programme already."""
    return db.session.scalar(select(CalendarFeed.id).where(CalendarFeed.user_id == user.id)) is not None


def stop(user: User) -> None:
    """Close the address."""
    feed = db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == user.id))
    if feed is not None:
        db.session.delete(feed)
        db.session.flush()


def feed(token: str) -> bytes | None:
    """The person's own activities, from half a year back; None when the address is closed or the person has left."""
    found = db.session.scalar(select(CalendarFeed).where(CalendarFeed.token_hash == _hash(token)))
    if found is None or found.user.deactivated_at is not None:
        return None
    mine = select(ActivitySignUp.activity_id).where(
        ActivitySignUp.user_id == found.user_id, ActivitySignUp.cancelled_at.is_(None)
    )
    since = clock.now() - timedelta(days=KEPT_DAYS)
    query = select(Activity).where(Activity.id.in_(mine), Activity.starts_at >= since).order_by(Activity.starts_at)
    return file(db.session.scalars(query))
