"""Hours on a module: in quarters, after the signature, with undo (S9, S60, S64)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.documents.danish import hours as said
from itstart.models import CustomerCase, DeliveryModule, TimeEntry, User
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.module_acts import Act, check_from
from itstart.rules.modules import NO_AGREEMENT, check_time_entry
from itstart.rules.steps import StepKey
from itstart.services import modules
from itstart.services.answers import ensure_writable

MOST_SUGGESTIONS = 8
_USUAL: dict[StepKey, tuple[str, ...]] = {
    StepKey.NEEDS: ("Møde hos kunden", "Interview", "Workshop", "Behovsbeskrivelse"),
    StepKey.TENDER: ("Udbudsmateriale", "Leverandørsøgning", "Spørgsmål og svar", "Møde hos kunden"),
    StepKey.SELECTION: ("Gennemgang af tilbud", "Demo", "Referencesamtale", "Leverandørvurdering"),
    StepKey.PROJECT: ("Projektplan", "Kontrakt", "Forhandling", "Møde hos kunden"),
}


def find(module: DeliveryModule, number: int, *, deleted: bool = False) -> TimeEntry:
    """An entry of the module by its number; NoResultFound (404) when there is none."""
    query = select(TimeEntry).where(TimeEntry.module_id == module.id, TimeEntry.number == number)
    query = query.where(TimeEntry.deleted_at.is_not(None) if deleted else TimeEntry.deleted_at.is_(None))
    return db.session.scalars(query).one()


def newest_first(module: DeliveryModule) -> list[TimeEntry]:
    """The entries as the page lists them."""
    return sorted(module.time_entries, key=lambda entry: (entry.spent_on, entry.number), reverse=True)


def suggestions(module: DeliveryModule) -> list[str]:
    """Words for the activity: those used before in the case, the newest first, then the usual ones of the steps."""
    used = [entry.activity for entry in reversed(list(_entries(module.case))) if entry.activity]
    usual = [words for link in module.step_links for words in _USUAL[link.step]]
    return list(dict.fromkeys([*used[: MOST_SUGGESTIONS // 2], *(usual or _USUAL[StepKey.NEEDS])]))[:MOST_SUGGESTIONS]


def _entries(case: CustomerCase) -> Iterable[TimeEntry]:
    return sorted((entry for module in case.modules for entry in module.time_entries), key=lambda entry: entry.id)


def _ensure_open(actor: User, module: DeliveryModule) -> None:
    ensure_writable(actor, module.case)
    if module.agreement_signed_on is None:
        raise RuleViolation([Finding(NO_AGREEMENT)])
    require(check_from(Act.WRITE_TIME, module))


def _check(module: DeliveryModule, spent_on: date, hours: Decimal) -> None:
    require(check_time_entry(module, spent_on=spent_on, hours=hours, today=clock.today()))


def add(actor: User, module: DeliveryModule, *, spent_on: date, hours: Decimal, activity: str) -> TimeEntry:
    """Write hours. RuleViolation before the signature, for other parts than quarters, and for days to come."""
    _ensure_open(actor, module)
    _check(module, spent_on, hours)
    entry = TimeEntry(
        module_id=module.id,
        signed_on=module.agreement_signed_on,
        number=_next_number(module),
        spent_on=spent_on,
        hours=hours,
        activity=activity,
        entered_by=actor.name,
    )
    db.session.add(entry)
    _refresh(module)
    unit = "time" if hours == 1 else "timer"
    about = f": {activity}" if activity else ""
    modules.record(actor, module, "time_added", f"skrev {said(hours)} {unit} på modul {module.number}{about}")
    return entry


def _next_number(module: DeliveryModule) -> int:
    # Two who write at once wait for each other here.
    db.session.execute(select(DeliveryModule.id).where(DeliveryModule.id == module.id).with_for_update())
    return (db.session.scalar(select(func.max(TimeEntry.number)).where(TimeEntry.module_id == module.id)) or 0) + 1


def _refresh(module: DeliveryModule) -> None:
    db.session.flush()
    db.session.expire(module, ["time_entries"])


def change(
    actor: User, module: DeliveryModule, entry: TimeEntry, *, spent_on: date, hours: Decimal, activity: str
) -> None:
    """Correct an entry."""
    _ensure_open(actor, module)
    _check(module, spent_on, hours)
    entry.spent_on, entry.hours, entry.activity = spent_on, hours, activity
    _refresh(module)
    modules.record(actor, module, "time_changed", f"rettede timer på modul {module.number}")


def delete(actor: User, module: DeliveryModule, entry: TimeEntry) -> None:
    """Take hours off again; `restore` brings them back."""
    _ensure_open(actor, module)
    entry.deleted_at = clock.now()
    _refresh(module)
    modules.record(actor, module, "time_deleted", f"slettede {said(entry.hours)} timer på modul {module.number}")


def restore(actor: User, module: DeliveryModule, entry: TimeEntry) -> None:
    """Bring deleted hours back."""
    _ensure_open(actor, module)
    entry.deleted_at = None
    _refresh(module)
    modules.record(actor, module, "time_restored", f"fortrød sletningen af timer på modul {module.number}")
