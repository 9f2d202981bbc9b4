"""Without a mouse: from the log-in to a requirement that is saved and moved, and always a visible focus."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.live import EXAMPLE_NUMBER, METTE, Site

pytestmark = pytest.mark.browser

MOST_TABS = 120
VISIBLE = """e => { const s = getComputedStyle(e), l = e.matches('input,select,textarea') ? e.closest('label') || e : e;
  const t = getComputedStyle(l);
  return [s, t].some(x => (x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) > 0) || x.boxShadow !== 'none'); }"""


def _tab_to(page: Page, name: str, role: Literal["link", "button", "textbox"], *, backwards: bool = False) -> None:
    """Press Tab until the thing with this accessible name has the focus; each stop on the way must be visible."""
    wanted = page.get_by_role(role, name=name, exact=True)
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        focus = page.locator(":focus")
        if not focus.count():
            continue
        assert focus.evaluate(VISIBLE), f"the focus cannot be seen on {focus.evaluate('e => e.outerHTML')}"
        if focus.and_(wanted).count():
            return
    pytest.fail(f"Tab never reaches {name}")


def test_from_the_log_in_to_a_requirement_that_is_saved_and_moved(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    page = visit(expects=("422",)).go(f"/sager/{number}/behov/krav").page
    _tab_to(page, "E-mail", "textbox")
    page.keyboard.type(METTE)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Adgangskode")).to_be_focused()
    page.keyboard.type(site.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/sager/{number}/behov/krav"))
    page.wait_for_load_state("load")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Gå til indhold")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    _tab_to(page, "Tilføj krav", "link")
    page.keyboard.press("Enter")
    expect(page.locator("#ny-krav").get_by_label("Navn")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    _tab_to(page, "Giv kravet et kort navn.", "link")
    page.keyboard.press("Enter")
    expect(page.locator("#ny-krav").get_by_label("Navn")).to_be_focused()
    page.keyboard.type("Tastatur")
    page.keyboard.press("Enter")
    row = page.locator("li.req", has_text="Tastatur")
    expect(row).to_be_visible()
    code = str(row.get_attribute("id"))
    _move(page, code)


def _move(page: Page, code: str) -> None:
    _tab_to(page, "Tastatur", "link")
    page.keyboard.press("Enter")
    row = page.locator(f"#{code}")
    expect(row.get_by_label("Navn")).to_be_focused()  # the link had the focus until the fields came
    _tab_to(page, f"Flyt {code} op", "button", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator(f"#{code} .edit__top")).to_contain_text("33 af 34")
    expect(page.get_by_role("button", name=f"Flyt {code} op")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{code} .edit__top")).to_contain_text("32 af 34")


def test_the_menu_of_the_account_opens_and_closes(visit: Visit) -> None:
    page = visit(METTE).go("/sager/").page
    menu = page.locator("details.top__user")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("button", name="Log ud")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Log ud")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_arrows_move_in_the_matrix(visit: Visit) -> None:
    page = visit(METTE).go(f"/sager/{EXAMPLE_NUMBER}/valg/krav-for-krav?skriv=1").page
    page.locator("select[name='K-01.V-1.answer']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("select[name='K-02.V-1.answer']")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name='K-02.V-1.score']")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("input[name='K-01.V-1.score']")).to_be_focused()
