"""What this database was made as, and the day its daily work was done. Demo accounts exist only in a demo."""

from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select, update

from itstart import clock
from itstart.db import db
from itstart.models.helper import Helper
from itstart.models.installation import Installation
from itstart.models.user import User


def is_demo() -> bool:
    """True for a database that was filled with the demo at its first start."""
    row = db.session.get(Installation, 1)
    return row is not None and row.is_demo


def is_new() -> bool:
    """True until `note` has been called on this database."""
    return db.session.get(Installation, 1) is None


def is_unused() -> bool:
    """True while nobody and no firm has been put into this database."""
    return not any(db.session.scalar(select(exists().where(table.id > 0))) for table in (User, Helper))


def note(*, demo: bool) -> None:
    """Write down what the database is made as; this can be said only once."""
    db.session.add(Installation(id=1, is_demo=demo, created_at=clock.now()))
    db.session.flush()


def owes_daily_work(today: date) -> bool:
    """True when nobody has done the work of this day; False also in a database that is not made ready."""
    query = select(exists().where(Installation.id == 1, _before(today)))
    return bool(db.session.scalar(query))


def take_daily_work(today: date) -> bool:
    """True for the one who may do the work of this day; to be kept or forgotten together with the work.

    The row stays locked until the caller commits: the others wait, and then see that the day is taken.
    """
    taken = update(Installation).where(Installation.id == 1, _before(today)).values(daily_on=today)
    return db.session.execute(taken.returning(Installation.id)).first() is not None


def _before(today: date) -> ColumnElement[bool]:
    return or_(Installation.daily_on.is_(None), Installation.daily_on < today)
