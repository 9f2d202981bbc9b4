"""The holidays of every year are right, whoever asks for whichever at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import holidays

from itstart.steps import calendar
from itstart.steps.calendar import danish_holidays

YEARS = range(2020, 2036)


def _found(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return [day for day in days if day.year == year and day in danish_holidays()]


def test_they_are_those_of_the_package() -> None:
    package = {year: sorted(holidays.country_holidays("DK", years=year)) for year in YEARS}

    assert {year: _found(year) for year in YEARS} == package
    assert date(2023, 5, 5) in danish_holidays(), "store bededag, for the last time"
    assert datetime(2026, 12, 25, 8, tzinfo=UTC) in danish_holidays()
    assert "2026-12-25" not in danish_holidays()


def test_people_who_ask_for_different_years_at_once_all_get_theirs() -> None:
    """A container that is filled while it is asked says no to days of a year that somebody else has begun with."""
    alone = {year: _found(year) for year in YEARS}
    calendar._of_year.cache_clear()
    ready = Barrier(len(YEARS))

    def ask(year: int) -> list[date]:
        ready.wait()
        return _found(year)

    with ThreadPoolExecutor(len(YEARS)) as pool:
        assert dict(zip(YEARS, pool.map(ask, YEARS), strict=True)) == alone
