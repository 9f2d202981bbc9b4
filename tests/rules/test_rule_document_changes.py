"""The snapshot of a document beside the values of today: what somebody changed, and nothing else."""

from typing import Any

import pytest

from itstart.rules.document_changes import Change, Row, changes
from itstart.rules.documents import check_edited, check_unneeded


def told(before: Any, after: Any, used: Any = None) -> list[tuple[str, str | None, str | None]]:
    found = changes(before, after, used)
    return [
        (".".join(part.name if isinstance(part, Row) else part for part in one.path), one.before, one.after)
        for one in found
    ]


TWIN = {"navn": "x", "b": "1"}
KRAV = {"nr": "K-15", "tekst": "Hurtigt", "lov": ""}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"a": "1"}, {"a": "1"}, []),
        ({"pris": {"engang": "415.000 kr."}}, {"pris": {"engang": "400.000 kr."}},
         [("pris.engang", "415.000 kr.", "400.000 kr.")]),
        ({"a": None}, {"a": ""}, []),
        ({"a": True}, {"a": False}, [("a", "Ja", "Nej")]),
        ({"a": 12}, {"a": 14}, [("a", "12", "14")]),
        ({"krav": [KRAV]}, {"krav": [{**KRAV, "tekst": "Straks"}]}, [("krav.K-15.tekst", "Hurtigt", "Straks")]),
        ({"krav": [KRAV]}, {"krav": []}, [("krav.K-15", "K-15, Hurtigt", None)]),
        ({"krav": []}, {"krav": [KRAV]}, [("krav.K-15", None, "K-15, Hurtigt")]),
        ({"krav": [KRAV, {"nr": "K-16"}]}, {"krav": [{"nr": "K-16"}, KRAV]}, []),
        ({"l": ["a", "b"]}, {"l": ["a", "c"]}, [("l.nr. 2", "b", "c")]),
        ({"l": [TWIN, {**TWIN, "b": "2"}]}, {"l": [TWIN, {**TWIN, "b": "3"}]}, [("l.x (2).b", "2", "3")]),
        # what changes by itself
        ({"dokument": {"version": "1.0", "dato": "i går", "status": "Til godkendelse", "til": "A"}},
         {"dokument": {"version": "2.0", "dato": "i dag", "status": "Godkendt", "til": "B"}},
         [("dokument.til", "A", "B")]),
        ({"versioner": []}, {"versioner": [{"nummer": "1.0"}]}, []),
        ({"udbud": {"erstatter": "1.0"}}, {"udbud": {"erstatter": "2.0"}}, []),
        ({"kontrakt": {"underskrevet": ""}}, {"kontrakt": {"underskrevet": "i dag"}}, []),
        # names and words
        ({"l": [{"navn": "x" * 61, "b": "1"}]}, {"l": [{"navn": "x" * 61, "b": "2"}]},
         [(f"l.{'x' * 59}….b", "1", "2")]),
        ({"l": [{"b": True, "c": [1], "d": None}]}, {"l": []}, [("l.nr. 1", "Ja", None)]),
        ({"a": "x"}, {"a": ["x", "y"]}, [("a.nr. 2", None, "y")]),
        ({"a": ["x"]}, {"a": ""}, [("a.nr. 1", "x", None)]),
        # what only one of the two templates knows
        ({"gammel": "x"}, {"ny": "y"}, []),
        ({"figur": "<itstart.documents.native_charts.BarChart object at 0x7f54796be190>"}, {"figur": "Søjler"}, []),
    ],
)  # fmt: skip
def test_what_has_changed(before: Any, after: Any, said: list[tuple[str, str | None, str | None]]) -> None:
    assert told(before, after) == said


@pytest.mark.parametrize(
    ("used", "number"),
    [
        (["omfang.fulde"], 1),
        (["omfang.lette"], 0),
        (["omfang"], 1),
        (["krav[].tekst"], 1),
        (["krav[].lov", "krav"], 0),
        (["krav"], 1),
        ([], 0),
        (["omfang.fulde", "krav", "krav[].tekst"], 2),
    ],
)
def test_what_the_template_does_not_print_does_not_count(used: list[str], number: int) -> None:
    before = {"omfang": {"fulde": 12, "lette": 6}, "krav": [KRAV]}
    after = {"omfang": {"fulde": 14, "lette": 6}, "krav": [{**KRAV, "tekst": "Straks"}]}
    assert len(changes(before, after, used)) == number


def test_a_row_that_came_counts_when_the_list_is_printed() -> None:
    assert told({"krav": []}, {"krav": [KRAV]}, ["krav[].nr"])
    assert not told({"krav": []}, {"krav": [KRAV]}, ["behov[].nr"])


def test_the_same_fact_in_many_places_is_told_once() -> None:
    before = {"pris": {"engang": "415.000 kr."}, "kort": {"engang": "415.000"}, "tal": {"a": "3", "b": "3"}}
    after = {"pris": {"engang": "400.000 kr."}, "kort": {"engang": "400.000"}, "tal": {"a": "4", "b": "4"}}
    assert changes(before, after) == (
        Change(("pris", "engang"), "415.000 kr.", "400.000 kr.", more=1),
        Change(("tal", "a"), "3", "4"),
        Change(("tal", "b"), "3", "4"),
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("123456", "654321", [1]),
        ("12345", "654321", [0, 0]),
        ("123456", "54321", [0, 0]),
        ("123456 kr.", "654321", [1]),
    ],
)
def test_a_fact_of_six_letters_is_known_wherever_it_stands(before: str, after: str, told: list[int]) -> None:
    found = changes({"a": before, "b": before}, {"a": after, "b": after})
    assert [change.more for change in found] == told


@pytest.mark.parametrize(
    ("name", "once"), [("K-15", True), ("KRA-1234-B12", True), ("Lager", False), ("KRAV-1", False), ("K-15 x", False)]
)
def test_a_row_with_a_number_is_the_same_row_in_every_list(name: str, once: bool) -> None:
    before, after = {"navn": name, "b": "1"}, {"navn": name, "b": "2"}
    found = changes({"l": [before], "m": [before]}, {"l": [after], "m": [after]})
    assert [change.more for change in found] == ([1] if once else [0, 0])


@pytest.mark.parametrize(
    ("before", "after"),
    [({"a": "1", "b": "2"}, {"a": "3", "b": "3"}), ({"a": "1", "b": "1"}, {"a": "2", "b": "3"})],
)
def test_two_facts_of_a_row_are_two(before: dict[str, str], after: dict[str, str]) -> None:
    assert len(changes({"l": [{"nr": "K-15", **before}]}, {"l": [{"nr": "K-15", **after}]})) == 2


def test_the_same_fact_of_two_rows_is_two() -> None:
    before, after = ([{"nr": number, "b": text} for number in ("K-15", "K-16")] for text in ("1", "2"))
    assert len(changes({"l": before}, {"l": after})) == 2


@pytest.mark.parametrize(
    ("reason", "handed_over", "number"),
    [("Kunden har en plan", False, 0), (" ", False, 1), ("x", True, 1), ("", True, 2)],
)
def test_a_document_is_left_out_with_a_reason(reason: str, handed_over: bool, number: int) -> None:
    assert len(check_unneeded(reason=reason, handed_over=handed_over)) == number


def test_a_file_edited_by_hand_comes_from_a_version() -> None:
    assert check_edited(known=True) == []
    assert [one.where for one in check_edited(known=False)] == ["based_on"]


def test_rows_without_a_name_are_told_by_their_number() -> None:
    before = {"linjer": [["a", None], {"tekst": True}]}
    after = {"linjer": [["b", None], {"tekst": False}, None]}
    assert changes(before, after)


def test_a_thing_that_became_a_word_is_told_in_words() -> None:
    (change,) = changes({"ejer": {"navn": "Anna", "rolle": "Chef"}}, {"ejer": "Bo"})
    assert "Anna, Chef" in str(change)
