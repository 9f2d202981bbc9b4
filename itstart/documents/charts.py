"""Bars for pages: scores and five-year costs. Each returns escaped SVG (`Markup`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from itstart.documents import danish
from itstart.documents.svg import pct, picture, tag

__all__ = ["CostRow", "ScoreRow", "Segment", "cost_bars", "round_top", "score_bars"]

BAR: Final = 44
_GAP: Final = 0.25
_WHITE_TEXT: Final = frozenset({"c1", "c2", "k1", "k4"})


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: full name, weighted points or kroner, and a short name that stands in the bar."""

    label: str
    value: float
    short: str = ""


@dataclass(frozen=True)
class ScoreRow:
    """A vendor's weighted points, criterion by criterion, always in the tender's order."""

    name: str
    segments: Sequence[Segment]
    total: float


@dataclass(frozen=True)
class CostRow:
    """A vendor's costs in whole kroner: price once, own hours, running costs for all years, leaving again."""

    name: str
    one_off: int
    internal: int
    running: int
    exit: int
    total: int


def _bar(segments: Sequence[tuple[str, float, str, str]], full: float) -> list[Markup]:
    """Segments as (class, value, number, short name), with white gaps and texts where there is room."""
    out: list[Markup] = []
    at = 0.0
    for look, value, number, short in segments:
        share = 100 * max(value, 0) / full if full > 0 else 0.0
        if share > 0:
            out.append(tag("rect", look, x=pct(at), width=pct(max(share - _GAP, 0.1)), height=BAR))
            out += _bar_text("tw" if look in _WHITE_TEXT else "tb", at + share / 2, share, number, short)
        at += share
    return out


def _bar_text(look: str, middle: float, share: float, number: str, short: str) -> list[Markup]:
    """The number under the short name; narrow pieces lose them, first on a phone."""
    out: list[Markup] = []
    if share >= 0.75 * len(number) + 0.8:
        narrow = " xs-hide" if share < 7 else ""
        out.append(tag("text", look + narrow, number, x=pct(middle), y=35, text_anchor="middle"))
    if short and share >= 0.85 * len(short) + 1.2:
        out.append(tag("text", f"{look} tn xs-hide", short, x=pct(middle), y=17, text_anchor="middle"))
    return out


def score_bars(rows: Sequence[ScoreRow], full: float = 100) -> list[Markup]:
    """One picture a row; the full width is `full` points."""
    out = []
    for row in rows:
        segments = [(f"c{k % 5 + 1}", s.value, danish.score(s.value), s.short) for k, s in enumerate(row.segments)]
        figures = ", ".join(f"{s.label} {danish.score(s.value)}" for s in row.segments)
        label = f"{row.name}: {figures}, i alt {danish.score(row.total)} point"
        parts = [tag("rect", "track", width="100%", height=BAR, rx=4), *_bar(segments, full)]
        out.append(picture("chart score", BAR, label, parts))
    return out


def round_top(values: Sequence[float]) -> float:
    """A round sum just above the largest value: 1.518.273 gives 1.600.000. 1 when there is nothing above 0."""
    largest = max(values, default=0)
    if largest <= 0:
        return 1
    step = 10.0 ** (len(str(int(largest))) - 1)
    step = next(s for s in (step / 10, step / 5, step / 2, step) if largest / s <= 20)
    return -(-largest // step) * step


def cost_bars(rows: Sequence[CostRow], budget_one_off: int | None = None, years: int = 5) -> list[Markup]:
    """One picture a row on a common scale;

    Numbers in thousands of kroner; the budget as ticks over and under the bar.
    """
    full = round_top([*(row.total for row in rows), budget_one_off or 0])
    out = []
    for row in rows:
        pieces = (
            ("k1", row.one_off, "Engangspris"), ("k2", row.internal, "Egen tid"),
            ("k3", row.running, f"Drift i {years} år"), ("k4", row.exit, "Ophør"),
        )  # fmt: skip
        label = f"{row.name}: " + ", ".join(f"{name.lower()} {danish.amount(value)}" for _, value, name in pieces)
        label += f", i alt {danish.kroner(row.total)}"
        parts = _bar([(look, value, danish.amount(value / 1000), name) for look, value, name in pieces], full)
        if budget_one_off:
            label += f". Budget for engangspris {danish.kroner(budget_one_off)}"
            x = pct(100 * budget_one_off / full)
            parts += [tag("line", "bud", x1=x, x2=x, y1=a, y2=b) for a, b in ((-8, -1), (BAR + 1, BAR + 8))]
        out.append(picture("chart", BAR, label, parts))
    return out


_CHANGE = 56  # the height of a row: its name, and the bar under it


def changes(rows: Sequence[tuple[str, int]], years: int = 5) -> Markup:
    """What each point adds to or takes off the total cost in kroner, as bars on a common scale."""
    full = max((abs(value) for _, value in rows), default=0) or 1
    parts: list[Markup] = []
    spoken = []
    for place, (name, value) in enumerate(rows):
        top, wide = place * _CHANGE, 70 * abs(value) / full
        said = f"{danish.kroner(abs(value))} {'sparet' if value < 0 else 'dyrere'}"
        parts.append(tag("text", "tb", name, x=0, y=top + 14))
        parts.append(tag("rect", "c2" if value < 0 else "k4", x=0, y=top + 22, width=pct(wide), height=18))
        parts.append(tag("text", "tm", said, x=pct(wide + 1.5), y=top + 36))
        spoken.append(f"{name}: {said}")
    return picture("chart", _CHANGE * len(rows), f"Over {years} år. {'; '.join(spoken)}", parts)
