"""The musts that a vendor does not meet today, and the customer's waivers of them (DOMAIN B5)."""

from itstart.models.case import CustomerCase
from itstart.models.needs import Requirement
from itstart.rules.evaluation import UNMET
from itstart.rules.terms import Priority
from itstart.steps.selection.assessment import granted_waivers


def unmet(case: CustomerCase) -> list[tuple[str, Requirement]]:
    """(vendor's number, must answered "later" or "no"), in the vendors' order."""
    return [
        (bid.vendor.code, response.requirement)
        for bid in case.bids
        for response in bid.responses
        if response.answer in UNMET
        and response.requirement.priority is Priority.MUST
        and response.requirement.deleted_at is None
    ]


def without_waiver(case: CustomerCase) -> list[tuple[str, Requirement]]:
    """The unmet musts no complete waiver covers."""
    granted = set(granted_waivers(case))
    return [(vendor, requirement) for vendor, requirement in unmet(case) if (vendor, requirement.code) not in granted]


def waivable(case: CustomerCase) -> list[Requirement]:
    """The musts a waiver may be about: those some vendor does not meet, and those already waived."""
    found = {requirement.id for _, requirement in unmet(case)}
    found |= {waiver.requirement_id for waiver in case.waivers if waiver.requirement_id}
    return [requirement for requirement in case.requirements if requirement.id in found]
