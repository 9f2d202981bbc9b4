"""Lying bars for pages, in groups such as years: numbers beside them, on a common scale. Escaped SVG (`Markup`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from itstart.documents.svg import pct, picture, tag

_BAR, _GAP, _HEAD = 20, 4, 22
_WIDEST = 74.0


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, its length, the number that stands at its end, and its colour (`c1` … `c5`)."""

    name: str
    value: float
    written: str
    look: str = "c2"


def grouped_bars(groups: Sequence[tuple[str, Sequence[Bar]]], title: str) -> Markup:
    """A head for each group with its bars under it; nothing when there is nothing to draw."""
    full = max((bar.value for _, bars in groups for bar in bars), default=0)
    if full <= 0:
        return Markup()
    parts: list[Markup] = []
    spoken, top = [], 0
    for name, bars in groups:
        parts.append(tag("text", "tb", name, x=0, y=top + 14))
        top += _HEAD
        for bar in bars:
            wide = _WIDEST * max(bar.value, 0) / full
            parts.append(tag("rect", bar.look, x=0, y=top, width=pct(wide), height=_BAR))
            parts.append(tag("text", "tm", bar.written, x=pct(wide + 1.2), y=top + 15))
            top += _BAR + _GAP
        spoken.append(f"{name}: " + ", ".join(f"{bar.name} {bar.written}".strip() for bar in bars))
        top += _GAP
    return picture("chart", top, f"{title}. {'; '.join(spoken)}", parts)
