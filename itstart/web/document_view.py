"""What the pages about documents show, made ready: state words, what has changed in people's words, and marks."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from itstart.models import CustomerCase, GeneratedDocument, UnneededDocument
from itstart.rules.document_changes import Change
from itstart.rules.document_difference import Block, Difference, Fold, Piece
from itstart.rules.documents import DocumentKind
from itstart.rules.word_difference import Mark, Run, excerpt, word_runs
from itstart.rules.words import cut
from itstart.services import document_versions
from itstart.services.document_changes import Standing
from itstart.services.documents import DocumentState
from itstart.steps import Deliverable
from itstart.steps.document_words import is_consequence, label
from itstart.web import filters

SHORT = 60
NOTHING = "(tom)"
_WORDS = {Mark.ADDED: "Tilføjet", Mark.REMOVED: "Fjernet", None: "Ændret"}
NEW_TEMPLATE = "Skabelonen er en anden nu: dokumentet ser anderledes ud, hvis du laver det igen."


def state(standing: Standing | None, *, left_out: bool = False) -> tuple[str, str]:
    """The status word of a document and its look."""
    if left_out:
        return "Ikke relevant", ""
    if standing is None:
        return "Ikke udleveret", ""
    if standing.is_old:
        return "Forældet", "old"
    return ("Godkendt", "done") if _is_approved(standing) else ("Udleveret", "done")


def _is_approved(standing: Standing) -> bool:
    return bool(standing.approval) and not standing.approval.startswith("Sendt")


def counted(number: int) -> str:
    """ "3 ting er ændret"."""
    return "1 ting er ændret" if number == 1 else f"{number} ting er ændret"


def note(standing: Standing) -> str:
    """The short line beside a document: "Version 2 udleveret 3.5.2026. 3 ting er ændret siden"."""
    given = f"Version {standing.document.version} udleveret {filters.short_date(standing.document.handed_over_on)}"
    if not standing.compared:
        return f"{given}. Sagen er rettet siden"
    if standing.changes:
        return f"{given}. {counted(len(standing.changes))} siden"
    return f"{given}. Skabelonen er en anden nu" if standing.new_template else given


# ---- what has changed ------------------------------------------------------------------------------


def told(standing: Standing) -> dict[str, Any]:
    """Everything that has changed since the version: first what somebody wrote, then what follows from it."""
    causes = [line(one) for one in standing.changes if not is_consequence(one)]
    effects = [line(one) for one in standing.changes if is_consequence(one)]
    return {
        "version": standing.document.version,
        "approval": standing.approval,
        "is_old": standing.is_old,
        "has_changed": standing.has_changed,
        "causes": causes or effects,
        "effects": effects if causes else [],
        "new_template": NEW_TEMPLATE if standing.new_template else "",
        "edited": standing.document.kind is DocumentKind.EDITED,
    }


def line(change: Change) -> dict[str, Any]:
    """One change: the place, and either two short values or the text with its marks."""
    before, after = change.before, change.after
    found: dict[str, Any] = {"place": label(change.path), "more": change.more, "runs": (), "what": ""}
    if before is None or after is None:
        what, text = ("Ny", after) if before is None else ("Fjernet", before)
        return found | {"what": what, "text": cut(text or "", 2 * SHORT)}
    if max(len(before), len(after)) <= SHORT:
        return found | {"before": before or NOTHING, "after": after or NOTHING}
    return found | {"runs": runs(excerpt(word_runs(before, after)))}


def runs(found: tuple[Run, ...]) -> list[tuple[str, str]]:
    """(mark, text) for the template."""
    return [(run.mark.value, run.text) for run in found]


# ---- the comparison --------------------------------------------------------------------------------


def compared(found: Difference) -> list[dict[str, Any]]:
    """The parts of a comparison: changes, and what is the same between them."""
    return [_fold(part) if isinstance(part, Fold) else _piece(part) for part in found.parts]


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "word": _WORDS[piece.mark],
        "look": piece.mark.value if piece.mark else "changed",
        "place": piece.place,
        "is_row": piece.is_row,
        "cells": [runs(cell) for cell in piece.cells if cell],
    }


def _fold(fold: Fold) -> dict[str, Any]:
    return {
        "word": "",
        "before": [_same(block) for block in fold.before],
        "folded": [_same(block) for block in fold.folded],
        "after": [_same(block) for block in fold.after],
    }


def _same(block: Block) -> dict[str, Any]:
    return {"cells": [cell for cell in block.cells if cell], "is_row": block.is_row, "is_heading": bool(block.level)}


# ---- the documents of a case ---------------------------------------------------------------------------


def panel(shown: DocumentState, standing: Standing | None, left_out: UnneededDocument | None) -> dict[str, Any]:
    """A document on the page of all of them."""
    latest = shown.versions[0] if shown.versions else None
    return {
        "key": shown.deliverable.key,
        "name": shown.deliverable.name,
        "template_key": shown.deliverable.template_key,
        "beside": shown.deliverable.beside,
        "state": state(standing, left_out=left_out is not None),
        "latest": latest,
        "number": len(shown.versions),
        "how": latest.kind.label if latest and latest.kind is not DocumentKind.GENERATED else "",
        "changed": told(standing) if standing else None,
        "left_out": left_out,
    }


# ---- versions --------------------------------------------------------------------------------------


def version(one: GeneratedDocument, approval: str, template: str, names: Mapping[str, str]) -> dict[str, Any]:
    """A version in the list: when, to whom, by whom, how it came to be and in which template, by its fingerprint."""
    how = one.kind.label if one.based_on is None else f"{one.kind.label} ud fra version {one.based_on}"
    if one.kind is DocumentKind.GENERATED:
        used = names.get(one.template_sha256, "en udgave, vi ikke har mere")
        how += f" · Skabelon: {used}{'' if one.template_sha256 == template else ' (bruges ikke nu)'}"
    return {
        "number": one.version,
        "on": one.handed_over_on,
        "to": one.handed_over_to,
        "by": one.created_by,
        "how": how,
        "gaps": one.gaps,
        "size": f"{max(1, round(one.file.size / 1024))} KB",
        "type": "Word" if document_versions.can_compare(one) else "PDF",
        "approval": approval,
    }


def comparable(case: CustomerCase, deliverable: Deliverable) -> list[tuple[str, str]]:
    """What can be compared, (value, label): the draft of today, and every version that is Word."""
    mine = [one for one in document_versions.of(case, deliverable) if document_versions.can_compare(one)]
    return [
        (document_versions.DRAFT, "Kladden, som sagen er nu"),
        *[(str(one.version), f"Version {one.version}, {filters.long_date(one.handed_over_on)}") for one in mine],
    ]


def crumbs(case: CustomerCase, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way to a page about a document."""
    return [
        (case.customer.name, url_for("cases.show", number=case.number)),
        ("Dokumenter", url_for("documents.index", number=case.number)),
        *more,
    ]
