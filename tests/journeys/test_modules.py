"""A module from draft to end report, signed both ways, with the hours written on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from itstart.rules.terms import ReferralSource
from tests.journeys.conftest import Visit
from tests.journeys.live import METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser
TEMPLATES = Path(__file__).parents[2] / "docs_templates"


@pytest.fixture
def number(site: Site) -> str:
    """A copy of the example, active again and with room for a module more."""
    number = site.copy_of_example()
    with site.behind():
        case = site.case(number)
        case.completed_on = None
        case.activated_on = case.activated_on or case.opened_on
        case.referral_source = case.referral_source or ReferralSource.OWN
    return number


def _make(person: Visitor, number: str, title: str) -> str:
    """A module made from the form; the address of its page."""
    person.go(f"/sager/{number}/moduler/ny")
    person.fill("Titel", title)
    person.page.get_by_label("2 It-udbud").check()
    person.fill("Hvad får kunden i hånden?", f"{title}, gennemgået med ledelsen")
    person.fill("Pris uden moms", "15.001")
    person.press("Opret modulet")
    person.sees("Prisen må højst være 15.000 kr. pr. modul.")
    person.fill("Pris uden moms", "14.000")
    person.press("Opret modulet")
    person.told("er oprettet")
    person.sees("17.500")
    return person.page.url.removeprefix(person.site.url)


def _send(person: Visitor, module: str) -> Path:
    """The agreement is sent; the frozen text as the customer gets it."""
    person.follow("Gå til aftalen")
    person.press("Aftale sendt")
    person.told("Aftalen er låst")
    return Path(person.fetch("Version 1").path())


@pytest.mark.parametrize("way", ["file", "paper"])
def test_from_draft_to_end_report(visit: Visit, number: str, way: str, tmp_path: Path) -> None:
    mette = visit(METTE, without_csp=True, expects=("422",))  # the price that is refused
    module = _make(mette, number, "Ekstra rådgivning")
    check(mette)
    sent = _send(mette, module)
    check(mette)
    if way == "file":
        signed = tmp_path / "underskrevet.docx"
        signed.write_bytes(sent.read_bytes())
        mette.page.get_by_label("Jeg lægger den underskrevne fil op").check()
        mette.page.locator("input[type=file]").set_input_files(signed)
    else:
        mette.page.get_by_label("Originalen er på papir og ligger hos mig").check()
    mette.press("Registrér underskrift")
    mette.told("Underskriften er registreret")
    mette.follow("Meld start")
    check(mette)
    mette.press("Meld start")
    mette.told("Start er meldt")
    mette.follow("Begynd")
    mette.press("Begynd i dag")
    _hours_on_the_phone(visit, module)
    _to_the_end(mette, module, tmp_path)


def _hours_on_the_phone(visit: Visit, module: str) -> None:
    """Two taps an entry, also with no script at all."""
    phone = visit(METTE, without_csp=True, viewport=PHONE, has_touch=True)
    phone.go(f"{module}/timer")
    check(phone)
    phone.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for _ in range(6):
        phone.page.get_by_label("2", exact=True).check()
        phone.page.get_by_role("button", name="Møde hos kunden").first.click()
        phone.told("2 timer er skrevet på")
    phone.sees("12 af 15 timer")
    phone.page.get_by_role("button", name=re.compile("^Slet 2 timer")).first.click()
    phone.told("2 timer er slettet")
    phone.press("Fortryd", phone.page.locator("#messages"))
    phone.sees("12 af 15 timer")
    plain = visit(METTE, viewport=PHONE, java_script_enabled=False)
    plain.go(f"{module}/timer")
    plain.page.get_by_label("0,25", exact=True).check()
    plain.page.get_by_role("button", name="Møde hos kunden").first.click()
    plain.sees("12,25 af 15 timer")


def _to_the_end(mette: Visitor, module: str, tmp_path: Path) -> None:
    mette.go(module)
    mette.follow("Registrér levering")
    check(mette)
    product = tmp_path / "produkt.docx"
    product.write_bytes((TEMPLATES / "startrapport.docx").read_bytes())
    mette.page.locator("input[type=file]").set_input_files(product)
    mette.press("Registrér levering")
    mette.told("Modulet er leveret")
    mette.follow("Registrér svar")
    check(mette)
    mette.page.get_by_role("group", name="Hvor tilfreds er kunden alt i alt?").get_by_label("5").check()
    mette.press("Kunden godkender")
    mette.told("godkendelse er registreret")
    mette.follow("Meld afslutning")
    check(mette)
    mette.fill("Hvilken værdi gav modulet kunden?", "Kunden har fået overblik")
    mette.press("Meld afslutning")
    mette.told("meldt afsluttet")
    expect(mette.page.locator(".next")).to_have_count(0)
    check(mette)


def test_staff_find_the_reports(visit: Visit) -> None:
    lise = visit(STAFF, without_csp=True)
    lise.go("/rapporter")
    check(lise)
    lise.page.get_by_label("Rapporter", exact=True).select_option("slut")
    with lise.page.expect_navigation():
        lise.press("Vis")
    with lise.page.expect_navigation():
        lise.page.locator("tbody a").first.click()
    lise.sees("Slutrapport")
    check(lise)
    lise.go("/rapporter/graenser")
    check(lise)
