"""What takes some seconds to make: a document as PDF, its pages as pictures, the whole case as one zip.

Asked for with a POST; a page shows how far it is and asks again by itself; then the file is there to be fetched.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents import pages as drawing
from itstart.documents import pdf as office
from itstart.models import Conversion, CustomerCase, GeneratedDocument
from itstart.rules.conversions import ConversionKind, ConversionState
from itstart.services import case_archive, cases, conversions, documents, files
from itstart.services.tender_package import ZIP
from itstart.steps import Deliverable, find_deliverable
from itstart.web import access, uploads
from itstart.web.pages import go, page

bp = Blueprint("document_files", __name__)
ROOT = "/sager/<number>/dokumenter/<key>"
# A page that has asked for so long leaves it to the person to ask again.
PATIENCE = timedelta(minutes=5)


# ---- which document --------------------------------------------------------------------------------


@dataclass
class Asked:
    """A document of a case: a version, a draft that was made before (by its sha256), or the draft of now."""

    case: CustomerCase
    deliverable: Deliverable
    version: GeneratedDocument | None = None
    sha256: str = ""
    query: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """ "Kontrakt, version 2"."""
        return f"{self.deliverable.name}, {f'version {self.version.version}' if self.version else 'kladde'}"

    def filename(self, ending: str) -> str:
        """ "2026-0017 Kontrakt v2.pdf"."""
        mark = f"v{self.version.version}" if self.version else "kladde"
        return f"{self.case.number} {self.deliverable.name} {mark}.{ending}"

    def url(self, endpoint: str, **more: Any) -> str:
        """An address about this document."""
        return url_for(endpoint, number=self.case.number, key=self.deliverable.key, **self.query, **more)

    def found(self, kind: ConversionKind) -> Conversion | None:
        """What has been asked for of it."""
        key = self.version.file.sha256 if self.version else self.sha256
        return conversions.find(self.case, kind, key) if key else None


def _asked(number: str, key: str) -> Asked:
    """The document the address or the form names; 404 for what is not there."""
    case = cases.find_readable(access.user(), number)
    try:
        deliverable = find_deliverable(key)
    except LookupError:
        abort(404)
    version, sha256 = request.values.get("version", ""), request.values.get("af", "")
    if version:
        if not version.isdecimal() or len(version) > 6:
            abort(404)
        found = documents.find_version(case, deliverable, int(version))
        return Asked(case, deliverable, found, query={"version": int(version)})
    return Asked(case, deliverable, sha256=sha256[:64], query={"af": sha256[:64]} if sha256 else {})


def _make(asked: Asked, kind: ConversionKind, endpoint: str) -> Response:
    """Ask for it, and go to the page that shows how far it is."""
    user = access.user()
    if asked.version:
        conversions.ask(user, asked.case, kind, asked.version.file)
    else:
        content = documents.draft(asked.case, asked.deliverable).content
        asked.query = {"af": conversions.ask_draft(user, asked.case, kind, asked.deliverable.key, content).key}
    return go(asked.url(endpoint))


# ---- how far it is ---------------------------------------------------------------------------------


def progress(row: Conversion | None, first: Conversion | None = None) -> dict[str, Any]:
    """Where a conversion stands, for the page; `first` is what has to be made before it."""
    if row is None:
        return {"job": None, "state": "", "ahead": 0, "polls": False, "late": False}
    state = conversions.state_with(row, first)
    open_now = state in {ConversionState.WAITING, ConversionState.WORKING}
    patient = clock.now() - row.asked_at < PATIENCE
    return {
        "job": row,
        "state": state.value,
        "ahead": conversions.ahead(row) if state is ConversionState.WAITING else 0,
        "polls": open_now and patient,
        "late": open_now and not patient,
    }


def _size(row: Conversion) -> int:
    return sum(one.file.size for one in row.files)


# ---- PDF -------------------------------------------------------------------------------------------


@bp.get(f"{ROOT}/pdf")
def pdf(number: str, key: str) -> ResponseReturnValue:
    """Whether the PDF is there, and the button that has it made."""
    asked = _asked(number, key)
    row = asked.found(ConversionKind.PDF)
    return page(
        "documents/pdf.html",
        fragment="job",
        asked=asked,
        case=asked.case,
        here=asked.url(".pdf"),
        possible=office.available(),
        size=_size(row) if row else 0,
        **progress(row),
    )


@bp.post(f"{ROOT}/pdf")
def make_pdf(number: str, key: str) -> ResponseReturnValue:
    """Have the PDF made, or made once more."""
    return _make(_asked(number, key), ConversionKind.PDF, ".pdf")


@bp.get(f"{ROOT}/pdf/fil")
def pdf_file(number: str, key: str) -> ResponseReturnValue:
    """The PDF."""
    asked = _asked(number, key)
    row = _done(asked.found(ConversionKind.PDF))
    return uploads.download(asked.filename("pdf"), files.content(row.files[0].file), conversions.PDF)


def _done(row: Conversion | None) -> Conversion:
    """The conversion when it has a result; 404 otherwise."""
    if row is None or conversions.state(row) is not ConversionState.DONE:
        abort(404)
    return row


# ---- pages -----------------------------------------------------------------------------------------


@bp.get(f"{ROOT}/sider")
def pages(number: str, key: str) -> ResponseReturnValue:
    """The document's pages as pictures, exactly as it prints."""
    asked = _asked(number, key)
    row = asked.found(ConversionKind.PAGES)
    return page(
        "documents/pdf_pages.html",
        fragment="job",
        asked=asked,
        case=asked.case,
        here=asked.url(".pages"),
        possible=office.available() and drawing.available(),
        **progress(row, asked.found(ConversionKind.PDF)),
    )


@bp.post(f"{ROOT}/sider")
def make_pages(number: str, key: str) -> ResponseReturnValue:
    """Have the pages drawn, or drawn once more."""
    return _make(_asked(number, key), ConversionKind.PAGES, ".pages")


@bp.get(f"{ROOT}/sider/<int:leaf>")
def picture(number: str, key: str, leaf: int) -> ResponseReturnValue:
    """One page as a picture."""
    row = _done(_asked(number, key).found(ConversionKind.PAGES))
    return page_picture(row, leaf)


def page_picture(row: Conversion, leaf: int) -> Response:
    """A drawn page of a conversion; 404 when it has no such page."""
    found = next((one.file for one in row.files if one.number == leaf), None)
    return uploads.show_picture(found) if found else abort(404)


# ---- the whole case --------------------------------------------------------------------------------


@bp.get("/sager/<number>/zip")
def archive(number: str) -> ResponseReturnValue:
    """Whether this person's zip of the case is there, and the button that has it packed."""
    user = access.user()
    case = cases.find_readable(user, number)
    row = conversions.find(case, ConversionKind.ARCHIVE, conversions.archive_key(user))
    here = url_for(".archive", number=number)
    return page(
        "documents/pdf_archive.html",
        fragment="job",
        case=case,
        here=here,
        size=_size(row) if row else 0,
        outdated=row is not None and row.asked_at < case.changed_at,
        **progress(row),
    )


@bp.post("/sager/<number>/zip")
def make_archive(number: str) -> ResponseReturnValue:
    """Have the case packed as it is now."""
    conversions.ask_archive(access.user(), cases.find_readable(access.user(), number))
    return go(url_for(".archive", number=number))


@bp.get("/sager/<number>/zip/fil")
def archive_file(number: str) -> ResponseReturnValue:
    """The zip, to the one it was packed for."""
    user = access.user()
    case = cases.find_readable(user, number)
    row = _done(conversions.find(case, ConversionKind.ARCHIVE, conversions.archive_key(user)))
    return uploads.download_pieces(case_archive.filename(case), [one.file for one in row.files], ZIP)
