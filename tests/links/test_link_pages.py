"""A PDF behind a customer's link: its pages are on the page, under the same rules as the file itself."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.cli import converter
from itstart.db import db
from itstart.documents import pages
from itstart.documents.pages import Drawn, PagesError
from itstart.models import Conversion, CustomerLink
from itstart.rules.customer_links import LinkPurpose
from itstart.services import customer_links, files
from tests.browser import Browser
from tests.links.things import agreement_link, make_delivered, make_link, make_sender

PNG = b"\x89PNG\r\n\x1a\n"
COUNT = 14


@pytest.fixture(autouse=True)
def poppler(monkeypatch: pytest.MonkeyPatch, no_office: None) -> None:
    """A poppler that answers at once."""
    monkeypatch.setattr(pages, "available", lambda: True)
    monkeypatch.setattr(pages, "draw", lambda _pdf, *, last: Drawn((PNG,) * min(last, COUNT), COUNT))


@pytest.fixture
def guest(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def link(app: Flask) -> tuple[CustomerLink, str]:
    """A link to a product that was uploaded as PDF."""
    helper = make_sender()
    module = make_delivered(helper)
    module.product_document = None
    module.product_file = files.store(helper, "Behovsbeskrivelse.pdf", b"%PDF-1.7 the product", "application/pdf")
    db.session.commit()
    return make_link(helper, module.case, LinkPurpose.ACCEPT_DELIVERY, "M-1")


def _open(guest: Browser, token: str) -> None:
    assert guest.get(f"/k/{token}").status_code == 303


def _more(guest: Browser) -> None:
    shown = guest.get("/svar")
    token = str(shown.html.select("#pages input[name=csrf_token]")[0]["value"])
    assert guest.request("POST", "/svar/sider", {"csrf_token": token}).location == "/svar#pages"


def test_the_first_pages_are_drawn_with_the_link(guest: Browser, link: tuple[CustomerLink, str]) -> None:
    _open(guest, link[1])
    waiting = guest.get("/svar")
    assert "Siderne bliver gjort klar" in waiting.shown("#pages")
    assert waiting.one("#pages")["hx-get"] == "/svar"
    converter.convert_due()
    part = guest.get("/svar", fragment=True)
    assert "<html" not in part.text
    assert not part.one("#pages").has_attr("hx-get")
    assert [tag["alt"] for tag in part.html.select("img")] == [f"Side {n} af {COUNT}" for n in (1, 2, 3)]
    assert "Vis flere sider (11)" in part.shown("#pages")
    one = guest.get("/svar/dokument/side/3")
    assert (one.data, one.headers["Content-Type"]) == (PNG, "image/png")
    assert guest.get("/svar/dokument/side/4").status_code == 404


def test_the_rest_on_demand(guest: Browser, link: tuple[CustomerLink, str]) -> None:
    _open(guest, link[1])
    converter.convert_due()
    _more(guest)
    between = guest.get("/svar")
    assert len(between.html.select("#pages img")) == 3, "the first ones stay while the rest is drawn"
    assert "Resten bliver gjort klar" in between.shown("#pages")
    converter.convert_due()
    shown = guest.get("/svar")
    assert len(shown.html.select("#pages img")) == COUNT
    assert not shown.html.select("#pages form")
    assert guest.get(f"/svar/dokument/side/{COUNT}").data == PNG


def test_a_pdf_that_cannot_be_drawn_can_still_be_fetched(
    guest: Browser, link: tuple[CustomerLink, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_pdf: bytes, *, last: int) -> Drawn:
        raise PagesError("Filens sider kunne ikke tegnes.")

    monkeypatch.setattr(pages, "draw", refuse)
    converter.convert_due()
    _open(guest, link[1])
    shown = guest.get("/svar")
    assert "Hent filen i stedet" in shown.shown("#pages")
    assert not shown.html.select("#pages img")
    assert guest.get("/svar/dokument").data == b"%PDF-1.7 the product"


def test_without_poppler_there_is_only_the_file(
    guest: Browser, link: tuple[CustomerLink, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "available", lambda: False)
    _open(guest, link[1])
    shown = guest.get("/svar")
    assert not shown.html.select("#pages")
    assert shown.html.select("a[href='/svar/dokument']")


def test_pages_that_were_forgotten_are_drawn_again_when_asked_for(
    guest: Browser, link: tuple[CustomerLink, str]
) -> None:
    db.session.delete(db.session.scalars(select(Conversion)).one())
    db.session.commit()
    _open(guest, link[1])
    assert "Vis siderne her" in guest.get("/svar").shown("#pages")
    _more(guest)
    converter.convert_due()
    assert len(guest.get("/svar").html.select("#pages img")) == 3


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_link_that_is_over_shows_no_page(guest: Browser, link: tuple[CustomerLink, str], end: str) -> None:
    converter.convert_due()
    _open(guest, link[1])
    token = str(guest.get("/svar").one("#pages input[name=csrf_token]")["value"])
    assert guest.get("/svar/dokument/side/1").status_code == 200
    row = db.session.get_one(CustomerLink, link[0].id)
    if end == "revoked":
        customer_links.revoke(row.created_by, row)
    else:
        row.expires_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    assert guest.get("/svar/dokument/side/1").status_code == guest.get("/svar/dokument").status_code == 404
    assert guest.request("POST", "/svar/sider", {"csrf_token": token}).status_code == 410
    assert guest.get("/svar", fragment=True).location == "/svar", "the whole page says why"
    assert len(db.session.scalars(select(Conversion)).all()) == 1


def test_nobody_sees_a_page_without_the_link(guest: Browser, link: tuple[CustomerLink, str]) -> None:
    converter.convert_due()
    assert guest.get("/svar/dokument/side/1").status_code == 404
    _link, token, _module = agreement_link()
    _open(guest, token)
    assert guest.get("/svar/dokument/side/1").status_code == 404, "the other link is about a Word document"
    assert not guest.get("/svar").html.select("#pages")
    assert "Modulets indhold" in guest.get("/svar").shown(".letter__text"), "which keeps its text"
