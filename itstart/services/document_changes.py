"""Which handed-over documents are out of date, and why: their own snapshot beside the case of today (F053)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import selectinload

from itstart import clock
from itstart.db import db
from itstart.documents import WordTemplate
from itstart.models import Bid, CustomerCase, GeneratedDocument, ReferenceCheck, Requirement, Vendor
from itstart.rules.document_changes import Change, changes
from itstart.rules.documents import DocumentKind
from itstart.services import document_approvals, word_templates
from itstart.services.documents import snapshot
from itstart.steps import DELIVERABLES, once

# The case page compares at once up to this size; above it says only that the case was changed.
MOST_REQUIREMENTS = 150
MOST_KEPT: Final = 1_000

# A version, its bytes, the moment of the case's last change, and the template of today.
_Key = tuple[int, str, datetime, str]
# What the case page has found out, by database: it is the same until the case is changed again. None: it is too big.
_Found = tuple[Change, ...] | None
_found: "WeakKeyDictionary[Engine, dict[_Key, _Found]]" = WeakKeyDictionary()


@dataclass(frozen=True)
class Standing:
    """The version that counts, and what has changed since. `approval` says why it is frozen.

    `compared` is False where only the time of the last change in the case is known.
    """

    document: GeneratedDocument
    approval: str = ""
    changes: tuple[Change, ...] = ()
    new_template: bool = False
    compared: bool = True

    @property
    def has_changed(self) -> bool:
        """True when today's document would be another."""
        return bool(self.changes or self.new_template)

    @property
    def is_old(self) -> bool:
        """True when it should be made again; what is approved or sent is never called out of date."""
        return self.has_changed and not self.approval


@once.reading()
def standings(case: CustomerCase, keys: Collection[str] = DELIVERABLES.keys()) -> dict[str, Standing]:
    """The newest version of each of these documents, compared with the data of today."""
    newest = _newest(case, keys)
    approved = document_approvals.approvals(case) if newest else {}
    templates = _templates(case, newest)
    before = _before(case, newest.values())
    return {
        key: _compared(case, one, templates[key], before[one.id], approved.get(one.id, ""))
        for key, one in newest.items()
    }


@once.reading()
def quick_standings(case: CustomerCase) -> dict[str, Standing]:
    """For the case page: compared only when the case was changed since, is not big, and nobody has approved.

    What was compared since the last change of the case, here or on the page of the documents, is not compared again.
    """
    newest = _newest(case, DELIVERABLES.keys())
    approved = document_approvals.approvals(case) if newest else {}
    templates = _templates(case, newest)
    found = {key: Standing(one, approved.get(one.id, "")) for key, one in newest.items()}
    asked = {
        key: one for key, one in newest.items() if not found[key].approval and _may_be_old(case, one, templates[key])
    }
    known = {key: one for key, one in asked.items() if _key(case, one, templates[key]) in _kept()}
    found |= {key: _remembered(case, one, templates[key]) for key, one in known.items()}
    asked = {key: one for key, one in asked.items() if key not in known}
    if not asked:
        return found
    if _is_big(case):
        for key, one in asked.items():
            _keep(_key(case, one, templates[key]), None)
        return found | {key: Standing(one, compared=False) for key, one in asked.items()}
    before = _before(case, asked.values())
    return found | {key: _compared(case, one, templates[key], before[one.id], "") for key, one in asked.items()}


def _templates(case: CustomerCase, keys: Collection[str]) -> dict[str, WordTemplate]:
    """Today's template of each of these documents; one query for all of them."""
    kinds = {key: DELIVERABLES[key].template_key for key in keys}
    found = word_templates.templates_for(case.helper, set(kinds.values())) if kinds else {}
    return {key: found[kind] for key, kind in kinds.items()}


def _kept() -> dict[_Key, _Found]:
    return _found.setdefault(db.engine, {})


def _key(case: CustomerCase, one: GeneratedDocument, template: WordTemplate) -> _Key:
    return one.id, one.file.sha256, case.changed_at, template.sha256


def _keep(key: _Key, changed: _Found) -> None:
    kept = _kept()
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = changed


def _remembered(case: CustomerCase, one: GeneratedDocument, template: WordTemplate) -> Standing:
    changed = _kept()[_key(case, one, template)]
    if changed is None:
        return Standing(one, compared=False)
    return Standing(one, "", changed, _has_new_template(one, template))


def _newest(case: CustomerCase, keys: Collection[str]) -> dict[str, GeneratedDocument]:
    found: dict[str, GeneratedDocument] = {}
    for one in case.documents:
        if one.deliverable in keys and one.version >= found.get(one.deliverable, one).version:
            found[one.deliverable] = one
    return found


def _may_be_old(case: CustomerCase, one: GeneratedDocument, template: WordTemplate) -> bool:
    return case.changed_at > one.created_at or _has_new_template(one, template)


def _has_new_template(one: GeneratedDocument, template: WordTemplate) -> bool:
    return one.kind is DocumentKind.GENERATED and template.sha256 != one.template_sha256


def _is_big(case: CustomerCase) -> bool:
    number = select(func.count()).select_from(Requirement).where(Requirement.case_id == case.id)
    return (db.session.scalar(number) or 0) > MOST_REQUIREMENTS


def _before(case: CustomerCase, documents: Collection[GeneratedDocument]) -> dict[int, dict[str, Any]]:
    """The data of these versions, in one query. Today's, with which they are compared, are made ready as well."""
    if not documents:
        return {}
    _make_ready(case)
    wanted = select(GeneratedDocument.id, GeneratedDocument.snapshot).where(
        GeneratedDocument.id.in_([one.id for one in documents])
    )
    return {row.id: row.snapshot for row in db.session.execute(wanted)}


def _make_ready(case: CustomerCase) -> None:
    """Loads what every bid and every reference would else ask for by itself. The case's own lists keep it loaded."""
    if case.vendors and case.bids:
        vendors = select(Vendor).where(Vendor.case_id == case.id).options(selectinload(Vendor.bid))
        db.session.scalars(vendors).all()
        bids = select(Bid).where(Bid.case_id == case.id)
        db.session.scalars(bids.options(selectinload(Bid.price_lines), selectinload(Bid.responses))).all()
    if case.reference_checks:
        talks = select(ReferenceCheck).where(ReferenceCheck.case_id == case.id)
        db.session.scalars(talks.options(selectinload(ReferenceCheck.answers))).all()


def _compared(
    case: CustomerCase, one: GeneratedDocument, template: WordTemplate, before: dict[str, Any], approval: str
) -> Standing:
    if one.kind is DocumentKind.OWN:
        return Standing(one, approval)
    # The day it was made: what changes only because time goes is no change.
    now = snapshot(DELIVERABLES[one.deliverable].context(case, today=clock.local(one.created_at).date()))
    found = changes(before, now, template.fields())
    _keep(_key(case, one, template), found)
    return Standing(one, approval, found, _has_new_template(one, template))
