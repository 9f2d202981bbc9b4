"""The work of the day makes a backup when it is told where."""

from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from itstart import backup
from itstart.cli.daily import run
from itstart.config import Settings
from itstart.db import db
from itstart.models import StoredFile
from itstart.rules import backups
from tests.operation.conftest import KEY


def test_the_work_of_the_day_makes_one(filled: Flask, settings: Settings, tmp_path: Path) -> None:
    assert "Sikkerhedskopier" not in run()
    filled.config["SETTINGS"] = replace(settings, backup_to=tmp_path / "kopier")

    assert run()["Sikkerhedskopier"] == 1

    (path,) = (tmp_path / "kopier").iterdir()
    assert backups.is_sealed(path.name)
    assert backup.check(path, KEY, work=settings.instance).stored_files.keys() == {"1", "2"}
    assert db.session.scalar(select(func.count(StoredFile.id))) == 2
