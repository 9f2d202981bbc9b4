"""The versions of a document: one more as the first was, a file of the helper's own, and what differs between two."""

from datetime import date

from itstart import clock
from itstart.documents import uploads
from itstart.documents.reading import blocks
from itstart.models import CustomerCase, GeneratedDocument, StoredFile, User
from itstart.rules.document_difference import Difference, difference
from itstart.rules.documents import DocumentKind, check_edited
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.services import document_approvals, documents, files
from itstart.services.documents import WORD
from itstart.steps import Deliverable
from itstart.steps.tender import documents as tender_documents

DRAFT = "kladde"
SENT = "Udbuddet er sendt. Begynd en rettelse, så får alle leverandører den nye version."


def of(case: CustomerCase, deliverable: Deliverable) -> list[GeneratedDocument]:
    """Every version that was handed over, the newest first."""
    mine = [one for one in case.documents if one.deliverable == deliverable.key]
    return sorted(mine, key=lambda one: -one.version)


def is_sent_tender(case: CustomerCase, deliverable: Deliverable) -> bool:
    """True when the vendors have it: the next version is a correction to all of them."""
    return deliverable.key == tender_documents.KEY and bool(case.tender_versions)


def remake(actor: User, case: CustomerCase, deliverable: Deliverable) -> GeneratedDocument:
    """The next version from the data of today, for the same recipient."""
    mine = of(case, deliverable)
    if not mine:
        raise RuleViolation([Finding("Dokumentet er ikke udleveret endnu.")])
    if is_sent_tender(case, deliverable):
        raise RuleViolation([Finding(SENT)])
    return documents.hand_over(actor, case, deliverable, to=mine[0].handed_over_to, on=clock.today())


def upload(
    actor: User,
    case: CustomerCase,
    deliverable: Deliverable,
    *,
    file: tuple[str, bytes],
    to: str,
    on: date,
    based_on: int | None,
) -> GeneratedDocument:
    """Make a Word file or a PDF the valid version: edited by hand after a version, or a document of one's own.

    `uploads.Rejected` when the file is not taken. One edited by hand keeps the data of the version it was made from.
    """
    documents.ensure_deliverable(actor, case)
    mine = {one.version: one for one in of(case, deliverable)}
    base = mine.get(based_on) if based_on is not None else None
    require(check_edited(known=based_on is None or base is not None))
    stored = _store(actor, *file)
    document = GeneratedDocument(
        deliverable=deliverable.key,
        version=documents.next_version(case, deliverable),
        kind=DocumentKind.EDITED if base else DocumentKind.OWN,
        based_on=based_on,
        file=stored,
        template_sha256=base.template_sha256 if base else "",
        handed_over_on=on,
        handed_over_to=to,
        gaps=base.gaps if base else 0,
        snapshot=base.snapshot if base else {},
    )
    how = f"version {based_on} rettet i hånden" if base else "et dokument lavet uden It-start"
    said = f"lagde {deliverable.name} op som version {document.version}, {how}, udleveret til {to}"
    documents.keep(actor, case, document, said[:500])
    return document


def _store(actor: User, name: str, content: bytes) -> StoredFile:
    if name.lower().rpartition(".")[2] not in {"docx", "pdf"}:
        raise uploads.Rejected("kind", "Filen skal være et Word-dokument (.docx) eller en PDF.")
    return files.store_upload(actor, name, content)


def can_compare(document: GeneratedDocument) -> bool:
    """True for Word: a PDF is pages, not paragraphs."""
    return document.file.media_type == WORD


def compare(case: CustomerCase, deliverable: Deliverable, before: str, after: str) -> Difference:
    """From one version to another; a side is a version's number, or DRAFT for the document of today.

    NoResultFound (404) when there is no such version, TemplateProblem for a file that is not a Word document.
    """
    if before == after == DRAFT:
        return Difference()
    old, new = (_content(case, deliverable, side) for side in (before, after))
    return difference(blocks(old), blocks(new))


def _content(case: CustomerCase, deliverable: Deliverable, side: str) -> bytes:
    if side == DRAFT:
        return documents.draft(case, deliverable).content
    number = int(side) if side.isdecimal() and len(side) < 6 else 0
    return files.content(documents.find_version(case, deliverable, number).file)


def approvals(case: CustomerCase) -> dict[int, str]:
    """Who has said yes to which version, by the version's id."""
    return document_approvals.approvals(case)
