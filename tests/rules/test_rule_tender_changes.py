"""What a correction changes: a table of befores and afters, and the numbers that are never used again."""

from typing import Any

import pytest

from itstart.rules.tender_changes import NONE, Change, difference, withdrawn_ever


def requirement(code: str = "K-01", **values: Any) -> dict[str, Any]:
    row = {"area": "Lager", "priority": "SKAL", "title": "Lager", "text": "Vis lager.", "test": "Ses.", "law": ""}
    return {"code": code, **row, **values}


def snapshot(**parts: Any) -> dict[str, Any]:
    return {
        "requirements": [requirement()],
        "criteria": [{"code": "C1", "title": "Krav", "weight": 60, "method": "Opfyldelse", "reason": ""}],
        "scenarios": [{"code": "1", "title": "Flyt en ordre", "script": ""}],
        "dates": {"Frist for tilbud": "20. april 2026 kl. 12.00", "Demo": ""},
        "terms": {"Kontraktudkast": "Vedlagt"},
        **parts,
    }


def test_nothing_differs_from_itself() -> None:
    assert not difference(snapshot(), snapshot())


def test_the_order_of_the_rows_does_not_count() -> None:
    rows = [requirement("K-01"), requirement("K-02", title="Andet")]
    assert not difference(snapshot(requirements=rows), snapshot(requirements=rows[::-1]))


@pytest.mark.parametrize(
    ("change", "label", "before", "after"),
    [
        ({"text": "Vis lager straks."}, "Krav", "Vis lager.", "Vis lager straks."),
        ({"priority": "BØR"}, "Prioritet", "SKAL", "BØR"),
        ({"test": "Ses på 1 minut."}, "Sådan prøver vi det", "Ses.", "Ses på 1 minut."),
        ({"law": "Bogføringsloven"}, "Lov", "", "Bogføringsloven"),
        ({"area": "Salg"}, "Område", "Lager", "Salg"),
        ({"title": "Lagertal"}, "Titel", "Lager", "Lagertal"),
    ],
)
def test_each_field_of_a_requirement_is_seen(change: dict[str, str], label: str, before: str, after: str) -> None:
    found = difference(snapshot(), snapshot(requirements=[requirement(**change)]))
    assert found.requirements == (Change("K-01", label, before, after),)
    assert (found.added, found.withdrawn) == ((), ())


def test_blanks_at_the_ends_are_no_change() -> None:
    assert not difference(snapshot(), snapshot(requirements=[requirement(text=" Vis lager.\n")]))


def test_added_and_withdrawn_requirements() -> None:
    found = difference(snapshot(), snapshot(requirements=[requirement("K-02")]))
    assert [row["code"] for row in found.added] == ["K-02"]
    assert [row["code"] for row in found.withdrawn] == ["K-01"]
    assert found.requirements == ()


def test_a_weight_is_shown_with_its_reason() -> None:
    changed = {"code": "C1", "title": "Krav", "weight": 50, "method": "Opfyldelse", "reason": "Prisen tæller mere"}
    (found,) = difference(snapshot(), snapshot(criteria=[changed])).criteria
    assert found == Change("C1", "Vægt", "60\u00a0%", "50\u00a0%", "Prisen tæller mere")


def test_a_criterion_that_came_and_one_that_went_are_one_line_each() -> None:
    new = {"code": "C2", "title": "Plan", "weight": 60, "method": "Delpoint", "reason": ""}
    found = difference(snapshot(), snapshot(criteria=[new])).criteria
    assert [(one.code, one.label, one.before, one.after) for one in found] == [
        ("C1", "Udgår", "Krav, 60\u00a0%, Opfyldelse", NONE),
        ("C2", "Nyt", NONE, "Plan, 60\u00a0%, Delpoint"),
    ]


def test_dates_terms_and_scenarios() -> None:
    after = snapshot(
        dates={"Frist for tilbud": "27. april 2026 kl. 12.00", "Demo": "6. maj 2026"},
        terms={"Kontraktudkast": "Ikke vedlagt"},
        scenarios=[{"code": "1", "title": "Flyt to ordrer", "script": ""}],
    )
    found = difference(snapshot(), after)
    assert [(one.label, one.before, one.after) for one in found.dates] == [
        ("Frist for tilbud", "20. april 2026 kl. 12.00", "27. april 2026 kl. 12.00"),
        ("Demo", NONE, "6. maj 2026"),
    ]
    assert [(one.label, one.after) for one in found.terms] == [("Kontraktudkast", "Ikke vedlagt")]
    assert [(one.code, one.label) for one in found.scenarios] == [("1", "Opgave")]


@pytest.mark.parametrize(
    "after",
    [
        {"requirements": [requirement(), requirement("K-02")]},
        {"requirements": []},
        {"requirements": [requirement(law="Bogføringsloven")]},
        {"dates": {"Frist for tilbud": "20. april 2026 kl. 12.00"}, "terms": {"Kontraktudkast": "Ikke vedlagt"}},
        {"dates": {"Frist for tilbud": "27. april 2026 kl. 12.00", "Demo": ""}},
        {"criteria": []},
        {"scenarios": []},
    ],
)
def test_whatever_differs_is_a_difference(after: dict[str, Any]) -> None:
    assert difference(snapshot(), snapshot(**after))


@pytest.mark.parametrize(
    ("part", "change", "label", "reason"),
    [
        ("criteria", {"title": "Kravene"}, "Kriterium", ""),
        ("criteria", {"method": "Delpoint", "reason": "Mere at se på"}, "Sådan gives point", "Mere at se på"),
        ("scenarios", {"script": "Vis en ordre."}, "Det skal leverandøren vise", ""),
    ],
)
def test_each_field_of_the_short_lists_is_seen(part: str, change: dict[str, str], label: str, reason: str) -> None:
    (row,) = snapshot()[part]
    (found,) = getattr(difference(snapshot(), snapshot(**{part: [{**row, **change}]})), part)
    assert (found.label, found.reason) == (label, reason)


def test_a_new_row_has_its_reason_and_a_date_that_went_is_told() -> None:
    row = {"code": "C2", "title": "Plan", "weight": "", "method": "Delpoint", "reason": "Glemt"}
    found = difference(snapshot(), snapshot(criteria=[*snapshot()["criteria"], row], dates={"Besøg": "1. maj"}))
    assert found.criteria == (Change("C2", "Nyt", NONE, "Plan, Delpoint", "Glemt"),)
    assert found.dates == (
        Change("", "Frist for tilbud", "20. april 2026 kl. 12.00", NONE),
        Change("", "Besøg", NONE, "1. maj"),
    )


def test_a_number_without_digits_comes_first() -> None:
    sent = snapshot(requirements=[requirement("X"), requirement("K-01"), requirement("A-01")])
    assert [row["code"] for row in withdrawn_ever([sent], [])] == ["X", "A-01", "K-01"]


def test_what_was_withdrawn_once_stays_withdrawn_as_it_was_last_sent() -> None:
    first = snapshot(requirements=[requirement("K-02", title="Gammel"), requirement("K-10"), requirement("K-01")])
    second = snapshot(requirements=[requirement("K-02", title="Ny"), requirement("K-01")])
    found = withdrawn_ever([first, second], ["K-01"])
    assert [(row["code"], row["title"]) for row in found] == [("K-02", "Ny"), ("K-10", "Lager")]
    assert withdrawn_ever([], ["K-01"]) == []
