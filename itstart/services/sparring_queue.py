"""The questions in a list: IBIZ-Center's queue, the firm's own, and the reminder after three working days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import Customer, CustomerCase, Helper, SparringRequest, User
from itstart.rules import sparring as rules
from itstart.rules.settings import SettingKey
from itstart.rules.sparring import Urgency
from itstart.rules.terms import Role, SparringStatus
from itstart.rules.workdays import workdays_between
from itstart.services import mail_texts, outbox, settings
from itstart.steps.calendar import danish_holidays

MOST = 500


class Part(StrEnum):
    """Which questions are shown."""

    OPEN = "nye"
    ASSIGNED = "tildelte"
    ANSWERED = "besvarede"
    CLOSED = "lukkede"
    MINE = "mine"
    UNASSIGNED = "uden-ansvarlig"


@dataclass(frozen=True)
class Line:
    """A question as the list shows it; `age` is in working days."""

    number: str
    code: str
    question: str
    customer: str
    helper: str
    status: SparringStatus
    urgency: Urgency
    asked_on: date
    deadline_on: date | None
    assigned_to: str
    age: int

    @property
    def is_late(self) -> bool:
        """True when it waits past its deadline or for more than three working days."""
        waits = self.status in {SparringStatus.OPEN, SparringStatus.ASSIGNED}
        past = self.deadline_on is not None and self.deadline_on < clock.today()
        return waits and (past or self.age > rules.REMINDER_WORKDAYS)


_WAITING = (SparringStatus.OPEN, SparringStatus.ASSIGNED)


def _part(query: Select[SparringRequest], part: Part, user: User) -> Select[SparringRequest]:
    status = SparringRequest.status
    if part is Part.MINE:
        mine = SparringRequest.asked_by_id == user.id
        if policies.is_staff(user):
            mine = (SparringRequest.assigned_to_id == user.id) & status.in_([*_WAITING, SparringStatus.ANSWERED])
        return query.where(mine)
    if part is Part.UNASSIGNED:
        return query.where(SparringRequest.assigned_to_id.is_(None), status.in_(_WAITING))
    wanted = {
        Part.OPEN: [SparringStatus.OPEN],
        Part.ASSIGNED: [SparringStatus.ASSIGNED],
        Part.ANSWERED: [SparringStatus.ANSWERED],
    }.get(part, [SparringStatus.CLOSED, SparringStatus.WITHDRAWN])
    return query.where(status.in_(wanted))


def _visible(user: User) -> Select[SparringRequest]:
    known = policies.cases_visible_to(user).with_only_columns(CustomerCase.id)
    return select(SparringRequest).where(SparringRequest.case_id.in_(known), SparringRequest.asked_on.is_not(None))


def counts(user: User) -> dict[Part, int]:
    """How many questions each part has."""
    return {
        part: db.session.scalar(select(func.count()).select_from(_part(_visible(user), part, user).subquery())) or 0
        for part in Part
    }


def lines(user: User, part: Part) -> list[Line]:
    """The questions of a part: those that hurry first, then the oldest."""
    query = (
        _part(_visible(user), part, user)
        .join(CustomerCase, SparringRequest.case_id == CustomerCase.id)
        .join(Customer, CustomerCase.customer_id == Customer.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .outerjoin(User, SparringRequest.assigned_to_id == User.id)
        .order_by(SparringRequest.urgency.desc(), SparringRequest.asked_on, SparringRequest.id)
        .with_only_columns(CustomerCase.number, Customer.name, Helper.company, User.name, SparringRequest)
        .limit(MOST)
    )
    return [
        Line(
            number=number,
            code=request.code,
            question=request.question,
            customer=customer,
            helper=helper,
            status=request.status,
            urgency=request.urgency,
            asked_on=request.asked_on or clock.today(),
            deadline_on=request.deadline_on,
            assigned_to=assigned or "",
            age=workdays_between(request.asked_on or clock.today(), clock.today(), danish_holidays()),
        )
        for number, customer, helper, assigned, request in db.session.execute(query)
    ]


def colleagues() -> list[User]:
    """Those at IBIZ-Center who can be given a question."""
    query = select(User).where(User.role == Role.STAFF, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def remind(today: date) -> int:
    """Write to the one who has a question, or to everybody when nobody has, once so many working days have gone.

    Once for each time it is asked; returns how many questions. Run it once a day.
    """
    query = select(SparringRequest).where(
        SparringRequest.status.in_(_WAITING), SparringRequest.reminded_on.is_(None), SparringRequest.asked_on <= today
    )
    reminded, days = 0, settings.days(SettingKey.SPARRING_WORKDAYS)
    for request in db.session.scalars(query):
        if request.asked_on is None or today < rules.remind_from(request.asked_on, danish_holidays(), days):
            continue
        for person in [request.assigned_to] if request.assigned_to else colleagues():
            _remind(request, person, today)
        request.reminded_on = today
        reminded += 1
    return reminded


def _remind(request: SparringRequest, person: User, today: date) -> None:
    number = request.case.number
    subject, body = mail_texts.compose(
        "rykker-om-sparring",
        navn=person.name,
        sag=number,
        spoergsmaal=request.code,
        dage=settings.days(SettingKey.SPARRING_WORKDAYS),
        tekst=request.question,
    )
    outbox.write(
        key=f"sparring-{request.id}-reminder-{today.isoformat()}-{person.id}",
        recipient=person.email,
        subject=subject,
        body=body,
    )
