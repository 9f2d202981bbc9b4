"""What a module may cost and usually takes on a day: the kodeks's figures, or those IBIZ-Center has set since."""

from datetime import date

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.models import DeliveryModule, ModuleLimit, User
from itstart.rules.findings import Finding, require
from itstart.rules.modules import KODEKS, Limits


def on(day: date) -> Limits:
    """The limits that hold on a day."""
    query = select(ModuleLimit).where(ModuleLimit.valid_from <= day).order_by(ModuleLimit.valid_from.desc()).limit(1)
    row = db.session.scalar(query)
    return of(row) if row else KODEKS


def of(row: ModuleLimit) -> Limits:
    """A stored row as the rules take it."""
    return Limits(row.max_price_dkk, row.expected_hours, row.min_usual_hours, row.max_usual_hours)


def of_module(module: DeliveryModule) -> Limits:
    """The limits of a module: its own ceiling, and the hours that are usual today."""
    now = on(clock.today())
    return Limits(module.max_price_dkk, now.expected_hours, now.min_usual_hours, now.max_usual_hours)


def every() -> list[ModuleLimit]:
    """All the limits that have been set, the newest first."""
    return list(db.session.scalars(select(ModuleLimit).order_by(ModuleLimit.valid_from.desc())))


def add(actor: User, *, valid_from: date, limits: Limits, note: str) -> ModuleLimit:
    """Let other limits hold from a day on. Modules that are made keep the ceiling they were made under."""
    policies.ensure(policies.may_manage_helpers(actor))
    found = []
    if valid_from < clock.today():
        found.append(Finding("Nye grænser kan først gælde fra i dag.", where="valid_from"))
    if db.session.scalar(select(ModuleLimit.id).where(ModuleLimit.valid_from == valid_from)):
        found.append(Finding("Der er allerede sat grænser fra den dag.", where="valid_from"))
    if not limits.min_usual_hours <= limits.expected_hours <= limits.max_usual_hours:
        found.append(Finding("De ventede timer skal ligge mellem de to grænser.", where="expected_hours"))
    require(found)
    row = ModuleLimit(
        valid_from=valid_from,
        max_price_dkk=limits.max_price_dkk,
        expected_hours=limits.expected_hours,
        min_usual_hours=limits.min_usual_hours,
        max_usual_hours=limits.max_usual_hours,
        note=note,
    )
    db.session.add(row)
    db.session.flush()
    return row
