"""A busy owner on a phone: from the front page to a sent enquiry, from a story to a helper; and the lead it becomes."""

import re
import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from itstart.db import db
from itstart.models import Helper, Lead
from itstart.rules.terms import QualificationStatus
from itstart.web import form_age
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.pages import STORY
from tests.journeys.test_axe import check
from tests.journeys.test_leads import FIRST_FIRM, SECOND, SECOND_FIRM, offer
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser
COMPANY = "Skjern Maskinværk A/S"
NARROW = {"width": 320, "height": 640}


def ask(owner: Visitor, began: float) -> None:
    """Fill in the form as a person does, and send it when it is old enough."""
    owner.fill("Hvad vil I gerne have hjælp til?", "Vi styrer produktionen fra en tavle.")
    owner.page.get_by_label("Hvad handler det mest om?").select_option(label="ERP")
    owner.fill("Hvilket postnummer ligger I i?", "7400")
    owner.fill("Virksomhed", COMPANY)
    owner.fill("Dit navn", "Else Dam")
    owner.fill("E-mail", "else@skjern.example")
    owner.page.get_by_label(re.compile("IBIZ-Center må gemme")).check()
    owner.page.wait_for_timeout(
        max(0.0, form_age.MIN_SECONDS + form_age.VISITOR_EXTRA + 0.2 - (time.monotonic() - began)) * 1000
    )
    owner.press("Send henvendelsen")
    expect(owner.page.get_by_role("heading", level=1)).to_have_text("Tak for henvendelsen")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_owner_finds_a_helper_from_the_front_page_and_from_a_story(visit: Visit, script: bool) -> None:
    owner = visit(viewport=NARROW, java_script_enabled=script)
    owner.go("/").fits()
    owner.fill("Postnummer, by eller kommune", "7400")
    owner.press("Vis hjælpere")
    owner.sees("1 hjælper dækker 7400 Herning")
    owner.fits()
    owner.page.get_by_label("Hvad drejer det sig om?").select_option("erp")
    owner.press("Vis hjælpere")
    expect(owner.page).to_have_url(re.compile("kommune=7400.*omraade=erp"))
    owner.sees("1 hjælper dækker 7400 Herning")
    owner.follow(FIRST_FIRM)
    expect(owner.page.get_by_role("heading", level=1)).to_have_text(FIRST_FIRM)
    owner.follow("Fra 11 regneark til ét system")
    owner.follow(FIRST_FIRM)
    owner.follow("Kontakt Mette")
    expect(owner.page.get_by_role("heading", level=1)).to_have_text(f"Kontakt {FIRST_FIRM}")
    owner.fits()
    assert owner.context.cookies() == []


@pytest.fixture
def second_is_qualified(site: Site) -> None:
    """The other firm in Herning may take customers alone."""
    with site.behind():
        firm: Helper | None = site.user(SECOND).helper
        assert firm is not None
        firm.qualification_status = QualificationStatus.QUALIFIED


@pytest.mark.usefixtures("second_is_qualified")
def test_from_the_public_form_to_a_case(visit: Visit, site: Site) -> None:
    owner = visit(viewport=PHONE, without_csp=True)
    owner.go("/")
    owner.follow("Bed om hjælp")
    began = time.monotonic()
    check(owner)
    ask(owner, began)
    owner.sees("fra IBIZ-Center svarer jer senest")
    check(owner)
    with site.behind():
        number = db.session.scalars(select(Lead.number).where(Lead.company == COMPANY)).one()

    staff, first, second = visit(STAFF, without_csp=True), visit(METTE), visit(SECOND, viewport=PHONE)
    here = f"/henvendelser/{number}"
    offer(staff, here, FIRST_FIRM)
    first.go(here)
    first.page.locator("summary", has_text="Nej tak").click()
    first.page.get_by_label("Vi har ikke tid lige nu").check()
    first.press("Sig nej tak")
    first.told("Tak for svaret")

    offer(staff, here, SECOND_FIRM)
    second.go(here)
    second.page.get_by_label("Nej", exact=True).check()
    second.press("Ja, vi tager den")
    second.sees("else@skjern.example")
    second.press("Opret sagen")
    expect(second.page.get_by_role("heading", level=1)).to_have_text(f"ERP i {COMPANY}")


def test_story_to_helper_by_keyboard_alone(visit: Visit) -> None:
    reader = visit()
    reader.go(STORY)
    link = reader.page.locator("aside").get_by_role("link", name=FIRST_FIRM, exact=True)
    for _ in range(40):
        reader.page.keyboard.press("Tab")
        if link.evaluate("it => it === document.activeElement"):
            break
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(FIRST_FIRM)
