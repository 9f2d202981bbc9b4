"""Leads must not go cold: reminders after 3, 7 and 14 days, and back in the queue after five working days (F075).

The days are settings.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from itstart import clock
from itstart.db import db
from itstart.models import Lead, LeadOffer
from itstart.rules import lead_states as rules
from itstart.rules.settings import SettingKey
from itstart.rules.terms import LeadStatus
from itstart.services import lead_mails, lead_offers, settings

_STANDING = (LeadStatus.NEW, LeadStatus.PREQUALIFIED, LeadStatus.ACCEPTED)


def remind(today: date) -> int:
    """The work of the day: who waits is reminded; how many. A second time on the same day there is nothing to do."""
    return _remind_of_offers(today) + _remind_of_standing(today)


def _open_offers() -> list[LeadOffer]:
    query = (
        select(LeadOffer)
        .where(
            LeadOffer.accepted_on.is_(None),
            LeadOffer.declined_on.is_(None),
            LeadOffer.expired_on.is_(None),
            LeadOffer.withdrawn_on.is_(None),
        )
        .options(joinedload(LeadOffer.lead))
        .order_by(LeadOffer.id)
    )
    return list(db.session.scalars(query))


def return_old_offers(today: date) -> int:
    old = [one for one in _open_offers() if today > lead_mails.last_day(one)]
    for offer in old:
        lead_offers.expire(offer)
    return len(old)


def _remind_of_offers(today: date) -> int:
    """One mail for a firm that has not answered, also when more days than one were missed."""
    reminded, after = 0, settings.day_list(SettingKey.LEAD_REMINDER_DAYS)
    for offer in _open_offers():
        due = rules.reminders_due(offer.offered_on, today, after)
        if due > offer.reminders:
            offer.reminders = due
            lead_mails.remind_of_offer(offer, due)
            reminded += 1
    return reminded


def _remind_of_standing(today: date) -> int:
    query = select(Lead).where(Lead.status.in_(_STANDING), Lead.waiting_since.is_not(None)).order_by(Lead.id)
    reminded, after = 0, settings.day_list(SettingKey.LEAD_REMINDER_DAYS)
    for lead in db.session.scalars(query):
        due = rules.reminders_due(lead.waiting_since or clock.today(), today, after)
        if due > lead.reminders:
            lead.reminders = due
            _remind(lead, due, after)
            reminded += 1
    return reminded


def _remind(lead: Lead, due: int, after: Sequence[int]) -> None:
    """IBIZ-Center for a lead in the queue; the firm that has it, and in the end IBIZ-Center too."""
    days = after[due - 1]
    helper = next((offer.helper for offer in lead.offers if offer.accepted_on), lead.owner)
    if helper is not None:
        lead_mails.remind_helper(lead, helper, days, due)
    if helper is None or due == len(after):
        lead_mails.remind_center(lead, days, due)
