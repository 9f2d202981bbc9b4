"""Totrinslogin with a real browser: set up, codes kept, logged in with the phone and without it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from itstart.rules.terms import Role
from itstart.services import accounts
from tests.factories.second_factor import code_of
from tests.journeys.conftest import Visit
from tests.journeys.live import Site
from tests.journeys.test_axe import check
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser
PAGE = "/konto/totrinslogin"


def _newcomer(site: Site, email: str) -> str:
    """Somebody of this test's own at IBIZ-Center."""
    with site.behind():
        user = accounts.create(accounts.Person(name="Karen Vestergaard", email=email, role=Role.STAFF))
        accounts.set_password(user, site.password)
    return email


def _looks_right(visitor: Visitor, *, scripted: bool) -> None:
    """Nothing too wide; axe, which is a script itself, where there are scripts."""
    visitor.fits()
    if scripted:
        check(visitor)


def _set_up(visitor: Visitor, *, scripted: bool) -> tuple[str, list[str]]:
    """The key and the recovery codes."""
    visitor.go("/konto")
    visitor.follow("Sæt totrinslogin op")
    _looks_right(visitor, scripted=scripted)
    visitor.press("Sæt totrinslogin op")
    key = visitor.page.locator(".secret-key").inner_text()
    expect(visitor.page.locator(".qr svg")).to_be_visible()
    visitor.fits()
    visitor.fill("Kode fra appen", "000000")
    visitor.fill("Din adgangskode", visitor.site.password)
    visitor.press("Slå totrinslogin til")
    visitor.sees("Koden passer ikke, eller den er brugt.")
    _looks_right(visitor, scripted=scripted)
    visitor.fill("Kode fra appen", code_of(key))
    visitor.fill("Din adgangskode", visitor.site.password)
    visitor.press("Slå totrinslogin til")
    expect(visitor.page.get_by_role("heading", name="Gem dine nødkoder", level=1)).to_be_visible()
    _looks_right(visitor, scripted=scripted)
    codes = visitor.page.locator("#recovery-codes").inner_text().split()
    assert visitor.fetch("Hent som tekst").path().read_text("utf-8").split()[-10:] == codes
    return key, codes


def _password(visitor: Visitor, email: str) -> None:
    visitor.go("/log-ind?next=/konto")
    visitor.fill("E-mail", email)
    visitor.fill("Adgangskode", visitor.site.password)
    visitor.press("Log ind")
    expect(visitor.page.get_by_role("heading", name="Skriv koden fra din telefon")).to_be_visible()


@pytest.mark.parametrize(
    ("email", "options"),
    [("karen@ibiz.example", {}), ("kirsten@ibiz.example", {"viewport": PHONE, "java_script_enabled": False})],
    ids=["desktop", "phone without script"],
)
def test_set_up_and_logged_in(visit: Visit, site: Site, email: str, options: dict[str, Any]) -> None:
    _newcomer(site, email)
    scripted = options.get("java_script_enabled", True)
    first = visit(without_csp=scripted, expects=("422",), **options).log_in(email)
    key, codes = _set_up(first, scripted=scripted)
    first.follow("Jeg har gemt dem")
    again = visit(without_csp=scripted, expects=("422",), **options)
    _password(again, email)
    _looks_right(again, scripted=scripted)
    again.fill("Kode fra appen", code_of(key, ahead=1), again.page.locator("#code"))
    again.press("Log ind")
    expect(again.page).to_have_url(f"{site.url}/konto")
    lost = visit(without_csp=scripted, expects=("422",), **options)
    _password(lost, email)
    lost.page.locator("summary", has_text="Jeg har ikke telefonen").click()
    lost.fill("Nødkode", codes[0])
    lost.press("Log ind med nødkoden")
    lost.told("Du har 9 igen.")
    lost.go(PAGE)
    lost.sees("Du har 9 nødkoder tilbage.")
    _looks_right(lost, scripted=scripted)
