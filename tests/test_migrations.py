"""The migrations make what the models describe, and can be taken back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from itstart import config, create_app, migrate
from itstart.db import db


@pytest.fixture
def fresh(tmp_path: Path) -> Flask:
    """An application whose SQLite database does not exist yet."""
    return create_app({"TESTING": True}, settings=config.Settings(secret_key="x" * 40, instance=tmp_path))


def test_models_and_migrations_agree(fresh: Flask) -> None:
    with fresh.app_context():
        assert migrate.upgrade()

        assert migrate.differences() == []
        assert migrate.current() == migrate.head() == ScriptDirectory(str(migrate.FOLDER)).get_current_head()
        assert not migrate.upgrade(), "a second time there is nothing to do"
        db.engine.dispose()


def test_there_and_back_again(fresh: Flask) -> None:
    with fresh.app_context():
        migrate.upgrade()
        migrate.downgrade("base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]

        assert migrate.upgrade()
        assert migrate.differences() == []
        db.engine.dispose()


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
        db.engine.dispose()


def test_foreign_keys_are_on_after_migrating(fresh: Flask) -> None:
    with fresh.app_context():
        migrate.upgrade()
        with db.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        db.engine.dispose()
