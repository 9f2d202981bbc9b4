"""The programme's goals for a year: written by IBIZ-Center, and told to every helper (S70)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import ProgrammeGoal, User
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.goals import GoalMetric, Tally, tally
from itstart.rules.terms import Role
from itstart.services import helper_goals, mail_texts, outbox


def of_year(actor: User, year: int) -> Sequence[ProgrammeGoal]:
    """The year's goals in order; helpers see those that are published."""
    query = select(ProgrammeGoal).where(ProgrammeGoal.year == year).order_by(ProgrammeGoal.position)
    if not policies.is_staff(actor):
        query = query.where(ProgrammeGoal.published_on.is_not(None))
    return list(db.session.scalars(query))


def tallies(goals: Sequence[ProgrammeGoal]) -> dict[int, Tally]:
    """How the counted ones stand today by their position; each figure of a year is counted once."""
    figures: dict[tuple[GoalMetric, int], int] = {}
    found = {}
    for goal in goals:
        if goal.metric is None or goal.target is None:
            continue
        key = (goal.metric, goal.year)
        if key not in figures:
            figures[key] = helper_goals.count_all(*key)
        found[goal.position] = tally(goal.metric, goal.target, figures[key], year=goal.year, today=clock.today())
    return found


def find(actor: User, year: int, position: int) -> ProgrammeGoal:
    """One goal; NoResultFound (404) when there is none."""
    policies.ensure(policies.may_arrange_activities(actor))
    query = select(ProgrammeGoal).where(ProgrammeGoal.year == year, ProgrammeGoal.position == position)
    return db.session.scalars(query).one()


def add(
    actor: User, year: int, *, title: str, text: str, metric: GoalMetric | None = None, target: int | None = None
) -> ProgrammeGoal:
    """A goal that nobody but IBIZ-Center sees yet; `metric` and `target` belong together."""
    policies.ensure(policies.may_arrange_activities(actor))
    highest = db.session.scalar(select(func.max(ProgrammeGoal.position)).where(ProgrammeGoal.year == year))
    goal = ProgrammeGoal(year=year, position=(highest or 0) + 1, title=title, text=text, metric=metric, target=target)
    db.session.add(goal)
    db.session.flush()
    return goal


def edit(
    actor: User,
    goal: ProgrammeGoal,
    *,
    title: str,
    text: str,
    metric: GoalMetric | None = None,
    target: int | None = None,
) -> None:
    """Correct a goal that has not been told yet."""
    policies.ensure(policies.may_arrange_activities(actor))
    _unpublished(goal)
    goal.title, goal.text, goal.metric, goal.target = title, text, metric, target
    db.session.flush()


def remove(actor: User, goal: ProgrammeGoal) -> None:
    """Drop a goal that has not been told yet."""
    policies.ensure(policies.may_arrange_activities(actor))
    _unpublished(goal)
    db.session.delete(goal)
    db.session.flush()


def _unpublished(goal: ProgrammeGoal) -> None:
    if goal.published_on is not None:
        raise RuleViolation([Finding("Målet er meldt ud og kan ikke ændres.")])


def publish(actor: User, year: int) -> int:
    """Tell every helper of the year's new goals; returns how many people got a mail."""
    policies.ensure(policies.may_arrange_activities(actor))
    new = [goal for goal in of_year(actor, year) if goal.published_on is None]
    require([] if new else [Finding("Der er ingen nye mål at melde ud.")])
    for goal in new:
        goal.published_on, goal.published_by = clock.today(), actor.name
    told = "\n".join(f"- {goal.title}" for goal in new)
    people = db.session.scalars(select(User).where(User.role == Role.HELPER, User.deactivated_at.is_(None))).all()
    for person in people:
        subject, body = mail_texts.compose("nye-maal", fornavn=person.name.split()[0], aar=year, maal=told)
        outbox.write(
            key=f"goals-{year}-{new[0].id}-{person.id}",
            recipient=person.email,
            recipient_name=person.name,
            subject=subject,
            body=body,
            reply_to=actor,
        )
    db.session.flush()
    return len(people)
