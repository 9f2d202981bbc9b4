"""What this database was made as. Demo accounts exist only in one that was made as a demo."""

from sqlalchemy import exists, select

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
