"""How SQLite is spoken to, so that nothing acknowledged is lost and writers wait instead of failing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

# Older libraries can damage a WAL file with two connections (the WAL-reset bug, mended in 3.51.3).
SAFE_WAL = (3, 51, 3)
BUSY_MS = 8_000

_writing: ContextVar[bool] = ContextVar("itstart_writing", default=False)


def set_writing(value: bool) -> None:  # noqa: FBT001 - a switch is what it is
    """Say whether the transactions that begin from now on in this thread will write."""
    _writing.set(value)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once; PostgreSQL is not affected."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def pragmas(version: tuple[int, ...] = sqlite3.sqlite_version_info, *, durable: bool = True) -> list[str]:
    """The settings of each connection; `durable=False` is for tests, whose data nobody misses."""
    wal = version >= SAFE_WAL
    synchronous = ("FULL" if wal else "EXTRA") if durable else "OFF"
    return [
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        f"journal_mode={'WAL' if wal else 'TRUNCATE'}",
        f"synchronous={synchronous}",
    ]


def set_up(engine: Engine, *, durable: bool = True) -> None:
    """Prepare an engine before its first connection; does nothing for other databases."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin for us, and too late
        for pragma in pragmas(durable=durable):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
