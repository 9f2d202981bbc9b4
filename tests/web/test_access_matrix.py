"""The table of who gets what where: whole, readable, and true for customers with a link."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask, url_for

from itstart import clock
from itstart.db import db
from itstart.web.access import Access, expected
from itstart.web.access_matrix import LINKED, ROLES, Actor, Answer, answer, needs_link, rows
from itstart.web.access_table import TABLE
from tests.browser import Browser
from tests.links.things import agreement_link

STATUS = {Answer.MISSING: {404}, Answer.OVER: {410}}


def test_every_route_has_an_answer_for_everybody(app: Flask) -> None:
    found = list(rows(app))
    counted = Counter(one for row in found for one in row.answers)

    assert {row.endpoint for row in found} == set(TABLE)
    assert sum(counted.values()) >= 2_500
    assert counted[Answer.OPEN] < sum(counted.values()) / 2, "no is the usual answer"


def test_it_prints(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["access-table"]).output

    assert [line.split() for line in told.splitlines() if line.startswith("GET   /brugere ")] == [
        ["GET", "/brugere", "log", "in", "log", "in", "log", "in", "403", "403", "403", "403", "yes", "set", "up"]
    ]
    assert told.splitlines()[-1].endswith("answers")


def test_it_says_what_the_gate_does() -> None:
    told = {Answer.OPEN: "ok", Answer.FORBIDDEN: "forbidden", Answer.MISSING: "missing", Answer.LOG_IN: "log in"}
    for endpoint, access in TABLE.items():
        if not needs_link(endpoint):
            for actor, role in {Actor.VISITOR: None, Actor.OWN_HELPER: ROLES[Actor.OWN_HELPER]}.items():
                assert told[answer(endpoint, actor)] == expected(access, role), endpoint


@pytest.mark.parametrize("actor", [Actor.VISITOR, Actor.LINK, Actor.LINK_OVER])
@pytest.mark.parametrize("over", ["expired", "withdrawn"])
def test_a_link_opens_its_own_pages_while_it_lasts(app: Flask, browser: Browser, actor: Actor, over: str) -> None:
    link, token, module = agreement_link()
    if actor is Actor.LINK_OVER:
        link.expires_at -= timedelta(days=60 if over == "expired" else 0)
        link.revoked_at = clock.now() if over == "withdrawn" else None
        db.session.commit()
    if actor is not Actor.VISITOR:
        browser.get(f"/k/{token}")
    assert browser.get("/svar").status_code in STATUS.get(answer("customer_answers.show", actor), {200})
    with app.test_request_context():
        for endpoint in ("cases.show", "cases.index", "documents.index", "users.index", "account.show"):
            path = url_for(endpoint, number=module.case.number)
            assert browser.get(path).location.startswith("/log-ind"), f"a link is no log-in: {path}"


def test_what_a_link_opens_is_public_to_the_gate_and_nothing_else_is() -> None:
    named = {endpoint for endpoint in TABLE if endpoint.startswith(LINKED)}

    assert len(named) > 10
    assert {TABLE[endpoint] for endpoint in named} == {Access.PUBLIC}
