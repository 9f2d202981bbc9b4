"""Total costs to the last krone, and how they are rounded."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.numbers import danish, exact, half_up, natural, whole
from itstart.rules.tco import Prices, annual_cost, payback_years, tco, tco_after_negotiation

amounts = st.integers(min_value=0, max_value=10_000_000)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (Decimal("0.25"), 1, "0.3"),
        (91.895, 1, "91.9"),
        (0.285, 2, "0.29"),
        (0, 1, "0.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: float, places: int, expected: str) -> None:
    assert half_up(value, places) == Decimal(expected)
    assert str(half_up(value, places)) == expected


def test_numbers_read_as_danish_and_sort_as_people_count() -> None:
    assert danish(1365358) == "1.365.358"
    assert danish(91.9, 1) == "91,9"
    assert sorted(["V-10", "V-2", "A-3"], key=natural) == ["A-3", "V-2", "V-10"]
    assert sorted(["b", "2", "a1", "10", "a", "a2"], key=natural) == ["2", "10", "a", "a1", "a2", "b"]


def test_total_costs_of_the_example(example: dict[str, Any], prices: dict[str, Prices]) -> None:
    for bid in example["bids"]:
        cost = tco(prices[bid["vendor_id"]], years=5, hourly_rate=450)
        assert {
            "years": cost.years,
            "one_off": cost.one_off,
            "internal": cost.internal,
            "annual": list(cost.annual),
            "annual_total": cost.annual_total,
            "exit_cost": cost.exit_cost,
            "total": cost.total,
        } == bid["tco"]
        assert cost.total_without_internal == bid["tco"]["total"] - bid["tco"]["internal"]
        assert cost.cumulative[-1] == cost.total


def test_each_line_is_rounded_by_itself() -> None:
    assert annual_cost([25, 25], 2, 2) == 52
    assert annual_cost([50], 2, 2) == 51
    assert annual_cost([50], 0, 5) == 50


def test_after_negotiation_and_payback(example: dict[str, Any], prices: dict[str, Prices]) -> None:
    contract, needs = example["contract"], example["needs_description"]
    cost = tco_after_negotiation(
        prices["V-2"],
        one_off=contract["one_off_price"],
        annual_price=contract["annual_price"],
        years=5,
        hourly_rate=450,
    )
    assert cost.total == contract["tco_after_negotiation"]
    assert payback_years(
        one_off=cost.one_off,
        internal=cost.internal,
        annual_benefit=needs["annual_benefit_total"],
        annual_price=contract["annual_price"],
    ) == Decimal(str(contract["payback_years"]))


def test_a_new_annual_price_becomes_one_line(prices: dict[str, Prices]) -> None:
    cost = tco_after_negotiation(prices["V-2"], one_off=400_000, annual_price=140_000, years=2, hourly_rate=0)
    assert cost.annual == (140_000, 142_800)


def test_no_payback_when_the_benefit_is_eaten_by_the_price() -> None:
    assert payback_years(one_off=1, internal=0, annual_benefit=100, annual_price=100) is None


@given(
    one_off=st.lists(amounts, max_size=5),
    annual=st.lists(amounts, max_size=5),
    pct=st.decimals(0, 20, places=1),
    years=st.integers(0, 10),
    more=st.integers(0, 1_000_000),
)
def test_more_to_pay_never_makes_the_total_smaller(
    one_off: list[int], annual: list[int], pct: Decimal, years: int, more: int
) -> None:
    def total(years: int = years, pct: Decimal = pct, **extra: int) -> int:
        facts = Prices([*one_off, extra.get("one_off", 0)], annual, pct, extra.get("hours", 0))
        return tco(facts, years=years, hourly_rate=450).total

    assert total(one_off=more) == total() + more
    assert total(hours=more) >= total()
    assert total(years=years + 1) >= total()
    assert total(pct=pct + 1) >= total()


@given(st.integers(-10_000, 10_000), st.integers(1, 400))
def test_whole_is_never_more_than_a_half_away(numerator: int, denominator: int) -> None:
    value = exact(numerator) / denominator
    assert abs(whole(value) - value) * 2 <= 1


def test_nothing_said_costs_nothing() -> None:
    assert tco(Prices(), years=3, hourly_rate=500).total == 0
    assert tco(Prices(annual=[100]), years=2, hourly_rate=500).annual == (100, 100)


def test_no_years_have_no_end() -> None:
    assert tco(Prices(one_off=[5], exit_cost=7), years=0, hourly_rate=500).cumulative == ()
    assert tco(Prices(one_off=[5], annual=[1], exit_cost=7), years=2, hourly_rate=500).cumulative == (6, 14)


def test_it_is_paid_back_when_it_gains_at_all() -> None:
    assert payback_years(one_off=10, internal=0, annual_benefit=5, annual_price=5) is None
    assert payback_years(one_off=10, internal=10, annual_benefit=6, annual_price=5) == 20
