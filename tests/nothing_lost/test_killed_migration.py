"""An upgrade that is killed with -9 leaves the old database; the next start ends it, and no row is lost."""

import os
import random
import signal
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import event, func, inspect, select, table, text

from itstart import config, create_app, migrate
from itstart.db import db
from itstart.exchange import import_case
from tests import postgres
from tests.exchange.files import example

SECRET = "a secret for the tests only, 32 characters or more"
REVISIONS = sorted(path.name.partition("_")[0] for path in migrate.VERSIONS.glob("[0-9]*.py"))
SHORT = 3


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Flask]:
    """A database at the newest revision, with a case in it."""
    with postgres.database("killed_migration") as url:
        settings = config.Settings(secret_key=SECRET, instance=tmp_path, database_url=url)
        app = create_app({"TESTING": True}, settings=settings)
        with app.app_context():
            migrate.upgrade()
            import_case(example())
            db.session.commit()
            yield app
            db.session.remove()
            db.engine.dispose()


def _rows() -> dict[str, int]:
    """How many rows each table has, whichever tables there are."""
    # A token says that a figure was counted: an upgrade may throw it away, and it is counted again.
    names = set(inspect(db.engine).get_table_names()) - {"alembic_version", "figure_state"}
    with db.engine.connect() as connection:
        return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def _upgrade(revision: str, most: int = 0) -> int:
    """As a start does it, up to a revision; dies with -9 after so many statements. Returns how many there were."""
    numbers = count(1)

    def statement(*_values: object) -> None:
        if next(numbers) == most:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(db.engine, "after_cursor_execute", statement)
    try:
        with migrate._migrating() as connection:
            command.upgrade(migrate._config(connection), revision)
    finally:
        event.remove(db.engine, "after_cursor_execute", statement)
    return next(numbers) - 1


def _killed_upgrade(revision: str, most: int) -> int:
    """The same in a process of its own; how it ended."""
    db.engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            _upgrade(revision, most)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def test_killed_in_the_middle_of_each(filled: Flask, *, full: bool) -> None:
    chance = random.Random(5)
    newest = _rows()
    for before, after in list(pairwise(REVISIONS))[0 if full else -SHORT :]:
        migrate.downgrade(before)
        old = _rows()
        statements = _upgrade(after)
        migrate.downgrade(before)

        ended = _killed_upgrade(after, chance.randint(2, max(2, statements - 2)))
        assert os.WIFSIGNALED(ended), "the upgrade was over before it could be killed"
        assert os.WTERMSIG(ended) == signal.SIGKILL
        assert migrate.current() == before, "half a step"
        assert _rows() == old, before

        assert migrate.upgrade()
        assert migrate.current() == migrate.head()
        assert migrate.differences() == []
        kept = _rows()
        assert all(kept[name] == many for name, many in old.items() if name in kept), after
        assert kept.keys() == newest.keys()
        if not postgres.URL:
            assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
            db.session.remove()
