"""A document as PDF, its pages on a phone, and the whole case as a zip: asked for, seen on its way, there."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from itstart import clock
from itstart.cli import converter
from itstart.documents import pages, pdf
from itstart.rules.customer_links import LinkPurpose
from itstart.services import customer_links, files
from itstart.services.customer_letters import Recipient
from tests.documents.test_pages import a_pdf
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (pdf.available() and pages.available()), reason="LibreOffice or poppler is not installed"),
]
PATIENCE_MS = 120_000


@pytest.fixture
def converts(site: Site) -> Callable[[], Thread]:
    """Start one round of the converter, as the server's own thread does it."""

    def once() -> Thread:
        def act() -> None:
            with site.app.app_context():
                converter.convert_due()

        thread = Thread(target=act)
        thread.start()
        return thread

    return once


def test_a_pdf_is_asked_for_and_fetched(visit: Visit, site: Site, converts: Callable[[], Thread]) -> None:
    mette = visit(METTE, without_csp=True).go(f"/sager/{site.copy_of_example()}/dokumenter")
    mette.press("Lav PDF af Projektplan")
    mette.sees("Venter på tur")
    check(mette)
    thread = converts()
    mette.sees("PDF'en bliver lavet")
    expect(mette.page.get_by_text("PDF'en er klar")).to_be_visible(timeout=PATIENCE_MS)
    thread.join()
    check(mette)
    with mette.page.expect_download() as fetched:
        mette.page.get_by_role("link", name="Hent PDF").click()
    assert fetched.value.suggested_filename.endswith("Projektplan kladde.pdf")
    assert Path(fetched.value.path()).read_bytes().startswith(b"%PDF-")
    mette.follow("Se siderne")
    mette.press("Vis siderne")
    converts().join()
    mette.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(mette.page.get_by_alt_text("Side 1 af")).to_be_visible(timeout=PATIENCE_MS)
    expect(mette.page.get_by_alt_text("Side 1 af")).to_have_js_property("naturalWidth", 877, timeout=PATIENCE_MS)
    check(mette)


def test_without_a_script_the_link_leads_on(visit: Visit, site: Site, converts: Callable[[], Thread]) -> None:
    mette = visit(METTE, java_script_enabled=False).go(f"/sager/{site.copy_of_example()}/dokumenter")
    mette.press("Lav PDF af Projektplan")
    mette.sees("Venter på tur")
    converts().join()
    mette.follow("Opdatér")
    mette.sees("PDF'en er klar")


def test_the_whole_case_as_a_zip(visit: Visit, site: Site, converts: Callable[[], Thread]) -> None:
    number = site.copy_of_example()
    mette = visit(METTE, without_csp=True).go(f"/sager/{number}/dokumenter")
    mette.follow("Pak hele sagen")
    mette.press("Pak sagen")
    thread = converts()
    expect(mette.page.get_by_text("Zip-filen er klar")).to_be_visible(timeout=PATIENCE_MS)
    thread.join()
    check(mette)
    with mette.page.expect_download() as fetched:
        mette.page.get_by_role("link", name="Hent zip").click()
    with zipfile.ZipFile(fetched.value.path()) as packed:
        contents = packed.read("Indhold.html").decode()
    assert f"{number} 4 Kontrakt kladde.docx" in contents
    mette.page.set_content(contents)
    check(mette)


def test_the_customer_reads_a_pdf_on_the_phone(visit: Visit, site: Site, converts: Callable[[], Thread]) -> None:
    number = site.copy_of_example()
    with site.behind():
        case, helper = site.case(number), site.user(METTE)
        module = case.modules[0]
        module.accepted_on, module.accepted_by, module.end_reported_on = None, "", None
        module.delivered_on, module.product_document = clock.today(), None
        module.product_file = files.store(helper, "Leverance.pdf", a_pdf(5, side=595), "application/pdf")
        to = Recipient("Birgit Nordvang", "birgit@nordvang.example", send=False)
        _, address = customer_links.create(helper, case, LinkPurpose.ACCEPT_DELIVERY, "M-1", to=to, base_url=site.url)
    birgit = visit(viewport=PHONE, has_touch=True, is_mobile=True, without_csp=True)
    birgit.go(address.removeprefix(site.url))
    birgit.sees("Siderne bliver gjort klar")
    birgit.fill("Skriv dit fulde navn", "Birgit Nordvang")
    converts().join()
    expect(birgit.page.get_by_alt_text("Side 3 af 5")).to_be_attached(timeout=PATIENCE_MS)
    expect(birgit.field("Skriv dit fulde navn")).to_have_value("Birgit Nordvang")
    check(birgit)
    birgit.press("Vis flere sider (2)")
    birgit.sees("Resten bliver gjort klar")
    converts().join()
    expect(birgit.page.get_by_alt_text("Side 5 af 5")).to_be_attached(timeout=PATIENCE_MS)
    expect(birgit.field("Skriv dit fulde navn")).to_have_value("Birgit Nordvang")
