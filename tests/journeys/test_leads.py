"""A customer from the telephone at IBIZ-Center to a case: offered, declined, offered again, taken (D5)."""

import re

import pytest
from playwright.sync_api import expect

from itstart.models import Helper
from itstart.rules.terms import QualificationStatus
from tests.journeys.conftest import Visit
from tests.journeys.live import BO, METTE, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser
SECOND = "mads@trekanten-systemvalg.example"
SECOND_FIRM = "Trekanten Systemvalg ApS (fiktiv)"
FIRST_FIRM = "Hedelund IT-rådgivning ApS (fiktiv)"


@pytest.fixture
def second_is_qualified(site: Site) -> None:
    """The other firm in Herning may take customers alone, and knows ERP less well."""
    with site.behind():
        firm: Helper | None = site.user(SECOND).helper
        assert firm is not None
        firm.qualification_status = QualificationStatus.QUALIFIED


def register(staff: Visitor) -> str:
    """Write the customer down; the address of the lead."""
    staff.go("/henvendelser")
    staff.follow("Opret en henvendelse")
    staff.fill("Hvad har kunden brug for?", "Vi styrer produktionen fra en tavle.")
    staff.page.get_by_label("Slags it").select_option(label="ERP")
    staff.fill("Virksomhed", "Hammerum Profiler A/S")
    staff.fill("Kontaktperson (kan udelades)", "Else Dam")
    staff.page.get_by_label("E-mail").fill("else@hammerum.example")
    staff.page.get_by_label(re.compile("Hvornår sagde kunden ja")).fill("2026-06-01")
    staff.page.get_by_label("Postnummer (kan udelades)").fill("7400")
    staff.page.get_by_label("Branche (kan udelades)").fill("Metalindustri")
    check(staff)
    staff.press("Opret henvendelsen")
    staff.told("er oprettet")
    return staff.page.url


def offer(staff: Visitor, here: str, firm: str) -> None:
    """Offer it to the firm at the top of the list."""
    staff.go(here)
    expect(staff.page.locator("#match ol li a").first).to_have_text(firm)
    check(staff)
    staff.press(f"Tilbyd {firm}")
    staff.told(f"Henvendelsen er tilbudt {firm}.")


@pytest.mark.usefixtures("second_is_qualified")
def test_from_a_call_to_a_case(visit: Visit, site: Site) -> None:
    staff, first = visit(STAFF, without_csp=True), visit(METTE, without_csp=True)
    second = visit(SECOND, without_csp=True, viewport=PHONE)
    here = register(staff)
    offer(staff, here, FIRST_FIRM)
    staff.sees("Venter på svar")

    first.go(here)
    first.sees("En virksomhed i Herning")
    first.page.locator("summary", has_text="Nej tak").click()
    first.page.get_by_label("Vi har ikke tid lige nu").check()
    check(first)
    first.press("Sig nej tak")
    first.told("Tak for svaret")

    offer(staff, here, SECOND_FIRM)
    second.go("/henvendelser")
    second.follow("En virksomhed i Herning")
    check(second)
    second.page.get_by_label("Nej", exact=True).check()
    second.press("Ja, vi tager den")
    second.told("Kunden har fået besked")
    second.sees("else@hammerum.example")
    second.press("Opret sagen")
    second.told("er oprettet som kladde")
    expect(second.page.get_by_role("heading", level=1)).to_have_text("ERP i Hammerum Profiler A/S")

    staff.go(here)
    staff.sees("Blevet til sag")
    staff.sees(f"{FIRST_FIRM} sagde nej: Vi har ikke tid lige nu")
    check(staff)


def test_a_profile_is_written_with_autosave_and_found_by_the_match(visit: Visit, site: Site) -> None:
    helper, staff = visit(METTE, without_csp=True), visit(STAFF, without_csp=True)
    helper.go("/profil")
    helper.page.get_by_label("Mail og samarbejde").select_option(label="Ekspert")
    helper.saved("profile")
    helper.page.locator("summary", has_text="Kommuner i Region Hovedstaden").click()
    helper.page.get_by_label("Bornholm").check()
    helper.saved("profile")
    check(helper)
    helper.page.reload()
    expect(helper.page.get_by_label("Bornholm")).to_be_checked()
    staff.go("/firmaer/99000058")
    staff.sees("Mail og samarbejde (ekspert)")
    staff.sees("Bornholm")


def test_two_colleagues_in_one_profile(visit: Visit, site: Site) -> None:
    mette, bo = visit(METTE), visit(BO, without_csp=True, expects=("409",))
    for visitor in (mette, bo):
        visitor.go("/profil")
    mette.fill("Andre kompetencer (kan udelades)", "Stregkoder")
    mette.saved("profile")
    bo.fill("Andre kompetencer (kan udelades)", "Vægte på lageret")
    expect(bo.page.locator("[data-conflict]")).to_be_visible()
    bo.sees("Stregkoder")
    check(bo)
    bo.press("Gem min tekst")
    bo.told("Profilen er gemt.")
