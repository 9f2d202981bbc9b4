"""A document is handed over, a price changes: it is out of date, made again, and the two are compared."""

import io

import pytest
from docx import Document
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import Visitor

# Page numbers are no part of this, and LibreOffice takes longer than a click may.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_office")]


def _edited() -> FilePayload:
    document = Document()
    document.add_paragraph("Kontrakten, som vi har rettet den.")
    buffer = io.BytesIO()
    document.save(buffer)
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "Kontrakt rettet.docx", "mimeType": media_type, "buffer": buffer.getvalue()}


def _hand_over(mette: Visitor, case: str) -> None:
    mette.go(f"{case}/dokumenter/kontrakt/udlever")
    mette.fill("Til hvem?", "Palle Thorup")
    mette.press("Udlevér")
    mette.told("Kontrakt, version 1, er gemt som udleveret.")


def _see_and_remake(mette: Visitor, case: str) -> None:
    """From the case page to the changes, and with one click to the next version."""
    mette.go(case)
    mette.page.get_by_role("link", name="Se ændringer i Kontrakt").click()
    mette.sees("Version 1 er forældet")
    mette.sees("Pris, Analyse og opsætning, beløb")
    mette.sees("245.000")
    mette.press("Lav version 2")
    mette.told("Version 2 er lavet og gemt som udleveret til Palle Thorup.")
    mette.sees("Version 2 passer med sagen")


def _compare(mette: Visitor) -> None:
    mette.field("Fra").select_option("1")
    mette.field("Til").select_option("2")
    mette.press("Sammenlign")
    expect(mette.page.locator(".diff del").filter(has_text="245.000").first).to_be_visible()
    expect(mette.page.locator(".diff ins").filter(has_text="230.000").first).to_be_visible()


def test_hand_over_change_a_price_remake_and_compare(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        line = site.case(number).price_lines[0].code
    case = f"/sager/{number}"
    mette = visit(METTE, without_csp=True)
    _hand_over(mette, case)
    mette.go(f"{case}/prislinjer/{line}")
    mette.fill("Beløb", "230.000")
    mette.saved(f"row-prislinjer-{line}")
    mette.go(f"{case}/dokumenter")
    mette.sees("Et udleveret dokument er forældet")
    check(mette)
    _see_and_remake(mette, case)
    check(mette)
    _compare(mette)
    check(mette)
    mette.page.locator("details.unchanged summary").first.click()
    mette.fits()


def test_a_file_edited_by_hand_and_a_document_left_out_without_a_script(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    with site.behind():
        line = site.case(number).price_lines[0].code
    case = f"/sager/{number}"
    mette = visit(METTE, java_script_enabled=False, expects=("422",))
    _hand_over(mette, case)
    mette.go(f"{case}/prislinjer/{line}")
    mette.fill("Beløb", "230.000")
    mette.press("Gem", mette.page.locator(".edit__foot"))
    _see_and_remake(mette, case)
    _compare(mette)
    mette.follow("Til versionerne")
    mette.follow("Læg en fil op i stedet")
    mette.press("Gem som udleveret")
    expect(mette.page.locator("[data-error-summary]")).to_contain_text("Vælg filen.")
    mette.page.get_by_label("Filen", exact=True).set_input_files(_edited())
    mette.press("Gem som udleveret")
    mette.told("Filen er nu version 3 af Kontrakt.")
    mette.sees("Rettet i hånden ud fra version 2")
    mette.go(f"{case}/dokumenter")
    mette.page.locator("#projektplan").get_by_role("link", name="Ikke relevant").click()
    mette.fill("Hvorfor er dokumentet ikke relevant?", "Kunden har sin egen plan.")
    mette.press("Markér som ikke relevant")
    expect(mette.page.locator("#projektplan")).to_contain_text("Kunden har sin egen plan.")
    mette.press("Tag Projektplan med igen")
    expect(mette.page.locator("#projektplan")).to_contain_text("Ikke udleveret")
