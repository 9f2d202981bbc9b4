"""Total cost of ownership (DOMAIN B5): nominal, whole kroner ex. moms, over a number of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from itstart.rules.numbers import Number, exact, half_up, whole


@dataclass(frozen=True, slots=True)
class Prices:
    """What a bid costs: amounts in kroner, the adjustment in percent a year, the customer's hours."""

    one_off: Sequence[int] = ()
    annual: Sequence[int] = ()
    adjustment_pct: Number = 0
    internal_hours: Number = 0
    exit_cost: int = 0


@dataclass(frozen=True, slots=True)
class Tco:
    """Total cost in parts; `annual` holds one amount for each year."""

    years: int
    one_off: int
    internal: int
    annual: tuple[int, ...]
    exit_cost: int

    @property
    def annual_total(self) -> int:
        return sum(self.annual)

    @property
    def total(self) -> int:
        return self.one_off + self.internal + self.annual_total + self.exit_cost

    @property
    def total_without_internal(self) -> int:
        """What is paid to others: the total without the customer's own time."""
        return self.total - self.internal

    @property
    def cumulative(self) -> tuple[int, ...]:
        """What has been spent at the end of each year, exit cost in the last."""
        spent = self.one_off + self.internal
        sums = []
        for amount in self.annual:
            spent += amount
            sums.append(spent)
        if sums:
            sums[-1] += self.exit_cost
        return tuple(sums)


def annual_cost(lines: Sequence[int], adjustment_pct: Number, year: int) -> int:
    """The annual lines in year 1, 2, ...: each line is adjusted and rounded by itself."""
    factor = (1 + exact(adjustment_pct) / 100) ** (year - 1)
    return sum(whole(amount * factor) for amount in lines)


def tco(prices: Prices, *, years: int, hourly_rate: Number) -> Tco:
    """Total cost over `years`, with the customer's own hours at `hourly_rate` kroner."""
    return Tco(
        years=years,
        one_off=sum(prices.one_off),
        internal=whole(exact(prices.internal_hours) * exact(hourly_rate)),
        annual=tuple(annual_cost(prices.annual, prices.adjustment_pct, year) for year in range(1, years + 1)),
        exit_cost=prices.exit_cost,
    )


def tco_after_negotiation(bid: Prices, *, one_off: int, annual_price: int, years: int, hourly_rate: Number) -> Tco:
    """Total cost with the contract's prices in place of the bid's.

    The annual lines of the bid stay when their sum is unchanged, so that rounding does not
    move the result; otherwise the contract's annual price is one line.
    """
    unchanged = annual_price == sum(bid.annual)
    agreed = Prices(
        one_off=(one_off,),
        annual=bid.annual if unchanged else (annual_price,),
        adjustment_pct=bid.adjustment_pct,
        internal_hours=bid.internal_hours,
        exit_cost=bid.exit_cost,
    )
    return tco(agreed, years=years, hourly_rate=hourly_rate)


def payback_years(*, one_off: int, internal: int, annual_benefit: int, annual_price: int) -> Decimal | None:
    """Years until the net annual benefit has paid price and own time; one decimal.

    None when the benefit does not exceed the annual price, so that it is never paid back.
    """
    net = annual_benefit - annual_price
    if net <= 0:
        return None
    return half_up(Fraction(one_off + internal, net), 1)
