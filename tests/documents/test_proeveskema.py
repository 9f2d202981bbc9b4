"""The sheet of the acceptance test in Word and Excel: empty, filled in, an empty case and hostile text."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from itstart import models as m
from itstart.documents import RenderedDocument
from itstart.rules.terms import Outcome
from itstart.services import acceptance_tests
from itstart.steps.project.acceptance import acceptance_test
from itstart.steps.project.documents_acceptance import proeveskema
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, rendered, text
from tests.documents.word_cases import EXAMPLE, HOSTILE, empty_case, made

NAME = "proeveskema"
MUSTS = [r["id"] for r in EXAMPLE["requirements"] if r["priority"] == "must"]


def _document(case: m.CustomerCase, *, blank: bool = False) -> RenderedDocument:
    return rendered(NAME, proeveskema(case, today=TODAY, blank=blank))


def proven_case(**outcomes: Outcome) -> m.CustomerCase:
    """The example with every must passed but those named (K_15=Outcome.A_ERROR)."""
    case = full_case()
    by_code = {r.code: r for r in case.requirements}
    case.acceptance_results = [
        made(
            m.AcceptanceResult,
            code=str(place),
            requirement=by_code[code],
            outcome=outcomes.get(code.replace("-", "_"), Outcome.PASSED),
            note=f"Set ved {code}",
            tested_by="Karsten Bak",
            tested_on=date(2026, 12, 10),
        )
        for place, code in enumerate(MUSTS, start=1)
    ]
    return case


def test_the_empty_sheet_has_every_must_with_its_test() -> None:
    document = _document(full_case())
    assert faults(document) == []
    assert empty_rows(document) == []
    assert document.missing == ()
    assert headings(document, "heading 1") == ["Sådan gør I", "Prøverne", "Afslutning"]
    words = text(document)
    for requirement in EXAMPLE["requirements"]:
        if requirement["priority"] == "must":
            assert requirement["id"] in words
            assert requirement["acceptance_criterion"] in words
    for part in ("11. december 2026", "Kongeå Data", "NM-2026-01", "Højst 3", "☐ Bestået"):
        assert part in words, part
    assert "Resultatet nu" not in words.replace("RESULTATET", "Resultatet")


def test_the_filled_sheet_has_results_and_the_verdict() -> None:
    case = proven_case(K_15=Outcome.B_ERROR)
    case.acceptance_results.append(made(m.AcceptanceResult, code="99", outcome=Outcome.C_ERROR, note="Lille skrift"))
    document = _document(case)
    assert faults(document) == []
    words = text(document)
    for part in ("Prøven er bestået.", "0 A-fejl, 1 B-fejl (højst 3) og 1 C-fejl.", "Set ved K-15", "Karsten Bak",
                 "10.12.2026", "Fejl uden for kravene", "Lille skrift"):  # fmt: skip
        assert part in words, part


def test_an_a_error_fails_the_test() -> None:
    words = text(_document(proven_case(K_15=Outcome.A_ERROR)))
    assert "Prøven er ikke bestået." in words
    assert "Der er 1 A-fejl. Ingen er tilladt." in words


def test_the_blank_sheet_forgets_the_results() -> None:
    words = text(_document(proven_case(), blank=True))
    assert "Karsten Bak" not in words
    assert "Prøven er bestået." not in words


def test_a_must_that_comes_later_does_not_decide_the_test() -> None:
    case = proven_case()
    vendor, first = case.contract.vendor, case.requirements[0]
    assert vendor is not None
    assert first.code in MUSTS
    case.acceptance_results = case.acceptance_results[1:]
    assert not acceptance_test(case).verdict.passed
    case.waivers.append(
        made(m.Waiver, code="9", vendor=vendor, requirement=first, granted_by="Birgit", deadline_on=date(2027, 3, 1))
    )
    assert acceptance_test(case).verdict.passed
    assert "Prøves først 1. marts 2027." in text(_document(case))


def test_the_template_and_the_context_know_the_same_fields() -> None:
    case = proven_case()
    case.acceptance_results.append(made(m.AcceptanceResult, code="99", outcome=Outcome.C_ERROR, note="Lille skrift"))
    assert field_differences(NAME, proeveskema(case, today=TODAY)) == (set(), set())


def test_an_empty_case_says_what_is_missing() -> None:
    document = _document(empty_case())
    assert faults(document) == []
    assert {"den valgte leverandør", "dato for overtagelsesprøve", "SKAL-krav, der kan prøves"} <= set(document.missing)


def test_hostile_text_stays_text() -> None:
    case = hostile_full_case()
    row = made(m.AcceptanceResult, code="1", requirement=case.requirements[0], outcome=Outcome.A_ERROR, note=HOSTILE)
    case.acceptance_results = [row]
    document = _document(case)
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    assert "{{ 7*7 }}" in text(document)


# ---- Excel ---------------------------------------------------------------------------------------------


def _sheet(case: m.CustomerCase, *, values: bool = True) -> "openpyxl.worksheet.worksheet.Worksheet":
    case.changed_at = datetime(2026, 6, 19, tzinfo=UTC)
    book = openpyxl.load_workbook(io.BytesIO(acceptance_tests.workbook(case)), data_only=values)
    return book["Prøveskema"]


def _cells(case: m.CustomerCase, *, values: bool = True) -> dict[str, object]:
    return {cell.coordinate: cell.value for row in _sheet(case, values=values).iter_rows() for cell in row}


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (full_case(), "ikke begyndt"),
        (proven_case(), "bestået"),
        (proven_case(K_15=Outcome.A_ERROR), "ikke bestået"),
    ],
    ids=["empty", "passed", "failed"],
)
def test_the_workbook_has_the_tests_and_the_verdict(case: m.CustomerCase, said: str) -> None:
    cells = _cells(case)
    assert cells["C10"] == said
    assert set(MUSTS) <= set(cells.values())
    assert "Kongeå Data A/S" in cells.values()


def test_only_our_own_cells_are_formulas() -> None:
    case = hostile_full_case()
    for requirement in case.requirements:
        requirement.title, requirement.acceptance_criterion = "=1+1", "@SUM(A1)"
    formulas = {at for at, value in _cells(case, values=False).items() if isinstance(value, str) and value[:1] == "="}
    typed = {cell.coordinate for row in _sheet(case, values=False).iter_rows() for cell in row if cell.data_type == "f"}
    assert typed == {"C6", "C7", "C8", "C9", "C10"}
    assert typed < formulas


def test_a_row_is_as_high_as_its_text() -> None:
    case = full_case()
    musts = [requirement for requirement in case.requirements if requirement.code in MUSTS]
    musts[0].acceptance_criterion, musts[1].acceptance_criterion = "Ses.", "Ses på en prøveordre. " * 10
    page = _sheet(case)
    rows = {page.cell(row, 1).value: row for row in range(1, page.max_row + 1)}
    short, long = (page.row_dimensions[rows[requirement.code]].height for requirement in musts[:2])
    assert long >= 4 * 15 > short


def test_the_result_is_chosen_in_a_list() -> None:
    [rule] = _sheet(full_case()).data_validations.dataValidation
    assert rule.formula1 == '"Bestået,A-fejl,B-fejl,C-fejl"'


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = proven_case(), proven_case()
    first.changed_at = second.changed_at = datetime(2026, 6, 19, tzinfo=UTC)
    assert acceptance_tests.workbook(first) == acceptance_tests.workbook(second)
