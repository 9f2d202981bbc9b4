"""The way to being qualified (D6): every status, event and part, and what each event needs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from itstart.rules.findings import blockers
from itstart.rules.qualification import (
    EVALUATED_WITHIN_DAYS,
    PATHS,
    TRANSITIONS,
    CustomerWork,
    Event,
    Who,
    after,
    check_co_delivery,
    check_decision,
    check_evaluated,
    check_event,
    check_opening,
    check_profile,
    check_rating,
    check_review,
    check_work,
    is_open,
)
from itstart.rules.terms import QualificationPath
from itstart.rules.terms import QualificationStatus as S

TODAY = date(2026, 11, 26)
# Written out by hand from the table, once more: (from, event, part) and where it leads.
ALLOWED: dict[tuple[S | None, Event, Who], S] = {
    (None, Event.APPLY, Who.HELPER): S.APPLICANT,
    (None, Event.APPLY, Who.CENTER): S.APPLICANT,
    (S.REJECTED, Event.APPLY, Who.HELPER): S.APPLICANT,
    (S.REJECTED, Event.APPLY, Who.CENTER): S.APPLICANT,
    (S.APPLICANT, Event.ACCEPT_CODE, Who.HELPER): S.CODE_ACCEPTED,
    (S.CODE_ACCEPTED, Event.CO_DELIVER, Who.CENTER): S.CO_DELIVERY_1,
    (S.CO_DELIVERY_1, Event.EVALUATE, Who.CENTER): S.EVALUATED_1,
    (S.EVALUATED_1, Event.CO_DELIVER_AGAIN, Who.CENTER): S.CO_DELIVERY_2,
    (S.CO_DELIVERY_2, Event.EVALUATE, Who.CENTER): S.EVALUATED_2,
    (S.CODE_ACCEPTED, Event.CHOOSE_REVIEW, Who.CENTER): S.UNDER_REVIEW,
    (S.UNDER_REVIEW, Event.FINISH_REVIEW, Who.CENTER): S.REVIEWED,
    (S.EVALUATED_1, Event.CHANGE_PATH, Who.CENTER): S.UNDER_REVIEW,
    (S.EVALUATED_2, Event.CHANGE_PATH, Who.CENTER): S.UNDER_REVIEW,
    **{(start, Event.QUALIFY, Who.CENTER): S.QUALIFIED for start in (S.EVALUATED_1, S.EVALUATED_2, S.REVIEWED)},
    **{(start, Event.REJECT, Who.CENTER): S.REJECTED for start in (S.EVALUATED_1, S.EVALUATED_2, S.REVIEWED)},
    (S.QUALIFIED, Event.PAUSE, Who.HELPER): S.PAUSED,
    (S.QUALIFIED, Event.PAUSE, Who.CENTER): S.PAUSED,
    (S.PAUSED, Event.RESUME, Who.CENTER): S.QUALIFIED,
    **{(start, Event.END, who): S.ENDED for start in (S.QUALIFIED, S.PAUSED) for who in Who},
}


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("status", [None, *S])
def test_every_status_event_and_part(status: S | None, event: Event, who: Who) -> None:
    allowed = (status, event, who) in ALLOWED
    assert is_open(event, status, who) is allowed
    assert bool(blockers(check_event(event, status, who))) is not allowed
    if allowed:
        assert after(event, status) is ALLOWED[status, event, who]


def test_nobody_qualifies_itself() -> None:
    assert not any(is_open(event, status, Who.HELPER) for event in (Event.QUALIFY, Event.RESUME) for status in S)


def test_there_is_never_a_third_co_delivery() -> None:
    assert after(Event.CO_DELIVER, S.CODE_ACCEPTED, used=1) is S.CO_DELIVERY_2
    assert not is_open(Event.CO_DELIVER, S.CODE_ACCEPTED, Who.CENTER, used=2)
    (found,) = check_event(Event.CO_DELIVER, S.CODE_ACCEPTED, Who.CENTER, used=2)
    assert "to samleveringer" in found.message
    assert not any(is_open(Event.CO_DELIVER_AGAIN, S.EVALUATED_2, who) for who in Who)


def test_a_co_delivery_has_case_person_and_day() -> None:
    found = check_co_delivery(case_chosen=False, staff_chosen=False, due_on=None, today=TODAY)
    assert {one.where for one in found} == {"case_number", "staff_id", "due_on"}
    assert check_co_delivery(case_chosen=True, staff_chosen=True, due_on=TODAY, today=TODAY) == []


@pytest.mark.parametrize(
    ("center", "helper", "customer", "blocks", "advises"),
    [
        (True, True, True, 0, 0),
        (True, True, False, 0, 1),
        (False, True, True, 1, 0),
        (True, False, True, 1, 0),
        (False, False, False, 2, 1),
    ],
)
def test_both_sides_evaluate_and_the_customer_is_asked(
    center: bool, helper: bool, customer: bool, blocks: int, advises: int
) -> None:
    found = check_evaluated(by_center=center, by_helper=helper, by_customer=customer)
    assert len(blockers(found)) == blocks
    assert len(found) - blocks == advises


@pytest.mark.parametrize(
    ("assignments", "reviewed", "interviewed", "fine"),
    [(0, 0, 0, False), (1, 1, 1, True), (2, 2, 2, True), (2, 1, 2, False), (2, 2, 1, False), (3, 3, 3, False)],
)
def test_each_assignment_is_reviewed_and_its_customer_heard(
    assignments: int, reviewed: int, interviewed: int, fine: bool
) -> None:
    assert (check_review(assignments, reviewed=reviewed, interviewed=interviewed) == []) is fine


def test_a_decision_has_its_reason_and_a_profile_that_can_be_shown() -> None:
    assert check_decision(" ")[0].where == "text"
    assert check_decision("Solidt arbejde.") == []
    assert len(check_profile(["region"], cvr_valid=False)) == 2
    assert check_profile([], cvr_valid=True) == []


@pytest.mark.parametrize(("average", "told"), [(None, 0), (Decimal("3.5"), 0), (Decimal("3.4"), 1)])
def test_a_low_mean_is_told_and_never_blocks(average: Decimal | None, told: int) -> None:
    found = check_rating(average, Decimal("3.5"))
    assert len(found) == told
    assert blockers(found) == []


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("co_delivered", [True, False])
def test_only_the_qualified_work_alone(status: S, co_delivered: bool) -> None:
    alone = status is S.QUALIFIED
    together = co_delivered and status not in {S.PAUSED, S.ENDED}
    assert (check_work(status, co_delivered=co_delivered) == []) is (alone or together)


def test_who_may_open_cases() -> None:
    may = {status for status in S if check_opening(status) == []}
    assert may == {S.CODE_ACCEPTED, S.CO_DELIVERY_1, S.EVALUATED_1, S.CO_DELIVERY_2, S.QUALIFIED}


def test_the_path_a_firm_chooses() -> None:
    assert dict(PATHS) == {
        Event.CO_DELIVER: QualificationPath.CO_DELIVERY,
        Event.CHOOSE_REVIEW: QualificationPath.REVIEW,
        Event.CHANGE_PATH: QualificationPath.REVIEW,
    }


def test_two_co_deliveries_are_all_there_are() -> None:
    start = next(iter(TRANSITIONS[Event.CO_DELIVER][1]))
    assert is_open(Event.CO_DELIVER, start, Who.CENTER, used=1)
    assert not is_open(Event.CO_DELIVER, start, Who.CENTER, used=2)
    assert "to samleveringer" in check_event(Event.CO_DELIVER, start, Who.CENTER, used=2)[0].message
    assert "to samleveringer" not in check_event(Event.CO_DELIVER, S.QUALIFIED, Who.CENTER, used=1)[0].message
    assert "to samleveringer" not in check_event(Event.QUALIFY, S.APPLICANT, Who.CENTER, used=2)[0].message


def test_a_firm_at_rest_is_told_so() -> None:
    assert "i bero" in check_work(S.PAUSED, co_delivered=True)[0].message
    assert "ophørt" in check_work(S.ENDED, co_delivered=True)[0].message


@pytest.mark.parametrize("work", CustomerWork)
def test_a_firm_is_told_what_waits_for_ibiz_center(work: CustomerWork) -> None:
    assert f". {work.label}, når" in check_work(S.EVALUATED_1, co_delivered=False, work=work)[0].message


def test_a_co_delivery_without_a_day_of_its_own_is_evaluated_within_three_months() -> None:
    assert date(2026, 1, 1) + timedelta(days=EVALUATED_WITHIN_DAYS) == date(2026, 4, 1)
