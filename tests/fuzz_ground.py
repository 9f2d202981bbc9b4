"""The demo under attack: what a form is, whose browser sends it, and how to see that a refusal changed nothing."""

import shutil
import sqlite3
from collections import Counter
from contextvars import Context
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import select

from itstart.data import demo_log_ins
from itstart.db import db
from itstart.exchange import demo
from itstart.web.guards import limiter
from tests.browser import Browser

FORM = "application/x-www-form-urlencoded"
# Written by every request in a transaction of its own, whatever becomes of the request.
BESIDE = {"user_session", "attempt"}
KEPT = "kept"  # the schema with the copies on PostgreSQL


@dataclass(frozen=True)
class Form:
    """A form as it stood on a page: where it goes, and what it would send."""

    path: str
    endpoint: str
    method: str
    values: tuple[tuple[str, str], ...] = field(default=(), hash=False, compare=False)
    kind: str = ""


class Ground:
    """The demo, some people's browsers, and the way back to what it was."""

    def __init__(self, app: Flask, email: str) -> None:
        self.app, self.email = app, email
        self.watcher: sqlite3.Connection | None = None
        self.written = self.clean = 0
        demo.fill()
        db.session.commit()
        self.browser = Browser(app)
        self._log_in()
        self.folder = app.config["SETTINGS"].instance
        self.is_file = db.engine.dialect.name == "sqlite"
        self._keep()
        self.first = self.now = self.fingerprint()
        self._watch()
        self.faults: list[str] = []
        self.statuses: Counter[int] = Counter()

    def _log_in(self) -> None:
        limiter.reset()
        data = {"email": self.email, "password": demo_log_ins.PASSWORD}
        assert self.browser.post("/log-ind", data, visit="/log-ind").status_code == 303
        self.token = self.browser.token()
        self.cookie = self.browser.client.get_cookie("itstart")  # with the token's other half in it

    def restore(self) -> None:
        """Back to the demo and its log-in, when anything was written."""
        assert self.cookie is not None
        self.browser.client.set_cookie("itstart", self.cookie.value)
        if self._writes() != self.clean:
            self._bring_back()
            self.now = self.first
            self._watch()

    def close(self) -> None:
        """Leave nothing behind."""
        if self.watcher is not None:
            self.watcher.close()
        else:
            self._tell(f"DROP SCHEMA {KEPT} CASCADE")

    def _keep(self) -> None:
        """A copy of the file, or of every table."""
        db.session.remove()
        db.engine.dispose()
        if self.is_file:
            shutil.copyfile(self.folder / "itstart.sqlite3", self.folder / "fuzz.sqlite3")
            return
        copies = (f'CREATE TABLE {KEPT}."{name}" AS TABLE public."{name}"' for name in db.metadata.tables)
        self._tell(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE", f"CREATE SCHEMA {KEPT}", *copies)

    def _bring_back(self) -> None:
        """The file that was kept; on PostgreSQL the rows of the tables that are not as they were."""
        db.session.remove()
        if self.is_file:
            db.engine.dispose()
            shutil.copyfile(self.folder / "fuzz.sqlite3", self.folder / "itstart.sqlite3")
            return
        now = self.fingerprint()
        statements = ["SET LOCAL session_replication_role = replica"]  # in any order, whatever points at them
        for name in BESIDE | {name for name, print_ in now.items() if print_ != self.first[name]}:
            rows = f'INSERT INTO public."{name}" SELECT * FROM {KEPT}."{name}"'  # noqa: S608 - our own tables
            statements += [f'DELETE FROM public."{name}"', rows]  # noqa: S608
        self._tell(*statements)

    def _tell(self, *statements: str) -> None:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("; ".join(statements))

    def _watch(self) -> None:
        """From here on is counted what is written; SQLite says it to a connection of our own."""
        if self.is_file:
            if self.watcher is not None:
                self.watcher.close()
            self.watcher = sqlite3.connect(self.folder / "itstart.sqlite3")
        self.clean = self.written = self._writes()

    def is_written(self) -> bool:
        """Whether anything was written since the last time it was asked."""
        before, self.written = self.written, self._writes()
        return before != self.written

    def _writes(self) -> int:
        """Another number when somebody has written; on PostgreSQL in any database of the server."""
        if self.watcher is not None:
            return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])
        with db.engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").scalar_one())

    def fingerprint(self) -> dict[str, int]:
        """What every table holds; read without SQLAlchemy's types, which take ten times as long."""
        with db.engine.connect() as connection:
            return {
                table.name: hash(tuple(sorted(map(repr, connection.exec_driver_sql(_everything(table)).fetchall()))))
                for table in db.metadata.sorted_tables
                if table.name not in BESIDE
            }

    def send(self, method: str, path: str, body: bytes | None = None, kind: str = FORM, **more: Any) -> Any:
        """One request as the person; returns the answer."""
        db.session.rollback()
        headers = {"X-CSRFToken": self.token}
        return Context().run(
            self.browser.client.open, path, method=method, data=body, content_type=kind, headers=headers, **more
        )

    def attack(self, form: Form, body: bytes, kind: str = FORM) -> None:
        """Send it, and note a 5xx, and a refusal that has changed something."""
        if form.method == "GET":
            answer = self.send("GET", f"{form.path.partition('?')[0]}?{body.decode('ascii', 'ignore')}")
        else:
            answer = self.send("POST", form.path, body, kind)
        where = f"{form.method} {form.path} ({form.endpoint}) with {body[:300]!r} gave {answer.status_code}"
        self.statuses[answer.status_code] += 1
        foreign = kind != FORM and not kind.startswith("multipart/")
        if answer.status_code >= 500 or (foreign and answer.status_code not in {404, 415}):
            self.faults.append(where)
        after = self.fingerprint() if form.method == "POST" and self.is_written() else self.now
        if answer.status_code >= 400 and after != self.now:
            self.faults.append(f"{where} and changed {[name for name in after if after[name] != self.now[name]]}")
        answer.close()
        self.now = after


@cache
def _everything(table: Any) -> str:
    columns = [column for column in table.columns if column.primary_key or column.name != "content"]
    return str(select(*columns).compile(db.engine))
