"""The Word documents of a case: a draft of today's data, and the versions that were handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.documents import RenderedDocument, WordTemplate
from itstart.models import CustomerCase, GeneratedDocument, User
from itstart.rules.findings import require
from itstart.rules.qualification import CustomerWork
from itstart.services import files, firm_work, history, word_templates
from itstart.services.answers import ensure_writable
from itstart.steps import STEPS, Deliverable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class DocumentState:
    """A deliverable of the case and the versions of it that were handed over, the newest first."""

    deliverable: Deliverable
    versions: list[GeneratedDocument]


def overview(case: CustomerCase) -> list[DocumentState]:
    """Every deliverable in the order of the steps."""
    by_key: dict[str, list[GeneratedDocument]] = {}
    for version in case.documents:
        by_key.setdefault(version.deliverable, []).append(version)
    return [
        DocumentState(deliverable, sorted(by_key.get(deliverable.key, []), key=lambda v: -v.version))
        for step in STEPS
        for deliverable in step.deliverables
    ]


def template_of(case: CustomerCase, deliverable: Deliverable) -> WordTemplate:
    """The template that the case's document is made in: the firm's own, else the official one."""
    return word_templates.template_for(case.helper, deliverable.template_key)


def template_labels(case: CustomerCase) -> dict[str, str]:
    """What the template of each deliverable is called, by the deliverable's key; one query for all."""
    keys = {deliverable.key: deliverable.template_key for step in STEPS for deliverable in step.deliverables}
    used = word_templates.used_by(case.helper, keys.values())
    return {key: word_templates.label(used[template]) for key, template in keys.items()}


def draft(case: CustomerCase, deliverable: Deliverable) -> RenderedDocument:
    """The document of the data as they are now."""
    return deliverable.render(case, today=clock.today(), template=template_of(case, deliverable))


def hand_over(actor: User, case: CustomerCase, deliverable: Deliverable, *, to: str, on: date) -> GeneratedDocument:
    """Freeze the document as it is now: bytes, data, who, when and to whom (DOMAIN B9).

    RuleViolation when the firm may not work for the customer.
    """
    ensure_deliverable(actor, case)
    context = deliverable.context(case, today=clock.today())
    template = template_of(case, deliverable)
    rendered = deliverable.render(case, today=clock.today(), paginate=True, template=template)
    document = GeneratedDocument(
        deliverable=deliverable.key,
        version=next_version(case, deliverable),
        file=files.store(actor, deliverable.filename(case), rendered.content, WORD),
        template_sha256=rendered.template_sha256,
        handed_over_on=on,
        handed_over_to=to,
        gaps=len(rendered.missing),
        snapshot=snapshot(context),
    )
    keep(actor, case, document, f"udleverede {deliverable.name}, version {document.version}, til {to}")
    return document


def ensure_deliverable(actor: User, case: CustomerCase) -> None:
    """The firm writes in the case, and may give its customer something (D6)."""
    ensure_writable(actor, case)
    require(firm_work.findings(case, CustomerWork.HAND_OVER))


def keep(actor: User, case: CustomerCase, document: GeneratedDocument, said: str) -> None:
    """Freeze a version, with its line of history; a document that was marked as not relevant is so no longer."""
    case.unneeded_documents = [one for one in case.unneeded_documents if one.deliverable != document.deliverable]
    history.record(actor, case, "document_handed_over", said)
    document.created_at, document.created_by_id, document.created_by = case.changed_at, actor.id, actor.name
    document.case = case
    db.session.add(document)
    db.session.flush()


def next_version(case: CustomerCase, deliverable: Deliverable) -> int:
    """The number of the version after those that were handed over."""
    highest = db.session.scalar(
        select(func.max(GeneratedDocument.version)).where(
            GeneratedDocument.case_id == case.id, GeneratedDocument.deliverable == deliverable.key
        )
    )
    return (highest or 0) + 1


def find_version(case: CustomerCase, deliverable: Deliverable, version: int) -> GeneratedDocument:
    """One handed-over version; NoResultFound (404) when there is none."""
    return db.session.scalars(
        select(GeneratedDocument).where(
            GeneratedDocument.case_id == case.id,
            GeneratedDocument.deliverable == deliverable.key,
            GeneratedDocument.version == version,
        )
    ).one()


def snapshot(value: Any) -> Any:
    """The data of a document as plain JSON values."""
    if isinstance(value, dict):
        return {str(key): snapshot(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [snapshot(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, float | Decimal):
        return float(value)
    return str(value)


__all__ = [
    "WORD",
    "DocumentState",
    "draft",
    "ensure_deliverable",
    "find_version",
    "hand_over",
    "keep",
    "next_version",
    "overview",
    "snapshot",
    "template_labels",
    "template_of",
]
