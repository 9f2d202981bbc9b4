"""Goals for a year, a firm's or the programme's: what is counted, and how it stands against its target (S70, S72)."""

from dataclasses import dataclass
from datetime import date

from itstart.rules.term import Term


class GoalMetric(Term):
    """What a goal counts. Each is a figure It-start knows by itself."""

    CASES = "cases", "Nye kundesager"
    MODULES = "modules", "Afsluttede moduler"
    ACTIVITIES = "activities", "Aktiviteter med deltagelse"
    SUCCESS_CASES = "success_cases", "Offentliggjorte successager"


class GoalStanding(Term):
    """How a goal stands on a day."""

    REACHED = "reached", "Nået"
    ON_THE_WAY = "on_the_way", "På vej"
    BEHIND = "behind", "Bagud"
    MISSED = "missed", "Ikke nået"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many (`actual`) there are of how many (`target`), and what that means on the day asked about."""

    metric: GoalMetric
    target: int
    actual: int
    standing: GoalStanding


def elapsed(year: int, today: date) -> tuple[int, int]:
    """(days gone, days in all) of the year: none of a year to come, all of one that is over."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return min(max((today - date(year, 1, 1)).days, 0), days), days


def standing(actual: int, target: int, *, year: int, today: date) -> GoalStanding:
    """Behind when fewer are reached than the part of the year that has gone asks for, in whole ones."""
    if actual >= target:
        return GoalStanding.REACHED
    gone, days = elapsed(year, today)
    if gone == days:
        return GoalStanding.MISSED
    return GoalStanding.BEHIND if actual < target * gone // days else GoalStanding.ON_THE_WAY


def tally(metric: GoalMetric, target: int, actual: int, *, year: int, today: date) -> Tally:
    """The figure of a goal for `year` with its standing on `today`."""
    return Tally(metric, target, actual, standing(actual, target, year=year, today=today))
