"""Moving somebody to another firm or role, closing an account, and the history of both."""

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CoDelivery, User, UserEvent
from itstart.rules.terms import Role, SparringStatus
from itstart.services import cases
from tests.browser import Browser
from tests.factories import make_admin, make_case, make_firm, make_helper, make_staff
from tests.factories.sparring import make_question


@pytest.fixture
def admin(browser: Browser) -> User:
    person = make_admin(name="Anna Kjær")
    browser.log_in(person)
    return person


def history(user: User) -> list[str]:
    return [row.text for row in db.session.query(UserEvent).filter_by(user_id=user.id).order_by(UserEvent.id)]


def test_a_person_moves_to_another_firm_and_the_case_stays(app: Flask, browser: Browser, admin: User) -> None:
    user, new = make_helper(make_firm("Det gamle ApS"), name="Bo Bæk"), make_firm("Det nye ApS")
    case, theirs = make_case(user), make_case(make_helper(new))
    there = Browser(app)
    there.log_in(user)
    assert there.get(f"/sager/{case.number}").status_code == 200

    moved = browser.post(f"/brugere/{user.id}/flyt", {"role": "helper", "helper_id": str(new.id)})

    assert moved.status_code == 303
    assert there.get("/overblik").location.startswith("/log-ind"), "the next request is out"
    there.log_in(user)
    assert there.get(f"/sager/{case.number}").status_code == 404
    assert there.get(f"/sager/{theirs.number}").status_code == 200
    assert history(user) == ["flyttede Bo Bæk: fra It-starthjælper i Det gamle ApS til It-starthjælper i Det nye ApS"]
    page = browser.get(f"/brugere/{user.id}").shown()
    assert "Anna Kjær flyttede Bo Bæk" in page


def test_a_lost_phone_is_logged_out_and_the_account_stays_open(app: Flask, browser: Browser, admin: User) -> None:
    user = make_helper(name="Bo Bæk")
    there = Browser(app)
    there.log_in(user)

    first = browser.post(f"/brugere/{user.id}/log-ud", follow=True)
    again = browser.post(f"/brugere/{user.id}/log-ud", follow=True)

    assert "Bo Bæk er logget ud overalt" in first.text
    assert "Bo Bæk er ikke logget ind noget sted" in again.text
    assert there.get("/overblik").location.startswith("/log-ind"), "the next request is out"
    there.log_in(user)
    assert there.get("/overblik").status_code == 200
    assert there.post(f"/brugere/{admin.id}/log-ud").status_code == 403
    assert history(user) == ["loggede kontoen ud overalt"]


def test_a_helper_comes_to_the_center_and_back(browser: Browser, admin: User) -> None:
    user = make_helper()
    firm = user.helper_id

    assert browser.post(f"/brugere/{user.id}/flyt", {"role": "staff", "helper_id": "0"}).status_code == 303
    db.session.refresh(user)
    assert (user.role, user.helper_id) == (Role.STAFF, None)
    assert browser.post(f"/brugere/{user.id}/flyt", {"role": "helper", "helper_id": str(firm)}).status_code == 303
    db.session.refresh(user)
    assert (user.role, user.helper_id) == (Role.HELPER, firm)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"role": "helper", "helper_id": "0"}, "Vælg firma for en It-starthjælper, og kun for en It-starthjælper."),
        ({"role": "staff", "helper_id": "0"}, "Det er dér, personen er nu. Vælg en anden rolle eller et andet firma."),
        ({"role": "owner", "helper_id": "0"}, "Vælg en af mulighederne."),
        ({"role": "helper", "helper_id": "99"}, "Vælg en af mulighederne."),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    browser: Browser, admin: User, values: dict[str, str], message: str
) -> None:
    user = make_staff()

    answer = browser.post(f"/brugere/{user.id}/flyt", values)

    assert answer.status_code in {409, 422}
    assert answer.errors() == [message]
    assert history(user) == []


def test_one_moves_nobody_oneself(browser: Browser, admin: User) -> None:
    make_admin()

    assert browser.post(f"/brugere/{admin.id}/flyt", {"role": "staff", "helper_id": "0"}).status_code == 409
    assert not browser.get(f"/brugere/{admin.id}").html.select("#move-form")
    assert admin.role is Role.ADMIN


@pytest.mark.parametrize("act", ["luk", "flyt"])
def test_who_delivers_in_a_case_stays_until_it_is_evaluated(browser: Browser, admin: User, act: str) -> None:
    staff = make_staff()
    case = make_case(make_helper())
    case.co_deliveries.append(CoDelivery(number=1, staff=cases.staff_of(case, staff)))
    db.session.commit()

    browser.post(f"/brugere/{staff.id}/{act}", {"role": "admin", "helper_id": "0"})

    db.session.refresh(staff)
    assert (staff.role, staff.deactivated_at) == (Role.STAFF, None)


@pytest.mark.parametrize("act", ["luk", "flyt"])
def test_questions_of_who_leaves_go_back_to_the_queue(browser: Browser, admin: User, act: str) -> None:
    staff = make_staff()
    asked, answered = (
        make_question(status, staff=staff) for status in (SparringStatus.ASSIGNED, SparringStatus.ANSWERED)
    )

    browser.post(f"/brugere/{staff.id}/{act}", {"role": "helper", "helper_id": str(make_firm().id)})

    db.session.refresh(asked)
    assert (asked.status, asked.assigned_to_id) == (SparringStatus.OPEN, None)
    assert answered.assigned_to_id == staff.id
    assert "Ét spørgsmål om sparring er tilbage i køen." in browser.get("/brugere").text


def test_a_closed_account_is_out_at_its_next_request_and_the_log_says_who(
    app: Flask, browser: Browser, admin: User
) -> None:
    user = make_helper()
    there = Browser(app)
    there.log_in(user)

    browser.post(f"/brugere/{user.id}/luk")
    assert there.get("/overblik").location.startswith("/log-ind")
    browser.post(f"/brugere/{user.id}/luk")
    browser.post(f"/brugere/{user.id}/aabn")
    browser.post(f"/brugere/{user.id}/nyt-link")

    assert history(user) == ["lukkede kontoen", "åbnede kontoen igen", "sendte et nyt link til at vælge adgangskode"]


def test_who_was_invited_by_whom(browser: Browser, admin: User) -> None:
    form = {"name": "Bo Bæk", "email": "bo@example.dk", "role": "staff", "helper_id": "0"}
    browser.post("/brugere/inviter", form)

    user = db.session.query(User).filter_by(email="bo@example.dk").one()
    assert history(user) == [f"inviterede Bo Bæk som {Role.STAFF.label} i IBIZ-Center"]
    assert "Anna Kjær inviterede Bo Bæk" in browser.get(f"/brugere/{user.id}").shown()
