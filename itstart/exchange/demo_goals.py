"""The demo's counted goals, one still to be agreed, and all reports but the newest read. Twice is once."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import ActivityPlanLine, DeliveryModule, Helper, ReportReading
from itstart.rules.activities import Side
from itstart.rules.goals import GoalMetric
from itstart.rules.module_acts import ReportKind

READER = "Lise Ravnholt"
UNREAD = 2

# (CVR number, title, what is counted, how many, whether both have agreed)
_GOALS: tuple[tuple[str, str, GoalMetric, int, bool], ...] = (
    ("99000058", "To gode historier fra vores kunder", GoalMetric.SUCCESS_CASES, 2, True),
    ("99000058", "Fire moduler helt i mål", GoalMetric.MODULES, 4, True),
    ("99000058", "Med til to aktiviteter", GoalMetric.ACTIVITIES, 2, True),
    ("99000058", "Tre nye kunder i Midtjylland", GoalMetric.CASES, 3, False),
    ("99000120", "To nye kunder på Als", GoalMetric.CASES, 2, True),
    ("99000120", "Med til tre aktiviteter", GoalMetric.ACTIVITIES, 3, True),
)


def fill() -> None:
    """Make what is not there yet."""
    today = clock.today()
    if db.session.scalar(select(ActivityPlanLine.id).where(ActivityPlanLine.metric.is_not(None)).limit(1)) is None:
        for cvr, title, metric, target, agreed in _GOALS:
            _goal(cvr, today, agreed=agreed, title=title, metric=metric, target=target)
    if db.session.scalar(select(ReportReading.id).limit(1)) is None:
        _read_all_but_the_newest()
    db.session.flush()


def _goal(cvr: str, today: date, *, agreed: bool, **said: Any) -> None:
    helper = db.session.scalar(select(Helper).where(Helper.cvr == cvr))
    if helper is None:
        return
    taken = select(func.max(ActivityPlanLine.position)).where(
        ActivityPlanLine.helper_id == helper.id, ActivityPlanLine.year == today.year
    )
    begun = date(today.year, 1, 20)
    line = ActivityPlanLine(
        helper=helper,
        year=today.year,
        position=(db.session.scalar(taken) or 0) + 1,
        proposed_by=READER,
        proposed_side=Side.CENTER,
        agreed_by_center_on=begun,
        agreed_by_helper_on=begun if agreed else None,
        **said,
    )
    db.session.add(line)
    db.session.flush()


def _read_all_but_the_newest() -> None:
    reported = [
        (on, module.id, kind)
        for module in db.session.scalars(select(DeliveryModule))
        for kind, on in ((ReportKind.START, module.start_reported_on), (ReportKind.END, module.end_reported_on))
        if on is not None
    ]
    for on, module_id, kind in sorted(reported)[:-UNREAD]:
        day = min(on + timedelta(days=2), clock.today())
        db.session.add(ReportReading(module_id=module_id, kind=kind, read_on=day, read_by=READER))
