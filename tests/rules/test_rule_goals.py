"""How a goal stands against its figure on a day of its year."""

from datetime import date

import pytest

from itstart.rules.goals import GoalStanding, elapsed, standing

S = GoalStanding
JULY = date(2026, 7, 3)  # half of the year has gone


@pytest.mark.parametrize(
    ("actual", "target", "year", "today", "hoped"),
    [
        (4, 4, 2026, JULY, S.REACHED),
        (9, 4, 2026, JULY, S.REACHED),
        (2, 4, 2026, JULY, S.ON_THE_WAY),
        (1, 4, 2026, JULY, S.BEHIND),
        (0, 1, 2026, JULY, S.ON_THE_WAY),
        (0, 12, 2026, date(2026, 1, 1), S.ON_THE_WAY),
        (0, 12, 2026, date(2026, 2, 2), S.BEHIND),
        (3, 4, 2026, date(2026, 12, 31), S.ON_THE_WAY),
        (2, 4, 2026, date(2026, 12, 31), S.BEHIND),
        (3, 4, 2026, date(2027, 1, 1), S.MISSED),
        (4, 4, 2026, date(2027, 1, 1), S.REACHED),
        (0, 4, 2027, JULY, S.ON_THE_WAY),
    ],
)
def test_a_standing(actual: int, target: int, year: int, today: date, hoped: GoalStanding) -> None:
    assert standing(actual, target, year=year, today=today) is hoped


@pytest.mark.parametrize(
    ("year", "gone"), [(2027, (0, 365)), (2026, (183, 365)), (2025, (365, 365)), (2024, (366, 366))]
)
def test_how_much_of_the_year_has_gone(year: int, gone: tuple[int, int]) -> None:
    assert elapsed(year, JULY) == gone
