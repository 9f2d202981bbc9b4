"""Work in the background: asked for once, leased, tried again after a crash, given up, forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart import clock
from itstart.cli import converter
from itstart.db import db
from itstart.documents import PdfError, pages, pdf
from itstart.documents.pages import Drawn, PagesError
from itstart.models import Conversion, ConversionFile, CustomerCase, GeneratedDocument, StoredFile, User
from itstart.rules.conversions import ConversionKind, ConversionState
from itstart.services import conversions, files
from itstart.services.conversions import LostLease, Made
from tests.factories import make_helper
from tests.links.things import make_handed_over

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def document(helper: User, no_office: None) -> GeneratedDocument:
    return make_handed_over(helper)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """A LibreOffice and a poppler that answer at once; the list is what LibreOffice was given."""
    given: list[bytes] = []

    def to_pdf(content: bytes) -> bytes:
        given.append(content)
        return b"%PDF-1.7 of " + content[:4]

    monkeypatch.setattr(pdf, "to_pdf", to_pdf)
    monkeypatch.setattr(pages, "draw", lambda _pdf, *, last: Drawn((PNG,) * min(last, 5), 5))
    return given


def _ask(helper: User, document: GeneratedDocument, kind: ConversionKind = ConversionKind.PDF) -> Conversion:
    row = conversions.ask(helper, document.case, kind, document.file)
    db.session.commit()
    return row


def _state(row: Conversion) -> ConversionState:
    db.session.refresh(row)
    return conversions.state(row)


def _count(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_asked_for_made_and_kept(helper: User, document: GeneratedDocument, office: list[bytes]) -> None:
    row = _ask(helper, document)
    assert _state(row) is ConversionState.WAITING
    assert converter.convert_due() == 1
    assert _state(row) is ConversionState.DONE
    assert files.content(row.files[0].file) == b"%PDF-1.7 of PK\x03\x04"
    assert office == [files.content(document.file)]


def test_the_same_bytes_are_made_once(helper: User, document: GeneratedDocument, office: list[bytes]) -> None:
    rows = {_ask(helper, document).id for _ in range(3)}
    converter.convert_due()
    rows.add(_ask(helper, document).id)
    assert converter.convert_due() == 0
    assert (len(rows), len(office)) == (1, 1)


def test_pages_are_drawn_from_the_pdf_and_wait_for_it(
    helper: User, document: GeneratedDocument, office: list[bytes]
) -> None:
    row = _ask(helper, document, ConversionKind.PAGES)
    first = conversions.claim()
    db.session.commit()
    assert first is not None
    assert first.kind is ConversionKind.PDF
    assert conversions.claim() is None, "another worker would make the PDF once more"
    assert (conversions.state(row), conversions.ahead(row)) == (ConversionState.WAITING, 0)
    before = conversions.find(document.case, ConversionKind.PDF, row.key)
    assert conversions.state_with(row, before) is ConversionState.WORKING
    conversions.finish(first, Made([("d.pdf", "application/pdf", b"%PDF")]))
    db.session.commit()
    assert converter.convert_due() == 1
    assert _state(row) is ConversionState.DONE
    assert ([one.number for one in row.files], row.page_count) == ([1, 2, 3, 4, 5], 5)
    assert office == []


def test_pages_whose_pdf_failed_say_so_and_both_are_tried_again(
    helper: User, document: GeneratedDocument, office: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_content: bytes) -> bytes:
        raise PdfError("LibreOffice blev ikke færdig inden for 60 sekunder.")

    row = _ask(helper, document, ConversionKind.PAGES)
    with monkeypatch.context() as broken:
        broken.setattr(pdf, "to_pdf", refuse)
        assert converter.convert_due() == 2
    assert _state(row) is ConversionState.FAILED
    assert "kunne ikke laves om til PDF" in row.problem
    found = conversions.find(document.case, ConversionKind.PDF, document.file.sha256)
    assert found is not None
    assert found.problem == "LibreOffice blev ikke færdig inden for 60 sekunder."
    _ask(helper, document, ConversionKind.PAGES)
    assert converter.convert_due() == 2
    assert _state(row) is ConversionState.DONE


def test_without_libreoffice_it_says_so(helper: User, document: GeneratedDocument) -> None:
    row = _ask(helper, document)
    converter.convert_due()
    assert _state(row) is ConversionState.FAILED
    assert row.problem == converter.NO_OFFICE


def test_pages_that_cannot_be_drawn(
    helper: User, document: GeneratedDocument, office: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_pdf: bytes, *, last: int) -> Drawn:
        raise PagesError(f"Ingen af de {last} sider kunne tegnes.")

    monkeypatch.setattr(pages, "draw", refuse)
    row = _ask(helper, document, ConversionKind.FIRST_PAGES)
    converter.convert_due()
    assert (_state(row), row.problem) == (ConversionState.FAILED, "Ingen af de 3 sider kunne tegnes.")


def test_a_fault_of_ours_is_logged_and_not_told(
    helper: User, document: GeneratedDocument, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_content: bytes) -> bytes:
        raise OSError("/secret/path is full")

    monkeypatch.setattr(pdf, "to_pdf", break_down)
    row = _ask(helper, document)
    converter.convert_due()
    assert (_state(row), row.problem) == (ConversionState.FAILED, converter.FAULT)
    assert "OSError" in caplog.text, "what kind of fault, and where"
    assert "break_down" in caplog.text
    assert "/secret/path" not in caplog.text


# ---- the lease -------------------------------------------------------------------------------------


def _lease_runs_out(row: Conversion) -> None:
    db.session.refresh(row)
    row.leased_until = clock.now() - timedelta(seconds=1)
    db.session.commit()


def test_a_worker_that_died_is_replaced(helper: User, document: GeneratedDocument, office: list[bytes]) -> None:
    row = _ask(helper, document)
    assert conversions.claim() is not None
    db.session.commit()
    assert _state(row) is ConversionState.WORKING
    assert converter.convert_due() == 0, "somebody is at work on it"
    _lease_runs_out(row)
    assert _state(row) is ConversionState.WAITING
    assert converter.convert_due() == 1
    assert (_state(row), row.tries) == (ConversionState.DONE, 2)


def test_what_stops_three_workers_is_given_up(helper: User, document: GeneratedDocument) -> None:
    row = _ask(helper, document)
    for _ in range(3):
        assert conversions.claim() is not None
        db.session.commit()
        _lease_runs_out(row)
    assert conversions.claim() is None
    db.session.commit()
    assert (_state(row), row.problem) == (ConversionState.FAILED, conversions.STOPPED)
    again = _ask(helper, document)
    assert (_state(again), again.tries) == (ConversionState.WAITING, 0)


def test_a_worker_that_lost_its_lease_keeps_nothing(helper: User, document: GeneratedDocument) -> None:
    row = _ask(helper, document)
    slow = conversions.claim()
    db.session.commit()
    assert slow is not None
    _lease_runs_out(row)
    quick = conversions.claim()
    db.session.commit()
    assert quick is not None
    made = Made([("d.pdf", "application/pdf", b"%PDF")])
    with pytest.raises(LostLease):
        conversions.finish(slow, made)
    db.session.rollback()
    with pytest.raises(LostLease):
        conversions.fail(slow, "for sent")
    db.session.rollback()
    conversions.finish(quick, made)
    db.session.commit()
    assert _count(ConversionFile) == 1


# ---- drafts, and forgetting ------------------------------------------------------------------------


def test_a_new_draft_takes_the_place_of_the_old(helper: User, document: GeneratedDocument, office: list[bytes]) -> None:
    case: CustomerCase = document.case
    before = _count(StoredFile)
    for text in (b"draft 1", b"draft 2"):
        conversions.ask_draft(helper, case, ConversionKind.PAGES, "behovsbeskrivelse", text)
        db.session.commit()
        converter.convert_due()
    assert office == [b"draft 1", b"draft 2"]
    assert _count(Conversion) == 2, "the PDF and the pages of the second"
    assert _count(StoredFile) == before + 1 + 1 + 5


def test_what_nobody_asked_for_in_a_month_is_forgotten(
    helper: User, document: GeneratedDocument, office: list[bytes]
) -> None:
    before = _count(StoredFile)
    row = _ask(helper, document)
    conversions.ask_draft(helper, document.case, ConversionKind.PDF, "kontrakt", b"draft")
    db.session.commit()
    converter.convert_due()
    assert conversions.forget_old() == 0
    for one in db.session.scalars(select(Conversion)):
        one.asked_at = clock.now() - timedelta(days=31)
    db.session.commit()
    _ask(helper, document)
    assert conversions.forget_old() == 1
    db.session.commit()
    assert _state(row) is ConversionState.DONE, "it was asked for again"
    assert _count(StoredFile) == before + 1
    assert files.content(document.file)
