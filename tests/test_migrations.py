"""The migrations make what the models describe, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, func, inspect, select, text

from itstart import config, create_app, migrate
from itstart.db import db
from itstart.exchange import export_case, import_case
from itstart.models import CustomerCase
from tests import postgres
from tests.exchange.files import example


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


def _checks() -> dict[str, set[str]]:
    """The names of the CHECK constraints of every table in the database."""
    inspector = inspect(db.engine)
    return {
        table: {str(check["name"]) for check in inspector.get_check_constraints(table)}
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def test_no_constraint_is_lost_on_the_way(fresh: Flask) -> None:
    with fresh.app_context():
        migrate.upgrade()
        wanted = {
            table.name: {str(rule.name) for rule in table.constraints if isinstance(rule, CheckConstraint)}
            for table in db.metadata.tables.values()
        }
        assert _checks() == wanted
        migrate.downgrade("0001")
        migrate.upgrade()
        assert _checks() == wanted


def test_a_filled_database_survives_every_step(fresh: Flask) -> None:
    def rows() -> dict[str, int]:
        # What is kept of the figures is only a mark, and is made anew.
        tables = [table for table in db.metadata.tables.values() if table.name != "figure_state"]
        return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

    with fresh.app_context():
        migrate.upgrade()
        number = import_case(example()).case.number
        db.session.commit()
        before = rows()
        db.session.remove()
        migrate.downgrade("0001")
        migrate.upgrade()
        assert rows() == before
        case = db.session.scalars(select(CustomerCase).where(CustomerCase.number == number)).one()
        assert export_case(case) == example()


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
