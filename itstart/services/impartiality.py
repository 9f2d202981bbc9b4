"""The declaration of impartiality (S31): what the helper tells the customer about ties to vendors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, ImpartialityDeclaration, RowCounter, User, VendorRelation
from itstart.rules.findings import Finding, require
from itstart.rules.impartiality import Ties, check_vendor
from itstart.rules.terms import RelationKind
from itstart.services import history, partners
from itstart.services.answers import ensure_writable
from itstart.steps.shared_documents import short_name


@dataclass(frozen=True)
class Declared:
    """What is said in the declaration; the day it was first said is kept."""

    owns_or_is_owned_by_vendor: bool
    receives_commission: bool
    acknowledged_by_customer_on: date | None = None


def findings(case: CustomerCase) -> list[Finding]:
    """What the declaration says about inviting vendors, and which of them are IBIZ-Center's partners."""
    declaration = case.impartiality
    if declaration.declared_on is None:
        return partners.findings(case)
    named = [
        (row.kind, row.vendor) for row in case.vendor_relations if row.vendor and row.kind is not RelationKind.OTHER
    ]
    general = check_vendor(declaration, Ties(named_here={kind for kind, _ in named}))
    return (
        general
        + [
            Finding(f"{short_name(vendor.name)} kan ikke inviteres. {kind.label}.", where="vendor")
            for kind, vendor in named
        ]
        + partners.findings(case)
    )


def declare(actor: User, case: CustomerCase, declared: Declared) -> None:
    """Make the declaration, or correct it. RuleViolation for a day that has not come."""
    ensure_writable(actor, case)
    require(_not_in_future(declared.acknowledged_by_customer_on))
    row = case.impartiality
    first = row.declared_on is None
    changed = _apply(row, declared)
    if first:
        row.declared_on = clock.today()
        history.record(actor, case, "impartiality_declared", "erklærede sin uvildighed")
    elif changed:
        history.record(actor, case, "impartiality", "rettede erklæringen om uvildighed", subject="impartiality")


def _apply(row: ImpartialityDeclaration, declared: Declared) -> bool:
    before = (row.owns_or_is_owned_by_vendor, row.receives_commission, row.acknowledged_by_customer_on)
    row.owns_or_is_owned_by_vendor = declared.owns_or_is_owned_by_vendor
    row.receives_commission = declared.receives_commission
    row.acknowledged_by_customer_on = declared.acknowledged_by_customer_on
    return before != (row.owns_or_is_owned_by_vendor, row.receives_commission, row.acknowledged_by_customer_on)


def _not_in_future(day: date | None) -> list[Finding]:
    if day and day > clock.today():
        return [Finding("Datoen kan ikke ligge i fremtiden.", where="acknowledged_by_customer_on")]
    return []


def confirm(actor: User, case: CustomerCase) -> None:
    """Say it again, now that the vendors are known."""
    ensure_writable(actor, case)
    found = []
    if case.impartiality.declared_on is None:
        found.append(Finding("Erklær din uvildighed, før du bekræfter den."))
    if not case.vendors:
        found.append(Finding("Skriv leverandørerne ind, før du bekræfter din uvildighed igen."))
    require(found)
    case.impartiality.confirmed_with_vendors_on = clock.today()
    history.record(actor, case, "impartiality_confirmed", "bekræftede sin uvildighed med leverandørerne kendt")


def relation(case: CustomerCase, code: str, *, deleted: bool = False) -> VendorRelation:
    """A relation by its number; NoResultFound (404) when the case has none."""
    query = select(VendorRelation).where(VendorRelation.case_id == case.id, VendorRelation.code == code)
    query = query.where(VendorRelation.deleted_at.is_not(None) if deleted else VendorRelation.deleted_at.is_(None))
    return db.session.scalars(query).one()


def save_relation(actor: User, case: CustomerCase, row: VendorRelation | None, values: Mapping[str, Any]) -> None:
    """Tell of a tie, or correct what was told. A new tie must be acknowledged by the customer again."""
    ensure_writable(actor, case)
    vendor = next((vendor for vendor in case.vendors if vendor.code == values["vendor"]), None)
    if row is None:
        row = VendorRelation(case_id=case.id, code=_next_code(case), position=_last_position(case) + 1)
        db.session.add(row)
        case.impartiality.acknowledged_by_customer_on = None
        history.record(actor, case, "relation_added", "oplyste en relation til en leverandør")
    else:
        row.version += 1
        history.record(actor, case, "relation_changed", "rettede en relation til en leverandør", subject=row.code)
    row.vendor_id = vendor.id if vendor else None
    row.kind = RelationKind(values["kind"])
    # What the declaration says in general agrees with the relations; which vendor it concerns, they say.
    if row.kind is RelationKind.OWNERSHIP:
        case.impartiality.owns_or_is_owned_by_vendor = True
    elif row.kind is RelationKind.COMMISSION:
        case.impartiality.receives_commission = True
    row.description, row.assessment = values["description"], values["assessment"]
    db.session.flush()
    db.session.expire(case, ["vendor_relations"])


def delete_relation(actor: User, case: CustomerCase, row: VendorRelation) -> None:
    """Take a tie out of the declaration; `restore_relation` brings it back."""
    ensure_writable(actor, case)
    row.deleted_at = clock.now()
    history.record(actor, case, "relation_deleted", "slettede en relation til en leverandør")


def restore_relation(actor: User, case: CustomerCase, row: VendorRelation) -> None:
    """Bring a deleted tie back."""
    ensure_writable(actor, case)
    row.deleted_at = None
    history.record(actor, case, "relation_restored", "fortrød sletningen af en relation")


def _last_position(case: CustomerCase) -> int:
    query = select(func.max(VendorRelation.position)).where(VendorRelation.case_id == case.id)
    return db.session.scalar(query) or 0


def _next_code(case: CustomerCase) -> str:
    name = VendorRelation.case_list
    counter = db.session.scalar(select(RowCounter).where(RowCounter.case_id == case.id, RowCounter.prefix == name))
    if counter is None:
        counter = RowCounter(case_id=case.id, prefix=name, last=0)
        db.session.add(counter)
    counter.last = max(counter.last, _last_position(case)) + 1
    return str(counter.last)
