"""The musts that a vendor does not meet today, and the customer's waivers of them (DOMAIN B5)."""

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from itstart.db import db
from itstart.models import Bid, CustomerCase, Requirement, RequirementResponse, Vendor
from itstart.rules.evaluation import UNMET
from itstart.rules.terms import Answer, Priority
from itstart.steps.once import once
from itstart.steps.selection.assessment import granted_waivers


@once
def unmet(case: CustomerCase) -> list[tuple[str, Requirement]]:
    """(vendor's number, must answered "later" or "no"), in the order of the requirements."""
    query = (
        select(Vendor.code, Requirement)
        .join(Bid, Bid.vendor_id == Vendor.id)
        .join(RequirementResponse, RequirementResponse.bid_id == Bid.id)
        .join(Requirement, Requirement.id == RequirementResponse.requirement_id)
        .where(
            Bid.case_id == case.id,
            Requirement.priority == Priority.MUST,
            Requirement.deleted_at.is_(None),
            RequirementResponse.answer.in_([Answer(answer) for answer in UNMET]),
        )
        .order_by(Requirement.position, Requirement.id, Vendor.position)
        .options(lazyload(Requirement.need_links))
    )
    return [(vendor, requirement) for vendor, requirement in db.session.execute(query)]


def without_waiver(case: CustomerCase) -> list[tuple[str, Requirement]]:
    """The unmet musts no complete waiver covers."""
    missing = unmet(case)  # first, so that the waivers do not ask for their requirements one by one
    granted = set(granted_waivers(case))
    return [(vendor, requirement) for vendor, requirement in missing if (vendor, requirement.code) not in granted]


def waivable(case: CustomerCase) -> list[Requirement]:
    """The musts a waiver may be about: those some vendor does not meet, and those already waived."""
    found = {requirement.id: requirement for _, requirement in unmet(case)}
    found |= {waiver.requirement.id: waiver.requirement for waiver in case.waivers if waiver.requirement}
    return sorted(found.values(), key=lambda requirement: requirement.position)
