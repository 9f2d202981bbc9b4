"""The mails about leads: to the firm that is offered one, to IBIZ-Center, and to the customer (F075)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import Helper, Lead, LeadOffer, User
from itstart.rules.lead_states import answer_by
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Role
from itstart.rules.workdays import danish_date
from itstart.services import helpers, mail_texts, outbox, settings
from itstart.steps.calendar import danish_holidays


def center() -> list[User]:
    """Those at IBIZ-Center who look after leads."""
    query = select(User).where(User.role == Role.STAFF, User.deactivated_at.is_(None)).order_by(User.name)
    return list(db.session.scalars(query))


def _send(
    mail: str, lead: Lead, what: str, to: Iterable[User], *, reply_to: User | None = None, **said: object
) -> None:
    for person in to:
        subject, body = mail_texts.compose(mail, navn=person.name, nummer=lead.number, **said)
        outbox.write(
            key=f"lead-{lead.id}-{what}-{person.id}",
            recipient=person.email,
            recipient_name=person.name,
            reply_to=reply_to,
            subject=subject,
            body=body,
        )


def summary(lead: Lead) -> str:
    """What a firm is told before it has said yes: the place, the kind of IT and the need, nobody's name."""
    place = places.municipality(lead.municipality_code or "")
    where = f" i {place.name} Kommune" if place else ""
    what = lead.category.label if lead.category else "It"
    return f"{what} til en virksomhed{where}.\n\n{lead.need_summary}"


def tell_of_offer(offer: LeadOffer) -> None:
    """The firm is offered the lead."""
    _about_offer("tilbud-om-henvendelse" if offer.offered_by else "kunde-fra-hjemmesiden", offer, f"offer-{offer.id}")


def _about_offer(mail: str, offer: LeadOffer, what: str) -> None:
    _send(
        mail,
        offer.lead,
        what,
        helpers.people_of(offer.helper),
        reply_to=offer.offered_by,
        behov=summary(offer.lead),
        frist=danish_date(last_day(offer)),
    )


def tell_co_deliverer(offer: LeadOffer, person: User) -> None:
    """A colleague has named this person of IBIZ-Center to deliver together with the firm."""
    _send(
        "samlevering-om-henvendelse",
        offer.lead,
        f"together-{offer.id}",
        [person],
        reply_to=offer.offered_by,
        firma=offer.helper.company,
        kunde=offer.lead.company,
        frist=danish_date(last_day(offer)),
    )


def last_day(offer: LeadOffer) -> date:
    """The last day for the firm to answer."""
    return answer_by(offer.offered_on, danish_holidays(), settings.days(SettingKey.LEAD_ANSWER_WORKDAYS))


def remind_of_offer(offer: LeadOffer, count: int) -> None:
    """The firm has not answered yet."""
    _about_offer("rykker-om-tilbud", offer, f"remind-{offer.id}-{count}")


def tell_of_withdrawal(offer: LeadOffer) -> None:
    """The firm need not answer any more."""
    _send("henvendelse-ikke-ledig", offer.lead, f"gone-{offer.id}", helpers.people_of(offer.helper))


def tell_center_of_answer(offer: LeadOffer, said: str) -> None:
    """Whoever offered the lead hears what came of it; everybody does when that person has left."""
    there = offer.offered_by if offer.offered_by and offer.offered_by.deactivated_at is None else None
    lead = offer.lead
    _send(
        "svar-paa-henvendelse",
        lead,
        f"answer-{offer.id}",
        [there] if there else center(),
        firma=offer.helper.company,
        svar=said,
        kunde=lead.company,
        videre="" if offer.accepted_on else "Den venter på, at du tilbyder den til en anden.",
    )


def tell_center_of_new(lead: Lead) -> None:
    """A customer has written from the website."""
    _send("henvendelse-fra-hjemmesiden", lead, "new", center(), kunde=lead.company, behov=lead.need_summary)


def remind_center(lead: Lead, days: int, count: int) -> None:
    """The lead has no taker, or the taker has not made it a case."""
    what = f"stands-{lead.waiting_since}-{count}"
    _send("rykker-til-centret", lead, what, center(), kunde=lead.company, status=lead.status.label, dage=days)


def remind_helper(lead: Lead, helper: Helper, days: int, count: int) -> None:
    """The firm has the lead, and the customer waits."""
    what = f"waits-{lead.waiting_since}-{count}"
    _send("rykker-til-firmaet", lead, what, helpers.people_of(helper), kunde=lead.company, dage=days)


def tell_customer(offer: LeadOffer, taker: User) -> None:
    """The customer learns who has the case and will call; without an address somebody must call instead."""
    lead, helper = offer.lead, offer.helper
    if not lead.contact_email:
        return
    reach = ", ".join(part for part in (helper.phone, helper.email or taker.email) if part)
    name = helper.adviser or taker.name
    subject, body = mail_texts.compose(
        "hvem-hjaelper-kunden",
        kontakt=lead.contact_name or lead.company,
        raadgiver=name,
        firma=helper.company,
        kontaktoplysninger=reach,
        nummer=lead.number,
        dato=danish_date(clock.today()),
    )
    outbox.write(
        key=f"lead-{lead.id}-customer-{offer.id}",
        recipient=lead.contact_email,
        recipient_name=lead.contact_name,
        reply_to=taker,
        subject=subject,
        body=body,
    )
