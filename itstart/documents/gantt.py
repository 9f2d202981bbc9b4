"""A time plan for pages: tasks as bars, milestones as diamonds, months along the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from itstart.documents import danish
from itstart.documents.svg import pct, picture, tag

__all__ = ["GanttMilestone", "GanttTask", "gantt"]

_HEAD, _ROW, _FOOT = 26, 40, 4
_DIAMOND: Final = "M0 -7L7 0L0 7L-7 0Z"
_MANY_MONTHS: Final = 7


@dataclass(frozen=True)
class GanttTask:
    """A task from `start` to `end`, both days included."""

    label: str
    start: date
    end: date
    owner: str = ""


@dataclass(frozen=True)
class GanttMilestone:
    """A day that something is reached."""

    label: str
    on: date
    done: bool = False


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int

    def at(self, day: date) -> float:
        """Per cent from the left to the beginning of the day."""
        return 100 * (day - self.first).days / self.days


def gantt(tasks: Sequence[GanttTask], milestones: Sequence[GanttMilestone], today: date | None = None) -> Markup:
    """The plan in date order; an empty plan gives an empty string. `today` is marked when it lies within the plan."""
    rows: list[GanttTask | GanttMilestone] = sorted(
        [*tasks, *milestones], key=lambda r: (_begins(r), isinstance(r, GanttMilestone))
    )
    if not rows:
        return Markup()
    first = min(_begins(r) for r in rows).replace(day=1)
    last = max(_ends(r) for r in rows)
    scale = _Scale(first, (_next_month(last) - first).days)
    height = _HEAD + _ROW * len(rows) + _FOOT
    parts = _months(scale, height)
    for k, row in enumerate(rows):
        top = _HEAD + k * _ROW
        parts += _task(row, scale, top) if isinstance(row, GanttTask) else _milestone(row, scale, top)
    if today is not None and first <= today < first + timedelta(scale.days):
        x = pct(scale.at(today))
        parts.append(tag("line", "g-today", x1=x, x2=x, y1=_HEAD - 6, y2=height))
    return picture("chart gantt", height, _spoken(rows), parts)


def _begins(row: GanttTask | GanttMilestone) -> date:
    return row.start if isinstance(row, GanttTask) else row.on


def _ends(row: GanttTask | GanttMilestone) -> date:
    return max(row.start, row.end) if isinstance(row, GanttTask) else row.on


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _months(scale: _Scale, height: int) -> list[Markup]:
    """A line and a name for every month; with many months some names go, more of them on a phone."""
    out: list[Markup] = []
    months: list[date] = []
    month = scale.first
    while (month - scale.first).days < scale.days:
        months.append(month)
        month = _next_month(month)
    every = -(-len(months) // 12)
    for k, month in enumerate(months):
        x = pct(scale.at(month))
        out.append(tag("line", "grid-l", x1=x, x2=x, y1=_HEAD - 6, y2=height))
        if k % every == 0:
            name = danish.date_day(month).split(" ", 1)[1] + (f" {month.year}" if k == 0 or month.month == 1 else "")
            narrow = " xs-hide" if len(months) > _MANY_MONTHS and (k // every) % 3 else ""
            out.append(tag("text", f"tm{narrow}", name, x=x, y=12))
    return out


def _text(label: str, left: float, right: float, top: int, dx: int = 0) -> Markup:
    """A label that begins at the bar;

    From the right half it ends there instead, so that it stays inside the picture.
    """
    if left > 55:
        return tag("text", "tb", label, x=pct(right), y=top + 14, dx=-dx or None, text_anchor="end")
    return tag("text", "tb", label, x=pct(left), y=top + 14, dx=dx or None)


def _task(row: GanttTask, scale: _Scale, top: int) -> list[Markup]:
    left, right = scale.at(row.start), scale.at(_ends(row) + timedelta(days=1))
    label = f"{row.label} · {row.owner}" if row.owner else row.label
    bar = tag("rect", "g-bar", x=pct(left), y=top + 20, width=pct(max(right - left, 0.4)), height=12, rx=3)
    return [_text(label, left, right, top), bar]


def _milestone(row: GanttMilestone, scale: _Scale, top: int) -> list[Markup]:
    at = scale.at(row.on)
    look = "g-mark g-mark--done" if row.done else "g-mark"
    mark = tag("svg", "g-at", tag("path", look, d=_DIAMOND), x=pct(at), y=top + 26, overflow="visible")
    label = f"{row.label} · {danish.date_day(row.on)}"
    return [_text(label, at, at, top), mark]


def _spoken(rows: Sequence[GanttTask | GanttMilestone]) -> str:
    parts = []
    for row in rows:
        if isinstance(row, GanttTask):
            owner = f" ({row.owner})" if row.owner else ""
            parts.append(f"{row.label}{owner} {danish.date_span(row.start, _ends(row))}")
        else:
            done = ", nået" if row.done else ""
            parts.append(f"milepæl {row.label} {danish.date_long(row.on)}{done}")
    return "Tidsplan: " + "; ".join(parts)
