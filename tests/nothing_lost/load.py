"""A real server that can be killed, and people who write to it and remember what it acknowledged."""

import http.client
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from itstart.config import ROOT, Settings
from tests.documents.test_uploads import a_docx
from tests.mail.post_office import free_port

EVERY = 3  # one write of so many is a file


class Killable:
    """The server of the README's command on a port of its own, or one of the nursery, which is up sooner."""

    def __init__(self, settings: Settings) -> None:
        self.port = free_port()
        self._environment = {
            **os.environ,
            "ITSTART_INSTANCE": str(settings.instance),
            "ITSTART_DATABASE_URL": settings.database_url,
            "ITSTART_SECRET_KEY": settings.secret_key,
            "ITSTART_DEMO": "0",
            "PYTHONPATH": str(ROOT),
        }
        self._nursery: subprocess.Popen[str] | None = None
        self._process: subprocess.Popen[str] | None = None
        self._pid = 0

    def start(self, *, command: bool) -> None:
        """Start, and wait until it answers."""
        if command:
            self._process = self._run("app.py", "--port", str(self.port))
            self._pid = self._process.pid
        else:
            self._nursery = self._nursery or self._run("-m", "tests.nothing_lost.nursery")
            assert self._nursery.stdin is not None
            assert self._nursery.stdout is not None
            self._nursery.stdin.write(f"--port {self.port}\n")
            self._nursery.stdin.flush()
            self._pid = int(self._nursery.stdout.readline())
        end = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < end, "the server does not start"
            time.sleep(0.02)

    def _run(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self._environment, text=True, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """With -9, the whole group."""
        if self._pid:
            os.killpg(self._pid, signal.SIGKILL)
        if self._process:
            self._process.communicate()
        self._pid, self._process = 0, None

    def stop(self) -> None:
        """And the nursery."""
        self.kill()
        if self._nursery:
            self._nursery.communicate()


@dataclass
class Ledger:
    """What was acknowledged by the server, and what was refused; the keys of rows and of files."""

    rows: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        """How many writes."""
        return len(self.rows) + len(self.files)


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in, and the two addresses she writes to."""

    cookie: str
    token: str
    rows: str
    files: str


class Writers:
    """Some people who write until the server is killed."""

    def __init__(self, port: int, person: Person, ledger: Ledger, name: str, *, many: int = 4) -> None:
        self._port, self._person, self._ledger = port, person, ledger
        self._stop = Event()
        self._threads = [Thread(target=self._write, args=(f"{name} {number}", number)) for number in range(many)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """When the server is gone."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, name: str, number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            while not self._stop.is_set():
                number += 1
                self._one(connection, f"{name} {number}", is_file=number % EVERY == 0)
        except (OSError, http.client.HTTPException):
            pass  # killed: what was on its way was not acknowledged
        finally:
            connection.close()

    def _one(self, connection: http.client.HTTPConnection, key: str, *, is_file: bool) -> None:
        path, form = self._person.rows, {"title": key, "text": f"Krav {key}", "priority": "must"}
        content = b""
        if is_file:
            content = a_docx(key)
            path, form = self._person.files, {"to": key, "on": "1.6.2026", "based_on": ""}
        status = self._send(connection, path, {**form, "form_key": key}, content)
        if status != 303:
            self._ledger.refused.append(status)
        elif is_file:
            self._ledger.files[key] = content
        else:
            self._ledger.rows.append(key)

    def _send(self, connection: http.client.HTTPConnection, path: str, form: Mapping[str, str], content: bytes) -> int:
        data: dict[str, Any] = {**form, "csrf_token": self._person.token}
        body, kind = urlencode(data).encode(), "application/x-www-form-urlencoded"
        if content:
            boundary, body = encode_multipart({**data, "file": FileStorage(io.BytesIO(content), "Vores.docx")})
            kind = f"multipart/form-data; boundary={boundary}"
        headers = {"Cookie": f"itstart={self._person.cookie}", "Content-Type": kind}
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def instance(folder: Path, url: str) -> Settings:
    """The settings of an installation of its own."""
    return Settings(secret_key="a secret for the tests only, 32 characters or more", database_url=url, instance=folder)
