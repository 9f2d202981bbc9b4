"""Logging in with totrinslogin: the code, the replay, the throttle and the recovery codes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import OutboxMail
from itstart.services import second_factor, throttle
from tests.browser import Browser
from tests.factories import PASSWORD, make_admin, make_staff
from tests.factories.second_factor import code_of, turn_on
from tests.web.second_factor_steps import ASK, GOAL, PAGE, give_code, give_password, is_in, recover

# ---- logging in --------------------------------------------------------------------------------------


def test_a_password_alone_opens_nothing_and_the_code_leads_on(browser: Browser) -> None:
    user = make_staff()
    key, _ = turn_on(user)

    assert give_password(browser, user).location == f"{ASK}?next=/konto?x%3D1"
    assert not is_in(browser)
    assert give_code(browser, "000000").errors()[0] == second_factor.WRONG_CODE
    done = give_code(browser, f"{code_of(key)[:3]} {code_of(key)[3:]}")

    assert done.location == GOAL
    assert is_in(browser)


def test_a_code_is_worth_nothing_a_second_time(browser: Browser) -> None:
    user, other = make_staff(), Browser(browser.app)
    key, _ = turn_on(user)
    code = code_of(key)
    give_password(browser, user)
    give_code(browser, code)
    give_password(other, user)

    assert give_code(other, code).status_code == 422
    assert not is_in(other)
    assert give_code(other, code_of(key, ahead=1)).status_code == 303


@pytest.mark.parametrize("change", ["time", "password", "closed", "phone"])
def test_a_right_password_waits_ten_minutes_and_no_longer_than_it_is_right(browser: Browser, change: str) -> None:
    user = make_staff()
    key, _ = turn_on(user)
    give_password(browser, user)
    cookie = browser.client.get_cookie("itstart")
    assert cookie is not None
    if change == "time":
        with browser.client.session_transaction() as kept:
            before = clock.now() - timedelta(minutes=11)
            kept["waits_for_code"] = [*kept["waits_for_code"][:2], before.isoformat()]
    elif change == "password":
        user.password_changed_at = clock.now()
    elif change == "closed":
        user.deactivated_at = clock.now()
    else:
        user.second_factor_since = clock.now() + timedelta(seconds=1)
    db.session.commit()

    answer = browser.post(ASK, {"app_code": code_of(key)}, visit="/log-ind")

    assert answer.location == "/log-ind"
    assert not is_in(browser)


def test_without_a_password_there_is_nothing_to_ask(browser: Browser) -> None:
    for path, name in ((ASK, "app_code"), ("/log-ind/noedkode", "recovery_code")):
        assert browser.post(path, {name: "123456"}, visit="/log-ind").location == "/log-ind"
    assert browser.get(ASK).location == "/log-ind"


def test_a_new_link_to_a_password_does_not_go_round_it(browser: Browser) -> None:
    admin, user = make_admin(), make_staff()
    turn_on(user)
    browser.log_in(admin)
    link = browser.post(f"/brugere/{user.id}/nyt-link").shown("#link")
    other = Browser(browser.app)
    other.get(link.removeprefix("http://localhost"))

    answer = other.post("/vaelg-adgangskode", {"password": "kornmarken bølger i juni"}, visit="/vaelg-adgangskode")

    assert answer.location.startswith(ASK)
    assert not is_in(other)


def test_ten_tries_from_anywhere_but_the_recovery_code_has_a_count_of_its_own(browser: Browser) -> None:
    user = make_staff()
    key, codes = turn_on(user)
    give_password(browser, user)
    tries = [give_code(browser, "000000").status_code for _ in range(11)]

    assert tries == [422] * 10 + [429]
    assert give_code(browser, code_of(key)).status_code == 429
    assert recover(browser, codes[0]).location == GOAL


@pytest.mark.parametrize(
    ("path", "message"),
    [(ASK, "Skriv koden fra appen."), ("/log-ind/noedkode", "Skriv en af dine nødkoder.")],
)
def test_no_code_is_asked_for_again(browser: Browser, path: str, message: str) -> None:
    user = make_staff()
    turn_on(user)
    give_password(browser, user)

    answer = browser.post(path, {"next": GOAL}, visit=ASK)

    assert (answer.status_code, answer.errors()) == (422, [message])
    assert not is_in(browser)


def test_tries_at_recovery_codes_are_counted(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_staff()
    _, codes = turn_on(user)
    give_password(browser, user)
    monkeypatch.setattr(throttle, "CODE_PER_ACCOUNT", throttle.Limit(1, 300))

    assert [recover(browser, code).status_code for code in ("abcd-efgh-jkmn", codes[0])] == [422, 429]
    assert not is_in(browser)


# ---- recovery codes ----------------------------------------------------------------------------------


def test_a_recovery_code_opens_once_and_is_told_by_mail(browser: Browser) -> None:
    user, other = make_staff(), Browser(browser.app)
    _, codes = turn_on(user)
    give_password(browser, user)
    assert recover(browser, "abcd-efgh-jkmn").errors()[-1] == "Nødkoden passer ikke, eller den er brugt."
    assert recover(browser, f" {codes[3].upper()} ").location == GOAL
    give_password(other, user)

    assert recover(other, codes[3]).status_code == 422
    assert second_factor.codes_left(user) == 9
    assert "Du har 9 igen" in db.session.scalars(select(OutboxMail.body).order_by(OutboxMail.id)).all()[-1]


def test_new_codes_replace_the_old(browser: Browser) -> None:
    user = make_staff()
    key, old = turn_on(user)
    give_password(browser, user)
    used = code_of(key)
    give_code(browser, used)
    wrong = browser.post(f"{PAGE}/noedkoder", {"app_code": used, "password": PASSWORD})
    assert wrong.status_code == 422, "the code of the log-in is used"

    new = browser.post(f"{PAGE}/noedkoder", {"app_code": code_of(key, ahead=1), "password": PASSWORD})

    codes = new.shown("#recovery-codes").split()
    assert len(codes) == 10
    assert not second_factor.use_recovery_code(user, old[0])
    assert second_factor.use_recovery_code(user, codes[0])
    assert not second_factor.use_recovery_code(make_staff(), codes[1])
