"""What a negotiated point is worth over five years, to the last krone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.negotiation import Concern, Point, effect, guess
from itstart.rules.tco import Prices

C = Concern


def test_the_golden_negotiation(prices: dict[str, Prices]) -> None:
    points = [Point(C.ONE_OFF, 260_000, 245_000), Point(C.RISE, 2, 2), Point(C.OTHER)]
    found = effect(prices["V-2"], points, years=5, hourly_rate=450)
    assert (found.before, found.after, found.saved) == (1_365_358, 1_350_358, 15_000)
    assert found.steps == (-15_000, 0, None)


@pytest.mark.parametrize(
    ("point", "step"),
    [
        (Point(C.ONE_OFF, 50_000, 40_000), -10_000),
        (Point(C.ONE_OFF, 40_000, 50_000), 10_000),
        (Point(C.ONE_OFF, 0, 500), 500),
        (Point(C.ONE_OFF, 7_000, 0), -7_000),  # no such line: the difference counts
        (Point(C.ANNUAL, 18_000, 12_000), -31_225),  # 93.673 to 62.448: each line is rounded year by year
        (Point(C.RISE, 2, 0), -30_558),
        (Point(C.RISE, 2, 3), 15_737),
        (Point(C.HOURS, 380, 300), -36_000),
        (Point(C.EXIT, 0, 20_000), 20_000),
        (Point(C.TERMS, 1, 2), None),
        (Point(C.ONE_OFF, 50_000, None), None),
        (Point(C.HOURS, None, 300), None),
    ],
)
def test_each_kind_of_point(prices: dict[str, Prices], point: Point, step: int | None) -> None:
    found = effect(prices["V-2"], [point], years=5, hourly_rate=450)
    assert found.steps == (step,)
    assert found.saved == -(step or 0)


@pytest.mark.parametrize(
    ("topic", "has_amounts", "concern"),
    [
        ("Pris på analyse og opsætning", True, C.ONE_OFF),
        ("Årlig prisregulering", False, C.RISE),
        ("Årlig prisregulering", True, C.RISE),
        ("Supportaftale om året", True, C.ANNUAL),
        ("Jeres egne timer", True, C.HOURS),
        ("Udtræden", True, C.EXIT),
        ("Gulvregistrering (K-16)", False, C.OTHER),
        ("", False, C.OTHER),
    ],
)
def test_a_point_nobody_has_sorted(topic: str, has_amounts: bool, concern: Concern) -> None:
    assert guess(topic, has_amounts=has_amounts) is concern


amounts = st.integers(min_value=0, max_value=2_000_000)
some_points = st.lists(st.builds(Point, st.sampled_from(list(C)), amounts | st.none(), amounts | st.none()), max_size=6)


@given(points=some_points.filter(lambda points: all(p.concern is not C.RISE for p in points)))
def test_the_steps_sum_to_the_whole(points: list[Point]) -> None:
    bid = Prices(one_off=(100_000, 20_000), annual=(50_000,), adjustment_pct=3, internal_hours=100, exit_cost=5_000)
    found = effect(bid, points, years=5, hourly_rate=450)
    assert sum(step or 0 for step in found.steps) == found.after - found.before


def test_labels_are_danish() -> None:
    labels: list[Any] = [concern.label for concern in C]
    assert len(set(labels)) == len(labels) == 7
