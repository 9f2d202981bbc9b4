"""The same work with JavaScript switched off."""

import pytest
from playwright.sync_api import expect

from itstart.documents.checks import text_of
from tests.factories.accounts import cvr_number
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.reading import download, opened_case
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(visit: Visit) -> Visitor:
    """Mette's browser, without scripts."""
    return visit(METTE, java_script_enabled=False, expects=("422",))


def test_from_a_new_case_to_a_document(plain: Visitor) -> None:
    case = opened_case(plain, "Skagen Sejl ApS", cvr_number(8101), "Nyt lagersystem")
    plain.go(f"{case}/behov/virksomheden")
    plain.fill("Hvad lever virksomheden af?", "Vi syr sejl til hele Norden.")
    plain.press("Gem", plain.page.locator("#form-virksomheden"))
    plain.told("Gemt.")
    _rows(plain, case)
    plain.go(case)
    document = download(plain, "Behovsbeskrivelse")
    text = text_of(document)
    assert "Skagen Sejl ApS" in text
    assert "Vi syr sejl til hele Norden." in text
    assert "Lager på minuttet" in text
    assert "{{" not in text


def _rows(plain: Visitor, case: str) -> None:
    """Add, edit, paste, move, delete and undo in the list of requirements."""
    plain.go(f"{case}/behov/krav")
    plain.follow("Tilføj krav")
    plain.press("Tilføj")
    expect(plain.page.locator("[data-error-summary]")).to_contain_text("Giv kravet et kort navn.")
    expect(plain.page.locator("[data-error-summary]")).to_be_in_viewport()
    plain.fill("Navn", "Lager")
    plain.press("Tilføj")
    plain.told("Tilføjet: K-01 Lager")
    plain.follow("Lager")
    plain.fill("Navn", "Lager på minuttet")
    plain.press("Gem", plain.page.locator("#K-01 .edit__foot"))
    plain.follow("Indsæt mange")
    plain.fill("Én linje for hver række", "Økonomi; skal; Digital bogføring\nØkonomi; bør; E-faktura")
    plain.press("Indsæt rækkerne")
    expect(plain.page.locator("li.req")).to_have_count(3)
    plain.follow("E-faktura")
    plain.press("Flyt K-03 op")
    plain.go(f"{case}/behov/krav")
    assert [row.get_attribute("id") for row in plain.page.locator("li.req").all()] == ["K-01", "K-03", "K-02"]
    plain.follow("Digital bogføring")
    plain.press("Slet K-02")
    plain.told("Slettet: K-02 Digital bogføring")
    expect(plain.page.locator("li.req")).to_have_count(2)
    plain.press("Fortryd", plain.page.locator("#messages"))
    plain.told("Tilbage: K-02 Digital bogføring")
    expect(plain.page.locator("li.req")).to_have_count(3)


def test_a_row_far_down_opens_where_one_can_see_it(plain: Visitor, site: Site) -> None:
    plain.go(f"/sager/{site.copy_of_example()}/behov/krav")
    plain.follow("Uddannelse")
    expect(plain.page.locator("#K-32")).to_be_in_viewport()
    plain.fill("Navn", "")
    plain.press("Gem", plain.page.locator("#K-32 .edit__foot"))
    expect(plain.page.locator("[data-error-summary]")).to_be_in_viewport()


def test_a_requirement_is_scored(plain: Visitor, site: Site) -> None:
    plain.go(f"/sager/{site.copy_of_example()}/valg/krav-for-krav?skriv=1")
    cell = plain.page.locator("select[name='K-08.V-2.answer']")
    cell.select_option("standard")
    plain.press("Gem alle felter")
    plain.told("Gemt.")
    expect(cell).to_have_value("standard")
