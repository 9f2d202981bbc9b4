"""A customer who will not be named: no public page does it; and the region a story is found by follows the date."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange import demo
from itstart.models import SuccessCase
from itstart.rules.terms import SuccessCaseStatus as S
from itstart.services import stories, success_cases
from tests.browser import Browser
from tests.factories import make_helper
from tests.factories.stories import make_story

ANONYMOUS = "Et værft på en ø"
PLACES = (
    "/", "/successager", "/successager/fra-regneark-til-et-system", "/successager/feed.xml", "/soeg?q=regneark",
    "/api/v1/successager",
)  # fmt: skip


def named() -> str:
    story = make_story(S.PUBLISHED, shown_as=ANONYMOUS, company="Værftet bygger færger.")
    name: str = story.case.customer.name
    return name


@pytest.mark.parametrize("path", PLACES)
def test_no_public_page_names_the_customer(browser: Browser, path: str) -> None:
    name = named()
    answer = browser.get(path)
    assert answer.status_code == 200
    said = answer.data.decode()
    assert "fra-regneark-til-et-system" in said
    assert name not in said
    assert json.dumps(name).strip('"') not in said


def test_the_list_and_the_page_say_what_the_customer_is_called_instead(browser: Browser) -> None:
    named()
    assert ANONYMOUS in browser.get("/successager").shown()
    assert ANONYMOUS in browser.get("/successager/fra-regneark-til-et-system").shown()


def test_it_is_part_of_what_is_consented_to_and_the_text_may_not_tell(browser: Browser) -> None:
    helper = make_helper()
    story = make_story(S.CONSENTED, helper=helper)
    before = success_cases.fingerprint(story)
    browser.log_in(helper)
    form = {"shown_as": ANONYMOUS, **{name: getattr(story, name) for name in success_cases.TEXTS if name != "shown_as"}}
    form["approach"], form["company"] = form.pop("process"), f"{story.case.customer.name} ligger på en ø."
    browser.post(f"/sager/{story.case.number}/successag", {**form, "version": str(story.version)})
    assert story.status is S.DRAFT, "the yes was to the text with the name"
    assert success_cases.fingerprint(story) != before
    assert [one.where for one in success_cases.content_findings(story) if one.blocks] == ["company"]


@pytest.mark.parametrize(
    ("today", "region"), [(date(2026, 12, 31), "Region Sjælland"), (date(2027, 1, 1), "Region Østdanmark")]
)
def test_the_region_of_a_story_is_that_of_the_day(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, today: date, region: str
) -> None:
    story = make_story(S.PUBLISHED)
    story.case.customer.municipality_code, story.region = "0370", "Region Sjælland"
    db.session.commit()
    monkeypatch.setattr(clock, "today", lambda: today)
    assert [name for name, _ in stories.published(stories.Wanted()).regions] == [region]
    assert region in browser.get("/successager").shown(".story-card")


def test_the_demo_has_stories_to_choose_among(browser: Browser) -> None:
    for _ in range(2):
        demo.fill()
        db.session.commit()
    told = list(db.session.scalars(select(SuccessCase).where(SuccessCase.slug.is_not(None))))
    found = stories.published(stories.Wanted())
    assert len(told) == len(found.lines) == 5
    assert (len(found.industries), len(found.categories), len(found.regions)) == (5, 5, 5)
    assert sum("(fiktiv)" not in line.customer for line in found.lines) == 2
    assert not [one for story in told for one in success_cases.content_findings(story) if one.blocks]
