"""What the solution costs and gives, year by year (F012): the same total cost and payback as everywhere else."""

from dataclasses import dataclass
from decimal import Decimal

from itstart.rules.numbers import Number, exact, whole
from itstart.rules.tco import Tco, payback_years


@dataclass(frozen=True, slots=True)
class Year:
    """A year in whole kroner: what is paid, what is gained, and what has been earned since the beginning."""

    number: int
    cost: int
    gain: int
    balance: int


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """Cost and gain over the years. `begun` is what is laid out before the first year: price and own time."""

    begun: int
    years: tuple[Year, ...]
    payback: Decimal | None

    @property
    def balance(self) -> int:
        """What has been earned when the last year is over; negative for a loss."""
        return self.years[-1].balance if self.years else -self.begun

    def balance_after(self, years: int) -> int:
        """What has been earned after so many years, at most those there are."""
        return next((year.balance for year in reversed(self.years) if year.number <= years), -self.begun)


def business_case(cost: Tco, *, annual_benefit: int, annual_price: int) -> BusinessCase:
    """The years of a total cost against a yearly gain in kroner. What it costs to leave is paid in the last year."""
    begun = cost.one_off + cost.internal
    balance, years = -begun, []
    for number, price in enumerate(cost.annual, start=1):
        paid = price + (cost.exit_cost if number == len(cost.annual) else 0)
        balance += annual_benefit - paid
        years.append(Year(number, paid, annual_benefit, balance))
    payback = payback_years(
        one_off=cost.one_off, internal=cost.internal, annual_benefit=annual_benefit, annual_price=annual_price
    )
    return BusinessCase(begun, tuple(years), payback)


def saved(hours: Number | None, hourly_rate: Number | None) -> int | None:
    """What saved hours are worth a year in whole kroner; None without both figures."""
    return None if hours is None or hourly_rate is None else whole(exact(hours) * exact(hourly_rate))
