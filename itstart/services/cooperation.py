"""Evaluations by IBIZ-Center, helper and customer, and what is written during a co-delivery (S37, S44)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import (
    CoDelivery,
    CoDeliveryEntry,
    CooperationEvaluation,
    CriterionScore,
    CustomerCase,
    Helper,
    ReviewedAssignment,
    User,
)
from itstart.rules.cooperation import Occasion, Party, check_words
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.qualification import Who
from itstart.rules.terms import CoDeliveryStatus
from itstart.services import history


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says of the cooperation. `scores` are 1 to 5 by criterion."""

    course: str
    future: str
    on: date | None
    by: str
    rating: int | None = None
    scores: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """What an evaluation is about: a co-delivery, an assignment, or neither."""

    delivery: CoDelivery | None = None
    assignment: ReviewedAssignment | None = None

    @property
    def occasion(self) -> Occasion:
        """The same as a word."""
        if self.delivery is not None:
            return Occasion.CO_DELIVERY
        return Occasion.REVIEW if self.assignment is not None else Occasion.COOPERATION


def find(helper: Helper, number: int) -> CooperationEvaluation:
    """One of the firm's evaluations; NoResultFound (404) when there is none."""
    query = select(CooperationEvaluation).where(CooperationEvaluation.helper_id == helper.id)
    return db.session.scalars(query.where(CooperationEvaluation.number == number)).one()


def of_party(helper: Helper, about: About, party: Party) -> CooperationEvaluation | None:
    """What a party has said of a co-delivery or an assignment, or None."""
    query = select(CooperationEvaluation).where(
        CooperationEvaluation.helper_id == helper.id, CooperationEvaluation.party == party
    )
    if about.delivery is not None:
        query = query.where(CooperationEvaluation.co_delivery_id == about.delivery.id)
    elif about.assignment is not None:
        query = query.where(CooperationEvaluation.assignment_id == about.assignment.id)
    else:
        return None
    found: CooperationEvaluation | None = db.session.scalar(query)
    return found


def ensure_open(helper: Helper, about: About, party: Party) -> None:
    """RuleViolation when the words can no longer be written or changed."""
    delivery = about.delivery
    if party is Party.CUSTOMER:
        if of_party(helper, about, party) is not None:
            raise RuleViolation([Finding("Kunden har allerede evalueret samleveringen.")])
    elif delivery is not None and delivery.evaluation_status is not CoDeliveryStatus.PLANNED:
        raise RuleViolation([Finding("Samleveringen er afsluttet, så evalueringen kan ikke ændres.")])


def may_write(actor: User, helper: Helper, about: About, party: Party) -> bool:
    """IBIZ-Center writes its own words and what a customer says on the phone; the helper writes its own."""
    part = policies.part_in_qualification(actor, helper)
    if party is Party.HELPER:
        return part is Who.HELPER and about.delivery is not None
    return part is Who.CENTER and (party is Party.CENTER or about.delivery is not None)


def evaluate(actor: User, helper: Helper, about: About, party: Party, words: Words) -> CooperationEvaluation:
    """Keep the words of a party; its earlier ones about the same thing are replaced."""
    policies.ensure(may_write(actor, helper, about, party))
    ensure_open(helper, about, party)
    noted_by = actor.name if party is Party.CUSTOMER else ""
    return _keep(helper, about, party, words, noted_by=noted_by)


def answered(case: CustomerCase, delivery: CoDelivery, words: Words) -> CooperationEvaluation:
    """The customer's own words, by its link."""
    about = About(delivery=delivery)
    ensure_open(case.helper, about, Party.CUSTOMER)
    made = _keep(case.helper, about, Party.CUSTOMER, words)
    history.record(None, case, "co_delivery", f"evaluerede {delivery.number}. samlevering")
    return made


def _keep(helper: Helper, about: About, party: Party, words: Words, *, noted_by: str = "") -> CooperationEvaluation:
    require(check_words(course=words.course, future=words.future, on=words.on, today=clock.today()))
    assert words.on is not None
    row = of_party(helper, about, party)
    if row is None:
        row = CooperationEvaluation(
            helper_id=helper.id,
            number=_next_number(helper),
            occasion=about.occasion,
            party=party,
            co_delivery_id=about.delivery.id if about.delivery else None,
            assignment_id=about.assignment.id if about.assignment else None,
        )
        db.session.add(row)
    row.evaluated_on, row.by_name, row.noted_by = words.on, words.by, noted_by
    row.course, row.future_cooperation, row.rating = words.course, words.future, words.rating
    row.saved_at = clock.now()
    row.scores = []
    db.session.flush()
    row.scores = [
        CriterionScore(position=place, criterion=criterion, score=score)
        for place, (criterion, score) in enumerate(words.scores.items())
    ]
    db.session.flush()
    return row


def _next_number(helper: Helper) -> int:
    query = select(func.max(CooperationEvaluation.number)).where(CooperationEvaluation.helper_id == helper.id)
    return (db.session.scalar(query) or 0) + 1


def comment(actor: User, row: CooperationEvaluation, text: str) -> None:
    """The firm says what it thinks of an evaluation of it (D9)."""
    policies.ensure(policies.part_in_qualification(actor, row.helper) is Who.HELPER and row.party is not Party.HELPER)
    if not text.strip():
        raise RuleViolation([Finding("Skriv din kommentar.", where="comment")])
    row.comment, row.commented_by, row.commented_at = text.strip(), actor.name, clock.now()


# ---- during a co-delivery --------------------------------------------------------------------------


def entries(delivery: CoDelivery) -> list[CoDeliveryEntry]:
    """What has been written, the oldest first."""
    query = select(CoDeliveryEntry).where(CoDeliveryEntry.co_delivery_id == delivery.id)
    return list(db.session.scalars(query.order_by(CoDeliveryEntry.id)))


def hours(found: list[CoDeliveryEntry]) -> Decimal:
    """IBIZ-Center's hours in all."""
    return sum((entry.hours for entry in found if entry.hours), Decimal(0))


def may_write_entry(actor: User, case: CustomerCase, delivery: CoDelivery) -> bool:
    """The one who co-delivers, and the firm, while it lasts."""
    return delivery.evaluation_status is CoDeliveryStatus.PLANNED and policies.may_read_case(actor, case)


def write_entry(
    actor: User, case: CustomerCase, delivery: CoDelivery, *, text: str, on: date, spent: Decimal | None
) -> CoDeliveryEntry:
    """A comment; hours are IBIZ-Center's own, and the helper writes its on the module."""
    policies.ensure(may_write_entry(actor, case, delivery))
    found = []
    if on > clock.today():
        found.append(Finding("Dagen kan ikke ligge i fremtiden.", where="day"))
    if spent is not None and not policies.is_staff(actor):
        found.append(Finding("Skriv dine egne timer på modulet.", where="hours"))
    require(found)
    entry = CoDeliveryEntry(
        co_delivery_id=delivery.id,
        written_at=clock.now(),
        author_id=actor.id,
        author=actor.name,
        day=on,
        hours=spent,
        text=text,
    )
    db.session.add(entry)
    history.record(actor, case, "co_delivery", "skrev en kommentar til samleveringen", subject="co_delivery")
    db.session.flush()
    return entry
