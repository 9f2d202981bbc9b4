"""What the figures of the programme mean (S14, S34): prices an hour, shares, medians, and what the public sees.

Pure: the sums come from the database, the meaning from here. A figure with nothing to stand on is None.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from itstart.rules.numbers import Number, exact, half_up
from itstart.rules.term import Term

LEAST_PUBLIC = 3
FEWER = f"færre end {LEAST_PUBLIC}"
QUICK_WORKDAYS, IN_TIME_WORKDAYS = 3, 5


class YearPart(Term):
    """The part of a year the figures are about; the value stands in addresses."""

    WHOLE = "", "Hele året"
    FIRST_HALF = "h1", "1. halvår"
    SECOND_HALF = "h2", "2. halvår"
    QUARTER_1 = "k1", "1. kvartal"
    QUARTER_2 = "k2", "2. kvartal"
    QUARTER_3 = "k3", "3. kvartal"
    QUARTER_4 = "k4", "4. kvartal"

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month."""
        if self is YearPart.WHOLE:
            return 1, 12
        length = 6 if self.value[0] == "h" else 3
        last = int(self.value[1]) * length
        return last - length + 1, last


class Unit(Term):
    """What a figure is counted in."""

    COUNT = "count", "antal"
    KRONER = "kroner", "kr."
    HOURS = "hours", "timer"
    PRICE_PER_HOUR = "price_per_hour", "kr. pr. time"
    SHARE = "share", "%"
    DAYS = "days", "dage"
    RATING = "rating", "af 5"


@dataclass(frozen=True)
class Period:
    """A year or a part of one; without a year it is all time."""

    year: int | None = None
    part: YearPart = YearPart.WHOLE

    def days(self) -> tuple[date, date] | None:
        """From the first day, up to but not with the second; None for all time."""
        if self.year is None:
            return None
        first, last = self.part.months
        after = date(self.year + 1, 1, 1) if last == 12 else date(self.year, last + 1, 1)
        return date(self.year, first, 1), after

    @property
    def label(self) -> str:
        """In words: "2026, 1. kvartal"."""
        if self.year is None:
            return "Alle år"
        return str(self.year) if self.part is YearPart.WHOLE else f"{self.year}, {self.part.label}"


def years_beside(year: int) -> list[int]:
    """The years that are shown side by side: a year and the two before it."""
    return [year - 2, year - 1, year]


# ---- formulas: each takes the sums of a figure -----------------------------------------------------


def total(value: Number | None) -> Decimal:
    """A sum as it is; nothing is 0."""
    return half_up(value or 0, 2)


def effective_hourly_price(price_dkk: Number | None, hours: Number | None) -> Decimal | None:
    """Kroner without moms for each hour spent (S60, S61), rounded to whole kroner."""
    return half_up(exact(price_dkk or 0) / exact(hours)) if hours else None


def average(value: Number | None, count: int | None) -> Decimal | None:
    """The mean with one decimal."""
    return half_up(exact(value or 0) / count, 1) if count else None


def share(part: int | None, whole: int | None) -> Decimal | None:
    """In per cent, without decimals."""
    return half_up(exact(part or 0) * 100 / whole) if whole else None


def median(spread: Mapping[int | None, int]) -> Decimal | None:
    """The middle of what was counted: {days: how many}. What has no answer is left out."""
    known = sorted((days, count) for days, count in spread.items() if days is not None)
    count = sum(number for _, number in known)
    if not count:
        return None
    low, high = _at(known, (count - 1) // 2), _at(known, count // 2)
    return half_up(exact(low + high) / 2, 1)


def _at(known: list[tuple[int, int]], place: int) -> int:
    """The value at a place (from 0) when each is written as often as it was counted."""
    ends = list(accumulate(count for _, count in known))
    return known[bisect_right(ends, place)][0]


def share_within(spread: Mapping[int | None, int], limit: int) -> Decimal | None:
    """The share in per cent that took at most `limit` days; what has no answer counts as late."""
    quick = sum(count for days, count in spread.items() if days is not None and days <= limit)
    return share(quick, sum(spread.values()))


def share_without(spread: Mapping[int | None, int]) -> Decimal | None:
    """The share in per cent that has no answer at all."""
    return share(spread.get(None, 0), sum(spread.values()))


# ---- what the public sees --------------------------------------------------------------------------


@dataclass(frozen=True)
class Published:
    """A total and its parts; None is told as "færre end 3" or not at all."""

    total: int | None
    parts: Mapping[str, int | None]


def published(counts: Mapping[str, int]) -> Published:
    """What may be told of a number and its parts, so that no number under 3 can be worked out.

    A part under 3 is hidden. What is hidden is also the total minus the rest, so others are hidden with it until the
    sum no longer gives any of it away. They are taken in the order given: to choose by size would tell the size.
    """
    whole = sum(counts.values())
    if whole < LEAST_PUBLIC:
        return Published(None, dict.fromkeys(counts))
    hidden = {name for name, count in counts.items() if count < LEAST_PUBLIC}
    shown = [name for name in counts if name not in hidden]
    while shown and hidden and _tells(counts, hidden):
        hidden.add(shown.pop(0))
    return Published(whole, {name: None if name in hidden else count for name, count in counts.items()})


def _tells(counts: Mapping[str, int], hidden: set[str]) -> bool:
    """True when the sum of what is hidden leaves only one possibility for a part of it."""
    together = sum(counts[name] for name in hidden)
    most = (LEAST_PUBLIC - 1) * len(hidden)
    return len(hidden) == 1 or together in {0, most}


# ---- the hypothesis --------------------------------------------------------------------------------

LEAST_ANSWERS, CLEAR_SHARE = 10, 60


class Verdict(Term):
    """What the answers say of the thesis that small companies do not buy advice by themselves (S14)."""

    FEW = "few", "For få svar til at sige noget"
    SPEAKS_FOR = "for", "Taler for tesen"
    SPEAKS_AGAINST = "against", "Taler imod tesen"
    MIXED = "mixed", "Peger ikke klart i en retning"


def verdict(yes: int, no: int) -> Verdict:
    """A no speaks for the thesis, a yes against; "don't know" says nothing."""
    if yes + no < LEAST_ANSWERS:
        return Verdict.FEW
    if no * 100 >= CLEAR_SHARE * (yes + no):
        return Verdict.SPEAKS_FOR
    return Verdict.SPEAKS_AGAINST if yes * 100 >= CLEAR_SHARE * (yes + no) else Verdict.MIXED
