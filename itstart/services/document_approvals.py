"""Which versions of the documents somebody has said yes to or got for good: those are frozen.

A signature on the contract and the approval of a step say a day, not a version: it is the newest of that day.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents.danish import date_long
from itstart.models import CustomerCase, CustomerLink, GeneratedDocument, TenderFile, TenderVersion
from itstart.rules.customer_links import LinkAnswer, LinkPurpose
from itstart.rules.tender_states import FileKind
from itstart.steps import DELIVERABLES

_CONTRACT = "kontrakt"


def approvals(case: CustomerCase) -> dict[int, str]:
    """By the version's id, in words: "Godkendt af Birgit Nordvang den 4. marts 2026". Two queries."""
    return dict([*_by_days(case), *_by_modules(case), *_by_tender(case), *_by_links(case)])


def _by_days(case: CustomerCase) -> Iterator[tuple[int, str]]:
    for key, deliverable in DELIVERABLES.items():
        step = case.step(deliverable.step)
        if step.approved_on and not deliverable.annex and (one := _newest(case, key, step.approved_on)):
            by = f" af {step.approved_by}" if step.approved_by else ""
            yield one.id, f"Godkendt{by} den {date_long(step.approved_on)}"
    signed_on = case.contract.signed_on
    if signed_on and (one := _newest(case, _CONTRACT, signed_on)):
        yield one.id, f"Underskrevet den {date_long(signed_on)}"


def _newest(case: CustomerCase, key: str, day: date) -> GeneratedDocument | None:
    mine = [one for one in case.documents if one.deliverable == key and one.handed_over_on <= day]
    return max(mine, key=lambda one: one.version, default=None)


def _by_modules(case: CustomerCase) -> Iterator[tuple[int, str]]:
    for module in case.modules:
        if module.product_document_id and module.accepted_on:
            yield module.product_document_id, f"Godkendt med modul {module.number} den {date_long(module.accepted_on)}"


def _by_tender(case: CustomerCase) -> Iterator[tuple[int, str]]:
    if not case.tender_versions:
        return
    sent = (
        select(TenderFile.file_id, TenderVersion.issued_at)
        .join(TenderVersion, TenderFile.version_id == TenderVersion.id)
        .where(TenderVersion.case_id == case.id, TenderFile.kind == FileKind.MATERIAL)
    )
    issued = {row.file_id: row.issued_at for row in db.session.execute(sent)}
    for one in case.documents:
        if one.file_id in issued:
            yield one.id, f"Sendt til leverandørerne den {date_long(clock.local(issued[one.file_id]).date())}"


def _by_links(case: CustomerCase) -> Iterator[tuple[int, str]]:
    said_yes = (
        select(CustomerLink.document_id, CustomerLink.answered_by, CustomerLink.used_at)
        .where(
            CustomerLink.case_id == case.id,
            CustomerLink.purpose == LinkPurpose.APPROVE_DOCUMENT,
            CustomerLink.answer == LinkAnswer.YES,
        )
        .order_by(CustomerLink.number)
    )
    for document_id, by, at in db.session.execute(said_yes):
        if document_id is not None and at is not None:
            yield document_id, f"Godkendt af {by} med et link den {date_long(clock.local(at).date())}"
