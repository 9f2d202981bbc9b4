"""The activity plan of a firm for a year: either side proposes, both agree, and it is told what came of it (S72)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, lazyload

from itstart import clock, policies
from itstart.db import db
from itstart.models import Activity, ActivityPlanLine, ActivitySignUp, Helper, User
from itstart.rules.activities import (
    ActivityStatus,
    PlanLineEvent,
    PlanLineStatus,
    Side,
    check_plan_line,
    participation,
)
from itstart.rules.findings import Finding, require
from itstart.services import helper_goals, mail_texts, outbox
from itstart.services.conflicts import Conflict, Difference
from itstart.services.helper_goals import Counts, Goal

FIELDS = ("title", "goal", "due_on", "activity", "metric", "target")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Plan:
    """A firm's plan: its lines in order, what it really took part in, and what that gives reason to say."""

    helper: Helper
    year: int
    lines: list[ActivityPlanLine]
    attended: list[Activity]
    goals: list[Goal]
    findings: list[Finding]
    agreed: int
    done: int

    def count(self, *statuses: PlanLineStatus) -> int:
        """How many lines stand so."""
        return sum(line.facts.status in statuses for line in self.lines)


def _side(actor: User, helper: Helper) -> Side:
    side = policies.plan_side(actor, helper)
    if side is None:
        raise NoResultFound
    return side


def find_helper(actor: User, cvr: str) -> Helper:
    """The firm whose plan it is; NoResultFound (404) for anybody else's."""
    helper = db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()
    _side(actor, helper)
    return helper


def plan(actor: User, helper: Helper, year: int) -> Plan:
    """The plan as both sides see it."""
    _side(actor, helper)
    query = select(ActivityPlanLine).where(ActivityPlanLine.helper_id == helper.id, ActivityPlanLine.year == year)
    lines = list(
        db.session.scalars(query.options(joinedload(ActivityPlanLine.activity)).order_by(ActivityPlanLine.position))
    )
    attended = [one for one in _attended(helper) if clock.local(one.starts_at).year == year]
    counted = any(line.metric for line in lines)
    goals = helper_goals.goals(lines, helper_goals.counts(year, helper.id)) if counted else []
    agreed, done = _agreed_and_done(lines)
    findings = participation(agreed, done, year, clock.today())
    return Plan(helper, year, lines, attended, goals, findings, agreed, done)


def _agreed_and_done(lines: list[ActivityPlanLine]) -> tuple[int, int]:
    """A counted goal has its own standing; of the rest, how many are agreed, and how many of those are done."""
    agreed = {PlanLineStatus.AGREED, PlanLineStatus.DONE}
    found = [line.facts.status for line in lines if line.metric is None and line.facts.status in agreed]
    return len(found), found.count(PlanLineStatus.DONE)


def _attended(helper: Helper) -> list[Activity]:
    query = (
        select(Activity)
        .join(ActivitySignUp, ActivitySignUp.activity_id == Activity.id)
        .join(User, User.id == ActivitySignUp.user_id)
        .where(User.helper_id == helper.id, ActivitySignUp.attended.is_(True), ActivitySignUp.cancelled_at.is_(None))
        .distinct()
        .order_by(Activity.starts_at)
    )
    return list(db.session.scalars(query))


def find_line(actor: User, helper: Helper, year: int, position: int) -> ActivityPlanLine:
    """One line; NoResultFound (404) when there is none."""
    _side(actor, helper)
    query = select(ActivityPlanLine).where(
        ActivityPlanLine.helper_id == helper.id, ActivityPlanLine.year == year, ActivityPlanLine.position == position
    )
    return db.session.scalars(query).one()


def activities_to_choose(year: int) -> list[Activity]:
    """The year's activities a line can be about."""
    found = db.session.scalars(
        select(Activity).where(Activity.status != ActivityStatus.CANCELLED).order_by(Activity.starts_at)
    )
    return [one for one in found if clock.local(one.starts_at).year == year]


def propose(actor: User, helper: Helper, year: int, values: Mapping[str, Any]) -> ActivityPlanLine:
    """A new line; the side that proposes it has agreed. `values` are those of FIELDS."""
    side = _side(actor, helper)
    highest = db.session.scalar(
        select(func.max(ActivityPlanLine.position)).where(
            ActivityPlanLine.helper_id == helper.id, ActivityPlanLine.year == year
        )
    )
    line = ActivityPlanLine(
        helper=helper,
        year=year,
        position=(highest or 0) + 1,
        proposed_by=actor.name,
        proposed_side=side,
        **values,
    )
    _agree(line, side)
    db.session.add(line)
    db.session.flush()
    _tell_other(actor, line, side, "Ny linje i aktivitetsplanen", "foreslår")
    return line


def edit(actor: User, line: ActivityPlanLine, values: Mapping[str, Any], *, version: int) -> bool:
    """Correct a line; the other side must agree again. False when nothing changed, Conflict when somebody was first."""
    side = _side(actor, line.helper)
    require(check_plan_line(PlanLineEvent.EDIT, line.facts, side))
    changed = [name for name in FIELDS if getattr(line, name) != values[name]]
    if line.version != version and changed:
        raise Conflict([Difference(name, values[name], getattr(line, name)) for name in changed], line.version)
    if not changed:
        return False
    for name in changed:
        setattr(line, name, values[name])
    line.agreed_by_helper_on = line.agreed_by_center_on = None
    line.proposed_by, line.proposed_side = actor.name, side
    _agree(line, side)
    line.version += 1
    db.session.flush()
    _tell_other(actor, line, side, "Rettet linje i aktivitetsplanen", "foreslår nu")
    return True


def _agree(line: ActivityPlanLine, side: Side) -> None:
    if side is Side.HELPER:
        line.agreed_by_helper_on = clock.today()
    else:
        line.agreed_by_center_on = clock.today()


def agree(actor: User, line: ActivityPlanLine) -> None:
    """The other side's yes."""
    side = _side(actor, line.helper)
    require(check_plan_line(PlanLineEvent.AGREE, line.facts, side))
    _agree(line, side)
    line.version += 1
    db.session.flush()


def complete(actor: User, line: ActivityPlanLine, outcome: str) -> None:
    """It has been done, and what came of it."""
    side = _side(actor, line.helper)
    require(check_plan_line(PlanLineEvent.DO, line.facts, side))
    if not outcome.strip():
        require([Finding("Skriv kort, hvad der kom ud af det.", where="outcome")])
    line.done_on, line.outcome = clock.today(), outcome.strip()
    line.version += 1
    db.session.flush()


def cancel(actor: User, line: ActivityPlanLine) -> None:
    """It will not be done."""
    side = _side(actor, line.helper)
    require(check_plan_line(PlanLineEvent.CANCEL, line.facts, side))
    line.cancelled_on = clock.today()
    line.version += 1
    db.session.flush()


def _tell_other(actor: User, line: ActivityPlanLine, side: Side, subject: str, verb: str) -> None:
    """The firm hears of what IBIZ-Center proposes; IBIZ-Center sees the firm's proposals in its list."""
    address = line.helper.email
    if side is not Side.CENTER or not address:
        return
    subject_line, body = mail_texts.compose(
        "aktivitetsplan",
        fornavn=line.helper.adviser.split()[0] if line.helper.adviser else "",
        emne=subject,
        aar=line.year,
        afsender=actor.name,
        handling=verb,
        linje=line.title,
    )
    outbox.write(
        key=f"plan-line-{line.id}-{line.version or 1}",
        recipient=address,
        recipient_name=line.helper.adviser,
        subject=subject_line,
        body=body,
        reply_to=actor,
    )


@dataclass(frozen=True)
class PlanSummary:
    """A firm's year in numbers: its lines by where they stand, and its counted goals."""

    helper: Helper
    proposed: int
    agreed: int
    done: int
    goals: list[Goal]


@dataclass(frozen=True)
class Page:
    """The plans of some firms, which page it is, and of how many."""

    lines: list[PlanSummary]
    page: int
    pages: int


def every(actor: User, year: int, number: int = 1) -> Page:
    """Firms that have not ended, with the numbers of their plans and goals, by name. The same queries for all."""
    policies.ensure(policies.may_arrange_activities(actor))
    count = db.session.scalar(select(func.count(Helper.id)).where(Helper.ended_on.is_(None))) or 0
    pages = max(1, -(-count // PAGE_SIZE))
    number = min(max(1, number), pages)
    firms = select(Helper).where(Helper.ended_on.is_(None)).options(lazyload("*")).order_by(Helper.company, Helper.id)
    shown = db.session.scalars(firms.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    query = select(ActivityPlanLine).where(
        ActivityPlanLine.year == year, ActivityPlanLine.helper_id.in_([helper.id for helper in shown])
    )
    lines: dict[int, list[ActivityPlanLine]] = defaultdict(list)
    for line in db.session.scalars(query.order_by(ActivityPlanLine.position)):
        lines[line.helper_id].append(line)
    figures = helper_goals.counts(year)
    return Page([_summary(helper, lines[helper.id], figures) for helper in shown], number, pages)


def _summary(helper: Helper, lines: list[ActivityPlanLine], figures: Counts) -> PlanSummary:
    stand = [line.facts.status for line in lines]
    return PlanSummary(
        helper,
        proposed=stand.count(PlanLineStatus.PROPOSED),
        agreed=stand.count(PlanLineStatus.AGREED),
        done=stand.count(PlanLineStatus.DONE),
        goals=helper_goals.goals(lines, figures),
    )
