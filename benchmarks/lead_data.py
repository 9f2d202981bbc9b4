"""Many firms with filled profiles, and as many leads in every state, for the pages of IBIZ-Center."""

from datetime import timedelta
from typing import Any

from benchmarks.data import TRADES, Accounts, add_people, bulk
from itstart import clock
from itstart.data import code_of_conduct, places
from itstart.db import db
from itstart.models import (
    CodeAcceptance,
    Helper,
    HelperCategory,
    HelperIndustry,
    HelperMunicipality,
    HelperRegion,
    Lead,
    LeadOffer,
    Outreach,
    Partner,
    User,
)
from itstart.rules.lead_states import CloseReason
from itstart.rules.partners import PartnerType
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, LeadStatus, QualificationStatus, Role
from itstart.sqlite import writing

LEAD = 1  # the lead whose page is looked at: new, in Herning, about ERP


def fill_leads(helpers: int) -> Accounts:
    """This many firms, leads and partners."""
    numbers = range(1, helpers + 1)
    codes = [place.code for place in places.municipalities()]
    with writing():
        bulk(Helper, [_helper(number, codes) for number in numbers])
        accounts = add_people(1)
        bulk(User, [_user(number) for number in numbers])
        bulk(HelperRegion, [{"helper_id": n, "position": 0, "name": places.REGIONS[n % 5]} for n in numbers])
        bulk(HelperMunicipality, [{"helper_id": n, "code": codes[n % 98]} for n in numbers])
        bulk(HelperCategory, [row for number in numbers for row in _levels(number)])
        bulk(HelperIndustry, [{"helper_id": n, "position": 0, "name": TRADES[n % 8]} for n in numbers])
        bulk(CodeAcceptance, [_acceptance(number) for number in numbers])
        bulk(Lead, [_lead(number, codes) for number in numbers])
        bulk(LeadOffer, [_offer(number, helpers) for number in numbers if number != LEAD])
        bulk(Partner, [_partner(number) for number in numbers])
        bulk(Outreach, [_outreach(number) for number in numbers])
        db.session.commit()
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()
    return accounts


def _helper(number: int, codes: list[str]) -> dict[str, Any]:
    return {
        "id": number,
        "company": f"Rådgiverne {number} ApS",
        "cvr": f"{98_000_000 + number}",
        "municipality_code": codes[number % 98],
        "qualification_status": QualificationStatus.QUALIFIED,
        "advisers": 1 + number % 3,
        "created_at": clock.now(),
    }


def _user(number: int) -> dict[str, Any]:
    email = f"raadgiver{number}@example.dk"
    return {
        "name": f"Rådgiver {number}",
        "email": email,
        "role": Role.HELPER,
        "helper_id": number,
        "created_at": clock.now(),
    }


def _levels(number: int) -> list[dict[str, Any]]:
    known = [category for place, category in enumerate(Category) if (number + place) % 2 == 0]
    level = list(CompetenceLevel)[number % 3]
    return [{"helper_id": number, "position": i, "category": one, "level": level} for i, one in enumerate(known)]


def _acceptance(number: int) -> dict[str, Any]:
    return {
        "helper_id": number,
        "version": code_of_conduct.VERSION,
        "accepted_on": code_of_conduct.PUBLISHED_ON,
        "accepted_by": f"Rådgiver {number}",
    }


def _lead(number: int, codes: list[str]) -> dict[str, Any]:
    """One in four is new; the page that is looked at is about ERP in Herning."""
    today = clock.today()
    status = LeadStatus.NEW if number == LEAD else list(LeadStatus)[number % 6]
    closed = status is LeadStatus.CLOSED
    return {
        "number": number,
        "company": f"{TRADES[number % 8]} {number} ApS",
        "need_summary": "Vi styrer produktionen i regneark og vil have ét system.",
        "municipality_code": "0657" if number == LEAD else codes[number % 98],
        "category": Category.ERP if number == LEAD else list(Category)[number % 11],
        "industry": TRADES[number % 8],
        "received_on": today - timedelta(days=number % 30),
        "waiting_since": today - timedelta(days=number % 30),
        "status": status,
        "closed_on": today if closed else None,
        "close_reason": CloseReason.NO_NEED if closed else None,
    }


def _offer(number: int, helpers: int) -> dict[str, Any]:
    """An offer that ran out, to spread the turns."""
    day = clock.today() - timedelta(days=30 + number % 300)
    return {
        "lead_id": number,
        "helper_id": 1 + number % helpers,
        "offered_on": day,
        "expired_on": day + timedelta(days=8),
    }


def _partner(number: int) -> dict[str, Any]:
    return {"id": number, "number": number, "name": f"Partner {number}", "kind": list(PartnerType)[number % 13]}


def _outreach(number: int) -> dict[str, Any]:
    return {
        "partner_id": number,
        "number": 1,
        "happened_on": clock.today(),
        "who": "Lise",
        "what": "Møde",
        "next_step": "Ring",
    }
