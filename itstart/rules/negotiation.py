"""What a negotiation is worth: each point's effect on the total cost (DOMAIN B7, F 19)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from itstart.rules.numbers import Number, exact
from itstart.rules.tco import Prices, tco
from itstart.rules.term import Term


class Concern(Term):
    """What a negotiated point is about; the first five can be worked out in kroner."""

    ONE_OFF = "one_off", "Engangspris"
    ANNUAL = "annual", "Pris om året"
    RISE = "rise", "Årlig stigning"
    HOURS = "hours", "Jeres egne timer"
    EXIT = "exit", "Pris for at komme ud"
    TERMS = "terms", "Vilkår"
    OTHER = "other", "Andet"


MONEY = frozenset({Concern.ONE_OFF, Concern.ANNUAL, Concern.EXIT})
COUNTED = MONEY | {Concern.RISE, Concern.HOURS}

# The words that give a point away which nobody has sorted, the first that fits; two amounts are a one-off price.
_WORDS = (
    (Concern.RISE, ("regulering", "stigning", "indeks")),
    (Concern.HOURS, ("timer",)),
    (Concern.EXIT, ("udtræden", "ophør", "komme ud", "exit")),
    (Concern.ANNUAL, ("om året", "årlig", "abonnement", "pr. år")),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point at the table. `before` and `after` are kroner, hours or percent after `concern`; None is a text."""

    concern: Concern
    before: Number | None = None
    after: Number | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What the points did to the total cost over `years`, in kroner.

    `steps` has one figure for each point, below zero when it became cheaper, None when it cannot be counted.
    """

    years: int
    before: int
    after: int
    steps: tuple[int | None, ...]

    @property
    def saved(self) -> int:
        """Kroner saved in all; below zero when it became dearer."""
        return self.before - self.after


def guess(topic: str, *, has_amounts: bool) -> Concern:
    """What a point is about when nobody has said so, by the words of its topic."""
    words = topic.lower()
    for concern, signs in _WORDS:
        if any(sign in words for sign in signs):
            return concern
    return Concern.ONE_OFF if has_amounts else Concern.OTHER


def effect(bid: Prices, points: Sequence[Point], *, years: int, hourly_rate: Number) -> Effect:
    """Put the points into the bid's prices one after the other; the steps always sum to the whole."""
    prices, start = bid, tco(bid, years=years, hourly_rate=hourly_rate).total
    now, steps = start, list[int | None]()
    for point in points:
        changed = _with(prices, point)
        if changed is None:
            steps.append(None)
            continue
        total = tco(changed, years=years, hourly_rate=hourly_rate).total
        steps.append(total - now)
        prices, now = changed, total
    return Effect(years, start, now, tuple(steps))


def _with(prices: Prices, point: Point) -> Prices | None:
    """The prices after one point, or None for what has no figure."""
    if point.concern not in COUNTED or point.before is None or point.after is None:
        return None
    change = exact(point.after) - exact(point.before)
    match point.concern:
        case Concern.ONE_OFF:
            return replace(prices, one_off=_changed(prices.one_off, point))
        case Concern.ANNUAL:
            return replace(prices, annual=_changed(prices.annual, point))
        case Concern.HOURS:
            return replace(prices, internal_hours=exact(prices.internal_hours) + change)
        case Concern.EXIT:
            return replace(prices, exit_cost=prices.exit_cost + int(change))
        case _:
            return replace(prices, adjustment_pct=point.after)


def _changed(lines: Sequence[int], point: Point) -> tuple[int, ...]:
    """The lines with the one of the old amount changed; without such a line the difference is a line of its own."""
    before, after = int(exact(point.before or 0)), int(exact(point.after or 0))
    if before in lines:
        place = list(lines).index(before)
        return (*lines[:place], after, *lines[place + 1 :])
    return (*lines, after - before)
