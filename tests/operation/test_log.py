"""The log holds kinds, places and ids; never who, what was typed, or an address with a secret in it."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from itstart.db import db
from itstart.web import log
from tests.browser import Browser
from tests.factories import make_helper
from tests.links.things import agreement_link

TYPED = "Kirsten Damgård-Overgaard"


@pytest.fixture(params=[True, False], ids=["json", "text"])
def written(app: Flask, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the handler of the application's own log writes."""
    logger = logging.getLogger("itstart")
    (handler,) = logger.handlers
    out = io.StringIO()
    settings = replace(app.config["SETTINGS"], log_json=request.param)
    monkeypatch.setattr(handler, "stream", out)
    monkeypatch.setattr(handler, "formatter", log.formatter(settings))
    before = logger.level
    logger.setLevel(logging.INFO)  # not by monkeypatch: the logger remembers what is enabled
    monkeypatch.setattr(logger, "propagate", False)
    yield out
    logger.setLevel(before)
    if request.param:
        assert all({"at", "level", "request", "logger", "message"} <= set(json.loads(line)) for line in _lines(out))


def _lines(out: io.StringIO) -> list[str]:
    return out.getvalue().splitlines()


def test_log_ins_links_and_errors_leave_nobody_in_the_log(
    app: Flask, browser: Browser, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_helper()
    _link, token, _module = agreement_link()
    db.session.commit()
    browser.post("/log-ind", {"email": person.email, "password": "helt forkert ord"})
    browser.log_in(person)
    browser.get(f"/svar/{token}")
    browser.get(f"/findes-ikke/{TYPED}?email={person.email}")

    def broken(*_arguments: object) -> None:
        try:
            dict[str, str]()[person.email]
        except KeyError as error:
            raise RuntimeError(f"{TYPED} {person.email} {token}") from error

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "account.show", broken)
    assert browser.get("/konto?navn=" + TYPED).status_code == 500
    logging.getLogger("itstart.cli.mailer").warning("mail %s not sent: %s", 7, f"550 <{person.email}> unknown\nx")

    said = written.getvalue()
    for secret in (person.email, person.email.partition("@")[2], person.name, token, TYPED, "Damg", "helt forkert"):
        assert secret not in said
    assert "GET /konto failed" in said
    assert "RuntimeError" in said
    assert "KeyError" in said
    assert "test_log.py" in said
    assert "<e-mail>" in said
    assert len(_lines(written)) >= 6
