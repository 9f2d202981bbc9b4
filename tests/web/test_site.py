"""The public site as a whole: no cookies, kept by ETag, light, known to search engines, and open to others' sites."""

import gzip
from datetime import timedelta
from typing import Any

import pytest

from itstart import clock
from itstart.db import db
from itstart.documents.checks import text_of
from itstart.models import Activity, ModuleLimit
from itstart.rules.activities import ActivityKind, ActivityStatus
from itstart.rules.terms import SuccessCaseStatus
from itstart.services import pages
from itstart.web.headers import CSP, EMBED_CSP, KEPT
from tests.browser import Browser
from tests.factories import make_helper
from tests.factories.leads import fitting_firm
from tests.factories.stories import make_story

PAGES = (
    "/", "/it-starthjaelpere/", "/it-starthjaelpere/?kommune=7400", "/successager", "/det-sker", "/kodeks",
    "/soeg?q=it", "/api", "/indlejr/it-starthjaelpere", "/api/v1/it-starthjaelpere", "/api/v1/successager",
    "/sitemap.xml", "/robots.txt",
)  # fmt: skip


def make_activity(number: str = "2026-1", days: int = 10, **values: Any) -> Activity:
    activity = Activity(
        **{
            "number": number,
            "kind": ActivityKind.WORKSHOP,
            "title": "Læs et tilbud",
            "status": ActivityStatus.OPEN,
            "is_public": True,
            "starts_at": clock.now() + timedelta(days=days),
            "changed_at": clock.now(),
            "place": "Åbenrå",
            **values,
        }
    )
    db.session.add(activity)
    db.session.commit()
    return activity


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_gets_no_cookie_and_asks_again_for_nothing_new(browser: Browser, path: str) -> None:
    page = browser.get(path)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == KEPT
    again = browser.get(path, headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


@pytest.mark.parametrize("path", ["/findes-ikke", "/it-starthjaelpere/findes-ikke", "/kontakt", "/ansoeg"])
def test_what_is_not_kept_sets_no_cookie_either(browser: Browser, path: str) -> None:
    page = browser.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


def test_the_pages_of_somebody_who_is_logged_in_are_not_kept(browser: Browser) -> None:
    browser.log_in(make_helper())
    page = browser.get("/it-starthjaelpere/")
    assert page.headers["Cache-Control"] == "no-store"
    assert "ETag" not in page.headers
    assert browser.get("/").status_code == 303


def test_a_changed_page_has_another_mark(browser: Browser) -> None:
    before = browser.get("/it-starthjaelpere/").headers["ETag"]
    fitting_firm("Hede IT", profile_public=True)
    after = browser.get("/it-starthjaelpere/", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["ETag"] != before


@pytest.mark.parametrize("path", ["/", "/static/css/site.css", "/static/js/app.js", "/api/v1/it-starthjaelpere"])
def test_public_answers_go_compressed(browser: Browser, path: str) -> None:
    fitting_firm("Hede IT", profile_public=True, description="Vi kender gulvet. " * 40)
    plain = browser.client.get(path)
    small = browser.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert "Accept-Encoding" in small.vary
    refused = browser.client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers
    for answer in (plain, small, refused):
        answer.close()


def test_a_page_with_a_token_is_never_compressed(browser: Browser) -> None:
    answer = browser.client.get("/log-ind", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_the_front_page_says_the_price_that_holds_today(browser: Browser) -> None:
    assert "15.000 kr." in browser.get("/").shown()
    hours = {"expected_hours": 16, "min_usual_hours": 10, "max_usual_hours": 20}
    db.session.add(ModuleLimit(valid_from=clock.today(), max_price_dkk=16_500, **hours))
    db.session.commit()
    words = browser.get("/").shown()
    assert "16.500 kr." in words
    assert "15.000" not in words


def test_the_front_page_is_kind_when_there_is_nothing_yet(browser: Browser) -> None:
    words = browser.get("/").shown()
    assert "Ingen hjælper har plads lige nu" in words
    assert "De første historier er ved at blive skrevet" in words

    make_story(SuccessCaseStatus.PUBLISHED, make_helper(fitting_firm("Hede IT", profile_public=True)))
    words = browser.get("/").shown()
    assert "1 hjælper i hele landet" in words
    assert "Fra regneark til ét system" in words
    assert "Flere er på vej" in words


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("filled", [False, True])
def test_the_menu_names_only_what_is_there(browser: Browser, filled: bool) -> None:
    if filled:
        pages.fill_first()
        db.session.commit()
    page = browser.get("/kodeks")
    links = {str(link["href"]) for link in page.html.select(".top__nav a, .foot__links a")}
    assert {"/it-starthjaelpere/", "/successager", "/det-sker", "/log-ind", "/kontakt"} <= links
    assert not [link for link in links if browser.get(link).status_code >= 400]
    assert ({"/om/saadan-virker-det", "/om/privatliv"} <= links) is filled


def test_what_search_engines_and_posts_show(browser: Browser) -> None:
    page = browser.get("/it-starthjaelpere/?side=1&omraade=findesikke")
    assert page.one("link[rel=canonical]")["href"] == "http://localhost/it-starthjaelpere/"
    for name in ("og:title", "og:url", "og:description", "og:image"):
        assert page.one(f"meta[property='{name}']")["content"], name
    assert page.one("meta[name=description]")["content"]


def test_the_sitemap_and_what_is_private(browser: Browser) -> None:
    firm = fitting_firm("Hede IT", profile_public=True)
    make_activity()
    known = browser.get("/sitemap.xml").response.get_data(as_text=True)
    for path in ("/", "/it-starthjaelpere/", f"/it-starthjaelpere/hede-it-{firm.cvr}", "/det-sker/2026-1", "/kodeks"):
        assert f"<loc>http://localhost{path}</loc>" in known, path
    robots = browser.get("/robots.txt").text
    for path in ("/sager/", "/henvendelser", "/konto", "/kontakt/tak"):
        assert f"Disallow: {path}\n" in robots
    assert "Sitemap: http://localhost/sitemap.xml" in robots
    assert not [line for line in robots.splitlines() if line in {"Disallow: /", "Disallow: /it-starthjaelpere"}]


# ---- activities, kodeks and search ---------------------------------------------------------------------


def test_only_public_activities_are_told(browser: Browser) -> None:
    make_activity()
    make_activity("2026-2", title="Kun for hjælpere", is_public=False)
    make_activity("2026-3", days=-9, title="Messen", status=ActivityStatus.HELD, minutes="Hemmeligt")
    words = browser.get("/det-sker").shown()
    assert "Læs et tilbud" in words
    assert "Messen" in words
    assert "Kun for hjælpere" not in words
    assert "Hemmeligt" not in browser.get("/det-sker/2026-3").shown()
    for rest in ("", "/kalender"):
        assert browser.get(f"/det-sker/2026-2{rest}").status_code == 404
        assert browser.get(f"/det-sker/2026-1{rest}").status_code == 200
    assert b"BEGIN:VEVENT" in browser.get("/det-sker/2026-1/kalender").data


def test_a_cancelled_activity_says_so(browser: Browser) -> None:
    make_activity(status=ActivityStatus.CANCELLED, cancel_reason="Sygdom")
    assert "Aflyst" in browser.get("/det-sker").shown()
    page = browser.get("/det-sker/2026-1")
    assert "Sygdom" in page.shown()
    assert "Vil I med?" not in page.shown()


def test_the_kodeks_is_a_page_and_a_document(browser: Browser) -> None:
    assert "Uvildighed" in browser.get("/kodeks").shown()
    answer = browser.get("/kodeks/word")
    words = text_of(answer.data)
    assert "Kodeks for It-starthjælpere" in words
    assert "Hvad It-starthjælp er" in words
    assert browser.get("/kodeks/word").data == answer.data


def test_the_search_finds_every_kind_in_every_spelling(browser: Browser) -> None:
    make_story(
        SuccessCaseStatus.PUBLISHED,
        make_helper(fitting_firm("Åbenrå IT", profile_public=True, description="Vi kender havnen.")),
    )
    make_activity()
    page = browser.get("/soeg?q=aabenraa")
    assert "Vi kender havnen. " in page.shown()
    assert ".." not in "".join(found.get_text() for found in page.html.select("#found"))
    assert [link.get_text() for link in page.html.select("#found li a")] == ["Åbenrå IT", "Læs et tilbud"]
    assert "Se, hvem der dækker Aabenraa" in page.shown()
    assert "Fra regneark til ét system" in browser.get("/soeg?q=regneark").shown()
    assert "Vi fandt ikke noget" in browser.get("/soeg?q=%3Cfindesikke%3E").shown()


# ---- for others' sites ---------------------------------------------------------------------------------


def test_the_api_gives_what_the_pages_show(browser: Browser) -> None:
    firm = fitting_firm("Hede IT", profile_public=True, email="hemmelig@hede.example", phone="11 22 33 44")
    story = make_story(SuccessCaseStatus.PUBLISHED, make_helper(firm))
    answer = browser.get("/api/v1/it-starthjaelpere?kommune=7400")
    found = answer.response.get_json()
    assert found["antal"] == 1
    assert found["kilde"] == "Postnumre: GeoNames, CC BY 4.0"
    entry = found["data"][0]
    assert (entry["firma"], entry["cvr"], entry["daekker"]) == ("Hede IT", firm.cvr, ["Herning"])
    assert entry["omraader"] == [{"noegle": "erp", "navn": "ERP", "niveau": "Rutineret"}]
    assert browser.get(entry["url"].removeprefix("http://localhost")).status_code == 200
    assert "hemmelig" not in answer.response.get_data(as_text=True)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert browser.get("/api/v1/it-starthjaelpere?kommune=findesikke").response.get_json()["antal"] == 0

    told = browser.get("/api/v1/successager").response.get_json()["data"]
    assert [(one["titel"], one["hjaelper"]["cvr"]) for one in told] == [(story.title, firm.cvr)]
    assert browser.get("/api/v1/successager?branche=findesikke").response.get_json()["antal"] == 0


def test_one_page_alone_may_stand_in_a_frame(browser: Browser) -> None:
    fitting_firm("Hede IT", profile_public=True)
    page = browser.get("/indlejr/it-starthjaelpere?kommune=7400")
    assert page.headers["Content-Security-Policy"] == EMBED_CSP
    assert "frame-ancestors *" in EMBED_CSP
    assert "X-Frame-Options" not in page.headers
    assert {link["target"] for link in page.html.select("main a")} == {"_blank"}
    assert not page.html.select("form, script, nav")
    for path in ("/", "/it-starthjaelpere/", "/kontakt", "/api"):
        other = browser.get(path)
        assert other.headers["Content-Security-Policy"] == CSP
        assert other.headers["X-Frame-Options"] == "DENY"
