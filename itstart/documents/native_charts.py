"""Native Word charts: bars and time plans that the reader can edit in Word, with alt text and an embedded workbook.

A chart is a value in a context; the template holds `{{p figur }}` in a paragraph of its own.
"""

import io
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from itstart.documents import danish
from itstart.documents.chart_xml import AMBER, FILLS, INK, PETROL_MID, Series, ValueAxis, chart_space
from itstart.documents.errors import TemplateProblem
from itstart.documents.text import clean, xml
from itstart.documents.values import DOCUMENT_PART, Rendering, XmlValue

EMU_PER_CM: Final = 360_000
TEXT_WIDTH_CM: Final = 16.4
_LABEL: Final = 44
_EPOCH: Final = date(1899, 12, 30)
# the invisible series stands first in the legend: without a name nothing is seen of it
_UNNAMED: Final = "\u00a0"
_FIXED: Final = datetime(2026, 1, 1)  # noqa: DTZ001 the workbook's own time stamp, fixed so that bytes repeat
_CHART_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class NativeChart(XmlValue, ABC):
    """What all charts share: size, alt text, the drawing in its paragraph, and the two parts behind it."""

    def __init__(self, alt: str, width_cm: float, height_cm: float) -> None:
        self.alt, self.width_cm, self.height_cm = alt, width_cm, height_cm

    def __str__(self) -> str:
        """What the chart says, in words."""
        return self.alt

    @abstractmethod
    def chart_part(self) -> bytes:
        """The chart as XML."""

    @abstractmethod
    def workbook(self) -> bytes:
        """The workbook that "Rediger data" opens."""

    @abstractmethod
    def table(self) -> list[list[str]]:
        """The same as rows of text, the head first, for where the drawing is not shown."""

    def runs(self, rendering: Rendering) -> str:
        """A run with the drawing; the parts are added to the package when it is written."""
        if rendering.part != DOCUMENT_PART:
            raise TemplateProblem("Et diagram kan ikke stå i et sidehoved eller en sidefod.")
        rendering.charts.append(self)
        number = len(rendering.charts)
        cx, cy = round(self.width_cm * EMU_PER_CM), round(self.height_cm * EMU_PER_CM)
        return (
            "<w:r>"
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
            'distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{number}" name="Diagram {number}" descr="{xml(self.alt)}"/>'
            f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_CHART_URI}">'
            f'<c:chart xmlns:c="{_CHART_URI}" xmlns:r="{_RELATIONS}" r:id="{relation_id(number)}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def relation_id(number: int) -> str:
    """The document's relation to its chart of that number (from 1)."""
    return f"rIdDiagram{number}"


class BarChart(NativeChart):
    """Lying bars, stacked when there is more than one series.

    Every bar carries its number, so there is no axis by default.

    `decimals` 0 or 1; no label below `label_from`; `top` is the axis' end; `axis` shows it. Raises ValueError when a
    series does not have one value for every category.
    """

    def __init__(
        self,
        categories: Sequence[str],
        series: Mapping[str, Sequence[int | float]],
        *,
        alt: str,
        height_cm: float = 6.0,
        width_cm: float = TEXT_WIDTH_CM,
        decimals: int = 0,
        label_from: float = 0,
        top: float | None = None,
        axis: bool = False,
        gap: int = 45,
    ) -> None:
        super().__init__(alt, width_cm, height_cm)
        if not series or any(len(values) != len(categories) for values in series.values()):
            raise ValueError("a chart needs one value for every category in every series")
        self.categories = [_label(name) for name in categories]
        self.axis, self.gap, self.decimals = ValueAxis(shown=axis, high=top), gap, decimals
        # [$-406] asks for Danish commas and points also where the reader's system has others
        form = "[$-406]#,##0.0" if decimals else "[$-406]#,##0"
        self.series = [
            Series(clean(name), list(values), *self._look(i, len(series)), lambda v: v >= label_from and v != 0, form)
            for i, (name, values) in enumerate(series.items())
        ]

    @staticmethod
    def _look(i: int, count: int) -> tuple[str, str]:
        fill, ink = FILLS[i % len(FILLS)]
        return fill, ink if count > 1 else INK

    def chart_part(self) -> bytes:
        """The chart as XML."""
        return chart_space(self.categories, self.series, self.axis, self.gap).encode()

    def table(self) -> list[list[str]]:
        """Categories down, series across; a bar of no length is a dash."""
        names = [name.replace("\n", ", ") for name in self.categories]
        columns = [[danish.fixed(v, self.decimals) if v else "–" for v in series.values] for series in self.series]
        rows = [list(row) for row in zip(names, *columns, strict=True)]
        return [["", *(series.name for series in self.series)], *rows]

    def workbook(self) -> bytes:
        """Categories down, series across."""
        return _workbook(self.categories, self.series)


@dataclass(frozen=True)
class GanttRow:
    """A task from `start` to `end`, both days included; a milestone is its `start` day."""

    label: str
    start: date
    end: date
    milestone: bool = False


class GanttChart(NativeChart):
    """A time plan:

    Tasks as bars, milestones as short amber bars, dates along the top. Raises ValueError without rows.
    """

    def __init__(
        self, rows: Sequence[GanttRow], *, alt: str, width_cm: float = TEXT_WIDTH_CM, height_cm: float | None = None
    ) -> None:
        super().__init__(alt, width_cm, height_cm or 1.9 + 0.62 * len(rows))
        if not rows:
            raise ValueError("a time plan needs at least one row")
        self.rows = [GanttRow(_label(r.label), r.start, max(r.start, r.end), r.milestone) for r in rows]
        self.first = min(r.start for r in self.rows)
        self.first -= timedelta(days=self.first.weekday())
        self.days = (max(r.end for r in self.rows) - self.first).days + 1

    def _series(self) -> list[Series]:
        mark = max(1, round(self.days / 70))
        start = [(r.start - _EPOCH).days for r in self.rows]
        task = [0 if r.milestone else (r.end - r.start).days + 1 for r in self.rows]
        milestone = [mark if r.milestone else 0 for r in self.rows]
        return [Series(_UNNAMED, start, None), Series("Opgave", task, PETROL_MID), Series("Milepæl", milestone, AMBER)]

    def chart_part(self) -> bytes:
        """The chart as XML: an invisible bar up to the start, then the task or the milestone."""
        step = next((s for s in (7, 14, 28, 56, 91, 182) if self.days / s <= 6), 364)
        low = (self.first - _EPOCH).days
        high = low + -(-(self.days + 1) // step) * step
        axis = ValueAxis(True, low, high, step, "[$-406]mmm yy" if self.days > 300 else "[$-406]d. mmm", at_top=True)
        return chart_space([r.label for r in self.rows], self._series(), axis, 40).encode()

    def table(self) -> list[list[str]]:
        """Each task with its first and last day; a milestone has one."""
        rows = [
            [row.label, danish.date_short(row.start), "" if row.milestone else danish.date_short(row.end)]
            for row in self.rows
        ]
        return [["", "Fra", "Til"], *rows]

    def workbook(self) -> bytes:
        """Start as a date, the other two in days."""
        return _workbook([r.label for r in self.rows], self._series(), dates=1)


def _label(text: str) -> str:
    """A name beside a bar: each line of it cut to what there is room for."""
    lines = clean(text).split("\n")
    return "\n".join(line if len(line) <= _LABEL else f"{line[: _LABEL - 1].rstrip()}…" for line in lines)


def _workbook(categories: Sequence[str], series: Sequence[Series], dates: int = 0) -> bytes:
    """`dates`: how many of the first series hold day numbers that read as dates."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _FIXED})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Ark1")
    for k, name in enumerate(categories):
        sheet.write_string(k + 1, 0, name)
    for i, one in enumerate(series):
        sheet.write_string(0, i + 1, one.name)
        sheet.write_column(1, i + 1, one.values, day if i < dates else None)
    sheet.set_column(0, 0, 30)
    book.close()
    return out.getvalue()
