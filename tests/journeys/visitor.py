"""A person at a real browser; whatever goes wrong unseen on a page is noted and fails the test."""

import re
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Download, Locator, Page, expect

from tests.chromium import MOST_WAIT
from tests.journeys.live import Site

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}  # what WCAG 2.2 calls reflow, 1.4.10
SAVED = re.compile(r"Gemt \d+\.\d\d")
# A breach of the policy is told to the console by the browser; this tells it in words of our own too.
LISTENER = "document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective));"

MENU_OVER_MARK = """() => {
  const mark = document.querySelector(".top__mark");
  const links = [...document.querySelectorAll(".top__inner nav a")].filter(link => link.checkVisibility());
  return mark && links.some(link => link.getBoundingClientRect().left < mark.getBoundingClientRect().right);
}"""


class Visitor:
    """One browser window. `expects`: parts of console errors that belong to the journey ("409", "ERR_FAILED")."""

    def __init__(self, site: Site, browser: Browser, *, expects: Iterable[str] = (), **context: Any) -> None:
        self.site = site
        self.expects = tuple(expects)
        self.problems: list[str] = []
        options: dict[str, Any] = {"base_url": site.url, "locale": "da-DK", "viewport": DESKTOP, **context}
        self.context: BrowserContext = browser.new_context(**options)
        self.context.set_default_timeout(MOST_WAIT)
        if options.get("java_script_enabled", True):
            self.context.add_init_script(LISTENER)
        self.context.on("page", self._watch)
        self.page: Page = self.context.new_page()

    def _watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        text = f"{message.text} ({message.location.get('url', '')})"
        if not any(part in text for part in self.expects) or "CSP" in text or "Content Security" in text:
            self.problems.append(text)

    def log_in(self, email: str, password: str = "") -> "Visitor":
        """Log in through the form; the demo's password when none is given."""
        self.go("/log-ind")
        self.fill("E-mail", email)
        self.fill("Adgangskode", password or self.site.password)
        self.press("Log ind")
        expect(self.page).to_have_url(re.compile("/overblik"))
        return self

    def go(self, path: str) -> "Visitor":
        """Open a page."""
        answer = self.page.goto(path)
        assert answer is None or answer.ok or str(answer.status) in self.expects, f"{answer.status} at {path}"
        return self

    def fill(self, label: str, text: str, within: Locator | None = None) -> Locator:
        """Type in the field with this label."""
        field = self.field(label, within)
        field.fill(text)
        return field

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The field with this label."""
        controls = self.page.locator("input, select, textarea")
        return (within or self.page).get_by_label(label, exact=True).and_(controls).first

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the button with this name."""
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow the link with this name to its page: what comes after is never asked of the page before it."""
        with self.page.expect_navigation():
            self._link(name, within).click()

    def fetch(self, name: str) -> Download:
        """The file behind the link with this name."""
        with self.page.expect_download() as coming:
            self._link(name).click()
        return coming.value

    def _link(self, name: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("link", name=name, exact=True).first

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The words stand in the page's own part."""
        expect(self.page.locator("main")).to_contain_text(text)

    def told(self, text: str | re.Pattern[str]) -> None:
        """A message says so."""
        expect(self.page.locator("#messages")).to_contain_text(text)

    def saved(self, form: str) -> None:
        """The form's own line says that it is saved."""
        expect(self.page.locator(f"#{form}-state")).to_have_text(SAVED)

    def fits(self) -> None:
        """Nothing makes the page wider than the window, and the menu leaves the mark alone."""
        wide = self.page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert wide[0] <= wide[1], f"{self.page.url} is {wide[0]} px wide in a window of {wide[1]} px"

        over = self.page.evaluate(MENU_OVER_MARK)
        assert not over, f"the menu of {self.page.url} lies over the mark"

    def close(self) -> None:
        """Leave, and say what went wrong unseen."""
        self.context.close()
        self.nothing_went_wrong()

    def nothing_went_wrong(self) -> None:
        """Nothing unseen since the last time it was asked."""
        problems, self.problems = self.problems, []
        assert not problems, "\n".join(problems)
