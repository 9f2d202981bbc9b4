"""Leads where the tests need them, brought there the way people do it; and firms that fit them."""

from datetime import date, timedelta
from typing import Any

from itstart import clock
from itstart.db import db
from itstart.models import Helper, HelperCategory, HelperMunicipality, Lead, User
from itstart.rules.lead_states import CloseReason
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, LeadStatus
from itstart.services import lead_offers, leads
from itstart.services.leads import Enquiry
from tests.factories.accounts import make_firm, make_helper, make_staff
from tests.factories.cases import accept_code

HERNING = "0657"
NOTE = {"note": "Klart behov", "budget": "100.000 kr.", "wanted_by": "Til sommer"}


def enquiry(**values: Any) -> Enquiry:
    """A customer in Herning who needs an ERP system."""
    return Enquiry(
        **{
            "company": "Nordvang Maskinfabrik A/S",
            "need_summary": "Vi styrer produktionen i regneark.",
            "contact_name": "Birgit Nordvang",
            "contact_email": "birgit@nordvang.example",
            "contact_phone": "12 34 56 78",
            "cvr": "99000007",
            "postal_code": "7400",
            "industry": "Metalindustri",
            "employees": 25,
            "category": Category.ERP,
            "consent_on": clock.today(),
            **values,
        }
    )


def fitting_firm(company: str = "", *, code: str = HERNING, people: int = 1, **values: Any) -> Helper:
    """A firm that could have the lead: qualified, with the kodeks accepted, in the right place and field."""
    firm = make_firm(company, **values)
    firm.municipalities = [HelperMunicipality(code=code)]
    firm.categories = [HelperCategory(position=0, category=Category.ERP, level=CompetenceLevel.SKILLED)]
    accept_code(firm)
    for _ in range(people):
        make_helper(firm)
    return firm


def person_of(firm: Helper) -> User:
    """Somebody of the firm."""
    return db.session.query(User).filter_by(helper_id=firm.id).order_by(User.id).first() or make_helper(firm)


def make_lead(
    status: LeadStatus = LeadStatus.NEW, *, firm: Helper | None = None, staff: User | None = None, **values: Any
) -> Lead:
    """A lead of IBIZ-Center where it is needed; `firm` is offered it, takes it or makes it a case."""
    staff = staff or make_staff()
    lead = leads.register(staff, enquiry(**values))
    _prequalify_or_offer(lead, status, firm, staff)
    db.session.commit()
    return lead


def _prequalify_or_offer(lead: Lead, status: LeadStatus, firm: Helper | None, staff: User) -> None:
    if status is LeadStatus.CLOSED:
        leads.close(staff, lead, CloseReason.NO_NEED, "")
    if status is LeadStatus.PREQUALIFIED:
        leads.prequalify(staff, lead, NOTE)
    if status in {LeadStatus.OFFERED, LeadStatus.ACCEPTED, LeadStatus.CONVERTED}:
        firm = firm or fitting_firm()
        lead_offers.offer(staff, lead, firm.cvr)
        if status is not LeadStatus.OFFERED:
            lead_offers.accept(person_of(firm), lead, has_ties=False)
        if status is LeadStatus.CONVERTED:
            lead_offers.convert(person_of(firm), lead)


def own_lead(user: User, **values: Any) -> Lead:
    """A lead the user's firm has found itself."""
    lead = leads.register(user, enquiry(**values))
    db.session.commit()
    return lead


def let_days_pass(lead: Lead, days: int) -> None:
    """As if everything about the lead had happened so many days earlier."""
    by = timedelta(days=days)
    lead.waiting_since = (lead.waiting_since or clock.today()) - by
    for offer in lead.offers:
        offer.offered_on -= by
    db.session.commit()


def forgotten(today: date) -> int:
    """Forget the persons who are due on that day; how many leads."""
    found = [lead.id for lead in leads.due_to_forget(today)]
    leads.forget(found)
    return len(found)
