"""The firm accepts the processor agreement by name, for exactly the text it has read, and IBIZ-Center sees it."""

import re

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import ProcessorAcceptance, User
from itstart.rules.settings import SettingKey
from itstart.services import settings
from tests.browser import Browser
from tests.factories import make_admin, make_helper, make_staff

PAGE = "/databehandleraftale"
FILLED = {
    SettingKey.CENTER_CVR: "99000333",
    SettingKey.CENTER_ADDRESS: "Vej 1, 7400 Herning",
    SettingKey.DATA_CONTACT: "data@ibiz.example",
    SettingKey.HOSTING: "Serverhuset ApS, Danmark",
}


@pytest.fixture
def admin(app: Flask) -> User:
    """Who has filled in what the agreement needs."""
    admin = make_admin()
    for key, value in FILLED.items():
        settings.change(admin, key, value, seen=0)
    db.session.commit()
    return admin


def _said(browser: Browser, **more: str) -> dict[str, str]:
    seen = re.search(r'name="seen"[^>]*value="(\w{64})"', browser.get(PAGE).text)
    assert seen is not None
    return {"seen": seen[1], "accepted_by": "Mette Hedelund", "exact": "y", **more}


def test_accepted_once_and_seen_by_the_center(app: Flask, browser: Browser, admin: User) -> None:
    helper = make_helper()
    browser.log_in(helper)
    staff = Browser(app)
    staff.log_in(make_staff())
    firm = f"/firmaer/{helper.helper.cvr if helper.helper else ''}"
    assert "Ikke accepteret" in staff.get(firm).shown()

    said = _said(browser)
    for _ in range(2):
        assert browser.post(PAGE, said).status_code == 303
    shown = browser.get(PAGE)
    assert "Version 1.0 er accepteret af Mette Hedelund" in shown.shown()
    assert not shown.html.select("form#accept")
    assert "Version 1.0, Mette Hedelund" in staff.get(firm).shown()
    row = db.session.query(ProcessorAcceptance).one()
    assert (row.user_id, "Serverhuset" in row.text) == (helper.id, True)


def test_a_new_text_is_accepted_anew(browser: Browser, admin: User) -> None:
    browser.log_in(make_helper())
    old = _said(browser)
    browser.post(PAGE, old)
    there = settings.newest()[SettingKey.HOSTING]
    settings.change(admin, SettingKey.HOSTING, "En anden ApS, Sverige", seen=there.id)
    db.session.commit()
    assert "Aftalen er ændret, siden I accepterede den" in browser.get(PAGE).shown()

    late = browser.post(PAGE, old)
    assert late.status_code == 409
    assert "Læs den igen" in late.shown()
    assert browser.post(PAGE, _said(browser)).status_code == 303
    assert db.session.query(ProcessorAcceptance).count() == 2


@pytest.mark.parametrize(("field", "says"), [("accepted_by", "Skriv navnet."), ("exact", "Sæt kryds")])
def test_what_is_missing_is_told_and_the_rest_stays(browser: Browser, admin: User, field: str, says: str) -> None:
    browser.log_in(make_helper())
    page = browser.post(PAGE, _said(browser, **{field: ""}))
    assert page.status_code == 422
    assert any(says in told for told in page.errors())
    assert db.session.query(ProcessorAcceptance).count() == 0


def test_an_agreement_with_gaps_is_not_accepted(app: Flask, browser: Browser) -> None:
    browser.log_in(make_helper())
    assert not browser.get(PAGE).html.select("form#accept")
    page = browser.post(PAGE, {"seen": "0" * 64, "accepted_by": "Bo", "exact": "y"})
    assert page.status_code == 409
