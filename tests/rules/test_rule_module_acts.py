"""What can be done with a module from where it stands, act by act, and the one thing that is next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from itstart.rules.module_acts import PRESSING, Act, check_from, check_remind, check_silence, is_open, next_act
from tests.rules.module_dates import Dates

DAY = date(2026, 2, 2)
TODAY = date(2026, 6, 1)


DRAFT = Dates()
SENT = replace(DRAFT, agreement_sent_on=DAY)
SIGNED = replace(SENT, agreement_signed_on=DAY)
REPORTED = replace(SIGNED, start_reported_on=DAY)
AT_WORK = replace(REPORTED, started_on=DAY)
AT_WORK_UNREPORTED = replace(SIGNED, started_on=DAY)
DELIVERED = replace(AT_WORK, delivered_on=DAY)
ACCEPTED = replace(DELIVERED, accepted_on=DAY)
ENDED = replace(ACCEPTED, end_reported_on=DAY)
CANCELLED = replace(SENT, cancelled_on=DAY)
CANCELLED_AT_WORK = replace(AT_WORK, cancelled_on=DAY)
CANCELLED_AND_REPORTED = replace(CANCELLED_AT_WORK, end_reported_on=DAY)

CHANGE = {Act.AMEND, Act.SIGN_ADDENDUM, Act.WRITE_TIME, Act.CANCEL}
OPEN = [
    (DRAFT, {Act.EDIT, Act.SEND, Act.CANCEL}),
    (SENT, {Act.EDIT, Act.RECALL, Act.SIGN, Act.CANCEL}),
    (SIGNED, CHANGE | {Act.REPORT_START, Act.BEGIN}),
    (REPORTED, CHANGE | {Act.BEGIN}),
    (AT_WORK, CHANGE | {Act.DELIVER}),
    (AT_WORK_UNREPORTED, CHANGE | {Act.DELIVER, Act.REPORT_START}),
    (DELIVERED, {Act.WRITE_TIME, Act.ACCEPT, Act.REJECT, Act.REMIND, Act.ACCEPT_SILENTLY}),
    (ACCEPTED, {Act.WRITE_TIME, Act.REPORT_END}),
    (ENDED, set()),
    (CANCELLED, set()),
    (CANCELLED_AT_WORK, {Act.REPORT_END}),
    (CANCELLED_AND_REPORTED, set()),
]


@pytest.mark.parametrize(("module", "acts"), OPEN)
def test_the_acts_that_are_open(module: Dates, acts: set[Act]) -> None:
    assert {act for act in Act if is_open(act, module)} == acts
    assert {act for act in Act if not check_from(act, module)} == acts


def test_a_module_that_was_never_cancelled_is_reported_whenever_it_is_accepted() -> None:
    assert is_open(Act.REPORT_END, Dates(accepted_on=DAY))


def test_what_comes_before_the_tasks() -> None:
    waits_for_nobody = {Act.SEND, Act.REPORT_START, Act.BEGIN, Act.REMIND, Act.ACCEPT_SILENTLY, Act.REPORT_END}
    assert waits_for_nobody == PRESSING


def test_a_closed_act_says_where_the_module_stands() -> None:
    assert "Kladde" in check_from(Act.DELIVER, DRAFT)[0].message


@pytest.mark.parametrize(
    ("days_since", "reminded", "findings"),
    [
        (13, None, 2),
        (14, None, 1),
        (13, TODAY - timedelta(days=1), 1),
        (14, TODAY - timedelta(days=1), 0),
        (14, TODAY, 1),
    ],
)
def test_silence_is_a_yes_after_fourteen_days_and_one_reminder(
    days_since: int, reminded: date | None, findings: int
) -> None:
    module = replace(DELIVERED, delivered_on=TODAY - timedelta(days=days_since))
    assert len(check_silence(module, reminded_on=reminded, today=TODAY)) == findings


def test_silence_can_be_given_another_number_of_days() -> None:
    module = replace(DELIVERED, delivered_on=TODAY - timedelta(days=20))
    said = check_silence(module, reminded_on=DAY, today=TODAY, days=21)
    assert "21 dage" in said[0].message
    assert not check_silence(module, reminded_on=DAY, today=TODAY, days=20)
    assert not check_silence(replace(module, delivered_on=None), reminded_on=DAY, today=TODAY)


def test_one_reminder_is_enough() -> None:
    assert not check_remind(reminded_on=None)
    assert check_remind(reminded_on=DAY)


def following(
    module: Dates, *, hours: int = 0, addendum: bool = False, reminded: date | None = None, days: int = 14
) -> Act | None:
    return next_act(
        module,
        hours=hours,
        planned_hours=15,
        waits_for_addendum=addendum,
        reminded_on=reminded,
        today=TODAY,
        answer_days=days,
    )


@pytest.mark.parametrize(
    ("module", "act"),
    [
        (DRAFT, Act.SEND),
        (SENT, Act.SIGN),
        (SIGNED, Act.REPORT_START),
        (REPORTED, Act.BEGIN),
        (AT_WORK, Act.WRITE_TIME),
        (AT_WORK_UNREPORTED, Act.REPORT_START),
        (ACCEPTED, Act.REPORT_END),
        (ENDED, None),
        (CANCELLED, None),
        (CANCELLED_AT_WORK, Act.REPORT_END),
    ],
)
def test_the_next_act(module: Dates, act: Act | None) -> None:
    assert following(module) is act
    assert following(module, addendum=True) is Act.SIGN_ADDENDUM


@pytest.mark.parametrize(("hours", "act"), [(11, Act.WRITE_TIME), (12, Act.DELIVER), (15, Act.DELIVER)])
def test_four_fifths_of_the_hours_ask_for_the_product(hours: int, act: Act) -> None:
    assert following(AT_WORK, hours=hours) is act


def test_no_hours_of_none_ask_for_time() -> None:
    act = next_act(AT_WORK, hours=0, planned_hours=0, waits_for_addendum=False, reminded_on=None, today=TODAY)
    assert act is Act.WRITE_TIME


@pytest.mark.parametrize(
    ("days_since", "reminded", "act"),
    [
        (13, None, Act.ACCEPT),
        (14, None, Act.REMIND),
        (14, TODAY, Act.ACCEPT),
        (14, TODAY - timedelta(days=1), Act.ACCEPT_SILENTLY),
    ],
)
def test_after_delivery(days_since: int, reminded: date | None, act: Act) -> None:
    assert following(replace(DELIVERED, delivered_on=TODAY - timedelta(days=days_since)), reminded=reminded) is act
