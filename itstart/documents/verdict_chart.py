"""One picture that stands alone: who is best, by how much, and how far the weights can move before it turns."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from itstart.documents import danish
from itstart.documents.svg import pct, picture, tag

_ROW, _BAR, _GAP, _BASE = 58, 24, 24, 17


@dataclass(frozen=True)
class Bar:
    """A vendor: its name, its points or kroner, and the figure in words, "82,6 point, 9,3 efter"."""

    name: str
    value: float
    text: str


@dataclass(frozen=True)
class Band:
    """A criterion: its weight today, and from where to where the winner stays the same, in per cent."""

    title: str
    today: float
    low: float
    high: float

    @property
    def text(self) -> str:
        """ "30 % i dag, holder 0 til 82 %"."""
        kept = "holder altid" if (self.low, self.high) == (0, 100) else f"holder {self._range}"
        return f"{danish.percent(self.today)} i dag, {kept}"

    @property
    def _range(self) -> str:
        return f"{danish.number(self.low)} til {danish.percent(self.high)}"

    @property
    def spoken(self) -> str:
        """The same as a sentence without its full stop."""
        return f"{self.title} vejer {danish.percent(self.today)}, og vinderen er den samme fra {self._range}"


def verdict(heading: str, bars: Sequence[Bar], bands: Sequence[Band], sentence: str, full: float = 0) -> Markup:
    """Bars on a common scale up to `full`, the best first and dark; a band for each criterion, today's weight marked.

    Names stand over the bars and figures in them, so that both are read on a phone.
    """
    if not bars:
        return Markup()
    top = full or max(bar.value for bar in bars) or 1
    parts = [tag("text", "tm", heading, x=0, y=14)]
    at = _GAP
    for place, bar in enumerate(bars):
        parts += _bar(at, bar, 100 * max(bar.value, 0) / top, best=place == 0)
        at += _ROW
    if bands:
        at += _GAP // 2
        parts.append(tag("text", "tm", "Så langt kan hver vægt flyttes", x=0, y=at + 14))
        at += _GAP
    for band in bands:
        parts += _band(at, band)
        at += _ROW
    spoken = [f"{sentence.rstrip('.')}. {'; '.join(f'{bar.name} {bar.text}' for bar in bars)}"]
    return picture("chart", at, ". ".join([*spoken, *(band.spoken for band in bands)]) + ".", parts)


def _bar(top: int, bar: Bar, width: float, *, best: bool) -> list[Markup]:
    look, words = ("c1", "tw") if best else ("c3", "tb")
    return [
        tag("text", "tb", bar.name, x=0, y=top + 14),
        tag("rect", "track", x=0, y=top + 22, width="100%", height=_BAR, rx=3),
        tag("rect", look, x=0, y=top + 22, width=pct(width), height=_BAR, rx=3),
        tag("text", words, bar.text, x=10, y=top + 22 + _BASE),
    ]


def _band(top: int, band: Band) -> list[Markup]:
    return [
        tag("text", "tb", band.title, x=0, y=top + 14),
        tag("rect", "track", x=0, y=top + 22, width="100%", height=_BAR, rx=3),
        tag("rect", "c3", x=pct(band.low), y=top + 22, width=pct(band.high - band.low), height=_BAR, rx=3),
        tag("rect", "c1", x=pct(min(band.today, 99.2)), y=top + 19, width="0.8%", height=_BAR + 6),
        tag("text", "tb", band.text, x="98.5%", y=top + 22 + _BASE, text_anchor="end"),
    ]
