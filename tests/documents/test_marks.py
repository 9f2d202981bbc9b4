"""Values that remember where they come from, and never tell anybody but the preview."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from itstart.documents import Missing, danish, marks
from itstart.documents.marks import Marks, like, marked, printed, reading, source_of
from itstart.rules.terms import Fate
from tests.documents.engine_cases import p, render

VALUES: list[Any] = ["Ordre", "", 12, Decimal("9.50"), date(2026, 3, 4), datetime(2026, 3, 4, 8, tzinfo=UTC)]
SHOWN = [
    (12, danish.number, "12"),
    (450_000, danish.kroner, "450.000\u00a0kr."),
    (450_000, danish.amount, "450.000"),
    (Decimal("9.50"), danish.hours, "9,5"),
    (Decimal(2), danish.percent, "2\u00a0%"),
    (date(2026, 3, 4), danish.date_long, "4. marts 2026"),
    (datetime(2026, 3, 4, 8, tzinfo=UTC), danish.datetime_at, "4. marts 2026 kl.\u00a009.00"),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_marked_value_is_equal_to_the_value(value: Any) -> None:
    made = marked(value, 7)
    assert made == value
    assert hash(made) == hash(value)
    assert bool(made) == bool(value)
    assert marks.bare(made) == value
    assert type(marks.bare(made)) is type(value)
    assert source_of(made) == 7
    assert {value: 1}[made] == 1


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"]], ids=repr)
def test_what_cannot_carry_a_source_is_left_alone(value: Any) -> None:
    assert marked(value, 1) is value


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (marked(" Ordre. ", 3).strip().rstrip("."), "Ordre"),
        (marked("Ordre", 3)[:1].lower() + marked("Ordre", 3)[1:], "ordre"),
        (marked("Ordre", 3) + ".", "Ordre."),
        ("Ny " + marked("ordre", 3), "Ny ordre"),
        (marked("a\nb", 3).split("\n")[1], "b"),
        (marked("Ordre (fiktiv)", 3).removesuffix(" (fiktiv)"), "Ordre"),
        (str(marked(12, 3)), "12"),
    ],
)
def test_what_is_made_of_a_text_keeps_its_source(made: str, text: str) -> None:
    assert made == text
    assert source_of(made) == 3


@pytest.mark.parametrize(("value", "form", "text"), SHOWN)
def test_a_format_keeps_the_source(value: Any, form: Any, text: str) -> None:
    with reading(Marks()):
        shown = form(marked(value, 5))
        assert shown == form(value) == text
        assert source_of(shown) == 5
        assert source_of(form(value)) is None


def test_a_day_counted_from_a_day_is_nobodys_answer() -> None:
    assert source_of(marked(date(2026, 3, 4), 1) + timedelta(days=2)) is None
    assert source_of(marked(datetime(2026, 3, 4, 8, tzinfo=UTC), 1) - timedelta(days=2)) is None


def test_a_sentence_quotes_its_values_with_their_marks() -> None:
    made = Marks()
    who, count = marked("Nordvang", made.add("navn")), marked(12, made.add("brugere"))
    with reading(made):
        said = f"{who} har {count} brugere: " + marks.joined(", ", ["én", marked("to", made.add("tal"))])
    assert made.plain(said) == "Nordvang har 12 brugere: én, to"
    assert [(made.sources[n] if n is not None else "", text) for n, text in made.pieces(said) if text] == [
        ("navn", "Nordvang"), ("", " har "), ("brugere", "12"), ("", " brugere: én, "), ("tal", "to"),
    ]  # fmt: skip
    assert made.first(said) == 0
    assert made.found(said) == {0, 1, 2}


def test_a_fixed_word_is_told_with_the_source_of_its_field() -> None:
    row, other, made = SimpleNamespace(fate=Fate.REPLACE), SimpleNamespace(fate=Fate.REPLACE), Marks()
    made.fixed[id(row), "fate"] = made.add("skæbne")
    with reading(made):
        assert source_of(marks.told(row, "fate", "Udfases")) == 0
        assert source_of(marks.told(other, "fate", "Udfases")) is None
        assert source_of(marks.told(SimpleNamespace(priority=marked(2, 7)), "priority", "2 · vigtigt")) == 7
    assert source_of(marks.told(row, "fate", "Udfases")) is None


def test_an_empty_value_leaves_no_mark_in_a_sentence() -> None:
    made = Marks()
    with reading(made):
        assert f"{marked('', made.add('titel'))}" == ""


def test_two_sources_side_by_side_stay_two() -> None:
    made = Marks()
    with reading(made):
        both = marked("a", made.add("A")) + marked("b", made.add("B"))
    assert [text for text in made.pieces(both) if text[1]] == [(0, "a"), (1, "b")]


def test_outside_a_preview_nothing_is_marked() -> None:
    value = marked("Ordre", 1)
    assert f"{value}: {marked(3, 2)}" == "Ordre: 3"
    assert printed(value) == "Ordre"
    assert type(printed(value)) is str
    assert marks.first(value) is None


def test_text_of_the_case_is_never_taken_for_a_mark() -> None:
    """Private-use characters that somebody has written, a whole mark of an earlier rendering among them."""
    earlier, made = Marks(), Marks()
    with reading(earlier):
        forged = printed(marked("x", earlier.add("en andens felt")))
    hostile = f"\uf8f0\ue000\ue000\ue000\ue000 {forged} \uf8f1"
    with reading(made):
        said = printed(marked(hostile, made.add("eget felt")))
    assert list(made.pieces(said)) == [(None, ""), (0, hostile), (None, "")]
    assert made.plain(said) == hostile


def test_a_mark_that_was_cut_off_ends_with_its_paragraph() -> None:
    made = Marks()
    with reading(made):
        said = f"{marked('En lang tekst', made.add('tekst'))}"[:10]
    assert [text for _, text in made.pieces(said)][-1].startswith("En")


def test_many_sources_have_numbers_of_their_own() -> None:
    made = Marks()
    for number in range(5000):
        made.add(number)
    assert [made.first(made.around(number, "x")) for number in (0, 1, 4095, 4096, 4999)] == [0, 1, 4095, 4096, 4999]


def test_a_gap_knows_the_empty_field_or_the_row_it_names() -> None:
    made = Marks()
    empty, row = marked("", made.add("felt")), marked("K-15", made.add("række"))
    with reading(made):
        assert Missing("prøve", source_of(empty)).source == 0
        named = Missing(f"prøve af {row}")
    assert named.source == 1
    assert named.what == "prøve af K-15"
    assert Missing("prøve").source is None


def test_a_document_for_the_customer_holds_no_mark() -> None:
    """Rendered outside a preview, from a context full of marked values."""
    made = Marks()
    context = {
        "navn": marked("Nordvang", made.add(1)),
        "tal": marked(12, made.add(2)),
        "dag": marked(date(2026, 3, 4), 3),
    }
    done = render(context, p("{{ navn }} {{ tal }} {{ dag }} {{ navn|upper }}"))
    plain = render(
        {"navn": "Nordvang", "tal": 12, "dag": date(2026, 3, 4)}, p("{{ navn }} {{ tal }} {{ dag }} {{ navn|upper }}")
    )
    assert done.content == plain.content


def test_like_gives_a_text_the_source_of_another() -> None:
    assert source_of(like(marked("a", 4), "b")) == 4
    assert source_of(like("a", "b")) is None
