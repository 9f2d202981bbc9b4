"""Import of requirements: what each row becomes, what waits for a choice, and the way back."""

from typing import Any

import pytest
from flask import Flask

from itstart.documents import tables
from itstart.models import CustomerCase, Requirement, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.requirement_import import RowState
from itstart.rules.terms import Priority, RequirementKind
from itstart.services import requirement_batches, requirement_imports, rows
from itstart.services.requirement_imports import Preview
from itstart.steps import find_list, find_task
from tests.factories import make_case, make_helper

KRAV, TASK = find_list("krav"), find_task("behov/krav")
TEXT = """Nr.\tOmråde\tNavn\tKrav\tPrioritet\tTest\tBehov\tSlags
1\tLager\tOptælling\tSystemet skal kunne tælle varer.\tSKAL\tTæl 10 varer\tN-01, N-9\tFunktion
2\tLager\tBeholdning\tSystemet skal vise beholdningen i realtid.\tskal\t\t\t
3\tLager\tBeholdning nu\tSystemet skal vise beholdningerne i realtid.\tskal\t\t\t
4\tLøn\t\t=1+1 er stadig tekst, og +45 er det også.\t\t\t\tMærkelig
5\tLøn\tTimer\tTimer skal til løn.\tMåske\t\t\t
6\tTom\t\t\tkan\t\t\t
7\tLager\tOptælling\tSystemet skal kunne tælle varer.\tSKAL\t\t\t
"""


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    case = make_case(helper)
    rows.create(helper, case, find_task("behov/behov"), find_list("behov-liste"), {"title": "Styr på lageret"})
    text = "Systemet skal vise beholdningen i realtid."
    rows.create(helper, case, TASK, KRAV, {"title": "Beholdning", "text": text})
    return case


def look(case: CustomerCase, **chosen: Any) -> Preview:
    return requirement_imports.preview(case, tables.of_text(TEXT), **chosen)


def live(case: CustomerCase) -> list[Requirement]:
    return rows.page(case, KRAV).rows


def test_each_row_has_a_state_and_a_choice(case: CustomerCase) -> None:
    found = look(case)
    assert found.has_headings
    assert [(line.number, line.judged.state, line.judged.like, line.choice) for line in found.lines] == [
        (2, RowState.NEW, "", Priority.MUST),
        (3, RowState.EXISTS, "K-01", "skip"),
        (4, RowState.NEARLY, "K-01", "skip"),
        (5, RowState.NEW, "", Priority.SHOULD),
        (6, RowState.UNKNOWN_PRIORITY, "", ""),
        (7, RowState.EMPTY, "", "skip"),
        (8, RowState.EXISTS, "række 2", "skip"),
    ]


def test_what_would_be_lost_is_said(case: CustomerCase) -> None:
    said = {line.number: " ".join(line.remarks) for line in look(case).lines}
    assert "N-9 er ikke et behov" in said[2]
    assert "“Mærkelig” er ikke en slags" in said[5]
    assert said[6] == ""


def test_an_unknown_priority_waits_for_the_helper(helper: User, case: CustomerCase) -> None:
    with pytest.raises(RuleViolation) as caught:
        requirement_imports.insert(helper, case, look(case))
    assert [finding.where for finding in caught.value.findings] == ["row-6"]
    assert len(live(case)) == 1


def test_the_chosen_rows_go_in_as_they_were_written(helper: User, case: CustomerCase) -> None:
    found = look(case, choices={6: "could", 4: "must", 7: "must"})
    _, count = requirement_imports.insert(helper, case, found, source="krav.xlsx")
    assert count == 4
    first, nearly, text_only, timer = live(case)[1:]
    assert (first.title, first.area, first.priority, first.kind) == (
        "Optælling", "Lager", Priority.MUST, RequirementKind.FUNCTIONAL,
    )  # fmt: skip
    assert (first.acceptance_criterion, [need.code for need in first.needs]) == ("Tæl 10 varer", ["N-01"])
    assert (nearly.title, timer.priority, timer.source) == ("Beholdning nu", Priority.COULD, "krav.xlsx")
    assert text_only.title == text_only.text == "=1+1 er stadig tekst, og +45 er det også."


def test_columns_can_be_corrected(case: CustomerCase) -> None:
    columns = ["", "area", "", "title", "text", "", "", "title"]
    found = look(case, columns=columns, has_headings=False)
    assert list(found.columns) == ["", "area", "", "title", "text", "", "", ""]
    assert (found.lines[0].number, found.lines[0].cells["title"]) == (1, "Krav")


def test_without_headings_the_first_column_is_the_requirement(case: CustomerCase) -> None:
    found = requirement_imports.preview(case, tables.of_text("Systemet skal kunne måle.\nSystemet skal kunne veje."))
    assert not found.has_headings
    assert [line.cells["text"] for line in found.lines] == ["Systemet skal kunne måle.", "Systemet skal kunne veje."]


def test_nothing_chosen_is_refused(helper: User, case: CustomerCase) -> None:
    with pytest.raises(RuleViolation, match="Ingen rækker"):
        requirement_imports.insert(helper, case, look(case, choices=dict.fromkeys(range(2, 9), "skip")))


def test_long_texts_are_cut_and_it_is_said(helper: User, case: CustomerCase) -> None:
    table = tables.of_text(f"Navn\tKrav\tOmråde\n{'n' * 300}\t{'t' * 21_000}\t{'o' * 150}")
    found = requirement_imports.preview(case, table)
    assert len(found.lines[0].remarks) == 3
    requirement_imports.insert(helper, case, found)
    row = live(case)[-1]
    assert (len(row.title), len(row.text), len(row.area)) == (200, 20_000, 100)


def test_the_whole_import_can_be_undone(helper: User, case: CustomerCase) -> None:
    batch, _ = requirement_imports.insert(helper, case, look(case, choices={6: "could"}), source="krav.xlsx")
    [told] = requirement_batches.left(case)
    assert (told.count, told.source) == (3, "krav.xlsx")
    edited = live(case)[1]
    rows.save(helper, case, TASK, KRAV, edited, {"title": "Mit eget navn"}, version=1)
    undone = requirement_batches.undo(helper, case, batch.number)
    assert (undone.count, list(undone.kept)) == (2, [edited.code])
    assert [row.title for row in live(case)] == ["Beholdning", "Mit eget navn"]


def test_another_firm_imports_nothing(case: CustomerCase) -> None:
    with pytest.raises(Forbidden):
        requirement_imports.insert(make_helper(), case, look(case, choices={6: "could"}))
