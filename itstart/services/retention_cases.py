"""What is forgotten of cases: their content, their names, the bids that lost, and sparring."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, or_, select, update

from itstart import clock
from itstart.db import db
from itstart.models import (
    BidReceipt,
    CustomerCase,
    DeliveryModule,
    Evaluation,
    ForgottenCase,
    ResponseImport,
    SparringMessage,
    SparringRequest,
    SparringSuggestion,
    Vendor,
)
from itstart.rules.personal_data import GONE
from itstart.rules.retention import agreement_until
from itstart.rules.settings import SettingKey
from itstart.rules.workdays import danish_date
from itstart.services import case_forgetting, settings
from itstart.services.retention_due import Due, Rule, before, run


def _contents(today: date) -> list[Due]:
    closed = func.coalesce(CustomerCase.completed_on, CustomerCase.abandoned_on)
    query = select(CustomerCase.id, CustomerCase.number, closed).where(
        CustomerCase.closed,
        closed <= before(today, SettingKey.KEEP_CASES),
        CustomerCase.id.not_in(select(ForgottenCase.case_id)),
    )
    return [
        Due(row, f"Sag {number}, lukket {danish_date(_day(on))}", row)
        for row, number, on in db.session.execute(query.order_by(CustomerCase.number))
    ]


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _forget_contents(cases: Sequence[int]) -> None:
    for number in cases:
        case_forgetting.forget_content(number, clock.today())


def _names(today: date) -> list[Due]:
    """Cases without content whose last agreement need not be kept any more."""
    years = settings.days(SettingKey.KEEP_AGREEMENTS)
    signed = select(func.max(DeliveryModule.agreement_signed_on)).where(DeliveryModule.case_id == CustomerCase.id)
    query = (
        select(CustomerCase.id, CustomerCase.number, signed.scalar_subquery())
        .join(ForgottenCase, ForgottenCase.case_id == CustomerCase.id)
        .where(ForgottenCase.names_on.is_(None))
        .order_by(CustomerCase.number)
    )
    return [
        Due(row, f"Sag {number}, hvis indhold er slettet", row)
        for row, number, on in db.session.execute(query)
        if on is None or agreement_until(_day(on), years) < today
    ]


def _forget_names(cases: Sequence[int]) -> None:
    for number in cases:
        case_forgetting.forget_names(number, clock.today())


def _losing(today: date) -> list[Due]:
    imports = select(ResponseImport.id).where(ResponseImport.vendor_id == Vendor.id).exists()
    receipts = select(BidReceipt.id).where(BidReceipt.vendor_id == Vendor.id, BidReceipt.file_id.is_not(None)).exists()
    query = (
        select(Vendor.id, Vendor.name, CustomerCase.number, CustomerCase.id)
        .join(CustomerCase, CustomerCase.id == Vendor.case_id)
        .join(Evaluation, Evaluation.case_id == CustomerCase.id)
        .where(
            Evaluation.decided_on <= before(today, SettingKey.KEEP_BIDS),
            Evaluation.decided_vendor_id != Vendor.id,
            or_(Vendor.contact != "", Vendor.contact_email != "", imports, receipts),
        )
    )
    return [
        Due(row, f"{name} i sag {number}", case)
        for row, name, number, case in db.session.execute(query.order_by(CustomerCase.number, Vendor.id))
    ]


def _forget_losing(vendors: Sequence[int]) -> None:
    files = set(db.session.scalars(select(ResponseImport.file_id).where(ResponseImport.vendor_id.in_(vendors))))
    papers = select(BidReceipt.file_id).where(BidReceipt.vendor_id.in_(vendors), BidReceipt.file_id.is_not(None))
    files |= {number for number in db.session.scalars(papers) if number is not None}
    run(
        delete(ResponseImport).where(ResponseImport.vendor_id.in_(vendors)),
        update(BidReceipt).where(BidReceipt.vendor_id.in_(vendors)).values(file_id=None),
        update(Vendor).where(Vendor.id.in_(vendors)).values(contact="", contact_email=""),
    )
    case_forgetting.delete_unused(files)


def _sparring(today: date) -> list[Due]:
    query = select(SparringRequest).where(
        SparringRequest.closed_on <= before(today, SettingKey.KEEP_SPARRING), SparringRequest.question != GONE
    )
    return [
        Due(asked.id, f"{asked.code or 'Spørgsmål'} i sag {asked.case.number}", asked.case_id)
        for asked in db.session.scalars(query.order_by(SparringRequest.id))
    ]


def _forget_sparring(requests: Sequence[int]) -> None:
    table = db.metadata.tables["sparring_request"]
    case_forgetting.blank(table, table.c.id.in_(requests), but={"about"})
    run(
        update(SparringRequest).where(SparringRequest.id.in_(requests)).values(question=GONE),
        delete(SparringMessage).where(SparringMessage.request_id.in_(requests)),
        delete(SparringSuggestion).where(SparringSuggestion.request_id.in_(requests)),
    )


CONTENTS = Rule("Indholdet af lukkede sager", SettingKey.KEEP_CASES, _contents, _forget_contents)
CASE_RULES = (
    CONTENTS,
    Rule("Navne i sager uden indhold", SettingKey.KEEP_AGREEMENTS, _names, _forget_names),
    Rule("Tabende leverandørers filer og kontaktpersoner", SettingKey.KEEP_BIDS, _losing, _forget_losing),
    Rule("Tekster i lukket sparring", SettingKey.KEEP_SPARRING, _sparring, _forget_sparring),
)
