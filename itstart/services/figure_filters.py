"""What the figures can be narrowed to, and what that means for cases, leads, offers and firms."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, or_, select, union

from itstart.data import places
from itstart.models import Customer, CustomerCase, Helper, HelperCategory, Lead, LeadOffer
from itstart.rules.figures import Period
from itstart.rules.industries import Industry, code_range
from itstart.rules.terms import Category

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Filters:
    """Everything in the address. The region is that of the customer's kommune; empty parts ask nothing."""

    period: Period = field(default_factory=Period)
    region: str = ""
    category: Category | None = None
    industry: Industry | None = None
    helper_id: int | None = None


# Asks everything that can be asked.
EVERYTHING = Filters(Period(2026), "Region Hovedstaden", Category.ERP, Industry.MANUFACTURING, 1)


def _codes(region: str) -> list[str]:
    return sorted(places.municipalities_of([region]))


def _of_customers(filters: Filters) -> list[Condition]:
    found: list[Condition] = []
    if filters.region:
        found.append(Customer.municipality_code.in_(_codes(filters.region)))
    if filters.industry:
        first, after = code_range(filters.industry)
        found += [Customer.industry_code >= first, Customer.industry_code < after]
    return found


def of_cases(filters: Filters) -> list[Condition]:
    """For a query of cases."""
    found: list[Condition] = []
    if filters.helper_id is not None:
        found.append(CustomerCase.helper_id == filters.helper_id)
    if filters.category:
        found.append(CustomerCase.category == filters.category)
    if customers := _of_customers(filters):
        found.append(CustomerCase.customer_id.in_(select(Customer.id).where(*customers)))
    return found


def _cases(filters: Filters) -> Select[int]:
    return select(CustomerCase.id).where(*of_cases(filters))


def within(case_id: SQLColumnExpression[int], filters: Filters) -> list[Condition]:
    """For a query of what belongs to a case."""
    return [case_id.in_(_cases(filters))] if of_cases(filters) else []


def of_leads(filters: Filters) -> list[Condition]:
    """For a query of leads. What the lead does not say of itself is taken from the case it became.

    A firm has the leads it took, those it found itself, and those of its cases.
    """
    found: list[Condition] = []
    if filters.region:
        in_region = _cases(Filters(region=filters.region))
        found.append(_known(Lead.municipality_code, Lead.municipality_code.in_(_codes(filters.region)), in_region))
    if filters.category:
        in_category = _cases(Filters(category=filters.category))
        found.append(_known(Lead.category, Lead.category == filters.category, in_category))
    if filters.industry:
        found.append(Lead.case_id.in_(_cases(Filters(industry=filters.industry))))
    if filters.helper_id is not None:
        found.append(_had_by(filters.helper_id))
    return found


def _known(column: SQLColumnExpression[Any], holds: Condition, of_case: Select[int]) -> Condition:
    return or_(holds, and_(column.is_(None), Lead.case_id.in_(of_case)))


def _had_by(helper_id: int) -> Condition:
    own = select(Lead.id).where(Lead.owner_helper_id == helper_id)
    taken = select(LeadOffer.lead_id).where(LeadOffer.helper_id == helper_id, LeadOffer.accepted_on.is_not(None))
    of_own_cases = select(Lead.id).where(Lead.case_id.in_(_cases(Filters(helper_id=helper_id))))
    return Lead.id.in_(union(own, taken, of_own_cases))


def of_offers(filters: Filters) -> list[Condition]:
    """For a query of offers: the firm is the one it was offered to."""
    found: list[Condition] = []
    if filters.helper_id is not None:
        found.append(LeadOffer.helper_id == filters.helper_id)
    of_lead = Filters(region=filters.region, category=filters.category, industry=filters.industry)
    if leads := of_leads(of_lead):
        found.append(LeadOffer.lead_id.in_(select(Lead.id).where(*leads)))
    return found


def of_helpers(filters: Filters) -> list[Condition]:
    """For a query of firms: where they live and what they know. The industry of a customer says nothing of a firm."""
    found: list[Condition] = []
    if filters.region:
        found.append(Helper.municipality_code.in_(_codes(filters.region)))
    if filters.category:
        knows = select(HelperCategory.helper_id).where(HelperCategory.category == filters.category)
        found.append(Helper.id.in_(knows))
    if filters.helper_id is not None:
        found.append(Helper.id == filters.helper_id)
    return found
