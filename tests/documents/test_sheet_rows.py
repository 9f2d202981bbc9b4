"""Rows that are written at once read as what they were, whatever they hold."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import python_calamine

from itstart import clock
from itstart.documents.spreadsheet import MAX_CELL, Sheet, workbook
from itstart.rules.terms import Category

DAY = date(2026, 2, 28)
ROWS: list[list[object]] = [
    ["=1+1", "<b>&\"'", 3, Decimal("7.25"), DAY],
    ["", None, -4.5, Decimal("1E+3"), datetime(2026, 2, 28, 13, 30, tzinfo=clock.DENMARK)],
    ["  linje\nog æøå ", True, Category.ERP, "x" * (MAX_CELL + 9), "100"],
]


def _book() -> bytes:
    sheet = Sheet(
        "Ark", "Overskrift", [("Periode", "2026")], ["A", "B", "C", "D", "E"], ROWS, ["I alt", "", 3, 4, None]
    )
    return workbook(sheet, created=clock.now())


def test_each_value_is_read_as_what_it_is() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_book()))["Ark"]
    assert page.dimensions == "A1:E8"
    read = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    midnight = datetime(2026, 2, 28)  # noqa: DTZ001 - a day in a sheet has no zone
    assert read[0] == ["=1+1", "<b>&\"'", 3, 7.25, midnight]
    assert page["A5"].data_type == "s", "a text is never a formula"
    assert read[1] == [None, None, -4.5, 1000, midnight]
    assert read[2] == ["  linje\nog æøå ", "True", str(Category.ERP), "x" * MAX_CELL, "100"]
    assert read[3] == ["I alt", None, 3, 4, None]
    assert page["A8"].font.bold
    assert page["E5"].number_format == "dd.mm.yyyy"


def test_another_reader_reads_the_same() -> None:
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(_book())).get_sheet_by_name("Ark").to_python()
    assert rows[4] == ["=1+1", "<b>&\"'", 3, 7.25, DAY]
    assert rows[-1][:3] == ["I alt", "", 3]
