"""What the demo knows of IBIZ-Center's work: more firms, filled profiles, partners, and leads in every state.

Days are counted back from the day the demo is filled, so that what waits has not waited for years.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.exchange.schema.people import HelperPart
from itstart.models import (
    Helper,
    HelperCategory,
    HelperMunicipality,
    Lead,
    LeadOffer,
    Outreach,
    Partner,
    User,
)
from itstart.rules.lead_states import CloseReason, DeclineReason, Origin
from itstart.rules.partners import PartnerType
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, LeadStatus, QualificationStatus, ReferralSource, Role
from itstart.services import leads

_FILE = Path(__file__).parent.parent / "data" / "demo" / "programme.json"
_OF_FIRM = (
    "company", "cvr", "adviser", "email", "phone", "municipality_code", "qualification_status", "qualification_path",
    "covers_regions", "industries", "co_deliveries", "profile_public",
)  # fmt: skip
_OF_PROFILE = ("description", "other_competences", "languages", "advisers", "hours_per_month")
_OF_PARTNER = ("name", "cvr", "contact_name", "contact_email", "contact_phone", "municipality_code", "note")
_OF_LEAD = (
    "company", "need_summary", "source_name", "postal_code", "industry", "employees", "contact_name", "contact_email",
    "contact_phone", "budget", "wanted_by",
)  # fmt: skip
Said = dict[str, Any]


def read() -> Said:
    """The file as it is."""
    found: Said = json.loads(_FILE.read_text("utf-8"))
    return found


def firms() -> Iterator[HelperPart]:
    """The firms beside those of the cases."""
    for said in read()["firms"]:
        yield HelperPart.model_validate({name: said[name] for name in _OF_FIRM if name in said})


def people() -> Iterator[tuple[str, str, str, Role, str]]:
    """One person of each firm that is still with us."""
    for said in read()["firms"]:
        if "ended_ago" not in said:
            yield (said["adviser"], "Rådgiver", said["email"], Role.HELPER, said["cvr"])


def fill() -> None:
    """Profiles, partners and leads, as far as they are not there. The caller commits."""
    found = read()
    for cvr, said in [*found["profiles"].items(), *((firm["cvr"], firm) for firm in found["firms"])]:
        _profile(_firm(cvr), said)
    if db.session.scalar(select(Partner.id).limit(1)) is None:
        for number, said in enumerate(found["partners"], start=1):
            db.session.add(_partner(number, said))
    db.session.flush()
    if db.session.scalar(select(Lead.id).where(Lead.origin.is_not(None)).limit(1)) is None:
        for said in found["leads"]:
            _lead(said)


def _firm(cvr: str) -> Helper:
    return db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()


def _user(email: str) -> User:
    return db.session.scalars(select(User).where(User.email == email)).one()


def _ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


# ---- firms and partners ----------------------------------------------------------------------------


def _profile(helper: Helper, said: Said) -> None:
    """Fill a profile nobody has written in."""
    if helper.languages or helper.profile_version > 1:
        return
    for name in _OF_PROFILE:
        if said.get(name):
            setattr(helper, name, said[name])
    _levels(helper, said["levels"])
    helper.municipalities = [HelperMunicipality(code=code) for code in said.get("municipalities", [])]
    if "reviewed_ago" in said:
        helper.profile_reviewed_on = _ago(said["reviewed_ago"])
    if "available_in" in said:
        helper.available_from = _ago(-said["available_in"])
    if helper.qualification_status is QualificationStatus.ENDED:
        helper.ended_on = _ago(said["ended_ago"])


def _levels(helper: Helper, said: dict[str, str]) -> None:
    known = {row.category: row for row in helper.categories}
    for name, level in said.items():
        category = Category(name)
        row = known.get(category)
        if row is None:
            row = HelperCategory(category=category, position=len(helper.categories))
            helper.categories.append(row)
        row.level = CompetenceLevel(level)


def _partner(number: int, said: Said) -> Partner:
    partner = Partner(number=number, kind=PartnerType(said["kind"]), **_columns(said, _OF_PARTNER))
    partner.outreach = [_outreach(place, line) for place, line in enumerate(said["log"], start=1)]
    return partner


def _outreach(number: int, said: Said) -> Outreach:
    return Outreach(
        number=number,
        happened_on=_ago(said["ago"]),
        who=said["who"],
        what=said["what"],
        next_step=said["next_step"],
        next_step_on=None if said["next_in"] is None else _ago(-said["next_in"]),
    )


def _columns(said: Said, names: tuple[str, ...]) -> Said:
    return {name: said[name] for name in names if name in said}


# ---- leads -----------------------------------------------------------------------------------------


def _lead(said: Said) -> None:
    lead = Lead(
        number=leads.next_number(),
        origin=Origin(said["origin"]),
        source_type=ReferralSource(said["source_type"]),
        category=Category(said["category"]),
        received_on=_ago(said["ago"]),
        consent_on=_ago(said["ago"]),
        waiting_since=_ago(said["ago"]),
        municipality_code=places.municipality_of_postal_code(said["postal_code"]),
        **_columns(said, _OF_LEAD),
    )
    for key, tell in _MORE.items():
        if key in said:
            tell(lead, said)
    db.session.add(lead)
    db.session.flush()


def _owner(lead: Lead, said: Said) -> None:
    lead.owner = _firm(said["owner"])


def _sent_by(lead: Lead, said: Said) -> None:
    lead.partner = db.session.scalars(select(Partner).where(Partner.name == said["partner"])).one()


def _prequalified(lead: Lead, said: Said) -> None:
    lead.status = LeadStatus.PREQUALIFIED
    lead.prequalified_on = lead.waiting_since = _ago(said["prequalified"])
    lead.prequalified_by_user = _user("jonas.okkels@ibiz.example")
    lead.prequalification_note = said["note"]


def _closed(lead: Lead, said: Said) -> None:
    lead.status = LeadStatus.CLOSED
    lead.closed_on = lead.waiting_since = _ago(said["closed"])
    lead.close_reason, lead.close_note = CloseReason(said["close_reason"]), said["close_note"]


def _offered(lead: Lead, said: Said) -> None:
    """Every offer in its order; the last one says where the lead stands."""
    for one in said["offers"]:
        offer = LeadOffer(lead=lead, helper=_firm(one["cvr"]), offered_on=_ago(one["ago"]))
        offer.offered_by = _user("jonas.okkels@ibiz.example")
        offer.co_deliverer = _user(one["joins"]) if "joins" in one else None
        for event in ("accepted", "declined", "expired"):
            if event in one:
                setattr(offer, f"{event}_on", _ago(one[event]))
                lead.waiting_since = _ago(one[event])
        if "reason" in one:
            offer.decline_reason = DeclineReason(one["reason"])
        if offer.is_open or offer.accepted_on:
            lead.status = LeadStatus.ACCEPTED if offer.accepted_on else LeadStatus.OFFERED
            lead.offered_to_helper_on, lead.accepted_on = offer.offered_on, offer.accepted_on
            lead.waiting_since = offer.accepted_on or offer.offered_on


_MORE: dict[str, Callable[[Lead, Said], None]] = {
    "owner": _owner,
    "partner": _sent_by,
    "prequalified": _prequalified,
    "offers": _offered,
    "closed": _closed,
}
