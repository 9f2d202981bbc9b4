"""The formulas of the figures, and that nothing under 3 can be worked out from what the public sees."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from itstart.rules import figures
from itstart.rules.figures import Period, Verdict, YearPart
from itstart.rules.industries import DIVISIONS, Industry, code_range, industry_of


@pytest.mark.parametrize(
    ("price", "hours", "expected"),
    [
        (15_000, 15, 1_000),
        (15_000, Decimal("16.5"), 909),
        (44_000, Decimal("45.25"), 972),
        (15_000, 0, None),
        (None, None, None),
        (None, 1, 0),
        (0, 15, 0),
    ],
)
def test_the_effective_price_of_an_hour(price: int | None, hours: Decimal | None, expected: int | None) -> None:
    assert figures.effective_hourly_price(price, hours) == expected


@pytest.mark.parametrize(
    ("spread", "expected"),
    [
        ({}, None),
        ({None: 4}, None),
        ({3: 1}, 3),
        ({1: 1, 4: 1}, Decimal("2.5")),
        ({1: 1, 2: 1, 9: 1}, 2),
        ({0: 5, 30: 4, None: 7}, 0),
        ({30: 2, 0: 2}, 15),
    ],
)
def test_the_median_of_what_was_counted(spread: dict[int | None, int], expected: Decimal | None) -> None:
    assert figures.median(spread) == expected


@pytest.mark.parametrize(
    ("spread", "limit", "within", "without"),
    [
        ({}, 3, None, None),
        ({0: 1, 3: 1, 4: 2}, 3, 50, 0),
        ({2: 1, None: 3}, 5, 25, 75),
        ({6: 2}, 5, 0, 0),
    ],
)
def test_shares_of_what_was_counted(
    spread: dict[int | None, int], limit: int, within: int | None, without: int | None
) -> None:
    assert figures.share_within(spread, limit) == within
    assert figures.share_without(spread) == without


def test_shares_averages_and_sums() -> None:
    assert [figures.share(1, 3), figures.share(0, 4), figures.share(1, 0)] == [33, 0, None]
    assert [figures.average(14, 3), figures.average(None, 0)] == [Decimal("4.7"), None]
    assert [figures.share(None, 4), figures.average(None, 3)] == [0, 0]
    assert [figures.total(None), figures.total(Decimal("12.345"))] == [0, Decimal("12.35")]
    assert (figures.QUICK_WORKDAYS, figures.IN_TIME_WORKDAYS) == (3, 5)


@pytest.mark.parametrize(
    ("period", "first", "after", "label"),
    [
        (Period(2026), date(2026, 1, 1), date(2027, 1, 1), "2026"),
        (Period(2026, YearPart.FIRST_HALF), date(2026, 1, 1), date(2026, 7, 1), "2026, 1. halvår"),
        (Period(2026, YearPart.SECOND_HALF), date(2026, 7, 1), date(2027, 1, 1), "2026, 2. halvår"),
        (Period(2025, YearPart.QUARTER_1), date(2025, 1, 1), date(2025, 4, 1), "2025, 1. kvartal"),
        (Period(2025, YearPart.QUARTER_4), date(2025, 10, 1), date(2026, 1, 1), "2025, 4. kvartal"),
    ],
)
def test_the_days_of_a_period(period: Period, first: date, after: date, label: str) -> None:
    assert (period.days(), period.label) == ((first, after), label)
    assert Period().days() is None


def test_three_years_stand_side_by_side() -> None:
    assert figures.years_beside(2026) == [2024, 2025, 2026]


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("282900", Industry.MANUFACTURING),
        ("011100", Industry.FARMING),
        ("01", Industry.FARMING),
        ("432100", Industry.CONSTRUCTION),
        ("475210", Industry.TRADE),
        ("620100", Industry.INFORMATION),
        ("960210", Industry.CULTURE),
        ("400000", None),
        ("", None),
        ("x1", None),
        ("9", None),
        ("62.01.00", Industry.INFORMATION),
    ],
)
def test_the_group_of_an_industry_code(code: str, group: Industry | None) -> None:
    assert industry_of(code) is group


@pytest.mark.parametrize(
    ("group", "first", "last"),
    [
        (Industry.FARMING, 1, 3), (Industry.MANUFACTURING, 5, 39), (Industry.CONSTRUCTION, 41, 43),
        (Industry.TRADE, 45, 56), (Industry.INFORMATION, 58, 63), (Industry.FINANCE, 64, 66),
        (Industry.PROPERTY, 68, 68), (Industry.SERVICES, 69, 82), (Industry.PUBLIC, 84, 88), (Industry.CULTURE, 90, 99),
    ],
)  # fmt: skip
def test_the_divisions_of_a_group_are_those_of_statistics_denmark(group: Industry, first: int, last: int) -> None:
    found = [number for number in range(100) if industry_of(f"{number:02}") is group]
    assert (found, DIVISIONS[group]) == (list(range(first, last + 1)), (first, last))


def test_the_range_of_a_group_holds_exactly_its_codes() -> None:
    for number in range(100):
        code = f"{number:02}1200"
        holding = [group for group in DIVISIONS if code_range(group)[0] <= code < code_range(group)[1]]
        assert holding == [group for group in [industry_of(code)] if group]


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        (4, 5, Verdict.FEW),
        (0, 0, Verdict.FEW),
        (4, 6, Verdict.SPEAKS_FOR),
        (0, 10, Verdict.SPEAKS_FOR),
        (5, 5, Verdict.MIXED),
        (59, 41, Verdict.MIXED),
        (203, 302, Verdict.MIXED),
        (302, 203, Verdict.MIXED),
        (60, 40, Verdict.SPEAKS_AGAINST),
    ],
)
def test_what_the_answers_say_of_the_thesis(yes: int, no: int, expected: Verdict) -> None:
    assert figures.verdict(yes, no) is expected


# ---- what the public sees --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "total", "shown"),
    [
        ({"a": 10, "b": 7}, 17, [10, 7]),
        ({"a": 3, "b": 5}, 8, [3, 5]),
        ({"a": 3}, 3, [3]),
        ({"a": 10, "b": 2}, 12, [None, None]),
        ({"b": 2, "a": 10, "c": 7}, 19, [None, None, 7]),
        ({"a": 10, "b": 7, "c": 2}, 19, [None, 7, None]),
        ({"a": 10, "b": 2, "c": 1}, 13, [10, None, None]),
        ({"a": 10, "b": 2, "c": 2}, 14, [None, None, None]),
        ({"a": 10, "b": 0, "c": 0}, 10, [None, None, None]),
        ({"a": 1, "b": 1}, None, [None, None]),
        ({"a": 0}, None, [None]),
        ({}, None, []),
    ],
)
def test_what_is_under_three_is_hidden(counts: dict[str, int], total: int | None, shown: list[int | None]) -> None:
    told = figures.published(counts)
    assert (told.total, list(told.parts.values())) == (total, shown)


def test_nothing_under_three_can_be_worked_out() -> None:
    """Whoever knows the rule and sees the same answer is left with several possibilities for each hidden part."""
    possible = defaultdict(list)
    for counts in product(range(13), repeat=3):
        if sum(counts) > 12:  # every table with such a total is among those that are tried
            continue
        told = figures.published(dict(zip("abc", counts, strict=True)))
        possible[told.total, tuple(told.parts.values())].append(counts)
    checked = 0
    for (_, parts), tables in possible.items():
        for place, part in enumerate(parts):
            if part is None and any(table[place] < figures.LEAST_PUBLIC for table in tables):
                assert len({table[place] for table in tables}) > 1, (parts, tables)
                checked += 1
    assert checked > 100


def test_a_period_in_words() -> None:
    assert Period(None).label == "Alle år"
    assert Period(2026, YearPart.WHOLE).label == "2026"
    assert Period(2026, YearPart.QUARTER_1).label == "2026, 1. kvartal"
