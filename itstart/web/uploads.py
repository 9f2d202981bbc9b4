"""Files in and out: the one helper that takes an upload, and the one that answers with a download."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from flask import Flask, Response, current_app, flash, request, send_file

from itstart.config import UPLOAD_LIMIT
from itstart.documents import RenderedDocument
from itstart.documents.uploads import Kind
from itstart.models.files import StoredFile
from itstart.services import files

# Everything else is refused above 1 MB, before it is read.
UPLOAD_ENDPOINTS: frozenset[str] = frozenset(
    {
        "success_cases.consent",
        "success_cases.save_picture",
        "profiles.save_picture",
        "module_agreements.sign",
        "module_agreements.sign_addendum",
        "module_answers.deliver",
        "document_versions.upload_post",
        "requirement_imports.read",
        "response_imports.upload",
        "bid_receipts.receive",
        "activities.add_material",
        "material.create",
        "material.add_version",
        "word_templates.upload",
        "letterheads.save",
    }
)

FILE_CSP = "default-src 'none'; sandbox"


def raise_limit() -> None:
    """Let the body be as big as a file where a file is expected."""
    if request.endpoint in UPLOAD_ENDPOINTS:
        request.max_content_length = UPLOAD_LIMIT


def taken(field: str) -> tuple[str, bytes] | None:
    """The name and the bytes of the file in a form, or None when none was chosen."""
    upload = request.files.get(field)
    if upload is None or not upload.filename:
        return None
    return upload.filename, upload.stream.read()


def taken_all(field: str) -> list[tuple[str, bytes]]:
    """The name and the bytes of every file in a field that takes many."""
    return [(upload.filename, upload.stream.read()) for upload in request.files.getlist(field) if upload.filename]


def download(name: str, content: bytes, media_type: str) -> Response:
    """An answer that is saved, never shown inside the application."""
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, conditional=False
    )
    response.headers["Content-Security-Policy"] = FILE_CSP
    return response


def download_made(name: str, made: RenderedDocument) -> Response:
    """A Word document made just now; where it had to be made in another template, the next page says so."""
    if made.notice:
        flash(made.notice, "error")
    return download(name, made.content, Kind.DOCX.media_type)


def download_stored(stored: StoredFile) -> Response:
    """The same for a file in the database."""
    return download(stored.name, files.content(stored), stored.media_type)


def download_pieces(name: str, parts: Sequence[StoredFile], media_type: str) -> Response:
    """A download that is kept in pieces: one is read at a time, and no transaction waits for the network."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    response = download(name, b"", media_type)
    response.response = _read(app, [part.id for part in parts])
    response.content_length = sum(part.size for part in parts)
    return response


def _read(app: Flask, numbers: Sequence[int]) -> Iterator[bytes]:
    for number in numbers:
        with app.app_context():
            piece = files.content_of(number)
        yield piece


def show_picture(stored: StoredFile) -> Response:
    """A picture we have checked and rebuilt, shown inside a page of ours."""
    response = send_file(BytesIO(files.content(stored)), mimetype=stored.media_type, conditional=False)
    response.headers["Content-Security-Policy"] = FILE_CSP
    return response


def init_app(app: Flask) -> None:
    """Before the body is read."""
    app.before_request(raise_limit)
