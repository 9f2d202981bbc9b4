"""A timetable from one date (F025): time to ask, to answer and to bid, on days when people are at work."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta

from itstart.rules.workdays import NO_HOLIDAYS, add_workdays

# Working days from one date to the next, in the order of the timetable.
_STEPS = (
    ("question_deadline_on", 7),
    ("answers_published_on", 3),
    ("bid_deadline_on", 8),
    ("demo_from_on", 12),
    ("demo_to_on", 2),
    ("decision_on", 7),
)
BID_HOUR = 12  # a deadline at noon, so that nobody writes at night
VALID_MONTHS = 2
EXTENSION_WORKDAYS = 5
_SUMMER_WEEKS = frozenset({28, 29, 30})
_AUTUMN_WEEK = 42


class DaysOff:
    """The days nobody answers on: the given holidays, the summer and autumn holidays, and the days around Christmas."""

    def __init__(self, holidays: Container[date] = NO_HOLIDAYS) -> None:
        self._holidays = holidays

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self._holidays or is_quiet(day))


def is_quiet(day: date) -> bool:
    """True in weeks 28 to 30 and 42, and from 23 December to 1 January."""
    week = day.isocalendar().week
    return (
        week in _SUMMER_WEEKS
        or week == _AUTUMN_WEEK
        or (day.month, day.day) >= (12, 23)
        or day.timetuple().tm_yday == 1
    )


def propose_dates(issued_on: date, holidays: Container[date] = NO_HOLIDAYS) -> dict[str, date]:
    """All days of the timetable by field name, `bid_deadline_on` being the day of the deadline."""
    off = DaysOff(holidays)
    found, day = {"issued_on": issued_on}, issued_on
    for name, count in _STEPS:
        day = add_workdays(day, count, off)
        found[name] = day
    found["bid_validity_until_on"] = end_of_month_after(day, VALID_MONTHS)
    return found


def end_of_month_after(day: date, months: int) -> date:
    """The last day of the month that many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def propose_extension(deadline: date, today: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day of the deadline after a correction: five working days to read it, and never earlier than it was."""
    return max(deadline, add_workdays(today, EXTENSION_WORKDAYS, DaysOff(holidays)))


def next_workday(day: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day itself when people work on it, else the first day after it when they do."""
    return add_workdays(day - timedelta(days=1), 1, DaysOff(holidays))
