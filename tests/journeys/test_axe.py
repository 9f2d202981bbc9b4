"""axe finds nothing on any page at either width (WCAG 2.2 AA and best practice), and none is wider than 320 px."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.live import BO, EXAMPLE_NUMBER, METTE, STAFF, Site
from tests.journeys.pages import ERRORS, PAGES
from tests.journeys.visitor import DESKTOP, NARROW, PHONE, Visitor

pytestmark = pytest.mark.browser
AXE = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# On a telephone the same page is asked again only for what its width may change; the full run asks for everything.
OF_WIDTH = ("target-size", "scrollable-region-focusable", "aria-hidden-focus", "button-name", "link-name")
ON_A_PHONE = {**RULES, "runOnly": {"type": "rule", "values": OF_WIDTH}}


def check(visitor: Visitor, *, full: bool = False) -> None:
    """Both widths: no violation, nothing wider than the window, nor than the narrowest one."""
    visitor.page.evaluate(AXE)
    for window, rules in ((DESKTOP, RULES), (PHONE, RULES if full else ON_A_PHONE)):
        visitor.page.set_viewport_size(window)  # type: ignore[arg-type]
        # At the foot of the page a message that goes by itself lies over nothing that can be hit.
        visitor.page.evaluate("document.querySelector('.toast') && scrollTo(0, document.body.scrollHeight)")
        look = f"axe.run(document, {json.dumps(rules)}).then(found => found.violations)"
        found: list[dict[str, Any]] = visitor.page.evaluate(look)
        told = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:4]]
        assert not told, f"{visitor.page.url} at {window['width']} px:\n" + "\n".join(told)
        visitor.fits()
    visitor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visitor.fits()


@pytest.mark.parametrize(("name", "address", "who"), PAGES, ids=[page[0] for page in PAGES])
def test_axe_finds_nothing_on_a_page(visit: Visit, full: bool, name: str, address: str, who: str) -> None:
    visitor = visit(who, without_csp=True, expects=ERRORS.get(name, ()))
    visitor.go(address)
    check(visitor, full=full)


def _refused_log_in(visit: Visit, site: Site) -> Visitor:
    visitor = visit(without_csp=True, expects=("422", "401")).go("/log-ind")
    visitor.fill("E-mail", "ingen@example.dk")
    visitor.fill("Adgangskode", "forkert")
    visitor.press("Log ind")
    expect(visitor.page.locator("[data-error-summary]")).to_be_visible()
    return visitor


def _refused_case(visit: Visit, site: Site) -> Visitor:
    visitor = visit(METTE, without_csp=True, expects=("422",)).go("/sager/ny")
    visitor.fill("CVR-nummer", "12345678")
    visitor.press("Opret sagen")
    expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    return visitor


def _refused_row(visit: Visit, site: Site) -> Visitor:
    visitor = visit(METTE, without_csp=True, expects=("422",)).go(f"/sager/{EXAMPLE_NUMBER}/krav/ny")
    visitor.press("Tilføj")
    expect(visitor.page.locator("[data-error-summary]")).to_be_focused()
    return visitor


def _conflict(visit: Visit, site: Site) -> Visitor:
    path = f"/sager/{site.copy_of_example()}/krav/K-10"
    visitor = visit(BO, without_csp=True, expects=("409",)).go(path)
    first = visit(METTE).go(path)
    first.fill("Krav", "Det ene")
    first.saved("row-krav-K-10")
    visitor.fill("Krav", "Det andet")
    expect(visitor.page.locator("[data-conflict]")).to_be_visible()
    return visitor


def _not_saved(visit: Visit, site: Site) -> Visitor:
    visitor = visit(METTE, without_csp=True, expects=("503",)).go(f"/sager/{EXAMPLE_NUMBER}/behov/virksomheden")
    visitor.page.route("**/autogem", lambda route: route.fulfill(status=503))
    visitor.fill("Hvad lever virksomheden af?", "Tekst")
    expect(visitor.page.get_by_role("button", name="Prøv igen")).to_be_visible()
    return visitor


def _deleted(visit: Visit, site: Site) -> Visitor:
    visitor = visit(METTE, without_csp=True).go(f"/sager/{site.copy_of_example()}/krav/K-10")
    visitor.press("Slet K-10")
    visitor.told("Slettet: K-10")
    return visitor


def _open_account(visit: Visit, site: Site) -> Visitor:
    visitor = visit(METTE, without_csp=True).go("/sager/")
    visitor.page.locator(".top__user summary").click()
    return visitor


def _open_group(visit: Visit, site: Site) -> Visitor:
    visitor = visit(STAFF, without_csp=True).go("/partnere")
    visitor.page.locator(".top__group summary", has_text="Samarbejde").click()
    return visitor


STATES = [_refused_log_in, _refused_case, _refused_row, _conflict, _not_saved, _deleted, _open_account, _open_group]


@pytest.mark.parametrize("state", STATES, ids=[state.__name__[1:] for state in STATES])
def test_axe_finds_nothing_in_a_state(
    visit: Visit, site: Site, full: bool, state: Callable[[Visit, Site], Visitor]
) -> None:
    check(state(visit, site), full=full)
