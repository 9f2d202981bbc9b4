"""Every address of a case full of things: open to its firm, in part to who co-delivers, and not there for others."""

from contextvars import Context

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CoDelivery
from itstart.web.access import Access
from tests.browser import Browser
from tests.factories import make_helper, make_staff
from tests.web.filled_case import addresses, filled_case

# What a person has had made is there for that person alone.
OWN = {"document_files.archive_file"}


def _wrong(browser: Browser, found: list[tuple[Access, str, str, str]], *, there: set[Access]) -> list[str]:
    """The addresses that answer otherwise than 404 for what is not there, and 404 for what is."""
    token = browser.token("/konto")
    wrong = []
    for access, endpoint, method, path in found:
        db.session.rollback()
        data = {"csrf_token": token} if method == "POST" else None
        with Context().run(browser.client.open, path, method=method, data=data) as answer:
            status = answer.status_code
        if (access in there) is (status == 404) or status >= 500:
            wrong.append(f"{status} {method} {path} ({endpoint})")
    return wrong


def test_every_address_is_there_for_the_firm(app: Flask, browser: Browser) -> None:
    case, helper = filled_case()
    browser.log_in(helper)
    for _access, endpoint, _method, path in (one for one in addresses(app, case) if one[2] == "GET"):
        assert browser.request("GET", path).status_code in {200, 303}, f"{endpoint} {path}"


@pytest.mark.parametrize("who", ["another firm", "IBIZ-Center"])
def test_no_address_is_there_for_others(app: Flask, browser: Browser, who: str) -> None:
    case, _helper = filled_case()
    browser.log_in(make_helper() if who == "another firm" else make_staff())
    there = set() if who == "another firm" else {Access.CASE_META}
    assert _wrong(browser, addresses(app, case), there=there) == []


def test_who_co_delivers_reads_and_writes_nothing(app: Flask, browser: Browser) -> None:
    case, _helper = filled_case()
    staff = make_staff()
    case.staff[0].user_id = staff.id
    case.co_deliveries = [CoDelivery(number=1, staff=case.staff[0])]
    db.session.commit()
    browser.log_in(staff)
    before = case.version, len(case.events)
    found = [one for one in addresses(app, case) if one[1] not in OWN]
    assert _wrong(browser, found, there={Access.CASE_META, Access.CASE_READ}) == []
    db.session.expire_all()
    assert (case.version, len(case.events)) == before
