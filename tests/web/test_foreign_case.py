"""Every address of a case full of things, for every kind of person: what the table of access says, and nothing else."""

from contextvars import Context

from flask import Flask

from itstart.db import db
from itstart.models import CoDelivery
from itstart.web.access import Access
from itstart.web.access_matrix import Actor, Answer, answer
from tests.browser import Browser
from tests.factories import make_admin, make_helper, make_staff
from tests.web.filled_case import addresses, filled_case

# What a person has had made is there for that person alone.
OWN = {"document_files.archive_file"}


def _wrong(browser: Browser, actor: Actor, found: list[tuple[Access, str, str, str]]) -> list[str]:
    """The addresses that are there for somebody against the table, or missing against it."""
    token = browser.token("/konto")
    wrong = []
    for _access, endpoint, method, path in found:
        db.session.rollback()
        data = {"csrf_token": token} if method == "POST" else None
        with Context().run(browser.client.open, path, method=method, data=data) as response:
            status = response.status_code
        missing = answer(endpoint, actor) is Answer.MISSING
        if missing is not (status == 404) or status >= 500:
            wrong.append(f"{status} {method} {path} ({endpoint})")
    return wrong


def test_every_address_is_there_for_the_firm(app: Flask, browser: Browser) -> None:
    case, helper = filled_case()
    browser.log_in(helper)
    for _access, endpoint, _method, path in (one for one in addresses(app, case) if one[2] == "GET"):
        assert browser.request("GET", path).status_code in {200, 303}, f"{endpoint} {path}"


def test_no_address_is_there_for_others_and_who_co_delivers_writes_nothing(app: Flask) -> None:
    case, _helper = filled_case()
    delivering = make_staff()
    case.staff[0].user_id = delivering.id
    case.co_deliveries = [CoDelivery(number=1, staff=case.staff[0])]
    db.session.commit()
    before = case.version, len(case.events)
    found = addresses(app, case)
    others = {
        Actor.OTHER_HELPER: make_helper(),
        Actor.STAFF: make_staff(),
        Actor.ADMIN: make_admin(),
        Actor.CO_DELIVERING: delivering,
    }
    for actor, person in others.items():
        browser = Browser(app)
        browser.log_in(person)
        asked = [one for one in found if one[1] not in OWN] if actor is Actor.CO_DELIVERING else found
        assert _wrong(browser, actor, asked) == [], actor
    db.session.expire_all()
    assert (case.version, len(case.events)) == before
