"""The vendors' answers, requirement by requirement: read for the matrix, saved one at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_
from sqlalchemy.orm import QueryableAttribute

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, Requirement, RequirementResponse, User, Vendor
from itstart.rules.evaluation import DEFAULT_POINTS, requirement_fit
from itstart.rules.findings import Finding, blockers, require
from itstart.rules.terms import Answer, Priority
from itstart.services import history
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import binding, find_task
from itstart.steps.selection import bidders
from itstart.steps.selection.gaps import scoring_findings
from itstart.steps.selection.tally import scored_answers, tallies
from itstart.steps.shared_documents import short_name

PAGE_SIZE = 50
WEAK = 3


class Filter(StrEnum):
    """Which requirements the matrix shows; the value stands in the address."""

    ALL = ""
    MUST = "skal"
    DIFFERENT = "forskelle"
    WEAK = "svage"
    EXTRA = "merpris"
    OPEN = "mangler"


@dataclass(frozen=True, slots=True)
class Cell:
    """One vendor's answer to one requirement. `score` is None while the answer's own points count."""

    answer: Answer | None = None
    score: int | None = None
    comment: str = ""
    extra: int | None = None
    available: str = ""
    promised_on: date | None = None
    reason: str = ""
    version: int = 0

    @property
    def default(self) -> int | None:
        """The points the answer itself gives."""
        return DEFAULT_POINTS[self.answer] if self.answer else None

    @property
    def points(self) -> int | None:
        """The points that count."""
        return self.default if self.score is None else self.score

    @property
    def changed(self) -> bool:
        """Whether somebody has given other points than the answer's own."""
        return self.answer is not None and self.points != self.default


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement and the vendors' answers by vendor's number."""

    code: str
    title: str
    area: str
    priority: Priority
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Matrix:
    """One page of the matrix, and how many requirements each filter shows."""

    lines: Sequence[Line]
    counts: Mapping[Filter, int]
    page: int
    pages: int


_POINTS: ColumnElement[Any] = func.coalesce(
    RequirementResponse.score,
    case({Answer(name): points for name, points in DEFAULT_POINTS.items()}, value=RequirementResponse.answer),
)
_CELL: tuple[QueryableAttribute[Any], ...] = (
    RequirementResponse.answer,
    RequirementResponse.score,
    RequirementResponse.vendor_comment,
    RequirementResponse.extra_price_dkk,
    RequirementResponse.available,
    RequirementResponse.promised_on,
    RequirementResponse.score_reason,
    RequirementResponse.version,
)


def _judged(customer_case: CustomerCase, bids: Sequence[int]) -> Any:
    """Each requirement with what its answers say together."""
    response = RequirementResponse
    rated = Requirement.priority != Priority.WONT
    answered = func.count(response.answer)
    apart = and_(rated, (func.min(_POINTS) != func.max(_POINTS)) | ((answered > 0) & (answered < len(bids))))
    return (
        select(
            Requirement.id,
            case((apart, 1), else_=0).label(Filter.DIFFERENT.name),
            case((and_(rated, func.min(_POINTS) < WEAK), 1), else_=0).label(Filter.WEAK.name),
            case((and_(rated, func.max(response.extra_price_dkk) > 0), 1), else_=0).label(Filter.EXTRA.name),
            case((and_(rated, answered < len(bids)), 1), else_=0).label(Filter.OPEN.name),
            case((Requirement.priority == Priority.MUST, 1), else_=0).label(Filter.MUST.name),
        )
        .outerjoin(response, and_(response.requirement_id == Requirement.id, response.bid_id.in_(bids)))
        .where(Requirement.case_id == customer_case.id, Requirement.deleted_at.is_(None))
        .group_by(Requirement.id)
        .subquery()
    )


def matrix(
    customer_case: CustomerCase, vendors: Sequence[Vendor], *, shown: Filter = Filter.ALL, number: int = 1
) -> Matrix:
    """One page of the requirements that the filter shows, with every vendor's answer; three queries at any size."""
    bids = {vendor.bid.id: vendor.code for vendor in vendors if vendor.bid}
    judged = _judged(customer_case, list(bids))
    named = [part for part in Filter if part is not Filter.ALL]
    sums = db.session.execute(
        select(func.count(), *(func.coalesce(func.sum(judged.c[part.name]), 0) for part in named)).select_from(judged)
    ).one()
    counts = dict(zip([Filter.ALL, *named], sums, strict=True))
    pages = max(1, -(-counts[shown] // PAGE_SIZE))
    number = min(max(1, number), pages)
    wanted = select(Requirement.id, Requirement.code, Requirement.title, Requirement.area, Requirement.priority)
    if shown in {Filter.ALL, Filter.MUST}:  # the index alone finds these
        wanted = wanted.where(Requirement.case_id == customer_case.id, Requirement.deleted_at.is_(None))
        wanted = wanted.where(Requirement.priority == Priority.MUST) if shown is Filter.MUST else wanted
    else:
        wanted = wanted.join(judged, judged.c.id == Requirement.id).where(judged.c[shown.name] == 1)
    wanted = wanted.order_by(Requirement.position, Requirement.id).offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    rows = db.session.execute(wanted).all()
    given = cells([row.id for row in rows], bids)
    lines = [Line(row.code, row.title, row.area, row.priority, given.get(row.id, {})) for row in rows]
    return Matrix(lines, counts, number, pages)


def cells(requirements: Sequence[int], bids: Mapping[int, str]) -> dict[int, dict[str, Cell]]:
    """The answers of these bids (id to vendor's number) to these requirements, by requirement id; one query."""
    found: dict[int, dict[str, Cell]] = {}
    if not requirements or not bids:
        return found
    query = select(RequirementResponse.requirement_id, RequirementResponse.bid_id, *_CELL).where(
        RequirementResponse.requirement_id.in_(requirements), RequirementResponse.bid_id.in_(bids)
    )
    for requirement, bid, *values in db.session.execute(query):
        found.setdefault(requirement, {})[bids[bid]] = Cell(*values)
    return found


def line(customer_case: CustomerCase, code: str, vendors: Sequence[Vendor]) -> tuple[Requirement, dict[str, Cell]]:
    """One requirement and its answers by vendor's number; NoResultFound (404) when the case has none such."""
    requirement = find(customer_case, code)
    bids = {vendor.bid.id: vendor.code for vendor in vendors if vendor.bid}
    return requirement, cells([requirement.id], bids).get(requirement.id, {})


def find(customer_case: CustomerCase, code: str) -> Requirement:
    """The requirement with this number; NoResultFound (404) when the case has none such."""
    query = select(Requirement).where(
        Requirement.case_id == customer_case.id, Requirement.code == code, Requirement.deleted_at.is_(None)
    )
    return db.session.scalars(query).one()


def beside(customer_case: CustomerCase, requirement: Requirement) -> tuple[str, str]:
    """The numbers of the requirements before and after this one, "" at the ends."""
    live = select(Requirement.code).where(Requirement.case_id == customer_case.id, Requirement.deleted_at.is_(None))
    place = tuple_(Requirement.position, Requirement.id)
    here = (requirement.position, requirement.id)
    before = live.where(place < here).order_by(Requirement.position.desc(), Requirement.id.desc()).limit(1)
    after = live.where(place > here).order_by(Requirement.position, Requirement.id).limit(1)
    return db.session.scalar(before) or "", db.session.scalar(after) or ""


def save(
    actor: User,
    customer_case: CustomerCase,
    requirement: Requirement,
    vendor_code: str,
    typed: Mapping[str, Any],
    *,
    version: int,
) -> Cell:
    """Store an answer and its points; `typed` holds the columns that were filled in.

    RuleViolation when points need a reason or may not be given yet; Conflict when somebody else saved in between.
    """
    ensure_writable(actor, customer_case)
    bid = bidders.make_bid(customer_case, vendor_code)
    db.session.flush()
    row = db.session.scalar(
        select(RequirementResponse).where(
            RequirementResponse.bid_id == bid.id, RequirementResponse.requirement_id == requirement.id
        )
    )
    before = cell_of(row) if row else Cell()
    values = settled(before, typed)
    if before.version != version and (apart := _differences(row, values)):
        by, at = (row.changed_by, row.changed_at) if row else ("", None)
        raise Conflict(apart, before.version, by, at)
    require(_refusals(customer_case, before, values))
    if row is None:
        row = RequirementResponse(bid=bid, requirement=requirement, position=requirement.position, version=0)
        db.session.add(row)
    if binding.apply(row, values):
        row.version += 1
        row.changed_by, row.changed_at = actor.name, clock.now()
        _tell(actor, customer_case, requirement, bid.vendor, before, row)
    db.session.flush()
    return cell_of(row)


def cell_of(row: RequirementResponse) -> Cell:
    """The stored answer as the matrix shows it."""
    return Cell(*(getattr(row, column.key) for column in _CELL))


def _differences(row: RequirementResponse | None, typed: Mapping[str, Any]) -> list[Difference]:
    stored = {name: getattr(row, name) if row else None for name in typed}
    return [
        Difference(name, mine, stored[name]) for name, mine in typed.items() if (mine or None) != (stored[name] or None)
    ]


def settled(before: Cell, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Points left empty are the answer's own: they stand as they are stored, and follow a new answer."""
    values = dict(typed)
    if before.changed or values.get("score") is not None:
        return values
    same_answer = values.get("answer", before.answer) == before.answer
    return {**values, "score": before.score if same_answer else None}


def _refusals(customer_case: CustomerCase, before: Cell, values: Mapping[str, Any]) -> list[Finding]:
    answer, score = values.get("answer", before.answer), values.get("score", before.score)
    reason = values.get("score_reason", before.reason)
    if score is None:
        return []
    if answer is None:
        return [Finding("Vælg først leverandørens svar.", where="answer")]
    default = DEFAULT_POINTS[answer]
    if score != default and not reason:
        return [Finding(f"Skriv, hvorfor det er {score} point og ikke {default}.", where="score_reason")]
    if score != default and (score, reason) != (before.score, before.reason):
        return [Finding(f.message, where="score") for f in blockers(scoring_findings(customer_case))]
    return []


def _tell(
    actor: User, customer_case: CustomerCase, requirement: Requirement, vendor: Vendor, before: Cell, row: Any
) -> None:
    now, name = cell_of(row), short_name(vendor.name)
    text = f"rettede svaret på {requirement.code} fra {name}"
    if now.points != before.points and now.points is not None:
        text = f"gav {name} {now.points} point for {requirement.code}"
    history.record(actor, customer_case, "response", text, subject=f"{requirement.code}/{vendor.code}")
    mark_started(customer_case, find_task("valg/krav-for-krav"))


@dataclass(frozen=True)
class Totals:
    """What all of a vendor's answers come to: fit 0 to 100, and extra prices in kroner."""

    fit: Decimal | None
    extra: int


def totals(customer_case: CustomerCase) -> dict[str, Totals]:
    """The foot of the matrix by vendor's number; a vendor without answers is not in it."""
    counted = tallies(customer_case)
    answers = scored_answers(customer_case, counted)
    extra: Counter[str] = Counter()
    for tally in counted:
        extra[tally.vendor] += tally.extra
    return {vendor: Totals(requirement_fit(given), extra[vendor]) for vendor, given in answers.items()}
