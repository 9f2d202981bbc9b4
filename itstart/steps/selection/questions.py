"""Questions to put to a vendor: the case's bids as the facts the rule asks of (DOMAIN F 7)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import object_session

from itstart.db import db
from itstart.models import Bid, CustomerCase, Requirement, RequirementResponse
from itstart.rules.answer_questions import FULL, Given, Question
from itstart.rules.bid_questions import Line, Offer, most_serious
from itstart.rules.bid_questions import questions as asked
from itstart.rules.terms import Answer, MilestoneType, Priority
from itstart.steps.shared_documents import sentence

MOST = 6
CANDIDATES = 20
ALL_CANDIDATES = 200
NAMED = 8
LATE = (Answer.ROADMAP, Answer.NOT_MET)
ASKED = (Answer.ROADMAP, Answer.NOT_MET, Answer.CUSTOMISATION, Answer.THIRD_PARTY)


def questions(customer_case: CustomerCase, bid: Bid, most: int = MOST) -> list[Question]:
    """The most serious questions, for where there is room for a few."""
    found = asked(
        offer(customer_case, bid),
        notable(bid, CANDIDATES),
        _others(customer_case, bid),
        go_live_on=go_live(customer_case),
        decision_on=customer_case.tender.decision_on,
    )
    return most_serious(found, most)


def all_questions(customer_case: CustomerCase, bid: Bid) -> list[Question]:
    """Everything there is to ask, of at most 200 answers that stand out."""
    return asked(
        offer(customer_case, bid, *_unanswered(customer_case, bid)),
        notable(bid),
        _others(customer_case, bid),
        go_live_on=go_live(customer_case),
        decision_on=customer_case.tender.decision_on,
    )


def go_live(customer_case: CustomerCase) -> date | None:
    """When the solution goes live: by the plan, else as the customer wants it."""
    planned = (stone.date_on for stone in customer_case.milestones if stone.type is MilestoneType.GO_LIVE)
    return next((day for day in planned if day), None) or customer_case.needs_description.wanted_go_live_on


def offer(customer_case: CustomerCase, bid: Bid, unanswered: Sequence[str] = (), count: int = 0) -> Offer:
    """What a bid says beyond its answers."""
    talks = [check for check in customer_case.reference_checks if check.vendor is bid.vendor]
    return Offer(
        lines=tuple(Line(line.type, line.label, line.amount_dkk) for line in bid.one_off_lines),
        internal_hours=bid.internal_hours,
        adjustment_pct=bid.annual_price_adjustment_pct,
        exit_cost=bid.exit_cost_dkk,
        reservations=sentence(bid.reservations),
        valid_until_on=bid.valid_until_on,
        unanswered=unanswered,
        unanswered_count=count,
        talks=len(talks),
        picked_by_customer=any(check.chosen_by_customer for check in talks),
    )


def _others(customer_case: CustomerCase, bid: Bid) -> list[Offer]:
    return [
        offer(customer_case, other)
        for other in customer_case.bids
        if other is not bid and other.vendor.deleted_at is None and other.price_lines
    ]


def notable(bid: Bid, most: int = ALL_CANDIDATES) -> list[Given]:
    """The answers that stand out, in the order of how serious they are: musts that come later or never first."""
    session = object_session(bid)
    if session is None:
        found = [_of_object(row) for row in bid.responses if row.answer and row.requirement.priority != Priority.WONT]
        return sorted(found, key=lambda given: (not given.must, given.answer not in LATE))
    return [_given(row) for row in session.execute(_standing_out(bid).limit(most))]


def _of_object(row: RequirementResponse) -> Given:
    requirement, answer = row.requirement, row.answer or Answer.STANDARD
    reason = sentence(row.score_reason)
    return Given(
        requirement.code, requirement.title, requirement.priority, answer, row.vendor_comment, row.extra_price_dkk,
        row.available, row.promised_on, row.score, reason,
    )  # fmt: skip


def _standing_out(bid: Bid) -> Select[*tuple[Any, ...]]:
    response = RequirementResponse
    must = Requirement.priority == Priority.MUST
    late = response.answer.in_(LATE)
    scored = and_(response.score_reason != "", response.score < FULL)
    remark = or_(response.vendor_comment != "", response.available != "", response.extra_price_dkk > 0)
    return (
        select(
            Requirement.code, Requirement.title, Requirement.priority, response.answer, response.vendor_comment,
            response.extra_price_dkk, response.available, response.promised_on, response.score, response.score_reason,
        )
        .join(response, response.requirement_id == Requirement.id)
        .where(
            response.bid_id == bid.id,
            response.answer.is_not(None),
            Requirement.deleted_at.is_(None),
            Requirement.priority != Priority.WONT,
            or_(response.answer.in_(ASKED), scored, remark, and_(must, response.answer == Answer.CONFIGURATION)),
        )
        .order_by(
            case((and_(must, late), 0), (and_(must, scored), 1), (and_(must, remark), 2), (must, 3), else_=4),
            Requirement.position,
        )
    )  # fmt: skip


def _given(row: Any) -> Given:
    """The row's columns are the fields in their order."""
    given = Given(*row)
    return replace(given, score_reason=sentence(given.score_reason))


def _unanswered(customer_case: CustomerCase, bid: Bid) -> tuple[list[str], int]:
    """The first requirements without an answer, and how many there are; nothing while nobody has read any answer."""
    live = _live(customer_case, bid)
    total, answered = db.session.execute(
        live.with_only_columns(func.count(Requirement.id), func.count(RequirementResponse.answer))
    ).one()
    if not answered or total == answered:
        return [], 0
    query = live.with_only_columns(Requirement.code).where(RequirementResponse.answer.is_(None))
    codes = db.session.scalars(query.order_by(Requirement.position).limit(NAMED))
    return list(codes), total - answered


def _live(customer_case: CustomerCase, bid: Bid) -> Select[int]:
    """The requirements that are asked about, each with the bid's answer where there is one."""
    response = RequirementResponse
    return (
        select(Requirement.id)
        .outerjoin(response, and_(response.requirement_id == Requirement.id, response.bid_id == bid.id))
        .where(
            Requirement.case_id == customer_case.id,
            Requirement.deleted_at.is_(None),
            Requirement.priority != Priority.WONT,
        )
    )
