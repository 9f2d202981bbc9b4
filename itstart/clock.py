"""What time it is: the only place that asks, so that a test can decide the answer."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Denmark, wherever the server stands."""
    return now().astimezone(DENMARK).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Danish clock, for showing."""
    return moment.astimezone(DENMARK)
