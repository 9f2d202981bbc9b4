"""What holds for every route there is: a token, a form, the right method, and HEAD where there is GET."""

from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart.db import db
from itstart.models.user import Attempt, UserSession
from itstart.rules.terms import Role
from itstart.web.access import expected
from itstart.web.access_table import TABLE
from tests.browser import Browser
from tests.factories import make_case, make_helper, make_user
from tests.web.test_access import _addresses

BESIDE = {UserSession.__tablename__, Attempt.__tablename__}


def _counts() -> dict[str, int]:
    tables = [table for table in db.metadata.sorted_tables if table.name not in BESIDE]
    return {table.name: db.session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def _status(browser: Browser, method: str, path: str, **more: Any) -> int:
    db.session.rollback()
    answer = Context().run(browser.client.open, path, method=method, **more)
    answer.close()
    return int(answer.status_code)


@pytest.mark.parametrize("role", Role)
def test_nothing_is_taken_without_a_token_or_as_anything_but_a_form(app: Flask, browser: Browser, role: Role) -> None:
    helper = make_helper()
    case = make_case(helper)
    browser.log_in(helper if role is Role.HELPER else make_user(role))
    token = browser.token()
    before = _counts()
    posts = [(endpoint, path) for endpoint, method, path in _addresses(app, case) if method == "POST"]
    posts = [post for post in posts if expected(TABLE[post[0]], role) == "ok"]
    assert len(posts) > 5

    for endpoint, path in posts:
        assert _status(browser, "POST", path, data={"name": "x"}) == 400, endpoint
        assert _status(browser, "POST", path, data={"csrf_token": "made.up"}) == 400, endpoint
        json = _status(browser, "POST", path, json={"name": "x"}, headers={"X-CSRFToken": token})
        assert json == 415, endpoint
    assert _counts() == before


def test_other_methods_are_not_allowed_and_head_is_get_without_a_body(app: Flask, browser: Browser) -> None:
    helper = make_helper()
    case = make_case(helper)
    browser.log_in(helper)
    token = {"X-CSRFToken": browser.token()}
    methods: dict[str, set[str]] = {}
    for _, method, path in _addresses(app, case):
        methods.setdefault(path, set()).add(method)

    for path, allowed in methods.items():
        for method in ("PUT", "PATCH", "DELETE", *({"GET", "POST"} - allowed)):
            got = _status(browser, method, path, headers=token)
            assert got in {404, 405}, f"{method} {path} gave {got}"
        if "GET" in allowed:
            assert _status(browser, "HEAD", path) in {200, 303, 403, 404}, path
