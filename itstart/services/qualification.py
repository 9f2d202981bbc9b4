"""Where a firm stands on its way to being qualified (D6): what has happened, what can happen, and what is missing."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload
from stdnum.dk import cvr

from itstart import policies
from itstart.db import db
from itstart.models import (
    CoDelivery,
    CooperationEvaluation,
    CustomerCase,
    DeliveryModule,
    Helper,
    QualificationEvent,
    ReviewedAssignment,
    User,
)
from itstart.rules import qualification as rules
from itstart.rules.cooperation import Party, average
from itstart.rules.findings import Finding
from itstart.rules.modules import is_reported
from itstart.rules.qualification import Event
from itstart.rules.terms import CoDeliveryStatus, Role
from itstart.services import norms, profiles


def events(helper: Helper) -> Sequence[QualificationEvent]:
    """Everything that has moved the firm on, the newest first."""
    query = select(QualificationEvent).where(QualificationEvent.helper_id == helper.id)
    return db.session.scalars(query.order_by(QualificationEvent.number.desc())).all()


def find_event(helper: Helper, number: int) -> QualificationEvent:
    """One of the firm's events; NoResultFound (404) when there is none."""
    query = select(QualificationEvent).where(QualificationEvent.helper_id == helper.id)
    return db.session.scalars(query.where(QualificationEvent.number == number)).one()


def co_deliveries(helper: Helper) -> list[CoDelivery]:
    """The firm's co-deliveries in their order."""
    query = select(CoDelivery).join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
    return list(db.session.scalars(query.where(CustomerCase.helper_id == helper.id).order_by(CoDelivery.number)))


def case_of(delivery: CoDelivery) -> CustomerCase:
    """The case a co-delivery is in."""
    return db.session.get_one(CustomerCase, delivery.case_id)


def find_co_delivery(helper: Helper, number: int) -> CoDelivery:
    """One of the firm's co-deliveries; NoResultFound (404) when there is none."""
    found = next((one for one in co_deliveries(helper) if one.number == number), None)
    if found is None:
        raise NoResultFound
    return found


def open_cases(helper: Helper) -> list[tuple[str, str]]:
    """(number, what it is called) of the cases a co-delivery can be in, the newest first."""
    query = select(CustomerCase).where(CustomerCase.helper_id == helper.id, CustomerCase.closed.is_(False))
    found = db.session.scalars(query.order_by(CustomerCase.number.desc()))
    return [(case.number, f"{case.number} {case.customer.name}: {case.title}") for case in found]


def find_case(helper: Helper, number: str) -> CustomerCase | None:
    """An open case of the firm, or None."""
    query = select(CustomerCase).where(
        CustomerCase.helper_id == helper.id, CustomerCase.number == number, CustomerCase.closed.is_(False)
    )
    found: CustomerCase | None = db.session.scalar(query)
    return found


def under_way(helper: Helper) -> CoDelivery | None:
    """The co-delivery that is not evaluated yet."""
    return next((one for one in co_deliveries(helper) if one.evaluation_status is CoDeliveryStatus.PLANNED), None)


def assignments(helper: Helper) -> list[ReviewedAssignment]:
    """The customer assignments of path B that count."""
    query = select(ReviewedAssignment).where(
        ReviewedAssignment.helper_id == helper.id, ReviewedAssignment.removed_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(ReviewedAssignment.number)))


def evaluations(helper: Helper) -> list[CooperationEvaluation]:
    """Everything that has been said of the firm, the newest first."""
    query = select(CooperationEvaluation).where(CooperationEvaluation.helper_id == helper.id)
    order = (CooperationEvaluation.evaluated_on.desc(), CooperationEvaluation.number.desc())
    query = query.options(joinedload(CooperationEvaluation.co_delivery), joinedload(CooperationEvaluation.assignment))
    return list(db.session.scalars(query.order_by(*order)))


def rating(helper: Helper) -> Decimal | None:
    """The mean of what IBIZ-Center and customers have given, 1 to 5; the firm's own points do not count."""
    found = evaluations(helper)
    return average(one.rating for one in found if one.rating and one.party is not Party.HELPER)


def open_modules(helper: Helper) -> list[DeliveryModule]:
    """Modules that are not over: what must be taken care of before the firm pauses or ends."""
    query = select(DeliveryModule).join(CustomerCase, DeliveryModule.case_id == CustomerCase.id)
    found = db.session.scalars(query.where(CustomerCase.helper_id == helper.id, CustomerCase.closed.is_(False)))
    return [module for module in found if not is_reported(module) and module.cancelled_on is None]


def profile_gaps(helper: Helper) -> list[str]:
    """The names of what the firm's profile lacks before the firm can be qualified."""
    return [asked.name for asked in profiles.missing(helper) if asked.qualifies]


def possible(actor: User, helper: Helper) -> list[Event]:
    """What the actor can do from where the firm stands, in the order of the declaration."""
    who = policies.part_in_qualification(actor, helper)
    if who is None:
        return []
    status, used = helper.qualification_status, helper.co_deliveries
    return [event for event in Event if rules.is_open(event, status, who, used=used) and event is not Event.ACCEPT_CODE]


def findings(helper: Helper, event: Event) -> list[Finding]:
    """What is missing for an event beside what is typed in its form."""
    if event is Event.EVALUATE:
        return _evaluation_findings(helper)
    if event in {Event.CHOOSE_REVIEW, Event.FINISH_REVIEW}:
        return _review_findings(helper, event)
    if event is Event.QUALIFY:
        gaps = rules.check_profile(profile_gaps(helper), cvr_valid=cvr.is_valid(helper.cvr))
        return [*gaps, *rules.check_rating(rating(helper), norms.current().minimum_rating)]
    return []


def _evaluation_findings(helper: Helper) -> list[Finding]:
    delivery = under_way(helper)
    said = {one.party for one in evaluations(helper) if delivery and one.co_delivery_id == delivery.id}
    return rules.check_evaluated(
        by_center=Party.CENTER in said, by_helper=Party.HELPER in said, by_customer=Party.CUSTOMER in said
    )


def _review_findings(helper: Helper, event: Event) -> list[Finding]:
    found = assignments(helper)
    if event is Event.CHOOSE_REVIEW:
        return rules.check_review(len(found), reviewed=len(found), interviewed=len(found))
    reviewed = {one.assignment_id for one in evaluations(helper) if one.assignment_id}
    return rules.check_review(
        len(found),
        reviewed=sum(1 for one in found if one.id in reviewed),
        interviewed=sum(1 for one in found if one.interviewed_on),
    )


def contact(helper: Helper) -> User | None:
    """Who at IBIZ-Center last dealt with the firm."""
    query = (
        select(User)
        .join(QualificationEvent, QualificationEvent.user_id == User.id)
        .where(QualificationEvent.helper_id == helper.id, User.role != Role.HELPER, User.deactivated_at.is_(None))
        .order_by(QualificationEvent.number.desc())
        .limit(1)
    )
    found: User | None = db.session.scalar(query)
    return found
