"""Who at IBIZ-Center looked at what of a case, when and why: written as it happens, read by the firm (A29)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Select, insert, select
from sqlalchemy.exc import IntegrityError

from itstart import clock
from itstart.db import db
from itstart.models import (
    CaseLook,
    CaseStaff,
    CoDelivery,
    CustomerCase,
    DeliveryModule,
    ReportReading,
    SparringGrant,
    SparringLook,
    SparringRequest,
    User,
)
from itstart.rules.personal_data import LookReason
from itstart.rules.terms import CoDeliveryStatus
from itstart.sqlite import writing

MOST = 200
WHOLE = "sagens forside"


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked."""

    at: datetime
    name: str
    why: LookReason
    what: str


def note(user: User, number: str, what: str, why: LookReason) -> None:
    """Write down that the user looked at a page of the case; the same page and day is one line.

    Writes in a transaction of its own: looking changes nothing else, and the session's is let go first.
    """
    today, moment = clock.today(), clock.now()
    case_id = db.session.scalar(select(CustomerCase.id).where(CustomerCase.number == number))
    row = {"case_id": case_id, "user_id": user.id, "name": user.name, "what": what[:80], "day": today}
    seen = select(CaseLook.id).filter_by(case_id=case_id, user_id=user.id, what=row["what"], day=today)
    if case_id is None or db.session.scalar(seen) is not None:
        return
    db.session.rollback()
    try:
        with writing(), db.engine.begin() as connection:
            connection.execute(insert(CaseLook).values(**row, why=why, at=moment))
    except IntegrityError:
        return  # the same page was opened twice at once: one line is enough


def looks(case: CustomerCase) -> list[Look]:
    """Every look at the case, the newest first; at most 200."""
    found = [*_pages(case), *_sparring(case), *_reports(case)]
    return sorted(found, key=lambda look: look.at, reverse=True)[:MOST]


def _pages(case: CustomerCase) -> list[Look]:
    query: Select[CaseLook] = select(CaseLook).where(CaseLook.case_id == case.id)
    rows = db.session.scalars(query.order_by(CaseLook.id.desc()).limit(MOST))
    return [Look(row.at, row.name, row.why, row.what) for row in rows]


def _sparring(case: CustomerCase) -> list[Look]:
    query = (
        select(SparringLook.at, SparringLook.name, SparringLook.what, SparringRequest.code)
        .join(SparringRequest, SparringLook.request_id == SparringRequest.id)
        .where(SparringRequest.case_id == case.id)
    )
    rows = db.session.execute(query.order_by(SparringLook.id.desc()).limit(MOST))
    return [Look(at, name, LookReason.SPARRING, f"{what} ({code})") for at, name, what, code in rows]


def _reports(case: CustomerCase) -> list[Look]:
    query = (
        select(ReportReading, DeliveryModule.code)
        .join(DeliveryModule, ReportReading.module_id == DeliveryModule.id)
        .where(DeliveryModule.case_id == case.id)
    )
    return [
        Look(_noon(reading.read_on), reading.read_by, LookReason.REPORT, f"{reading.kind.label} for {code}")
        for reading, code in db.session.execute(query)
    ]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.DENMARK)


def who_can_look(case: CustomerCase) -> list[tuple[str, LookReason, date | None]]:
    """Who at IBIZ-Center can see content of the case now, why, and until when (None: until the evaluation)."""
    delivers = (
        select(CaseStaff.name)
        .join(CoDelivery, CoDelivery.staff_id == CaseStaff.id)
        .where(CoDelivery.case_id == case.id, CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED)
    )
    granted = (
        select(User.name, SparringGrant.until)
        .join(SparringGrant, SparringGrant.user_id == User.id)
        .join(SparringRequest, SparringGrant.request_id == SparringRequest.id)
        .where(
            SparringRequest.case_id == case.id,
            SparringGrant.revoked_on.is_(None),
            SparringGrant.until >= clock.today(),
        )
    )
    together = [(name, LookReason.CO_DELIVERY, None) for name in db.session.scalars(delivers)]
    return [*together, *((name, LookReason.SPARRING, until) for name, until in db.session.execute(granted))]
