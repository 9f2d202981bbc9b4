"""Danish holidays, for the rules that ask whether anybody is at work."""

from functools import lru_cache

import holidays as _holidays


@lru_cache(maxsize=1)
def danish_holidays() -> _holidays.HolidayBase:
    """A container of dates: `date in danish_holidays()` for any year."""
    return _holidays.country_holidays("DK")
