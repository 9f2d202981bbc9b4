"""The answers of a case counted alike by alike, so that 3.000 requirements are scored without loading them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session, object_session

from itstart.models import Bid, CustomerCase, Requirement, RequirementResponse, Vendor
from itstart.rules.evaluation import UNMET, ScoredAnswer
from itstart.rules.terms import Answer, Priority
from itstart.steps.needs.requirement_list import priorities
from itstart.steps.once import once


@dataclass(frozen=True)
class Tally:
    """So many answers of one vendor that are alike; an unmet must stands alone with its number.

    `extra` is the sum of their extra prices in kroner.
    """

    vendor: str
    unmet: str
    priority: Priority
    answer: Answer | None
    score: int | None
    count: int = 1
    extra: int = 0


@once
def tallies(customer_case: CustomerCase) -> list[Tally]:
    """All answers to the requirements that are scored: counted by the database, or one by one without it."""
    session = object_session(customer_case)
    if session is None:
        return _from_objects(customer_case)
    return _from_rows(session, customer_case)


def _from_rows(session: Session, customer_case: CustomerCase) -> list[Tally]:
    response = RequirementResponse
    unmet = case(
        (
            and_(Requirement.priority == Priority.MUST, response.answer.in_([Answer(a) for a in UNMET])),
            Requirement.code,
        ),
        else_="",
    )
    same = (Vendor.code, unmet, Requirement.priority, response.answer, response.score)
    query = (
        select(*same, func.count(), func.coalesce(func.sum(response.extra_price_dkk), 0))
        .join(Bid, Bid.id == response.bid_id)
        .join(Vendor, Vendor.id == Bid.vendor_id)
        .join(Requirement, Requirement.id == response.requirement_id)
        .where(
            Bid.case_id == customer_case.id,
            Requirement.deleted_at.is_(None),
            Requirement.priority != Priority.WONT,
        )
        .group_by(*same)
    )
    return [Tally(*row) for row in session.execute(query)]


def _from_objects(customer_case: CustomerCase) -> list[Tally]:
    rated = {id(r): r for r in customer_case.requirements if r.priority is not Priority.WONT}
    found = []
    for bid in customer_case.bids:
        for response in bid.responses:
            requirement = rated.get(id(response.requirement))
            if requirement is None:
                continue
            alone = requirement.priority is Priority.MUST and response.answer in UNMET
            found.append(
                Tally(
                    bid.vendor.code,
                    requirement.code if alone else "",
                    requirement.priority,
                    response.answer,
                    response.score,
                    extra=response.extra_price_dkk or 0,
                )
            )
    return found


def rated_count(customer_case: CustomerCase) -> Counter[Priority]:
    """How many requirements are scored, by priority: all but "IKKE NU"."""
    counts = Counter(priorities(customer_case))
    counts.pop(Priority.WONT, None)
    return counts


def scored_answers(customer_case: CustomerCase, found: Iterable[Tally]) -> dict[str, list[ScoredAnswer]]:
    """By vendor's number: an answer for every requirement, an unanswered one gives nothing.

    A vendor without any answer is not in it, so that nobody gets no points for what nobody has read yet.
    """
    answers: dict[str, list[ScoredAnswer]] = {}
    given: dict[str, Counter[Priority]] = {}
    for tally in found:
        said = ScoredAnswer(tally.unmet, tally.priority, tally.answer or "", tally.score, tally.count)
        answers.setdefault(tally.vendor, []).append(said)
        given.setdefault(tally.vendor, Counter())[tally.priority] += tally.count
    wanted = rated_count(customer_case) if answers else Counter[Priority]()
    for vendor, said_so_far in answers.items():
        for priority, count in wanted.items():
            rest = count - given[vendor][priority]
            if rest:
                said_so_far.append(ScoredAnswer("", priority, "", count=rest))
    return answers
