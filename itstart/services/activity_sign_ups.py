"""Signing up for an activity: a place or the waiting list, and a place that becomes free (S48, S55)."""

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Activity, ActivitySignUp, User
from itstart.rules.activities import check_sign_up
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.services import activities


def find(user: User, activity: Activity) -> ActivitySignUp | None:
    """The person's own live sign-up."""
    return next((one for one in activity.sign_ups if one.user_id == user.id and one.cancelled_at is None), None)


def sign_up(user: User, activity: Activity) -> bool:
    """Take a place; False when it is one on the waiting list. Twice is once."""
    if find(user, activity) is None:
        require(check_sign_up(activity.facts, now=clock.now(), today=clock.today()))
        earlier = db.session.scalar(
            select(ActivitySignUp).where(ActivitySignUp.activity_id == activity.id, ActivitySignUp.user_id == user.id)
        )
        if earlier is None:
            db.session.add(ActivitySignUp(activity=activity, user=user, signed_up_at=clock.now()))
        else:
            earlier.signed_up_at, earlier.cancelled_at = clock.now(), None
        db.session.flush()
        db.session.refresh(activity, ["sign_ups"])
    return not _waits(user, activity)


def _waits(user: User, activity: Activity) -> bool:
    return next(waiting for one, waiting in activities.going(activity) if one.user_id == user.id)


def withdraw(user: User, activity: Activity) -> None:
    """Give the person's own place back."""
    own = find(user, activity)
    if own is None:
        raise RuleViolation([Finding("Du er ikke tilmeldt.")])
    give_back(own)


def give_back(own: ActivitySignUp) -> None:
    """Cancel a live sign-up, anybody's; the first on the waiting list gets the place and a mail."""
    activity = own.activity
    if activity.starts_at <= clock.now():
        raise RuleViolation([Finding("Aktiviteten er begyndt.")])
    waited = {one.id for one, waiting in activities.going(activity) if waiting}
    own.cancelled_at = clock.now()
    db.session.flush()
    activities.tell_of_places(activity, waited, f"place-{own.id}-{own.cancelled_at:%Y%m%d%H%M%S}")
