"""Signs of life of the background work: written by whoever does it, read by those who watch."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models.heartbeat import Heartbeat

EVERY = timedelta(minutes=1)
# Work that has been silent for so long has stopped: a big PDF or a backup takes minutes, never this.
SILENT = timedelta(minutes=15)


class Beat(StrEnum):
    """The kinds of background work, as they are named in the database."""

    MAILER = "mailer"
    CONVERTER = "converter"

    @property
    def label(self) -> str:
        """The work in Danish."""
        return {Beat.MAILER: "Mails og dagens arbejde", Beat.CONVERTER: "PDF'er og zip-filer"}[self]


def is_due(beat: Beat) -> bool:
    """True when a minute has gone since the last sign: the database is not written to more often."""
    last = last_seen(beat)
    return last is None or clock.now() - last >= EVERY


def write(beat: Beat) -> None:
    """Note that this work is going on now."""
    db.session.merge(Heartbeat(key=beat.value, at=clock.now()))


def last_seen(beat: Beat) -> datetime | None:
    """When it was last seen, or None when never."""
    return db.session.scalar(select(Heartbeat.at).where(Heartbeat.key == beat.value))


def is_alive(beat: Beat) -> bool:
    """True when it was seen within the last quarter of an hour."""
    last = last_seen(beat)
    return last is not None and clock.now() - last < SILENT
