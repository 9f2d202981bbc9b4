"""Plain Excel sheets of rows: dates are dates, numbers are numbers, and a text is never a formula."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlsxwriter

    from itstart.documents.sheet_rows import ListSheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL = 32_767
HEAD_HEIGHT = 20  # points; a row of heads with air above and below its words
_LOOKED_AT = 500  # rows that decide how wide a column is
TEXTS_STAY_TEXTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PETROL = "#0F4C5C"


@dataclass(frozen=True)
class Sheet:
    """A title with lines under it, column heads, rows, and a last row of sums when there is one."""

    name: str
    title: str
    facts: Sequence[tuple[str, object]]
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()


def new_book(out: io.BytesIO, *, created: datetime, **properties: str) -> "xlsxwriter.Workbook":
    """An empty workbook where texts stay texts. The library is read when it is needed: a start does without it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(out, TEXTS_STAY_TEXTS)
    book.set_properties({**properties, "created": created.astimezone(UTC).replace(tzinfo=None)})
    return book


def workbook(*sheets: Sheet, created: datetime) -> bytes:
    """The sheets as an .xlsx file; the same bytes for the same input."""
    from itstart.documents.sheet_rows import ListSheet

    out = io.BytesIO()
    book = new_book(out, created=created, title=sheets[0].title)
    looks = _Looks(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name, ListSheet), looks, sheet)
    book.close()
    return out.getvalue()


def _write(page: "ListSheet", looks: "_Looks", sheet: Sheet) -> None:
    writer = _Writer(looks, page)
    writer.cell(0, 0, sheet.title, "title")
    for n, (label, value) in enumerate(sheet.facts, start=1):
        writer.cell(n, 0, label, "strong")
        writer.cell(n, 1, value)
    top = len(sheet.facts) + 2
    writer.row(top, sheet.columns, "head")
    page.write_list(top + 1, sheet.rows, looks.plain[""], looks.days[""])
    if sheet.total:
        page.write_list(top + 1 + len(sheet.rows), [sheet.total], looks.plain["total"], looks.days["total"])
    _finish(page, sheet, top)


def _finish(page: "xlsxwriter.worksheet.Worksheet", sheet: Sheet, top: int) -> None:
    for n, head in enumerate(sheet.columns):
        widest = max([len(head), *(len(_shown(row[n])) for row in sheet.rows[:_LOOKED_AT]), 9])
        page.set_column(n, n, min(widest + 2, 60))
    page.freeze_panes(top + 1, 0)
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _shown(value: object) -> str:
    return "00.00.0000" if isinstance(value, date) else str(value if value is not None else "")


class _Looks:
    """The formats of a workbook, made once for all its sheets."""

    def __init__(self, book: "xlsxwriter.Workbook") -> None:
        looks: dict[str, dict[str, object]] = {
            "": {"valign": "top"},
            "title": {"bold": True, "font_size": 14, "font_color": _PETROL},
            "strong": {"bold": True},
            "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": _PETROL, "valign": "top", "text_wrap": True},
            "total": {"bold": True, "top": 1},
        }
        self.plain = {name: book.add_format(look) for name, look in looks.items()}
        self.days = {
            name: book.add_format({**look, "num_format": "dd.mm.yyyy", "align": "left"}) for name, look in looks.items()
        }


class _Writer:
    """Writes a value as what it is."""

    def __init__(self, looks: _Looks, page: "xlsxwriter.worksheet.Worksheet") -> None:
        self._page, self._looks, self._days = page, looks.plain, looks.days

    def row(self, number: int, values: Sequence[object], look: str = "") -> None:
        """One row."""
        for column, value in enumerate(values):
            self.cell(number, column, value, look)

    def cell(self, row: int, column: int, value: object, look: str = "") -> None:
        """One cell; None and "" stay empty."""
        if isinstance(value, date):
            self._page.write_datetime(row, column, datetime(value.year, value.month, value.day), self._days[look])  # noqa: DTZ001
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            self._page.write_number(row, column, float(value), self._looks[look])
        elif value in (None, ""):
            self._page.write_blank(row, column, None, self._looks[look])
        else:
            self._page.write_string(row, column, str(value)[:MAX_CELL], self._looks[look])
