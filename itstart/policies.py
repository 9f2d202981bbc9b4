"""Who sees what (queries) and who may do what (predicates): DOMAIN D9, and nowhere else.

A helper works in the cases of its own firm. IBIZ-Center's staff see that a case exists and how far it
is, but not its content, unless they co-deliver it. Administrators look after people, not cases.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, event, false, select, union
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from itstart.db import db
from itstart.models.bid import Bid, PriceLine, RequirementResponse
from itstart.models.case import CustomerCase
from itstart.models.helper import Helper
from itstart.models.programme import CaseStaff, CoDelivery, Lead, LeadOffer
from itstart.models.sparring import SparringGrant
from itstart.models.success_case import SuccessCase
from itstart.models.tender import Tender
from itstart.models.user import User
from itstart.rules.activities import Side
from itstart.rules.qualification import Who
from itstart.rules.terms import CoDeliveryStatus, Role


class Forbidden(Exception):
    """The user can see the thing, but may not do this to it."""


def ensure(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence: ensure(may_edit_case(...))
    """Raise Forbidden unless it is allowed."""
    if not allowed:
        raise Forbidden


def is_staff(user: User) -> bool:
    """True for IBIZ-Center's own people, administrators included."""
    return user.role in {Role.STAFF, Role.ADMIN}


def _works_in_firm(user: User) -> bool:
    return user.role is Role.HELPER and user.helper_id is not None and user.deactivated_at is None


# ---- cases -----------------------------------------------------------------------------------------


def cases_visible_to(user: User) -> Select[CustomerCase]:
    """The cases whose metadata a user sees: number, customer, title, status, steps and dates.

    Load every case through this; what it does not give does not exist for the user (404).
    """
    if is_staff(user):
        return select(CustomerCase)
    if not _works_in_firm(user):
        return select(CustomerCase).where(false())
    return select(CustomerCase).where(CustomerCase.helper_id == user.helper_id)


def cases_readable_by(user: User) -> Select[CustomerCase]:
    """The cases whose content a user reads: needs, requirements, bids, prices and contracts.

    Use it for every page, file and document that shows content; the rest is a 404.
    """
    if user.role is Role.STAFF:
        return select(CustomerCase).where(CustomerCase.id.in_(_co_delivered_by(user)))
    if not _works_in_firm(user):
        return select(CustomerCase).where(false())
    return select(CustomerCase).where(CustomerCase.helper_id == user.helper_id)


def _co_delivered_by(user: User) -> Select[int]:
    return (
        select(CoDelivery.case_id)
        .join(CaseStaff, CoDelivery.staff_id == CaseStaff.id)
        .where(CaseStaff.user_id == user.id, CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED)
    )


def co_delivers(user: User, co_deliveries: Iterable[CoDelivery]) -> bool:
    """True while the user is the one of IBIZ-Center who delivers together with the helper (S43)."""
    return user.role is Role.STAFF and any(
        delivery.staff is not None
        and delivery.staff.user_id == user.id
        and delivery.evaluation_status is CoDeliveryStatus.PLANNED
        for delivery in co_deliveries
    )


def may_see_case(user: User, case: CustomerCase) -> bool:
    """True when the user sees that the case exists; agrees with `cases_visible_to`."""
    return is_staff(user) or _owns(user, case)


def _owns(user: User, case: CustomerCase) -> bool:
    return _works_in_firm(user) and case.helper_id == user.helper_id


def may_read_case(user: User, case: CustomerCase) -> bool:
    """True when the user reads what stands in the case; agrees with `cases_readable_by`."""
    return _owns(user, case) or co_delivers(user, case.co_deliveries)


def may_edit_case(user: User, case: CustomerCase) -> bool:
    """Only the case's own firm writes in it; staff advise (S24). A firm that has left reads on.

    Whether it can be done *now* (a closed case) is a rule, not a permission.
    """
    return _owns(user, case) and user.helper is not None and user.helper.ended_on is None


def may_see_vendors(user: User) -> bool:
    """A firm's vendors over its cases are its own knowledge: nobody else sees the register (D9)."""
    return _works_in_firm(user)


def may_open_case(user: User) -> bool:
    """A helper of a firm that has not ended opens cases for its firm."""
    return _works_in_firm(user) and user.helper is not None and user.helper.ended_on is None


def may_reopen_case(user: User, case: CustomerCase) -> bool:
    """A completed case is opened again by IBIZ-Center (D1)."""
    return is_staff(user) and user.deactivated_at is None and may_see_case(user, case)


def may_publish_story(user: User, story: SuccessCase) -> bool:
    """IBIZ-Center publishes, and never what the same person wrote (S40, A03)."""
    return is_staff(user) and user.deactivated_at is None and story.author_id != user.id


def may_look(user: User, grant: SparringGrant, today: date) -> bool:
    """The one at IBIZ-Center who was given access because of a question, as long as it lasts (A29, D9)."""
    return (
        user.role is Role.STAFF
        and user.deactivated_at is None
        and grant.user_id == user.id
        and grant.revoked_on is None
        and today <= grant.until
    )


# ---- bids under seal --------------------------------------------------------------------------------

# The tables themselves, so that the criteria below are not laid on their own subqueries.
_tender, _bid = Tender.__table__.c, Bid.__table__.c
_SEALED = select(_tender.case_id).where(_tender.sealed_opening, _tender.bids_opened_at.is_(None))
_SEALED_BIDS = select(_bid.id).where(_bid.case_id.in_(_SEALED))
_UNSEALED = (
    with_loader_criteria(Bid, Bid.case_id.not_in(_SEALED), include_aliases=True),
    with_loader_criteria(PriceLine, PriceLine.case_id.not_in(_SEALED), include_aliases=True),
    with_loader_criteria(RequirementResponse, RequirementResponse.bid_id.not_in(_SEALED_BIDS), include_aliases=True),
)


@event.listens_for(db.session, "do_orm_execute")
def _keep_sealed(state: ORMExecuteState) -> None:
    """Until a sealed opening has been held, no query finds the bid, its prices or its answers (D8, F026).

    It holds for every page, document, export and count, because all of them ask through this session.
    """
    if state.is_select and not state.is_column_load:
        state.statement = state.statement.options(*_UNSEALED)


# ---- people and firms ------------------------------------------------------------------------------


def may_manage_users(user: User) -> bool:
    """Administrators invite, close and open accounts."""
    return user.role is Role.ADMIN and user.deactivated_at is None


def may_manage_helpers(user: User) -> bool:
    """Administrators create firms and correct their facts."""
    return may_manage_users(user)


def may_see_helper(user: User, helper: Helper) -> bool:
    """A firm's own people and IBIZ-Center see its facts."""
    return is_staff(user) or user.helper_id == helper.id


def may_edit_profile(user: User, helper: Helper) -> bool:
    """The firm's own people write its profile, as long as the firm works with IBIZ-Center."""
    return _works_in_firm(user) and user.helper_id == helper.id and helper.ended_on is None


# ---- leads and partners ------------------------------------------------------------------------------


def leads_visible_to(user: User) -> Select[Lead]:
    """IBIZ-Center sees every lead; a firm its own, those it is offered, and those it took (D9).

    What a firm said no to, or let lie, it sees no longer.
    """
    if is_staff(user):
        return select(Lead)
    if not _works_in_firm(user):
        return select(Lead).where(false())
    own = select(Lead.id).where(Lead.owner_helper_id == user.helper_id)
    offered = select(LeadOffer.lead_id).where(
        LeadOffer.helper_id == user.helper_id,
        LeadOffer.declined_on.is_(None),
        LeadOffer.expired_on.is_(None),
        LeadOffer.withdrawn_on.is_(None),
    )
    of_cases = select(Lead.id).join(CustomerCase, Lead.case_id == CustomerCase.id)
    of_own_cases = of_cases.where(CustomerCase.helper_id == user.helper_id)
    # Not "or": PostgreSQL would read every lead there is.
    return select(Lead).where(Lead.id.in_(union(own, offered, of_own_cases)))


def may_see_contact(user: User, lead: Lead) -> bool:
    """Who the customer's person is, a firm learns when it has said yes; until then it sees the need and the place."""
    if is_staff(user) or (_works_in_firm(user) and lead.owner_helper_id == user.helper_id):
        return True
    taken = any(offer.helper_id == user.helper_id and offer.accepted_on for offer in lead.offers)
    return _works_in_firm(user) and (taken or (lead.case is not None and _owns(user, lead.case)))


def may_keep_leads(user: User) -> bool:
    """IBIZ-Center passes customers on to the helpers (S35)."""
    return is_staff(user) and user.deactivated_at is None


def may_keep_partners(user: User) -> bool:
    """The register of partners is IBIZ-Center's own (S39)."""
    return is_staff(user) and user.deactivated_at is None


def may_see_figures(user: User) -> bool:
    """IBIZ-Center sees the figures of the programme, a firm those of its own (S34, F088)."""
    return (is_staff(user) and user.deactivated_at is None) or _works_in_firm(user)


def part_in_qualification(user: User, helper: Helper) -> Who | None:
    """In what part a user acts on a firm's way to being qualified: its own people, IBIZ-Center, or not at all (D9)."""
    if is_staff(user):
        return Who.CENTER if user.deactivated_at is None else None
    return Who.HELPER if _works_in_firm(user) and user.helper_id == helper.id else None


def may_lead_qualification(user: User) -> bool:
    """IBIZ-Center's people evaluate, review and decide; they write the kodeks too (S33, D9)."""
    return is_staff(user) and user.deactivated_at is None


def may_set_norms(user: User) -> bool:
    """Administrators say what IBIZ-Center expects."""
    return may_manage_users(user)


def may_read_settings(user: User) -> bool:
    """IBIZ-Center's people see what is set, and who set it."""
    return is_staff(user) and user.deactivated_at is None


def may_change_settings(user: User) -> bool:
    """Administrators set names, clocks and the texts of mails (D9: users, settings, norms)."""
    return may_manage_users(user)


def may_edit_library(user: User) -> bool:
    """The library of requirements is kept by IBIZ-Center's people (F10)."""
    return is_staff(user) and user.deactivated_at is None


def may_arrange_activities(user: User) -> bool:
    """IBIZ-Center answers for the activities, the plan and the goals of the programme (S38, S70)."""
    return is_staff(user) and user.deactivated_at is None


def plan_side(user: User, helper: Helper) -> Side | None:
    """On which side of a firm's activity plan somebody stands; None for other firms (S72, D9)."""
    if user.deactivated_at is not None:
        return None
    if is_staff(user):
        return Side.CENTER
    return Side.HELPER if user.helper_id == helper.id and helper.ended_on is None else None


def may_keep_templates(user: User) -> bool:
    """A firm keeps its own Word templates (S63), IBIZ-Center the official ones; a firm that has left keeps none."""
    return (is_staff(user) and user.deactivated_at is None) or may_open_case(user)


def may_keep_material(user: User) -> bool:
    """IBIZ-Center lays out the material, and writes the guides, the pages and the news (S40, S41)."""
    return is_staff(user) and user.deactivated_at is None


def may_see_design(user: User) -> bool:
    """The living page of components is for IBIZ-Center's people."""
    return is_staff(user)
