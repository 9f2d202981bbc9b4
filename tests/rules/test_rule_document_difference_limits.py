"""How far two documents are compared block by block, and what is done when there is too much of them."""

from collections.abc import Sequence

import pytest

from itstart.rules.document_difference import Block, Fold, _Budget, _rising, difference
from itstart.rules.word_difference import Mark, Run


def p(text: str) -> Block:
    return Block((text,))


def row(*cells: str) -> Block:
    return Block(cells, is_row=True)


def counts(before: Sequence[Block], after: Sequence[Block]) -> tuple[int, int, int]:
    found = difference(before, after)
    return found.added, found.removed, found.changed


@pytest.mark.parametrize(
    ("old", "new", "expected"), [(400, 400, (70, 70, 0)), (401, 400, (400, 401, 0)), (400, 401, (401, 400, 0))]
)
def test_four_hundred_blocks_that_repeat_themselves_are_lined_up(
    old: int, new: int, expected: tuple[int, int, int]
) -> None:
    before = [*[p("a")] * 2, *[p("c")] * (old - 2)]
    after = [*[p("b")] * 70, *[p("a")] * 2, *[p("c")] * (new - 72)]
    assert counts(before, after) == expected


def test_what_stands_everywhere_is_lined_up_too() -> None:
    assert counts([p("c")] * 300, [*[p("b")] * 70, *[p("c")] * 300]) == (70, 0, 0)


def test_blocks_that_stand_once_line_up_a_long_document() -> None:
    many = [p(f"afsnit {number}") for number in range(500)]
    assert counts(many, [*(p(f"nyt {number}") for number in range(70)), *many]) == (70, 0, 0)
    assert counts(many, [*many[:250], *many[251:]]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([], []),
        ([0], [0]),
        ([2, 0, 1, 3], [0, 1, 3]),
        ([3, 1, 2, 0, 4], [1, 2, 4]),
        ([5, 6, 1, 2, 3], [1, 2, 3]),
        ([4, 3, 2], [2]),
    ],
)
def test_the_longest_run_that_rises(places: list[int], kept: list[int]) -> None:
    pairs = list(enumerate(places))
    assert _rising(pairs) == [pair for pair in pairs if pair[1] in kept]


@pytest.mark.parametrize(("between", "counts"), [(59, (59, 0, 1)), (60, (61, 1, 0))])
def test_a_changed_paragraph_is_looked_for_sixty_ahead(between: int, counts: tuple[int, int, int]) -> None:
    found = difference([p("a b c d")], [*(p(f"andet {n}") for n in range(between)), p("a b c e")])
    assert (found.added, found.removed, found.changed) == counts


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("a b", "a c", 1),
        ("a b c", "a d e", 0),
        ("a b c d", "a b", 1),
        ("a a b", "a c d", 0),
    ],
)
def test_what_shares_half_of_its_words_is_one_that_was_changed(before: str, after: str, changed: int) -> None:
    assert difference([p(before)], [p(after)]).changed == changed


def test_what_may_be_measured_runs_out() -> None:
    budget = _Budget(likenesses=2, word_pairs=60_025)
    assert [budget.alike("a b", "a c") for _ in range(3)] == [True, True, False]
    long = budget.runs("!" * 300, "?" * 300)
    assert [run.mark for run in long] == [Mark.REMOVED, Mark.ADDED]
    kept = [Run(Mark.SAME, " a ") in budget.runs("x a y", "v a w") for _ in range(2)]
    assert kept == [True, False], "a long text costs no more than may be compared of one"


def test_a_row_is_known_by_its_first_cell() -> None:
    assert counts([row("K-01", "")], [row("K-01", "en helt ny tekst her")]) == (0, 0, 1)
    assert counts([row("", "en gammel tekst")], [row("", "noget helt andet her")]) == (1, 1, 0)


def test_one_block_is_shown_beside_a_change_and_none_at_the_ends() -> None:
    same = [p(f"afsnit {number}") for number in range(5)]
    first = Fold((), tuple(same[:4]), (same[4],))
    last = Fold((same[0],), tuple(same[1:]), ())

    assert difference([*same, p("a")], same).parts[0] == first
    assert difference([p("a"), *same], same).parts[1] == last
    both = difference([*same, p("a"), *same], [*same, *same]).parts
    assert (both[0], both[2]) == (first, last)
