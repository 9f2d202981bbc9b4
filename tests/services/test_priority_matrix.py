"""Prioritising with the customer: places, suggestions, and what stays when the tender is sent."""

from typing import Any

import pytest
from flask import Flask

from itstart.models import CustomerCase, Requirement, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Priority
from itstart.services import priority_matrix, rows
from itstart.services.priority_matrix import Filter
from itstart.steps import find_list, find_task
from tests.factories import make_case, make_helper
from tests.factories.tenders import issue

KRAV, TASK = find_list("krav"), find_task("behov/krav")


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    case = make_case(helper)
    for n in range(1, 4):
        rows.create(helper, case, TASK, KRAV, {"title": f"Krav {n}", "text": "Systemet bør kunne det."})
    return case


def row(case: CustomerCase, code: str) -> Requirement:
    found = rows.find(case, KRAV, code)
    assert isinstance(found, Requirement)
    return found


def codes(case: CustomerCase, shown: Filter) -> list[str]:
    return [line.code for line in priority_matrix.matrix(case, shown=shown).lines]


def test_a_place_suggests_and_changes_nothing_yet(helper: User, case: CustomerCase) -> None:
    assert priority_matrix.place(helper, case, {"K-01": (3, 3), "K-02": (2, 2), "K-99": (1, 1)}) == 2
    line = priority_matrix.line(case, "K-01")
    assert (line.suggested, line.priority, line.differs) == (Priority.MUST, Priority.SHOULD, True)
    assert not priority_matrix.line(case, "K-02").differs
    assert row(case, "K-01").version == 1, "nobody who has the row open meets a conflict"
    assert priority_matrix.place(helper, case, {"K-01": (3, 3)}) == 0


def test_the_filters_and_the_counts_agree(helper: User, case: CustomerCase) -> None:
    priority_matrix.place(helper, case, {"K-01": (3, 3), "K-02": (2, 2)})
    found = priority_matrix.matrix(case)
    assert found.counts == {Filter.ALL: 3, Filter.OPEN: 1, Filter.DIFFERENT: 1}
    assert found.cells == {(3, 3): 1, (2, 2): 1}
    assert (codes(case, Filter.OPEN), codes(case, Filter.DIFFERENT)) == (["K-03"], ["K-01"])


def test_the_next_without_a_place_comes_up(helper: User, case: CustomerCase) -> None:
    def following(code: str = "") -> str:
        line = priority_matrix.following(case, code)
        return line.code if line else ""

    assert (following(), following("K-01"), following("K-03")) == ("K-01", "K-02", "K-01")
    priority_matrix.place(helper, case, {"K-01": (1, 1), "K-02": (1, 1), "K-03": (1, 1)})
    assert following() == ""


def test_accepting_writes_the_priority_and_advises_on_the_verb(helper: User, case: CustomerCase) -> None:
    priority_matrix.place(helper, case, {"K-01": (3, 3), "K-02": (2, 2), "K-03": (1, 2)})
    [changed] = priority_matrix.accept(helper, case, ["K-01"])
    assert "Teksten siger “bør”, men prioriteten er SKAL." in changed.verb
    assert (row(case, "K-01").priority, row(case, "K-01").version) == (Priority.MUST, 2)
    assert [line.code for line in priority_matrix.accept(helper, case)] == ["K-03"]
    assert priority_matrix.accept(helper, case) == []


@pytest.mark.parametrize("where", [(0, 1), (4, 4), (3, -1)])
def test_there_is_no_place_outside(helper: User, case: CustomerCase, where: tuple[int, int]) -> None:
    with pytest.raises(RuleViolation):
        priority_matrix.place(helper, case, {"K-01": where})


def test_a_place_can_be_taken_away_again(helper: User, case: CustomerCase) -> None:
    priority_matrix.place(helper, case, {"K-01": (3, 3)})
    assert priority_matrix.place(helper, case, {"K-01": (None, None)}) == 1
    assert priority_matrix.line(case, "K-01").suggested is None


def test_nothing_is_moved_once_the_tender_is_sent(helper: User, case: CustomerCase) -> None:
    issue(case)
    acts: list[Any] = [
        lambda: priority_matrix.place(helper, case, {"K-01": (3, 3)}),
        lambda: priority_matrix.accept(helper, case),
    ]
    for act in acts:
        with pytest.raises(RuleViolation, match="Kravene er låst"):
            act()
    assert priority_matrix.matrix(case).counts[Filter.ALL] == 3


def test_another_firm_moves_nothing(case: CustomerCase) -> None:
    with pytest.raises(Forbidden):
        priority_matrix.place(make_helper(), case, {"K-01": (3, 3)})
