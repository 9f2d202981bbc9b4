"""The migrations make what the models describe, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from itstart import config, create_app, migrate
from itstart.db import db
from tests import postgres


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database is empty, on SQLite or on TEST_DATABASE_URL."""
    with postgres.database("migrations") as url:
        settings = config.Settings(secret_key="x" * 40, instance=tmp_path, database_url=url)
        app = create_app({"TESTING": True}, settings=settings)
        yield app
        with app.app_context():
            db.engine.dispose()


def test_models_and_migrations_agree(fresh: Flask) -> None:
    with fresh.app_context():
        assert migrate.upgrade()

        assert migrate.differences() == []
        assert migrate.current() == migrate.head() == ScriptDirectory(str(migrate.FOLDER)).get_current_head()
        assert not migrate.upgrade(), "a second time there is nothing to do"


def test_there_and_back_again(fresh: Flask) -> None:
    with fresh.app_context():
        migrate.upgrade()
        migrate.downgrade("base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]

        assert migrate.upgrade()
        assert migrate.differences() == []


def test_a_broken_migration_leaves_the_old_database(fresh: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh.app_context():

        def fail(config: object, revision: str) -> None:
            connection = config.attributes["connection"]  # type: ignore[attr-defined]
            connection.execute(text("CREATE TABLE half (id INTEGER)"))
            raise RuntimeError("the power went")

        monkeypatch.setattr(command, "upgrade", fail)
        with pytest.raises(RuntimeError, match="power"):
            migrate.upgrade()

        assert inspect(db.engine).get_table_names() == []


@pytest.mark.skipif(bool(postgres.URL), reason="PostgreSQL always keeps them on")
def test_foreign_keys_are_on_after_migrating(fresh: Flask) -> None:
    with fresh.app_context():
        migrate.upgrade()
        with db.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
