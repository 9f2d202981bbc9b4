"""The faults that are made, and that they are made, noticed and accepted as they should be."""

import subprocess
import sys
import types

import pytest

from itstart.config import ROOT
from tests.code import mutate
from tests.code.grafting import graft
from tests.code.mutants import mutants_of

SAMPLE = '''
LIMIT = 10
NAMES = {"a": "Et navn", "b": "Et andet"}
OPEN = {"new", "sent"}


class Facts(Protocol):
    size: int = 3


def fits(value, states=OPEN, limit=LIMIT):
    """0 < value."""
    if not value:
        raise ValueError(f"{value} is {0}")
    return 0 < value <= limit and any(state in states for state in OPEN)
'''


BOTH = "0 < value <= limit and any((state in states for state in OPEN))"


def test_every_kind_of_fault_is_made_and_texts_are_left_alone() -> None:
    assert [mutant.key for mutant in mutants_of("sample", SAMPLE)] == [
        "sample module: 10 -> 11",
        "sample module: {'new', 'sent'} without 'new'",
        "sample module: {'new', 'sent'} without 'sent'",
        "sample fits: not value -> value",
        "sample fits: raise ValueError(f'{value} is {0}') -> pass",
        f"sample fits: {BOTH} -> {BOTH.replace('and', 'or')}",
        "sample fits: 0 < value <= limit -> 0 <= value <= limit",
        "sample fits: 0 < value <= limit -> 0 < value < limit",
        "sample fits: 0 -> 1",
        "sample fits: any -> all",
        "sample fits: state in states -> state not in states",
    ]


USED = """
from dataclasses import dataclass
from functools import cache

LIMIT = 10


@dataclass(frozen=True, slots=True)
class Rule:
    most: int = LIMIT

    @property
    def double(self) -> int:
        return self.most * 2


RULE = Rule()


@cache
def fits(value: int, rule: Rule = RULE) -> bool:
    return value <= rule.most
"""


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    module = types.ModuleType("used_by_others")
    module.__file__ = "used_by_others.py"
    monkeypatch.setitem(sys.modules, "used_by_others", module)
    exec(compile(USED, "used_by_others.py", "exec"), module.__dict__)  # noqa: S102 - a sample of our own
    return module


def test_who_imported_before_meets_the_fault(used: types.ModuleType) -> None:
    fits, rule = used.fits, used.Rule
    assert fits(10)
    found = {}
    for mutant in mutants_of("used", USED):
        graft("used_by_others", mutant.source, mutant.statement)
        found[mutant.key] = (fits(10), fits(11), rule().double)
        graft("used_by_others", USED, 2)
    assert found == {
        "used module: 10 -> 11": (True, True, 22),
        "used Rule.double: self.most * 2 -> self.most / 2": (True, False, 5.0),
        "used Rule.double: 2 -> 3": (True, False, 30),
        "used fits: value <= rule.most -> value < rule.most": (False, False, 20),
    }


def test_every_rule_has_tests_of_its_own() -> None:
    without = {target.name for target in mutate.targets() if not target.tests and target.mutants()}
    assert not without


def test_what_is_accepted_is_a_fault_that_can_be_made_and_has_a_reason() -> None:
    made = {mutant.key for target in mutate.targets() for mutant in target.mutants()}
    for key, reason in mutate.accepted().items():
        assert key in made, key
        assert len(reason.split()) >= 4, key


def test_no_fault_in_where_a_link_stands_goes_unnoticed() -> None:
    """The short form: one module from end to end, in a process of its own."""
    done = _mutate("retention")
    assert done.returncode == 0, done.stdout
    assert "rules.retention: 4 faults, 0 live, 0 not accepted" in done.stdout


@pytest.mark.full
def test_no_fault_goes_unnoticed() -> None:
    """The long form: every fault in every rule and in the policies."""
    done = _mutate()
    assert done.returncode == 0, done.stdout


def _mutate(*names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.code.mutate", *names]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
