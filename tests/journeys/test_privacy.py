"""An administrator finds a person, hands the data over and erases it, at the real screens."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.live import ADMIN, Site
from tests.journeys.test_axe import check

pytestmark = pytest.mark.browser
NAME = "Karla Tornvig"


def test_a_person_is_found_and_erased(visit: Visit, site: Site) -> None:
    with site.behind():
        site.case("2026-0027").customer.contact_name = NAME
    admin = visit(ADMIN, without_csp=True, expects=("422",)).go("/persondata/person")
    admin.fill("Navn (kan udelades)", "Karla")
    admin.press("Søg")
    admin.sees("Skriv både fornavn og efternavn.")
    check(admin)
    admin.fill("Navn (kan udelades)", NAME)
    admin.press("Søg")
    admin.sees("2026-0027")
    check(admin)
    with admin.page.expect_download() as handed_over:
        admin.press("Hent zip")
    assert handed_over.value.suggested_filename.endswith(".zip")

    admin.fill("Hvorfor slettes personen?", "Hun bad om det")
    admin.fill("Skriv navnet for at bekræfte", "Karla")
    admin.press("Slet personen")
    admin.sees(f"Skriv {NAME} for at bekræfte.")
    check(admin)
    admin.fill("Skriv navnet for at bekræfte", NAME)
    admin.press("Slet personen")
    admin.told("Personen er slettet")
    expect(admin.page.get_by_role("cell", name="Hun bad om det")).to_be_visible()
