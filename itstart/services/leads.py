"""Leads: written down by anybody, prequalified where needed, closed when they come to nothing (D5, S35, S36)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from stdnum.dk import cvr as _cvr

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import Lead, LeadOffer, Partner, User
from itstart.rules import lead_states as rules
from itstart.rules.findings import Finding, require
from itstart.rules.lead_states import CloseReason, Event, Origin, Who
from itstart.rules.partners import source_of
from itstart.rules.personal_data import Person
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Category, LeadStatus, ReferralSource
from itstart.services import lead_mails, settings
from itstart.services.conflicts import Conflict, Difference

WEBSITE = "IBIZ-Centers hjemmeside"


@dataclass(frozen=True)
class Enquiry:
    """What is known of a customer who may need help. `cvr` is eight checked digits or empty."""

    company: str
    need_summary: str
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    cvr: str = ""
    postal_code: str = ""
    municipality_code: str | None = None
    industry: str = ""
    employees: int | None = None
    category: Category | None = None
    consent_on: date | None = None
    source_type: ReferralSource | None = None
    source_name: str = ""


def next_number() -> int:
    """The next free number."""
    return (db.session.scalar(select(func.max(Lead.number))) or 0) + 1


def find(user: User, number: int) -> Lead:
    """A lead the user may see; NoResultFound (404) otherwise."""
    return db.session.scalars(policies.leads_visible_to(user).where(Lead.number == number)).one()


def part_of(user: User, lead: Lead) -> Who | None:
    """In what part the user acts on the lead; None for who can only look."""
    if policies.may_keep_leads(user):
        return Who.STAFF
    if user.helper_id is None or user.helper is None or user.helper.ended_on is not None:
        return None
    offer = offer_to(lead, user)
    if offer is not None:
        return Who.TAKER if offer.accepted_on else Who.OFFERED
    return Who.OWNER if lead.owner_helper_id == user.helper_id else None


def offer_to(lead: Lead, user: User) -> LeadOffer | None:
    """The offer to the user's firm that is open or was taken."""
    mine = [offer for offer in lead.offers if offer.helper_id == user.helper_id]
    return next((offer for offer in reversed(mine) if offer.is_open or offer.accepted_on), None)


def ensure_event(actor: User, lead: Lead, event: Event) -> Who:
    """The actor's part; Forbidden without one, RuleViolation when it does not belong where the lead stands."""
    _wait_for_others(lead)
    who = part_of(actor, lead)
    policies.ensure(who is not None)
    assert who is not None
    require(rules.check_event(event, lead.status, who))
    return who


def _wait_for_others(lead: Lead) -> None:
    """Two who act on a lead come one after the other, and the second sees what the first did."""
    db.session.execute(select(Lead.id).where(Lead.id == lead.id).with_for_update())
    for row in (*lead.offers, lead):
        db.session.expire(row)


def move(lead: Lead, status: LeadStatus) -> None:
    """Put the lead where it stands now; its clock begins again."""
    lead.status, lead.waiting_since, lead.reminders = status, clock.today(), 0


# ---- writing down ----------------------------------------------------------------------------------


def register(actor: User, said: Enquiry, *, partner: Partner | None = None) -> Lead:
    """IBIZ-Center writes down a customer, maybe for a partner; a helper its own (S54)."""
    if policies.may_keep_leads(actor):
        origin = Origin.PARTNER if partner else Origin.STAFF
        return _new(said, origin, actor=actor, partner=partner)
    policies.ensure(policies.may_open_case(actor))
    return _new(said, Origin.HELPER, actor=actor, owner_helper_id=actor.helper_id)


def register_public(said: Enquiry) -> Lead:
    """A customer writes itself down; nobody is logged in."""
    return _new(said, Origin.PUBLIC)


def _new(said: Enquiry, origin: Origin, *, actor: User | None = None, **more: Any) -> Lead:
    require(_findings(said))
    partner: Partner | None = more.get("partner")
    lead = Lead(
        number=next_number(),
        origin=origin,
        registered_by_id=actor.id if actor else None,
        received_on=clock.today(),
        **_columns(said, _source(said, origin, partner)),
        **more,
    )
    move(lead, LeadStatus.NEW)
    db.session.add(lead)
    db.session.flush()
    if origin is Origin.PUBLIC:
        lead_mails.tell_center_of_new(lead)
    return lead


def _findings(said: Enquiry) -> list[Finding]:
    found = rules.check_register(
        company=said.company,
        need=said.need_summary,
        reachable=bool(said.contact_email or said.contact_phone),
        consent_on=said.consent_on,
        today=clock.today(),
    )
    if said.cvr and not _cvr.is_valid(said.cvr):
        found.append(Finding("CVR-nummeret findes ikke. Se efter en slåfejl.", where="cvr"))
    return found


def _source(said: Enquiry, origin: Origin, partner: Partner | None) -> tuple[ReferralSource, str]:
    """Where the customer counts as coming from, as far as it was not said (S57)."""
    if partner is not None:
        return said.source_type or source_of(partner.kind), said.source_name or partner.name
    usual = {Origin.HELPER: ReferralSource.OWN}.get(origin, ReferralSource.CENTER)
    named = WEBSITE if origin is Origin.PUBLIC else ""
    return said.source_type or usual, said.source_name or named


def _columns(said: Enquiry, source: tuple[ReferralSource, str]) -> dict[str, Any]:
    columns = asdict(said)
    suggested = places.municipality_of_postal_code(said.postal_code)
    columns["municipality_code"] = said.municipality_code or suggested
    columns["source_type"], columns["source_name"] = source
    return columns


def edit(actor: User, lead: Lead, said: Enquiry, *, partner: Partner | None, version: int) -> bool:
    """Correct what is known of the customer, as long as nobody has been offered it. True when something was changed.

    Conflict when somebody else saved meanwhile. Only IBIZ-Center says which partner sent the customer; a helper's
    `partner` is the one that stands.
    """
    ensure_event(actor, lead, Event.EDIT)
    require(_findings(said))
    policies.ensure(partner is lead.partner or policies.may_keep_leads(actor))
    told = {**_columns(said, _source(said, lead.origin or Origin.STAFF, partner)), "partner": partner}
    differing = {name: value for name, value in told.items() if getattr(lead, name) != value}
    if not differing:
        return False
    if version != lead.version:
        found = [Difference(name, _typed(value), _typed(getattr(lead, name))) for name, value in differing.items()]
        raise Conflict(found, lead.version)
    for name, value in differing.items():
        setattr(lead, name, value)
    if lead.origin in {Origin.STAFF, Origin.PARTNER}:
        lead.origin = Origin.PARTNER if partner else Origin.STAFF
    lead.version += 1
    db.session.flush()
    return True


def _typed(value: Any) -> Any:
    """As the form has it: a partner by its number."""
    return str(value.number) if isinstance(value, Partner) else value


# ---- prequalifying and closing ---------------------------------------------------------------------


def prequalify(actor: User, lead: Lead, said: Mapping[str, str]) -> None:
    """IBIZ-Center has looked at the case, where that is needed (S36): `note`, `budget` and `wanted_by`."""
    ensure_event(actor, lead, Event.PREQUALIFY)
    if not said["note"].strip():
        require([Finding("Skriv, hvad I har fundet ud af.", where="note")])
    lead.prequalified_on, lead.prequalified_by_user = clock.today(), actor
    lead.prequalification_note = said["note"]
    lead.budget, lead.wanted_by = said["budget"], said["wanted_by"]
    move(lead, rules.after(Event.PREQUALIFY, lead.status))


def close(actor: User, lead: Lead, reason: CloseReason, note: str) -> None:
    """The lead comes to nothing; open offers end with it, and those who had them are told."""
    ensure_event(actor, lead, Event.CLOSE)
    end(lead, reason, note)


def end(lead: Lead, reason: CloseReason, note: str = "", *, quietly: bool = False) -> None:
    """Close it, whoever wants it; open offers end, and those who had them are told, unless they have been before."""
    for offer in lead.offers:
        if offer.is_open:
            offer.withdrawn_on = clock.today()
            if not quietly:
                lead_mails.tell_of_withdrawal(offer)
    lead.closed_on, lead.close_reason, lead.close_note = clock.today(), reason, note
    move(lead, rules.after(Event.CLOSE, lead.status))


def person_of(lead: Lead) -> Person:
    """The customer's person behind a lead."""
    return Person(lead.contact_name, lead.contact_email, lead.contact_phone)


def due_to_forget(today: date) -> Sequence[Lead]:
    """Leads that came to nothing half a year ago and still name a person."""
    query = select(Lead).where(
        Lead.status == LeadStatus.CLOSED,
        Lead.closed_on <= today - timedelta(days=settings.days(SettingKey.LEAD_FORGET_DAYS)),
        or_(Lead.contact_name != "", Lead.contact_email != "", Lead.contact_phone != ""),
    )
    return db.session.scalars(query.order_by(Lead.id)).all()


def forget(found: Sequence[int]) -> None:
    """Nobody's name stands in these leads any more."""
    for lead in db.session.scalars(select(Lead).where(Lead.id.in_(found))):
        lead.contact_name = lead.contact_email = lead.contact_phone = ""
