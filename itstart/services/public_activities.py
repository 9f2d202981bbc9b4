"""The activities that are open to the public: nothing of who comes, and nothing that was only for helpers."""

from datetime import timedelta

from sqlalchemy import Select, select

from itstart import clock
from itstart.db import db
from itstart.models import Activity
from itstart.rules.activities import ActivityStatus

SHOWN_DAYS = 365


def _public() -> Select[Activity]:
    return select(Activity).where(Activity.is_public.is_(True))


def programme() -> tuple[list[Activity], list[Activity]]:
    """What comes, the next first, cancelled ones too; and what was held in the last year, the newest first."""
    coming = _public().where(Activity.starts_at >= clock.now(), Activity.status != ActivityStatus.HELD)
    held = _public().where(
        Activity.starts_at < clock.now(),
        Activity.starts_at >= clock.now() - timedelta(days=SHOWN_DAYS),
        Activity.status != ActivityStatus.CANCELLED,
    )
    return (
        list(db.session.scalars(coming.order_by(Activity.starts_at, Activity.id))),
        list(db.session.scalars(held.order_by(Activity.starts_at.desc(), Activity.id))),
    )


def find(number: str) -> Activity:
    """A public activity; NoResultFound (404) for one that is not."""
    return db.session.scalars(_public().where(Activity.number == number)).one()


def is_over(activity: Activity) -> bool:
    """True when it has begun, so that nobody can come any more."""
    return activity.status is ActivityStatus.HELD or activity.starts_at < clock.now()
