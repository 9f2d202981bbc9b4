"""What the prices become when the customer grows, and who is cheapest then (DOMAIN F4).

A price is told for today's users and turnover. A line that follows one of them is multiplied and rounded
half up to whole kroner; everything else stays. Factor 1 is today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from itstart.rules.numbers import Number, exact, half_up, natural, whole
from itstart.rules.terms import ScalesWith

LOWEST = Fraction(1, 2)
HIGHEST = Fraction(3)
STEP = Fraction(1, 4)
FACTORS = tuple(quarters * STEP for quarters in range(2, 13))
_TIMES = {LOWEST: "halvt så", Fraction(1): "lige så", Fraction(2): "dobbelt så", HIGHEST: "tre gange så"}


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times today's users, and today's turnover or transactions."""

    users: Fraction = Fraction(1)
    volume: Fraction = Fraction(1)

    @property
    def is_today(self) -> bool:
        return self.users == self.volume == 1

    def factor(self, scales_with: ScalesWith) -> Fraction:
        """What a price that follows this is multiplied with."""
        return {ScalesWith.USERS: self.users, ScalesWith.VOLUME: self.volume}.get(scales_with, Fraction(1))

    def with_factor(self, scales_with: ScalesWith, factor: Fraction) -> "Growth":
        """The same growth with another number of users or another turnover."""
        return Growth(factor, self.volume) if scales_with is ScalesWith.USERS else Growth(self.users, factor)


TODAY = Growth()


def grown(amount: int, scales_with: ScalesWith, growth: Growth) -> int:
    """A price line in whole kroner after the growth."""
    return whole(amount * growth.factor(scales_with))


def chosen(text: str) -> Fraction:
    """The factor a form sent ("1.5"); 1 for anything that is not offered."""
    return next((factor for factor in FACTORS if value(factor) == text), Fraction(1))


def value(factor: Number) -> str:
    """A factor as a form sends it: "0.5", "1", "1.25"."""
    return f"{float(exact(factor)):g}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From this factor on (to the next stretch) the vendor has the lowest total; `tied` are those who share it."""

    start: Fraction
    vendor_id: str
    tied: tuple[str, ...] = ()


def cheapest(ends: Mapping[str, tuple[int, int]]) -> list[Stretch]:
    """Who is cheapest as a factor grows from LOWEST to HIGHEST.

    `ends` holds each vendor's total cost in kroner at the two ends; between them the total is a straight line.
    Vendors whose lines are the same all the way stand in `tied`. Empty without vendors.
    """
    lines = {vendor: (exact(low), (exact(high) - low) / (HIGHEST - LOWEST)) for vendor, (low, high) in ends.items()}
    found: list[Stretch] = []
    at: Fraction | None = LOWEST if lines else None
    while at is not None:
        here = at
        best = min(lines, key=lambda v: (_at(lines[v], here), lines[v][1], natural(v)))
        same = tuple(v for v in sorted(lines, key=natural) if lines[v] == lines[best])
        found.append(Stretch(here, best, same if len(same) > 1 else ()))
        at = min((x for line in lines.values() if (x := _crossing(lines[best], line)) and x > here), default=None)
    return found


def _at(line: tuple[Fraction, Fraction], factor: Fraction) -> Fraction:
    return line[0] + line[1] * (factor - LOWEST)


def _crossing(line: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> Fraction | None:
    """Where the other gets below the line, inside the ends; None when it does not."""
    if other[1] >= line[1]:
        return None
    factor = LOWEST + (other[0] - line[0]) / (line[1] - other[1])
    return factor if LOWEST <= factor < HIGHEST else None


def times(factor: Number) -> str:
    """The factor in words before "mange" or "stor": "dobbelt så", "1,6 gange så"; a place of the slider exactly."""
    rounded = half_up(factor, 2 if factor in FACTORS else 1)
    return _TIMES.get(exact(rounded), f"{str(rounded.normalize()).replace('.', ',')} gange så")


def sentence(found: list[Stretch], names: Mapping[str, str], grows: str) -> str:
    """Who is cheapest when, in plain Danish; `grows` is "mange brugere" or "stor omsætning".

    Empty without vendors.
    """
    if not found:
        return ""
    first, *rest = found
    if not rest:
        return f"{_who(first, names)}, både med {times(LOWEST)} {grows} og med {times(HIGHEST)} {grows}."
    said = [f"{_who(first, names)}, indtil I får {times(rest[0].start)} {grows}."]
    for turn, after in zip(rest, [*rest[1:], None], strict=True):
        until = f", indtil I får {times(after.start)} {grows}" if after else ""
        said.append(f"Derefter er det {_name(turn, names)}{until}.")
    return " ".join(said)


def _name(stretch: Stretch, names: Mapping[str, str]) -> str:
    return " og ".join(names[vendor] for vendor in stretch.tied or (stretch.vendor_id,))


def _who(stretch: Stretch, names: Mapping[str, str]) -> str:
    return f"{_name(stretch, names)} er billigst" + (" (de står lige)" if stretch.tied else "")
