"""Names of backups, and which of the older ones are kept."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

PLAIN = ".tar.gz"
SEALED = ".tar.gz.enc"
_NAME = re.compile(r"it-start-(\d{8}T\d{6})Z\.tar\.gz(?:\.enc)?")


@dataclass(frozen=True)
class Keep:
    """The newest backup of so many days, weeks and months is kept. 35 days are what the privacy text promises."""

    days: int = 7
    weeks: int = 5
    months: int = 0


def name(moment: datetime, *, sealed: bool) -> str:
    """The file's name: its moment in UTC, so that names sort by age."""
    return f"it-start-{moment.astimezone(UTC):%Y%m%dT%H%M%S}Z{SEALED if sealed else PLAIN}"


def moment_of(filename: str) -> datetime | None:
    """When the backup of this name was made; None for a file that is no backup of ours."""
    if not (found := _NAME.fullmatch(filename)):
        return None
    try:
        return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def is_sealed(filename: str) -> bool:
    """True for the name of an encrypted backup."""
    return filename.endswith(SEALED)


def _newest(moments: list[datetime], period: Callable[[datetime], object], count: int) -> set[datetime]:
    """The newest moment of each of the `count` newest periods; `moments` has the newest first."""
    found: dict[object, datetime] = {}
    for moment in moments:
        found.setdefault(period(moment), moment)
    return set(list(found.values())[: max(count, 0)])


def to_keep(moments: Iterable[datetime], keep: Keep) -> set[datetime]:
    """Which backups stay. The newest always does, whatever `keep` says."""
    ordered = sorted(moments, reverse=True)
    return (
        set(ordered[:1])
        | _newest(ordered, lambda moment: moment.date(), keep.days)
        | _newest(ordered, lambda moment: moment.isocalendar()[:2], keep.weeks)
        | _newest(ordered, lambda moment: (moment.year, moment.month), keep.months)
    )
