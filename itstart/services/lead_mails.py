"""The mails about leads: to the firm that is offered one, to IBIZ-Center, and to the customer (F075)."""

from collections.abc import Iterable

from sqlalchemy import select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import Helper, Lead, LeadOffer, User
from itstart.rules.lead_states import answer_by
from itstart.rules.terms import Role
from itstart.rules.workdays import danish_date
from itstart.services import outbox
from itstart.steps.calendar import danish_holidays

_SIGNED = "\n\nVenlig hilsen\nIt-start\n"


def center() -> list[User]:
    """Those at IBIZ-Center who look after leads."""
    query = select(User).where(User.role == Role.STAFF, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def people_of(helper: Helper) -> list[User]:
    """Those of a firm who can log in."""
    query = select(User).where(User.helper_id == helper.id, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def _send(lead: Lead, what: str, to: Iterable[User], subject: str, text: str, reply_to: User | None = None) -> None:
    for person in to:
        outbox.write(
            key=f"lead-{lead.id}-{what}-{person.id}",
            recipient=person.email,
            recipient_name=person.name,
            reply_to=reply_to,
            subject=subject,
            body=f"Hej {person.name}\n\n{text}{_SIGNED}",
        )


def summary(lead: Lead) -> str:
    """What a firm is told before it has said yes: the place, the kind of IT and the need, nobody's name."""
    place = places.municipality(lead.municipality_code or "")
    where = f" i {place.name} Kommune" if place else ""
    what = lead.category.label if lead.category else "It"
    return f"{what} til en virksomhed{where}.\n\n{lead.need_summary}"


def tell_of_offer(offer: LeadOffer) -> None:
    """The firm is offered the lead."""
    last = danish_date(answer_by(offer.offered_on, danish_holidays()))
    who = "IBIZ-Center tilbyder jer" if offer.offered_by else "På hjemmesiden har I fået"
    text = (
        f"{who} en ny kunde: {summary(offer.lead)}\n\n"
        f"Svar senest {last} i It-start under Henvendelser: nummer {offer.lead.number}. "
        "Derefter går den videre til en anden."
    )
    subject = f"Ny henvendelse {offer.lead.number}: svar senest {last}"
    _send(offer.lead, f"offer-{offer.id}", people_of(offer.helper), subject, text, offer.offered_by)


def remind_of_offer(offer: LeadOffer, count: int) -> None:
    """The firm has not answered yet."""
    last = danish_date(answer_by(offer.offered_on, danish_holidays()))
    text = f"I har ikke svaret på henvendelse {offer.lead.number}: {summary(offer.lead)}\n\nSvar senest {last}."
    subject = f"Påmindelse: svar på henvendelse {offer.lead.number}"
    _send(offer.lead, f"remind-{offer.id}-{count}", people_of(offer.helper), subject, text, offer.offered_by)


def tell_of_withdrawal(offer: LeadOffer) -> None:
    """The firm need not answer any more."""
    text = f"Henvendelse {offer.lead.number} er ikke længere ledig. I skal ikke gøre mere."
    subject = f"Henvendelse {offer.lead.number} er ikke længere ledig"
    _send(offer.lead, f"gone-{offer.id}", people_of(offer.helper), subject, text)


def tell_center_of_answer(offer: LeadOffer, said: str) -> None:
    """Whoever offered the lead hears what came of it; everybody does when that person has left."""
    there = offer.offered_by if offer.offered_by and offer.offered_by.deactivated_at is None else None
    lead = offer.lead
    subject = f"Henvendelse {lead.number}: {offer.helper.company} {said}"
    text = f"{offer.helper.company} {said} på henvendelse {lead.number} fra {lead.company}."
    if not offer.accepted_on:
        text += "\n\nDen venter på, at du tilbyder den til en anden."
    _send(lead, f"answer-{offer.id}", [there] if there else center(), subject, text)


def tell_center_of_new(lead: Lead) -> None:
    """A customer has written from the website."""
    subject = f"Ny henvendelse {lead.number} fra hjemmesiden"
    _send(lead, "new", center(), subject, f"{lead.company} har skrevet:\n\n{lead.need_summary}")


def remind_center(lead: Lead, days: int, count: int) -> None:
    """The lead has no taker, or the taker has not made it a case."""
    text = f"Henvendelse {lead.number} fra {lead.company} har stået som “{lead.status.label}” i {days} dage."
    key = f"stands-{lead.waiting_since}-{count}"
    _send(lead, key, center(), f"Påmindelse: henvendelse {lead.number}", text)


def remind_helper(lead: Lead, helper: Helper, days: int, count: int) -> None:
    """The firm has the lead, and the customer waits."""
    text = (
        f"I har haft henvendelse {lead.number} fra {lead.company} i {days} dage. "
        "Ring til kunden, og opret sagen i It-start, når I går i gang."
    )
    key = f"waits-{lead.waiting_since}-{count}"
    _send(lead, key, people_of(helper), f"Påmindelse: {lead.company} venter på jer", text)


def tell_customer(offer: LeadOffer, taker: User) -> None:
    """The customer learns who has the case and will call; without an address somebody must call instead."""
    lead, helper = offer.lead, offer.helper
    if not lead.contact_email:
        return
    reach = ", ".join(part for part in (helper.phone, helper.email or taker.email) if part)
    name = helper.adviser or taker.name
    body = (
        f"Hej {lead.contact_name or lead.company}\n\n"
        f"{name} fra {helper.company} har taget jeres henvendelse og kontakter jer.\n\n"
        f"I kan også selv kontakte {name}: {reach}.\n\n"
        "It-starthjælperen er uvildig og har ansvaret for rådgivningen. IBIZ-Center er ikke part i aftalen.\n\n"
        f"Henvendelse {lead.number}, {danish_date(clock.today())}.\n\nVenlig hilsen\nIBIZ-Center\n"
    )
    outbox.write(
        key=f"lead-{lead.id}-customer-{offer.id}",
        recipient=lead.contact_email,
        recipient_name=lead.contact_name,
        reply_to=taker,
        subject=f"{helper.company} hjælper jer",
        body=body,
    )
