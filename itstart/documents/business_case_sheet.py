"""The business case as an Excel workbook: the figures are typed in cells, and formulas of ours do the sums."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from itstart.documents.spreadsheet import HEAD_HEIGHT, new_book
from itstart.documents.text import clean
from itstart.rules.business_case import BusinessCase

if TYPE_CHECKING:
    import xlsxwriter

_PETROL, _TINT, _INPUT, _AMBER = "#0F4C5C", "#E6EFF0", "#FFF8E1", "#C9782F"
_LONGEST = 1_000


@dataclass(frozen=True)
class Gain:
    """A yearly gain: saved hours and their rate where it is made of them, and what it comes to in kroner."""

    text: str
    hours: float | None
    hourly_rate: int | None
    amount: int


@dataclass(frozen=True)
class BusinessCaseSheet:
    """What is typed in, and the figures it comes to; money is whole kroner."""

    title: str
    basis: str
    one_off: int
    hours: float
    hourly_rate: int
    annual_lines: Sequence[tuple[str, int]]
    rise_pct: float
    exit_cost: int
    gains: Sequence[Gain]
    figures: BusinessCase


def workbook(sheet: BusinessCaseSheet, *, created: datetime) -> bytes:
    """The sheet as .xlsx. Every formula carries the value it comes to now, for readers that do not calculate."""
    out = io.BytesIO()
    book = new_book(out, created=created, title=clean(sheet.title))
    _Page(book, sheet).write()
    book.close()
    return out.getvalue()


def cell(row: int, column: int, **fixed: bool) -> str:
    """The cell's name in formulas, counted from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, **fixed))


class _Page:
    """The one page of the workbook, from top to bottom; `row` is the next free row."""

    def __init__(self, book: "xlsxwriter.Workbook", sheet: BusinessCaseSheet) -> None:
        self._book, self._sheet, self._row = book, sheet, 0
        self._page = book.add_worksheet("Gevinstberegning")
        money = {"num_format": "#,##0", "valign": "top"}
        self._plain, self._money = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format(money)
        self._input = book.add_format({**money, "bg_color": _INPUT, "border": 1, "border_color": "#C5D2D4"})
        self._decimal = book.add_format(
            {**money, "num_format": "0.0##", "bg_color": _INPUT, "border": 1, "border_color": "#C5D2D4"}
        )
        self._title = book.add_format({"bold": True, "font_size": 16, "font_color": _PETROL})
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": _PETROL, "text_wrap": True, "valign": "vcenter"}
        self._head, self._number_head = book.add_format(head), book.add_format({**head, "align": "right"})
        self._sum = book.add_format({**money, "bold": True, "bg_color": _TINT, "top": 1})
        self._years = book.add_format({"bold": True, "bg_color": _TINT, "top": 1, "num_format": "0.0"})
        self._at: dict[str, str] = {}

    def write(self) -> None:
        """What is typed in, the years, and the answer."""
        sheet = self._sheet
        self._page.set_column(0, 0, 46)
        self._page.set_column(1, 7, 15)
        self._text(sheet.title, self._title)
        self._text(sheet.basis, None)
        self._text("Ret de gule felter. Resten regnes ud. Beløb er i kr. uden moms.", None)
        self._row += 1
        self._costs()
        self._gains()
        self._table()
        self._page.set_paper(9)
        self._page.fit_to_pages(1, 1)

    def _text(self, text: str, look: object) -> None:
        self._page.write_string(self._row, 0, clean(text)[:_LONGEST], look)
        self._row += 1

    def _heads(self, *heads: str) -> None:
        self._page.set_row(self._row, HEAD_HEIGHT)
        for column, head in enumerate(heads):
            self._page.write_string(self._row, column, head, self._number_head if column else self._head)
        self._row += 1

    def _typed(self, name: str, label: str, value: float, *, decimal: bool = False) -> None:
        self._page.write_string(self._row, 0, clean(label)[:_LONGEST], self._plain)
        self._page.write_number(self._row, 1, value, self._decimal if decimal else self._input)
        self._at[name] = cell(self._row, 1, row_abs=True, col_abs=True)
        self._row += 1

    def _costs(self) -> None:
        sheet = self._sheet
        self._heads("Det koster", "Kr.")
        self._typed("one_off", "Engangspris", sheet.one_off)
        self._typed("hours", "Egne timer", sheet.hours, decimal=True)
        self._typed("rate", "Pris for en egen time", sheet.hourly_rate)
        for place, (label, value) in enumerate(sheet.annual_lines):
            self._typed(f"annual{place}", f"{label} om året", value)
        self._typed("rise", "Stigning om året i %", sheet.rise_pct, decimal=True)
        self._typed("exit", "Pris for at komme ud igen", sheet.exit_cost)
        self._row += 1

    def _gains(self) -> None:
        self._heads("Det giver om året", "Timer", "Kr. pr. time", "Kr. om året")
        first = self._row
        for gain in self._sheet.gains:
            self._page.write_string(self._row, 0, clean(gain.text)[:_LONGEST], self._plain)
            if gain.hours is not None and gain.hourly_rate is not None:
                self._page.write_number(self._row, 1, gain.hours, self._decimal)
                self._page.write_number(self._row, 2, gain.hourly_rate, self._input)
                product = f"=ROUND({cell(self._row, 1)}*{cell(self._row, 2)},0)"
                self._page.write_formula(self._row, 3, product, self._money, gain.amount)
            else:
                self._page.write_number(self._row, 3, gain.amount, self._input)
            self._row += 1
        self._page.write_string(self._row, 0, "I alt om året", self._sum)
        for column in (1, 2):
            self._page.write_blank(self._row, column, None, self._sum)
        total = f"=SUM({cell(first, 3)}:{cell(self._row - 1, 3)})"
        self._page.write_formula(self._row, 3, total, self._sum, sum(gain.amount for gain in self._sheet.gains))
        self._at["gain"] = cell(self._row, 3, row_abs=True, col_abs=True)
        self._row += 2

    def _table(self) -> None:
        figures, at = self._sheet.figures, self._at
        self._heads("År for år", "Koster", "Giver", "Tjent i alt")
        first = self._row
        begun = f"{at['one_off']}+ROUND({at['hours']}*{at['rate']},0)"
        self._line("Ved start", (f"={begun}", figures.begun), ("=0", 0), (f"=-{cell(first, 1)}", -figures.begun))
        for year in figures.years:
            row, is_last = self._row, year.number == len(figures.years)
            lines = (f"ROUND({at[f'annual{n}']}*(1+{at['rise']}/100)^{year.number - 1},0)" for n in self._lines())
            cost = "=" + "+".join([*lines, *([at["exit"]] if is_last else [])])
            balance = f"={cell(row - 1, 3)}+{cell(row, 2)}-{cell(row, 1)}"
            self._line(f"År {year.number}", (cost, year.cost), (f"={at['gain']}", year.gain), (balance, year.balance))
        last = self._row - 1
        self._page.write_string(self._row, 0, "I alt", self._sum)
        total_cost = figures.begun + sum(year.cost for year in figures.years)
        for column, value in ((1, total_cost), (2, sum(year.gain for year in figures.years))):
            formula = f"=SUM({cell(first, column)}:{cell(last, column)})"
            self._page.write_formula(self._row, column, formula, self._sum, value)
        self._page.write_formula(self._row, 3, f"={cell(last, 3)}", self._sum, figures.balance)
        self._row += 2
        self._payback(begun)
        self._chart(first, last)

    def _lines(self) -> range:
        return range(len(self._sheet.annual_lines))

    def _line(self, label: str, *formulas: tuple[str, int]) -> None:
        self._page.write_string(self._row, 0, label, self._plain)
        for column, (formula, value) in enumerate(formulas, start=1):
            self._page.write_formula(self._row, column, formula, self._money, value)
        self._row += 1

    def _payback(self, begun: str) -> None:
        years = self._sheet.figures.payback
        net = f"({self._at['gain']}-({'+'.join(self._at[f'annual{n}'] for n in self._lines())}))"
        formula = f'=IF({net}<=0,"aldrig",ROUND(({begun})/{net},1))'
        self._page.write_string(self._row, 0, "Tjent hjem efter, år", self._sum)
        value = "aldrig" if years is None else float(years)
        self._page.write_formula(self._row, 1, formula, self._years, value)
        self._row += 2

    def _chart(self, first: int, last: int) -> None:
        name = self._page.get_name()
        chart = self._book.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": "Tjent i alt",
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 3, last, 3],
                "fill": {"color": _PETROL},
                "invert_if_negative": True,
                "invert_if_negative_color": _AMBER,
            }
        )
        chart.set_title({"name": "Tjent i alt, kr."})
        chart.set_legend({"none": True})
        chart.set_x_axis({"label_position": "low"})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#C5D2D4"}}})
        self._page.insert_chart(self._row, 0, chart, {"description": "Søjler: hvad der er tjent i alt år for år"})
