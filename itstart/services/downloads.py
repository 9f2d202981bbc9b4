"""How often material is fetched: one number for each version and day, and nothing about who fetches."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from itstart import clock
from itstart.db import db
from itstart.models import MaterialDownload


def count(key: str, version: int) -> None:
    """Count one download of today."""
    today = clock.today()
    if _add(key, version):
        return
    try:
        with db.session.begin_nested():
            db.session.add(MaterialDownload(key=key, version=version, day=today, count=1))
    except IntegrityError:  # somebody else was the first of the day at the same moment
        _add(key, version)


def _add(key: str, version: int) -> bool:
    table = MaterialDownload
    where = (table.key == key, table.version == version, table.day == clock.today())
    raised = update(table).where(*where).values(count=table.count + 1).returning(table.id)
    return db.session.execute(raised).first() is not None
