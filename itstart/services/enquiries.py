"""A visitor asks for help: the lead, the firm it was meant for, and the receipt with a name and a day (F084)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from itstart import clock
from itstart.data import places
from itstart.models import Helper, Lead, User
from itstart.rules import enquiries as rules
from itstart.rules.settings import SettingKey
from itstart.rules.workdays import danish_date
from itstart.services import lead_mails, lead_offers, leads, mail_texts, outbox, settings
from itstart.services.leads import Enquiry
from itstart.steps.calendar import danish_holidays


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who answers and by when; the same for everybody, also for what is held back."""

    person: str
    answer_by: date
    firm: str = ""


def receive(said: Enquiry, wished: Helper | None = None, *, way_back: Callable[[int], str]) -> Receipt:
    """Keep the enquiry as a lead, offer it to the firm that was chosen, and thank by mail.

    `way_back` gives the address by which the lead with that number is taken back again.

    RuleViolation when something is missing. What looks like advertising is only shown to IBIZ-Center.
    """
    if rules.is_suspicious(said.need_summary, said.company, said.contact_name):
        _hold_back(said)
        return promise(wished)
    lead = leads.register_public(said)
    if wished is not None:
        lead_offers.offer_as_wished(lead, wished)
    receipt = promise(wished, lead.number)
    _thank(lead, receipt, way_back(lead.number))
    return receipt


def promise(wished: Helper | None = None, number: int | None = None) -> Receipt:
    """What the visitor is told. `number` is the lead's, and decides whose turn it is at IBIZ-Center."""
    person = _person(leads.next_number() if number is None else number)
    day = rules.answered_by(clock.today(), danish_holidays(), settings.days(SettingKey.ENQUIRY_WORKDAYS))
    return Receipt(
        person.name if person else settings.text(SettingKey.CENTER_NAME), day, wished.company if wished else ""
    )


def _person(number: int) -> User | None:
    return rules.contact(lead_mails.center(), number)


def _thank(lead: Lead, receipt: Receipt, way_back: str) -> None:
    """Nothing the visitor wrote is repeated: the address may belong to somebody else."""
    if not lead.contact_email:
        return
    center = settings.text(SettingKey.CENTER_NAME)
    subject, body = mail_texts.compose(
        "kvittering-for-henvendelse",
        kontakt=lead.contact_name,
        nummer=lead.number,
        firma=f"Den er sendt til {receipt.firm}, som du valgte. " if receipt.firm else "",
        hvem=f"{receipt.person} fra {center}" if receipt.person != center else center,
        frist=danish_date(receipt.answer_by),
        hilsen=receipt.person,
        fortryd=outbox.LINK,
    )
    outbox.write(
        key=f"enquiry-{lead.id}",
        recipient=lead.contact_email,
        recipient_name=lead.contact_name,
        reply_to=_person(lead.number),
        subject=subject,
        body=body,
        link=way_back if outbox.LINK in body else "",
    )


def _hold_back(said: Enquiry) -> None:
    """IBIZ-Center reads it, and writes the lead down by hand if it is real after all."""
    place = places.city_of(said.postal_code) or said.postal_code
    who = f"{said.contact_name}, {said.contact_email} {said.contact_phone}"
    text = f"{said.company}, {place}\n{who}\n\n{said.need_summary}"
    for person in lead_mails.center():
        subject, body = mail_texts.compose("tilbageholdt-henvendelse", navn=person.name, henvendelse=text)
        outbox.write(
            key=f"enquiry-held-{clock.now().isoformat()}-{person.id}",
            recipient=person.email,
            recipient_name=person.name,
            subject=subject,
            body=body,
        )
