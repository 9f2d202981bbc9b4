"""What every answer carries, where no answer leads, and what none of them tells of who has an account."""

import re
from contextvars import Context
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from itstart import clock
from itstart.db import db
from itstart.models import Invitation
from itstart.services import accounts
from itstart.web.headers import CSP, EMBED_CSP
from tests.browser import HTMX, Browser
from tests.factories import make_admin, make_helper
from tests.factories.example import import_example

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
# For each kind: how it is asked for, and the status.
KINDS = {
    "page for everybody": ("GET", "/kodeks", 200),
    "for other sites": ("GET", "/indlejr/it-starthjaelpere", 200),
    "feed": ("GET", "/nyheder/feed.xml", 200),
    "data": ("GET", "/api/v1/it-starthjaelpere", 200),
    "robots": ("GET", "/robots.txt", 200),
    "supervision": ("GET", "/healthz", 200),
    "static": ("GET", "/static/img/favicon.svg", 200),
    "page": ("GET", "/sager/", 200),
    "case": ("GET", "/sager/2026-0017", 200),
    "Word": ("GET", "/sager/2026-0017/dokumenter/behovsbeskrivelse", 200),
    "export": ("GET", "/sager/2026-0017/eksport", 200),
    "fragment": ("HX", "/sager/2026-0017/behov/krav", 200),
    "redirect": ("GET", "/log-ind", 303),
    "missing": ("GET", "/findesikke", 404),
    "forbidden": ("GET", "/brugere", 403),
    "method": ("GET", "/log-ud", 405),
    "token": ("POST", "/konto", 400),
    "body": ("POST", "/konto", 415),
    "too large": ("POST", "/konto", 413),
}
FILE = "default-src 'none'; sandbox"
POLICIES = {"for other sites": EMBED_CSP, "Word": FILE, "export": FILE}
OUTSIDE = (
    "//evil.dk", "///evil.dk", "/\\evil.dk", "\\\\evil.dk", "https://evil.dk", "http:evil.dk", "javascript:alert(1)",
    "data:text/html,x", "/\t/evil.dk", "%09//evil.dk", " //evil.dk", "/%5Cevil.dk/..//evil.dk\\", "//evil.dk/%2e%2e",
    "/\r\nLocation: https://evil.dk", "//user@evil.dk", "https:/evil.dk", "////evil.dk", "//[::1]/",
)  # fmt: skip


def _ask(browser: Browser, method: str, path: str, **more: Any) -> TestResponse:
    db.session.commit()
    answer = Context().run(browser.client.open, path, method=method, **more)
    db.session.rollback()
    return answer


def test_every_kind_of_answer_has_the_headers(app: Flask, browser: Browser) -> None:
    _, helper = import_example()
    browser.log_in(helper)
    token = browser.token()
    bodies: dict[str, dict[str, Any]] = {
        "token": {"data": {"name": "x"}},
        "body": {"json": {"name": "x"}, "headers": {"X-CSRFToken": token}},
        "too large": {"data": {"csrf_token": token, "name": "x" * 1_100_000}},
        "fragment": {"headers": HTMX},
    }
    for kind, (method, path, status) in KINDS.items():
        answer = _ask(browser, "GET" if method == "HX" else method, path, **bodies.get(kind, {}))
        where = f"{kind}: {method} {path}"
        assert answer.status_code == status, where
        for name, value in ALWAYS.items():
            assert answer.headers.get(name) == value, f"{where} {name}"
        policy = POLICIES.get(kind, CSP)
        assert answer.headers["Content-Security-Policy"] == policy, where
        assert answer.headers.get("X-Frame-Options") == (None if policy == EMBED_CSP else "DENY"), where
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers.get("Cache-Control"), where
        assert "Server" not in answer.headers, where
        answer.close()


def test_behind_the_log_in_nothing_is_kept_and_over_https_https_is_remembered(browser: Browser) -> None:
    browser.log_in(make_helper())
    for path in ("/sager/", "/konto", "/brugere", "/findesikke"):
        answer = _ask(browser, "GET", path, base_url="https://localhost")
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path
        assert "Strict-Transport-Security" not in _ask(browser, "GET", path).headers


@pytest.mark.parametrize("target", OUTSIDE)
def test_next_never_leaves(browser: Browser, target: str) -> None:
    browser.log_in(make_helper())

    answer = _ask(browser, "GET", "/log-ind", query_string={"next": target})

    assert answer.status_code == 303
    assert answer.location.startswith("/"), answer.location
    assert "//" not in answer.location, answer.location
    assert "\\" not in answer.location, answer.location


def test_a_nul_in_next_is_no_address(browser: Browser) -> None:
    browser.log_in(make_helper())
    answer = _ask(browser, "GET", "/log-ind", query_string={"next": "/\x00/evil.dk"})
    assert answer.status_code == 404
    assert answer.location is None


def _words(text: str, email: str) -> str:
    """A page without what differs every time."""
    return re.sub(r"[\w.-]{40,}", "", text.replace(email, ""))


def test_a_log_in_tells_nobody_who_has_an_account(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    people = {
        "unknown": "ingen@example.dk",
        "known": make_helper().email,
        "closed": make_helper(deactivated_at=clock.now()).email,
        "without a password": make_helper(password_hash=None).email,
    }
    real, hashed = PasswordHasher.verify, list[str]()

    def counted(self: PasswordHasher, stored: str, password: str) -> bool:
        hashed.append(stored)
        return bool(real(self, stored, password))

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    accounts.log_in("ingen@example.dk", "the first makes the hash of nobody")
    pages, work = set(), list[int]()
    for email in people.values():
        hashed.clear()
        answer = browser.post("/log-ind", {"email": email, "password": "forkert kode her"}, visit="/log-ind")
        assert answer.status_code == 422
        pages.add(_words(answer.text, email))
        work.append(len(hashed))

    assert len(pages) == 1
    assert work == [1] * len(people), "one slow hash, whoever it is"
    assert len({stored.split("$")[3] for stored in hashed}) == 1


def test_an_invitation_tells_nobody_why_it_is_over(browser: Browser) -> None:
    admin = make_admin()
    over = ("unknown", "used", "withdrawn", "too old", "closed")
    pages = set()
    for why in over:
        person = accounts.Person(name="Karen", email=f"{over.index(why)}@example.dk", role=admin.role)
        user, link = accounts.invite(admin, person, base_url="http://localhost")
        invitation = db.session.query(Invitation).order_by(Invitation.id.desc()).first()
        assert invitation is not None
        invitation.used_at = clock.now() if why == "used" else None
        invitation.revoked_at = clock.now() if why == "withdrawn" else None
        invitation.expires_at = clock.now() if why == "too old" else invitation.expires_at
        user.deactivated_at = clock.now() if why == "closed" else None
        db.session.commit()
        visitor = Browser(browser.app)
        visitor.get("/invitation/unknown" if why == "unknown" else link.removeprefix("http://localhost"))
        answer = visitor.get("/vaelg-adgangskode")
        assert answer.status_code == 404
        pages.add(_words(answer.text, ""))

    assert len(pages) == 1
