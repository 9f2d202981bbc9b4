"""What can be wrong with a disk or a database, each as a context: wrong inside, and well again after it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, event, text

from itstart.db import db
from tests import postgres

Fault = Callable[[Flask], AbstractContextManager[None]]

HOLD = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def file_of(app: Flask) -> Path:
    """The SQLite file."""
    folder: Path = app.config["SETTINGS"].instance
    return folder / "itstart.sqlite3"


@contextmanager
def _every_connection(statement: str) -> Iterator[None]:
    def connect(connection: Any, _record: object) -> None:
        connection.execute(statement)
        connection.commit()

    db.engine.dispose()
    event.listen(db.engine, "connect", connect)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", connect)
        db.engine.dispose()


def full_disk(_app: Flask) -> AbstractContextManager[None]:
    """The file cannot grow: SQLite answers as it does when the disk is full."""
    return _every_connection("PRAGMA max_page_count=1")


def read_only(_app: Flask) -> AbstractContextManager[None]:
    """The file can be read but not written."""
    return _every_connection("PRAGMA query_only=ON")


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Another process keeps the whole file to itself for longer than anybody waits."""
    command = [sys.executable, "-c", HOLD, str(file_of(app))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.communicate()


@contextmanager
def _damaged(app: Flask, at: int) -> Iterator[None]:
    """Nonsense in the file from a byte on; open connections would still have the old pages."""
    file, aside = file_of(app), file_of(app).with_suffix(".aside")
    db.engine.dispose()
    shutil.copyfile(file, aside)
    with file.open("r+b") as pages:
        pages.seek(at)
        pages.write(b"\xa5" * (file.stat().st_size - at))
    try:
        yield
    finally:
        db.engine.dispose()
        aside.replace(file)


def no_database(app: Flask) -> AbstractContextManager[None]:
    """The file is something else than a database."""
    return _damaged(app, 0)


def damaged_pages(app: Flask) -> AbstractContextManager[None]:
    """The first page is right and all others are not."""
    return _damaged(app, 4096)


@contextmanager
def folder_gone(app: Flask) -> Iterator[None]:
    """The disk with the file is not mounted."""
    folder = file_of(app).parent
    aside = folder.with_name(folder.name + "-aside")
    db.engine.dispose()
    folder.rename(aside)
    try:
        yield
    finally:
        db.engine.dispose()
        aside.rename(folder)


# ---- PostgreSQL ------------------------------------------------------------------------------------


@contextmanager
def _server() -> Iterator[Callable[..., None]]:
    """Says things to the server from another database, with NAME for the one under test."""
    engine = create_engine(postgres.URL, isolation_level="AUTOCOMMIT")
    name = str(db.engine.url.database)

    def say(*statements: str) -> None:
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement.replace("NAME", name)))

    try:
        yield say
    finally:
        engine.dispose()


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'NAME'"


def cut_off() -> None:
    """Every connection to the database is cut."""
    with _server() as say:
        say(CUT)


@contextmanager
def server_gone(_app: Flask) -> Iterator[None]:
    """Every connection is cut, and no new one is taken."""
    with _server() as say:
        say('ALTER DATABASE "NAME" ALLOW_CONNECTIONS false', CUT)
        try:
            yield
        finally:
            say('ALTER DATABASE "NAME" ALLOW_CONNECTIONS true')


@contextmanager
def server_read_only(_app: Flask) -> Iterator[None]:
    """The server takes no writes, as one that is being moved."""
    with _server() as say:
        say('ALTER DATABASE "NAME" SET default_transaction_read_only = on', CUT)
        try:
            yield
        finally:
            say('ALTER DATABASE "NAME" RESET default_transaction_read_only', CUT)


@contextmanager
def table_locked(_app: Flask) -> Iterator[None]:
    """Somebody keeps the table of needs to himself for longer than anybody waits."""
    other = create_engine(db.engine.url)
    try:
        with other.begin() as connection, _every_connection("SET lock_timeout = 100"):
            connection.execute(text("LOCK TABLE needs_description IN ACCESS EXCLUSIVE MODE"))
            yield
    finally:
        other.dispose()


# The fault, and whether pages can still be read.
SQLITE: tuple[tuple[Fault, bool], ...] = (
    (full_disk, True),
    (read_only, True),
    (locked, False),
    (no_database, False),
    (damaged_pages, False),
    (folder_gone, False),
)
POSTGRESQL: tuple[tuple[Fault, bool], ...] = ((server_gone, False), (server_read_only, True), (table_locked, False))
