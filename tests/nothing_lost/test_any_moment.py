"""The database fails at any statement of a request, for once or from then on: 503 each time, never 500, no half."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import Requirement, User
from itstart.services import case_states, sessions
from tests.browser import Browser
from tests.factories.accounts import make_helper
from tests.factories.cases import make_active_case

USUAL = {"added": 303, "refused": 409, "not there": 404}


@dataclass
class Failing:
    """Counts what the database is asked, and lets the statements from `first` to `last` fail."""

    first: int = 0
    last: int = 0
    asked: int = 0

    def ask(self, error: type[Exception]) -> None:
        self.asked += 1
        if self.first <= self.asked <= self.last:
            raise error("database is locked")

    @contextmanager
    def between(self, first: int, last: int) -> Iterator[None]:
        self.first, self.last, self.asked = first, last, 0
        yield
        self.first = self.last = 0


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Failing:
    dialect, found = db.engine.dialect, Failing()
    for name in ("do_execute", "do_execute_no_params", "do_commit"):
        does = getattr(dialect, name)

        def do(*values: Any, does: Any = does, **more: Any) -> None:
            found.ask(dialect.loaded_dbapi.OperationalError)
            does(*values, **more)

        monkeypatch.setattr(dialect, name, do)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(sessions, "TOUCH_EVERY", timedelta(0))  # every request writes that the person is here
    return found


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


def _kept() -> int:
    found = db.session.query(Requirement).count()
    db.session.remove()
    return found


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("what", USUAL)
def test_wherever_it_fails_it_is_explained(
    browser: Browser, user: User, failing: Failing, what: str, *, for_good: bool, full: bool
) -> None:
    case = make_active_case(user)
    path = "/sager/2020-9999/krav/ny" if what == "not there" else f"/sager/{case.number}/krav/ny"
    if what == "refused":
        case_states.abandon(user, case, reason="Kunden er solgt.")
    form = {"csrf_token": browser.token(), "title": "Lager", "text": "Skal vise lager.", "priority": "must"}
    for key in ("first", "second"):  # the first one in a case makes more
        with failing.between(0, 0):
            assert browser.request("POST", path, {**form, "form_key": key}).status_code == USUAL[what]
    asked, kept = failing.asked, _kept()

    answers = {}
    for place in range(1, asked + 1, 1 if full else 9):
        with failing.between(place, 10_000 if for_good else place):
            answers[place] = browser.request("POST", path, {**form, "form_key": f"{place} {for_good}"})

    told = {place: answer.status_code for place, answer in answers.items() if answer.status_code != 503}
    assert told == {}
    assert all("Intet er gået tabt" in answer.text for answer in answers.values())
    assert _kept() == kept, "half a change"
    assert browser.request("POST", path, {**form, "form_key": "1 after"}).status_code == USUAL[what]
