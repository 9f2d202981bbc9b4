"""The customer's link on a phone: from the helper's button to the receipt, with and without a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from itstart import clock
from itstart.rules.customer_links import LinkPurpose
from itstart.services import customer_links, documents
from itstart.services.customer_letters import Recipient
from itstart.steps import find_deliverable
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

BIRGIT = "Birgit Nordvang"


def _handed_over(site: Site) -> str:
    """A copy of the example whose behovsbeskrivelse the customer has."""
    number = site.copy_of_example()
    with site.behind():
        case, mette = site.case(number), site.user(METTE)
        documents.hand_over(mette, case, find_deliverable("behovsbeskrivelse"), to=BIRGIT, on=clock.today())
    return number


def _link(site: Site, number: str) -> str:
    """The path of a link to it."""
    with site.behind():
        to = Recipient(BIRGIT, "birgit@nordvang.example", send=True)
        _, address = customer_links.create(
            site.user(METTE), site.case(number), LinkPurpose.APPROVE_DOCUMENT, "behovsbeskrivelse-1", to=to,
            base_url=site.url,
        )  # fmt: skip
    return address.removeprefix(site.url)


def _phone(visit: Visit, **options: Any) -> Visitor:
    return visit(viewport=PHONE, has_touch=True, is_mobile=True, **options)


def test_from_the_helpers_button_to_the_customers_receipt(visit: Visit, site: Site) -> None:
    number = _handed_over(site)
    mette = visit(METTE)
    mette.go(f"/sager/{number}/dokumenter")
    mette.page.get_by_role("link", name=re.compile("Bed kunden godkende")).first.click()
    mette.fill("E-mail (kan udelades)", "birgit@nordvang.example")
    mette.press("Lav linket")
    address = mette.page.get_by_label("Adresse").input_value()
    expect(mette.page.get_by_label("Tekst")).to_have_value(re.compile(re.escape(address)))

    birgit = _phone(visit)
    birgit.go(address.removeprefix(site.url))
    expect(birgit.page).to_have_url(f"{site.url}/svar")
    birgit.fits()
    with birgit.page.expect_download() as download:
        birgit.page.get_by_role("link", name=re.compile("Hent ")).first.click()
    assert download.value.suggested_filename.endswith(".docx")
    birgit.page.get_by_text("Læs det her på siden").click()
    expect(birgit.page.locator(".letter__text")).to_contain_text("Sammenfatning")
    birgit.fits()
    birgit.page.wait_for_timeout(2_100)  # nobody reads faster than this
    birgit.fill("Skriv dit fulde navn", BIRGIT)
    birgit.page.get_by_label(re.compile("Jeg har læst dokumentet")).check()
    birgit.press("Godkend dokumentet")
    expect(birgit.page.get_by_role("heading", level=1)).to_have_text("Kvittering")
    birgit.sees(f"{BIRGIT} svarede")
    birgit.fits()

    mette.go(f"/sager/{number}/kundelinks")
    mette.sees("Besvaret")
    mette.go(f"/sager/{number}/historik")
    mette.sees(f"{BIRGIT} (via link)")


def test_without_a_script_and_with_a_question(visit: Visit, site: Site) -> None:
    path = _link(site, _handed_over(site))
    birgit = _phone(visit, java_script_enabled=False)
    birgit.go(path)
    birgit.page.get_by_text("Jeg har et spørgsmål eller siger nej").click()
    within = birgit.page.locator("#no")
    within.get_by_label("Hvad er du i tvivl om").fill("Er prisen med moms?")
    birgit.fill("Skriv dit fulde navn", BIRGIT, within)
    birgit.page.wait_for_timeout(2_100)
    birgit.press("Send", within)
    birgit.sees("har fået besked")
    birgit.go(path)
    expect(birgit.page.get_by_role("heading", level=1)).to_have_text("Kvittering")


def test_no_other_site_frames_it(visit: Visit, site: Site) -> None:
    path = _link(site, _handed_over(site))
    guest = visit(expects=("frame", "ERR_BLOCKED", "Refused", "CSP", "Content Security", "X-Frame"))
    guest.go(path)
    guest.page.goto("about:blank")
    guest.page.set_content(f"<iframe src='{site.url}/svar'></iframe>")
    guest.page.wait_for_timeout(500)
    frame = guest.page.frames[-1]
    assert "Godkend" not in (frame.content() if frame.url.startswith(site.url) else "")
    guest.problems.clear()


def test_axe_finds_nothing_on_the_customers_pages(visit: Visit, site: Site) -> None:
    number = _handed_over(site)
    path = _link(site, number)
    guest = visit(without_csp=True, expects=("404", "410", "409", "422"))
    guest.go(path)
    guest.page.get_by_text("Læs det her på siden").click()
    guest.page.get_by_text("Jeg har et spørgsmål eller siger nej").click()
    check(guest)
    guest.press("Godkend dokumentet")  # nothing filled in: the page with its errors
    expect(guest.page.locator("#yes .field-error").first).to_be_visible()
    check(guest)
    guest.page.wait_for_timeout(2_100)
    guest.fill("Skriv dit fulde navn", BIRGIT)
    guest.page.get_by_label(re.compile("Jeg har læst dokumentet")).check()
    guest.press("Godkend dokumentet")
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Kvittering")
    check(guest)
    guest.go("/k/unknown")
    check(guest)


def test_axe_finds_nothing_on_the_helpers_pages(visit: Visit, site: Site) -> None:
    number = _handed_over(site)
    _link(site, number)
    mette = visit(METTE, without_csp=True)
    mette.go(f"/sager/{number}/kundelinks")
    check(mette)
    mette.go(f"/sager/{number}/kundelinks/nyt?formaal=approve_document&om=behovsbeskrivelse-1")
    check(mette)
    mette.press("Lav linket")
    expect(mette.page.get_by_role("heading", level=1)).to_have_text("Linket er klar")
    check(mette)
    mette.go("/udbakke")
    check(mette)


def test_a_withdrawn_link_names_whom_to_call(visit: Visit, site: Site) -> None:
    number = _handed_over(site)
    path = _link(site, number)
    with site.behind():
        customer_links.revoke(site.user(METTE), customer_links.find(site.case(number), 1))
    guest = _phone(visit, without_csp=True, expects=("410",))
    guest.go(path)
    guest.sees("Linket er trukket tilbage")
    guest.sees(re.compile("Ring til Mette Hedelund"))
    check(guest)
