"""Logging in and finding what to do: IBIZ-Center its queues, a helper the next thing; and the bar on the way."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser


def test_staff_log_in_see_what_has_waited_and_go_to_it(visit: Visit, site: Site) -> None:
    staff = visit(without_csp=True).log_in(STAFF)
    queue = staff.page.locator("#henvendelser-uden-firma")
    expect(queue.locator("time").first).to_have_text(re.compile(r"dage|uger|i dag"))
    check(staff)
    queue.get_by_role("link", name=re.compile("^Se alle")).click()
    expect(staff.page.get_by_role("heading", level=1)).to_have_text("Henvendelser uden firma")
    oldest = staff.page.locator(".queue__rows a").first
    name = str(oldest.text_content())
    oldest.click()
    expect(staff.page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_helper_logs_in_and_does_the_next_thing_on_the_phone(visit: Visit, site: Site) -> None:
    helper = visit(without_csp=True, viewport=PHONE).log_in(METTE)
    expect(helper.page.locator(".next")).to_contain_text("Svar på en ny kunde")
    helper.fits()
    check(helper)
    helper.follow("Se, og svar")
    expect(helper.page).to_have_url(re.compile(r"/henvendelser/\d+$"))
    helper.page.locator("summary", has_text="Menu").click()
    helper.page.locator(".top__all").get_by_role("link", name="Firmaets profil").click()
    expect(helper.page).to_have_url(re.compile("/profil$"))


def test_a_menu_of_the_bar_by_keyboard(visit: Visit, site: Site) -> None:
    page = visit(STAFF).go("/partnere").page
    menu = page.locator("details.top__group", has_text="Samarbejde")
    expect(menu.locator("summary")).to_have_attribute("aria-current", "true")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Rådgivere")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Rådgivere")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/raadgivere$"))
