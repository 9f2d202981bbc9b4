"""Visitors at a public activity: a place or the waiting list, the receipt, cancelling, and being forgotten."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Activity, ActivitySignUp, OutboxMail
from itstart.rules.activities import ActivityEvent, ActivityStatus
from itstart.services import activities, activity_guests, activity_sign_ups, retention
from itstart.web import form_age
from tests.browser import Browser, Page
from tests.factories.accounts import make_helper, make_staff
from tests.web.test_site import make_activity
from tests.web.test_spam import GUEST

HERE = "/det-sker/2026-1"


@pytest.fixture(autouse=True)
def read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """People read for three seconds; the tests do not."""
    monkeypatch.setattr(form_age, "MIN_SECONDS", -1.0)


def send(browser: Browser, **changed: str) -> Page:
    token = str(browser.get(f"{HERE}/tilmeld").one("input[name=csrf_token]")["value"])
    return browser.request("POST", f"{HERE}/tilmeld", {**GUEST, "csrf_token": token, **changed})


def rows() -> list[ActivitySignUp]:
    return list(db.session.scalars(select(ActivitySignUp).order_by(ActivitySignUp.id)))


def mails(to: str = GUEST["email"]) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == to).order_by(OutboxMail.id)))


def way_back(mail: OutboxMail) -> str:
    """The path of the link to cancel by."""
    return "/afmeld/" + mail.link.rpartition("/")[2]


def test_a_visitor_signs_up_is_seen_by_staff_and_cancels_again(app: Flask, browser: Browser) -> None:
    activity = make_activity(capacity=2)
    assert "2 pladser tilbage" in browser.get(HERE).shown()
    answer = send(browser, phone="12 34 56 78")
    assert "Du er tilmeldt" in browser.get(answer.location).shown()
    assert "1 plads tilbage" in browser.get(HERE).shown()
    mail = mails()[0]
    assert "Du har en plads." in mail.body
    assert activities.when(activity) in mail.body
    assert [file.file.media_type for file in mail.files] == ["text/calendar"]
    assert str(rows()[0].token_hash) not in mail.link

    staff, helper = Browser(app), Browser(app)
    staff.log_in(make_staff())
    helper.log_in(make_helper())
    shown = staff.get("/aktiviteter/2026-1").shown()
    assert "Birgit Nordvang · Nordvang, gæst birgit@nordvang.example · 12 34 56 78" in shown
    seen = helper.get("/aktiviteter/2026-1").shown()
    assert "1 af dem er gæst udefra" in seen
    assert "Birgit" not in seen

    page = browser.get(way_back(mail))
    assert "Set-Cookie" not in page.headers
    assert rows()[0].cancelled_at is None, "a program that looks at mails changes nothing"
    token = str(page.one("input[name=csrf_token]")["value"])
    browser.request("POST", way_back(mail), {"csrf_token": token})
    assert "Du er meldt fra" in browser.get(way_back(mail)).shown()
    assert browser.request("POST", way_back(mail), {"csrf_token": token}).status_code == 303
    own = rows()[0]
    assert (own.name, own.company, own.email, own.phone) == ("", "", "", "")
    assert "2 pladser tilbage" in browser.get(HERE).shown()
    assert "Birgit" not in staff.get("/aktiviteter/2026-1").shown()


def test_who_comes_last_waits_and_gets_the_place_that_is_given_back(browser: Browser) -> None:
    activity = make_activity(capacity=1)
    user = make_helper()
    activity_sign_ups.sign_up(user, activity)
    assert "Der er fuldt" in browser.get(HERE).shown()
    assert "Skriv mig på ventelisten" in browser.get(f"{HERE}/tilmeld").shown()
    assert "Du står på ventelisten" in browser.get(send(browser).location).shown()
    assert "du står på ventelisten" in mails()[0].body
    activity_sign_ups.withdraw(user, db.session.get_one(Activity, activity.id))
    assert mails()[1].subject == "Du har fået en plads: Læs et tilbud"


def test_the_same_address_twice_is_one_place_and_a_new_link(browser: Browser) -> None:
    make_activity()
    send(browser)
    send(browser, email=GUEST["email"].upper(), name="En anden")
    assert [own.name for own in rows()] == [GUEST["name"]]
    first, second = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))
    assert second.recipient == GUEST["email"], "the mail goes to the one who was first"
    assert browser.get(way_back(first)).status_code == 404
    assert browser.get(way_back(second)).status_code == 200


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", "Skriv dit navn."),
        ("company", "Skriv virksomhedens navn."),
        ("email", "Skriv din e-mail, så vi kan sende en kvittering."),
        ("consent", "Sæt kryds, så vi må gemme tilmeldingen."),
    ],
)
def test_what_is_missing_is_told_at_the_field(browser: Browser, field: str, said: str) -> None:
    make_activity()
    answer = send(browser, **{"phone": "12 34 56 78", field: ""})
    assert (answer.status_code, answer.errors()) == (422, [said])
    assert "12 34 56 78" in answer.text, "what was typed stays"
    assert rows() == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"status": ActivityStatus.PLANNED}, "Aktiviteten er ikke åben for tilmelding."),
        ({"sign_up_until": clock.today() - timedelta(days=1)}, "Fristen for tilmelding er gået."),
        ({"days": -1}, "Aktiviteten er begyndt."),
    ],
    ids=["planned", "too late", "begun"],
)
def test_a_closed_activity_says_why_and_takes_nobody(browser: Browser, values: dict[str, object], told: str) -> None:
    make_activity(**values)  # type: ignore[arg-type] # the facts of one case
    page = browser.get(f"{HERE}/tilmeld")
    assert told in page.shown()
    assert page.html.select("form[method=post]") == []
    assert "Tilmeld dig" not in browser.get(HERE).shown()
    with browser.app.app_context():
        stamp = form_age.stamp("activity-sign-up")
    answer = browser.request("POST", f"{HERE}/tilmeld", {**GUEST, "csrf_token": stamp})
    assert answer.status_code == 422
    assert told in answer.shown()
    assert rows() == []


def test_an_activity_for_helpers_is_not_there(browser: Browser) -> None:
    make_activity(is_public=False)
    assert browser.get(f"{HERE}/tilmeld").status_code == 404
    assert browser.get("/afmeld/unknown").status_code == 404


def test_guests_hear_of_a_cancellation_and_are_forgotten_some_months_after(browser: Browser) -> None:
    activity = make_activity()
    send(browser)
    activities.change(make_staff(), activity, ActivityEvent.CANCEL, reason="Sygdom")
    assert "Sygdom" in mails()[1].body

    activity.starts_at = clock.now() - timedelta(days=89)
    db.session.commit()
    assert retention.run(clock.today()) == 0
    activity.starts_at = clock.now() - timedelta(days=91)
    db.session.commit()
    assert retention.run(clock.today()) == 1
    own = rows()[0]
    assert all(getattr(own, name) == "" for name in activity_guests.FORGOTTEN)
    assert own.who == "Gæst (navnet er slettet)"
    assert retention.run(clock.today()) == 0
