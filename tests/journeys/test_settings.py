"""IBIZ-Center's own choices: a text and an answer time that the next mail says, and a hole that leads to a firm."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from itstart.services import applications
from itstart.services.applications import Application
from tests.journeys.conftest import Visit
from tests.journeys.live import ADMIN, STAFF, Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser
APPLICATION = Application(
    company="Rebild Systemråd ApS",
    cvr="99000341",
    adviser="Karin Holt",
    email="karin@rebild.example",
    phone="12 34 56 78",
    municipality_code="0840",
    resources="1 rådgiver",
    motivation="Vi kender handel og lager.",
)
ON_ITS_WAY = "Limfjordens It-råd ApS (fiktiv)"


def _set_answer_time(admin: Visitor) -> None:
    admin.go("/indstillinger")
    admin.follow("Svartid på henvendelser")
    admin.fill("Svartid på henvendelser", "to")
    admin.press("Gem")
    admin.sees("Skriv et helt tal")
    check(admin)
    admin.fill("Svartid på henvendelser", "2")
    admin.press("Gem")
    admin.told("Den nye værdi gælder fra nu af.")


def _set_text(admin: Visitor) -> None:
    admin.go("/indstillinger")
    admin.follow("Tak for ansøgningen")
    admin.fill("Emne", "Tak, {nanv}")
    admin.fill("Tekst", "Kære {navn}\n\n{center} svarer inden for {svartid} arbejdsdage.")
    admin.press("Gem teksten")
    admin.sees("Mente du {navn}?")
    check(admin)
    admin.fill("Emne", "Tak, {navn}")
    admin.press("Vis, hvordan den ser ud")
    expect(admin.page.locator("#preview")).to_contain_text("Tak, Sofie Thorsager")
    admin.press("Gem teksten")
    admin.told("Den næste mail får den nye tekst.")


def test_the_next_mail_says_what_was_set(visit: Visit, site: Site) -> None:
    admin = visit(ADMIN, without_csp=True, expects=("422",))
    _set_answer_time(admin)
    _set_text(admin)

    with site.behind():
        applications.receive(APPLICATION)

    admin.go("/udbakke")
    admin.sees("Tak, Karin Holt")
    admin.sees("IBIZ-Center svarer inden for 2 arbejdsdage.")
    for address in ("/indstillinger/svartid", "/indstillinger/mails/tak-for-ansoegning"):
        admin.go(address)
        admin.press("Gå tilbage: det, der fulgte med")
        admin.told("gælder igen")


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "java_script_enabled": False}], ids=["desktop", "phone"])
def test_from_a_hole_on_the_map_to_a_firm_on_its_way(visit: Visit, options: dict[str, Any]) -> None:
    staff = visit(STAFF, **options)
    staff.go("/daekning")
    staff.page.locator(".rm").get_by_role("link", name=re.compile("^Region Nordjylland")).click()
    expect(staff.page).to_have_url(re.compile("region=Region"))
    staff.fits()
    hole = staff.page.locator("#cells").get_by_role("link", name=re.compile("Økonomi(system)? i Brønderslev"))
    hole.locator("visible=true").click()
    staff.sees("På vej til at blive kvalificeret")
    staff.fits()
    staff.follow(ON_ITS_WAY)
    expect(staff.page.get_by_role("heading", name=ON_ITS_WAY, level=1)).to_be_visible()
