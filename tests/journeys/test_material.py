"""Material from the upload to a visitor without a log-in, and a guide from the edit to the helper who reads it."""

import pytest
from playwright.sync_api import expect

from tests.documents.test_uploads import a_docx
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIRST, SECOND = a_docx("Den første. "), a_docx("Den anden. ")


def test_from_the_upload_to_a_visitor(visit: Visit) -> None:
    staff, owner = visit(STAFF, without_csp=True), visit(without_csp=True, viewport=PHONE)
    staff.go("/materiale")
    staff.follow("Læg materiale op")
    staff.fill("Titel", "Spørg din revisor først")
    staff.field("Skridt").select_option(label="Skridt 3: Valg af leverandør")
    staff.page.get_by_label("Alle må hente det på hjemmesiden").check()
    staff.page.get_by_label("Fil").set_input_files({"name": "revisor.docx", "mimeType": WORD, "buffer": FIRST})
    check(staff)
    staff.press("Læg op")
    staff.told("Materialet ligger nu i biblioteket")
    staff.page.get_by_label("Fil").set_input_files({"name": "revisor.docx", "mimeType": WORD, "buffer": SECOND})
    staff.fill("Hvad er ændret?", "Et spørgsmål mere")
    staff.press("Læg version 2 op")
    staff.told("Version 2 ligger nu i biblioteket")

    owner.go("/viden")
    owner.field("Skridt").select_option(label="Skridt 3: Valg af leverandør")
    owner.press("Vis")
    expect(owner.page).to_have_url(f"{owner.site.url}/viden?q=&skridt=3&slags=")
    owner.follow("Spørg din revisor først")
    owner.sees("Version 2, ")
    owner.fits()
    check(owner)
    assert owner.fetch("Hent Word-fil").path().read_bytes() == SECOND
    assert owner.context.cookies() == []

    staff.page.reload()
    expect(staff.page.get_by_role("complementary", name="Om materialet")).to_contain_text("1 gang")


def test_a_guide_is_edited_and_the_helper_reads_it(visit: Visit, site: Site) -> None:
    staff, helper = visit(STAFF, without_csp=True), visit(METTE, without_csp=True)
    task = f"/sager/{site.copy_of_example()}/behov/maal"
    staff.go("/vejledninger/behov/maal/ret")
    staff.fill("Overskrift", "Mål, du kan måle")
    staff.fill("Hvorfor", "Et mål uden tal bliver **aldrig** nået.")
    staff.press("Se, hvordan det ser ud")
    expect(staff.page.locator("#preview strong").get_by_text("aldrig", exact=True)).to_be_visible()
    staff.fill("Hvad har du ændret, og hvorfor?", "Kortere begyndelse")
    check(staff)
    staff.press("Gem")
    staff.told("Vejledningen er gemt")
    check(staff)

    helper.go(task)
    helper.sees("Mål, du kan måle")
    helper.sees("Et mål uden tal bliver aldrig nået.")

    staff.press("Brug It-starts egen igen")
    staff.told("It-starts egen vejledning bruges igen")
    helper.go(task)
    expect(helper.page.locator("main")).not_to_contain_text("Mål, du kan måle")
