"""PDF, pages and zip from the outside: asked for, followed, fetched; and what is not there for whom."""

import io
import zipfile

import pytest
from pypdf import PdfWriter
from sqlalchemy import select

from itstart import clock
from itstart.cli import converter
from itstart.db import db
from itstart.documents import PdfError, pages, pdf
from itstart.documents.pages import Drawn
from itstart.models import BidReceipt, CoDelivery, Conversion, CustomerCase, User
from itstart.rules.conversions import MAX_PAGES
from itstart.services import documents, files
from itstart.steps import DELIVERABLES, find_deliverable
from tests.browser import Browser
from tests.factories import make_staff
from tests.factories.tenders import issue

PNG = b"\x89PNG\r\n\x1a\n"
KEY = "behovsbeskrivelse"
BID = b"%PDF-1.7 the bid itself"


def _blank_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


PDF = _blank_pdf()
Example = tuple[CustomerCase, User]


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice and a poppler that answer at once."""
    monkeypatch.setattr(pdf, "program", lambda: "/usr/bin/true")
    monkeypatch.setattr(pdf, "to_pdf", lambda _content, **_more: PDF)
    monkeypatch.setattr(pages, "available", lambda: True)
    monkeypatch.setattr(pages, "draw", lambda _pdf, *, last: Drawn((PNG,) * min(last, 70), 70))


@pytest.fixture
def base(example: Example) -> str:
    return f"/sager/{example[0].number}"


def _rows() -> list[Conversion]:
    return list(db.session.scalars(select(Conversion).order_by(Conversion.id)))


# ---- PDF -------------------------------------------------------------------------------------------


def test_a_draft_becomes_a_pdf(here: Browser, base: str) -> None:
    assert "Lav PDF" in here.get(f"{base}/dokumenter/{KEY}/pdf").shown("#job")
    assert _rows() == [], "a look asks for nothing"
    asked = here.post(f"{base}/dokumenter/{KEY}/pdf")
    waiting = here.get(asked.location)
    assert "Venter på tur" in waiting.shown("#job")
    assert waiting.one("#job")["hx-get"] == asked.location
    assert waiting.one("#job")["hx-trigger"] == "load delay:1500ms"
    assert waiting.one("#job a").get_text() == "Opdatér", "the way without a script"
    converter.convert_due()
    part = here.get(asked.location, fragment=True)
    assert "PDF'en er klar" in part.shown("#job")
    assert not part.one("#job").has_attr("hx-get"), "it stops asking"
    link = str(part.html.select("#job a")[0]["href"])
    fetched = here.get(link)
    assert (fetched.data, fetched.headers["Content-Type"]) == (PDF, "application/pdf")
    assert "kladde.pdf" in fetched.headers["Content-Disposition"]


def test_a_version_becomes_a_pdf_once(here: Browser, base: str, example: Example) -> None:
    case, helper = example
    documents.hand_over(helper, case, find_deliverable(KEY), to="Birgit", on=clock.today())
    for _ in range(2):
        asked = here.post(f"{base}/dokumenter/{KEY}/pdf", {"version": "1"})
        assert asked.location == f"{base}/dokumenter/{KEY}/pdf?version=1"
    assert len(_rows()) == 1
    converter.convert_due()
    assert here.get(f"{base}/dokumenter/{KEY}/pdf/fil?version=1").status_code == 200
    versions = here.get(f"{base}/dokumenter/{KEY}/versioner")
    assert versions.one("a[aria-label='PDF af version 1']")["href"] == f"{base}/dokumenter/{KEY}/pdf?version=1"


def test_what_failed_can_be_tried_again(here: Browser, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_content: bytes) -> bytes:
        raise PdfError("LibreOffice blev ikke færdig inden for 60 sekunder.")

    asked = here.post(f"{base}/dokumenter/{KEY}/pdf")
    with monkeypatch.context() as broken:
        broken.setattr(pdf, "to_pdf", refuse)
        converter.convert_due()
    shown = here.get(asked.location)
    assert "inden for 60 sekunder" in shown.shown("#job")
    assert shown.one("#job button").get_text(strip=True) == "Prøv igen"
    assert here.get(asked.location.replace("/pdf", "/pdf/fil")).status_code == 404
    again = here.post(f"{base}/dokumenter/{KEY}/pdf", {"af": str(shown.one("#job input[name=af]")["value"])})
    converter.convert_due()
    assert "PDF'en er klar" in here.get(again.location).shown("#job")


def test_without_libreoffice_the_page_says_what_to_do(
    here: Browser, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "program", lambda: None)
    shown = here.get(f"{base}/dokumenter/{KEY}/pdf")
    assert "gem det som PDF i Word" in shown.shown("#job")
    assert not shown.html.select("#job button")
    assert "Gem Word-dokumentet som PDF i Word" in here.get(f"{base}/dokumenter").shown()


@pytest.mark.parametrize("query", ["?version=9", "?version=x", "?version=99999999999", "?af=" + "0" * 64])
def test_a_pdf_that_is_not_there(here: Browser, base: str, query: str) -> None:
    assert here.get(f"{base}/dokumenter/{KEY}/pdf/fil{query}").status_code == 404


def test_a_pdf_is_reached_through_its_own_case_only(here: Browser, base: str, example: Example) -> None:
    """The fingerprint of a draft of one case opens nothing in another."""
    asked = here.post(f"{base}/dokumenter/{KEY}/pdf")
    converter.convert_due()
    for row in _rows():
        other = CustomerCase(number="2026-9001", helper_id=example[0].helper_id, title="En anden")
        other.customer = example[0].customer
        other.opened_on, other.changed_at = clock.today(), clock.now()
        db.session.add(other)
        db.session.flush()
        row.case_id = other.id
    db.session.commit()
    assert here.get(asked.location.replace("/pdf", "/pdf/fil")).status_code == 404


# ---- pages -----------------------------------------------------------------------------------------


def test_the_pages_are_shown_with_their_numbers(here: Browser, base: str) -> None:
    asked = here.post(f"{base}/dokumenter/{KEY}/sider")
    converter.convert_due()
    shown = here.get(asked.location)
    pictures = shown.html.select("img.sheet")
    assert len(pictures) == MAX_PAGES
    assert (pictures[2]["alt"], pictures[2]["loading"]) == ("Side 3 af 70", "lazy")
    assert f"De første {MAX_PAGES} af 70 sider" in shown.shown("#job")
    one = here.get(str(pictures[2]["src"]))
    assert (one.data, one.headers["Content-Type"]) == (PNG, "image/png")
    assert here.get(str(pictures[2]["src"]).replace("/3?", "/61?")).status_code == 404


# ---- the zip ---------------------------------------------------------------------------------------


def _zip(browser: Browser, base: str) -> zipfile.ZipFile:
    browser.post(f"{base}/zip")
    assert "Venter på tur" in browser.get(f"{base}/zip").shown("#job")
    converter.convert_due()
    assert "Zip-filen er klar" in browser.get(f"{base}/zip").shown("#job")
    return zipfile.ZipFile(io.BytesIO(browser.get(f"{base}/zip/fil").data))


@pytest.fixture
def sent(example: Example) -> CustomerCase:
    """The example with a tender that was sent, and a bid as it came."""
    case, helper = example
    issue(case)
    file = files.store(helper, "tilbud.pdf", BID, "application/pdf")
    receipt = BidReceipt(code="MT-1", vendor=case.vendors[1], received_at=clock.now(), registered_by="Mette", file=file)
    case.bid_receipts.append(receipt)
    documents.hand_over(helper, case, find_deliverable(KEY), to="Birgit Nordvang", on=clock.today())
    db.session.commit()
    return case


def test_the_whole_case_is_in_the_zip(here: Browser, base: str, sent: CustomerCase) -> None:
    here.post(f"{base}/dokumenter/{KEY}/pdf", {"version": "1"})
    with _zip(here, base) as packed:
        names = packed.namelist()
        contents = packed.read("Indhold.txt").decode("utf-8-sig")
        page = packed.read("Indhold.html").decode()
        assert packed.testzip() is None
        assert packed.read("3 Valg af leverandør/Tilbud/V-2 Kongeå Data/MT-1 tilbud.pdf") == BID
    for deliverable in DELIVERABLES.values():
        assert any(f"{deliverable.name} kladde.docx" in name for name in names), deliverable.name
    top = f"{sent.number} 1 Behovsbeskrivelse"
    assert {f"1 Behovsbeskrivelse/{top} v1.docx", f"1 Behovsbeskrivelse/{top} v1.pdf"} <= set(names)
    assert f"{sent.number} Sag.json" in names
    assert "til Birgit Nordvang" in contents
    for name in names[2:]:
        assert name.rpartition("/")[2] in contents
        assert name.rpartition("/")[2] in page


def test_sealed_bids_are_not_in_the_zip(here: Browser, base: str, sent: CustomerCase) -> None:
    sent.tender.sealed_opening, sent.tender.bids_opened_at = True, None
    db.session.commit()
    with _zip(here, base) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
        assert not [name for name in packed.namelist() if "Tilbud/" in name]
    assert BID not in whole


def test_the_zip_is_for_the_one_who_asked(here: Browser, app: object, base: str, sent: CustomerCase) -> None:
    staff = make_staff()
    sent.staff[0].user_id = staff.id
    sent.co_deliveries = [CoDelivery(number=1, staff=sent.staff[0])]
    db.session.commit()
    _zip(here, base).close()
    theirs = Browser(here.app)
    theirs.log_in(staff)
    assert theirs.get(f"{base}/zip/fil").status_code == 404, "packed for somebody else"
    theirs.post(f"{base}/zip")
    sent.co_deliveries = []
    db.session.commit()
    converter.convert_due()
    assert theirs.get(f"{base}/zip").status_code == 404
    problems = [row.problem for row in _rows() if row.failed_at]
    assert problems == [converter.NO_ACCESS], "who lost access meanwhile gets nothing"


def test_the_same_case_gives_the_same_zip(here: Browser, base: str, sent: CustomerCase) -> None:
    packed = []
    for _ in range(2):
        _zip(here, base).close()
        packed.append(here.get(f"{base}/zip/fil").data)
    assert packed[0] == packed[1]
    assert len(_rows()) == 1, "the zip before is forgotten"
