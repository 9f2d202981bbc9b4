"""Logging in and out, and one's own account."""

from datetime import timedelta

import pytest

from itstart import clock
from itstart.db import db
from itstart.models.user import Attempt, User, UserSession
from itstart.services import sessions
from tests.browser import Browser
from tests.factories import PASSWORD, make_firm, make_helper, make_staff


def test_a_helper_logs_in_and_comes_to_the_cases(browser: Browser) -> None:
    answer = browser.log_in(make_helper())

    assert browser.get(answer.location, follow=True).status_code == 200


def test_a_visitor_is_sent_to_the_log_in_and_back_again(browser: Browser) -> None:
    user = make_staff()

    answer = browser.get("/konto?x=1")
    assert answer.status_code == 303
    assert answer.location == "/log-ind?next=/konto?x%3D1"
    form = browser.get(answer.location)
    assert form.one("input[name=next]")["value"] == "/konto?x=1"
    again = browser.post(
        "/log-ind", {"email": user.email, "password": PASSWORD, "next": "/konto?x=1"}, visit="/log-ind"
    )
    assert again.location == "/konto?x=1"


def test_htmx_moves_the_whole_browser_to_the_log_in(browser: Browser) -> None:
    answer = browser.get("/konto", fragment=True, headers={"HX-Current-URL": "http://localhost/sager/2026-0001"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/log-ind?next=/sager/2026-0001"
    assert answer.text == ""


@pytest.mark.parametrize("who", ["unknown@example.dk", "known"])
def test_a_wrong_password_says_the_same_for_everybody(browser: Browser, who: str) -> None:
    email = make_helper().email if who == "known" else who

    answer = browser.post("/log-ind", {"email": email, "password": "forkert kode her"}, visit="/log-ind")

    assert answer.status_code == 422
    assert answer.errors() == ["E-mailadressen og adgangskoden passer ikke sammen."]
    assert email in answer.text, "what was typed is kept"


def test_the_cookie_changes_at_log_in(browser: Browser) -> None:
    user = make_helper()
    browser.get("/log-ind")
    before = browser.client.get_cookie("itstart")
    browser.log_in(user)
    after = browser.client.get_cookie("itstart")

    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert after.http_only
    assert after.same_site == "Lax"


def test_a_copied_cookie_is_worthless_after_log_out(browser: Browser) -> None:
    browser.log_in(make_helper())
    cookie = browser.client.get_cookie("itstart")
    assert cookie is not None
    assert browser.post("/log-ud").status_code == 303

    browser.client.set_cookie("itstart", cookie.value)

    assert browser.get("/konto").status_code == 303


def test_log_out_everywhere_ends_the_other_browser(browser: Browser) -> None:
    user = make_helper()
    other = Browser(browser.app)
    other.log_in(user)
    browser.log_in(user)

    browser.post("/konto/log-ud-alle-steder")

    assert other.get("/konto").status_code == 303
    assert browser.get("/konto").status_code == 303


def test_one_forgotten_log_in_is_ended_and_nobody_elses(browser: Browser) -> None:
    user, other, stranger = make_helper(), Browser(browser.app), Browser(browser.app)
    other.log_in(user)
    browser.log_in(user)
    forgotten = browser.get("/konto").one('form[action$="/afslut"]')["action"]
    stranger.log_in(make_helper())
    stranger.post(str(forgotten))
    assert other.get("/konto").status_code == 200

    assert browser.post(str(forgotten)).status_code == 303

    assert other.get("/konto").status_code == 303
    assert browser.get("/konto").status_code == 200


@pytest.mark.parametrize(
    ("minutes", "staff", "lives"),
    [(59, False, True), (61, False, False), (29, True, True), (31, True, False)],
)
def test_a_log_in_dies_of_idleness(browser: Browser, minutes: int, staff: bool, lives: bool) -> None:
    browser.log_in(make_staff() if staff else make_helper())
    row = db.session.query(UserSession).one()
    row.seen_at = clock.now() - timedelta(minutes=minutes)

    assert browser.get("/konto").status_code == (200 if lives else 303)


def test_a_log_in_lasts_twelve_hours_at_most_and_stays_dead(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.log_in(make_helper())
    later = clock.now() + timedelta(hours=13)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: later)
    assert browser.get("/konto").status_code == 303

    monkeypatch.setattr(clock, "now", real)

    assert browser.get("/konto").status_code == 303, "the clock went back, the session did not"


def test_five_log_ins_at_most(app: object, browser: Browser) -> None:
    user = make_helper()
    tokens = [sessions.start(user, f"browser {number}") for number in range(7)]

    assert len(sessions.live(user)) == sessions.MOST
    assert sessions.user_of(tokens[0]) is None
    assert sessions.user_of(tokens[-1]) is user


def test_a_closed_account_is_out_at_once(browser: Browser) -> None:
    user = make_helper()
    browser.log_in(user)
    user.deactivated_at = clock.now()

    assert browser.get("/konto").status_code == 303
    answer = browser.post("/log-ind", {"email": user.email, "password": PASSWORD}, visit="/log-ind")
    assert answer.status_code == 422


def test_ten_tries_in_five_minutes(browser: Browser) -> None:
    user, other = make_helper(), make_helper()
    wrong = {"email": user.email, "password": "forkert kode her"}
    codes = [browser.post("/log-ind", wrong, visit="/log-ind").status_code for _ in range(11)]

    assert codes == [422] * 10 + [429]
    right = browser.post("/log-ind", {"email": user.email, "password": PASSWORD}, visit="/log-ind")
    assert right.status_code == 429, "the right password does not help before the time is up"
    assert browser.post("/log-ind", {"email": other.email, "password": PASSWORD}, visit="/log-ind").status_code == 303
    assert all(user.email not in attempt.bucket for attempt in db.session.query(Attempt))


def test_an_own_password_is_changed_and_other_browsers_are_out(browser: Browser) -> None:
    user = make_helper()
    other = Browser(browser.app)
    other.log_in(user)
    browser.log_in(user)
    new = "kornmarken bølger i juni"

    answer = browser.post("/konto/adgangskode", {"old": PASSWORD, "password": new})

    assert answer.status_code == 303
    assert browser.get("/konto").status_code == 200
    assert other.get("/konto").status_code == 303
    assert Browser(browser.app).log_in(user, new).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("forkert", "kornmarken bølger i juni", "Adgangskoden er ikke den, du har nu."),
        (PASSWORD, "kort", "Adgangskoden skal være på mindst 12 tegn. En sætning er god og nem at huske."),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "Adgangskoden har for få forskellige tegn."),
        (
            PASSWORD,
            "Bakkegaard1234",
            "Adgangskoden er for nem at gætte. Vælg noget, der ikke handler om dig eller it-start.",
        ),
    ],
)
def test_a_weak_or_wrong_password_is_explained(browser: Browser, old: str, new: str, message: str) -> None:
    browser.log_in(make_helper(make_firm("Bakkegaard ApS")))

    answer = browser.post("/konto/adgangskode", {"old": old, "password": new})

    assert answer.status_code == 422
    assert answer.errors() == [message]


def test_the_profile_is_saved(browser: Browser) -> None:
    user = make_helper()
    browser.log_in(user)

    browser.post("/konto", {"name": "  Anne \x00 Bæk ", "title": "Rådgiver", "phone": "12 34 56 78"})

    assert db.session.get_one(User, user.id).name == "Anne Bæk"


def test_every_log_in_is_shown(browser: Browser) -> None:
    browser.log_in(make_helper())

    assert "Denne browser" in browser.get("/konto").shown()
