"""The prioritising matrix, cell by cell, and what holds for all of it."""

from itertools import product

import pytest

from itstart.rules.priority_matrix import CONSEQUENCE, IMPORTANCE, LEVELS, suggest
from itstart.rules.terms import Priority

RANK = [Priority.WONT, Priority.COULD, Priority.SHOULD, Priority.MUST]


@pytest.mark.parametrize(
    ("importance", "consequence", "priority"),
    [
        (3, 3, "SKAL"), (3, 2, "BØR"), (3, 1, "BØR"),
        (2, 3, "SKAL"), (2, 2, "BØR"), (2, 1, "KAN"),
        (1, 3, "BØR"), (1, 2, "KAN"), (1, 1, "IKKE NU"),
    ],
)  # fmt: skip
def test_each_cell(importance: int, consequence: int, priority: str) -> None:
    found = suggest(importance, consequence)
    assert found is not None
    assert found.label == priority


@pytest.mark.parametrize(("importance", "consequence"), [(None, 1), (3, None), (None, None)])
def test_half_a_place_suggests_nothing(importance: int | None, consequence: int | None) -> None:
    assert suggest(importance, consequence) is None


@pytest.mark.parametrize(("importance", "consequence"), [(0, 1), (4, 1), (1, 4), (-1, -1)])
def test_there_is_nothing_outside(importance: int, consequence: int) -> None:
    with pytest.raises(KeyError):
        suggest(importance, consequence)


def test_more_is_never_less_and_only_the_worst_is_a_must() -> None:
    def rank(importance: int, consequence: int) -> int:
        return RANK.index(suggest(importance, consequence) or Priority.WONT)

    for importance, consequence in product(LEVELS, LEVELS):
        if importance < 3:
            assert rank(importance, consequence) <= rank(importance + 1, consequence)
        if consequence < 3:
            assert rank(importance, consequence) <= rank(importance, consequence + 1)
        if suggest(importance, consequence) is Priority.MUST:
            assert consequence == 3
    assert set(IMPORTANCE) == set(CONSEQUENCE) == set(LEVELS)
