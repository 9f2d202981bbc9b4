"""The same form sent twice makes one thing: the key a page was given is used once."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from itstart import clock
from itstart.db import db
from itstart.models.user import FormKey, User


def used(user: User, key: str) -> str | None:
    """Where the first sending of this form led, or None when this is the first."""
    return db.session.scalar(select(FormKey.location).where(FormKey.key == key, FormKey.user_id == user.id))


def use(user: User, key: str, location: str) -> bool:
    """Note that the form was sent and where it led; False when another sending was first.

    The row goes with the transaction, so a form that failed can be sent again.
    """
    try:
        with db.session.begin_nested():
            db.session.add(FormKey(key=key[:64], user_id=user.id, location=location, used_at=clock.now()))
    except IntegrityError:
        return False
    return True
