"""Bringing a database to the shape the models have; run at every start, and free when nothing is new."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import itstart.models.installation  # noqa: F401 - every table is known once it is read
from itstart.db import db
from itstart.sqlite import writing

FOLDER = Path(__file__).parent / "migrations"
# Two servers that start at once on one PostgreSQL must not both migrate.
_LOCK = 4_110_017


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["target_metadata"] = db.metadata
    return config


def head() -> str | None:
    """The newest revision in the folder, or None when there is none yet."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current() -> str | None:
    """The revision the database stands at, or None for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade() -> bool:
    """Bring the database up to date; True when something was done. All or nothing."""
    if current() == head():
        return False
    with _migrating() as connection:
        command.upgrade(_config(connection), "head")
    return True


@contextmanager
def _migrating() -> Iterator[Connection]:
    """One transaction for all the steps. SQLite rebuilds a table to change it, and dropping the old
    one would delete the rows that point to it: references are checked at the end instead."""
    with writing(), db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("a migration left rows that point nowhere")
        finally:
            if sqlite:
                _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    # Beside SQLAlchemy, because inside a transaction SQLite takes no notice of it.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={state}")
    cursor.close()


def downgrade(revision: str) -> None:
    """Take the database back to an earlier revision; used by the tests of the migrations."""
    with _migrating() as connection:
        command.downgrade(_config(connection), revision)


def revise(message: str) -> None:
    """Write a new migration with the difference between the database and the models."""
    with writing(), db.engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=_next_number())


def _next_number() -> str:
    scripts = list(ScriptDirectory.from_config(_config()).walk_revisions())
    return f"{len(scripts) + 1:04d}"


def differences() -> list[Any]:
    """What the models have and the database has not, or the other way; empty when they agree."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, db.metadata))
