"""The list of firms for IBIZ-Center: where each stands, since when, what comes next. The same few queries for all."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.db import db
from itstart.models import (
    CodeAcceptance,
    CooperationEvaluation,
    Helper,
    HelperRegion,
    QualificationEvent,
    User,
)
from itstart.rules.cooperation import Party
from itstart.rules.terms import QualificationPath, QualificationStatus
from itstart.services import code_versions

PAGE_SIZE = 50

# What IBIZ-Center or the firm does next, by where the firm stands.
NEXT_STEP = {
    QualificationStatus.APPLICANT: "Firmaet læser og accepterer kodekset",
    QualificationStatus.CODE_ACCEPTED: "Vælg vej: samlevering eller review",
    QualificationStatus.CO_DELIVERY_1: "Lever sammen, og evaluer",
    QualificationStatus.EVALUATED_1: "Beslut, eller aftal 2. samlevering",
    QualificationStatus.CO_DELIVERY_2: "Lever sammen, og evaluer",
    QualificationStatus.EVALUATED_2: "Beslut, eller skift til review",
    QualificationStatus.UNDER_REVIEW: "Gennemgå opgaverne, og interview kunderne",
    QualificationStatus.REVIEWED: "Træf beslutningen",
    QualificationStatus.QUALIFIED: "Hold den årlige samtale",
    QualificationStatus.REJECTED: "Firmaet kan søge igen",
    QualificationStatus.PAUSED: "Genoptag, når firmaet er klar",
    QualificationStatus.ENDED: "Ingen",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for; empty values ask for all. `code` is "ja" or "mangler"."""

    status: QualificationStatus | None = None
    path: QualificationPath | None = None
    code: str = ""
    region: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A firm in the list."""

    company: str
    cvr: str
    adviser: str
    status: QualificationStatus
    path: QualificationPath | None
    since: datetime
    rating: Decimal | None
    has_code: bool

    @property
    def since_on(self) -> date:
        """The day it came to where it stands."""
        return clock.local(self.since).date()

    @property
    def next_step(self) -> str:
        """What is done next."""
        return NEXT_STEP[self.status]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list."""

    lines: list[Line]
    total: int
    number: int
    pages: int
    counts: dict[QualificationStatus, int]


def _conditions(wanted: Wanted, has_code: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.path is not None:
        found.append(Helper.qualification_path == wanted.path)
    if wanted.code:
        found.append(has_code if wanted.code == "ja" else ~has_code)
    if wanted.region:
        found.append(exists().where(HelperRegion.helper_id == Helper.id, HelperRegion.name == wanted.region))
    for word in wanted.query.split()[:8]:
        text = Helper.company + " " + Helper.adviser + " " + Helper.cvr
        # SQLite's lower() leaves Æ, Ø and Å as they are.
        spelled = {word, word.lower(), word.capitalize()}
        found.append(
            or_(
                *(
                    func.lower(text).contains(word.lower(), autoescape=True),
                    *(text.contains(one, autoescape=True) for one in sorted(spelled)),
                )
            )
        )
    return found


def page(actor: User, wanted: Wanted, number: int = 1) -> Page:
    """The firms that fit, by name; the counts are of each status among those that fit the rest."""
    policies.ensure(policies.may_lead_qualification(actor))
    version = code_versions.current().number
    accepted = exists().where(CodeAcceptance.helper_id == Helper.id, CodeAcceptance.version == version)
    conditions = _conditions(wanted, accepted)
    counted = select(Helper.qualification_status, func.count()).where(*conditions)
    counts = {row[0]: row[1] for row in db.session.execute(counted.group_by(Helper.qualification_status))}
    total = counts.get(wanted.status, 0) if wanted.status else sum(counts.values())
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    if wanted.status:
        conditions.append(Helper.qualification_status == wanted.status)
    query = _lines(accepted).where(*conditions).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([_line(row) for row in db.session.execute(query)], total, number, pages, counts)


def _lines(accepted: ColumnElement[bool]) -> Select[Any]:
    """Columns instead of entities: the newest event and the mean of the evaluations beside each firm."""
    since = select(func.max(QualificationEvent.at)).where(QualificationEvent.helper_id == Helper.id).scalar_subquery()
    rated = (
        select(func.avg(CooperationEvaluation.rating))
        .where(CooperationEvaluation.helper_id == Helper.id, CooperationEvaluation.party != Party.HELPER)
        .scalar_subquery()
    )
    return select(
        Helper.company,
        Helper.cvr,
        Helper.adviser,
        Helper.qualification_status,
        Helper.qualification_path,
        func.coalesce(since, Helper.created_at, type_=QualificationEvent.at.type).label("since"),
        rated.label("rating"),
        case((accepted, 1), else_=0).label("has_code"),
    ).order_by(Helper.company, Helper.id)


def _line(row: Any) -> Line:
    mean = None if row.rating is None else Decimal(str(row.rating)).quantize(Decimal("0.1"))
    return Line(
        company=row.company,
        cvr=row.cvr,
        adviser=row.adviser,
        status=row.qualification_status,
        path=row.qualification_path,
        since=row.since,
        rating=mean,
        has_code=bool(row.has_code),
    )


def find(actor: User, cvr: str) -> Helper:
    """The firm with this CVR number, for IBIZ-Center; NoResultFound (404) when there is none."""
    policies.ensure(policies.may_lead_qualification(actor))
    return db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()


def own(actor: User) -> Helper:
    """The actor's own firm; NoResultFound (404) for somebody without."""
    if actor.helper is None or policies.part_in_qualification(actor, actor.helper) is None:
        raise NoResultFound
    return actor.helper
