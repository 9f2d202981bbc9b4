"""The days Denmark is closed, held against a library that is kept for it."""

from datetime import date, datetime

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
        (datetime(2026, 12, 25, 8), False),  # noqa: DTZ001 - a moment is no day
        ("2026-12-25", False),
    ],
)
def test_a_day_is_asked_for(day: object, closed: bool) -> None:
    assert (day in danish_holidays()) is closed
