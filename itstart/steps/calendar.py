"""Danish holidays, for the rules that ask whether anybody is at work.

The days are counted from Easter here: the library that knows them all reads the days of 250 countries to answer for
one, 18 MB and half a second in every process, and its container is filled while it is asked, by any thread. The tests
hold these days against it.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

# (month, day) of those that stand still; days after Easter Sunday of those that move with it.
_FIXED = ((1, 1), (12, 25), (12, 26))
_AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_PRAYER_DAY, _LAST_PRAYER_DAY = 26, 2023


@lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[date]:
    """The days of the year on which Denmark is closed, Sundays among them."""
    sunday = easter(year)
    moving = (*_AFTER_EASTER, *((_PRAYER_DAY,) if year <= _LAST_PRAYER_DAY else ()))
    return frozenset({
        *(date(year, month, day) for month, day in _FIXED),
        *(sunday + timedelta(days=days) for days in moving),
    })  # fmt: skip


class _DanishHolidays:
    """`date in danish_holidays()` for any year."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and date.fromordinal(day.toordinal()) in holidays_of(day.year)


def danish_holidays() -> _DanishHolidays:
    """A container of dates, for the rules."""
    return _DanishHolidays()
