"""The leads in lists: IBIZ-Center's queue with age and next clock, and what a firm has to answer or begin."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import Customer, CustomerCase, Helper, Lead, LeadOffer, User
from itstart.rules import lead_states as rules
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Category, LeadStatus
from itstart.rules.workdays import workdays_between
from itstart.services import lead_mails, settings
from itstart.steps.calendar import danish_holidays

MOST = 200


class Part(StrEnum):
    """Which leads are shown; the values stand in addresses."""

    NEW = "nye"
    PREQUALIFIED = "praekvalificerede"
    OFFERED = "tilbudte"
    ACCEPTED = "modtagne"
    CONVERTED = "sager"
    CLOSED = "lukkede"

    @property
    def status(self) -> LeadStatus:
        """The one status of the part."""
        return LeadStatus[self.name]


_OVER = (Part.CONVERTED, Part.CLOSED)


@dataclass(frozen=True)
class Line:
    """A lead as a list shows it. `age` is working days since it came; `helpers` have it or are offered it."""

    number: int
    company: str
    place: str
    category: Category | None
    status: LeadStatus
    received_on: date | None
    age: int
    source: str
    case_number: str
    owner: str
    helpers: Sequence[str] = field(default_factory=tuple)
    answer_by: date | None = None
    next_reminder_on: date | None = None
    need: str = ""

    @property
    def is_late(self) -> bool:
        """True when it has stood longer than a firm is given to answer, and nobody has it."""
        waits = self.status in {LeadStatus.NEW, LeadStatus.PREQUALIFIED}
        return waits and self.age > settings.days(SettingKey.LEAD_ANSWER_WORKDAYS)


def counts(user: User) -> dict[Part, int]:
    """How many leads each part has; one query."""
    policies.ensure(policies.may_keep_leads(user))
    query = select(Lead.status, func.count().label("count_")).group_by(Lead.status)
    found = {row.status: row.count_ for row in db.session.execute(query)}
    return {part: found.get(part.status, 0) for part in Part}


def queue(user: User, part: Part) -> list[Line]:
    """The leads of a part: the oldest first, and what is over with the newest first."""
    policies.ensure(policies.may_keep_leads(user))
    order = (Lead.number.desc(),) if part in _OVER else (Lead.received_on, Lead.number)
    return _lines(select(Lead).where(Lead.status == part.status).order_by(*order))


def of_firm(user: User) -> list[Line]:
    """What the user's firm is offered, has taken or has written down itself, the newest first.

    Nothing is said of other firms, nor who the customer is before the firm has said yes.
    """
    lines = _lines(policies.leads_visible_to(user).order_by(Lead.number.desc()), helper_id=user.helper_id)
    return [replace(line, company="") if line.status is LeadStatus.OFFERED else line for line in lines]


def _lines(query: Select[Any], *, helper_id: int | None = None) -> list[Line]:
    joined = (
        query.outerjoin(CustomerCase, CustomerCase.id == Lead.case_id)
        .outerjoin(Customer, Customer.id == CustomerCase.customer_id)
        .outerjoin(Helper, Helper.id == Lead.owner_helper_id)
        .with_only_columns(Lead, CustomerCase.number, Customer.name, Helper.company)
        .limit(MOST)
    )
    found = list(db.session.execute(joined))
    offers = _offers([row[0].id for row in found], helper_id)
    return [_line(*row, offers[row[0].id]) for row in found]


def _offers(lead_ids: Sequence[int], helper_id: int | None) -> dict[int, list[tuple[LeadOffer, str]]]:
    query = (
        select(LeadOffer, Helper.company)
        .join(Helper, Helper.id == LeadOffer.helper_id)
        .where(LeadOffer.lead_id.in_(lead_ids))
        .order_by(LeadOffer.id)
    )
    grouped: dict[int, list[tuple[LeadOffer, str]]] = defaultdict(list)
    for offer, company in db.session.execute(query):
        if (offer.is_open or offer.accepted_on) and helper_id in {None, offer.helper_id}:
            grouped[offer.lead_id].append((offer, company))
    return grouped


def _line(
    lead: Lead, case_number: str | None, customer: str | None, owner: str | None, offers: list[tuple[LeadOffer, str]]
) -> Line:
    today = clock.today()
    place = places.municipality(lead.municipality_code or "")
    received = lead.received_on
    return Line(
        number=lead.number,
        company=lead.company or customer or "Uden navn",
        place=place.name if place else "",
        category=lead.category,
        status=lead.status,
        received_on=received,
        age=workdays_between(received, today, danish_holidays()) if received else 0,
        source=lead.source_name or (lead.source_type.label if lead.source_type else ""),
        case_number=case_number or "",
        owner=owner or "",
        helpers=[company for _, company in offers],
        answer_by=_answer_by(offer for offer, _ in offers if offer.is_open),
        next_reminder_on=next_reminder(lead, [offer for offer, _ in offers]),
        need=lead.need_summary,
    )


def _answer_by(offers: Iterable[LeadOffer]) -> date | None:
    return min((lead_mails.last_day(offer) for offer in offers), default=None)


def next_reminder(lead: Lead, offers: Iterable[LeadOffer]) -> date | None:
    """The day of the next reminder about the lead; None when nobody is reminded any more."""
    after = settings.day_list(SettingKey.LEAD_REMINDER_DAYS)
    if lead.status is LeadStatus.OFFERED:
        days = [rules.next_reminder_on(one.offered_on, one.reminders, after) for one in offers if one.is_open]
        return min((day for day in days if day), default=None)
    if lead.status in {LeadStatus.CONVERTED, LeadStatus.CLOSED} or lead.waiting_since is None:
        return None
    return rules.next_reminder_on(lead.waiting_since, lead.reminders, after)
