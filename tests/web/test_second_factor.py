"""Totrinslogin: set up, used at the log-in, replayed, lost and reset."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, url_for
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import OutboxMail, RecoveryCode, SecondFactor, SettingChange, User, UserEvent
from itstart.rules.terms import Role
from itstart.services import second_factor, throttle
from itstart.web.access import BEFORE_SECOND_FACTOR, Access
from itstart.web.access_table import TABLE
from tests.browser import Browser
from tests.factories import PASSWORD, make_admin, make_helper, make_staff, make_user
from tests.factories.second_factor import code_of, turn_on
from tests.web.second_factor_steps import GOAL, PAGE, give_code, give_password, is_in


@pytest.fixture
def asked(app: Flask) -> Iterator[None]:
    """An installation that lets nobody at IBIZ-Center in with a password alone."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, second_factor=True)
    yield
    app.config["SETTINGS"] = before


def _events() -> list[str]:
    return list(db.session.scalars(select(UserEvent.text).order_by(UserEvent.id)))


# ---- setting it up -----------------------------------------------------------------------------------


def test_set_up_shows_the_key_then_ten_codes_and_logs_out_elsewhere(browser: Browser) -> None:
    user = make_helper()
    other = Browser(browser.app)
    other.log_in(user)
    browser.log_in(user)
    assert browser.get("/konto").html.select(f'a[href="{PAGE}"]')
    browser.post(f"{PAGE}/begynd")
    key = browser.get(f"{PAGE}/opsaet").shown(".secret-key")
    assert browser.get(f"{PAGE}/opsaet").html.select(".qr svg[viewBox] path"), "the whole of it, however large"

    done = browser.post(f"{PAGE}/opsaet", {"app_code": code_of(key), "password": PASSWORD})

    codes = done.shown("#recovery-codes").split()
    assert len(set(codes)) == 10
    assert all(len(code) == 14 for code in codes)
    assert is_in(browser)
    assert not is_in(other)
    assert "Du har 10 nødkoder tilbage" in browser.get(PAGE).shown()
    assert _events() == ["slog totrinslogin til"]
    mail = db.session.scalars(select(OutboxMail)).one()
    assert (mail.recipient, mail.subject) == (user.email, "Totrinslogin på din konto i It-start")
    assert "Totrinslogin er slået til på din konto." in mail.body


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"app_code": ""}, "Skriv koden fra appen."),
        ({"app_code": "000000"}, second_factor.WRONG_CODE),
        ({"password": ""}, "Skriv din adgangskode."),
        ({"password": "en anden sætning"}, "Adgangskoden er ikke den, du har nu."),
    ],
)
def test_a_wrong_code_or_password_turns_nothing_on(browser: Browser, change: dict[str, str], message: str) -> None:
    user = make_helper()
    browser.log_in(user)
    browser.post(f"{PAGE}/begynd")
    key = browser.get(f"{PAGE}/opsaet").shown(".secret-key")

    answer = browser.post(f"{PAGE}/opsaet", {"app_code": code_of(key), "password": PASSWORD, **change})

    assert answer.status_code == 422
    assert answer.errors() == [message]
    assert answer.shown(".secret-key") == key, "the phone that was scanned still fits"
    assert db.session.get_one(User, user.id).second_factor_since is None


def test_nothing_readable_is_stored(app: Flask) -> None:
    user = make_helper()
    key, codes = turn_on(user)
    factor = db.session.scalars(select(SecondFactor)).one()

    stored = [factor.sealed_key, *db.session.scalars(select(RecoveryCode.code_hash))]

    assert not any(secret.replace("-", "") in text for text in stored for secret in (key, *codes))
    assert not second_factor.fits(user, code_of(key), "another secret of the installation")
    assert second_factor.fits(user, code_of(key), str(app.secret_key))


# ---- turning it off ----------------------------------------------------------------------------------


def test_it_is_turned_off_with_password_and_code(browser: Browser) -> None:
    user = make_staff()
    key, _ = turn_on(user)
    give_password(browser, user)
    give_code(browser, code_of(key))
    form = {"app_code": code_of(key, ahead=1), "password": PASSWORD}
    assert browser.post(f"{PAGE}/slaa-fra", {**form, "password": "en anden sætning"}).status_code == 422
    assert browser.post(f"{PAGE}/begynd").location == PAGE, "a new phone does not slip in beside the old one"

    assert browser.post(f"{PAGE}/slaa-fra", form).location == PAGE

    assert db.session.scalars(select(SecondFactor.id)).all() == []
    assert db.session.scalars(select(RecoveryCode.id)).all() == []
    assert give_password(Browser(browser.app), user).location == GOAL


def test_guesses_by_who_is_logged_in_are_counted_too(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_staff()
    key, _ = turn_on(user)
    give_password(browser, user)
    give_code(browser, code_of(key))
    monkeypatch.setattr(throttle, "CODE_PER_ACCOUNT", throttle.Limit(1, 300))

    form = {"app_code": code_of(key, ahead=1), "password": PASSWORD}

    assert browser.post(f"{PAGE}/slaa-fra", form).status_code == 429
    assert db.session.get_one(User, user.id).second_factor_since is not None


@pytest.mark.parametrize("path", ["/noedkoder", "/slaa-fra", "/opsaet"])
def test_what_is_not_on_cannot_be_asked_for(browser: Browser, path: str) -> None:
    browser.log_in(make_helper())

    assert browser.get(f"{PAGE}{path}").location == PAGE
    assert browser.post(f"{PAGE}{path}", {"app_code": "123456", "password": PASSWORD}).location == PAGE


def test_an_administrator_resets_it_and_the_person_is_told(browser: Browser) -> None:
    admin, user, other = make_admin(), make_helper(), Browser(browser.app)
    key, _ = turn_on(user)
    give_password(other, user)
    give_code(other, code_of(key))
    browser.log_in(admin)
    assert "Slået til" in browser.get(f"/brugere/{user.id}").shown()

    answer = browser.post(f"/brugere/{user.id}/nulstil-totrinslogin", follow=True)

    assert "Ikke sat op" in answer.shown()
    assert f"{admin.name} nulstillede totrinslogin" in answer.shown()
    assert not is_in(other)
    mail = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id.desc())).first()
    assert mail is not None
    assert f"{admin.name} har nulstillet totrinslogin på din konto." in mail.body
    assert browser.post(f"/brugere/{admin.id}/nulstil-totrinslogin").status_code == 403


def test_there_is_nothing_to_reset_where_it_is_off(app: Flask) -> None:
    second_factor.reset(make_admin(), make_helper())

    assert _events() == []
    assert db.session.scalars(select(OutboxMail.id)).all() == []


# ---- who must have it --------------------------------------------------------------------------------


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN])
def test_who_must_have_it_can_do_nothing_else(app: Flask, browser: Browser, role: Role) -> None:
    user = make_user(role)
    assert give_password(browser, user, "/overblik").location == "/overblik"
    token = browser.token(PAGE)
    with app.test_request_context():
        plain = [rule for rule in app.url_map.iter_rules() if not rule.arguments]
        rules = [(rule.endpoint, url_for(rule.endpoint), rule.methods or set()) for rule in plain]
    tried = 0
    for endpoint, path, methods in rules:
        if TABLE[endpoint] is Access.PUBLIC or endpoint in BEFORE_SECOND_FACTOR:
            continue
        tried += 1
        if "GET" in methods:
            assert browser.get(path).location == PAGE, endpoint
        if "POST" in methods:
            assert browser.request("POST", path, {"csrf_token": token}).status_code == 403, endpoint
    assert tried > 60
    assert browser.get("/overblik", fragment=True).headers["HX-Redirect"] == PAGE
    assert "Sæt det op, før du går videre" in browser.get(PAGE).shown()
    browser.post(f"{PAGE}/begynd", visit=PAGE)
    key = browser.get(f"{PAGE}/opsaet").shown(".secret-key")

    browser.post(f"{PAGE}/opsaet", {"app_code": code_of(key), "password": PASSWORD}, visit=PAGE)

    assert browser.get("/overblik").status_code == 200


@pytest.mark.usefixtures("asked")
def test_helpers_choose_until_the_setting_says_otherwise(browser: Browser) -> None:
    user = make_helper()
    browser.log_in(user)
    assert is_in(browser)
    db.session.add(
        SettingChange(key="totrinslogin-for-raadgivere", value="ja", set_at=clock.now(), set_by="Anna", subject="")
    )
    db.session.commit()

    assert browser.get("/konto").location == PAGE, "from the next page on"


def test_the_setting_is_yes_or_no(browser: Browser) -> None:
    browser.log_in(make_admin())
    path = "/indstillinger/totrinslogin-for-raadgivere"
    form: dict[str, Any] = {"seen": 0, "reason": ""}
    assert "Gælder nu Nej" in browser.get(path).shown()

    assert browser.post(path, {**form, "value": "måske"}).status_code == 422
    assert browser.post(path, {**form, "value": "ja"}).status_code == 303
    assert "Totrinslogin for firmaerne Ja" in browser.get("/indstillinger").shown("#rules")


def test_staff_of_a_demo_may_do_without(browser: Browser) -> None:
    browser.log_in(make_staff())

    assert "For dig er totrinslogin frivilligt" in browser.get(PAGE).shown()
