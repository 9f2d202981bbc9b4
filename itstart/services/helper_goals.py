"""The goals agreed with a firm for a year, and how far it has come by It-start's own figures (S70, S72)."""

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
from itstart.rules.goals import GoalMetric, GoalStanding, standing

Counts = Mapping[tuple[int, GoalMetric], int]
_Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Goal:
    """A counted line of a plan: how many there are of how many, and what that means today."""

    line: ActivityPlanLine
    metric: GoalMetric
    target: int
    actual: int
    standing: GoalStanding


# ---- the figures: (helper_id, how many) of everything that counts from `first` to before `after` -------


def _cases(first: date, after: date) -> _Query:
    opened = CustomerCase.opened_on
    return (
        select(CustomerCase.helper_id, func.count(CustomerCase.id))
        .where(opened >= first, opened < after)
        .group_by(CustomerCase.helper_id)
    )


def _modules(first: date, after: date) -> _Query:
    ended = DeliveryModule.end_reported_on
    return (
        select(CustomerCase.helper_id, func.count(DeliveryModule.id))
        .join(CustomerCase, DeliveryModule.case_id == CustomerCase.id)
        .where(ended >= first, ended < after, DeliveryModule.cancelled_on.is_(None))
        .group_by(CustomerCase.helper_id)
    )


def _success_cases(first: date, after: date) -> _Query:
    published = SuccessCase.published_on
    return (
        select(CustomerCase.helper_id, func.count(SuccessCase.id))
        .join(CustomerCase, SuccessCase.case_id == CustomerCase.id)
        .where(published >= first, published < after, SuccessCase.withdrawn_on.is_(None))
        .group_by(CustomerCase.helper_id)
    )


def _activities(first: date, after: date) -> _Query:
    """An activity counts once for a firm, however many of its people were there."""
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=clock.DENMARK) for day in (first, after))
    return (
        select(User.helper_id, func.count(Activity.id.distinct()))
        .join(ActivitySignUp, ActivitySignUp.user_id == User.id)
        .join(Activity, ActivitySignUp.activity_id == Activity.id)
        .where(Activity.starts_at >= begin, Activity.starts_at < end)
        .where(ActivitySignUp.attended.is_(True), ActivitySignUp.cancelled_at.is_(None))
        .group_by(User.helper_id)
    )


_FIGURES: Mapping[GoalMetric, tuple[Callable[[date, date], _Query], Any]] = {
    GoalMetric.CASES: (_cases, CustomerCase.helper_id),
    GoalMetric.MODULES: (_modules, CustomerCase.helper_id),
    GoalMetric.ACTIVITIES: (_activities, User.helper_id),
    GoalMetric.SUCCESS_CASES: (_success_cases, CustomerCase.helper_id),
}


def counts(year: int, helper_id: int | None = None) -> Counts:
    """What every firm has done in the year, or one of them; one query for each metric."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    found: dict[tuple[int, GoalMetric], int] = {}
    for metric, (figure, owner) in _FIGURES.items():
        query = figure(first, after)
        if helper_id is not None:
            query = query.where(owner == helper_id)
        found |= {(owner_id, metric): number for owner_id, number in db.session.execute(query)}
    return found


def goals(lines: Sequence[ActivityPlanLine], figures: Counts) -> list[Goal]:
    """The counted lines that are agreed, or were done, each against its figure."""
    today = clock.today()
    agreed = (PlanLineStatus.AGREED, PlanLineStatus.DONE)
    return [
        Goal(
            line,
            line.metric,
            line.target,
            actual := figures.get((line.helper_id, line.metric), 0),
            standing(actual, line.target, year=line.year, today=today),
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
