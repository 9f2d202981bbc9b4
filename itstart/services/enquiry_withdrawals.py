"""A visitor takes an enquiry back: it is closed and erased, and the firm that had it is told (art. 7, 3)."""

from sqlalchemy import or_, select, update

from itstart import clock
from itstart.db import db
from itstart.models import Lead, OutboxMail
from itstart.rules import lead_states as rules
from itstart.rules.findings import require
from itstart.rules.lead_states import CloseReason, Event, Who
from itstart.rules.personal_data import GONE
from itstart.services import lead_mails, leads


def find(number: int) -> Lead | None:
    """The lead a withdrawal is about; None when there is none."""
    return db.session.scalar(select(Lead).where(Lead.number == number))


def may_withdraw(lead: Lead) -> bool:
    """False once it is closed, or has become a case of the firm that took it."""
    return rules.is_open(Event.CLOSE, lead.status, Who.PUBLIC)


def withdraw(lead: Lead) -> None:
    """Close it and erase who asked and what was written. RuleViolation where it is too late."""
    require(rules.check_event(Event.CLOSE, lead.status, Who.PUBLIC))
    for offer in lead.offers:
        if offer.accepted_on is not None:
            lead_mails.tell_of_withdrawal(offer)
    leads.end(lead, CloseReason.WITHDRAWN)
    _forget(lead)


def withdraw_again(lead: Lead) -> None:
    """What a restored backup has brought back goes as it went before; nobody is told a second time."""
    if rules.is_open(Event.CLOSE, lead.status, Who.PUBLIC):
        leads.end(lead, CloseReason.WITHDRAWN, quietly=True)
    _forget(lead)


def _forget(lead: Lead) -> None:
    lead.contact_name = lead.contact_email = lead.contact_phone = lead.cvr = ""
    lead.company = lead.need_summary = GONE
    lead.prequalification_note = lead.budget = lead.wanted_by = ""
    lead.consent_on = None
    _forget_mails(lead)
    db.session.flush()


def _forget_mails(lead: Lead) -> None:
    """The words stand in the mails about it too; those that tell of its end say nothing of the customer."""
    receipt = OutboxMail.key == f"enquiry-{lead.id}"
    to_customer = or_(receipt, OutboxMail.key.startswith(f"lead-{lead.id}-customer-", autoescape=True))
    about = or_(receipt, OutboxMail.key.startswith(f"lead-{lead.id}-", autoescape=True))
    told_of_end = OutboxMail.key.startswith(f"lead-{lead.id}-gone-", autoescape=True)
    unsent = (OutboxMail.sent_at.is_(None), OutboxMail.withdrawn_at.is_(None))
    for where, values in (
        ((about, ~told_of_end, *unsent), {"withdrawn_at": clock.now()}),
        ((about, ~told_of_end), {"body": GONE, "link": ""}),
        ((to_customer,), {"recipient": "", "recipient_name": GONE}),
    ):
        change = update(OutboxMail).where(*where).values(**values)
        db.session.execute(change.execution_options(synchronize_session=False))
    db.session.expire_all()
