"""Working days: Monday to Friday without the holidays the caller gives (any container of dates)."""

from collections.abc import Container
from datetime import date, timedelta

NO_HOLIDAYS: frozenset[date] = frozenset()
_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def is_workday(day: date, holidays: Container[date] = NO_HOLIDAYS) -> bool:
    return not is_weekend(day) and day not in holidays


def workdays_between(start: date, end: date, holidays: Container[date] = NO_HOLIDAYS) -> int:
    """Working days after `start`, up to and with `end`; 0 when `end` is not later."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_workday(day, holidays) for day in days)


def add_workdays(start: date, count: int, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day `count` working days after `start`; `start` itself for 0."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, holidays)
    return day


def danish_date(day: date) -> str:
    """The day as it reads in a sentence: 19. juni 2026."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """The name of the weekday: lørdag."""
    return _WEEKDAYS[day.weekday()]


def day_off(day: date, holidays: Container[date] = NO_HOLIDAYS) -> str:
    """Why nobody works that day: "en helligdag", "en lørdag"; empty on a working day."""
    if day in holidays:
        return "en helligdag"
    return f"en {weekday(day)}" if is_weekend(day) else ""
