"""How sure a result is: golden numbers, tipping points and the sentence about them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.evaluation import BidFacts, Criterion, evaluate
from itstart.rules.sensitivity import (
    Sensitivity,
    TippingPoint,
    WeightSensitivity,
    headline,
    reweighted,
    sensitivity,
    sentence,
    stable_range,
    winner_with,
)


def as_json(found: Sensitivity) -> dict[str, Any]:
    return {
        "by_weight": [
            {
                "criterion_id": row.criterion_id,
                "base_weight": row.base_weight,
                "winner_by_delta": dict(row.winner_by_delta),
                "tipping_points": [
                    {
                        "vendor_id": point.vendor_id,
                        "weight_where_tied": None
                        if point.weight_where_tied is None
                        else float(point.weight_where_tied),
                    }
                    for point in row.tipping_points
                ],
            }
            for row in found.by_weight
        ],
        "scenarios": dict(found.scenarios),
        "lead_points": float(found.lead_points or 0),
        "winner_tco_increase_until_tie": found.winner_tco_increase_until_tie,
    }


def test_sensitivity_of_the_example(example: dict[str, Any], criteria: list[Criterion], bids: list[BidFacts]) -> None:
    for order in (bids, bids[::-1]):
        found = sensitivity(criteria, evaluate(criteria, order, zero_at_pct=50), zero_at_pct=50)
        assert as_json(found) == example["evaluation"]["sensitivity"]
        assert found.is_robust


def test_the_example_in_words(criteria: list[Criterion], bids: list[BidFacts]) -> None:
    found = sensitivity(criteria, evaluate(criteria, bids, zero_at_pct=50), zero_at_pct=50)
    assert sentence(found.by_weight[1], "totaløkonomi") == (
        "Vinderen er den samme, så længe vægten på totaløkonomi er højst 82 %."
    )
    assert headline(found, {"C2": "totaløkonomi", "C5": "demo"}) == (
        "Vinderen er den samme, så længe vægten på totaløkonomi er højst 82 %."
    )
    assert sentence(found.by_weight[0], "krav") == ("Vinderen er den samme, uanset hvor meget krav vægter.")


def row(*ties: Fraction | None, base: int = 30, winner: str | None = "V-1") -> WeightSensitivity:
    points = tuple(TippingPoint(f"V-{n}", tie) for n, tie in enumerate(ties, start=2))
    return WeightSensitivity("C2", base, {"0": winner}, points)


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ([Fraction(222, 10)], (23, None)),
        ([Fraction(22)], (23, None)),
        ([Fraction(405, 10)], (None, 40)),
        ([Fraction(41)], (None, 40)),
        ([Fraction(10), Fraction(222, 10), Fraction(60), Fraction(50)], (23, 49)),
        ([None], (None, None)),
    ],
)
def test_weights_are_rounded_away_from_the_tie(
    ties: list[Fraction | None], expected: tuple[int | None, int | None]
) -> None:
    assert stable_range(row(*ties)) == expected


def test_sentences() -> None:
    assert sentence(row(Fraction(222, 10)), "totaløkonomi") == (
        "Vinderen er den samme, så længe vægten på totaløkonomi er mindst 23 %."
    )
    assert sentence(row(Fraction(20), Fraction(50)), "demo").endswith("er mellem 21 og 49 %.")
    assert "meget tæt" in sentence(row(Fraction(59, 2), Fraction(61, 2)), "demo")
    assert "står lige" in sentence(row(winner=None), "demo")


def test_the_cheapest_winner_has_no_room_to_measure() -> None:
    criteria = [Criterion("C1", 50, "price_linear"), Criterion("C2", 50, "demo_scores")]
    bids = [BidFacts("V-1", 100, demo_scores=[5]), BidFacts("V-2", 120, demo_scores=[4])]
    found = sensitivity(criteria, evaluate(criteria, bids, zero_at_pct=50), zero_at_pct=50)
    assert found.winner_tco_increase_until_tie is None
    assert found.lead_points == 30


def test_a_lead_larger_than_the_price_points_cannot_be_lost_on_price() -> None:
    criteria = [Criterion("C1", 10, "price_linear"), Criterion("C2", 90, "demo_scores")]
    bids = [BidFacts("V-1", 110, demo_scores=[5]), BidFacts("V-2", 100, demo_scores=[1])]
    found = sensitivity(criteria, evaluate(criteria, bids, zero_at_pct=50), zero_at_pct=50)
    assert found.winner_tco_increase_until_tie is None


def test_a_shared_first_place_has_no_tipping_points() -> None:
    criteria = [Criterion("C1", 100, "price_linear")]
    results = evaluate(criteria, [BidFacts("V-1", 9), BidFacts("V-2", 9)], zero_at_pct=50)
    found = sensitivity(criteria, results, zero_at_pct=50)
    assert found.by_weight[0].tipping_points == ()
    assert found.lead_points == 0
    assert not found.is_robust
    assert "står lige" in headline(found, {})
    assert found.scenarios == {"lige_vaegte": None, "kun_pris": None, "uden_pris": None}


def test_nothing_to_compare() -> None:
    criteria = [Criterion("C1", 60, "price_linear"), Criterion("C2", 40, "demo_scores")]
    assert sensitivity(criteria, [], zero_at_pct=50).lead_points is None
    alone = evaluate(criteria, [BidFacts("V-1", 9, demo_scores=[3])], zero_at_pct=50)
    found = sensitivity(criteria, alone, zero_at_pct=50)
    assert found.lead_points is None
    assert found.scenarios["kun_pris"] == "V-1"
    empty = sensitivity([], [], zero_at_pct=50)
    assert empty.by_weight == ()
    assert headline(empty, {}) == ""
    assert headline(found, {}).startswith("Vinderen er den samme, uanset hvilket kriterium")


def test_without_a_price_criterion() -> None:
    criteria = [Criterion("C1", 100, "demo_scores")]
    bids = [BidFacts("V-1", 9, demo_scores=[3]), BidFacts("V-2", 9, demo_scores=[2])]
    found = sensitivity(criteria, evaluate(criteria, bids, zero_at_pct=50), zero_at_pct=50)
    assert found.scenarios == {"lige_vaegte": "V-1", "kun_pris": None, "uden_pris": "V-1"}
    assert found.winner_tco_increase_until_tie is None


@given(
    weights=st.lists(st.integers(0, 100), min_size=1, max_size=6),
    new=st.decimals(0, 100, places=1),
)
def test_weights_still_sum_to_100_when_one_is_moved(weights: list[int], new: Decimal) -> None:
    criteria = [Criterion("X", 5, "")] + [Criterion(f"C{n}", weight, "") for n, weight in enumerate(weights)]
    moved = reweighted(criteria, "X", new)
    assert sum(Fraction(c.weight) for c in moved) == 100
    assert all(c.weight >= 0 for c in moved)


@given(a=st.integers(0, 20), b=st.integers(0, 20), low=st.integers(50, 149))
def test_the_winner_changes_exactly_at_the_tie(a: int, b: int, low: int) -> None:
    criteria = [Criterion("C1", 50, "price_linear"), Criterion("C2", 50, "demo_scores")]
    bids = [
        BidFacts("V-1", 100, demo_scores=[Decimal(a) / 4]),
        BidFacts("V-2", low, demo_scores=[Decimal(b) / 4]),
    ]
    results = evaluate(criteria, bids, zero_at_pct=50)
    for line in sensitivity(criteria, results, zero_at_pct=50).by_weight:
        for point in line.tipping_points:
            if point.tie is not None:
                at_tie = reweighted(criteria, line.criterion_id, point.tie)
                assert winner_with(at_tie, results) is None
