"""Pages and news: a draft nobody else sees, publishing, versions, and what visitors and feed readers get."""

from typing import Any

import pytest
from flask import Flask
from lxml import etree
from sqlalchemy import select

from itstart.db import db
from itstart.models import PublicPage
from itstart.services import news, pages
from itstart.web.headers import KEPT
from tests.browser import Browser
from tests.factories import make_staff

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def staff(app: Flask) -> Browser:
    browser = Browser(app)
    browser.log_in(make_staff(name="Lise Ravnholt"))
    return browser


def typed(**more: Any) -> dict[str, Any]:
    return {"kind": "news", "title": "Ny vejledning", "summary": "Kort fortalt.", "text": "## Hvad\n\nAlt.", **more}


def row(slug: str = "ny-vejledning") -> PublicPage:
    return db.session.scalars(select(PublicPage).where(PublicPage.slug == slug)).one()


def publish(staff: Browser, slug: str = "ny-vejledning") -> int:
    return staff.post(f"/sider/{slug}/udgiv", {"version": row(slug).version}).status_code


def save(staff: Browser, slug: str = "ny-vejledning", **changes: Any) -> int:
    page = row(slug)
    stands = {"title": page.title, "summary": page.summary, "text": page.text, "version": page.version}
    return staff.post(f"/sider/{slug}", {**stands, **changes}).status_code


def test_from_draft_to_published_changed_and_taken_down(staff: Browser, browser: Browser) -> None:
    assert "Ingen nyheder endnu" in browser.get("/nyheder").shown()
    page = staff.post("/sider/ny", typed(), follow=True)
    assert "Kun IBIZ-Center kan se den" in page.shown()
    assert browser.get("/nyheder/ny-vejledning").status_code == 404
    assert publish(staff) == 303
    assert browser.get("/nyheder/ny-vejledning").shown("article") == "Hvad Alt."
    assert "Kort fortalt." in browser.get("/nyheder").shown()
    assert browser.get("/om/ny-vejledning").status_code == 404, "news is no page"

    save(staff, text="Det hele.")
    assert "Kladden er rettet" in staff.get("/sider/ny-vejledning").shown()
    assert "rettelser, der ikke er udgivet" in staff.get("/sider").shown()
    assert browser.get("/nyheder/ny-vejledning").shown("article") == "Hvad Alt."
    publish(staff)
    assert browser.get("/nyheder/ny-vejledning").shown("article") == "Det hele."

    staff.post("/sider/ny-vejledning/1/hent")
    assert row().text == "## Hvad\n\nAlt."
    assert browser.get("/nyheder/ny-vejledning").shown("article") == "Det hele."
    assert staff.post("/sider/ny-vejledning/9/hent").status_code == 404
    staff.post("/sider/ny-vejledning/tag-ned")
    assert browser.get("/nyheder/ny-vejledning").status_code == 404
    assert "Taget ned" in staff.get("/sider").shown()
    publish(staff)
    assert [one.number for one in row().versions] == [3, 2, 1]


def test_published_again_unchanged_is_no_new_version(staff: Browser) -> None:
    staff.post("/sider/ny", typed())
    publish(staff)
    staff.post("/sider/ny-vejledning/tag-ned")
    publish(staff)
    assert [one.number for one in row().versions] == [1]


def test_what_was_not_seen_is_not_published(staff: Browser) -> None:
    staff.post("/sider/ny", typed())
    seen = row().version
    save(staff, title="Noget andet")
    page = staff.post("/sider/ny-vejledning/udgiv", {"version": seen})
    assert page.status_code == 409
    assert "Kladden er ændret, siden du så den" in page.shown()
    save(staff, text="")
    page = staff.post("/sider/ny-vejledning/udgiv", {"version": row().version})
    assert (page.status_code, page.errors()) == (409, ["Skriv teksten, før siden udgives."])
    assert news.public() == []


def test_bad_input_double_submit_and_addresses(staff: Browser) -> None:
    page = staff.post("/sider/ny", typed(title=" "))
    assert (page.status_code, page.errors()) == (422, ["Skriv en overskrift."])
    assert "Alt." in page.one("[name=text]").get_text()
    assert staff.post("/sider/ny", typed(summary="x" * 401)).errors() == ["Skriv højst 400 tegn."]
    for _ in range(2):
        staff.post("/sider/ny", typed(title="Ny", form_key="k" * 24))
    staff.post("/sider/ny", typed(title="Ny", kind="page"))
    assert set(db.session.scalars(select(PublicPage.slug))) == {"ny-2", "ny-3"}


def test_two_who_edit_see_both_texts(staff: Browser) -> None:
    staff.post("/sider/ny", typed())
    started = row().version
    assert save(staff, title="Den første") == 303
    page = staff.post("/sider/ny-vejledning", typed(title="Den anden", version=started))
    assert page.status_code == 409
    assert "Den første" in page.shown(".conflict")
    assert "Den anden" in page.shown(".conflict")
    staff.post("/sider/ny-vejledning", typed(title="Den anden", version=started, overskriv=row().version))
    assert row().title == "Den anden"


def test_a_preview_keeps_nothing_and_what_is_dangerous_is_cleaned(staff: Browser, browser: Browser) -> None:
    hostile = "[ord](javascript:alert(1)) <script>alert(1)</script> [godt](/viden) **fed**"
    part = staff.post("/sider/ny/se", typed(text=hostile), fragment=True)
    assert "fed" in part.shown("#preview strong")
    assert part.html.select("script") == []
    assert [tag["href"] for tag in part.html.select("#preview a")] == ["/viden"]
    assert db.session.scalars(select(PublicPage)).all() == []
    staff.post("/sider/ny", typed(text=hostile, title="<b>x</b>", summary='"><script>'))
    slug = db.session.scalars(select(PublicPage.slug)).one()
    whole = staff.post(f"/sider/{slug}/se", typed(text="Ny tekst", version=1))
    assert whole.shown("#preview .prose") == "Ny tekst"
    publish(staff, slug)
    page = browser.get(f"/nyheder/{slug}")
    assert [tag["href"] for tag in page.html.select("article a")] == ["/viden"]
    assert page.shown("h1") == "<b>x</b>"
    assert all("src" in tag.attrs for tag in page.html.select("script"))
    assert page.html.select("h1 b, .page-head script") == []
    etree.fromstring(browser.get("/nyheder/feed.xml").data)


def test_the_pages_a_site_begins_with(browser: Browser, staff: Browser) -> None:
    pages.fill_first()
    db.session.commit()
    shown = browser.get("/om/saadan-virker-det").shown()
    assert "15.000 kr." in shown.replace("\u00a0", " ")
    assert "[modul" not in shown
    assert "Om It-start" in shown
    assert browser.get("/om/privatliv").headers["Cache-Control"] == KEPT
    staff.post("/sider/privatliv/tag-ned")
    save(staff, "om-it-start", title="Om os")
    publish(staff, "om-it-start")
    pages.fill_first()
    db.session.commit()
    assert [page.title for page in pages.public()] == ["Sådan virker det", "Om os"]


def test_the_feed_has_the_newest_first_and_can_be_kept(staff: Browser, browser: Browser) -> None:
    empty = etree.fromstring(browser.get("/nyheder/feed.xml").data)
    assert empty.findall("a:entry", ATOM) == []
    for title in ("Den ene", "Æble & <pære>"):
        staff.post("/sider/ny", typed(title=title))
    for slug in ("den-ene", "aeble-paere"):
        publish(staff, slug)
    answer = browser.get("/nyheder/feed.xml")
    feed = etree.fromstring(answer.data)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert [one.findtext("a:title", "", ATOM) for one in feed.findall("a:entry", ATOM)] == ["Æble & <pære>", "Den ene"]
    assert all(one.findtext("a:id", "", ATOM).startswith("http") for one in feed.findall("a:entry", ATOM))
    assert feed.findtext("a:entry/a:content", "", ATOM) == "<h2>Hvad</h2>\n<p>Alt.</p>"
    again = browser.get("/nyheder/feed.xml", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
