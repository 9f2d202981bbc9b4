"""The judge of coverage: what it asks of which file, and that it says no."""

from typing import Any

import pytest

from itstart.config import ROOT
from tests.code.coverage_goals import WHOLE, is_whole, judge


def measured(lines: int, covered: int) -> dict[str, Any]:
    summary = {"num_statements": lines, "covered_lines": covered, "num_branches": 0, "covered_branches": 0}
    return {"summary": summary, "missing_lines": [7] if covered < lines else [], "missing_branches": []}


@pytest.mark.parametrize("pattern", WHOLE)
def test_what_must_be_covered_exists(pattern: str) -> None:
    assert list(ROOT.glob(pattern))


def test_one_branch_of_a_rule_is_too_much_to_miss() -> None:
    assert is_whole("itstart/rules/modules.py")
    assert not is_whole("itstart/services/modules.py")
    assert judge({"itstart/rules/modules.py": measured(100, 100)}) == []
    assert judge({"itstart/rules/modules.py": measured(1000, 999)}) == [
        "itstart/rules/modules.py: lines [7], branches []"
    ]


@pytest.mark.parametrize(("covered", "good"), [(95, True), (94, False)])
def test_of_the_rest_five_percent_may_be_missed(covered: int, good: bool) -> None:
    assert (judge({"itstart/services/modules.py": measured(100, covered)}) == []) is good
