"""The business case agrees with total cost and payback."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.business_case import business_case, saved
from itstart.rules.tco import Prices, tco

COST = tco(
    Prices(one_off=(400_000,), annual=(118_080, 24_000, 7_680), adjustment_pct=2, internal_hours=380),
    years=5, hourly_rate=450,
)  # fmt: skip


def test_the_worked_example() -> None:
    found = business_case(COST, annual_benefit=373_640, annual_price=149_760)
    assert found.begun == 571_000
    assert found.payback == Decimal("2.6")
    assert [year.cost for year in found.years] == list(COST.annual)
    assert found.balance == 5 * 373_640 - COST.total
    assert found.balance_after(3) == found.years[2].balance
    assert found.balance_after(2) < 0 < found.balance_after(3), "earned back in the third year"


def test_what_it_costs_to_leave_is_paid_in_the_last_year() -> None:
    cost = tco(Prices(one_off=(100,), annual=(10,), exit_cost=7), years=3, hourly_rate=0)
    found = business_case(cost, annual_benefit=50, annual_price=10)
    assert [year.cost for year in found.years] == [10, 10, 17]


def test_without_years_only_the_beginning_is_lost() -> None:
    found = business_case(tco(Prices(one_off=(100,)), years=0, hourly_rate=0), annual_benefit=5, annual_price=0)
    assert found.years == ()
    assert found.balance == found.balance_after(3) == -100


@given(
    one_off=st.integers(0, 10**7), annual=st.integers(0, 10**6), gain=st.integers(0, 10**7),
    rise=st.integers(0, 10), hours=st.integers(0, 2000), leaving=st.integers(0, 10**6), years=st.integers(1, 10),
)  # fmt: skip
def test_the_balance_is_the_gain_less_the_total_cost(
    one_off: int, annual: int, gain: int, rise: int, hours: int, leaving: int, years: int
) -> None:
    prices = Prices((one_off,), (annual,), adjustment_pct=rise, internal_hours=hours, exit_cost=leaving)
    cost = tco(prices, years=years, hourly_rate=450)
    found = business_case(cost, annual_benefit=gain, annual_price=annual)
    assert found.balance == years * gain - cost.total
    assert (found.payback is None) is (gain <= annual)


@pytest.mark.parametrize(
    ("hours", "rate", "worth"),
    [(Decimal(552), 320, 176_640), (Decimal("0.5"), 333, 167), (None, 320, None), (Decimal(1), None, None)],
)
def test_saved_hours_are_worth_their_rate(hours: Decimal | None, rate: int | None, worth: int | None) -> None:
    assert saved(hours, rate) == worth
