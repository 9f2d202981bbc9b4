"""A filled database of its own in a file, to be copied while it is used."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from itstart import backup, config, create_app, migrate
from itstart.config import Settings
from itstart.db import db
from itstart.services import files
from tests import postgres
from tests.factories.cases import make_case

KEY = "en lang adgangssætning til kopier"


def _fill() -> None:
    migrate.upgrade()
    make_case()
    files.store(None, "stor.bin", bytes(range(256)) * 12_000, "application/octet-stream")
    files.store(None, "tom.txt", b"", "text/plain")
    db.session.commit()
    db.session.remove()
    db.engine.dispose()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the filled SQLite file is kept once it has been made: migrating takes seconds."""
    return tmp_path_factory.mktemp("filled") / "itstart.sqlite3"


@pytest.fixture
def filled(tmp_path: Path, template: Path) -> Iterator[Flask]:
    """Migrated, with a case and two files, on SQLite or on TEST_DATABASE_URL; inside its context."""
    with postgres.database("operation") as url:
        instance = tmp_path / "instance"
        settings = config.Settings(
            secret_key="x1y2z3-" * 6, instance=instance, database_url=url, demo=False, backup_key=KEY
        )
        app = create_app({"TESTING": True}, settings=settings)
        with app.app_context():
            if not url and template.exists():
                shutil.copyfile(template, instance / "itstart.sqlite3")
            else:
                _fill()
            if not url and not template.exists():
                shutil.copyfile(instance / "itstart.sqlite3", template)
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def settings(filled: Flask) -> Settings:
    made: Settings = filled.config["SETTINGS"]
    return made


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    """An encrypted backup of the filled database."""
    return backup.make(tmp_path / "kopier", work=settings.instance, key=KEY).path


@pytest.fixture
def plain(settings: Settings, tmp_path: Path) -> Path:
    """The same without encryption."""
    return backup.make(tmp_path / "åbne kopier", work=settings.instance).path
