"""Every endpoint for every role, made from the table; and the table itself."""

from typing import Any

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from itstart.models.case import CustomerCase
from itstart.rules.steps import StepKey
from itstart.rules.terms import Role
from itstart.steps import LISTS, TASKS
from itstart.web.access import CASE_ACCESS, Access, AccessTableMismatch, check_table, expected, safe_next
from itstart.web.access_site import SITE_PAGES
from itstart.web.access_table import TABLE
from tests import markup
from tests.browser import Browser
from tests.factories import make_case, make_firm, make_helper, make_staff, make_user

# What answers with a part of a page whoever asks.
FRAGMENTS = {"cases.postal_code"}
# Material, pages and news for everybody.
PUBLISHED = {
    "knowledge.index", "knowledge.show", "knowledge.file", "knowledge.example",
    "articles.show", "articles.index", "articles.news", "articles.feed",
}  # fmt: skip
ROLES: tuple[Role | None, ...] = (None, *Role)


def _values(rule: Rule, case: CustomerCase) -> dict[str, Any]:
    """Something for every part of an address."""
    known: dict[str, Any] = {
        "number": case.number,
        "task": next(iter(TASKS.values())),
        "row_list": next(iter(LISTS.values())),
        "step": StepKey.NEEDS,
        "code": "X-1",
        "key": "behovsbeskrivelse",
        "version": 1,
        "token": "unknown",
        "user_id": 999_999,
        "cvr": "12345674",
        "filename": "img/favicon.svg",
    }
    return {name: known.get(name, "1") for name in rule.arguments}


def _addresses(app: Flask, case: CustomerCase) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of every route."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            path = url_for(rule.endpoint, **_values(rule, case))
            found += [(rule.endpoint, method, path) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


@pytest.mark.parametrize("role", ROLES, ids=lambda role: str(role or "visitor"))
def test_who_comes_in_where(app: Flask, browser: Browser, role: Role | None) -> None:
    """The outer gate: log in, forbidden, missing or let through, for every route there is."""
    helper = make_helper()
    case = make_case(helper)
    if role is not None:
        user = helper if role is Role.HELPER else make_user(role)
    visit = "/log-ind" if role is None else "/konto"
    data = None
    for endpoint, method, path in _addresses(app, case):
        if data is None:
            if role is not None and browser.get("/konto").status_code != 200:
                browser.log_in(user)
            data = {"csrf_token": browser.token(visit)}
        posts = method == "POST"
        answer = browser.request(method, path, data if posts else None, whole=not posts and endpoint not in FRAGMENTS)
        where = f"{method} {endpoint} {path} gave {answer.status_code}"
        _check(answer.status_code, method, expected(TABLE[endpoint], role), where)
        assert markup.quick_faults(answer.text if endpoint not in FRAGMENTS else "") == [], where
        if posts and answer.status_code == 303:
            data = None  # what was done may have ended the log-in


def _check(status: int, method: str, hoped: str, where: str) -> None:
    if hoped == "ok":
        assert status not in {401, 403}, where
        assert status < 500, where
    elif hoped == "log in":
        assert status == (303 if method == "GET" else 401), where
    else:
        assert status == {"forbidden": 403, "missing": 404}[hoped], where


@pytest.mark.parametrize("endpoint", sorted(name for name, access in TABLE.items() if access in CASE_ACCESS))
def test_another_firms_case_does_not_exist(app: Flask, browser: Browser, endpoint: str) -> None:
    case = make_case(make_helper(make_firm("Konkurrenten")))
    browser.log_in(make_helper())
    paths = [(method, path) for name, method, path in _addresses(app, case) if name == endpoint]

    for method, path in paths:
        data = {"csrf_token": browser.token()} if method == "POST" else None
        assert browser.request(method, path, data).status_code == 404, path


@pytest.mark.parametrize("endpoint", sorted(name for name, access in TABLE.items() if access is Access.CASE_READ))
def test_staff_who_do_not_co_deliver_do_not_read_a_case(app: Flask, browser: Browser, endpoint: str) -> None:
    case = make_case()
    browser.log_in(make_staff())

    for name, method, path in _addresses(app, case):
        if name == endpoint:
            data = {"csrf_token": browser.token()} if method == "POST" else None
            assert browser.request(method, path, data).status_code == 404, path


def test_only_these_pages_are_public() -> None:
    public = {endpoint for endpoint, access in TABLE.items() if access is Access.PUBLIC}

    assert public == {
        "static",
        "health.check",
        "health.ready",
        "account.log_in",
        "account.log_in_post",
        "log_in_code.show",
        "log_in_code.check",
        "log_in_code.recover",
        "account.invitation",
        "account.choose_password",
        "account.accept",
        "activities.feed",
        "applications.new",
        "applications.send",
        "applications.thanks",
        "customer_answers.open_link",
        "customer_answers.show",
        "customer_answers.document",
        "customer_answers.picture",
        "customer_answers.more_pages",
        "customer_answers.answer",
        "customer_answers.withdraw",
        "score_sheet_answers.open_link",
        "score_sheet_answers.show",
        "score_sheet_answers.save",
        "score_sheet_answers.autosave",
        "score_sheet_answers.end",
        "score_sheet_answers.send",
        *SITE_PAGES,
        *PUBLISHED,
    }


def test_a_route_without_a_row_stops_the_start(app: Flask) -> None:
    table = dict(TABLE)
    del table["users.index"]

    with pytest.raises(AccessTableMismatch, match=r"users\.index"):
        check_table(app, table)
    with pytest.raises(AccessTableMismatch, match="gone"):
        check_table(app, {**TABLE, "gone.page": Access.PUBLIC})


@pytest.mark.parametrize("target", ["/sager", "/sager/2026-0017?side=2", "/", "/a#b"])
def test_a_way_back_inside(target: str) -> None:
    assert safe_next(target, "/start") == target


@pytest.mark.parametrize(
    "target",
    [
        None, "", "sager", "//evil.dk", "///evil.dk", "/\\evil.dk", "\\\\evil.dk", "\\/evil.dk", "https://evil.dk",
        "http:evil.dk", "http:///evil.dk", "https:/evil.dk", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
        "data:text/html,x", "/\t/evil.dk", "/\n/evil.dk", "\t//evil.dk", " //evil.dk", "/ /evil.dk", "\x00//evil.dk",
        "/\x00/evil.dk", "/\r\nSet-Cookie: a=b", "ftp://evil.dk", "//evil.dk/%2e%2e", "@evil.dk", ".evil.dk",
        "?next=//evil.dk", "#//evil.dk", "mailto:a@b.dk", "vbscript:x", "blob:x", "//", "///", "////evil.dk",
        "http://localhost/", "https:evil.dk", "/\x7f/evil.dk", "\u00a0//evil.dk", "//[::1]/", "/\\/evil.dk",
    ],
)  # fmt: skip
def test_no_way_out(target: str | None) -> None:
    assert safe_next(target, "/start") == "/start"
