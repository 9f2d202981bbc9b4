"""Sparring from a requirement to a suggestion the helper takes, with both sides at their own browser."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


def ask(helper: Visitor, number: str) -> str:
    """Ask about K-15 and let the task be seen; the address of the question."""
    helper.go(f"/sager/{number}/krav/K-15")
    helper.follow("Bed om sparring om K-15")
    helper.sees("K-15")
    helper.fill("Hvad vil du spørge om?", "Kan kravet prøves af i praksis?")
    helper.page.get_by_label("Også det, spørgsmålet handler om").check()
    check(helper)
    helper.press("Send spørgsmålet")
    helper.told("Spørgsmålet er sendt")
    return helper.page.url


def suggest(staff: Visitor, here: str) -> None:
    """Take the question, look, suggest a text and answer."""
    staff.go("/sparring")
    check(staff)
    staff.page.get_by_role("link", name="Kan kravet prøves af i praksis?").first.click()
    staff.page.get_by_label("Hvem svarer?").select_option(label="Lise Ravnholt")
    staff.press("Tildel")
    staff.follow("Se det, du har fået adgang til")
    staff.sees("kun til læsning")
    check(staff)
    staff.go(here)
    staff.page.get_by_label("Hvilket felt?").select_option(index=1)
    staff.fill("Forslag", "Planen viser belastningen pr. maskine de næste 13 uger.")
    staff.press("Send forslaget")
    staff.fill("Dit svar", "Skriv, hvor langt frem planen skal vise.")
    check(staff)
    staff.press("Send svaret")
    staff.told("Svaret er sendt")


def test_from_a_row_to_a_suggestion_that_is_taken(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    helper, staff = visit(METTE, without_csp=True), visit(STAFF, without_csp=True)
    here = ask(helper, number)
    suggest(staff, here)
    helper.go(here)
    helper.sees("Lise Ravnholt så")
    expect(helper.page.locator(".difference ins").first).to_be_visible()
    check(helper)
    helper.press("Sæt forslaget ind")
    helper.told("Forslaget er sat ind")
    helper.page.get_by_label("5", exact=True).check()
    helper.press("Luk", within=helper.page.locator("#close"))
    helper.told("Spørgsmålet er lukket")
    helper.go(f"/sager/{number}/krav/K-15")
    expect(helper.page.get_by_text("de næste 13 uger").first).to_be_visible()


def test_a_package_without_names_is_read_first(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    helper = visit(METTE, without_csp=True)
    helper.go(f"/sager/{number}/sparring/ny")
    helper.fill("Hvad vil du spørge om?", "Er omfanget for stort?")
    helper.press("Send spørgsmålet")
    helper.follow("Lav en sagspakke uden navne")
    expect(helper.page.get_by_label("Sagen uden navne").last).not_to_have_value("Nordvang")
    check(helper)
    helper.press("Del med IBIZ-Center")
    helper.told("Pakken er delt")
