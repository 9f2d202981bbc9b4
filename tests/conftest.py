"""The application with an empty database for every test, and a browser that looks at every page it gets."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from itstart import create_app
from itstart.config import Settings
from itstart.db import db
from itstart.services import passwords, readiness
from itstart.web.guards import limiter
from tests import hashing, postgres
from tests.browser import Browser

pytest_plugins = ("tests.chromium",)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the long form of every proof, for hours rather than minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked `full` is left out of the daily run."""
    if not config.getoption("--full"):
        left_out = [item for item in items if item.get_closest_marker("full")]
        items[:] = [item for item in items if not item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """Whether a proof takes its long form."""
    return bool(pytestconfig.getoption("--full"))


SECRET = "a secret for the tests only, 32 characters or more"


@pytest.fixture(scope="session", autouse=True)
def _quick_hashing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", hashing.QUICK)
        yield


@pytest.fixture(scope="session")
def _the_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for the whole run, on SQLite in a file or on TEST_DATABASE_URL."""
    folder = tmp_path_factory.mktemp("instance")
    with postgres.database("test") as url:
        settings = Settings(secret_key=SECRET, database_url=url, instance=folder, demo=False)
        app = create_app({"TESTING": True}, settings=settings)
        with app.app_context():
            db.create_all()
            db.engine.dispose()
        if not url:
            shutil.copyfile(folder / "itstart.sqlite3", folder / "empty.sqlite3")
        yield app
        with app.app_context():
            db.engine.dispose()


def _empty(folder: Path) -> None:
    """Back to the empty database: a copy of the file, or a deletion from all tables."""
    db.engine.dispose()
    template = folder / "empty.sqlite3"
    if template.exists():
        shutil.copyfile(template, folder / "itstart.sqlite3")
        return
    # Ten times as fast as TRUNCATE, which works on the files of every table and index.
    statements = [str(delete(table)) for table in reversed(db.metadata.sorted_tables)]
    with db.engine.begin() as connection:
        connection.exec_driver_sql("; ".join(statements))


@pytest.fixture
def app(_the_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application with an empty database, inside its context; CSRF is on.

    No worker goes round in it, and `/klar` says yes all the same: tests that walk every address take 503 for a fault.
    """
    monkeypatch.setattr(readiness, "is_ready", lambda _folder: True)
    settings: Settings = _the_app.config["SETTINGS"]
    with _the_app.app_context():
        _empty(settings.instance)
        limiter.reset()
        yield _the_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser without JavaScript; `browser.log_in(user)`, then `get` and `post`."""
    return Browser(app)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Page numbers are estimated, as on a machine without LibreOffice: much faster."""
    monkeypatch.setattr("itstart.documents.pdf.program", lambda: None)
