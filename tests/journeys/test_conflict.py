"""Two people in the same row and the same form: both see both texts, and each may decide."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.live import BO, METTE, Site
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

METTES = "Systemet skal vise Mettes lager"
BOS = "Systemet skal vise Bos lager"


def _both_shown(page: Page) -> None:
    box = page.locator("[data-conflict]")
    expect(box).to_contain_text(METTES)
    expect(box).to_contain_text(BOS)
    expect(box).to_be_in_viewport()


def _two(visit: Visit, site: Site, path: str) -> tuple[Visitor, Visitor, str]:
    address = f"/sager/{site.copy_of_example()}/{path}"
    mette, bo = visit(METTE, expects=("409",)), visit(BO, expects=("409",))
    mette.go(address)
    bo.go(address)
    return mette, bo, address


def test_in_one_row_the_second_may_keep_the_own_text(visit: Visit, site: Site) -> None:
    mette, bo, address = _two(visit, site, "krav/K-10")
    mette.fill("Krav", METTES)
    mette.saved("row-krav-K-10")
    bo.fill("Krav", BOS)
    _both_shown(bo.page)
    expect(bo.page.locator("#row-krav-K-10-state")).to_contain_text("Ikke gemt")
    expect(bo.field("Krav")).to_have_value(BOS)
    bo.press("Gem min tekst")
    bo.told("Gemt")
    mette.go(address)
    expect(mette.field("Krav")).to_have_value(BOS)


def test_in_one_row_the_second_may_take_the_other_text(visit: Visit, site: Site) -> None:
    mette, bo, _ = _two(visit, site, "krav/K-10")
    mette.fill("Krav", METTES)
    mette.saved("row-krav-K-10")
    bo.fill("Krav", BOS)
    _both_shown(bo.page)
    bo.follow("Brug den fra Mette Hedelund")
    expect(bo.page.locator("[data-conflict]")).to_have_count(0)
    expect(bo.field("Krav")).to_have_value(METTES)
    bo.fill("Kilde", "Mødet i mandags")
    bo.saved("row-krav-K-10")


def test_in_one_form_the_own_text_stays_until_somebody_decides(visit: Visit, site: Site) -> None:
    mette, bo, address = _two(visit, site, "behov/virksomheden")
    label = "Hvad lever virksomheden af?"
    mette.fill(label, METTES)
    mette.saved("form-virksomheden")
    field = bo.fill(label, BOS)
    _both_shown(bo.page)
    field.fill(f"{BOS} og mere")
    expect(bo.page.locator("[data-conflict]")).to_have_count(1)
    bo.press("Gem min tekst")
    expect(bo.field(label)).to_have_value(f"{BOS} og mere")
    mette.go(address)
    expect(mette.field(label)).to_have_value(f"{BOS} og mere")


def test_different_fields_of_one_form_do_not_disturb_each_other(visit: Visit, site: Site) -> None:
    mette, bo, address = _two(visit, site, "behov/virksomheden")
    mette.fill("Hvad lever virksomheden af?", METTES)
    mette.saved("form-virksomheden")
    bo.fill("Hvordan bruger I it i dag?", BOS)
    expect(bo.page.locator("#form-virksomheden-state")).to_have_text(re.compile("Gemt|Ikke gemt"))
    if bo.page.locator("[data-conflict]").count():
        bo.press("Gem min tekst")
    mette.go(address)
    expect(mette.field("Hvordan bruger I it i dag?")).to_have_value(BOS)


def test_without_a_script_both_texts_are_shown_on_the_page(visit: Visit, site: Site) -> None:
    address = f"/sager/{site.copy_of_example()}/krav/K-10"
    windows = [visit(email, java_script_enabled=False, expects=("409",)) for email in (METTE, BO)]
    for window, text in zip(windows, (METTES, BOS), strict=True):
        window.go(address)
        window.fill("Krav", text)
    for window in windows:
        window.press("Gem", window.page.locator("#row-krav-K-10 .edit__foot"))
    _both_shown(windows[1].page)
    windows[1].press("Gem min tekst")
    windows[0].go(address)
    expect(windows[0].field("Krav")).to_have_value(BOS)
