"""Clock, query counter and table, the same for both programs."""

import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import event

from benchmarks.data import PASSWORD
from itstart.db import db

Clock = Callable[[], float]  # seconds
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class LogInFailed(Exception):
    """The log-in of the measuring program itself was refused."""


def logged_in(app: Flask, email: str) -> FlaskClient:
    """A client with the session of this person."""
    client = app.test_client()
    found = _TOKEN.search(Context().run(client.get, "/log-ind").text)
    data = {"email": email, "password": PASSWORD, "csrf_token": found[1] if found else ""}
    answer = Context().run(client.post, "/log-ind", data=data)
    if answer.status_code != 303:
        raise LogInFailed(f"{email}: {answer.status_code}")
    return client


def address(app: Flask, endpoint: str, **values: Any) -> str:
    """The path of a page."""
    with app.test_request_context():
        return url_for(endpoint, **values)


@dataclass
class Queries:
    """The statements sent to the database since `clear`."""

    statements: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Begin to count again."""
        self.statements.clear()

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counted() -> Iterator[Queries]:
    """Listens to the engine of the current application."""
    queries = Queries()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        queries.statements.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(engine, "before_cursor_execute", note)


@dataclass
class Sample:
    """One page at one size: its times in milliseconds, its queries, its size in bytes."""

    times: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    @property
    def median(self) -> float:
        """Milliseconds; half of the rounds were faster."""
        return statistics.median(self.times)


class NotShown(Exception):
    """A page did not answer 200, so its time means nothing."""


def look(client: FlaskClient, path: str, queries: Queries, sample: Sample, now: Clock = time.perf_counter) -> None:
    """Open the page once and note what it cost."""
    queries.clear()
    began = now()
    answer = Context().run(client.get, path)
    sample.times.append((now() - began) * 1000)
    if answer.status_code != 200:
        raise NotShown(f"{path}: {answer.status_code} {answer.headers.get('Location', '')}")
    sample.queries = len(queries)
    sample.size = len(answer.data)


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns under each other: the first to the left, figures to the right."""
    widths = [max(len(row[column]) for row in (head, *lines)) for column in range(len(head))]

    def shown(row: Sequence[str]) -> str:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        return "  ".join(cells).rstrip()

    return "\n".join([shown(head), "  ".join("-" * width for width in widths), *map(shown, lines)])
