"""What waits for a helper, across everything: the most urgent first, in the same few queries however much there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import Activity, ActivityPlanLine, ActivitySignUp, CustomerCase, Helper, SparringRequest, User
from itstart.rules.activities import ActivityStatus
from itstart.rules.terms import LeadStatus, SparringStatus
from itstart.rules.words import cut
from itstart.services import case_list, case_next, code_of_conduct, helper_goals, lead_list, profiles, settings
from itstart.services.case_next import CaseNext
from itstart.services.helper_goals import Goal
from itstart.services.lead_list import Line as LeadLine

MOST_ACTIVITIES = 4
MOST_NEED = 120


class Kind(StrEnum):
    """What a thing is about, in the order of how much it hurries."""

    CODE = "code"
    OFFER = "offer"
    DEADLINE = "deadline"
    MODULE = "module"
    TAKEN = "taken"
    SPARRING = "sparring"
    PLAN = "plan"
    REVIEW = "review"
    PROFILE = "profile"


@dataclass(frozen=True)
class Thing:
    """One thing to do, maybe before a day; `about` is what it is about, for the page to make an address of."""

    kind: Kind
    title: str
    text: str
    due_on: date | None = None
    about: Any = None


@dataclass(frozen=True)
class Coming:
    """An activity ahead: whether the person goes, and whether one can still sign up."""

    activity: Activity
    mine: bool


@dataclass(frozen=True)
class Day:
    """Everything the front page of a helper shows."""

    things: list[Thing]
    cases: list[CaseNext]
    activities: list[Coming]
    goals: list[Goal]


def day(user: User) -> Day:
    """The user's own day; Forbidden for somebody without a firm."""
    helper = profiles.own(user)
    cases = case_next.of_firm(user)
    things = [
        *_code(user),
        *_leads(user),
        *_deadlines(user),
        *_modules(cases),
        *_sparring(user),
        *_plan(helper),
        *_profile(user, helper),
    ]
    order = list(Kind)
    things.sort(key=lambda thing: (order.index(thing.kind), thing.due_on or date.max))
    return Day(things, cases, _activities(user), helper_goals.of_helper(helper.id, clock.today().year))


def _code(user: User) -> Iterator[Thing]:
    if code_of_conduct.is_owed(user):
        text = "Ingen ny sag kan gøres aktiv, før firmaet har accepteret det kodeks, der gælder."
        yield Thing(Kind.CODE, "Læs og accepter kodekset", text)


def _leads(user: User) -> Iterator[Thing]:
    for line in lead_list.of_firm(user):
        need = cut(line.need, MOST_NEED)
        if line.status is LeadStatus.OFFERED and line.answer_by:
            yield Thing(Kind.OFFER, f"Svar på en ny kunde: {_who(line)}", need, line.answer_by, line.number)
        elif line.status is LeadStatus.ACCEPTED:
            yield Thing(Kind.TAKEN, f"Tal med {_who(line)}, og opret sagen", need, None, line.number)


def _who(line: LeadLine) -> str:
    return line.company or (f"en virksomhed i {line.place}" if line.place else "en virksomhed")


def _deadlines(user: User) -> Iterator[Thing]:
    """What the helper has written down for today or earlier."""
    for found in case_list.deadlines(user):
        if found.on <= clock.today():
            yield Thing(Kind.DEADLINE, found.text, f"{found.customer}, sag {found.number}", found.on, found.number)


def _modules(cases: list[CaseNext]) -> Iterator[Thing]:
    for found in cases:
        if found.is_pressing:
            text = f"{found.line.customer}, sag {found.line.number}"
            yield Thing(Kind.MODULE, found.title, text, about=found.module)


def _sparring(user: User) -> Iterator[Thing]:
    known = policies.cases_visible_to(user).with_only_columns(CustomerCase.id)
    query = (
        select(SparringRequest.code, SparringRequest.question, CustomerCase.number)
        .join(CustomerCase, SparringRequest.case_id == CustomerCase.id)
        .where(SparringRequest.case_id.in_(known), SparringRequest.status == SparringStatus.ANSWERED)
        .order_by(SparringRequest.answered_on, SparringRequest.id)
    )
    for code, question, number in db.session.execute(query):
        yield Thing(
            Kind.SPARRING, settings.our_words("Læs IBIZ-Centers svar"), f"{question} Sag {number}", None, (number, code)
        )


def _plan(helper: Helper) -> Iterator[Thing]:
    """The lines IBIZ-Center has proposed, a year at a time."""
    line = ActivityPlanLine
    query = (
        select(line.year, func.count(line.id).label("lines"), func.min(line.title).label("first"))
        .where(line.helper_id == helper.id, line.year >= clock.today().year)
        .where(line.agreed_by_helper_on.is_(None), line.agreed_by_center_on.is_not(None))
        .where(line.done_on.is_(None), line.cancelled_on.is_(None))
        .group_by(line.year)
        .order_by(line.year)
    )
    for year, lines, first in db.session.execute(query):
        more = f" og {lines - 1} til" if lines > 1 else ""
        yield Thing(
            Kind.PLAN, f"Sig ja eller ret i aktivitetsplanen {year}", f"{first}{more}", None, (helper.cvr, year)
        )


def _profile(user: User, helper: Helper) -> Iterator[Thing]:
    if not policies.may_edit_profile(user, helper):
        return
    missing = profiles.missing(helper)
    if profiles.is_review_due(helper, clock.today()):
        text = settings.our_words("Det er over et år siden. IBIZ-Center vælger ud fra den, når der er en ny kunde.")
        yield Thing(Kind.REVIEW, "Gennemse jeres profil", text)
    elif missing:
        more = f" Der mangler {len(missing) - 1} ting mere." if len(missing) > 1 else ""
        yield Thing(Kind.PROFILE, "Gør jeres profil færdig", f"{missing[0].words}{more}")


def _activities(user: User) -> list[Coming]:
    """The next ones: those the person goes to, and those one can sign up for."""
    mine = select(ActivitySignUp.activity_id).where(
        ActivitySignUp.user_id == user.id, ActivitySignUp.cancelled_at.is_(None)
    )
    query = (
        select(Activity, Activity.id.in_(mine))
        .where(Activity.starts_at > clock.now(), Activity.status == ActivityStatus.OPEN)
        .order_by(Activity.starts_at, Activity.id)
        .limit(MOST_ACTIVITIES)
    )
    return [Coming(activity, bool(own)) for activity, own in db.session.execute(query)]
