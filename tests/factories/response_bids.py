"""The example before a decision, and its bids as files that are handed in."""

from datetime import UTC, datetime
from typing import Any

from itstart.db import db
from itstart.models import CustomerCase, RequirementResponse, ResponseImport, User, Vendor
from itstart.services import response_import_store, response_imports
from itstart.steps.tender import response_form
from itstart.steps.tender.response_read import Weight
from tests.factories.example import import_example
from tests.factories.response_forms import Change, bids, changed, fill

IN_TIME = datetime(2026, 4, 17, 13, 40, tzinfo=UTC)


def undecided() -> tuple[CustomerCase, User]:
    """The example before anybody has decided."""
    case, user = import_example()
    case.evaluation.decided_vendor_id = case.evaluation.decided_on = None
    db.session.commit()
    return case, user


def vendor_of(case: CustomerCase, code: str) -> Vendor:
    """The vendor with this number."""
    return next(vendor for vendor in case.vendors if vendor.code == code)


def form_of(case: CustomerCase, code: str, change: Change | None = None) -> bytes:
    """The vendor's form with its bid of the example in it."""
    filled = fill(response_form.build(case, vendor_of(case, code)), bids()[code])
    return changed(filled, change) if change else filled


def put_in(user: User, case: CustomerCase, code: str, change: Change | None = None, **more: Any) -> ResponseImport:
    """A file handed in and taken, with everything that can be chosen chosen."""
    row = response_imports.upload(user, case, "tilbud.xlsx", form_of(case, code, change))
    accepted = {doubt.key for doubt in response_imports.preview(row).form.of(Weight.CHOICE)}
    response_import_store.apply(user, row, **{"received_at": IN_TIME, "accepted": accepted, **more})
    db.session.commit()
    return row


def answer_of(case: CustomerCase, vendor: str, code: str) -> RequirementResponse:
    """A vendor's stored answer to a requirement."""
    bid = vendor_of(case, vendor).bid
    assert bid is not None
    return next(row for row in bid.responses if row.requirement.code == code)
