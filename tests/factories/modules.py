"""Modules in each of the states they can have."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, ModuleStep, TimeEntry
from itstart.rules.steps import StepKey
from itstart.rules.terms import ModuleStatus

SIGNED = date(2026, 2, 2)
# The dates that have been reached in each state, in the order of the states.
_DATES = (
    (ModuleStatus.AGREEMENT_SENT, "agreement_sent_on"),
    (ModuleStatus.AGREEMENT_SIGNED, "agreement_signed_on"),
    (ModuleStatus.START_REPORTED, "start_reported_on"),
    (ModuleStatus.IN_PROGRESS, "started_on"),
    (ModuleStatus.DELIVERED, "delivered_on"),
    (ModuleStatus.ACCEPTED, "accepted_on"),
    (ModuleStatus.END_REPORTED, "end_reported_on"),
)


def make_module(case: CustomerCase, status: ModuleStatus = ModuleStatus.DRAFT, **values: Any) -> DeliveryModule:
    """A module in step 1 at the full price, in the given state; hours from its signature on."""
    number = len(case.modules) + 1
    module = DeliveryModule(
        **{
            "case_id": case.id,
            "number": number,
            "code": f"M-{number}",
            "title": "Behovsbeskrivelse",
            "product": "Behovsbeskrivelse med prioriterede krav",
            "price_dkk": 15_000,
            **_dates(status),
            **values,
        }
    )
    module.step_links = [ModuleStep(step=StepKey.NEEDS, number=1)]
    db.session.add(module)
    db.session.commit()
    db.session.refresh(case)
    return module


def _dates(status: ModuleStatus) -> dict[str, date]:
    if status is ModuleStatus.DRAFT:
        return {}
    if status is ModuleStatus.CANCELLED:
        return {"cancelled_on": SIGNED}
    found = {}
    for place, (reached, column) in enumerate(_DATES):
        found[column] = SIGNED + timedelta(days=max(0, place - 1))
        if reached is status:
            break
    return found


def add_hours(module: DeliveryModule, hours: str = "12", on: date | None = None) -> TimeEntry:
    """Hours on a module that is signed."""
    entry = TimeEntry(
        module_id=module.id,
        signed_on=module.agreement_signed_on,
        number=len(module.time_entries) + 1,
        spent_on=on or clock.today(),
        hours=Decimal(hours),
        activity="Workshop",
        entered_by="Mette",
    )
    db.session.add(entry)
    db.session.commit()
    db.session.refresh(module)
    return entry
