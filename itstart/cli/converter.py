"""Makes what was asked for in the background: PDFs, pictures of pages, and whole cases as one zip.

A thread beside the server, or a thread of `flask worker`. One piece of work at a time in each process.
"""

import logging
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from types import MappingProxyType

from flask import Flask
from sqlalchemy.exc import NoResultFound

from itstart.cli import heartbeat
from itstart.db import db
from itstart.documents import DocumentError, PdfError, pages, pdf
from itstart.models import CustomerCase, User
from itstart.rules.conversions import ConversionKind, last_page
from itstart.rules.findings import RuleViolation
from itstart.services import case_archive, cases, conversions
from itstart.services.conversions import PDF, Job, LostLease, Made
from itstart.services.heartbeats import Beat
from itstart.services.tender_package import ZIP
from itstart.sqlite import writing

PAUSE = 1.0
PIECE = 8 << 20
NO_OFFICE = "Der er ikke LibreOffice på denne server. Hent Word-dokumentet i stedet."
NO_ACCESS = "Du har ikke længere adgang til sagen."
FAULT = "Noget gik galt. Prøv igen, og sig det til den, der driver It-start, hvis det bliver ved."

log = logging.getLogger(__name__)


# ---- what is made ----------------------------------------------------------------------------------


def _pdf(job: Job, _open_things: ExitStack) -> Made:
    made = pdf.to_pdf(job.content)
    if made is None:
        raise PdfError(NO_OFFICE)
    return Made([("dokument.pdf", PDF, made)])


def _pages(job: Job, _open_things: ExitStack) -> Made:
    source = job.content if job.media_type == PDF else conversions.pdf_of(job)
    db.session.rollback()
    if source is None:
        raise PdfError("Dokumentet kunne ikke laves om til PDF, og så kan siderne ikke vises.")
    drawn = pages.draw(source, last=last_page(job.kind))
    shown = [(f"side-{number}.png", "image/png", one) for number, one in enumerate(drawn.pictures, start=1)]
    return Made(shown, drawn.count)


def _archive(job: Job, open_things: ExitStack) -> Made:
    """Written to a file on the disk first: the database is not kept waiting, and memory holds one file at a time."""
    from itstart.exchange import as_text

    user = db.session.get_one(User, job.asked_by_id)
    case = cases.find_readable(user, db.session.get_one(CustomerCase, job.case_id).number)
    name = case_archive.filename(case)
    kept = open_things.enter_context(tempfile.TemporaryFile(prefix="itstart-zip-"))  # noqa: SIM115 - closed there
    for piece in case_archive.pieces(case, as_text(case).encode()):
        kept.write(piece)
    kept.seek(0)
    return Made((name, ZIP, piece) for piece in iter(partial(kept.read, PIECE), b""))


MAKERS: Mapping[ConversionKind, Callable[[Job, ExitStack], Made]] = MappingProxyType(
    {
        ConversionKind.PDF: _pdf,
        ConversionKind.FIRST_PAGES: _pages,
        ConversionKind.PAGES: _pages,
        ConversionKind.ARCHIVE: _archive,
    }
)


# ---- the work --------------------------------------------------------------------------------------


def convert_due(*, most: int = 50) -> int:
    """Make what is asked for, one after the other; returns how many were taken on."""
    for taken in range(most):
        due = conversions.is_due()
        db.session.rollback()
        if not due or (job := _claimed()) is None:
            return taken
        _convert(job)
    return most


def _claimed() -> Job | None:
    with writing():
        job = conversions.claim()
        db.session.commit()
    return job


def _convert(job: Job) -> None:
    """Make it and keep it, or keep why it could not be made."""
    with ExitStack() as open_things:
        try:
            made = MAKERS[job.kind](job, open_things)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is told to who asked
            _end(job, partial(conversions.fail, job, _told(job, error)))
        else:
            _end(job, partial(conversions.finish, job, made))


def _told(job: Job, error: Exception) -> str:
    """The error for the one who asked; a fault of ours is written in the log."""
    if isinstance(error, DocumentError | RuleViolation):
        return str(error)
    if isinstance(error, NoResultFound):
        return NO_ACCESS
    log.error("conversion %s failed", job.id, exc_info=error)
    return FAULT


def _end(job: Job, note: Callable[[], None]) -> None:
    db.session.rollback()
    try:
        with writing():
            note()
            db.session.commit()
    except LostLease:
        db.session.rollback()
        log.warning("conversion %s was taken over by another worker", job.id)


def work(app: Flask) -> None:
    """Go round for ever; a database that is away for a moment ends nothing."""
    while True:
        try:
            with app.app_context():
                heartbeat.beat(Beat.CONVERTER)
                convert_due()
        except Exception:
            log.exception("nothing could be converted")
        time.sleep(PAUSE)


def start_thread(app: Flask) -> None:
    """Beside the server or the sending of mail."""
    threading.Thread(target=work, args=(app,), name="converter", daemon=True).start()
