"""The timetable proposed from one date: the example's own dates, the holidays of the year, and working days only."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.tender import check_dates
from itstart.rules.tender_dates import (
    BID_HOUR,
    DaysOff,
    end_of_month_after,
    is_quiet,
    next_workday,
    propose_dates,
    propose_extension,
)
from itstart.rules.workdays import day_off
from itstart.steps.calendar import danish_holidays
from tests.rules.test_rule_tender import Dates

DANISH = danish_holidays()


def test_the_example_is_what_is_proposed_from_its_first_day() -> None:
    assert propose_dates(date(2026, 3, 20), DANISH) == {
        "issued_on": date(2026, 3, 20),
        "question_deadline_on": date(2026, 3, 31),
        "answers_published_on": date(2026, 4, 8),
        "bid_deadline_on": date(2026, 4, 20),
        "demo_from_on": date(2026, 5, 6),
        "demo_to_on": date(2026, 5, 8),
        "decision_on": date(2026, 5, 20),
        "bid_validity_until_on": date(2026, 7, 31),
    }


@given(start=st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_a_proposal_is_always_in_order_with_time_enough_on_working_days(start: date) -> None:
    found = propose_dates(start, DANISH)
    dates = Dates(**{name: day for name, day in found.items() if name != "bid_deadline_on"},
                  bid_deadline_at=found["bid_deadline_on"])  # fmt: skip
    ours = {"issued_on", "bid_validity_until_on"}
    assert [one for one in check_dates(dates, DANISH) if one.where not in ours] == []
    worked = [day for name, day in found.items() if name not in ours]
    assert not any(is_quiet(day) or day_off(day, DANISH) for day in worked)


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        (date(2026, 7, 3), False),
        (date(2026, 7, 6), True),
        (date(2026, 7, 15), True),
        (date(2026, 7, 26), True),
        (date(2026, 7, 27), False),
        (date(2026, 10, 12), True),
        (date(2026, 12, 22), False),
        (date(2026, 12, 23), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 4), False),
    ],
)
def test_weeks_in_which_nobody_answers(day: date, quiet: bool) -> None:
    assert is_quiet(day) is quiet
    assert (day in DaysOff()) is quiet


def test_a_correction_gives_five_working_days_and_never_less_than_there_were() -> None:
    deadline = date(2026, 4, 20)
    assert propose_extension(deadline, date(2026, 4, 1), DANISH) == deadline
    assert propose_extension(deadline, date(2026, 4, 16), DANISH) == date(2026, 4, 23)


def test_bids_come_in_by_daylight() -> None:
    assert BID_HOUR == 12


def test_months_and_working_days() -> None:
    assert end_of_month_after(date(2026, 12, 5), 2) == date(2027, 2, 28)
    assert end_of_month_after(date(2026, 11, 30), 1) == date(2026, 12, 31)
    assert next_workday(date(2026, 4, 3), DANISH) == date(2026, 4, 7)
    assert next_workday(date(2026, 4, 8), DANISH) == date(2026, 4, 8)
    assert next_workday(date(2026, 4, 8)) - date(2026, 4, 8) == timedelta(0)
