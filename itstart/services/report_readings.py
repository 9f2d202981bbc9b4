"""Which reports IBIZ-Center has read: a report waits until somebody says so (S65)."""

from datetime import date

from sqlalchemy import insert, literal, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, ReportReading, User
from itstart.rules.module_acts import ReportKind


def _reported_on(module: DeliveryModule, kind: ReportKind) -> date | None:
    return module.start_reported_on if kind is ReportKind.START else module.end_reported_on


def unread(actor: User, module: DeliveryModule) -> list[ReportKind]:
    """The module's reports that wait for IBIZ-Center; none for others."""
    if not policies.is_staff(actor):
        return []
    read = set(db.session.scalars(select(ReportReading.kind).where(ReportReading.module_id == module.id)))
    return [kind for kind in ReportKind if _reported_on(module, kind) is not None and kind not in read]


def mark(actor: User, number: str, module_number: int, kind: ReportKind) -> None:
    """The report has been read; NoResultFound (404) for a module that is not there. Twice changes nothing."""
    policies.ensure(policies.is_staff(actor))
    known = policies.cases_visible_to(actor).where(CustomerCase.number == number).with_only_columns(CustomerCase.id)
    query = select(DeliveryModule).where(DeliveryModule.case_id.in_(known), DeliveryModule.number == module_number)
    module = db.session.scalars(query).one()
    if kind in unread(actor, module):
        db.session.add(ReportReading(module_id=module.id, kind=kind, read_on=clock.today(), read_by=actor.name))
        db.session.flush()


def mark_all(actor: User) -> None:
    """Everything that is reported has been read."""
    policies.ensure(policies.is_staff(actor))
    for kind in ReportKind:
        reported = DeliveryModule.start_reported_on if kind is ReportKind.START else DeliveryModule.end_reported_on
        read = select(ReportReading.id).where(ReportReading.module_id == DeliveryModule.id, ReportReading.kind == kind)
        waiting = select(
            DeliveryModule.id,
            literal(kind, ReportReading.kind.type),
            literal(clock.today(), ReportReading.read_on.type),
            literal(actor.name),
        ).where(reported.is_not(None), ~read.exists())
        db.session.execute(insert(ReportReading).from_select(["module_id", "kind", "read_on", "read_by"], waiting))
