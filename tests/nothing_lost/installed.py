"""An installation that real servers run on, and somebody who is logged in to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask

from itstart import create_app
from itstart.cli import start
from itstart.db import db
from itstart.models import CustomerCase, User
from tests.browser import Browser
from tests.nothing_lost.load import Person, instance


@contextmanager
def installation(folder: Path, database_url: str) -> Iterator[Flask]:
    """Prepared as by a start, without the demo."""
    app = create_app({}, settings=replace(instance(folder, database_url), demo=False))
    start.prepare(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def writer(app: Flask, case: CustomerCase, user: User) -> Person:
    """The user logged in, with the addresses of the case to write to."""
    root = f"/sager/{case.number}"  # asked now: no transaction may be open when a server starts
    browser = Browser(app)
    browser.log_in(user)
    token = browser.token()
    cookie = browser.client.get_cookie("itstart")
    assert cookie is not None
    upload = f"{root}/dokumenter/behovsbeskrivelse/versioner/upload"
    return Person(cookie.value, token, f"{root}/krav/ny", upload)
