"""How far a firm has come with the goals agreed for a year, and the programme with its own, as counted (S70, S72)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from itstart import clock
from itstart.db import db
from itstart.models import (
    Activity,
    ActivityPlanLine,
    ActivitySignUp,
    CustomerCase,
    DeliveryModule,
    SuccessCase,
    User,
)
from itstart.rules.activities import PlanLineStatus
from itstart.rules.goals import GoalMetric, Tally, tally

Counts = Mapping[tuple[int, GoalMetric], int]
_Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Goal:
    """A counted line of a plan, and how it stands today."""

    line: ActivityPlanLine
    tally: Tally


# ---- the figures: (helper_id, id) of everything that counts from `first` to before `after` -------------


def _cases(first: date, after: date) -> _Query:
    opened = CustomerCase.opened_on
    return select(CustomerCase.helper_id, CustomerCase.id).where(opened >= first, opened < after)


def _modules(first: date, after: date) -> _Query:
    ended = DeliveryModule.end_reported_on
    return (
        select(CustomerCase.helper_id, DeliveryModule.id)
        .join(CustomerCase, DeliveryModule.case_id == CustomerCase.id)
        .where(ended >= first, ended < after, DeliveryModule.cancelled_on.is_(None))
    )


def _success_cases(first: date, after: date) -> _Query:
    published = SuccessCase.published_on
    return (
        select(CustomerCase.helper_id, SuccessCase.id)
        .join(CustomerCase, SuccessCase.case_id == CustomerCase.id)
        .where(published >= first, published < after, SuccessCase.withdrawn_on.is_(None))
    )


def _activities(first: date, after: date) -> _Query:
    """An activity counts once for a firm, however many of its people were there."""
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=clock.DENMARK) for day in (first, after))
    return (
        select(User.helper_id, Activity.id)
        .join(ActivitySignUp, ActivitySignUp.user_id == User.id)
        .join(Activity, ActivitySignUp.activity_id == Activity.id)
        .where(Activity.starts_at >= begin, Activity.starts_at < end)
        .where(ActivitySignUp.attended.is_(True), ActivitySignUp.cancelled_at.is_(None), User.helper_id.is_not(None))
    )


_FIGURES: Mapping[GoalMetric, tuple[Callable[[date, date], _Query], Any]] = {
    GoalMetric.CASES: (_cases, CustomerCase.helper_id),
    GoalMetric.MODULES: (_modules, CustomerCase.helper_id),
    GoalMetric.ACTIVITIES: (_activities, User.helper_id),
    GoalMetric.SUCCESS_CASES: (_success_cases, CustomerCase.helper_id),
}


def counts(year: int, helper_id: int | None = None) -> Counts:
    """What every firm has done in the year, or one of them; one query for each metric."""
    found: dict[tuple[int, GoalMetric], int] = {}
    for metric, (figure, owner) in _FIGURES.items():
        query = figure(*_bounds(year))
        if helper_id is not None:
            query = query.where(owner == helper_id)
        firm, thing = query.subquery().c
        numbers = select(firm, func.count(thing.distinct())).group_by(firm)
        found |= {(owner_id, metric): number for owner_id, number in db.session.execute(numbers)}
    return found


def count_all(metric: GoalMetric, year: int) -> int:
    """What all firms have done together; an activity counts once, however many firms were there."""
    figure, _ = _FIGURES[metric]
    _, thing = figure(*_bounds(year)).subquery().c
    return db.session.scalar(select(func.count(thing.distinct()))) or 0


def _bounds(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def goals(lines: Sequence[ActivityPlanLine], figures: Counts) -> list[Goal]:
    """The counted lines that are agreed, or were done, each against its figure."""
    today = clock.today()
    agreed = (PlanLineStatus.AGREED, PlanLineStatus.DONE)
    return [
        Goal(
            line,
            tally(
                line.metric,
                line.target,
                figures.get((line.helper_id, line.metric), 0),
                year=line.year,
                today=today,
            ),
        )
        for line in lines
        if line.metric is not None and line.target is not None and line.facts.status in agreed
    ]


def of_helper(helper_id: int, year: int) -> list[Goal]:
    """A firm's agreed goals of the year in their order; no figure is counted where there is no goal."""
    query = select(ActivityPlanLine).where(
        ActivityPlanLine.helper_id == helper_id, ActivityPlanLine.year == year, ActivityPlanLine.metric.is_not(None)
    )
    lines = db.session.scalars(query.order_by(ActivityPlanLine.position)).all()
    return goals(lines, counts(year, helper_id)) if lines else []
