"""The whole case as one zip: every document and file, in a folder for each step, with a table of contents.

What it holds is what the session finds for somebody who reads the case: while bids are sealed, nothing of them.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import PurePath

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents import archive
from itstart.documents.archive import Entry, safe
from itstart.documents.danish import datetime_at
from itstart.models import Conversion, CustomerCase, DeliveryModule, GeneratedDocument, ResponseImport, StoredFile
from itstart.rules.conversions import ConversionKind
from itstart.rules.findings import Finding, require
from itstart.rules.steps import StepKey
from itstart.rules.tender_states import FileKind
from itstart.services import documents, files, settings, tender_package
from itstart.steps import DELIVERABLES, STEPS, Deliverable
from itstart.steps.module_report_documents import end_report, start_report
from itstart.steps.shared_documents import real_name

MAX_BYTES = 1 << 30
AGREEMENTS, STORY, OTHERS = "5 Aftaler og rapporter", "6 Successag", "7 Andre dokumenter"


def filename(case: CustomerCase) -> str:
    """ "2026-0017 Nordvang Maskinfabrik A-S.zip"."""
    return safe(f"{case.number} {real_name(case.customer.name)}.zip")


def pieces(case: CustomerCase, data: bytes) -> Iterator[bytes]:
    """The zip, a piece at a time; `data` is the case as JSON. RuleViolation when there is too much for one zip."""
    title = f"Sag {case.number}: {real_name(case.customer.name)}"
    changed = datetime_at(case.changed_at).replace("\u00a0", " ")
    lead = [case.title, f"Sagen, som den var {changed}. Kladder er lavet af sagens tal på det tidspunkt."]
    return archive.pieces(title, lead, entries(case, data))


def entries(case: CustomerCase, data: bytes) -> list[Entry]:
    """Every file, in the order of the table of contents."""
    stored = _handed_over(case) + _tender(case) + _bids(case) + _modules(case) + _story(case)
    total = sum(size for _, size in stored)
    if total > MAX_BYTES:
        require([Finding("Sagens filer fylder mere end 1 GB og kan ikke være i én zip. Hent dem enkeltvis.")])
    found = [Entry("", f"{case.number} Sag.json", "Hele sagen som data", lambda: data, on=_day(case))]
    found += [*_drafts(case), *_reports(case), *(entry for entry, _ in stored)]
    return sorted(found, key=lambda entry: entry.folder)


Sized = tuple[Entry, int]


def _day(case: CustomerCase) -> date:
    return clock.local(case.changed_at).date()


def _folder(step: StepKey) -> str:
    return safe(f"{step.number} {step.label}")


def _kept(folder: str, name: str, what: str, stored: StoredFile, **more: object) -> Sized:
    """A stored file; its bytes are fetched when its turn comes."""
    read = partial(files.content, stored)
    return Entry(folder, safe(name), what, read, **more), stored.size  # type: ignore[arg-type]


def _as_stored(name: str, stored: StoredFile) -> str:
    """A name of ours with the ending of the file."""
    return f"{name}{PurePath(stored.name).suffix.lower()}"


# ---- the documents ---------------------------------------------------------------------------------


def _drafts(case: CustomerCase) -> list[Entry]:
    return [
        Entry(
            _folder(step.key),
            safe(f"{case.number} {step.key.number} {deliverable.name} kladde.docx"),
            deliverable.name,
            _rendered(case, deliverable),
            version="Kladde",
            on=_day(case),
        )
        for step in STEPS
        for deliverable in step.deliverables
    ]


def _rendered(case: CustomerCase, deliverable: Deliverable) -> Callable[[], bytes]:
    return lambda: documents.draft(case, deliverable).content


def _handed_over(case: CustomerCase) -> list[Sized]:
    pdfs = _pdfs(case)
    found = []
    for document in sorted(case.documents, key=lambda one: (one.deliverable, one.version)):
        folder, name, what = _placed(case, document)
        about = {"version": str(document.version), "on": document.handed_over_on, "to": document.handed_over_to}
        name = f"{name} v{document.version}"
        found.append(_kept(folder, _as_stored(name, document.file), what, document.file, **about))
        if pdf := pdfs.get(document.file.sha256):
            found.append(_kept(folder, f"{name}.pdf", f"{what} som PDF", pdf, **about))
    return found


def _placed(case: CustomerCase, document: GeneratedDocument) -> tuple[str, str, str]:
    """Folder, name and what it is, of a document that was handed over."""
    deliverable = DELIVERABLES.get(document.deliverable)
    if deliverable:
        name = f"{case.number} {deliverable.step.number} {deliverable.name}"
        return _folder(deliverable.step), name, deliverable.name
    name = PurePath(document.file.name).stem
    what = name.removeprefix(f"{case.number} ")
    if document.deliverable.startswith("kundeaftale-"):
        return AGREEMENTS, name, what
    letters = tuple(f"{vendor.code}" for vendor in case.vendors)
    is_letter = document.deliverable.endswith(letters) if letters else False
    return f"{_folder(StepKey.SELECTION)}/Breve" if is_letter else OTHERS, name, what


def _pdfs(case: CustomerCase) -> dict[str, StoredFile]:
    """The PDFs that have been made already, by the sha256 of their document."""
    made = select(Conversion).where(
        Conversion.case_id == case.id, Conversion.kind == ConversionKind.PDF, Conversion.done_at.is_not(None)
    )
    return {row.key: row.files[0].file for row in db.session.scalars(made)}


# ---- what was sent, and what came ------------------------------------------------------------------


def _tender(case: CustomerCase) -> list[Sized]:
    """Every package as it was sent; not its own zip, which holds the same files once more."""
    return [
        _kept(
            f"{_folder(StepKey.TENDER)}/Udbudspakke v{version.number}/{tender_package.folder(file)}",
            file.file.name,
            file.kind.label,
            file.file,
            version=str(version.number),
            on=clock.local(version.issued_at).date(),
            to=real_name(file.vendor.name) if file.vendor else "Alle inviterede leverandører",
        )
        for version in case.tender_versions
        for file in version.files
        if file.kind is not FileKind.PACKAGE
    ]


def _bids(case: CustomerCase) -> list[Sized]:
    if case.tender.is_sealed:
        return []
    top = f"{_folder(StepKey.SELECTION)}/Tilbud"
    found = [
        _kept(
            f"{top}/{row.vendor.code} {tender_package.vendor_name(row.vendor)}",
            f"{row.code} {row.file.name}",
            f"Tilbud fra {real_name(row.vendor.name)}, som det kom",
            row.file,
            on=clock.local(row.received_at).date(),
        )
        for row in case.bid_receipts
        if row.file
    ]
    imports = select(ResponseImport).where(ResponseImport.case_id == case.id).order_by(ResponseImport.number)
    for row in db.session.scalars(imports):
        who = f"{row.vendor.code} {tender_package.vendor_name(row.vendor)}" if row.vendor else "Ukendt leverandør"
        on = clock.local(row.uploaded_at).date()
        found.append(
            _kept(f"{top}/{who}", f"Skema {row.number} {row.file.name}", "Udfyldt tilbudsskema", row.file, on=on)
        )
    return found


# ---- the modules and the story ---------------------------------------------------------------------


def _modules(case: CustomerCase) -> list[Sized]:
    found = []
    for module in case.modules:
        name = f"{case.number} Modul {module.number}"
        if module.signed_file:
            found.append(_signed(f"{name} aftale underskrevet", module.signed_file, module.agreement_signed_on))
        for addendum in module.addenda:
            if addendum.signed_file:
                said = f"{name} tillæg {addendum.number} underskrevet"
                found.append(_signed(said, addendum.signed_file, addendum.signed_on))
        if module.product_file:
            said = _as_stored(f"{name} leverance", module.product_file)
            on = module.delivered_on
            found.append(_kept(AGREEMENTS, said, f"Det, modul {module.number} leverede", module.product_file, on=on))
    return found


def _signed(name: str, stored: StoredFile, on: date | None) -> Sized:
    return _kept(AGREEMENTS, _as_stored(name, stored), "Kundens underskrift", stored, on=on)


def _reports(case: CustomerCase) -> list[Entry]:
    found = []
    for module in case.modules:
        if module.start_reported_on:
            found.append(_report(case, module, start_report(module), module.start_reported_on))
        if module.end_reported_on:
            found.append(_report(case, module, end_report(module), module.end_reported_on))
    return found


def _report(case: CustomerCase, module: DeliveryModule, report: Deliverable, on: date) -> Entry:
    what = f"Indberetning om modul {module.number}"
    return Entry(
        AGREEMENTS, safe(report.filename(case)), what, _rendered(case, report), on=on, to=settings.center_name()
    )


def _story(case: CustomerCase) -> list[Sized]:
    story = case.success_case
    if story is None:
        return []
    kept = ((story.consent_file, "samtykke", "Kundens samtykke"), (story.picture, "billede", "Billede til successagen"))
    return [
        _kept(STORY, _as_stored(f"{case.number} Successag {name}", stored), what, stored)
        for stored, name, what in kept
        if stored
    ]
