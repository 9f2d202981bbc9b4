"""Tables from outside: every cell stays the text it looks like, and nothing odd takes the server down."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.documents import tables
from itstart.documents.tables import Table, UnreadableTable
from itstart.documents.uploads import Rejected


def workbook(*rows: list[Any], more: dict[str, list[list[Any]]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Krav"
    for row in rows:
        sheet.append(row)
    for title, others in (more or {}).items():
        other = book.create_sheet(title)
        for row in others:
            other.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [("a", "b"), ("c", "d")]),
        ("a;b\r\nc;d\r\n", [("a", "b"), ("c", "d")]),
        ("a\tb\n\n\nc", [("a", "b"), ("c", "")]),
        ('"to\nlinjer"\tb', [("to\nlinjer", "b")]),
        ('"med ""citat"""\tb', [('med "citat"', "b")]),
        ('"Hurtig" søgning\tb', [('"Hurtig" søgning', "b")]),
        ('"uden slut\tb\nc\td', [('"uden slut', "b"), ("c", "d")]),
        ("\ta\n\tb", [("", "a"), ("", "b")]),
        ("a\t=1+1\t+45 12 34\t-5\t@x\t1,50", [("a", "=1+1", "+45 12 34", "-5", "@x", "1,50")]),
        ("kun én", [("kun én",)]),
        ("a;b\t c", [("a;b", "c")]),
    ],
)
def test_pasted_text(text: str, rows: list[tuple[str, ...]]) -> None:
    assert list(tables.of_text(text).rows) == rows


@given(st.lists(st.lists(st.text('ab\n"\t;=é ', max_size=6), min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_is_shown_again_is_read_again(rows: list[list[str]]) -> None:
    try:
        table = tables._table(rows)
    except UnreadableTable:
        return
    assert tables.of_text(tables.to_text(table)).rows == table.rows


def test_a_file_keeps_texts_and_shows_numbers_as_a_dane_writes_them() -> None:
    content = workbook(
        ["Krav", "Antal", "Dato", "Ja", "Tekst"],
        ["=1+1", 1.5, date(2026, 2, 10), True, "+45 12 34 56 78"],
        ["x", 3, datetime(2026, 2, 10, 9, 30), False, "'=2"],  # noqa: DTZ001 - a cell has no zone
    )
    found = tables.of_file("krav.xlsx", content)
    assert found.name == "Krav"
    assert found.rows[1][1:] == ("1,5", "10.2.2026", "Ja", "+45 12 34 56 78")
    assert found.rows[2] == ("x", "3", "10.2.2026 09.30", "Nej", "'=2")


def test_the_first_sheet_with_anything_in_it_is_read() -> None:
    found = tables.of_file("a.xlsx", workbook(more={"Liste": [["a", "b"]], "Noter": [["c"]]}))
    assert (found.name, found.rows, found.other_sheets) == ("Liste", (("a", "b"),), ("Noter",))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "tom"),
        ("a.xlsx", b"PK\x03\x04nonsense", "passer ikke"),
        ("a.pdf", b"%PDF-1.4", ""),
        ("a.xls", b"x", "Excel"),
        ("a.csv", b"a;b", "Excel"),
    ],
)
def test_other_files_are_refused_in_words(name: str, content: bytes, said: str) -> None:
    with pytest.raises((Rejected, UnreadableTable), match=said or "."):
        tables.of_file(name, content)


def test_an_empty_file_and_a_cell_far_out_are_refused() -> None:
    with pytest.raises(UnreadableTable, match="ikke noget"):
        tables.of_file("a.xlsx", workbook())
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "Krav", "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableTable, match="langt ude"):
        tables.of_file("a.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n\t\n", "mindst én"),
        ("\n".join(f"række {n}" for n in range(1002)), "over 1.000"),
        ("\t".join("x" * 61), "61 kolonner"),
        ("æ" * 400_000, "for meget tekst"),
    ],
)
def test_a_table_that_is_too_much_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(UnreadableTable, match=said):
        tables.of_text(text)


def test_rows_have_the_same_length() -> None:
    assert tables.of_text("a\tb\tc\nd").rows == (("a", "b", "c"), ("d", "", ""))
    assert isinstance(tables.of_text("a"), Table)
