"""The table of ASVS 5.0.0 is whole, counts itself, and names tests that are there."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from itstart.config import ROOT

PAGE = (ROOT / "docs" / "asvs.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+(?:\.\d+){0,2}) \| ([^|]+?) \| ([^|]+?) \| ([^|]*)\|$", re.MULTILINE)
STATUSES = {"Holds", "Partly", "No", "Not relevant"}
BY_DOCUMENT = "Decisions below"

# How many requirements of levels 1 and 2 each section has; they have the first numbers.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4,
    "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4,
    "17.3": 2,
}  # fmt: skip
NUMBERS = [f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)]


def rows() -> dict[str, tuple[str, str, list[str]]]:
    """Status, how and tests by number; a section or a chapter may stand for all that is in it."""
    found = ROW.findall(PAGE)
    assert len({number for number, *_ in found}) == len(found), "a number stands twice"
    return {number: (status, how, re.findall(r"`(tests/[^`]+)`", tests)) for number, status, how, tests in found}


def of(number: str) -> tuple[str, str, list[str]]:
    """The row that deals with a requirement."""
    parts = number.split(".")
    met = [rows()[key] for key in (".".join(parts[:length]) for length in (3, 2, 1)) if key in rows()]
    assert len(met) == 1, f"{number} is dealt with {len(met)} times"
    return met[0]


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_there_are_as_many_as_the_standard_has() -> None:
    assert len(NUMBERS) == 253
    assert sorted({int(number.split(".")[0]) for number in NUMBERS}) == list(range(1, 18))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_requirement_is_dealt_with(number: str) -> None:
    status, how, tests = of(number)
    assert status in STATUSES
    assert how.strip()
    if status == "Holds":
        assert tests or how.startswith(BY_DOCUMENT), "what holds is shown by a test, or is a decision written down"


def test_nothing_else_is_in_the_table() -> None:
    unknown = [key for key in rows() if not any(f"{number}.".startswith(f"{key}.") for number in NUMBERS)]
    assert not unknown


@pytest.mark.parametrize("named", sorted({test for _, _, tests in rows().values() for test in tests}))
def test_every_test_that_is_named_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    assert name in names_in(path)


def test_it_counts_itself() -> None:
    count = Counter(of(number)[0] for number in NUMBERS)
    said = f"Of 253, {count['Holds']} hold, {count['Partly']} hold partly, {count['No']} do not, and "
    assert f"{said}{count['Not relevant']} have nothing here to be about." in PAGE
