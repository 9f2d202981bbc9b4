"""Readiness: a yes or a no, and nothing about why."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from itstart import clock, migrate
from itstart.cli import heartbeat, mailer
from itstart.db import db
from itstart.models import Heartbeat
from itstart.services import heartbeats
from itstart.services.heartbeats import Beat


def _silent(_patch: pytest.MonkeyPatch) -> None:
    db.session.merge(Heartbeat(key="converter", at=clock.now() - heartbeats.SILENT))
    db.session.commit()


def _old(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(migrate, "head", lambda: "9999")


def _full(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1 << 20))


@pytest.mark.parametrize("harm", [_silent, _old, _full])
def test_ready_until_something_is_wrong(
    filled: Flask, monkeypatch: pytest.MonkeyPatch, harm: Callable[[pytest.MonkeyPatch], None]
) -> None:
    before = filled.test_client().get("/klar")
    for beat in Beat:
        heartbeat.beat(beat)
    ready = filled.test_client().get("/klar")
    harm(monkeypatch)
    after = filled.test_client().get("/klar")

    assert (before.status_code, before.text) == (503, "ikke klar")
    assert (ready.status_code, ready.text, ready.mimetype) == (200, "klar", "text/plain")
    assert (after.status_code, after.text) == (503, "ikke klar")
    assert filled.test_client().get("/healthz").status_code == 200


def test_a_sign_of_life_is_written_once_a_minute(filled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    mailer.once_round(filled)
    assert heartbeats.last_seen(Beat.MAILER) == moment

    for seconds, seen in ((59, 0), (60, 60)):
        monkeypatch.setattr(clock, "now", lambda seconds=seconds: moment + timedelta(seconds=seconds))
        heartbeat.beat(Beat.MAILER)
        assert heartbeats.last_seen(Beat.MAILER) == moment + timedelta(seconds=seen)
