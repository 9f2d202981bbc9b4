"""Where two texts stop being compared word by word, and how much is shown around a change."""

import pytest

from itstart.rules.word_difference import Mark, Run, excerpt, word_runs

SAME, ADDED, REMOVED = Mark.SAME, Mark.ADDED, Mark.REMOVED


@pytest.mark.parametrize(("old", "new", "compared"), [(200, 300, True), (29, 2_069, False)])
def test_sixty_thousand_pairs_of_words_are_compared_and_no_more(old: int, new: int, compared: bool) -> None:
    before, after = ("!" * (old - 10) + "x" + "!" * 9, "?" * (new - 10) + "x" + "?" * 9)
    assert (Run(SAME, "x") in word_runs(before, after)) is compared


def test_a_word_that_stands_everywhere_is_compared_too() -> None:
    runs = word_runs("c " * 100 + "x", "b " * 40 + "c " * 100 + "y")
    assert "".join(run.text for run in runs if run.mark is SAME) == "c " * 100


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        (" a b ", " c d ", [(SAME, " "), (REMOVED, "a b"), (ADDED, "c d"), (SAME, " ")]),
        ("a b a", "a c a", [(SAME, "a "), (REMOVED, "b"), (ADDED, "c"), (SAME, " a")]),
        ("a a", "a", [(SAME, "a"), (REMOVED, " a")]),
        ("a-b", "c-d", [(REMOVED, "a"), (ADDED, "c"), (SAME, "-"), (REMOVED, "b"), (ADDED, "d")]),
    ],
)
def test_a_space_between_two_changes_belongs_to_them(before: str, after: str, runs: list[tuple[Mark, str]]) -> None:
    assert [(run.mark, run.text) for run in word_runs(before, after)] == runs


def test_a_text_is_cut_when_it_is_longer_than_fifty_letters_to_each_side() -> None:
    mark, head, tail = Run(ADDED, "x"), " ".join(["aaaa"] * 10), " ".join(["aaaa"] * 9 + ["b"])
    whole, long = (Run(SAME, ("aaaa " * 20)[:letters] + "b") for letters in (99, 100))

    assert excerpt((whole, mark, whole, mark, whole)) == (whole, mark, whole, mark, whole)
    cut = [f"… {tail}", f"{head} … {tail}", f"{head} …"]
    assert [run.text for run in excerpt((long, mark, long, mark, long)) if run.mark is SAME] == cut
    assert excerpt((Run(SAME, "x" * 101), mark)) == (Run(SAME, f"… {'x' * 50}"), mark)
    assert excerpt((Run(ADDED, "x" * 101),)) == (Run(ADDED, "x" * 101),), "a change is never cut"
