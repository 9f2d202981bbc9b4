"""The components in a real browser: the state of saving, what happens when it fails, focus, keyboard, no violations."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web import component_site as site

pytestmark = pytest.mark.browser


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def state() -> site.State:
    return site.State()


@pytest.fixture
def address(state: site.State) -> Iterator[str]:
    with site.serve(state) as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 900})
    made.goto(address)
    yield made
    made.close()


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("path", ["/design", "/fejl", "/"])
def test_no_violations_and_no_sideways_scroll(browser: Browser, address: str, path: str, width: int) -> None:
    plain = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    plain.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    plain.on("pageerror", lambda error: said.append(str(error)))
    plain.goto(address + path, wait_until="networkidle")
    assert said == []
    assert plain.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    plain.close()
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    looked_at = context.new_page()
    looked_at.goto(address + path, wait_until="networkidle")
    found = Axe().run(looked_at).response["violations"]
    context.close()
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def test_typing_saves_and_says_so(page: Page, state: site.State) -> None:
    field = page.get_by_label("Navn")
    field.fill("Ét fælles system")
    expect(page.locator("#need-state")).to_have_text("Gemt 14.32")
    expect(page.locator("#need-version")).to_have_value("2")
    expect(field).to_be_focused()
    assert state.received == [("auto", "1", "Ét fælles system")]


def test_a_queued_save_does_not_conflict_with_itself(page: Page, state: site.State) -> None:
    state.delay = 1.5
    page.get_by_label("Navn").press_sequentially("a")
    expect(page.locator("#need-state")).to_have_text("Gemmer …")
    page.wait_for_timeout(1000)
    page.get_by_label("Behov").last.fill("mere")
    page.wait_for_timeout(4000)
    expect(page.locator("#need-state")).to_have_text("Gemt 14.32")
    assert [version for _, version, _ in state.received] == ["1", "2"]
    expect(page.locator(".conflict")).to_have_count(0)


def test_an_old_token_is_renewed_unasked(page: Page, state: site.State) -> None:
    state.statuses = [400]
    page.get_by_label("Navn").fill("Noget nyt")
    expect(page.locator("#need-state")).to_have_text("Gemt 14.32")


@pytest.mark.parametrize("statuses", [[400, 400], [500], [503]])
def test_a_failed_save_keeps_the_text_and_can_be_tried_again(
    page: Page, state: site.State, statuses: list[int]
) -> None:
    state.statuses = statuses
    page.get_by_label("Navn").fill("Noget nyt")
    line = page.locator("#need-state")
    expect(line).to_contain_text("Ikke gemt. Teksten står her stadig")
    expect(page.get_by_label("Navn")).to_have_value("Noget nyt")
    line.get_by_role("button", name="Prøv igen").click()
    expect(line).to_have_text("Gemt 14.32")


def test_without_a_network_the_text_stays(page: Page) -> None:
    page.route("**/autogem", lambda route: route.abort())
    page.get_by_label("Navn").fill("Uden net")
    line = page.locator("#need-state")
    expect(line).to_contain_text("Ikke gemt. Teksten står her stadig")
    page.unroute("**/autogem")
    line.get_by_role("button", name="Prøv igen").click()
    expect(line).to_have_text("Gemt 14.32")


def test_an_expired_session_keeps_the_text(page: Page, state: site.State) -> None:
    state.statuses = [401]
    page.get_by_label("Navn").fill("Efter frokost")
    expect(page.locator("#need-state")).to_contain_text("du er logget ud")
    expect(page.get_by_role("link", name="Log ind i en ny fane")).to_be_visible()
    expect(page.get_by_label("Navn")).to_have_value("Efter frokost")


def test_leaving_with_unsaved_text_asks_first(browser: Browser, address: str, state: site.State) -> None:
    page = browser.new_page()
    page.goto(address)
    state.statuses = [500]
    page.get_by_label("Navn").press_sequentially("x")
    expect(page.locator("#need-state")).to_contain_text("Ikke gemt")
    asked: list[str] = []

    def answer(dialog) -> None:  # type: ignore[no-untyped-def]
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(address + "/fejl")
    assert asked == ["beforeunload"]
    page.close()


def test_two_people_both_see_both_texts(page: Page, state: site.State) -> None:
    state.version = 9
    page.get_by_label("Navn").fill("Mit")
    box = page.locator(".conflict")
    expect(box).to_contain_text("Jonas Okkels og du har begge rettet her")
    expect(box).to_contain_text("Hans")
    expect(page.locator("#need-state")).to_have_text("Ikke gemt. Se de to tekster")
    box.get_by_role("button", name="Gem min tekst").click()
    expect(page.locator("#need-state")).to_have_text("Alt er gemt")
    assert state.received[-1][0] == "save"


def test_errors_stand_at_their_fields(page: Page, state: site.State) -> None:
    state.statuses = [422]
    page.get_by_label("Navn").fill("")
    expect(page.locator("#title-error")).to_have_text("Skriv et navn.")
    expect(page.get_by_label("Navn")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#need-state")).to_contain_text("Ikke gemt. Ret felterne")
    page.get_by_label("Navn").fill("Nu")
    expect(page.locator("#need-state")).to_have_text("Gemt 14.32")
    expect(page.locator("#title-error")).to_have_text("")


def test_gem_waits_for_a_save_under_way(page: Page, state: site.State) -> None:
    state.delay = 0.8
    page.get_by_label("Navn").fill("Hurtig")
    page.get_by_label("Behov").last.focus()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("#need-state")).to_have_text("Alt er gemt")
    assert [(kind, version) for kind, version, _ in state.received][-1] == ("save", "2")


def test_focus_goes_to_the_summary_and_on_to_the_field(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Skriv et svar.").click()
    expect(page.get_by_label("Svar", exact=True).last).to_be_focused()


def test_a_toast_can_be_undone(page: Page, state: site.State) -> None:
    page.locator("#answer-title").fill("Ja")
    page.get_by_role("button", name="Send").click()
    toast = page.locator(".toast")
    expect(toast).to_contain_text("Slettet: K-13")
    toast.get_by_role("button", name="Fortryd").click()
    expect(page.locator("#need-state")).to_have_text("Alt er gemt")
    assert state.received[-1][0] == "save"


def test_the_dialog_opens_and_closes_by_keyboard(page: Page) -> None:
    page.get_by_role("link", name="Åbn").press("Enter")
    expect(page.get_by_role("dialog", name="Spørgsmål")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Spørgsmål")).to_be_hidden()
    expect(page.get_by_role("link", name="Åbn")).to_be_focused()


def test_arrows_move_in_the_matrix(page: Page, address: str) -> None:
    page.goto(address + "/design")
    first = page.get_by_label("Svar, K-06, Limfjord Business Systems")
    first.focus()
    page.keyboard.press("ArrowDown")
    below = page.get_by_label("Svar, K-08, Limfjord Business Systems")
    expect(below).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Point, K-08, Limfjord Business Systems")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Point, K-06, Limfjord Business Systems")).to_be_focused()
    expect(first).to_have_value("S")


def test_a_row_opens_in_place_and_moves_without_losing_focus(page: Page) -> None:
    page.get_by_role("link", name="Navn K-01").click()
    expect(page.get_by_label("Krav", exact=True).last).to_be_focused()
    page.get_by_role("button", name="Flyt K-01 ned").click()
    expect(page.locator("#needs > li").nth(1)).to_have_attribute("id", "K-01")
    expect(page.get_by_role("button", name="Flyt K-01 ned")).to_be_focused()
    page.get_by_role("link", name="Luk").click()
    expect(page.get_by_role("link", name="Navn K-01")).to_be_focused()


def test_an_open_row_is_saved_before_another_takes_its_place(page: Page, state: site.State) -> None:
    state.delay = 0.6
    page.get_by_role("link", name="Navn K-01").click()
    page.locator("#row-title").fill("Rammeordrer")
    page.get_by_role("link", name="Navn K-03").click()
    expect(page.locator("#K-03 form")).to_be_visible()
    assert state.received == [("auto", "1", "Rammeordrer")]


def test_a_row_that_cannot_be_saved_is_not_taken_away_unasked(page: Page, state: site.State) -> None:
    page.get_by_role("link", name="Navn K-01").click()
    state.statuses = [500] * 9  # leaving the field tries again, and may be answered before the click arrives
    page.locator("#row-title").fill("Rammeordrer")
    expect(page.locator("#row-K-01-state")).to_contain_text("Ikke gemt")
    page.get_by_role("link", name="Navn K-03").click()
    expect(page.locator(".toast")).to_contain_text("Teksten er ikke gemt")
    expect(page.locator("#row-title")).to_have_value("Rammeordrer")
    page.get_by_role("link", name="Navn K-03").click()
    expect(page.locator("#K-03 form")).to_be_visible()


def test_gem_and_next_opens_the_next_row(page: Page, state: site.State) -> None:
    page.get_by_role("link", name="Navn K-01").click()
    page.locator("#row-title").fill("Rammeordrer")
    page.get_by_role("button", name="Næste").click()
    expect(page.locator("#K-02 form")).to_be_visible()
    expect(page.locator("#row-title")).to_be_focused()
    assert ("row", "1", "Rammeordrer") in state.received


def test_it_all_posts_without_a_script(browser: Browser, address: str, state: site.State) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Navn").fill("Uden script")
    page.get_by_role("button", name="Gem", exact=True).click()
    context.close()
    assert state.received == [("save", "1", "Uden script")]
