"""The acceptance test as an Excel workbook: the result is chosen in a list, and formulas of ours give the verdict."""

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from itstart.documents.response_form_looks import height
from itstart.documents.spreadsheet import HEAD_HEIGHT, new_book
from itstart.documents.text import clean
from itstart.rules.terms import Outcome

if TYPE_CHECKING:
    import xlsxwriter

HEADS = (
    "Krav",
    "Prioritet",
    "Afgør prøven",
    "Emne",
    "Sådan prøves det",
    "Resultat",
    "Hvad skete der?",
    "Prøvet af",
    "Dato",
)
WIDTHS = (9, 10, 14, 30, 52, 13, 40, 18, 12)
EMPTY_LINES = 10
_PETROL, _TINT, _WARNING = "#0F4C5C", "#E6EFF0", "#FBF0E4"
_LONGEST = 32_000


@dataclass(frozen=True)
class AcceptanceLine:
    """A line of the sheet, in the order of the columns; `decides` is "Ja" for what must be tested now."""

    number: str
    priority: str
    decides: str
    title: str
    how: str
    outcome: str
    note: str
    tested_by: str
    tested_on: date | None


@dataclass(frozen=True)
class AcceptanceSheet:
    """What the sheet says: facts over the table, the tests, errors met outside them, and the B errors allowed."""

    title: str
    facts: Sequence[tuple[str, str]]
    tests: Sequence[AcceptanceLine]
    errors: Sequence[AcceptanceLine]
    max_b: int


def workbook(sheet: AcceptanceSheet, *, created: datetime, verdict: str) -> bytes:
    """The sheet as .xlsx; `verdict` is what the formulas come to now, for readers that do not calculate."""
    out = io.BytesIO()
    book = new_book(out, created=created, title=sheet.title)
    _Page(book, sheet).write(verdict)
    book.close()
    return out.getvalue()


class _Page:
    """The one page of the workbook, from top to bottom."""

    def __init__(self, book: "xlsxwriter.Workbook", sheet: AcceptanceSheet) -> None:
        self._sheet, self._page = sheet, book.add_worksheet("Prøveskema")
        wrapped = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#C5D2D4"}
        self._cell = book.add_format(wrapped)
        self._day = book.add_format({**wrapped, "num_format": "dd.mm.yyyy", "align": "left"})
        head = {**wrapped, "valign": "vcenter", "bold": True, "font_color": "#FFFFFF", "bg_color": _PETROL}
        self._head, self._count = book.add_format(head), book.add_format({"align": "left"})
        self._title = book.add_format({"bold": True, "font_size": 16, "font_color": _PETROL})
        self._strong = book.add_format({"bold": True})
        self._verdict = book.add_format({"bold": True, "bg_color": _TINT})
        self._bad = book.add_format({"bold": True, "bg_color": _WARNING})
        self._top = len(sheet.facts) + 7
        lines = (*sheet.tests, *sheet.errors, *[AcceptanceLine("", "", "", "", "", "", "", "", None)] * EMPTY_LINES)
        self._lines, self._last = lines, self._top + len(lines)

    def write(self, verdict: str) -> None:
        """Facts, verdict, lines, and how the page is used and printed."""
        self._page.write_string(0, 0, clean(self._sheet.title), self._title)
        for row, (label, value) in enumerate(self._sheet.facts, start=1):
            self._page.write_string(row, 0, label, self._strong)
            self._page.write_string(row, 2, clean(value))
        self._write_verdict(len(self._sheet.facts) + 1, verdict)
        self._page.set_row(self._top, HEAD_HEIGHT)
        for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            self._page.write_string(self._top, column, head, self._head)
            self._page.set_column(column, column, width)
        for row, line in enumerate(self._lines, start=self._top + 1):
            self._write_line(row, line)
        self._finish()

    def _range(self, column: str) -> str:
        return f"${column}${self._top + 2}:${column}${self._last + 1}"

    def _write_verdict(self, top: int, verdict: str) -> None:
        outcomes, decides = self._range("F"), self._range("C")
        found = [line.outcome for line in self._lines]
        for row, kind in enumerate((Outcome.A_ERROR, Outcome.B_ERROR, Outcome.C_ERROR), start=top):
            self._page.write_string(row, 0, kind.label, self._strong)
            self._page.write_formula(
                row, 2, f'=COUNTIF({outcomes},"{kind.label}")', self._count, found.count(kind.label)
            )
        self._page.write_string(top + 3, 0, "Ikke prøvet", self._strong)
        untested = sum(line.decides == "Ja" and not line.outcome for line in self._lines)
        formula = f'=COUNTIF({decides},"Ja")-COUNTIFS({decides},"Ja",{outcomes},"?*")'
        self._page.write_formula(top + 3, 2, formula, self._count, untested)
        self._page.write_string(top + 4, 0, "Prøven er", self._strong)
        a, b, left = f"$C${top + 1}", f"$C${top + 2}", f"$C${top + 4}"
        begun = f'COUNTIF({outcomes},"?*")=0'
        formula = (
            f'=IF({begun},"ikke begyndt",IF(OR({a}>0,{b}>{self._sheet.max_b}),"ikke bestået",'
            f'IF({left}>0,"i gang","bestået")))'
        )
        self._page.write_formula(top + 4, 2, formula, self._verdict, verdict)
        self._page.write_string(
            top + 4, 3, f"Bestået: ingen A-fejl, højst {self._sheet.max_b} B-fejl, alle SKAL-krav prøvet."
        )

    def _write_line(self, row: int, line: AcceptanceLine) -> None:
        values = astuple(line)
        texts = [(value, width) for value, width in zip(values, WIDTHS, strict=True) if isinstance(value, str)]
        self._page.set_row(row, height(*texts))
        for column, value in enumerate(values):
            if isinstance(value, date):
                moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 a day has no zone
                self._page.write_datetime(row, column, moment, self._day)
            elif value:
                self._page.write_string(row, column, clean(value)[:_LONGEST], self._cell)
            else:
                self._page.write_blank(row, column, None, self._day if column == len(HEADS) - 1 else self._cell)

    def _finish(self) -> None:
        first, last = self._top + 1, self._last
        choices = {"validate": "list", "source": [outcome.label for outcome in Outcome]}
        self._page.data_validation(first, 5, last, 5, choices)
        error = {"type": "text", "criteria": "containing", "value": "-fejl", "format": self._bad}
        self._page.conditional_format(first, 5, last, 5, error)
        self._page.freeze_panes(self._top + 1, 0)
        self._page.repeat_rows(self._top)
        self._page.set_landscape()
        self._page.set_paper(9)
        self._page.fit_to_pages(1, 0)
        self._page.set_footer("&RSide &P af &N")
