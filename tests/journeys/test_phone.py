"""A telephone 360 px wide: nothing scrolls sideways, everything can be hit with a thumb, the menu works."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.live import EXAMPLE_NUMBER, METTE, Site
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

CASE = f"/sager/{EXAMPLE_NUMBER}"
SMALLEST = 24  # WCAG 2.2, 2.5.8: a target is at least 24 by 24 px, unless it stands in a sentence
THUMB = 40  # what the main buttons are
TARGETS = "main :is(button, .button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, summary)"


@pytest.fixture
def phone(visit: Visit) -> Visitor:
    """Mette with a telephone."""
    return visit(METTE, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.mark.parametrize(
    "path",
    ["/sager/", "/sager/ny", CASE, f"{CASE}/behov/krav", f"{CASE}/krav/K-08", f"{CASE}/krav/ny", f"{CASE}/krav/indsaet",
     f"{CASE}/valg/krav-for-krav", f"{CASE}/valg/krav-for-krav?skriv=1", f"{CASE}/valg/resultat",
      f"{CASE}/valg/spoerg-leverandoeren", f"{CASE}/valg/breve", f"{CASE}/valg/breve/afslag/V-1",
      f"{CASE}/valg/resultat/billede", f"{CASE}/valg/demo/pointark", f"{CASE}/valg/referencer/samtaleark?om=V-2",
      f"{CASE}/valg/demo?om=V-2", f"{CASE}/projekt/milepaele", f"{CASE}/behov/gennemse", f"{CASE}/dokumenter",
      f"{CASE}/dokumenter/kontrakt/versioner", f"{CASE}/dokumenter/kontrakt/versioner/sammenlign",
      f"{CASE}/behov/krav?hjaelp=dokument", f"{CASE}/dokumenter/kontrakt/vis",
      "/henvendelser", "/henvendelser/7", "/henvendelser/ny", "/profil", "/overblik"],
)  # fmt: skip
def test_a_page_fits_and_can_be_hit(phone: Visitor, path: str) -> None:
    phone.go(path)
    phone.fits()
    boxes = phone.page.locator(TARGETS).evaluate_all(
        "all => all.filter(e => e.offsetParent && !e.closest('.sr-only') && !e.classList.contains('sr-only'))"
        ".map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    small = [box for box in boxes if box[1] < SMALLEST or box[2] < SMALLEST]
    assert not small, small


def test_the_menu_leads_home(phone: Visitor) -> None:
    phone.go(CASE)
    phone.page.locator("summary", has_text="Menu").tap()
    phone.page.locator(".top__menu").get_by_role("link", name="Mine sager").tap()
    expect(phone.page).to_have_url(re.compile("/sager/$"))


def test_a_row_is_opened_and_saved_with_a_thumb(phone: Visitor, site: Site) -> None:
    phone.go(f"/sager/{site.copy_of_example()}/behov/krav")
    phone.page.get_by_role("link", name="Kundepriser").tap()
    phone.fill("Kilde", "Besøget i tirsdags")
    phone.saved("row-krav-K-08")
    phone.fits()
    save = phone.page.locator("#K-08 .edit__foot").get_by_role("button", name="Gem")
    box = save.bounding_box()
    assert box
    assert box["height"] >= THUMB
    save.tap()
    expect(phone.page.locator("#K-08 form")).to_have_count(0)
