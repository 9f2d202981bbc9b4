"""The business case in Word and Excel: the worked example, hours and rate, an empty case and hostile text."""

import io
import shutil
import subprocess
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from itstart import models as m
from itstart.documents import RenderedDocument, pdf
from itstart.services import business_cases
from itstart.steps.project.business_case import business_case
from itstart.steps.project.documents_business_case import gevinstberegning
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, rendered, text
from tests.documents.word_cases import empty_case, example_case

NAME = "gevinstberegning"


def _document(case: m.CustomerCase) -> RenderedDocument:
    return rendered(NAME, gevinstberegning(case, today=TODAY))


def hours_case() -> m.CustomerCase:
    """The example with its first gain made of hours."""
    case = full_case()
    case.benefits[0].hours_saved, case.benefits[0].hourly_rate_dkk = Decimal(552), 320
    return case


@pytest.mark.parametrize(
    "golden",
    ["2,6 år", "373.640", "517.842 kr. tilbage", "91.594", "−571.000", "1.350.358 kr.", "149.760", "162.106",
     "Priserne er dem, der er aftalt."],
)  # fmt: skip
def test_the_example_has_the_golden_numbers(golden: str) -> None:
    document = _document(full_case())
    assert faults(document) == []
    assert empty_rows(document) == []
    assert document.missing == ()
    chart = gevinstberegning(full_case(), today=TODAY)["figur"]
    assert golden in f"{text(document)} {getattr(chart, 'alt', '')}".replace("\u00a0", " ")


def test_hours_are_told_with_their_rate() -> None:
    assert "552 timer x 320 kr." in text(_document(hours_case()))


def test_before_the_bids_the_frame_is_used() -> None:
    case = example_case()
    found = business_case(case)
    assert found is not None
    assert "rammen" in found.basis.label
    assert str(found.figures.payback) in {"2.3", "2.2", "2.4"}
    assert faults(_document(case)) == []


def test_a_loss_is_said() -> None:
    case = full_case()
    case.benefits = case.benefits[1:2]
    words = text(_document(case))
    assert "Aldrig" in words
    assert "andre grunde end økonomi" in words


def test_an_empty_case_says_what_is_missing_and_has_a_workbook_to_fill_in() -> None:
    case = empty_case()
    document = _document(case)
    assert faults(document) == []
    assert {"priser og gevinster, der kan regnes på", "gevinster"} <= set(document.missing)
    rows = _rows(_content(case))
    assert rows["I alt"] == [0, 0, 0]
    assert rows["Tjent hjem efter, år"][0] == "aldrig"
    assert str(_rows(_content(case), values=False)["I alt om året"][2]).startswith("=SUM(")


def test_hostile_text_stays_text() -> None:
    document = _document(hostile_full_case())
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    assert "{{ 7*7 }}" in text(document)


def test_the_template_and_the_context_know_the_same_fields() -> None:
    assert field_differences(NAME, gevinstberegning(hours_case(), today=TODAY)) == (set(), set())


# ---- Excel ---------------------------------------------------------------------------------------------


def _content(case: m.CustomerCase) -> bytes:
    case.changed_at = datetime(2026, 6, 19, tzinfo=UTC)
    return business_cases.workbook(case)


def _rows(content: bytes, *, values: bool = True) -> dict[str, list[Any]]:
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=values)["Gevinstberegning"]
    return {str(row[0].value): [cell.value for cell in row[1:4]] for row in page.iter_rows() if row[0].value}


GOLDEN = {
    "Ved start": [571_000, 0, -571_000], "År 1": [149_760, 373_640, -347_120], "År 3": [155_810, 373_640, 91_594],
    "År 5": [162_106, 373_640, 517_842], "I alt": [1_350_358, 1_868_200, 517_842],
}  # fmt: skip


def test_the_workbook_says_what_the_document_says() -> None:
    rows = _rows(_content(hours_case()))
    assert {name: rows[name] for name in GOLDEN} == GOLDEN
    assert rows["Tjent hjem efter, år"][0] == 2.6
    assert rows["I alt om året"][2] == 373_640
    assert rows["Mindre indtastning: 12 timer/uge x 46 uger x 320 kr."] == [552, 320, 176_640]


def test_the_sums_are_live_formulas_and_typed_text_is_none() -> None:
    case = hostile_full_case()
    for benefit in case.benefits:
        benefit.text = "=1+1"
    rows = _rows(_content(case), values=False)
    assert str(rows["År 5"][0]).startswith("=ROUND(")
    page = openpyxl.load_workbook(io.BytesIO(_content(case)))["Gevinstberegning"]
    assert all(row[0].data_type != "f" for row in page.iter_rows())


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")
def test_a_spreadsheet_program_comes_to_the_same(tmp_path: Path) -> None:
    """The values that lie in the file are thrown away, so that the program works them out."""
    book = openpyxl.load_workbook(io.BytesIO(_content(hours_case())))
    book.save(tmp_path / "uden.xlsx")
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
               str(tmp_path / "ud"), str(tmp_path / "uden.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rows = _rows((tmp_path / "ud" / "uden.xlsx").read_bytes())
    assert {name: rows[name] for name in GOLDEN} == GOLDEN
    assert rows["Tjent hjem efter, år"][0] == 2.6


def test_the_same_case_gives_the_same_bytes() -> None:
    assert _content(hours_case()) == _content(hours_case())
