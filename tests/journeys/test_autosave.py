"""Saving as you go, when the server, the network or the session fails: the text stays, and the page says so."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Visit
from tests.journeys.live import BO, METTE, Site
from tests.journeys.visitor import SAVED, Visitor

pytestmark = pytest.mark.browser

LABEL = "Hvad lever virksomheden af?"
FORM = "form-virksomheden"
TEXT = "Vi drejer aksler til vindmøller."


@pytest.fixture
def company(visit: Visit, site: Site) -> Callable[..., Visitor]:
    """Somebody with the first task of a case of their own open."""

    def opened(email: str = METTE, *expects: str) -> Visitor:
        visitor = visit(email, expects=expects)
        return visitor.go(f"/sager/{site.copy_of_example()}/behov/virksomheden")

    return opened


def _stored(visitor: Visitor, text: str) -> None:
    visitor.page.reload()
    expect(visitor.field(LABEL)).to_have_value(text)


def _not_saved(visitor: Visitor, text: str = TEXT) -> None:
    state = visitor.page.locator(f"#{FORM}-state")
    expect(state).to_contain_text("Ikke gemt")
    expect(state.get_by_role("button", name="Prøv igen")).to_be_visible()
    expect(visitor.field(LABEL)).to_have_value(text)


def test_what_is_typed_is_saved_and_the_line_says_when(company: Callable[..., Visitor]) -> None:
    visitor = company()
    visitor.field(LABEL).fill("")
    visitor.field(LABEL).press_sequentially(TEXT, delay=5)
    visitor.saved(FORM)
    expect(visitor.field(LABEL)).to_be_focused()
    _stored(visitor, TEXT)


def test_a_server_that_fails_once(company: Callable[..., Visitor]) -> None:
    visitor = company(METTE, "503")
    visitor.page.route("**/autogem", lambda route: route.fulfill(status=503, body="optaget"), times=1)
    visitor.fill(LABEL, TEXT)
    _not_saved(visitor)
    visitor.press("Prøv igen")
    visitor.saved(FORM)
    _stored(visitor, TEXT)


def test_a_network_that_goes_away_and_comes_back(company: Callable[..., Visitor]) -> None:
    visitor = company(METTE, "ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    visitor.context.set_offline(True)
    visitor.fill(LABEL, TEXT)
    _not_saved(visitor)
    visitor.context.set_offline(False)
    visitor.saved(FORM)
    _stored(visitor, TEXT)


def test_a_slow_server_does_not_conflict_with_itself(company: Callable[..., Visitor]) -> None:
    visitor = company()
    sent: list[str] = []

    def slowly(route: Route) -> None:
        sent.append(route.request.url)
        time.sleep(0.6)
        route.continue_()

    visitor.page.route("**/autogem", slowly)
    field = visitor.field(LABEL)
    for number in range(1, 5):
        field.fill(f"{TEXT} {number}")
        field.dispatch_event("change")
    visitor.saved(FORM)
    expect(visitor.page.locator("[data-conflict]")).to_have_count(0)
    assert len(sent) >= 2, "the saves were not queued"
    visitor.page.unroute("**/autogem")
    _stored(visitor, f"{TEXT} 4")


def test_gem_while_an_autosave_is_under_way(company: Callable[..., Visitor]) -> None:
    visitor = company()

    def slowly(route: Route) -> None:
        time.sleep(0.6)
        route.continue_()

    visitor.page.route("**/autogem", slowly)
    visitor.fill(LABEL, TEXT).dispatch_event("change")
    visitor.press("Gem")
    visitor.told("Gemt.")
    expect(visitor.page.locator("[data-conflict]")).to_have_count(0)
    expect(visitor.field(LABEL)).to_have_value(TEXT)


@pytest.mark.parametrize("how", ["the server ends it", "the cookie is gone"])
def test_a_session_that_ends_while_one_types(visit: Visit, site: Site, how: str) -> None:
    visitor = visit(expects=("401", "400")).log_in(BO)
    visitor.go(f"/sager/{site.copy_of_example()}/behov/virksomheden")
    if how == "the server ends it":
        site.end_session(BO)
    else:
        visitor.context.clear_cookies()
    visitor.fill(LABEL, TEXT)
    _not_saved(visitor)
    link = visitor.page.locator(f"#{FORM}-state").get_by_role("link", name="Log ind i en ny fane")
    with visitor.context.expect_page() as opened:
        link.click()
    other = opened.value
    other.get_by_label("E-mail").fill(BO)
    other.get_by_label("Adgangskode").fill(site.password)
    other.get_by_role("button", name="Log ind").click()
    expect(other).to_have_url(re.compile("/behov/virksomheden"))
    visitor.press("Prøv igen")
    expect(visitor.page.locator(f"#{FORM}-state")).to_have_text(SAVED)
    _stored(visitor, TEXT)


def test_what_cannot_be_read_is_said_at_the_field(visit: Visit, site: Site) -> None:
    visitor = visit(METTE, expects=("422",))
    visitor.go(f"/sager/{site.copy_of_example()}/behov/oekonomi")
    field = visitor.fill("Ramme for engangsudgifter", "en halv million")
    state = visitor.page.locator("#form-ramme-state")
    expect(state).to_contain_text("Ikke gemt")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("en halv million")
    field.fill("500.000")
    expect(state).to_have_text(SAVED)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_what_is_typed_before_the_scripts_have_come_is_saved(visit: Visit, site: Site) -> None:
    number = site.copy_of_example()
    mette = visit(METTE)

    def late(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    mette.page.route("**/js/autosave.js", late)
    mette.page.goto(f"/sager/{number}/behov/virksomheden", wait_until="commit")
    mette.fill("Hvad lever virksomheden af?", "Skrevet, før siden var færdig")
    mette.saved("form-virksomheden")
    mette.page.unroute("**/js/autosave.js")
    with site.behind():
        assert site.case(number).needs_description.background == "Skrevet, før siden var færdig"


def test_typing_that_nothing_has_come_of_is_sent_once_more(company: Callable[..., Visitor]) -> None:
    visitor = company()
    visitor.page.locator(f"#{FORM}").evaluate(
        "form => form.addEventListener('input', e => { e.stopImmediatePropagation();"
        " document.dispatchEvent(Object.defineProperty(new Event('input'), 'target', {value: e.target})); }, true)"
    )
    visitor.fill(LABEL, TEXT)
    visitor.saved(FORM)
    _stored(visitor, TEXT)
