"""A disk or a database that fails: people read what happened, keep what they typed, and go on when it is well again."""

import errno
import logging
import tempfile
from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerCase, NeedsDescription, User
from tests import postgres
from tests.browser import Browser, Page
from tests.factories.accounts import make_helper
from tests.factories.cases import make_active_case
from tests.nothing_lost import faults

FAULTS = faults.POSTGRESQL if postgres.URL else faults.SQLITE
TYPED = "Det, jeg har skrevet i en time. " * 400


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


@pytest.fixture
def here(browser: Browser, user: User, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a text; nobody waits long for a lock."""
    monkeypatch.setattr("itstart.sqlite.BUSY_MS", 100)
    path = f"/sager/{make_active_case(user).number}/behov/virksomheden"
    db.session.remove()
    db.engine.dispose()
    return path


def _form(token: str, version: int) -> dict[str, str]:
    return {"csrf_token": token, "section": "virksomheden", "version": str(version), "background": TYPED}


def _is_explained(answer: Page) -> None:
    assert answer.status_code == 503, answer.text[:500]
    assert answer.headers["Retry-After"] == "30"
    assert "Intet er gået tabt" in answer.text


def _kept() -> list[str]:
    found = [row.background for row in db.session.query(NeedsDescription)]
    db.session.remove()
    return found


@pytest.mark.parametrize(("fault", "readable"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_a_fault_is_explained_and_passes(
    app: Flask, browser: Browser, here: str, caplog: pytest.LogCaptureFixture, fault: faults.Fault, *, readable: bool
) -> None:
    form = _form(browser.token(), 1)
    db.session.remove()
    with fault(app), caplog.at_level(logging.ERROR, "itstart"):
        whole = browser.request("POST", here, form)
        part = browser.request("POST", f"{here}/autogem", form, fragment=True)
        opened = browser.get(here)
        logged = [record.getMessage() for record in caplog.records]

    _is_explained(whole)
    assert TYPED.strip() in [area.get_text().strip() for area in whole.html.select("textarea")], (
        "what was typed is gone"
    )
    again = {str(field["name"]): str(field["value"]) for field in whole.html.select("form input")}
    assert whole.one("form")["action"] == here
    _is_explained(part)
    assert "<html" not in part.text
    assert part.headers["HX-Retarget"] == "#messages"
    if readable:
        assert opened.status_code == 200
    else:
        _is_explained(opened)
    assert any(line.startswith("database: ") for line in logged)
    assert not any("time" in line for line in logged), "the log says what was typed"

    assert _kept() == [""], "half a change"
    assert browser.request("POST", here, again).status_code == 303, "it does not come back by itself"
    assert _kept() == [TYPED.strip()]


def test_what_was_acknowledged_before_the_disk_was_full_is_there(
    app: Flask, browser: Browser, user: User, here: str
) -> None:
    path = here.replace("behov/virksomheden", "krav/ny")
    form = {"csrf_token": browser.token(), "text": TYPED, "priority": "must"}
    db.session.remove()
    if postgres.URL:
        pytest.skip("only SQLite's file can be told how far it may grow")
    with faults.full_disk(app):
        answers = [
            browser.request("POST", path, {**form, "title": f"Krav {number}", "form_key": f"key {number}"})
            for number in range(12)
        ]

    told = [f"Krav {number}" for number, answer in enumerate(answers) if answer.status_code == 303]
    assert {answer.status_code for answer in answers} <= {303, 503}
    assert len(told) < len(answers)
    case = db.session.query(CustomerCase).one()
    assert [requirement.title for requirement in case.requirements] == told


def test_the_connection_is_cut_while_the_answer_is_kept(
    browser: Browser, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last moment something can go wrong: everything was done, and the database is gone at the commit."""
    form = _form(browser.token(), 1)
    db.session.remove()
    dialect = db.engine.dialect

    commit = dialect.do_commit

    def cut(connection: Any) -> None:
        if not postgres.URL:
            raise dialect.loaded_dbapi.OperationalError("disk I/O error")
        faults.cut_off()
        commit(connection)

    with monkeypatch.context() as patch:
        patch.setattr(dialect, "do_commit", cut)
        answer = browser.request("POST", here, form)

    _is_explained(answer)
    assert _kept() == [""]
    assert browser.request("POST", here, form).status_code == 303


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.EIO])
def test_no_room_for_a_file_in_between(
    browser: Browser, here: str, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A file that is sent is laid on the disk on its way in, although it is kept in the database."""
    token = browser.token()
    db.session.remove()

    def no_room(*_values: object, **_more: object) -> None:
        raise OSError(number, "no room")

    with monkeypatch.context() as patch:
        for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkdtemp"):
            patch.setattr(tempfile, name, no_room)
        patch.setattr("werkzeug.formparser.SpooledTemporaryFile", no_room)
        path = here.replace("behov/virksomheden", "krav/indlaes")
        answer = browser.request("POST", path, {"csrf_token": token, "file": (__file__, "krav.xlsx")})

    _is_explained(answer)
