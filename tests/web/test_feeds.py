"""What can be followed from the public site: three feeds and a calendar, told in the head of every page."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from lxml import etree

from itstart.rules.activities import ActivityStatus
from itstart.rules.terms import SuccessCaseStatus
from itstart.web.headers import KEPT
from itstart.web.site import FEEDS
from tests.browser import Browser
from tests.factories.stories import make_story
from tests.web.test_site import make_activity

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(browser: Browser, path: str) -> list[dict[str, str]]:
    """Each entry's texts by name, its link as "link"; every required part is there, and the link leads to a page."""
    feed = etree.fromstring(browser.get(path).data)
    assert all(feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "id", "updated", "author/a:name"))
    found = []
    for entry in feed.iterfind("a:entry", ATOM):
        said = {etree.QName(part).localname: part.text or part.get("href") or "" for part in entry}
        assert {"title", "id", "updated", "link"} <= set(said)
        assert browser.get(urlsplit(said["link"]).path).status_code == 200
        found.append(said)
    return found


@pytest.mark.parametrize(("path", "kind", "_title"), FEEDS)
def test_an_empty_feed_is_a_feed_and_is_kept(browser: Browser, path: str, kind: str, _title: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.response.mimetype) == (200, kind)
    assert answer.headers["Cache-Control"] == KEPT
    assert browser.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    linked = [tag["href"] for tag in browser.get("/").html.select("link[rel=alternate]")]
    assert path in linked


def test_a_story_is_in_the_feed_until_it_is_withdrawn(browser: Browser) -> None:
    story = make_story(SuccessCaseStatus.PUBLISHED)
    said = entries(browser, "/successager/feed.xml")
    assert [(one["title"], one["summary"]) for one in said] == [(story.title, story.challenge)]
    assert "published" in said[0]
    assert entries(browser, "/successager/feed.xml?branche=findesikke") == []
    make_story(SuccessCaseStatus.WITHDRAWN)
    assert len(entries(browser, "/successager/feed.xml")) == 1


def test_activities_are_in_the_feed_and_the_calendar(browser: Browser) -> None:
    make_activity("2026-1", title="Det kommer")
    make_activity("2026-2", days=-5, title="Det var", status=ActivityStatus.HELD)
    make_activity("2026-3", title="Aflyst møde", status=ActivityStatus.CANCELLED, cancel_reason="Sygdom")
    make_activity("2026-4", title="Kun for rådgivere", is_public=False)
    said = entries(browser, "/det-sker/feed.xml")
    assert sorted(one["title"] for one in said) == ["Aflyst møde", "Det kommer", "Det var"]
    assert [one["summary"].startswith("Aflyst. ") for one in said if one["title"] == "Aflyst møde"] == [True]
    calendar = browser.get("/det-sker/kalender.ics").text
    assert calendar.count("BEGIN:VEVENT") == 3
    assert "Aflyst: Workshop: Aflyst møde" in calendar
    assert "Kun for" not in calendar


def test_a_calendar_is_found_again_when_nothing_changed(browser: Browser) -> None:
    activity = make_activity()
    before = browser.get("/det-sker/kalender.ics").headers["ETag"]
    activity.starts_at += timedelta(days=1)
    assert browser.get("/det-sker/kalender.ics").headers["ETag"] != before
