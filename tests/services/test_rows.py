"""The row lists: numbers are never reused, the order holds, nothing is lost by a second writer."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.db import db
from itstart.models import CaseEvent, CustomerCase, Requirement, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Priority
from itstart.services import rows
from itstart.services.conflicts import Conflict
from itstart.steps import find_list, find_task
from tests.factories import make_case, make_helper, make_staff

KRAV = find_list("krav")
TASK = find_task("behov/krav")
pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    return make_case(helper)


def add(helper: User, case: CustomerCase, title: str, **values: Any) -> Requirement:
    row = rows.create(helper, case, TASK, KRAV, {"title": title, **values})
    assert isinstance(row, Requirement)
    return row


def titles(case: CustomerCase) -> list[str]:
    return [row.title for row in rows.page(case, KRAV).rows]


def history_of(case: CustomerCase) -> list[str]:
    return list(db.session.scalars(select(CaseEvent.text).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)))


def test_a_number_is_never_used_twice(helper: User, case: CustomerCase) -> None:
    assert [add(helper, case, title).code for title in "ab"] == ["K-01", "K-02"]
    rows.delete(helper, case, KRAV, rows.find(case, KRAV, "K-02"))
    assert add(helper, case, "c").code == "K-03"


def test_a_deleted_row_is_gone_until_it_is_restored(helper: User, case: CustomerCase) -> None:
    for title in "abc":
        add(helper, case, title)
    rows.delete(helper, case, KRAV, rows.find(case, KRAV, "K-02"))
    assert titles(case) == ["a", "c"]
    with pytest.raises(NoResultFound):
        rows.find(case, KRAV, "K-02")
    rows.restore(helper, case, KRAV, "K-02")
    assert titles(case) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("code", "up", "order"),
    [("K-02", True, "bac"), ("K-02", False, "acb"), ("K-01", True, "abc"), ("K-03", False, "abc")],
)
def test_a_row_changes_places_with_its_neighbour(
    helper: User, case: CustomerCase, code: str, up: bool, order: str
) -> None:
    for title in "abc":
        add(helper, case, title)
    rows.move(helper, case, KRAV, rows.find(case, KRAV, code), up=up)
    assert "".join(titles(case)) == order


def test_two_people_in_the_same_row_both_see_both_texts(helper: User, case: CustomerCase) -> None:
    row = add(helper, case, "a")
    rows.save(helper, case, TASK, KRAV, row, {"title": "mit"}, version=row.version)
    with pytest.raises(Conflict) as conflict:
        rows.save(helper, case, TASK, KRAV, row, {"title": "dit"}, version=1)
    assert [(d.field, d.mine, d.theirs) for d in conflict.value.differences] == [("title", "dit", "mit")]
    assert conflict.value.by == helper.name
    rows.save(helper, case, TASK, KRAV, row, {"title": "dit"}, version=conflict.value.version)
    assert row.title == "dit"


def test_the_same_text_from_two_people_is_no_conflict(helper: User, case: CustomerCase) -> None:
    row = add(helper, case, "a")
    rows.save(helper, case, TASK, KRAV, row, {"title": "ens"}, version=1)
    rows.save(helper, case, TASK, KRAV, row, {"title": "ens"}, version=1)
    assert row.version == 2


def test_saving_what_stands_changes_nothing(helper: User, case: CustomerCase) -> None:
    row = add(helper, case, "a", priority=Priority.MUST)
    before = history_of(case)
    rows.save(helper, case, TASK, KRAV, row, {"title": "a", "priority": Priority.MUST}, version=1)
    assert (row.version, history_of(case)) == (1, before)


def test_the_history_says_in_danish_what_happened(helper: User, case: CustomerCase) -> None:
    row = add(helper, case, "Kapacitetsplan")
    for text in ("x", "y"):
        rows.save(helper, case, TASK, KRAV, row, {"text": text}, version=row.version)
    rows.delete(helper, case, KRAV, row)
    assert history_of(case)[-3:] == ["tilføjede K-01 Kapacitetsplan", "rettede K-01", "slettede K-01 Kapacitetsplan"]


def test_the_first_row_begins_the_step(helper: User, case: CustomerCase) -> None:
    assert case.step(TASK.step).started_on is None
    add(helper, case, "a")
    assert case.step(TASK.step).started_on is not None


def test_a_long_list_comes_in_pages(helper: User, case: CustomerCase) -> None:
    rows.paste(helper, case, TASK, KRAV, [{"title": str(number)} for number in range(120)])
    page = rows.page(case, KRAV, number=3)
    assert (page.total, page.pages, len(page.rows), page.rows[0].title) == (120, 3, 20, "100")
    assert rows.page(case, KRAV, number=99).page == 3
    assert rows.page_of(case, KRAV, page.rows[0]) == 3
    following = rows.following(case, KRAV, rows.page(case, KRAV).rows[0])
    assert following is not None
    assert following.title == "1"


def test_only_the_firm_writes(case: CustomerCase) -> None:
    for stranger in (make_helper(), make_staff()):
        with pytest.raises(Forbidden):
            add(stranger, case, "a")


def test_nobody_writes_in_a_case_that_was_given_up(helper: User, case: CustomerCase) -> None:
    case.abandoned_on, case.abandon_reason = clock.today(), "Kunden lukkede"
    with pytest.raises(RuleViolation, match="opgivet"):
        add(helper, case, "a")
