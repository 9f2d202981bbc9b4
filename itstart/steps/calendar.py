"""Danish holidays, for the rules that ask whether anybody is at work."""

from collections.abc import Container
from datetime import date
from functools import lru_cache

import holidays


class _DanishHolidays:
    """Each year by itself: the package's own container is filled while it is asked, which threads cannot share."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day.toordinal() in _of_year(day.year)


@lru_cache(maxsize=400)
def _of_year(year: int) -> frozenset[int]:
    return frozenset(day.toordinal() for day in holidays.country_holidays("DK", years=year))


_HOLIDAYS = _DanishHolidays()


def danish_holidays() -> Container[date]:
    """A container of dates: `date in danish_holidays()` for any year."""
    return _HOLIDAYS
