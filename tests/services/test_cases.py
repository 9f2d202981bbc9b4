"""Cases: opened, corrected, listed and searched."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.db import db
from itstart.models import CaseEvent, CustomerCase
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import CaseStatus, StepStatus
from itstart.services import case_list, cases
from itstart.services.case_list import Filter
from itstart.services.conflicts import Conflict
from tests.factories.accounts import make_helper, make_staff
from tests.factories.cases import make_case


def events(case: Any) -> list[str]:
    return [row.text for row in db.session.query(CaseEvent).filter_by(case_id=case.id).order_by(CaseEvent.id)]


def test_a_new_case_is_a_draft_with_its_steps_and_a_line_of_history(app: Flask) -> None:
    case = make_case()
    assert case.status is CaseStatus.DRAFT
    assert [step.status for step in case.steps] == [StepStatus.NOT_STARTED] * 4
    assert events(case) == ["oprettede sagen for Ærø Værft A/S"]
    assert case.number == f"{clock.today().year}-0001"


def test_numbers_follow_each_other(app: Flask) -> None:
    assert [make_case().number[-4:] for _ in range(3)] == ["0001", "0002", "0003"]


def test_another_firm_does_not_find_the_case(app: Flask) -> None:
    case = make_case()
    with pytest.raises(NoResultFound):
        cases.find(make_helper(), case.number)


def test_staff_find_the_case_but_do_not_read_it(app: Flask) -> None:
    case, staff = make_case(), make_staff()
    assert cases.find(staff, case.number) is case
    with pytest.raises(NoResultFound):
        cases.find_readable(staff, case.number)


def test_the_list_columns_follow_the_dates(app: Flask) -> None:
    case = make_case()
    case.activated_on = date(2026, 1, 1)
    db.session.flush()
    assert (case.phase, case.closed) == (CaseStatus.ACTIVE, False)
    case.abandoned_on, case.abandon_reason = date(2026, 2, 1), "Ingen penge"
    db.session.flush()
    assert (case.phase, case.closed) == (CaseStatus.ABANDONED, True)


# ---- corrections


def test_a_correction_is_found_by_the_search(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    cases.change_customer(user, case, {"name": "Læsø Bageri"}, version=1)
    assert case.customer.version == 2
    assert "laesoe bageri" in case.search_text
    assert events(case)[-1] == "rettede kundens oplysninger"


def test_nothing_changed_is_no_history(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    cases.change_facts(user, case, {"title": case.title}, version=1)
    assert len(events(case)) == 1


def test_two_people_correct_the_same(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    cases.change_facts(user, case, {"title": "Den enes"}, version=1)
    with pytest.raises(Conflict) as caught:
        cases.change_facts(user, case, {"title": "Den andens"}, version=1)
    assert caught.value.version == 2
    assert [(one.field, one.mine, one.theirs) for one in caught.value.differences] == [
        ("title", "Den andens", "Den enes")
    ]


def test_the_same_correction_twice_is_no_conflict(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    cases.change_facts(user, case, {"title": "Ens"}, version=1)
    cases.change_facts(user, case, {"title": "Ens"}, version=1)


def test_staff_do_not_write(app: Flask) -> None:
    with pytest.raises(policies.Forbidden):
        cases.change_facts(make_staff(), make_case(), {"title": "x"}, version=1)


def test_an_abandoned_case_is_only_read(app: Flask) -> None:
    user = make_helper()
    case = make_case(user, abandoned_on=date(2026, 2, 1), abandon_reason="Ingen penge")
    with pytest.raises(RuleViolation):
        cases.change_facts(user, case, {"title": "x"}, version=1)


def test_a_completed_case_can_be_corrected(app: Flask) -> None:
    user = make_helper()
    case = make_case(user, activated_on=date(2026, 1, 1), completed_on=date(2026, 2, 1))
    cases.change_facts(user, case, {"title": "Rettet"}, version=1)
    assert case.title == "Rettet"


WAITING = {"waiting_on": "kunden", "waiting_since": None, "next_action": "Ring", "next_action_on": None}


def test_waiting_begins_today_and_keeps_its_day(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    cases.change_waiting(user, case, WAITING)
    assert case.waiting_since == clock.today()
    case.waiting_since = date(2026, 1, 5)
    cases.change_waiting(user, case, {**WAITING, "next_action": "Skriv"})
    assert case.waiting_since == date(2026, 1, 5)
    cases.change_waiting(user, case, {**WAITING, "waiting_on": "", "waiting_since": date(2026, 1, 5)})
    db.session.flush()
    assert db.session.scalar(select(CustomerCase.waiting_since)) is None
    assert events(case)[1] == "noterede, at sagen venter på kunden. Næste handling: Ring"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"employees": 249}, 0),
        ({"employees": 250}, 1),
        ({"employees": 20, "revenue_dkk": 400_000_000}, 1),
        ({"public_body": True}, 1),
        ({"public_body": False}, 0),
        ({}, 0),
    ],
)
def test_advice_about_the_customer(app: Flask, facts: dict[str, Any], said: int) -> None:
    found = cases.customer_advice(make_case(customer=facts).customer)
    assert len(found) == said
    assert not any(finding.blocks for finding in found)


def test_the_region_follows_the_date(app: Flask) -> None:
    customer = make_case(customer={"municipality_code": "0101"}).customer
    assert cases.region(customer, date(2026, 12, 31)) == "Region Hovedstaden"
    assert cases.region(customer, date(2027, 1, 1)) == "Region Østdanmark"


# ---- the list


def test_search_knows_both_spellings_and_any_order(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    for query in ("ærø", "aeroe", "VÆRFT erp", "erp aeroe", case.number, "åse"):
        assert [line.number for line in case_list.page(user, query=query).lines] == [case.number], query
    assert case_list.page(user, query="sejl").lines == []
    assert case_list.page(user, query="100%").lines == []


def test_filters_and_their_counts(app: Flask) -> None:
    user = make_helper()
    make_case(user)
    make_case(user, activated_on=date(2026, 1, 1), waiting_on="kunden")
    make_case(user, activated_on=date(2026, 1, 1), paused_on=date(2026, 1, 2), pause_reason="Ferie")
    make_case(user, activated_on=date(2026, 1, 1), completed_on=date(2026, 2, 1))
    make_case(user, abandoned_on=date(2026, 2, 1), abandon_reason="Ingen penge")
    make_case()
    found = case_list.page(user)
    assert dict(found.counts) == {
        Filter.ALL: 5,
        Filter.ACTIVE: 1,
        Filter.DRAFT: 1,
        Filter.WAITING: 1,
        Filter.PAUSED: 1,
        Filter.CLOSED: 2,
    }
    for part, count in found.counts.items():
        assert len(case_list.page(user, part=part).lines) == count


def test_staff_see_every_firm(app: Flask) -> None:
    make_case()
    make_case()
    assert len(case_list.page(make_staff()).lines) == 2


def test_pages_hold_twenty_and_the_last_one_holds_the_rest(app: Flask) -> None:
    user = make_helper()
    for _ in range(23):
        make_case(user)
    first, second = case_list.page(user), case_list.page(user, number=2)
    assert (len(first.lines), len(second.lines), first.pages) == (20, 3, 2)
    assert not {line.number for line in first.lines} & {line.number for line in second.lines}
    assert case_list.page(user, number=99).page == 2


@contextmanager
def _counting() -> Iterator[list[str]]:
    statements: list[str] = []

    def listen(*args: Any) -> None:
        statements.append(args[2])

    event.listen(db.engine, "before_cursor_execute", listen)
    yield statements
    event.remove(db.engine, "before_cursor_execute", listen)


def test_the_number_of_queries_does_not_grow(app: Flask) -> None:
    user = make_helper()
    asked: list[int] = []
    for count in (1, 21):
        for _ in range(count):
            make_case(user)
        assert user.helper  # the person is read before the list is asked for
        with _counting() as statements:
            case_list.page(user)
        asked.append(len(statements))
    assert asked == [4, 4]


def test_deadlines_are_those_of_the_week_and_the_late_ones(app: Flask) -> None:
    user, today = make_helper(), clock.today()
    make_case(user, next_action="I dag", next_action_on=today)
    make_case(user, next_action="For sent", next_action_on=today - timedelta(days=9))
    make_case(user, next_action="Om lidt", next_action_on=today + timedelta(days=8))
    assert [entry.text for entry in case_list.deadlines(user)] == ["For sent", "I dag"]
    assert case_list.deadlines(make_staff()) == []


def test_the_current_step_is_the_first_unfinished(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    case.steps[0].done_on = date(2026, 2, 1)
    case.steps[1].skipped_on, case.steps[1].skip_reason = date(2026, 2, 1), "Klaret"
    db.session.commit()
    line = case_list.page(user).lines[0]
    assert line.current == 3
    assert line.steps[:2] == (StepStatus.DONE, StepStatus.SKIPPED)
