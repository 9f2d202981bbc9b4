"""A busy owner on a phone: from the front page to a sent enquiry, from a story to a helper; and the lead it becomes."""

import re
import time

import pytest
from playwright.sync_api import Locator, expect
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
COMPANY, KEYBOARD = "Skjern Maskinværk A/S", "Kun med tasterne ApS"
OLD_ENOUGH = form_age.MIN_SECONDS + form_age.VISITOR_EXTRA + 0.2  # seconds
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
    owner.page.wait_for_timeout(max(0.0, OLD_ENOUGH - (time.monotonic() - began)) * 1000)
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


READ_IN_A_MINUTE = 200


def words_until(last: Locator) -> int:
    """How many words a visitor may read on the page before this place, menu and foot not counted."""
    found: int = last.evaluate(
        """last => {
            const range = document.createRange();
            range.setStart(document.querySelector('main'), 0);
            range.setEndAfter(last);
            const hidden = '.sr-only, datalist, option, script';
            const part = range.cloneContents();
            part.querySelectorAll(hidden).forEach(one => one.remove());
            return part.textContent.split(/\\s+/).filter(word => /\\p{L}/u.test(word)).length;
        }"""
    )
    return found


def test_an_owner_asks_for_help_by_keyboard_within_a_minute_of_reading(visit: Visit, site: Site) -> None:
    owner = visit(viewport=PHONE, java_script_enabled=True)
    owner.go("/").fits()
    keys, link = owner.page.keyboard, owner.page.locator("main").get_by_role("link", name="Bed om hjælp").first
    read = words_until(link)
    link.focus()
    keys.press("Enter")
    began = time.monotonic()
    expect(owner.page.get_by_role("heading", level=1)).to_have_text("Bed om hjælp")
    send = owner.page.get_by_role("button", name="Send henvendelsen")
    read += words_until(send)
    owner.field("Hvad vil I gerne have hjælp til?").focus()
    for typed in ("Vi taster alt to gange.", "", "7400", KEYBOARD, "Else Dam", "else@skjern.example", "", ""):
        if typed:
            keys.type(typed)
        keys.press("Tab")
    keys.press("Space")
    owner.page.wait_for_timeout(max(0.0, OLD_ENOUGH - (time.monotonic() - began)) * 1000)
    keys.press("Tab")
    keys.press("Enter")
    expect(owner.page.get_by_role("heading", level=1)).to_have_text("Tak for henvendelsen")
    with site.behind():
        assert db.session.scalars(select(Lead.contact_email).where(Lead.company == KEYBOARD)).all()
    assert read <= READ_IN_A_MINUTE, f"{read} words"


def test_a_guest_signs_up_on_a_phone_without_a_script(visit: Visit) -> None:
    guest = visit(viewport=PHONE, java_script_enabled=False)
    guest.go("/det-sker").fits()
    guest.follow("Fra tilbud til beslutning")
    guest.follow("Tilmeld dig")
    began = time.monotonic()
    guest.fits()
    guest.fill("Dit navn", "Else Dam")
    guest.fill("Virksomhed", COMPANY)
    guest.fill("E-mail", "else@skjern.example")
    guest.page.get_by_label(re.compile("IBIZ-Center må gemme")).check()
    guest.page.wait_for_timeout(max(0.0, OLD_ENOUGH - (time.monotonic() - began)) * 1000)
    guest.press("Tilmeld mig")
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Du er tilmeldt")
    guest.fits()
    assert guest.context.cookies() == []


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
