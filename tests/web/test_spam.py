"""Spam and flooding through the forms for visitors, each attack against each form (SECURITY A21)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart import clock
from itstart.db import Model, db
from itstart.models import ActivitySignUp, Helper, Lead, OutboxMail
from itstart.models.user import Attempt
from itstart.services import throttle
from itstart.web import form_age, visitor_forms
from itstart.web.guards import WITHOUT_SESSION
from tests.browser import Browser, Page
from tests.factories.accounts import make_staff
from tests.web.test_enquiries import TYPED as ENQUIRY
from tests.web.test_qualification_center import APPLICATION
from tests.web.test_site import make_activity


@dataclass(frozen=True)
class Form:
    """A form for visitors: where it is, what a person writes, where the person comes, and what it becomes."""

    endpoint: str
    path: str
    typed: dict[str, str]
    thanks: str
    becomes: type[Model]

    def __str__(self) -> str:
        return self.endpoint


GUEST = {"name": "Birgit Nordvang", "company": "Nordvang", "email": "birgit@nordvang.example", "consent": "y"}
FORMS = (
    Form("enquiries.send", "/kontakt", ENQUIRY, "/kontakt/tak?k=", Lead),
    Form("applications.send", "/ansoeg", APPLICATION, "/ansoeg/tak", Helper),
    Form("activity_guests.sign_up", "/det-sker/2026-1/tilmeld", GUEST, "/det-sker/2026-1/tak", ActivitySignUp),
)
each_form = pytest.mark.parametrize("form", FORMS, ids=str)
TAKES_BACK = {"activity_guests.withdraw", "enquiry_withdrawals.withdraw"}
LINKS = "http://a.example http://b.example www.c.example"


@pytest.fixture(autouse=True)
def ground(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who answers, an activity to come to, and people who read faster than three seconds."""
    make_staff(name="Lise Ravnholt")
    make_activity()
    monkeypatch.setattr(form_age, "MIN_SECONDS", -1.0)


def token_of(browser: Browser, form: Form) -> str:
    return str(browser.get(form.path).one("input[name=csrf_token]")["value"])


def send(browser: Browser, form: Form, *, comes_from: str = "same-origin", **changed: str) -> Page:
    data = {"csrf_token": token_of(browser, form), **form.typed, **changed}
    return browser.request("POST", form.path, data, headers={"Sec-Fetch-Site": comes_from})


def made(form: Form) -> int:
    return db.session.scalar(select(func.count()).select_from(form.becomes)) or 0


def mails() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0


def test_every_form_that_makes_something_for_a_visitor_is_here() -> None:
    assert {form.endpoint for form in FORMS} == set(WITHOUT_SESSION) - TAKES_BACK


@each_form
def test_a_person_comes_through(browser: Browser, form: Form) -> None:
    answer = send(browser, form)
    assert answer.location.startswith(form.thanks)
    assert made(form) == 1
    assert mails() >= 1
    assert "Set-Cookie" not in answer.headers


@each_form
def test_a_robot_that_fills_the_hidden_field_gets_the_same_answer_and_nothing(browser: Browser, form: Form) -> None:
    answer = send(browser, form, website="http://spam.example")
    assert (answer.status_code, answer.location[: len(form.thanks)]) == (303, form.thanks)
    assert browser.get(answer.location).status_code == 200
    assert (made(form), mails()) == (0, 0)


@each_form
@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (3.0, 43_200.0, "Det gik lidt hurtigt. Læs det igennem, og send igen."),
        (-2.0, -1.0, "Siden har stået åben længe. Læs det igennem, og send igen."),
    ],
    ids=["too young", "too old"],
)
def test_the_age_of_the_form(
    browser: Browser, form: Form, monkeypatch: pytest.MonkeyPatch, least: float, most: float, told: str
) -> None:
    monkeypatch.setattr(form_age, "MIN_SECONDS", least)
    monkeypatch.setattr(form_age, "MAX_SECONDS", most)
    answer = send(browser, form)
    assert (answer.status_code, answer.errors()) == (422, [told])
    assert made(form) == 0


TOKENS: dict[str, Callable[[Browser], str]] = {
    "none": lambda _browser: "",
    "forged": lambda _browser: "forged",
    "of a session": lambda browser: browser.token("/log-ind"),
    "of another form": lambda _browser: form_age.stamp("another"),
}


@each_form
@pytest.mark.parametrize("token", TOKENS)
def test_a_form_that_is_not_ours_is_refused_and_its_text_shown(browser: Browser, form: Form, token: str) -> None:
    answer = send(browser, form, csrf_token=TOKENS[token](browser))
    assert answer.status_code == 400
    assert next(iter(form.typed.values())) in answer.shown()
    assert made(form) == 0


@each_form
def test_the_same_form_twice_is_taken_once(browser: Browser, form: Form) -> None:
    token = token_of(browser, form)
    answers = [send(browser, form, csrf_token=token) for _ in range(2)]
    assert [answer.location[: len(form.thanks)] for answer in answers] == [form.thanks] * 2
    assert made(form) == 1


@each_form
def test_a_post_from_another_site_is_refused(browser: Browser, form: Form) -> None:
    assert send(browser, form, comes_from="cross-site").status_code == 403
    assert made(form) == 0


def _used(form: Form, what: str, value: str, times: int) -> None:
    """As many acts in the bucket as if that many forms had come just now."""
    limit = throttle.Limit(times, 3600)
    key = f"{WITHOUT_SESSION[form.endpoint]}-{what}:{value}"
    throttle.allow("a secret for the tests only, 32 characters or more", key, limit)
    bucket = db.session.scalars(select(Attempt.bucket)).one()
    db.session.add_all([Attempt(bucket=bucket, at=clock.now()) for _ in range(times - 1)])
    db.session.commit()


@each_form
@pytest.mark.parametrize(
    ("what", "value", "limit"),
    [("address", "127.0.0.1", visitor_forms.PER_ADDRESS), ("all", "", visitor_forms.PER_DAY)],
    ids=["sixth in an hour from an address", "201st in a day"],
)
def test_one_too_many_must_wait(browser: Browser, form: Form, what: str, value: str, limit: throttle.Limit) -> None:
    _used(form, what, value, limit.times - 1)
    assert send(browser, form).status_code == 303
    answer = send(browser, form)
    assert answer.status_code == 429
    assert "Vent en time" in answer.shown()
    assert made(form) == 1


@pytest.mark.parametrize(
    ("form", "field", "status"),
    [(FORMS[0], "need_summary", 303), (FORMS[2], "name", 422), (FORMS[2], "company", 422)],
    ids=["enquiry", "name of a guest", "company of a guest"],
)
def test_advertising_is_sent_to_nobody(browser: Browser, form: Form, field: str, status: int) -> None:
    answer = send(browser, form, **{field: LINKS})
    assert answer.status_code == status
    assert made(form) == 0
    sent: list[Any] = list(db.session.scalars(select(OutboxMail)))
    assert not [mail for mail in sent if mail.recipient == "birgit@nordvang.example"]
    if status == 303:
        assert "Lise Ravnholt" in browser.get(answer.location).shown(), "the same answer"
        assert ["mange links" in mail.subject and "http://b.example" in mail.body for mail in sent] == [True]
