"""A browser without JavaScript that checks every HTML page it gets, unasked."""

import re
from collections.abc import Mapping
from contextvars import Context
from functools import cached_property
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from itstart.db import db
from itstart.models.user import User
from itstart.web.headers import CSP, EMBED_CSP, KEPT
from tests.factories.accounts import PASSWORD

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://localhost/", "HX-Request-Type": "partial"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
NOT_LABELLED = {"hidden", "submit", "button", "image", "reset"}


class _Builder(HTML5TreeBuilder):
    """As Beautiful Soup's own, and keeps what html5lib found wrong: to read a page twice takes twice as long."""

    errors: list[tuple[Any, str]]

    def feed(self, markup: Any) -> None:
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.errors = [(where, code) for where, code, _ in parser.errors]


class Page:
    """An answer; its HTML is read when somebody asks."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status_code = response.status_code
        self.headers = response.headers
        self.text = response.get_data(as_text=True) if (response.mimetype or "").startswith("text/") else ""
        self.data = response.data
        response.close()
        self._builder = _Builder(store_line_numbers=False)

    @cached_property
    def html(self) -> BeautifulSoup:
        """The page as a browser would read it; empty for other things."""
        return BeautifulSoup(self.text if self.response.mimetype == "text/html" else "", builder=self._builder)

    @property
    def faults(self) -> list[tuple[Any, str]]:
        """What is not valid HTML 5: where, and html5lib's name of it."""
        return self._builder.errors if self.html else []

    @property
    def location(self) -> str:
        """Where the answer sends the browser, by redirect or by htmx."""
        return self.headers.get("Location") or self.headers.get("HX-Redirect") or ""

    def shown(self, selector: str = "main") -> str:
        """The words in a part of the page, with single spaces."""
        return " ".join(self.one(selector).get_text(" ").split())

    def one(self, selector: str) -> Tag:
        """The only element that fits."""
        found = self.html.select(selector)
        assert len(found) == 1, f"{len(found)} elements fit {selector}"
        return found[0]

    def errors(self) -> list[str]:
        """What stands under the fields, as far as it says anything."""
        return [text for tag in self.html.select("[id$=-error]") if (text := " ".join(tag.get_text(" ").split()))]


class Browser:
    """One person's browser. The test's own session is committed before each request and renewed after."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def log_in(self, user: User, password: str = PASSWORD) -> Page:
        """Log in through the form."""
        answer = self.post("/log-ind", {"email": user.email, "password": password}, visit="/log-ind")
        assert answer.status_code == 303, answer.errors()
        return answer

    def get(self, path: str, *, fragment: bool = False, follow: bool = False, headers: Mapping[str, str] = {}) -> Page:
        """Open a page, or ask as htmx does for a fragment of it."""
        return self.request("GET", path, fragment=fragment, follow=follow, headers=headers)

    def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        visit: str = "/konto",
        fragment: bool = False,
        follow: bool = False,
        headers: Mapping[str, str] = {},
    ) -> Page:
        """Send a form with the token of the page `visit`."""
        token = {"csrf_token": self.token(visit)}
        return self.request("POST", path, {**token, **(data or {})}, fragment=fragment, follow=follow, headers=headers)

    def token(self, path: str = "/konto") -> str:
        """The CSRF token a page holds; /konto for people, /log-ind for visitors."""
        # The page is looked at by its own tests: here it is asked for at every post.
        db.session.commit()
        answer = Context().run(self.client.get, path, follow_redirects=True)
        db.session.rollback()
        db.session.expire_all()
        found = TOKEN.search(answer.get_data(as_text=True))
        return found[1] if found else ""

    def request(
        self,
        method: str,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        fragment: bool = False,
        follow: bool = False,
        headers: Mapping[str, str] = {},
        whole: bool = True,
    ) -> Page:
        """Any request; every answer is checked. `whole=False`: the answer may be a fragment unasked."""
        db.session.commit()
        sent = {**(HTMX if fragment else {}), **headers}
        # In a context of its own: inside the test's, Flask would share `g` and the session with it.
        response = Context().run(
            self.client.open, path, method=method, data=data, headers=sent, follow_redirects=follow
        )
        db.session.rollback()
        db.session.expire_all()
        page = Page(response)
        check_headers(page)
        if response.mimetype == "text/html" and page.text and not 300 <= page.status_code < 400:
            may_be_part = fragment or not whole
            (check_fragment if may_be_part and "<html" not in page.text else check_page)(page)
        return page


def check_headers(page: Page) -> None:
    """What every answer carries, files and errors included."""
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    policy = page.headers["Content-Security-Policy"]
    assert page.headers.get("X-Frame-Options") == (None if policy == EMBED_CSP else "DENY")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert policy in {CSP, EMBED_CSP, "default-src 'none'; sandbox"}
    if page.response.mimetype == "text/html":
        is_kept = page.headers["Cache-Control"] == KEPT
        assert is_kept or page.headers["Cache-Control"] == "no-store"
        assert not is_kept or "Set-Cookie" not in page.headers, "a cookie would be kept with the page"
        assert "HX-Request" in page.response.vary


def check_page(page: Page) -> None:
    """A whole page: valid HTML 5 in Danish, one heading, a title that begins with it."""
    assert not page.faults, f"not valid HTML: {page.faults[:5]}"
    root = page.one("html")
    assert root.get("lang") == "da"
    headings = page.html.select("h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    title = page.one("title").get_text(strip=True)
    assert title, "an empty title"
    assert title.endswith("It-start"), title
    check_fragment(page)


def check_fragment(page: Page) -> None:
    """What holds for a part of a page too."""
    tags = page.html.find_all(True)
    ids = [str(tag["id"]) for tag in tags if tag.has_attr("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({name for name in ids if ids.count(name) > 1})}"
    labelled = {str(tag["for"]) for tag in tags if tag.name == "label" and tag.has_attr("for")}
    for tag in tags:
        _check_inline(tag)
        if tag.name in {"input", "select", "textarea"}:
            _check_label(tag, labelled)
        elif tag.name == "form" and str(tag.get("method", "get")).lower() == "post":
            assert tag.select("input[name=csrf_token]"), f"a form without a token: {tag.get('action')}"
            assert tag.get("action"), "a form that works only with JavaScript"
        elif tag.name == "img":
            assert tag.has_attr("alt"), f"an image without alt: {tag.get('src')}"


def _check_inline(tag: Tag) -> None:
    bad = [name for name in tag.attrs if name == "style" or name.startswith(("on", "hx-on"))]
    assert not bad, f"<{tag.name}> has {bad}"
    assert tag.name != "style", "an inline style sheet"
    assert tag.name != "script" or tag.has_attr("src"), "an inline script"


def _check_label(field: Tag, labelled: set[str]) -> None:
    if str(field.get("type", "")) in NOT_LABELLED:
        return
    named = field.get("id") in labelled or field.has_attr("aria-label") or field.has_attr("aria-labelledby")
    assert named or field.find_parent("label"), f"a field without a label: {field.get('name')}"
