"""Starting: the database is made, a demo says who it is, the port is asked for, the first administrator is made."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

import bootstrap
from itstart import config, create_app
from itstart.cli import serve, start
from itstart.data.demo_log_ins import log_ins
from itstart.db import db
from itstart.models.installation import Installation
from itstart.models.user import User
from itstart.rules.terms import Role
from itstart.services import installation, passwords

PASSWORD = "kornmarken bølger i juni"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database does not exist yet, and which wants no demo."""
    settings = config.Settings(secret_key="x" * 40, instance=tmp_path, demo=False)
    app = create_app({"TESTING": True}, settings=settings)
    yield app
    with app.app_context():
        db.engine.dispose()


def _with_settings(app: Flask, **change: object) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], **change)


def test_a_new_database_is_made_and_stays_what_it_was_made_as(empty: Flask) -> None:
    assert not start.prepare(empty)
    _with_settings(empty, demo=True)

    assert not start.prepare(empty), "a demo is never filled into a database that is in use"
    assert not start.has_people(empty)


def test_a_demo_is_filled_once_and_its_log_ins_work(empty: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_settings(empty, demo=True)

    assert start.prepare(empty)
    with empty.app_context():
        people = db.session.query(User).count()
    assert start.prepare(empty)

    with empty.app_context():
        assert db.session.query(User).count() == people
        for _, email, password in log_ins():
            user = db.session.query(User).filter_by(email=email).one()
            assert passwords.verify(user.password_hash, password)
    lines = serve._greeting(empty, "http://127.0.0.1:8000", demo=True)
    assert "http://127.0.0.1:8000" in lines[0]
    assert all(any(email in line for line in lines) for _, email, _ in log_ins())


def test_production_refuses_a_demo_database(empty: Flask) -> None:
    start.prepare(empty)
    with empty.app_context():
        db.session.delete(db.session.get_one(Installation, 1))
        db.session.flush()
        installation.note(demo=True)
        db.session.commit()
    _with_settings(empty, production=True)

    with pytest.raises(config.BadConfiguration, match="demo"):
        start.prepare(empty)


def test_a_demo_that_was_cut_short_is_filled_at_the_next_start(empty: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[bool] = []

    def cut_short() -> None:
        raise KeyboardInterrupt

    _with_settings(empty, demo=True)
    monkeypatch.setattr(start, "fill_demo", cut_short)
    with pytest.raises(KeyboardInterrupt):
        start.prepare(empty)
    monkeypatch.setattr(start, "fill_demo", lambda: filled.append(True))

    assert start.prepare(empty)
    assert filled == [True]


def test_a_database_somebody_has_used_does_not_become_a_demo(empty: Flask) -> None:
    arguments = ["user", "create", "--name", "Anna", "--email", "anna@ibiz.example", "--password-stdin"]
    empty.test_cli_runner().invoke(args=arguments, input=PASSWORD + "\n")
    _with_settings(empty, demo=True)

    assert not start.prepare(empty)


def test_a_wsgi_server_refuses_too(empty: Flask) -> None:
    start.prepare(empty)
    with empty.app_context():
        db.session.get_one(Installation, 1).is_demo = True
        db.session.commit()
    assert start.for_wsgi(lambda: empty) is empty

    _with_settings(empty, production=True)
    with pytest.raises(SystemExit, match="Databasen er en demo"):
        start.for_wsgi(lambda: empty)


def test_a_database_that_does_not_answer_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    def silent() -> Flask:
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))

    assert serve.serve(silent, ["--port", "0"]) == 2
    assert "databasen svarer ikke" in capsys.readouterr().err


def test_the_first_administrator(empty: Flask) -> None:
    start.prepare(empty)
    assert "user create" in serve._greeting(empty, "http://x", demo=False)[-1]
    arguments = ["user", "create", "--name", "Anna", "--email", "Anna@ibiz.example", "--password-stdin"]

    wrong = empty.test_cli_runner().invoke(args=[*arguments, "--email", "no address"], input=PASSWORD + "\n")
    weak = empty.test_cli_runner().invoke(args=arguments, input="kort\n")
    made = empty.test_cli_runner().invoke(args=arguments, input=PASSWORD + "\n")
    again = empty.test_cli_runner().invoke(args=arguments, input=PASSWORD + "\n")

    assert wrong.exit_code == 1
    assert "Skriv en e-mailadresse" in wrong.output
    assert weak.exit_code == 1
    assert "mindst 12 tegn" in weak.output
    assert made.exit_code == 0, made.output
    assert again.exit_code == 1
    assert "allerede en bruger" in again.output
    with empty.app_context():
        user = db.session.query(User).one()
        assert (user.email, user.role) == ("anna@ibiz.example", Role.ADMIN)


def test_a_taken_port_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert serve.serve(create_app, ["--port", str(port)]) == 1

    said = capsys.readouterr().err
    assert f"Port {port} er optaget" in said
    assert f"--port {port + 1}" in said


def test_a_bad_configuration_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> Flask:
        raise config.BadConfiguration("ITSTART_SECRET_KEY mangler")

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert serve.serve(refuse, ["--port", str(port)]) == 2
    assert "ITSTART_SECRET_KEY mangler" in capsys.readouterr().err


def test_health(empty: Flask) -> None:
    start.prepare(empty)

    response = empty.test_client().get("/healthz")

    assert (response.status_code, response.text, response.mimetype) == (200, "ok", "text/plain")


# ---- bootstrap: standard library only --------------------------------------------------------------


def test_the_bootstrap_needs_nothing_installed() -> None:
    source = Path(bootstrap.__file__).read_text("utf-8")
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE))

    assert imported <= set(__import__("sys").stdlib_module_names)


def test_a_venv_that_leads_elsewhere_is_let_go_and_not_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere, link, lock = tmp_path / "elsewhere", tmp_path / ".venv", tmp_path / "lock"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("of somebody else")
    link.symlink_to(elsewhere)
    lock.write_text("")
    for name, path in (("VENV", link), ("STAMP", link / ".stamp"), ("PYTHON", link / "python"), ("LOCK", lock)):
        monkeypatch.setattr(bootstrap, name, path)
    monkeypatch.setattr(subprocess, "run", lambda *_arguments, **_more: _made(link))

    bootstrap.ensure_venv()

    assert (elsewhere / "kept").exists()
    assert not link.is_symlink()


def _made(venv: Path) -> subprocess.CompletedProcess[bytes]:
    venv.mkdir(exist_ok=True)
    return subprocess.CompletedProcess([], 0)


def test_all_checks_are_run_and_one_failure_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(name: str, command: tuple[str, ...]) -> bool:
        ran.append(" ".join(command))
        return name != "mypy"

    monkeypatch.setattr(bootstrap, "_run", run)
    monkeypatch.setattr(bootstrap, "ensure_tools", lambda: None)

    assert bootstrap.check(["-k", "x"]) == 1
    assert [line.split()[0] for line in ran] == ["ruff", "ruff", "mypy", "lint-imports", "djlint", "pytest"]
    assert ran[-1] == "pytest -n 2 -k x"

    assert bootstrap.check(["--coverage", "-k", "x"]) == 1
    assert ran[-2:] == ["coverage run -m pytest -n 2 -k x", "python -m tests.code.coverage_goals"]


def test_elsewhere_than_on_debian_as_root_the_line_to_type_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    bootstrap.ensure_tools()

    assert "Kør: sudo apt-get install chromium libatomic1" in capsys.readouterr().out
