"""What every request meets: tokens, other sites, odd bodies, big bodies, one transaction, and errors in Danish."""

import logging

import pytest
from flask import Flask, has_request_context
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from itstart.db import db
from itstart.models.user import User
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import accounts
from itstart.web import form_keys
from tests.browser import Browser
from tests.factories import PASSWORD, make_admin, make_helper

PROFILE = {"name": "Nyt Navn", "title": "", "phone": ""}


@pytest.fixture
def person(browser: Browser) -> User:
    """Somebody who is logged in."""
    user = make_helper(name="Gammelt Navn")
    browser.log_in(user)
    return user


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        ({}, "", 400),
        ({}, "made up", 400),
        ({"Sec-Fetch-Site": "cross-site"}, "right", 403),
        ({"Sec-Fetch-Site": "same-site"}, "right", 403),
        ({"Sec-Fetch-Site": "same-origin"}, "right", 303),
    ],
)
def test_posts_from_elsewhere(browser: Browser, person: User, headers: dict[str, str], token: str, status: int) -> None:
    data = {**PROFILE, "csrf_token": browser.token() if token == "right" else token}

    answer = browser.request("POST", "/konto", data, headers=headers)

    assert answer.status_code == status
    assert person.name == ("Nyt Navn" if status == 303 else "Gammelt Navn")


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "", "multipart/mixed"])
@pytest.mark.parametrize("body", [b"1", b'{"name": "x"}', b"name=x"])
def test_a_body_that_is_no_form_is_refused(browser: Browser, person: User, kind: str, body: bytes) -> None:
    token = browser.token()
    response = browser.client.post("/konto", data=body, content_type=kind, headers={"X-CSRFToken": token})

    assert response.status_code == 415
    assert person.name == "Gammelt Navn"


def test_another_persons_token_is_worth_nothing(browser: Browser, person: User) -> None:
    other = Browser(browser.app)
    other.log_in(make_helper())

    assert browser.request("POST", "/konto", {**PROFILE, "csrf_token": other.token()}).status_code == 400


def test_the_log_in_needs_a_token_too(browser: Browser) -> None:
    user = make_helper()
    browser.get("/log-ind")

    assert browser.request("POST", "/log-ind", {"email": user.email, "password": PASSWORD}).status_code == 400


def test_what_was_typed_in_an_old_form_is_shown_again_but_no_secret(browser: Browser, person: User) -> None:
    data = {"name": "Lang \x00tekst", "password": "hemmeligt", "csrf_token": "old"}
    answer = browser.request("POST", "/konto", data)

    assert "Lang tekst" in answer.shown()
    assert "hemmeligt" not in answer.text


def test_what_was_typed_after_the_log_in_ended_is_shown_again(browser: Browser, person: User) -> None:
    token = browser.token()
    browser.client.delete_cookie("itstart")

    answer = browser.request("POST", "/konto", {"name": "Min lange tekst", "csrf_token": token})

    assert answer.status_code == 401
    assert "Min lange tekst" in answer.shown()


def test_a_body_over_a_megabyte_is_refused(browser: Browser, person: User) -> None:
    answer = browser.post("/konto", {**PROFILE, "name": "x" * 1_100_000})

    assert answer.status_code == 413
    assert "Det fylder for meget" in answer.shown()


def test_a_hundred_thousand_characters_are_explained_and_kept(browser: Browser, person: User) -> None:
    long = "æ" * 100_000
    answer = browser.post("/konto", {**PROFILE, "name": long})

    assert answer.status_code == 422
    assert answer.errors() == ["Teksten er for lang: skriv højst 200 tegn."]
    assert long in answer.text


def test_hostile_texts_are_shown_as_texts(browser: Browser, person: User) -> None:
    name = "<script>alert(1)</script> {{ 7*7 }} 👩‍🔧 & \"'"
    browser.post("/konto", {**PROFILE, "name": name})

    page = browser.get("/konto")

    assert person.name == name
    assert page.one("#name")["value"] == name
    assert "49" not in page.one("#name")["value"]


def test_an_unknown_host_is_refused(browser: Browser) -> None:
    answer = browser.get("/log-ind", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/findes-ikke", "/static/findes-ikke.css"])
def test_a_page_that_is_not_there(browser: Browser, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 404
    assert "Siden findes ikke" in answer.shown()


def test_a_wrong_method_is_told_in_danish(browser: Browser) -> None:
    answer = browser.get("/konto/log-ud-alle-steder")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (RuleViolation([Finding("Kunden skal underskrive først.")]), 409, "Kunden skal underskrive først."),
        (StaleDataError("x"), 409, "En anden har ændret det samme"),
        (OperationalError("x", {}, Exception("locked")), 503, "Vi har travlt lige nu"),
    ],
)
def test_what_stops_a_use_case_becomes_a_page_and_leaves_no_trace(
    browser: Browser, person: User, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def fail(user: User, **values: str) -> None:
        user.name = "half"
        db.session.flush()
        raise error

    monkeypatch.setattr(accounts, "update_profile", fail)

    answer = browser.post("/konto", PROFILE)

    assert answer.status_code == status
    assert words in answer.shown()
    assert person.name == "Gammelt Navn"


def test_an_error_in_a_fragment_goes_to_the_messages(
    browser: Browser, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(user: User, **values: str) -> None:
        raise RuleViolation([Finding("Nej.")])

    monkeypatch.setattr(accounts, "update_profile", fail)

    answer = browser.post("/konto", PROFILE, fragment=True)

    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.text
    assert "Nej." in answer.text


def test_a_bug_becomes_a_page_that_asks_nobody(
    app: Flask, browser: Browser, person: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(user: User, **values: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(accounts, "update_profile", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    with caplog.at_level(logging.CRITICAL):
        answer = browser.post("/konto", PROFILE)

    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.shown()
    assert answer.headers["X-Request-Id"] in answer.shown()
    assert "ZeroDivision" not in answer.text


def test_a_commit_that_fails_is_not_called_a_success(browser: Browser, person: User) -> None:
    data = {**PROFILE, "csrf_token": browser.token()}

    @event.listens_for(db.session, "before_commit")
    def fail(session: object) -> None:
        if has_request_context():
            raise StaleDataError("somebody was first")

    try:
        answer = browser.request("POST", "/konto", data)
    finally:
        event.remove(db.session, "before_commit", fail)

    assert answer.status_code == 409
    assert person.name == "Gammelt Navn"


def test_following_a_link_changes_nothing(
    app: Flask, browser: Browser, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(user: User) -> list[object]:
        user.name = "changed by a GET"
        return []

    monkeypatch.setattr("itstart.web.account.sessions.live", change)

    assert browser.get("/konto").status_code == 200
    assert person.name == "Gammelt Navn"


def test_secrets_and_names_stay_out_of_the_log(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="itstart"):
        admin = make_admin(name="Hemmelig Person")
        browser.log_in(admin)
        browser.get("/invitation/a-very-secret-token")
        browser.get("/konto")

    text = caplog.text
    assert "GET /invitation/<token> 303" in text
    for secret in ("a-very-secret-token", "Hemmelig", admin.email, PASSWORD):
        assert secret not in text


@pytest.mark.parametrize("path", ["/sager/?q=%00", "/sager/?vis=a%00b", "/best-practice?q=%00"])
def test_an_address_with_a_letter_no_database_takes_leads_nowhere(browser: Browser, person: User, path: str) -> None:
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("key", ["\x00", "a\x00b", "\n"])
def test_a_form_key_that_is_none_of_ours_is_no_key(app: Flask, key: str) -> None:
    with app.test_request_context(method="POST", data={"form_key": key}):
        assert form_keys.already() is None
