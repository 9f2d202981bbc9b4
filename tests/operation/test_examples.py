"""The examples of docs/operation.md are read by the programs they are for, where these are installed."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from flask import Flask

from itstart import config

TEXT = (config.ROOT / "docs" / "operation.md").read_text("utf-8")
BLOCKS = {name: body for _kind, name, body in re.findall(r"^```(\w+) (\S+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)}
UNITS = [name for name in BLOCKS if name.startswith("it-start") and not name.endswith(".conf")]


def _run(*line: str) -> str:
    program = shutil.which(line[0], path="/usr/bin:/usr/sbin:/bin:/sbin")
    if program is None:
        pytest.skip(f"{line[0]} is not installed")
    done = subprocess.run([program, *line[1:]], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_the_units_are_read_by_systemd(tmp_path: Path) -> None:
    python = shutil.which("true") or ""
    for name in UNITS:
        body = re.sub(r"/srv/it-start/\.venv/bin/(python|flask)", python, BLOCKS[name])
        (tmp_path / name).write_text(re.sub(r"/srv/it-start$", "/", body, flags=re.MULTILINE))

    told = _run("systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS))

    assert [line for line in told.splitlines() if str(tmp_path) in line] == []


def test_nginx_takes_its_example(tmp_path: Path) -> None:
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")
    made = ("-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=it-start.example.dk")
    _run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-days", "2", *made)
    server = BLOCKS["it-start.conf"].replace("/etc/ssl/it-start/fullchain.pem", certificate)
    server = (
        server.replace("/etc/ssl/it-start/privkey.pem", key)
        .replace("listen 443", "listen 8443")
        .replace("listen 80;", "listen 8081;")
    )
    whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{server}}}\n"
    (tmp_path / "nginx.conf").write_text(whole)

    _run("nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"))


def test_caddy_takes_its_example(tmp_path: Path) -> None:
    (tmp_path / "Caddyfile").write_text(BLOCKS["Caddyfile"])

    _run("caddy", "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile"))


def test_every_setting_and_command_of_the_examples_exists(app: Flask) -> None:
    source = (config.ROOT / "itstart" / "config.py").read_text("utf-8")
    settings = set(re.findall(r"ITSTART_(\w+)", TEXT))
    assert {name for name in settings if f'"{name}"' not in source} == set()
    with click.Context(app.cli) as context:
        for name in set(re.findall(r"flask (?:--app app )?([a-z-]+)", TEXT)):
            assert app.cli.get_command(context, name), name
