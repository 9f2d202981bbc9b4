"""The files of a version of the tender: made once, kept as they were sent, and packed the same way every time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from itstart import clock
from itstart.db import db
from itstart.documents import RenderedDocument, package
from itstart.documents.danish import datetime_at
from itstart.models import CustomerCase, StoredFile, TenderFile, TenderVersion, User, Vendor
from itstart.rules.tender_changes import Difference
from itstart.rules.tender_states import FileKind
from itstart.services import documents, files, word_templates
from itstart.services.documents import WORD
from itstart.steps import find_deliverable
from itstart.steps.project import contract_draft
from itstart.steps.shared_documents import real_name, rendered, short_name
from itstart.steps.tender import (
    answers_document,
    correction_document,
    demo_document,
    letters,
    response_form,
)

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
TO_ALL = "Til alle"
LIST_NAME = "indhold.txt"


def safe(name: str) -> str:
    """A name that can be a file's or a folder's everywhere."""
    return re.sub(r"[^\w .,&()-]", "-", name)[:80].strip(" .") or "fil"


def vendor_name(vendor: Vendor) -> str:
    """What a vendor's files and folder are called."""
    return safe(short_name(vendor.name) or vendor.code)


class Freezer:
    """Keeps the files of one version, in the order they come."""

    def __init__(self, actor: User, version: TenderVersion) -> None:
        self.actor, self.version, self.case = actor, version, version.case
        self.today = clock.local(version.issued_at).date()

    def keep(self, kind: FileKind, stored: StoredFile, vendor: Vendor | None = None) -> TenderFile:
        """A stored file becomes the version's next."""
        position = len(self.version.files) + 1
        file = TenderFile(position=position, kind=kind, vendor=vendor, file=stored)
        self.version.files.append(file)
        db.session.flush()
        return file

    def bytes(self, kind: FileKind, name: str, content: bytes, media_type: str, vendor: Vendor | None = None) -> None:
        """Bytes of our own."""
        self.keep(kind, files.store(self.actor, name, content, media_type), vendor)

    def word(self, kind: FileKind, name: str, made: RenderedDocument, vendor: Vendor | None = None) -> None:
        """A Word document of our own."""
        self.bytes(kind, f"{self.case.number} {name}.docx", made.content, WORD, vendor)


def freeze(
    actor: User,
    version: TenderVersion,
    to: Sequence[Vendor],
    *,
    before: TenderVersion | None = None,
    changed: Difference | None = None,
) -> None:
    """Make and keep every file of a version: those for all, those of each vendor, and the zip with all of them."""
    freezer = Freezer(actor, version)
    case, number, today = version.case, version.number, freezer.today
    material = find_deliverable("udbudsmateriale")
    handed = documents.hand_over(actor, case, material, to=_names(to), on=today)
    freezer.keep(FileKind.MATERIAL, handed.file)
    if before and changed:
        context = correction_document.rettelsesblad(
            case, changed, before=before, number=number, reason=version.reason, today=today
        )
        name = f"{correction_document.NAME} nr. {number - 1}"
        freezer.word(FileKind.CORRECTION, name, _paper(case, correction_document.KEY, name, context))
    if case.demo_scenarios:
        context = demo_document.demomanuskript(case, number=number, today=today)
        made = _paper(case, demo_document.KEY, demo_document.NAME, context)
        freezer.word(FileKind.DEMO, demo_document.NAME, made)
    if case.tender.contract_draft_attached:
        context = contract_draft.kontraktudkast(case, number=number, today=today)
        made = _paper(case, contract_draft.TEMPLATE, contract_draft.NAME, context)
        freezer.word(FileKind.CONTRACT, contract_draft.NAME, made)
    for vendor in to:
        _freeze_for(freezer, vendor)
    freezer.bytes(FileKind.PACKAGE, f"{case.number} Udbudspakke v{number}.zip", pack(version), ZIP)


def _paper(case: CustomerCase, key: str, name: str, context: Mapping[str, object]) -> RenderedDocument:
    """A paper of the tender, in the firm's own template when it has one."""
    return rendered(case, word_templates.template_for(case.helper, key), name, context)


def _names(vendors: Iterable[Vendor]) -> str:
    names = ", ".join(real_name(vendor.name) for vendor in vendors)
    return names if len(names) <= 200 else "Inviterede leverandører"


def _freeze_for(freezer: Freezer, vendor: Vendor) -> None:
    case, version = freezer.case, freezer.version
    context = letters.invitation(case, vendor, number=version.number, reason=version.reason, today=freezer.today)
    name = f"{'Rettelse' if version.reason else 'Invitation'} {vendor_name(vendor)}"
    freezer.word(FileKind.LETTER, name, _paper(case, letters.INVITATION, name, context), vendor)
    form = response_form.build(case, vendor, version=version.number)
    freezer.bytes(FileKind.FORM, response_form.filename(case, vendor), form, EXCEL, vendor)


def freeze_cancellation(actor: User, version: TenderVersion, to: Sequence[Vendor], today: date) -> None:
    """A letter for each vendor that says that the tender is cancelled, and why."""
    freezer = Freezer(actor, version)
    for vendor in to:
        context = letters.cancellation(version.case, vendor, version, today=today)
        name = f"Annullering {vendor_name(vendor)}"
        freezer.word(FileKind.CANCELLATION, name, _paper(version.case, letters.CANCELLATION, name, context), vendor)


def answers(case: CustomerCase, today: date) -> RenderedDocument:
    """The questions that have an answer, as a Word document."""
    context = answers_document.spoergsmaal_og_svar(case, today=today)
    return _paper(case, answers_document.KEY, answers_document.NAME, context)


def freeze_answers(actor: User, version: TenderVersion, today: date) -> TenderFile:
    """Keep the questions and answers as they are sent to all."""
    sent = sum(file.kind is FileKind.ANSWERS for file in version.files) + 1
    name = f"{version.case.number} {answers_document.NAME} {sent}.docx"
    content = answers(version.case, today).content
    return Freezer(actor, version).keep(FileKind.ANSWERS, files.store(actor, name, content, WORD))


# ---- the zip ---------------------------------------------------------------------------------------


def for_vendor(version: TenderVersion, vendor: Vendor) -> list[TenderFile]:
    """What one vendor is sent with the version: the files for all, and its own."""
    sent = {FileKind.MATERIAL, FileKind.CORRECTION, FileKind.DEMO, FileKind.CONTRACT, FileKind.LETTER, FileKind.FORM}
    return [file for file in version.files if file.kind in sent and file.vendor_id in {None, vendor.id}]


def pack(version: TenderVersion) -> bytes:
    """Every file so far in a folder for all and one for each vendor, and a list of them; the same bytes every time."""
    placed = [(f"{folder(file)}/{safe(file.file.name)}", file) for file in version.files]
    return _zip(_list_of(version, placed, _WARNING), placed)


def pack_for(version: TenderVersion, vendor: Vendor) -> bytes:
    """What one vendor is sent, as one zip; no other vendor is named in it."""
    placed = [(safe(file.file.name), file) for file in for_vendor(version, vendor)]
    return _zip(_list_of(version, placed, ""), placed)


_WARNING = (
    "Send en leverandør dens egen mappe og mappen “Til alle”. Send aldrig hele pakken: den viser, hvem de andre er."
)


def folder(file: TenderFile) -> str:
    """Whose folder in the package a file lies in."""
    return f"{file.vendor.code} {vendor_name(file.vendor)}" if file.vendor else TO_ALL


def _list_of(version: TenderVersion, placed: Sequence[tuple[str, TenderFile]], warning: str) -> str:
    case = version.case
    lines = [
        f"Udbudspakke, version {version.number}",
        f"Sag {case.number}, {real_name(case.customer.name)}",
        f"Sendt {datetime_at(version.issued_at)} af {version.issued_by}".replace("\u00a0", " "),
    ]
    if version.reason:
        lines.append(f"Rettelse: {' '.join(version.reason.split())}")
    lines += ["", *(f"{path}  ({file.kind.label}, {file.file.size} byte)" for path, file in placed)]
    return "\r\n".join([*lines, *(["", warning] if warning else []), ""])


def _zip(contents: str, placed: Sequence[tuple[str, TenderFile]]) -> bytes:
    parts = [(LIST_NAME, package.StoredPart.of(b"\xef\xbb\xbf" + contents.encode()))]
    parts += [(path, package.StoredPart.of(files.content(file.file))) for path, file in placed]
    return package.write(parts)
