"""Lines for pages: what a weight decides, and what growth costs. Each returns escaped SVG (`Markup`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from itstart.documents import danish
from itstart.documents.svg import pct, picture, tag

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 6.0, 78.0, 10.0, 205.0, 236
_LEAST_STEP = 1_000


@dataclass(frozen=True)
class VendorLine:
    """A vendor's figure as something grows, rising: (weight in per cent, score), or (factor, kroner)."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class _Frame:
    """What the axes stand for: `first` to `last` across, `low` to `high` up, a line for every `step`."""

    first: float
    last: float
    low: float
    high: float
    step: float

    def x(self, value: float) -> str:
        return pct(self.along(value))

    def along(self, value: float) -> float:
        """Where a value lies across, in per cent of the chart."""
        return _LEFT + (_RIGHT - _LEFT) * (value - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        return _TOP + (_BOTTOM - _TOP) * (self.high - value) / (self.high - self.low)


def weight_sensitivity(
    lines: Sequence[VendorLine], today_pct: float, tipping: Sequence[float] = (), title: str = ""
) -> Markup:
    """Total score of every vendor as one criterion weighs from 0 to 100 %, with today's weight and the tipping points.

    The first four vendors have line styles of their own (`l-1` … `l-4`), in the case's fixed order.
    """
    scores = [score for line in lines for _, score in line.points]
    if not scores:
        return Markup()
    low, high = 10 * (min(scores) // 10), 10 * -(-max(scores) // 10)
    high = max(high, low + 10)
    frame = _Frame(0, 100, low, high, 10 if high - low <= 50 else 20)
    marked = [(today_pct, f"{danish.percent(today_pct)} i dag"), *((t, danish.percent(round(t))) for t in tipping)]
    ends = [(0.0, "0"), (100.0, danish.percent(100))]
    parts = _grid(frame, lambda value: str(int(value))) + _marks(frame, marked, ends) + _drawn(frame, lines)
    named = [line for line in lines if line.points]
    return picture("chart", _HEIGHT, _spoken(named, today_pct, tipping, title), parts)


def growth_costs(lines: Sequence[VendorLine], chosen: float, title: str) -> Markup:
    """Total cost in kroner of every vendor as users or turnover grow, the chosen factor marked; million kroner up."""
    totals = [total for line in lines for _, total in line.points]
    if not totals:
        return Markup()
    step = _round_step(max(totals) - min(totals), max(totals))
    low, high = step * (min(totals) // step), step * -(-max(totals) // step)
    named = [line for line in lines if line.points]
    factors = [factor for factor, _ in named[0].points]
    frame = _Frame(factors[0], factors[-1], low, max(high, low + step), step)
    decimals = 1 if step >= 100_000 else 2 if step >= 10_000 else 3
    grid = _grid(frame, lambda value: danish.fixed(value / 1_000_000, decimals))
    marked = [(chosen, "i dag" if chosen == 1 else f"{danish.number(chosen)} gange")]
    ends = [(1.0, "i dag"), *((factor, danish.number(factor)) for factor in (factors[0], factors[-1], 2.0))]
    label = "; ".join(
        f"{line.name} fra {danish.kroner(line.points[0][1])} til {danish.kroner(line.points[-1][1])}" for line in named
    )
    said = f"{title}: {label} Fra {danish.number(factors[0])} til {danish.number(factors[-1])} gange i dag."
    return picture("chart", _HEIGHT, said, grid + _marks(frame, marked, ends) + _drawn(frame, lines))


def _round_step(span: float, largest: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives about five lines."""
    wanted = max(span, largest / 50, _LEAST_STEP) / 5
    power = 10.0 ** (len(str(int(wanted))) - 1)
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= wanted)


def _drawn(frame: _Frame, lines: Sequence[VendorLine]) -> list[Markup]:
    """The lines, and each name at its end."""
    parts: list[Markup] = []
    for k, line in enumerate(lines):
        for (x1, y1), (x2, y2) in pairwise(line.points):
            parts.append(tag("line", f"l-{k % 4 + 1}", x1=frame.x(x1), x2=frame.x(x2), y1=frame.y(y1), y2=frame.y(y2)))
    named = [line for line in lines if line.points]
    ends = _apart([frame.y(line.points[-1][1]) for line in named])
    names = (tag("text", "tb", line.name, x=pct(_RIGHT + 2), y=end + 4) for line, end in zip(named, ends, strict=True))
    return [*parts, *names]


def _grid(frame: _Frame, written: Callable[[float], str]) -> list[Markup]:
    out: list[Markup] = []
    for number in range(round((frame.high - frame.low) / frame.step) + 1):
        value = frame.low + number * frame.step
        out.append(tag("line", "grid-l", x1=pct(_LEFT), x2=pct(_RIGHT), y1=frame.y(value), y2=frame.y(value)))
        out.append(tag("text", "tm", written(value), x=0, y=frame.y(value) + 4))
    return out


def _marks(frame: _Frame, marked: Sequence[tuple[float, str]], plain: Sequence[tuple[float, str]]) -> list[Markup]:
    """What is marked gets a line; the rest of the axis only its numbers, where there is room for them."""
    out: list[Markup] = []
    shown: list[float] = []
    for value, text in marked:
        out.append(tag("line", "now", x1=frame.x(value), x2=frame.x(value), y1=0, y2=_BOTTOM + 5))
        if all(abs(frame.along(value) - other) > 11.5 for other in shown):
            out.append(tag("text", "tm", text, x=frame.x(value), y=_HEIGHT - 8, text_anchor="middle"))
            shown.append(frame.along(value))
    for value, text in plain:
        if all(abs(frame.along(value) - other) > 11.5 for other in shown):
            out.append(tag("text", "tm xs-hide", text, x=frame.x(value), y=_HEIGHT - 8, text_anchor="middle"))
            shown.append(frame.along(value))
    return out


def _apart(wanted: Sequence[float], distance: float = 17) -> list[float]:
    """The same heights, moved just enough that names do not lie on top of each other."""
    out = list(wanted)
    order = sorted(range(len(out)), key=lambda i: out[i])
    for above, below in pairwise(order):
        out[below] = max(out[below], out[above] + distance)
    over = max(out, default=0) - _BOTTOM
    return [value - over for value in out] if over > 0 else out


def _spoken(lines: Sequence[VendorLine], today: float, tipping: Sequence[float], title: str) -> str:
    moves = "; ".join(
        f"{line.name} fra {danish.score(line.points[0][1])} til {danish.score(line.points[-1][1])} point"
        for line in lines
    )
    turns = ", ".join(danish.percent(t) for t in tipping)
    tail = f" Nummer ét skifter ved {turns}." if turns else " Nummer ét er den samme hele vejen."
    return f"{title or 'Samlet score efter vægten'}: {moves}. Vægten er {danish.percent(today)} i dag.{tail}"
