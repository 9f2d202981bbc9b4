"""The queries behind IBIZ-Center's queues: each gives the oldest first, and how a row of it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, literal, select, union_all

from itstart import clock
from itstart.models import (
    ActivityPlanLine,
    CodeAcceptance,
    CoDelivery,
    Customer,
    CustomerCase,
    DeliveryModule,
    Helper,
    Lead,
    LeadOffer,
    QualificationEvent,
    ReportReading,
    SparringRequest,
    SuccessCase,
    User,
    YearlyTalk,
)
from itstart.rules import lead_states
from itstart.rules.module_acts import ReportKind
from itstart.rules.settings import SettingKey
from itstart.rules.terms import CoDeliveryStatus, LeadStatus, QualificationStatus, SparringStatus
from itstart.rules.workdays import danish_date
from itstart.services import advisers, code_versions, settings
from itstart.steps.calendar import danish_holidays

DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Row:
    """One thing that waits since a day, which lies ahead when it is a deadline; `at` names it in an address."""

    title: str
    text: str
    since: date
    at: Mapping[str, Any]


Found = tuple[Select[*tuple[Any, ...]], Callable[[Any], Row]]


def _day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


# ---- sparring --------------------------------------------------------------------------------------


def _sparring(*conditions: Any) -> Found:
    asked = SparringRequest
    query = (
        select(asked.code, asked.question, asked.asked_on, CustomerCase.number, Helper.company, User.name)
        .join(CustomerCase, asked.case_id == CustomerCase.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .outerjoin(User, asked.assigned_to_id == User.id)
        .where(asked.asked_on.is_not(None), asked.status.in_((SparringStatus.OPEN, SparringStatus.ASSIGNED)))
        .where(*conditions)
        .order_by(asked.asked_on, asked.id)
    )
    return query, lambda row: Row(
        row.question,
        f"{row.company} · hos {row.name}" if row.name else row.company,
        row.asked_on,
        {"number": row.number, "code": row.code},
    )


def unassigned() -> Found:
    """Questions nobody has taken."""
    return _sparring(SparringRequest.assigned_to_id.is_(None))


def assigned() -> Found:
    """Questions somebody has, and has not answered."""
    return _sparring(SparringRequest.assigned_to_id.is_not(None))


# ---- leads -----------------------------------------------------------------------------------------


def leads() -> Found:
    """Nobody has them and nobody is asked; a helper's own customer has its helper."""
    since = func.coalesce(Lead.waiting_since, Lead.received_on, clock.today())
    query = (
        select(Lead.number, Lead.company, Lead.need_summary, since.label("since"))
        .where(Lead.status.in_((LeadStatus.NEW, LeadStatus.PREQUALIFIED)), Lead.owner_helper_id.is_(None))
        .order_by(since, Lead.number)
    )
    return query, lambda row: Row(row.company or "Uden navn", row.need_summary, row.since, {"lead_number": row.number})


def offers() -> Found:
    open_ = (LeadOffer.accepted_on, LeadOffer.declined_on, LeadOffer.expired_on, LeadOffer.withdrawn_on)
    query = (
        select(Lead.number, Lead.company, LeadOffer.offered_on, Helper.company.label("firm"))
        .join(LeadOffer, LeadOffer.lead_id == Lead.id)
        .join(Helper, LeadOffer.helper_id == Helper.id)
        .where(*(column.is_(None) for column in open_))
        .order_by(LeadOffer.offered_on, LeadOffer.id)
    )
    return query, lambda row: Row(
        row.company or "Uden navn", _asked(row.firm, row.offered_on), row.offered_on, {"lead_number": row.number}
    )


def _asked(firm: str, offered_on: date) -> str:
    answer_by = lead_states.answer_by(offered_on, danish_holidays(), settings.days(SettingKey.LEAD_ANSWER_WORKDAYS))
    return f"Tilbudt {firm}, svar senest {danish_date(answer_by)}"


# ---- reports and success cases ---------------------------------------------------------------------


def reports() -> Found:
    """Start and end reports nobody has read."""
    parts = []
    for kind in ReportKind:
        reported = DeliveryModule.start_reported_on if kind is ReportKind.START else DeliveryModule.end_reported_on
        read = select(ReportReading.id).where(ReportReading.module_id == DeliveryModule.id, ReportReading.kind == kind)
        unread = select(
            DeliveryModule.case_id, DeliveryModule.number, reported.label("since"), literal(kind.value).label("kind")
        )
        parts.append(unread.where(reported.is_not(None), ~read.exists()))
    waiting = union_all(*parts).subquery()
    query = (
        select(waiting.c.number.label("module"), waiting.c.since, waiting.c.kind, CustomerCase.number, Helper.company)
        .join(CustomerCase, waiting.c.case_id == CustomerCase.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .order_by(waiting.c.since, CustomerCase.number, waiting.c.number, waiting.c.kind.desc())
    )
    return query, lambda row: Row(
        f"{ReportKind(row.kind).label}, sag {row.number}, modul {row.module}",
        row.company,
        row.since,
        {"number": row.number, "module": row.module, "kind": row.kind},
    )


def stories() -> Found:
    """Success cases that are sent and not decided."""
    story = SuccessCase
    query = (
        select(story.title, story.submitted_on, CustomerCase.number, Customer.name, Helper.company)
        .join(CustomerCase, story.case_id == CustomerCase.id)
        .join(Customer, CustomerCase.customer_id == Customer.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .where(story.submitted_on.is_not(None), story.published_on.is_(None), story.withdrawn_on.is_(None))
        .order_by(story.submitted_on, story.id)
    )
    return query, lambda row: Row(
        row.title or row.name, f"{row.name} · {row.company}", row.submitted_on, {"number": row.number}
    )


# ---- the firms -------------------------------------------------------------------------------------


def evaluations() -> Found:
    """From a week before the day they are due."""
    query = (
        select(CoDelivery.number, CoDelivery.evaluation_due_on, CustomerCase.number, Helper.company, Helper.cvr)
        .join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .where(
            CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED,
            CoDelivery.evaluation_due_on <= clock.today() + timedelta(days=settings.days(SettingKey.EVALUATION_DAYS)),
        )
        .order_by(CoDelivery.evaluation_due_on, CoDelivery.id)
    )
    return query, lambda row: Row(
        row.company, f"{row[0]}. samlevering, sag {row[2]}", row.evaluation_due_on, {"cvr": row.cvr}
    )


_WAITING = (
    QualificationStatus.CODE_ACCEPTED,
    QualificationStatus.EVALUATED_1,
    QualificationStatus.EVALUATED_2,
    QualificationStatus.UNDER_REVIEW,
    QualificationStatus.REVIEWED,
)


def helpers() -> Found:
    """Those who have applied or wait for a decision, from the day something last happened."""
    newest = select(func.max(QualificationEvent.at)).where(QualificationEvent.helper_id == Helper.id).scalar_subquery()
    since = func.coalesce(newest, Helper.created_at, type_=Helper.created_at.type)
    query = (
        select(Helper.company, Helper.cvr, Helper.qualification_status, since.label("since"))
        .where(Helper.qualification_status.in_(_WAITING), Helper.ended_on.is_(None))
        .order_by(since, Helper.id)
    )
    return query, lambda row: Row(
        row.company, advisers.NEXT_STEP[row.qualification_status], _day(row.since), {"cvr": row.cvr}
    )


def talks() -> Found:
    """A talk that is planned soon or should have been held; and firms nobody has talked with for a year."""
    today = clock.today()
    soon = today + timedelta(days=settings.days(SettingKey.EVALUATION_DAYS))
    planned = (
        select(YearlyTalk.helper_id, YearlyTalk.planned_on.label("since"), literal("Planlagt samtale").label("what"))
        .where(YearlyTalk.held_on.is_(None), YearlyTalk.planned_on <= soon)
    )  # fmt: skip
    held = select(func.max(YearlyTalk.held_on)).where(YearlyTalk.helper_id == Helper.id).scalar_subquery()
    last = func.coalesce(held, Helper.qualified_on)
    any_planned = select(YearlyTalk.id).where(YearlyTalk.helper_id == Helper.id, YearlyTalk.held_on.is_(None))
    told = case((held.is_(None), "Kvalificeret, og ikke talt sammen siden"), else_="Sidst talt sammen")
    owed = select(Helper.id.label("helper_id"), last.label("since"), told.label("what")).where(
        Helper.qualification_status == QualificationStatus.QUALIFIED,
        Helper.ended_on.is_(None),
        ~any_planned.exists(),
        last <= today - timedelta(days=DAYS_OF_A_YEAR),
    )
    due = union_all(planned, owed).subquery()
    query = (
        select(Helper.company, Helper.cvr, due.c.since, due.c.what)
        .join(due, due.c.helper_id == Helper.id)
        .order_by(due.c.since, Helper.company)
    )
    return query, lambda row: Row(row.company, row.what, row.since, {"cvr": row.cvr})


def plans() -> Found:
    """Lines that firms propose in their activity plans, and IBIZ-Center has not said yes to."""
    line = ActivityPlanLine
    query = (
        select(Helper.company, Helper.cvr, line.title, line.year, line.agreed_by_helper_on.label("since"))
        .join(Helper, line.helper_id == Helper.id)
        .where(line.agreed_by_helper_on.is_not(None), line.agreed_by_center_on.is_(None))
        .where(line.done_on.is_(None), line.cancelled_on.is_(None), line.year >= clock.today().year)
        .where(Helper.ended_on.is_(None))
        .order_by(line.agreed_by_helper_on, line.id)
    )
    return query, lambda row: Row(
        row.company, f"{row.title} ({row.year})", row.since, {"cvr": row.cvr, "aar": row.year}
    )


def code() -> Found:
    """Firms that have not accepted the kodeks in force."""
    version = code_versions.current()
    accepted = select(CodeAcceptance.helper_id).where(CodeAcceptance.version == version.number)
    query = (
        select(Helper.company, Helper.cvr, Helper.created_at)
        .where(Helper.id.not_in(accepted), Helper.ended_on.is_(None))
        .where(Helper.qualification_status.not_in(code_versions.OVER))
        .order_by(Helper.created_at, Helper.company)
    )
    return query, lambda row: Row(
        row.company,
        f"Version {version.number} er ikke accepteret",
        max(_day(row.created_at), version.published_on),
        {"cvr": row.cvr},
    )
