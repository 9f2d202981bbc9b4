"""Bringing a database to the shape the models have; run at every start, and free when nothing is new.

Alembic is imported where it is used: a start with nothing to do never pays for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

import itstart.models.installation  # noqa: F401 - every table is known once it is read
from itstart.db import db
from itstart.sqlite import writing

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
VERSIONS = FOLDER / "versions"
# Two servers that start at once on one PostgreSQL must not both migrate.
_LOCK = 4_110_017


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["target_metadata"] = db.metadata
    return config


def head() -> str | None:
    """The newest revision in the folder, or None when there is none yet. Revisions are numbered: 0001_name.py."""
    return max((path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py")), default=None)


def current() -> str | None:
    """The revision the database stands at, or None for an empty one."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


def upgrade() -> bool:
    """Bring the database up to date; True when something was done. All or nothing."""
    if current() == head():
        return False
    from alembic import command

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
                    connection.execute(text("SET LOCAL lock_timeout = 0"))  # the other may need long
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
    from alembic import command

    with _migrating() as connection:
        command.downgrade(_config(connection), revision)


def revise(message: str) -> None:
    """Write a new migration with the difference between the database and the models."""
    from alembic import command

    number = f"{int(head() or 0) + 1:04d}"
    with writing(), db.engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def differences() -> list[Any]:
    """What the models have and the database has not, or the other way; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, db.metadata))
