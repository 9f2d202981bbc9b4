"""The response form that is sent out: locked but for the yellow cells, the same bytes each time, nothing live in it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from itstart.documents import uploads
from itstart.documents.response_form import write
from itstart.rules.response_forms import fingerprint, list_fingerprint
from tests.documents.response_forms import requirement, sample
from tests.factories.response_forms import opened

SHEETS = ["Vejledning", "Stamdata", "Kravbesvarelse", "Priser", "Plan og team", "Referencer", "Forbehold", "itstart"]
YELLOW = "FFFFF4C7"
OURS = re.compile(r"SUM\([A-Z]\d+:[A-Z]\d+\)|(SUM|COUNTA)\(Kravbesvarelse![A-Z]\d+:[A-Z]\d+\)|SUMIF\(Priser!B:B,.*\)")
LIVE = ("=1+1", "+45 12345678", "-2", "@SUM(A1)", "=cmd|' /C calc'!A1", "\t=1+1", "http://example.test")


def test_the_same_form_gives_the_same_bytes() -> None:
    assert write(sample()) == write(sample())


def test_its_sheets_are_those_of_the_tender_documents() -> None:
    book = opened(write(sample()))

    assert book.sheetnames == SHEETS
    assert book["itstart"].sheet_state == "veryHidden"


def test_only_the_yellow_cells_are_open() -> None:
    book = opened(write(sample()))

    for sheet in book.worksheets:
        assert sheet.protection.sheet
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            open_cell = cell.protection.locked is False
            assert open_cell == (cell.fill.fgColor.rgb == YELLOW and cell.value is None), (sheet.title, cell.coordinate)


def test_the_vendor_may_sort_filter_and_widen_without_a_password() -> None:
    protection = opened(write(sample()))["Kravbesvarelse"].protection

    assert protection.password is None
    assert (protection.sort, protection.autoFilter, protection.formatColumns, protection.formatRows) == (False,) * 4


def test_a_requirement_shows_what_is_asked_and_a_list_of_codes() -> None:
    sheet = opened(write(sample()))["Kravbesvarelse"]
    heads = [cell.value for cell in sheet[4]][1:]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    assert heads == ["Krav-id", "Område", "Prioritet", "Krav", "Sådan tester vi", "Svar", "Kommentar",
                     "Merpris (kr. ekskl. moms)", "Klar i version", "Klar dato"]  # fmt: skip
    assert [cell.value for cell in sheet[5]][:6] == [
        "K-01", "K-01", "Lager", "SKAL", "Titel 1\nSystemet skal kunne 1.", "Prøve 1.",
    ]  # fmt: skip
    assert rules["G5:G10"].formula1 == '"S,K,T,3,V,N"'
    assert rules["I5:I10"].type == "whole"
    assert rules["K5:K10"].type == "date"


def test_headings_stay_in_sight_on_screen_and_on_paper() -> None:
    sheet = opened(write(sample()))["Kravbesvarelse"]

    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_every_hint_fits_in_what_excel_shows() -> None:
    for sheet in opened(write(sample())).worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.formula1 or "") <= 257


def test_the_hidden_sheet_says_what_the_form_is() -> None:
    form = sample()
    rows = {row[0].value: row[1].value for row in opened(write(form))["itstart"].iter_rows()}

    assert rows["sag"] == "2026-0017"
    assert (rows["leverandør"], rows["version"], rows["krav"]) == ("V-2", "1", form.mark)
    assert rows["krav:K-03"] == form.requirements[2].mark


@pytest.mark.parametrize("text", LIVE)
def test_no_text_of_anybody_is_live(text: str) -> None:
    row = requirement(1, title=text, text=text, test=text)
    content = write(sample(requirements=[row, replace(row, code=text)], vendor=text, customer=text, title=text))

    live = [cell.value for sheet in opened(content).worksheets for cells in sheet.iter_rows() for cell in cells
            if cell.data_type == "f"]  # fmt: skip
    assert live, "the sums are live"
    assert [formula for formula in live if not OURS.fullmatch(formula[1:])] == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any("hyperlink" in package.read(name).decode() for name in package.namelist())


def test_a_text_that_looks_like_a_formula_stays_a_text_when_its_cell_is_opened() -> None:
    sheet = opened(write(sample(requirements=[requirement(1, test="=1+1")])))["Kravbesvarelse"]

    assert sheet["F5"].data_type == "s"
    assert sheet["F5"].quotePrefix


def test_the_form_passes_our_own_check_of_uploads() -> None:
    assert uploads.check("skema.xlsx", write(sample())) is uploads.Kind.XLSX


@pytest.mark.parametrize("count", [0, 1, 300])
def test_it_is_made_for_any_number_of_requirements(count: int) -> None:
    assert opened(write(sample(count)))["Kravbesvarelse"].max_row == max(count, 0) + 4


def test_marks_change_with_words_but_not_with_spaces() -> None:
    assert fingerprint("a  b\nc") == fingerprint(" a b c ")
    assert fingerprint("a", "b") != fingerprint("ab", "")
    assert requirement(1).mark != requirement(1, text="Andet").mark
    assert requirement(1).mark != requirement(1, priority="BØR").mark
    assert list_fingerprint([("K-1", "x"), ("K-2", "y")]) != list_fingerprint([("K-2", "y"), ("K-1", "x")])
