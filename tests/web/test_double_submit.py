"""The same form sent many times at once, and many people who add at once: one thing each, and no number twice."""

from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerCase, Requirement
from tests.browser import Browser
from tests.factories import make_case, make_helper
from tests.factories.cases import CUSTOMER
from tests.nothing_lost.at_once import send

AT_ONCE = 12
NEW_CASE = {
    "name": CUSTOMER["name"],
    "cvr": CUSTOMER["cvr"],
    "contact_name": CUSTOMER["contact_name"],
    "title": "Nyt ERP-system",
    "signatory_same": "on",
}
NEW_ROW = {"title": "Fejl findes før lagring", "text": "Systemet skal vise fejl.", "priority": "must"}


@pytest.mark.parametrize(("path", "form", "table"), [("/sager/ny", NEW_CASE, CustomerCase), ("", NEW_ROW, Requirement)])
def test_one_form_makes_one_thing(
    app: Flask, browser: Browser, path: str, form: dict[str, str], table: type[Any]
) -> None:
    user = make_helper()
    if not path:
        path = f"/sager/{make_case(user).number}/krav/ny"
    browser.log_in(user)

    answers = send(app, browser, path, [{**form, "form_key": "the same"}] * AT_ONCE)

    assert [status for status, _ in answers] == [303], answers
    assert db.session.query(table).count() == 1


def test_people_who_add_at_once_get_numbers_of_their_own_or_are_asked_to_try_again(
    app: Flask, browser: Browser
) -> None:
    user = make_helper()
    number = make_case(user).number
    browser.log_in(user)

    answers = send(
        app, browser, f"/sager/{number}/krav/ny", [{**NEW_ROW, "form_key": f"{key}"} for key in range(AT_ONCE)]
    )

    made = sum(count for (status, _), count in answers.items() if status == 303)
    codes = [row.code for row in db.session.query(Requirement)]
    assert {status for status, _ in answers} <= {303, 409}
    assert made >= 1
    assert len(codes) == len(set(codes)) == made
