"""Offering a lead to a firm, the firm's answer, the days it has, and the case it becomes (D5)."""

from typing import Any

from sqlalchemy import select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import CustomerCase, Helper, Lead, LeadOffer, User
from itstart.rules import lead_states as states
from itstart.rules import leads as rules
from itstart.rules.findings import Finding, require
from itstart.rules.lead_states import DeclineReason, Event, Who
from itstart.rules.leads import Candidate, Unfit
from itstart.rules.settings import SettingKey
from itstart.rules.terms import LeadStatus, Role
from itstart.services import cases, history, lead_mails, lead_matches, leads, qualification_events, settings


def offer(actor: User, lead: Lead, cvr: str, *, co_deliverer: User | None = None) -> LeadOffer:
    """Offer the lead to the firm; `co_deliverer` joins in when it is not qualified. As many at a time as is set.

    NoResultFound (404) for an unknown firm; RuleViolation for one that may not have it.
    """
    leads.ensure_event(actor, lead, Event.OFFER)
    most = settings.number(SettingKey.LEAD_OFFERS)
    require(states.check_offer_count(sum(one.is_open for one in lead.offers), most))
    if lead.owner_helper_id is not None:
        require([Finding("Henvendelsen er en It-starthjælpers egen. Den tilbydes ikke andre.")])
    helper = db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()
    require(_offer_findings(lead, helper, co_deliverer))
    return _make(lead, helper, actor, None if _is_qualified(lead, helper) else co_deliverer)


def offer_as_wished(lead: Lead, helper: Helper) -> LeadOffer | None:
    """The customer has chosen the firm itself; a firm that cannot take the lead now leaves it in the queue."""
    require(states.check_event(Event.OFFER, lead.status, Who.PUBLIC))
    return _make(lead, helper, None, None) if _is_qualified(lead, helper) else None


def _make(lead: Lead, helper: Helper, by: User | None, co_deliverer: User | None) -> LeadOffer:
    made = LeadOffer(helper=helper, offered_on=clock.today(), offered_by=by, co_deliverer=co_deliverer)
    lead.offers.append(made)
    lead.offered_to_helper_on = made.offered_on
    leads.move(lead, states.after(Event.OFFER, lead.status))
    db.session.flush()
    lead_mails.tell_of_offer(made)
    if co_deliverer is not None and co_deliverer is not by:
        lead_mails.tell_co_deliverer(made, co_deliverer)
    return made


def _is_qualified(lead: Lead, helper: Helper) -> bool:
    return rules.may_not_work(lead_matches.candidate(lead, helper), clock.today(), with_staff=False) is None


def _offer_findings(lead: Lead, helper: Helper, co_deliverer: User | None) -> list[Finding]:
    if co_deliverer is not None and (co_deliverer.role is not Role.STAFF or co_deliverer.deactivated_at):
        return [Finding("Vælg en medarbejder i IBIZ-Center.", where="co_deliverer")]
    candidate = lead_matches.candidate(lead, helper)
    reason = rules.unfit(candidate, lead_matches.wanted(lead), today=clock.today(), with_staff=co_deliverer is not None)
    where = "co_deliverer" if reason is Unfit.NOT_QUALIFIED else "cvr"
    return [Finding(f"{helper.company}: {reason.value}.", where=where)] if reason else []


# ---- the firm answers ------------------------------------------------------------------------------


def _mine(actor: User, lead: Lead, event: Event) -> LeadOffer:
    leads.ensure_event(actor, lead, event)
    found = leads.offer_to(lead, actor)
    assert found is not None
    return found


def accept(actor: User, lead: Lead, *, has_ties: bool | None, ties: str = "") -> LeadOffer:
    """The firm takes the lead: the others' offers end, and the customer is told who calls."""
    taken = _mine(actor, lead, Event.ACCEPT)
    require(states.check_accept(has_ties=has_ties, ties=ties))
    require(_accept_findings(lead, taken))
    taken.accepted_on, taken.answered_by, taken.ties = clock.today(), actor, ties if has_ties else ""
    lead.offered_to_helper_on, lead.accepted_on = taken.offered_on, taken.accepted_on
    db.session.flush()
    for other in lead.offers:
        if other.is_open:
            other.withdrawn_on = clock.today()
            lead_mails.tell_of_withdrawal(other)
    leads.move(lead, states.after(Event.ACCEPT, lead.status))
    lead_mails.tell_customer(taken, actor)
    lead_mails.tell_center_of_answer(taken, "sagde ja")
    return taken


def _accept_findings(lead: Lead, taken: LeadOffer) -> list[Finding]:
    candidate: Candidate = lead_matches.candidate(lead, taken.helper)
    reason = rules.may_not_work(candidate, clock.today(), with_staff=taken.co_deliverer is not None)
    return [Finding(f"I kan ikke tage henvendelsen lige nu. {reason.value}.")] if reason else []


def decline(actor: User, lead: Lead, *, reason: DeclineReason | None, note: str = "") -> LeadOffer:
    """The firm says no, with a reason; the lead goes back in the queue when nobody else has it."""
    said_no = _mine(actor, lead, Event.DECLINE)
    require(states.check_decline(reason, note))
    said_no.declined_on, said_no.answered_by = clock.today(), actor
    said_no.decline_reason, said_no.decline_note = reason, note
    _give_back(lead, Event.DECLINE)
    lead_mails.tell_center_of_answer(said_no, "sagde nej")
    return said_no


def expire(given: LeadOffer) -> None:
    """Five working days have gone without an answer."""
    given.expired_on = clock.today()
    _give_back(given.lead, Event.EXPIRE)
    lead_mails.tell_of_withdrawal(given)
    lead_mails.tell_center_of_answer(given, "svarede ikke")


def _give_back(lead: Lead, event: Event) -> None:
    others = sum(one.is_open for one in lead.offers)
    status = states.after(event, lead.status, prequalified=lead.prequalified_on is not None, other_offers=others)
    if status is LeadStatus.OFFERED:
        return
    lead.offered_to_helper_on = None
    leads.move(lead, status)


# ---- the case --------------------------------------------------------------------------------------


def convert(actor: User, lead: Lead) -> CustomerCase:
    """The lead becomes a case in draft with everything filled in, and the people of IBIZ-Center who know it."""
    leads.ensure_event(actor, lead, Event.CONVERT)
    policies.ensure(policies.may_open_case(actor))
    assert actor.helper is not None
    case = cases.open_case(actor, actor.helper, _customer(lead), _facts(lead))
    case.needs_description.current_situation = lead.need_summary
    lead.case = case
    taken = leads.offer_to(lead, actor)
    if lead.prequalified_by_user is not None:
        lead.prequalified_by = cases.staff_of(case, lead.prequalified_by_user)
    if taken is not None and taken.co_deliverer is not None:
        qualification_events.co_deliver_from_lead(case, taken.co_deliverer, lead.number)
    if taken is not None and taken.ties:
        history.record(actor, case, "lead", f"oplyste ved henvendelsen: {taken.ties}")
    leads.move(lead, states.after(Event.CONVERT, lead.status))
    history.record(actor, case, "lead", f"oprettede sagen ud fra henvendelse {lead.number}")
    db.session.flush()
    return case


def _customer(lead: Lead) -> dict[str, Any]:
    return {
        "name": lead.company,
        "cvr": lead.cvr,
        "postal_code": lead.postal_code,
        "city": places.city_of(lead.postal_code) or "",
        "municipality_code": lead.municipality_code,
        "industry_title": lead.industry,
        "employees": lead.employees,
        "contact_name": lead.contact_name,
        "contact_email": lead.contact_email,
        "contact_phone": lead.contact_phone,
    }


def _facts(lead: Lead) -> dict[str, Any]:
    what = lead.category.label if lead.category else "It"
    return {
        "title": f"{what} i {lead.company}"[:200],
        "category": lead.category,
        "referral_source": lead.source_type,
    }
