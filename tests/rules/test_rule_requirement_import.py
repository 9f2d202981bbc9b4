"""Which column is what, and what each row is: doubts are shown, never guessed."""

import time

import pytest

from itstart.rules.requirement_import import (
    Known,
    RowState,
    guess,
    has_headings,
    judge,
    kind_of,
    priority_of,
)
from itstart.rules.terms import Priority, RequirementKind


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Nr.", "Område", "Krav", "Prioritet"], ["code", "area", "text", "priority"]),
        (["Navn", "Krav", "Vigtighed", "Test"], ["title", "text", "priority", "acceptance_criterion"]),
        (["Krav", "Beskrivelse", "Skal/bør"], ["title", "text", "priority"]),
        (["KRAV:", " Kravtekst ", "KILDE"], ["title", "text", "source"]),
        (["Titel", "Krav", "Krav"], ["title", "text", ""]),
        (["Farve", ""], ["", ""]),
        (["Behov", "Lov", "Slags", "Krav"], ["needs", "law_reference", "kind", "text"]),
    ],
)
def test_columns_are_guessed_from_danish_headings(headings: list[str], fields: list[str]) -> None:
    assert guess(headings) == fields


@pytest.mark.parametrize(
    ("first", "headed"),
    [
        (["Krav", "Prioritet"], True),
        (["Krav"], True),
        (["Krav", ""], True),
        (["Systemet skal vise lageret", "skal"], False),
        (["Systemet skal vise lageret"], False),
        (["Krav", "Systemet skal vise lageret"], False),
        (["Krav", "Prioritet", "Farve"], True),
        (["", ""], False),
    ],
)
def test_a_first_row_of_headings_is_known(first: list[str], headed: bool) -> None:
    assert has_headings(first) is headed


@pytest.mark.parametrize(
    ("cell", "priority"),
    [
        ("SKAL", Priority.MUST), ("skal-krav", Priority.MUST), (" Must have ", Priority.MUST), ("Bør", Priority.SHOULD),
        ("kan", Priority.COULD), ("Ikke nu", Priority.WONT), ("", None), ("Høj", None), ("1", None), ("skal/bør", None),
    ],
)  # fmt: skip
def test_priorities_are_read_and_never_guessed(cell: str, priority: Priority | None) -> None:
    assert priority_of(cell) is priority


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("Funktion", RequirementKind.FUNCTIONAL), ("Lovkrav", RequirementKind.LEGAL), ("service", RequirementKind.SERVICE),
     ("Ikke-funktionelt", RequirementKind.NON_FUNCTIONAL), ("Andet", None)],
)  # fmt: skip
def test_kinds_are_read(cell: str, kind: RequirementKind | None) -> None:
    assert kind_of(cell) is kind


LONG = "Systemet skal vise lagerets beholdning pr. lokation i realtid på alle terminaler."


@pytest.mark.parametrize(
    ("title", "text", "priority", "state", "like"),
    [
        ("", "", "skal", RowState.EMPTY, ""),
        ("", " - ", "", RowState.EMPTY, ""),
        ("Lager", LONG, "", RowState.EXISTS, "K-07"),
        ("lager", LONG.upper(), "", RowState.EXISTS, "K-07"),
        ("", LONG, "måske", RowState.EXISTS, "K-07"),
        ("Lager", LONG.replace("realtid", "sand tid"), "", RowState.NEARLY, "K-07"),
        ("Lager", "Systemet skal kunne tælle varer.", "", RowState.NEW, ""),
        ("Løn", "Timer skal til løn.", "måske", RowState.UNKNOWN_PRIORITY, ""),
        ("Løn", "Timer skal til løn.", "bør", RowState.NEW, ""),
    ],
)
def test_what_a_row_is(title: str, text: str, priority: str, state: RowState, like: str) -> None:
    found = judge(Known([("K-07", "Lager", LONG)]), title=title, text=text, priority=priority)
    assert (found.state, found.like) == (state, like)


@pytest.mark.parametrize(
    ("known", "row", "state"),
    [
        (("Kun en titel", ""), ("kun en titel", ""), RowState.EXISTS),
        (("Vis", "lagerets beholdning"), ("", "Vis lagerets beholdning"), RowState.EXISTS),
        (("", LONG * 4), ("", f"{LONG.replace('Systemet', 'Vi')} {LONG * 3}"), RowState.NEARLY),
        # half of the words and 17 of 20 letters are the least
        (("", "abcdefghi jklmnopqrs"), ("", "abcdefghi jklmnopxyz"), RowState.NEARLY),
        (("", "abcdefghi jklmnopqrs"), ("", "abcdefghi jklmnowxyz"), RowState.NEW),
        (("", "abcdefghij klmnopqrst uvwxyzæøå"), ("", "abcdefghij klmnopqrsx uvwxyzæøx"), RowState.NEW),
        (("", "abcdefghijklmnopqrst uvwxyzab c d"), ("", "abcdefghijklmnopqrst uvwxyzac"), RowState.NEW),
    ],
)
def test_how_much_is_nearly_the_same(known: tuple[str, str], row: tuple[str, str], state: RowState) -> None:
    assert judge(Known([("K-07", *known)]), title=row[0], text=row[1], priority="").state is state


def test_three_hundred_rows_against_three_hundred_are_quick() -> None:
    known = Known(
        (f"K-{n}", f"Krav {n}", f"Systemet skal kunne vise tal nummer {n} på skærmen i rum {n * 7}.")
        for n in range(300)
    )
    started = time.perf_counter()
    for n in range(300):
        known.nearly(f"Krav {n}x", f"Systemet bør kunne vise tal nummer {n} på en skærm i hus {n * 3}.")
    known.nearly("x " * 10_000, "y " * 10_000)
    assert time.perf_counter() - started < 5
