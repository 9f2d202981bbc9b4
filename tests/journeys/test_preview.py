"""The document beside the form: it follows what is typed, leads back to the field, and works without a script."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

TEXT = "#row-krav-K-08-text"
TEST = "#row-krav-K-08-acceptance_criterion"


def _paper(visitor: Visitor) -> Locator:
    return visitor.page.locator("#paper")


def _scrolled(visitor: Visitor) -> float:
    return float(visitor.page.evaluate("document.getElementById('paper').closest('aside').scrollTop"))


@pytest.fixture
def case(site: Site) -> str:
    return f"/sager/{site.copy_of_example()}"


def test_the_document_follows_what_is_typed(visit: Visit, case: str) -> None:
    helper = visit(METTE, without_csp=True).go(f"{case}/krav/K-08?hjaelp=dokument")
    page, paper = helper.page, _paper(helper)
    page.locator(TEXT).focus()
    place = paper.locator("a.now", has_text="kundespecifikke priser").first
    expect(place).to_be_in_viewport()
    before = _scrolled(helper)
    assert before > 0
    paper.evaluate("paper => paper.querySelectorAll('*').forEach(node => { node.wasThere = true })")
    page.locator(TEXT).fill("Systemet bør vise kundens egen pris på ordren.")
    expect(paper).to_contain_text("kundens egen pris på ordren")
    expect(paper).not_to_contain_text("kundespecifikke priser")
    expect(page.locator(TEXT)).to_be_focused()
    expect(paper.locator("a.now").first).to_contain_text("kundens egen pris")
    assert _scrolled(helper) == before
    page.keyboard.type(" Altid.")
    expect(paper).to_contain_text("på ordren. Altid.")
    assert _scrolled(helper) == before
    assert paper.evaluate("paper => [...paper.querySelectorAll('*')].every(node => node.wasThere)")
    check(helper)


def test_a_cell_leads_to_its_field_without_leaving(visit: Visit, case: str) -> None:
    helper = visit(METTE).go(f"{case}/krav/K-08?hjaelp=dokument")
    here = helper.page.url
    helper.page.locator(TEXT).focus()
    row = _paper(helper).locator("tr.here").last
    row.locator("a", has_text="Materialetillæg beregnes").click()
    expect(helper.page.locator(TEST)).to_be_focused()
    expect(row.locator("a", has_text="Materialetillæg beregnes")).to_have_class(re.compile("now"))
    row.locator("td").last.click(position={"x": 3, "y": 3})
    expect(helper.page.locator(TEST)).to_be_focused()
    assert helper.page.url == here


def test_a_fixed_word_leads_to_its_own_field(visit: Visit, case: str) -> None:
    helper = visit(METTE, without_csp=True).go(f"{case}/krav/K-08?hjaelp=dokument")
    helper.page.locator(TEXT).focus()
    _paper(helper).locator("tr.here a", has_text="BØR").first.click()
    expect(helper.page.locator("[name=priority]:focus")).to_be_visible()
    check(helper)
    helper.go(f"{case}/dokumenter/behovsbeskrivelse/vis")
    helper.page.locator("article a", has_text="Udfases").first.click()
    expect(helper.page.locator("[name=fate]:focus")).to_be_visible()


def test_another_rows_text_opens_that_row_in_its_field(visit: Visit, case: str) -> None:
    helper = visit(METTE).go(f"{case}/krav/K-08?hjaelp=dokument")
    _paper(helper).locator("a", has_text="En testkunde kan logge ind").first.click()
    expect(helper.page.locator("#row-krav-K-09-acceptance_criterion")).to_be_focused()
    expect(helper.page.locator("#help .tabs2 a[aria-current]")).to_have_text("Dokument")
    helper.go(f"{case}/dokumenter/udbudsmateriale/vis")
    helper.page.locator("article a", has_text="En testkunde kan logge ind").first.click()
    expect(helper.page.locator("#row-krav-K-09-acceptance_criterion")).to_be_focused()


def test_a_gap_leads_to_where_it_is_filled_and_goes_away(visit: Visit, site: Site, case: str) -> None:
    with site.behind():
        site.case(case.rpartition("/")[2]).needs_description.users_full = None
    helper = visit(METTE, without_csp=True).go(f"{case}/dokumenter/behovsbeskrivelse/vis")
    check(helper)
    helper.page.locator("article mark", has_text="antal fulde brugere").first.click()
    field = helper.page.locator("#form-omfang-users_full")
    expect(field).to_be_focused()
    expect(_paper(helper).locator("mark")).to_have_text("[mangler: antal fulde brugere]")
    field.fill("14")
    expect(_paper(helper).locator("mark")).to_have_count(0)
    expect(_paper(helper).locator("a.now")).to_have_text("14")


def test_the_keyboard_alone_goes_from_document_to_field(visit: Visit, case: str) -> None:
    helper = visit(METTE).go(f"{case}/krav/K-08?hjaelp=dokument")
    place = _paper(helper).locator(f"a[data-field='{TEST[1:]}']").first
    place.focus()
    helper.page.keyboard.press("Shift+Tab")
    helper.page.keyboard.press("Tab")
    expect(place).to_be_focused()
    helper.page.keyboard.press("Enter")
    expect(helper.page.locator(TEST)).to_be_focused()


def test_a_row_that_is_saved_keeps_the_place_in_the_document(visit: Visit, case: str) -> None:
    helper = visit(METTE).go(f"{case}/krav/K-08?hjaelp=dokument")
    helper.page.locator(TEXT).focus()
    before = _scrolled(helper)
    helper.press("Gem", helper.page.locator("#K-08 .edit__foot"))
    expect(helper.page.locator("#K-08 form")).to_have_count(0)
    expect(_paper(helper)).to_contain_text("Kundepriser")
    assert abs(_scrolled(helper) - before) < 60


def test_a_field_says_where_it_is_used(visit: Visit, case: str) -> None:
    helper = visit(METTE, without_csp=True).go(f"{case}/projekt/milepaele?hjaelp=dokument")
    helper.page.get_by_text("Hvor bruges svarene?").click()
    used = helper.page.locator("[data-use=criterion]")
    expect(used).to_contain_text("Projektplan 4 · Kontrakt Bilag 3")
    check(helper)
    used.get_by_role("link", name="Kontrakt Bilag 3").click()
    expect(helper.page).to_have_url(re.compile("/dokumenter/kontrakt/vis#vis-row-milepaele-liste-"))
    expect(helper.page.locator(":target")).to_be_in_viewport()


def test_without_a_script_the_links_do_it(visit: Visit, case: str) -> None:
    plain = visit(METTE, java_script_enabled=False).go(f"{case}/behov/krav?hjaelp=dokument")
    plain.page.locator("#paper a", has_text="En testkunde kan logge ind").first.click()
    expect(plain.page.locator("#row-krav-K-09-acceptance_criterion")).to_be_in_viewport()
    plain.fill("Sådan tester vi det", "To testkunder ser hver sin ordre.")
    plain.press("Gem", plain.page.locator("#K-09"))
    expect(plain.page.locator("#paper")).to_contain_text("To testkunder ser hver sin ordre.")
    plain.page.get_by_text("Hvor bruges svarene?").click()
    plain.follow("Se hvor hvert svar bruges")
    plain.sees("Hvor svarene bruges")
    plain.go(f"{case}/dokumenter/behovsbeskrivelse/vis")
    plain.sees("To testkunder ser hver sin ordre.")


def test_a_telephone_reads_the_document_on_a_page_of_its_own(visit: Visit, case: str) -> None:
    phone = visit(METTE, viewport=PHONE, has_touch=True, is_mobile=True)
    phone.go(f"{case}/behov/maal")
    phone.follow("Se dokumentet, som det er nu")
    phone.fits()
    phone.page.locator("article a", has_text="Levere 95 % af ordrerne").first.tap()
    expect(phone.page.locator("#row-maal-O-2-text")).to_be_focused()
    phone.fits()
