"""Each check of `flask check-deploy` has a good and a bad state, and the command says which."""

import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from itstart import backup, clock, config, sqlite
from itstart.cli import check_deploy, deploy_facts, heartbeat
from itstart.cli.check_deploy import CHECKS, State
from itstart.cli.deploy_facts import Facts
from itstart.config import Settings
from itstart.data.demo_log_ins import log_ins
from itstart.db import db
from itstart.models import Heartbeat
from itstart.rules.terms import Role
from itstart.services import passwords
from itstart.services.heartbeats import Beat
from tests import postgres
from tests.factories.accounts import make_user
from tests.operation.conftest import KEY

SETTINGS = config.read(
    {
        "ITSTART_ENV": "production",
        "ITSTART_SECRET_KEY": "k3-Vq9_zT7wLm2XcR8bNf5YhJ4sGd1PaUe0o",
        "ITSTART_BASE_URL": "https://it-start.example.dk",
        "ITSTART_PROXIES": "1",
        "ITSTART_SMTP_HOST": "mail.example.dk",
        "ITSTART_SMTP_FROM": "it-start@example.dk",
        "ITSTART_SMTP_STARTTLS": "1",
        "ITSTART_BACKUP_TO": "/kopier",
        "ITSTART_LOG_JSON": "1",
    }
)
PRAGMAS = dict(line.split("=") for line in sqlite.pragmas())
GOOD = Facts(
    settings=SETTINGS,
    flask=config.flask_config(SETTINGS),
    database="sqlite",
    pragmas={
        "journal_mode": PRAGMAS["journal_mode"].lower(),
        "synchronous": {"FULL": "2", "EXTRA": "3"}[PRAGMAS["synchronous"]],
        "foreign_keys": "1",
        "secure_delete": "1",
    },
    is_sound=True,
    current="0025",
    head="0025",
    is_demo=False,
    demo_log_ins=(),
    has_admin=True,
    without_second_factor=0,
    beats=dict.fromkeys(Beat, timedelta(seconds=30)),
    newest_backup=Path("/kopier/it-start-20261126T030000Z.tar.gz.enc"),
    backup_age=timedelta(hours=9),
    backup_beside_data=False,
    clock_gap=timedelta(),
    free_mb=20_000,
    free=0.5,
    open_paths=(),
    has_office=True,
    has_poppler=True,
)


def _settings(**change: Any) -> Facts:
    return replace(GOOD, settings=replace(SETTINGS, **change))


def _flask(**change: Any) -> Facts:
    return replace(GOOD, flask={**GOOD.flask, **change})


def _pragma(**change: str) -> Facts:
    return replace(GOOD, pragmas={**GOOD.pragmas, **change})


BAD: dict[str, list[Facts]] = {
    "Drift": [_settings(production=False)],
    "Hemmelig nøgle": [_settings(secret_key="kort"), _settings(secret_key="a" * 64)],
    "Gamle nøgler": [_settings(old_secret_keys=("gammel",))],
    "Fejlsøgning": [_settings(debug=True), _flask(DEBUG=True)],
    "Ingen demo": [replace(GOOD, is_demo=True)],
    "Ingen demo-log-ins": [replace(GOOD, demo_log_ins=("mette@hedelund.example",))],
    "Administrator": [replace(GOOD, has_admin=False)],
    "Totrinslogin i centret": [replace(GOOD, without_second_factor=1)],
    "Adresse med https": [_settings(base_url=""), _settings(base_url="http://it-start.example.dk")],
    "Værtsnavne": [_flask(TRUSTED_HOSTS=None), _flask(TRUSTED_HOSTS=["localhost"]), _flask(TRUSTED_HOSTS=[".dk"])],
    "Proxy": [_settings(proxies=0), _settings(proxies=3)],
    "Cookie": [
        _flask(SESSION_COOKIE_SECURE=False),
        _flask(SESSION_COOKIE_HTTPONLY=False),
        _flask(SESSION_COOKIE_SAMESITE=None),
        _flask(SESSION_COOKIE_NAME="itstart"),
    ],
    "Formularers token": [_flask(WTF_CSRF_ENABLED=False), _flask(WTF_CSRF_CHECK_DEFAULT=False)],
    "Størrelse af det, der sendes": [_flask(MAX_CONTENT_LENGTH=None), _flask(MAX_CONTENT_LENGTH=1 << 30)],
    "Databasens skrivning": [_pragma(journal_mode="memory"), _pragma(synchronous="0")],
    "Fremmednøgler": [_pragma(foreign_keys="0")],
    "Sletning": [_pragma(secure_delete="0")],
    "Databasens tilstand": [replace(GOOD, is_sound=False)],
    "Migreringer": [replace(GOOD, current="0019"), replace(GOOD, current=None)],
    "Mailserver": [_settings(smtp_host="")],
    "Mail krypteres": [_settings(smtp_starttls=False)],
    "Mail kan sendes": [replace(GOOD, mail_problem="(ConnectionRefusedError)")],
    "Sted til sikkerhedskopier": [_settings(backup_to=None)],
    "Sikkerhedskopi": [replace(GOOD, backup_age=None), replace(GOOD, backup_age=timedelta(days=2))],
    "Sikkerhedskopiens disk": [replace(GOOD, backup_beside_data=True)],
    "Sikkerhedskopi er krypteret": [replace(GOOD, newest_backup=Path("it-start-20261126T030000Z.tar.gz"))],
    "Ur": [replace(GOOD, clock_gap=timedelta(hours=1))],
    "Plads på disken": [replace(GOOD, free_mb=500), replace(GOOD, free=0.03)],
    "Filrettigheder": [replace(GOOD, open_paths=("/srv/itstart.sqlite3",))],
    "Mails og dagens arbejde": [replace(GOOD, beats={**GOOD.beats, Beat.MAILER: None})],
    "PDF'er og zip-filer": [replace(GOOD, beats={**GOOD.beats, Beat.CONVERTER: timedelta(hours=1)})],
    "LibreOffice": [replace(GOOD, has_office=False)],
    "Poppler": [replace(GOOD, has_poppler=False)],
    "Log som JSON": [_settings(log_json=False)],
}


def test_a_good_installation_is_well_in_all_and_on_postgresql_too() -> None:
    for facts in (GOOD, replace(GOOD, database="postgresql", pragmas={})):
        assert {state for state, _line in check_deploy.lines(facts)} == {State.FINE}


def test_every_check_is_tried() -> None:
    assert list(BAD) == [check.label for check in CHECKS]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.label)
def test_a_bad_state_is_found_by_its_own_check(check: check_deploy.Check) -> None:
    for facts in BAD[check.label]:
        found = {other.label: other.state(facts) for other in CHECKS if other.state(facts) is not State.FINE}

        assert found == {check.label: check.otherwise}
        (line,) = [line for state, line in check_deploy.lines(facts) if state is not State.FINE]
        assert line.startswith(f"{check.otherwise:<9} {check.label}: {check.advice}")


def test_a_new_installation_is_told_what_is_missing(filled: Flask) -> None:
    told = filled.test_cli_runner().invoke(args=["check-deploy"])

    assert told.exit_code == 1
    for label in ("Drift", "Adresse med https", "Cookie", "Sikkerhedskopi", "Mails og dagens arbejde"):
        assert f"fejl      {label}:" in told.output
    for label in ("Migreringer", "Fejlsøgning", "Databasens tilstand", "Ingen demo"):
        assert f"i orden   {label}\n" in told.output


def test_a_production_installation_passes(
    filled: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.instance.chmod(0o700)
    for path in settings.instance.iterdir():
        path.chmod(0o600)
    ready = replace(
        SETTINGS,
        instance=settings.instance,
        database_url=settings.database_url,
        backup_to=tmp_path / "kopier",
    )
    filled.config.update(config.flask_config(ready))
    make_user(Role.ADMIN)
    db.session.commit()
    backup.make(tmp_path / "kopier", work=settings.instance, key=KEY)
    for beat in Beat:
        heartbeat.beat(beat)
    if not postgres.URL:
        monkeypatch.setattr(deploy_facts, "_pragmas", lambda: GOOD.pragmas)  # tests write without waiting for the disk

    told = filled.test_cli_runner().invoke(args=["check-deploy"])

    assert "fejl  " not in told.output, told.output
    assert told.exit_code == 0
    assert "advarsel  Sikkerhedskopiens disk" in told.output


def test_what_is_looked_at_is_what_is_there(filled: Flask, settings: Settings, tmp_path: Path) -> None:
    filled.config["SETTINGS"] = replace(settings, backup_to=tmp_path / "kopier")
    admin = make_user(Role.ADMIN)
    admin.password_hash = passwords.hash_password("behov-krav-kontrakt")
    demo = make_user(Role.STAFF)
    demo.email = "lise.ravnholt@ibiz.example"
    db.session.merge(Heartbeat(key="mailer", at=clock.now() + timedelta(hours=2)))
    db.session.commit()
    old = backup.make(tmp_path / "kopier", work=settings.instance).path
    old.chmod(0o644)

    facts = deploy_facts.collect(filled, log_ins(), None)

    assert set(facts.demo_log_ins) == {admin.email, demo.email}
    assert facts.without_second_factor == 2
    assert facts.newest_backup == old
    assert facts.backup_age is not None
    assert facts.backup_age < timedelta(minutes=5)
    assert facts.backup_beside_data
    assert str(old) in facts.open_paths
    if not postgres.URL:
        assert facts.clock_gap > timedelta(hours=1)
        assert facts.pragmas["foreign_keys"] == "1"


def test_the_mail_server_is_tried_only_when_asked(filled: Flask, settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    filled.config["SETTINGS"] = replace(settings, smtp_host="127.0.0.1", smtp_port=port, smtp_from="it@ibiz.example")

    without = filled.test_cli_runner().invoke(args=["check-deploy"])
    tried = filled.test_cli_runner().invoke(args=["check-deploy", "--try-mail"])

    assert "i orden   Mail kan sendes" in without.output
    assert "fejl      Mail kan sendes" in tried.output
    assert "ConnectionRefusedError" in tried.output
