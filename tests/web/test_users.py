"""Inviting people, the one-time link, closing and opening accounts."""

from datetime import timedelta

import pytest

from itstart import clock
from itstart.db import db
from itstart.models.files import OutboxMail
from itstart.models.user import Invitation, User
from itstart.rules.terms import Role
from itstart.services import outbox
from tests.browser import Browser, Page
from tests.factories import make_admin, make_firm, make_helper

NEW_PASSWORD = "kornmarken bølger i juni"


def _invite(browser: Browser, **values: str) -> Page:
    form = {"name": "Bo Bæk", "email": "bo@example.dk", "role": "admin", "helper_id": "0", **values}
    return browser.post("/brugere/inviter", form)


def _path(answer: Page) -> str:
    return "/invitation/" + answer.one("#link").get_text().rpartition("/")[2]


def test_a_new_person_chooses_a_password_and_is_in(browser: Browser) -> None:
    firm = make_firm("Bakkens Råd ApS")
    browser.log_in(make_admin())
    answer = _invite(browser, role="helper", helper_id=str(firm.id))
    assert answer.status_code == 200
    guest = Browser(browser.app)

    moved = guest.get(_path(answer))
    assert moved.location == "/vaelg-adgangskode", "the secret does not stay in the address"
    form = guest.get("/vaelg-adgangskode")
    assert "Bo Bæk" in form.shown()
    done = guest.post("/vaelg-adgangskode", {"password": NEW_PASSWORD}, visit="/vaelg-adgangskode")

    assert done.status_code == 303
    assert guest.get("/konto").status_code == 200
    user = db.session.query(User).filter_by(email="bo@example.dk").one()
    assert (user.role, user.helper_id) == (Role.HELPER, firm.id)


def test_the_link_works_once(browser: Browser) -> None:
    browser.log_in(make_admin())
    path = _path(_invite(browser))
    first, second = Browser(browser.app), Browser(browser.app)
    for guest in (first, second):
        guest.get(path)
    token = second.token("/vaelg-adgangskode")
    first.post("/vaelg-adgangskode", {"password": NEW_PASSWORD}, visit="/vaelg-adgangskode")

    answer = second.request("POST", "/vaelg-adgangskode", {"csrf_token": token, "password": NEW_PASSWORD})

    assert answer.status_code == 404
    assert "Linket virker ikke længere" in answer.shown()


@pytest.mark.parametrize("why", ["too old", "withdrawn", "closed", "unknown"])
def test_a_link_that_is_over(browser: Browser, why: str) -> None:
    browser.log_in(make_admin())
    path = _path(_invite(browser))
    invitation = db.session.query(Invitation).one()
    match why:
        case "too old":
            invitation.expires_at = clock.now() - timedelta(seconds=1)
        case "withdrawn":
            browser.post(f"/brugere/{invitation.user_id}/nyt-link")
        case "closed":
            invitation.user.deactivated_at = clock.now()
        case _:
            path += "x"
    guest = Browser(browser.app)
    guest.get(path)

    assert guest.get("/vaelg-adgangskode").status_code == 404


def test_only_a_fingerprint_of_the_link_is_kept_and_the_mail_waits(browser: Browser) -> None:
    browser.log_in(make_admin())
    secret = _path(_invite(browser)).rpartition("/")[2]

    assert db.session.query(Invitation).one().token_hash != secret
    mail = db.session.query(OutboxMail).one()
    assert mail.recipient == "bo@example.dk"
    assert secret not in mail.body
    assert secret in outbox.text(mail), "kept until the mail is out, and no longer"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "ikke en adresse"}, "Skriv en e-mailadresse, fx navn@firma.dk."),
        ({"name": " "}, "Skriv personens navn."),
        ({"role": "helper"}, "Vælg firma for en It-starthjælper, og kun for en It-starthjælper."),
        ({"role": "owner"}, "Vælg en af mulighederne."),
        ({"helper_id": "77"}, "Vælg en af mulighederne."),
    ],
)
def test_mistakes_are_explained(browser: Browser, change: dict[str, str], message: str) -> None:
    browser.log_in(make_admin())

    answer = _invite(browser, **change)

    assert answer.status_code == 422
    assert answer.errors() == [message]
    assert db.session.query(Invitation).count() == 0


def test_an_address_is_used_once(browser: Browser) -> None:
    browser.log_in(make_admin())
    make_helper(email="bo@example.dk")

    assert _invite(browser, email="Bo@Example.dk").errors() == ["Der er allerede en bruger med den e-mailadresse."]


def test_the_same_form_twice_invites_once(browser: Browser) -> None:
    browser.log_in(make_admin())
    key = str(browser.get("/brugere/inviter").one("input[name=form_key]")["value"])

    _invite(browser, form_key=key)
    again = _invite(browser, form_key=key)

    assert again.status_code == 303
    assert db.session.query(Invitation).count() == 1


def test_an_account_is_closed_and_opened(browser: Browser) -> None:
    browser.log_in(make_admin())
    user = make_helper()

    browser.post(f"/brugere/{user.id}/luk")
    assert "Lukket" in browser.get("/brugere").shown()
    browser.post(f"/brugere/{user.id}/aabn")

    assert user.deactivated_at is None


def test_one_does_not_close_oneself_out(browser: Browser) -> None:
    admin = make_admin()
    browser.log_in(admin)

    browser.post(f"/brugere/{admin.id}/luk")

    assert admin.deactivated_at is None
    assert "Du kan ikke lukke din egen konto" in browser.get("/brugere").text
