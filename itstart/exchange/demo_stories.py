"""The demo's other success cases: finished work of the history, with customers of other kinds. Twice is once.

All are published but the last, which IBIZ-Center is to decide.
"""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.models import Customer, CustomerCase, DeliveryModule, Helper, Lead, SuccessCase
from itstart.rules.success_cases import ConsentHow
from itstart.rules.terms import Category
from itstart.rules.words import search_text
from itstart.services import story_publishing, success_cases

_FILE = Path(__file__).parent.parent / "data" / "demo" / "stories.toml"
_TO_CONSENT, _TO_PUBLISHED, _WAITED = timedelta(days=6), timedelta(days=15), timedelta(days=6)


def fill() -> None:
    """Make what is not there yet; the history is there already. The caller commits."""
    for said in tomllib.loads(_FILE.read_text("utf-8"))["story"]:
        known = select(SuccessCase.id).where(SuccessCase.title == said["title"])
        case = _finished(said["firm"])
        if case is not None and db.session.scalar(known) is None:
            _rename(case, said["customer"], said["case"])
            _tell(case, said)


def _finished(cvr: str) -> CustomerCase | None:
    """The firm's newest finished case with a module the customer accepted, without a lead and without a story."""
    accepted = select(DeliveryModule.case_id).where(DeliveryModule.accepted_on.is_not(None))
    query = (
        select(CustomerCase)
        .join(Helper, CustomerCase.helper_id == Helper.id)
        .where(
            Helper.cvr == cvr,
            CustomerCase.completed_on <= clock.today() - _TO_PUBLISHED,
            CustomerCase.id.in_(accepted),
            CustomerCase.id.not_in(select(Lead.case_id).where(Lead.case_id.is_not(None))),
            CustomerCase.id.not_in(select(SuccessCase.case_id)),
        )
        .order_by(CustomerCase.completed_on.desc(), CustomerCase.number.desc())
    )
    return db.session.scalars(query.limit(1)).first()


def _rename(case: CustomerCase, customer: dict[str, Any], facts: dict[str, str]) -> None:
    """The case is about this customer and this need."""
    row: Customer = case.customer
    for name, value in customer.items():
        setattr(row, name, value)
    row.search_name = search_text(row.name)
    row.municipality_code = places.municipality_of_postal_code(row.postal_code) or ""
    case.title, case.category = facts["title"], Category(facts["category"])
    case.search_text = search_text(case.number, case.title, row.name, row.city)


def _tell(case: CustomerCase, said: dict[str, Any]) -> None:
    """The story as it was consented to some days after the work was done; then published, or sent and still unread."""
    assert case.completed_on is not None
    story = SuccessCase(**{name: said[name] for name in success_cases.TEXTS})
    story.consent_by, story.consent_how = case.customer.contact_name, ConsentHow.PAPER
    story.consent_scope = success_cases.DEFAULT_SCOPE
    story.consent_given_on = story.submitted_on = case.completed_on + _TO_CONSENT
    case.success_case = story
    if said.get("waits"):
        story.submitted_on = clock.today() - _WAITED
        db.session.flush()
        story.consent_sha256 = success_cases.fingerprint(story)
    else:
        story.published_on = case.completed_on + _TO_PUBLISHED
        story_publishing.open_published(case)
