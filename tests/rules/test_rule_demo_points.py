"""What counts when several people give points, and when they should talk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.demo_points import HIGHEST, LOWEST, apart, counting, vendor_letter
from itstart.rules.evaluation import mean_score

points = st.lists(st.integers(1, 5), max_size=12)


@pytest.mark.parametrize(
    ("given_points", "consensus", "counts"),
    [
        ([5, 5, 4], None, [5, 5, 4]),
        ([2, 5, 4], 4, [4, 4, 4]),
        ([], 3, [3]),
        ([], None, []),
        ([1], 1, [1]),
    ],
)
def test_what_counts(given_points: list[int], consensus: int | None, counts: list[int]) -> None:
    assert counting(given_points, consensus) == counts


@pytest.mark.parametrize(
    ("given_points", "found"),
    [([2, 5], (2, 5)), ([1, 5, 3], (1, 5)), ([3, 5], None), ([4], None), ([], None), ([1, 4, 4], (1, 4))],
)
def test_more_than_two_apart_is_said(given_points: list[int], found: tuple[int, int] | None) -> None:
    assert apart(given_points) == found


@given(given_points=points, consensus=st.none() | st.integers(1, 5))
def test_a_consensus_stays_on_the_scale_and_keeps_the_tasks_share(
    given_points: list[int], consensus: int | None
) -> None:
    counts = counting(given_points, consensus)
    assert (LOWEST, HIGHEST) == (1, 5)
    assert all(1 <= point <= 5 for point in counts)
    assert len(counts) == max(len(given_points), consensus is not None)
    mean = mean_score(counts)
    if consensus is not None:
        assert mean == consensus * 20
    assert apart(counts) is None or consensus is None


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (3, "C"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_letters_of_vendors(number: int, letter: str) -> None:
    assert vendor_letter(number) == letter


def test_there_is_no_vendor_0() -> None:
    with pytest.raises(ValueError, match="0"):
        vendor_letter(0)
