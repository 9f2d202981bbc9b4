"""The red thread of a case as plain columns: the same few queries for 30 requirements and for 3.000."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, select
from sqlalchemy.orm import lazyload

from itstart.db import db
from itstart.models import CustomerCase, Milestone, Need, Requirement, RequirementNeed, RequirementResponse, Vendor
from itstart.models.evaluation import Waiver
from itstart.rules.evaluation import DEFAULT_POINTS
from itstart.rules.terms import InvitationStatus, MilestoneType
from itstart.rules.thread import AnswerFacts, RequirementFacts, ThreadFacts
from itstart.steps.project.agreement import Agreement, chosen_vendor
from itstart.steps.shared_documents import short_name


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement of the thread: its table id, area and what the rule knows of it."""

    id: int
    area: str
    facts: RequirementFacts


@dataclass(frozen=True)
class Thread:
    """A case, or one requirement of it, as the thread sees it. `bidders` are the vendors whose bids count."""

    case: CustomerCase
    rows: Sequence[Row]
    facts: ThreadFacts
    bidders: Sequence[Vendor]
    chosen: Vendor | None
    test: Milestone | None

    def deal(self, rows: Sequence[Row]) -> Agreement | None:
        """What is agreed with the chosen vendor about these requirements; None before the choice."""
        if self.chosen is None:
            return None
        codes = {row.id: row.facts.code for row in rows}
        found: dict[str, RequirementResponse] = {}
        if self.chosen.bid is not None:
            query = select(RequirementResponse).where(
                RequirementResponse.bid_id == self.chosen.bid.id, RequirementResponse.requirement_id.in_(codes)
            )
            found = {codes[response.requirement_id]: response for response in db.session.scalars(query)}
        return Agreement(self.case, self.chosen, found)


def counting(case: CustomerCase) -> list[Vendor]:
    """The vendors whose bids are there and not out, in the case's order."""
    return [
        vendor
        for vendor in case.vendors
        if vendor.bid and not vendor.bid.excluded_reason and vendor.invitation_status is not InvitationStatus.EXCLUDED
    ]


def thread(case: CustomerCase, *, code: str = "") -> Thread:
    """The thread of the case, or of the requirement with this number (then without rows when there is none)."""
    bidders, chosen = counting(case), chosen_vendor(case)
    wanted = and_(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
    if code:
        wanted = and_(wanted, Requirement.code == code)
    waivers = _waivers(case)
    test = next((m for m in case.milestones if m.type is MilestoneType.ACCEPTANCE_TEST), None)
    rows = _rows(wanted, _answers(wanted, bidders), waivers)
    facts = ThreadFacts(
        needs=[need.code for need in case.needs],
        requirements=[row.facts for row in rows],
        bidders={vendor.code: short_name(vendor.name) or vendor.code for vendor in bidders},
        chosen=chosen.code if chosen and chosen in bidders else "",
        test_planned=bool(test and test.date_on),
    )
    return Thread(case, rows, facts, bidders, chosen, test)


def requirements(rows: Sequence[Row]) -> dict[int, Requirement]:
    """The whole requirements of these rows, by id, without the needs."""
    query = select(Requirement).where(Requirement.id.in_([row.id for row in rows]))
    return {one.id: one for one in db.session.scalars(query.options(lazyload(Requirement.need_links)))}


def _waivers(case: CustomerCase) -> dict[int, dict[str, bool]]:
    """Requirement id to vendor's number to whether the waiver gives a date; only the complete ones count."""
    complete = (Waiver.granted_by != "", Waiver.granted_on.is_not(None), Waiver.reason != "")
    query = (
        select(Waiver.requirement_id, Vendor.code, Waiver.deadline_on)
        .join(Vendor, Vendor.id == Waiver.vendor_id)
        .where(Waiver.case_id == case.id, Waiver.deleted_at.is_(None), *complete)
    )
    found: dict[int, dict[str, bool]] = {}
    for requirement, vendor, deadline in db.session.execute(query):
        if requirement is not None:
            found.setdefault(requirement, {})[vendor] = deadline is not None
    return found


def _answers(wanted: ColumnElement[bool], bidders: Sequence[Vendor]) -> dict[int, dict[str, AnswerFacts]]:
    """What each bidder said, by requirement id and vendor's number. Answers that are alike share one object."""
    bids = {vendor.bid.id: vendor.code for vendor in bidders if vendor.bid}
    if not bids:
        return {}
    response = RequirementResponse
    columns = (
        response.requirement_id,
        response.bid_id,
        # As text: to make an enum of each of 12.000 answers costs more than the query.
        cast(response.answer, String),
        response.score,
        func.length(response.score_reason) > 0,
        response.promised_on.is_not(None),
    )
    query = select(*columns).join(Requirement, Requirement.id == response.requirement_id).where(wanted)
    shared: dict[tuple[Any, ...], AnswerFacts] = {}
    found: dict[int, dict[str, AnswerFacts]] = {}
    for requirement, bid, *key in db.session.execute(query.where(response.bid_id.in_(bids))):
        said = tuple(key)
        if said not in shared:
            shared[said] = _answer(said)
        found.setdefault(requirement, {})[bids[bid]] = shared[said]
    return found


def _answer(said: tuple[Any, ...]) -> AnswerFacts:
    answer, score, reasoned, dated = said
    given = answer or ""
    own = score is None or score == DEFAULT_POINTS.get(given)
    return AnswerFacts(given, dated=bool(dated), reasoned=own or bool(reasoned))


def _rows(
    wanted: ColumnElement[bool],
    answers: Mapping[int, Mapping[str, AnswerFacts]],
    waivers: Mapping[int, Mapping[str, bool]],
) -> list[Row]:
    links: dict[int, list[str]] = {}
    linked = (
        select(RequirementNeed.requirement_id, Need.code)
        .join(Need, Need.id == RequirementNeed.need_id)
        .join(Requirement, Requirement.id == RequirementNeed.requirement_id)
        .where(wanted, Need.deleted_at.is_(None))
    )
    for key, code in db.session.execute(linked.order_by(RequirementNeed.position)):
        links.setdefault(key, []).append(code)
    columns = (
        Requirement.id,
        Requirement.code,
        Requirement.area,
        cast(Requirement.priority, String),
        func.length(Requirement.acceptance_criterion) > 0,
    )
    query = select(*columns).where(wanted).order_by(Requirement.position, Requirement.id)
    return [
        Row(
            key,
            area,
            RequirementFacts(
                code,
                priority,
                tuple(links.get(key, ())),
                tested=bool(tested),
                answers=_with_waiver_dates(answers.get(key, {}), waivers.get(key, {})),
                waived=frozenset(waivers.get(key, ())),
            ),
        )
        for key, code, area, priority, tested in db.session.execute(query)
    ]


def _with_waiver_dates(answers: Mapping[str, AnswerFacts], waivers: Mapping[str, bool]) -> Mapping[str, AnswerFacts]:
    """A waiver with a date is a date for what the vendor promised (annex 1 prints it too)."""
    if not any(waivers.values()):
        return answers
    return {vendor: replace(given, dated=True) if waivers.get(vendor) else given for vendor, given in answers.items()}
