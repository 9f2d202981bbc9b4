"""The background work's sign of life, in a transaction of its own."""

from itstart.db import db
from itstart.services import heartbeats
from itstart.services.heartbeats import Beat
from itstart.sqlite import writing


def beat(kind: Beat) -> None:
    """Write that this work is going on, once a minute at most."""
    due = heartbeats.is_due(kind)
    db.session.rollback()
    if due:
        with writing():
            heartbeats.write(kind)
            db.session.commit()
