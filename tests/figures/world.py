"""A programme made up by chance, the same each time: finished work with all the holes real data has."""

from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange import history_rows
from itstart.exchange.history import Draw, Place, Trade, Worked
from itstart.models import CustomerCase, DeliveryModule, Helper, Lead, LeadOffer, SuccessCase, TimeEntry
from itstart.rules.terms import Category, QualificationStatus
from tests.factories import make_firm

TRADES = [
    Trade("Smedje", "256200", "Maskinforarbejdning"), Trade("Murer", "439910", "Murere"),
    Trade("Gartneri", "011900", "Dyrkning"), Trade("Butik", "477110", "Tøjforretninger"), Trade("Klub", "", ""),
]  # fmt: skip
CODES = ("0860", "0657", "0461", "0370", "0101")  # a kommune of each region
TITLES = {category: category.label for category in Category}
CASES = 90


def fill(seed: int = 7) -> list[Helper]:
    """Three firms and about 90 customers over three years up to today."""
    chance, today = Random(seed), clock.today()
    firms = [make_firm(f"Firma {number}") for number in range(3)]
    worked = [
        Worked(firm.id, [Place("", "By", code) for code in CODES[place::2]], list(Category)[place::3], today)
        for place, firm in enumerate(firms)
    ]
    draw = Draw(chance, TRADES, TITLES)
    drawn = []
    for number in range(CASES):
        firm = worked[number % 3]
        opened_on = today - timedelta(days=chance.randrange(3 * 365))
        others = [other.helper_id for other in worked if other is not firm]
        drawn.append(draw.one(firm, f"2001-{number:04}", opened_on, others))
    history_rows.save(drawn, 1)
    db.session.flush()
    _holes(chance, today)
    _firms(firms, today)
    db.session.commit()
    return firms


def _holes(chance: Random, today: date) -> None:
    """What is missing, open, undone or deleted in real life."""
    for module in db.session.scalars(select(DeliveryModule).order_by(DeliveryModule.id)):
        for column, share in (("end_reported_on", 0.2), ("would_have_bought_anyway", 0.2), ("started_on", 0.1)):
            if chance.random() < share:
                setattr(module, column, None)
    for entry in db.session.scalars(select(TimeEntry).order_by(TimeEntry.id)):
        entry.deleted_at = clock.now() if chance.random() < 0.1 else None
    for case in db.session.scalars(select(CustomerCase).order_by(CustomerCase.id)):
        if chance.random() < 0.2:
            case.referral_source = case.used_adviser_before = None
        if chance.random() < 0.1:
            case.category = case.customer.municipality_code = None
        case.success_case = _story(case, chance, today) if chance.random() < 0.15 else None
    _lead_holes(chance, today)


def _story(case: CustomerCase, chance: Random, today: date) -> SuccessCase:
    day = today - timedelta(days=chance.randrange(900))
    gone = day if chance.random() < 0.3 else None
    return SuccessCase(consent_given_on=day, published_on=day, withdrawn_on=gone, slug=f"sag-{case.number}")


def _lead_holes(chance: Random, today: date) -> None:
    for lead in db.session.scalars(select(Lead).order_by(Lead.id)):
        if chance.random() < 0.3:
            lead.municipality_code = lead.category = None
        if chance.random() < 0.3:
            lead.case_id, lead.closed_on, lead.close_reason = None, lead.received_on, "no_need"  # type: ignore[assignment]
        if chance.random() < 0.1:
            lead.accepted_on = None
    for offer in db.session.scalars(select(LeadOffer).order_by(LeadOffer.id)):
        if offer.accepted_on and chance.random() < 0.2:
            offer.accepted_on, offer.withdrawn_on = None, today
        elif offer.declined_on and chance.random() < 0.2:
            offer.declined_on = offer.decline_reason = None


def _firms(firms: list[Helper], today: date) -> None:
    begun = (800, 500, 100)
    for firm, days, code in zip(firms, begun, CODES, strict=False):
        firm.qualified_on, firm.municipality_code = today - timedelta(days=days), code
    firms[1].ended_on, firms[1].qualification_status = today - timedelta(days=200), QualificationStatus.ENDED
