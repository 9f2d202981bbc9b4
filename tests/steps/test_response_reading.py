"""A response form that came back: every doubt is said, nothing is guessed, and what is clean is read."""

from datetime import date

import pytest

from itstart.documents.response_form_reader import read
from itstart.models import CustomerCase
from itstart.rules.terms import Answer
from itstart.steps.tender.response_read import ReadForm, Weight
from itstart.steps.tender.response_reading import read_form
from tests.factories.response_cases import filled_form, small_case
from tests.factories.response_forms import Change, changed, set_line
from tests.factories.response_variants import CHOICES, CLEAN, NOTES, OUT, STOPS, Said, all_of, as_sent

VARIANTS = {**OUT, **CHOICES, **NOTES, **STOPS}


def _read(change: Change, case: CustomerCase | None = None) -> ReadForm:
    return read_form(case or small_case(), read(changed(filled_form(), change)))


def _said(form: ReadForm) -> set[Said]:
    return {(doubt.code, doubt.where) for doubt in form.doubts}


def test_there_are_at_least_sixty_broken_variants() -> None:
    assert len(VARIANTS) >= 60


@pytest.mark.parametrize("name", VARIANTS)
def test_a_broken_form_is_doubted_exactly_so(name: str) -> None:
    change, expected = VARIANTS[name]
    form = _read(change)

    assert _said(form) == expected
    for doubt in form.doubts:
        assert doubt.message.endswith("."), doubt
        assert doubt.meaning.endswith("."), doubt


@pytest.mark.parametrize("name", CLEAN)
def test_a_form_without_fault_is_read_whole(name: str) -> None:
    form = _read(CLEAN[name])

    assert form.doubts == []
    assert len(form.answers) == 6
    assert sum(line.amount_dkk or 0 for line in form.lines) in {223_080, 218_080}


@pytest.mark.parametrize("name", OUT)
def test_what_cannot_be_read_is_left_out(name: str) -> None:
    change, expected = OUT[name]
    form = _read(change)
    spoiled = {where for code, where in expected if where.startswith("K-") and code != "unknown_id"}

    assert {doubt.weight for doubt in form.doubts} <= {Weight.OUT, Weight.NOTE}
    assert not spoiled & set(form.answers)
    assert not form.stopped


@pytest.mark.parametrize("name", CHOICES)
def test_where_there_is_a_choice_nothing_is_taken_before_it_is_made(name: str) -> None:
    form = _read(CHOICES[name][0])
    asked = {doubt.key for doubt in form.of(Weight.CHOICE)}

    assert len(asked) == 1
    if form.needs:
        assert set(form.needs) == asked
    else:
        assert len(form.taken(set())) == 5
        assert len(form.taken(asked)) == 6


@pytest.mark.parametrize("name", STOPS)
def test_nothing_is_read_of_a_file_that_is_not_the_vendors_form(name: str) -> None:
    form = _read(STOPS[name][0])

    assert form.stopped
    assert (form.answers, form.lines, form.bid) == ({}, [], {})


def test_a_clean_form_says_all_it_says() -> None:
    form = _read(lambda book: set_line(book, "Referencer", "reference.1", "Dalgas A/S", "Metal", 30))

    assert form.bid == {
        "product": "ProdPlan", "delivery_model": "SaaS", "valid_until_on": date(2026, 7, 31),
        "annual_price_adjustment_pct": 2, "internal_hours": 380, "exit_cost_dkk": 0,
        "reservations": "Ingen forbehold til kontraktudkastet.",
    }  # fmt: skip
    assert (form.answers["K-03"].answer, form.answers["K-03"].extra_dkk) == (Answer.CUSTOMISATION, 5_000)
    assert (form.answers["K-05"].available, form.answers["K-05"].promised_on) == ("8.2", date(2027, 3, 1))
    assert dict(form.told)["Kunder, vi må ringe til"] == [("Dalgas A/S", "Metal · Ansatte: 30")]


def sheet_line(key: str, *values: object) -> Change:
    """A row of Forbehold filled in."""
    return lambda book: set_line(book, "Forbehold", key, *values)


def test_reservations_become_one_text() -> None:
    one = sheet_line("forbehold.1", "Punkt 7.2", "Ingen bod.", "10.000 kr.")
    form = _read(all_of(one, sheet_line("forbehold.3", None, "Betaling forud.")))

    assert form.bid["reservations"] == "Punkt 7.2: Ingen bod. Foreslår: 10.000 kr.\nBetaling forud."


# ---- the case has moved on ---------------------------------------------------------------------------


def test_a_requirement_that_was_corrected_since_is_a_choice() -> None:
    case = small_case()
    case.requirements[0].text = "Noget andet."
    form = _read(as_sent, case)

    assert _said(form) == {("old_form", ""), ("asked_anew", "K-01")}
    assert "K-01" not in form.taken(set())


def test_a_requirement_that_is_no_longer_asked_is_not_read() -> None:
    case = small_case()
    case.requirements.pop(1)

    assert _said(_read(as_sent, case)) == {("old_form", ""), ("unknown_id", "K-02")}


def test_a_requirement_that_came_later_is_missing() -> None:
    case = small_case()
    case.requirements[-1].priority = case.requirements[0].priority

    assert _said(_read(as_sent, case)) == {("old_form", ""), ("missing_id", "")}
