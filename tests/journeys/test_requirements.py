"""Requirements from the library, from a spreadsheet and into the matrix, at a real browser."""

import re

import pytest
from playwright.sync_api import expect

from itstart.db import db
from itstart.models import CustomerCase
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check

pytestmark = pytest.mark.browser
ROWS = "Navn\tKrav\tPrioritet\nOptælling\tSystemet skal kunne tælle varer.\tskal\nVejning\tVarer bør vejes.\tmåske"


@pytest.fixture
def number(site: Site) -> str:
    """The example before its tender was sent."""
    number = site.copy_of_example()
    with site.behind():
        case: CustomerCase = site.case(number)
        case.tender.issued_on = None
        db.session.flush()
    return number


def test_a_blind_spot_is_filled_from_the_library(visit: Visit, number: str) -> None:
    visitor = visit(METTE, without_csp=True, expects=("422",)).go(f"/sager/{number}/behov/krav?hjaelp=mangler")
    visitor.sees("Der er intet krav om opdateringer.")
    visitor.follow("Se krav i biblioteket")
    check(visitor)
    visitor.page.locator(".offer input[type=checkbox]").first.check()
    visitor.press("Hent kravene")
    expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    check(visitor)
    visitor.page.get_by_label(re.compile("^N-08")).check()
    visitor.page.get_by_label("Læg også deres scener i demomanuskriptet").check()
    visitor.press("Hent kravene")
    visitor.told("1 krav er hentet")
    visitor.go(f"/sager/{number}/behov/krav?hjaelp=mangler")
    expect(visitor.page.get_by_text("Der er intet krav om opdateringer.")).to_have_count(0)
    visitor.go(f"/sager/{number}/behov/krav/bibliotek")
    visitor.sees("1 krav fra kravbiblioteket")
    visitor.page.get_by_role("button", name=re.compile("^Fortryd 1 krav")).click()
    visitor.told("1 krav er taget ud igen.")


def test_a_pasted_list_is_looked_at_put_in_and_undone(visit: Visit, number: str) -> None:
    visitor = visit(METTE, without_csp=True, expects=("422",)).go(f"/sager/{number}/behov/krav/import")
    check(visitor)
    visitor.fill("Rækker", ROWS)
    visitor.press("Se rækkerne")
    visitor.sees("Ukendt prioritet")
    check(visitor)
    visitor.press("Sæt ind")
    expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    visitor.page.get_by_label("Række 3", exact=True).select_option(label="Ind som BØR")
    visitor.press("Sæt ind")
    visitor.told("2 krav er sat ind.")
    visitor.press("Fortryd", within=visitor.page.locator("#messages"))
    visitor.told("2 krav er taget ud igen.")


def test_the_matrix_by_the_keys(visit: Visit, number: str) -> None:
    visitor = visit(METTE, without_csp=True).go(f"/sager/{number}/behov/krav/prioritering")
    heading, keys = visitor.page.locator("#matrix-title"), visitor.page.keyboard
    expect(heading).to_contain_text("K-01")
    check(visitor)
    visitor.page.locator("#plads-1-1").focus()
    keys.press("ArrowUp")
    keys.press("ArrowRight")
    expect(visitor.page.locator("#plads-2-2")).to_be_focused()
    keys.press("Enter")
    expect(heading).to_contain_text("K-02")
    expect(visitor.page.locator("#plads-2-2")).to_be_focused()
    keys.press("9")
    expect(heading).to_contain_text("K-03")
    expect(visitor.page.locator("#forslag-K-01")).to_have_text("BØR")
    visitor.page.locator("#importance-K-03").focus()
    keys.press("1")
    expect(visitor.page.locator("#consequence-K-03")).to_be_focused()
    keys.press("2")
    expect(visitor.page.locator("#importance-K-04")).to_be_focused()
    expect(visitor.page.locator("#forslag-K-03")).to_have_text("KAN")
    visitor.press("Brug forslagene")
    visitor.told("2 krav har fået ny vigtighed.")
    visitor.sees("Teksten siger “skal”, men prioriteten er BØR.")
    check(visitor)


def test_advice_comes_while_a_new_requirement_is_written(visit: Visit, number: str) -> None:
    visitor = visit(METTE, without_csp=True).go(f"/sager/{number}/krav/ny")
    visitor.fill("Navn", "Søgning")
    visitor.fill("Krav", "Søgning bør være hurtig.")
    advice = visitor.page.locator("#row-krav-ny-text-advice")
    expect(advice).to_contain_text("Hvad betyder “hurtig” her?")
    check(visitor)
    visitor.fill("Krav", "Søgning bør tage under 2 sekunder.")
    expect(advice).to_be_empty()


def test_staff_keep_the_library(visit: Visit) -> None:
    visitor = visit(STAFF, without_csp=True, expects=("422",)).go("/kravbibliotek")
    check(visitor)
    visitor.follow("Drift og support")
    check(visitor)
    visitor.page.locator("#library .req a").first.click()
    visitor.follow("Ret")
    visitor.fill("Navn", "")
    visitor.press("Gem")
    expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    check(visitor)
    visitor.fill("Navn", "Et navn fra IBIZ-Center")
    visitor.press("Gem")
    visitor.told("Gemt som en ny version.")
    expect(visitor.page.locator(".difference ins").first).to_be_visible()
    check(visitor)
    visitor.press("Træk tilbage")
    visitor.sees("Kravet er trukket tilbage")
    visitor.press("Tag med igen")
    visitor.sees("Version 3")
