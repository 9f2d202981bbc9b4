"""The days Denmark is closed, held against a library that is kept for it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import holidays
import pytest

from itstart.steps.calendar import danish_holidays, holidays_of


@pytest.mark.parametrize("year", range(1970, 2101))
def test_the_days_are_those_of_the_library(year: int) -> None:
    assert holidays_of(year) == set(holidays.country_holidays("DK", years=year))


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 4, 2), True),  # skærtorsdag
        (date(2026, 6, 5), False),  # grundlovsdag is left to agreement
        (date(2026, 12, 24), False),
        (date(2023, 5, 5), True),  # the last store bededag
        (date(2024, 4, 26), False),
        (datetime(2026, 12, 25, 8, tzinfo=UTC), True),
        ("2026-12-25", False),
    ],
)
def test_a_day_is_asked_for(day: object, closed: bool) -> None:
    assert (day in danish_holidays()) is closed


def test_people_who_ask_for_different_years_at_once_all_get_theirs() -> None:
    years = range(2020, 2036)
    holidays_of.cache_clear()
    ready = Barrier(len(years))

    def ask(year: int) -> set[date]:
        ready.wait()
        days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
        return {day for day in days if day.year == year and day in danish_holidays()}

    with ThreadPoolExecutor(len(years)) as pool:
        assert list(pool.map(ask, years)) == [set(holidays.country_holidays("DK", years=year)) for year in years]
