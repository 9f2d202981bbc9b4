"""A word in every text column of a firm's rows: who meets which, in pages, files, search, exports and mail."""

from collections.abc import Callable

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import OutboxMail, User
from tests.browser import Browser
from tests.factories import make_admin, make_helper, make_staff
from tests.links.things import agreement_link
from tests.web import canary
from tests.web.filled_case import addresses, filled_case

# Everybody may find a qualified firm.
DIRECTORY = {"helper.adviser", "helper.company"}
# IBIZ-Center reads that a case is there and how far it is (D9), what the firm reports of its modules, and what
# it was asked about.
REPORTED = {
    "case_staff.name", "customer.industry_title", "customer.name", "customer_case.title",
    "delivery_module.agreement_signed_by", "delivery_module.lessons", "delivery_module.product",
    "delivery_module.title", "delivery_module.value_for_customer", "lead.source_name", "sparring_request.question",
    "success_case.title",
}  # fmt: skip
# The profile of a firm, which IBIZ-Center qualifies it by and finds customers for it by.
PROFILE = {"helper.resources"}
ACCOUNTS = {"user.name"}
# Copies for searching, and what only a mail carries.
SILENT = 6

Maker = Callable[[], User] | None
OTHERS: dict[str, tuple[Maker, set[str]]] = {
    "another firm": (make_helper, DIRECTORY),
    "staff without a grant": (make_staff, DIRECTORY | REPORTED | PROFILE),
    "administrator": (make_admin, DIRECTORY | REPORTED | PROFILE | ACCOUNTS),
    "another customer": (None, DIRECTORY),
    "visitor": (None, DIRECTORY),
}


def _browser(app: Flask, who: str, make: Maker, token: str) -> Browser:
    browser = Browser(app)
    if make is not None:
        browser.log_in(make())
    elif who == "another customer":
        browser.get(f"/k/{token}")
    return browser


def _check(
    app: Flask, who: dict[str, tuple[Maker, set[str]]], begin: list[str], hidden: dict[str, str], each: int
) -> None:
    _, token, _ = agreement_link()
    mails = db.session.query(OutboxMail).count()
    for name, (make, allowed) in who.items():
        met = canary.heard(_browser(app, name, make, token), begin, hidden, each=each)
        assert {word: where for word, where in met.items() if word not in allowed} == {}, name
    assert db.session.query(OutboxMail).count() == mails, "reading sends nothing"


def test_others_meet_none_of_a_firms_words(app: Flask) -> None:
    case, helper = filled_case()
    hidden = canary.hide()
    begin = [*canary.starts(app), f"/sager/{case.number}"]
    few = {name: OTHERS[name] for name in ("another firm", "staff without a grant", "another customer")}

    _check(app, few, begin, hidden, each=1)

    mine = Browser(app)
    mine.log_in(helper)
    sung = canary.heard(mine, [f"/sager/{case.number}/behov/krav"], hidden, each=0)
    assert "requirement.title" in sung, "the words are there for the firm itself"


@pytest.mark.full
def test_nobody_meets_them_at_any_address(app: Flask) -> None:
    case, helper = filled_case()
    hidden = canary.hide()
    own = [path for _, _, method, path in addresses(app, case) if method == "GET"]
    mine = Browser(app)
    mine.log_in(helper)
    sung = canary.heard(mine, [*canary.starts(app), *own], hidden, each=2)
    assert len(sung) >= len(hidden) - SILENT, sorted(set(hidden.values()) - set(sung))

    _check(app, OTHERS, [*canary.starts(app), *own], hidden, each=3)
