"""Two versions of a document, paragraph by paragraph and word by word, in a time with a ceiling."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itstart.rules.document_difference import Block, Difference, Fold, Piece, difference
from itstart.rules.word_difference import Mark, Run, excerpt, word_runs

SAME, ADDED, REMOVED = Mark.SAME, Mark.ADDED, Mark.REMOVED


def p(text: str) -> Block:
    return Block((text,))


def row(*cells: str) -> Block:
    return Block(cells, is_row=True)


def pieces(found: Difference) -> list[Piece]:
    return [part for part in found.parts if isinstance(part, Piece)]


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("ens", "ens", [(SAME, "ens")]),
        ("", "nyt", [(ADDED, "nyt")]),
        ("væk", "", [(REMOVED, "væk")]),
        ("415.000 kr.", "400.000 kr.", [(REMOVED, "415.000"), (ADDED, "400.000"), (SAME, " kr.")]),
        ("2,5 år", "2,6 år", [(REMOVED, "2,5"), (ADDED, "2,6"), (SAME, " år")]),
        ("en gammel bil", "en ny cykel", [(SAME, "en "), (REMOVED, "gammel bil"), (ADDED, "ny cykel")]),
        ("a b", "a b c", [(SAME, "a b"), (ADDED, " c")]),
        ("a b c", "a c", [(SAME, "a "), (REMOVED, "b "), (SAME, "c")]),
    ],
)
def test_words(before: str, after: str, runs: list[tuple[Mark, str]]) -> None:
    assert [(run.mark, run.text) for run in word_runs(before, after)] == runs


@given(
    st.text(alphabet="ab .,1\n", max_size=60), st.text(alphabet="ab .,1\n", max_size=60), st.sampled_from([0, 60_000])
)
@settings(max_examples=200, deadline=None)
def test_both_texts_can_be_read_in_the_marks(before: str, after: str, most: int) -> None:
    runs = word_runs(before, after, most=most)
    assert "".join(run.text for run in runs if run.mark is not ADDED) == before
    assert "".join(run.text for run in runs if run.mark is not REMOVED) == after


def test_a_long_text_is_shown_around_its_change() -> None:
    shown = excerpt(word_runs("ord " * 100 + "gammel" + " mere" * 100, "ord " * 100 + "ny" + " mere" * 100), around=20)
    assert [run.mark for run in shown] == [SAME, REMOVED, ADDED, SAME]
    assert shown[0].text.startswith("… ")
    assert shown[-1].text.endswith(" …")
    assert max(len(run.text) for run in shown) < 30
    assert excerpt((Run(SAME, "kort"),)) == (Run(SAME, "kort"),)


def test_what_came_went_and_changed() -> None:
    before = [Block(("1 Formål",), 1), p("Vi vil købe et system."), p("Det går ud."), p("Sidste ord."), p("Slut.")]
    after = [Block(("1 Formål",), 1), p("Vi vil købe et nyt system."), p("Sidste ord."), p("Slut."), p("Og mere.")]
    found = difference(before, after)
    assert (found.added, found.removed, found.changed) == (1, 1, 1)
    assert [(piece.mark, piece.place) for piece in pieces(found)] == [
        (None, "1 Formål"), (REMOVED, "1 Formål"), (ADDED, "1 Formål"),
    ]  # fmt: skip
    assert bool(found)
    assert not difference(before, before)
    assert not Difference()


@pytest.mark.parametrize("many", [2, 400, 401, 3_000])
def test_what_repeats_itself_is_the_same_however_often(many: int) -> None:
    found = difference([p("ens")] * many, [p("ens")] * many)
    assert not found
    assert not difference([row("", "a")] * many, [row("", "a")] * many)
    assert sum(len(part.folded) for part in found.parts if isinstance(part, Fold)) == many


def test_rows_are_paired_by_their_number_and_shown_cell_by_cell() -> None:
    before = [row("Nr.", "Krav"), row("K-01", "Bogføring"), row("K-02", "Lager"), row("K-04", "E-faktura")]
    after = [row("Nr.", "Krav"), row("K-01", "Noget helt andet nu"), row("K-03", "Løn"), row("K-04", "E-faktura")]
    first, second, third = pieces(difference(before, after))
    assert first.cells == ((Run(SAME, "K-01"),), (Run(REMOVED, "Bogføring"), Run(ADDED, "Noget helt andet nu")))
    assert first.is_row
    assert {second.mark, third.mark} == {ADDED, REMOVED}


def test_a_row_and_a_paragraph_are_never_the_same_thing() -> None:
    found = difference([p("Pris")], [row("Pris")])
    assert (found.added, found.removed, found.changed) == (1, 1, 0)


@pytest.mark.parametrize(("same", "folded"), [(1, 0), (3, 0), (4, 2), (50, 48)])
def test_long_runs_that_are_the_same_are_folded(same: int, folded: int) -> None:
    middle = [p(f"afsnit {n}") for n in range(same)]
    found = difference([p("a"), *middle, p("b")], [p("x"), *middle, p("y")])
    fold = next(part for part in found.parts if isinstance(part, Fold))
    assert len(fold.folded) == folded
    assert [*fold.before, *fold.folded, *fold.after] == middle


def _read(found: Difference, skipped: Mark) -> list[str]:
    """One of the two documents again, from the comparison."""
    out: list[str] = []
    for part in found.parts:
        if isinstance(part, Fold):
            out += [block.text for block in (*part.before, *part.folded, *part.after)]
        elif part.mark is not skipped:
            out.append("".join(run.text for cell in part.cells for run in cell if run.mark is not skipped))
    return out


BLOCKS = st.lists(st.sampled_from([p(text) for text in ("a", "b", "a b c", "a b d", "c", "x y")]), max_size=14)


@given(BLOCKS, BLOCKS)
@settings(max_examples=300, deadline=None)
def test_both_documents_can_be_read_in_the_comparison(before: list[Block], after: list[Block]) -> None:
    found = difference(before, after)
    assert _read(found, ADDED) == [block.text for block in before]
    assert _read(found, REMOVED) == [block.text for block in after]


def _requirements(number: int) -> list[Block]:
    return [
        row(f"K-{n:03d}", "SKAL", f"Systemet skal kunne {n} ting på {n % 7} måder. " * 4, "Prøve")
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            _requirements(300),
            [row(a, b, c + "Og på mobil.", d) for a, b, c, d in (one.cells for one in _requirements(300))],
        ),
        (_requirements(300), _requirements(300)[::-1]),
        ([p("ens")] * 3_000, [p("ens"), p("andet")] * 1_500),
        ([p("a b c " * 100 + str(n)) for n in range(300)], [p("d e f " * 100 + str(n)) for n in range(300)]),
    ],
    ids=["every row", "the other way", "all alike", "nothing in common"],
)
def test_a_big_document_is_compared_in_a_second(before: Sequence[Block], after: Sequence[Block]) -> None:
    start = time.process_time()
    assert difference(before, after)
    assert time.process_time() - start < 1


def test_a_new_heading_is_the_place_of_what_follows() -> None:
    old = [Block(("Fælles",)), Block(("Slut",))]
    new = [Block(("Fælles",)), Block(("Nyt afsnit",), level=1), Block(("Tekst",)), Block(("Slut",))]
    places = {piece.place for piece in difference(old, new).parts if isinstance(piece, Piece)}
    assert places == {"Nyt afsnit"}


def test_a_changed_heading_is_the_place_of_what_follows() -> None:
    old = [Block(("Om behovet i dag",), level=1), Block(("Vi bruger regneark til ordrer",))]
    new = [Block(("Om behovet i morgen",), level=1), Block(("Vi bruger regneark til fakturaer",))]
    places = {piece.place for piece in difference(old, new).parts if isinstance(piece, Piece)}
    assert places == {"Om behovet i morgen"}
