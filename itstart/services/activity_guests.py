"""Visitors at a public activity: they sign up without an account, are told by mail, and are forgotten afterwards."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from sqlalchemy import func, or_, select

from itstart import clock
from itstart.db import db
from itstart.documents import calendar_file
from itstart.models import Activity, ActivitySignUp
from itstart.rules.activities import check_sign_up, on_waiting_list
from itstart.rules.findings import require
from itstart.rules.settings import SettingKey
from itstart.services import activities, activity_calendars, activity_sign_ups, files, mail_texts, outbox, settings

FORGOTTEN = {"name": "", "company": "", "email": "", "phone": ""}


@dataclass(frozen=True, slots=True)
class Guest:
    """What a visitor writes."""

    name: str
    company: str
    email: str
    phone: str = ""


def free_places(activity: Activity) -> int | None:
    """How many places are left; None when there is no limit."""
    taken = sum(not waiting for _, waiting in activities.going(activity))
    return None if activity.capacity is None else max(0, activity.capacity - taken)


def next_waits(activity: Activity) -> bool:
    """Whether the next one who signs up comes on the waiting list."""
    return on_waiting_list(len(activities.going(activity)) + 1, activity.capacity)


def sign_up(activity: Activity, guest: Guest, *, base_url: str) -> bool:
    """Take a place for a visitor and send the receipt; False when it is one on the waiting list.

    An address that has signed up already keeps its place and gets the receipt again, with a new link.
    """
    db.session.execute(select(Activity.id).where(Activity.id == activity.id).with_for_update())
    require(check_sign_up(activity.facts, now=clock.now(), today=clock.today()))
    own = _known(activity, guest.email)
    if own is None:
        own = ActivitySignUp(
            activity=activity,
            name=guest.name,
            company=guest.company,
            email=guest.email,
            phone=guest.phone,
            consent_on=clock.today(),
            signed_up_at=clock.now(),
        )
        db.session.add(own)
    token = secrets.token_urlsafe(24)
    own.token_hash = _hash(token)
    db.session.flush()
    db.session.refresh(activity, ["sign_ups"])
    waits = next(waiting for one, waiting in activities.going(activity) if one.id == own.id)
    _thank(own, waits=waits, link=urljoin(base_url, f"/afmeld/{token}"))
    return not waits


def _known(activity: Activity, email: str) -> ActivitySignUp | None:
    query = select(ActivitySignUp).where(
        ActivitySignUp.activity_id == activity.id,
        ActivitySignUp.cancelled_at.is_(None),
        func.lower(ActivitySignUp.email) == email.lower(),
    )
    return db.session.scalars(query.limit(1)).first()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _thank(own: ActivitySignUp, *, waits: bool, link: str) -> None:
    """The receipt with the activity for the calendar and the link to cancel by."""
    activity = own.activity
    subject, body = mail_texts.compose(
        "kvittering-for-tilmelding",
        navn=own.name,
        plads="Der er fuldt, så du står på ventelisten. Du får en mail, hvis der bliver en plads."
        if waits
        else "Du har en plads.",
        slags=activity.kind.label,
        aktivitet=activity.title,
        tid=activities.when(activity),
        link=outbox.LINK,
    )
    paper = files.store(None, "aktivitet.ics", activity_calendars.file([activity]), calendar_file.MEDIA_TYPE)
    outbox.write(
        key=f"activity-receipt-{own.id}-{str(own.token_hash)[:16]}",
        recipient=own.email,
        recipient_name=own.name,
        subject=subject,
        body=body,
        link=link,
        files=[paper],
    )


def find(token: str) -> ActivitySignUp:
    """The sign-up of a link, also one that is cancelled; NoResultFound (404) when there is none."""
    return db.session.scalars(select(ActivitySignUp).where(ActivitySignUp.token_hash == _hash(token))).one()


def withdraw(own: ActivitySignUp) -> None:
    """Give the place back and forget who it was. Twice is once."""
    if own.cancelled_at is None:
        activity_sign_ups.give_back(own)
        _forget(own)
        db.session.flush()


def _forget(own: ActivitySignUp) -> None:
    for name, nothing in FORGOTTEN.items():
        setattr(own, name, nothing)


def due_to_forget(today: date) -> Sequence[ActivitySignUp]:
    """Guests of activities some months ago who still have a name."""
    last = today - timedelta(days=settings.days(SettingKey.GUEST_FORGET_DAYS))
    before = datetime.combine(last + timedelta(days=1), datetime.min.time(), clock.DENMARK)
    query = (
        select(ActivitySignUp)
        .join(Activity)
        .where(Activity.starts_at < before, or_(*(getattr(ActivitySignUp, name) != "" for name in FORGOTTEN)))
    )
    return db.session.scalars(query.order_by(ActivitySignUp.id)).all()


def forget(found: Sequence[int]) -> None:
    """Nobody's name stands in these sign-ups any more."""
    for own in db.session.scalars(select(ActivitySignUp).where(ActivitySignUp.id.in_(found))):
        _forget(own)
