"""A consistent copy of the database while it is used, and how a copy is opened again."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from itstart.backup.manifest import BadArchive, Manifest, fingerprint, schema_of, stored_files, table_counts
from itstart.db import db


class NoTool(Exception):
    """A program is missing; the text says which, in Danish."""


def _facts(connection: Connection, kind: str, made_at: str) -> Manifest:
    files = list(stored_files(connection))
    hashes = {number: made for number, made, _stored in files}
    damaged = [number for number, made, stored in files if made != stored]
    return Manifest(made_at, schema_of(connection), kind, "", 0, table_counts(connection), hashes, damaged)


# ---- SQLite ----------------------------------------------------------------------------------------


def copy_sqlite(target: Path, made_at: str) -> Manifest:
    """Copy the file by SQLite's own means: all in one step, so that writers wait a moment and it always ends."""
    source = db.engine.url.database or ""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    target.chmod(0o600)
    with opened_sqlite(target) as connection:
        return _facts(connection, "sqlite", made_at)


@contextmanager
def opened_sqlite(path: Path) -> Iterator[Connection]:
    """A connection to a copy, which is checked first; BadArchive when it is damaged."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        try:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            sound = sound and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        except Exception as error:
            raise BadArchive("Databasen i sikkerhedskopien er beskadiget.") from error
        if not sound:
            raise BadArchive("Databasen i sikkerhedskopien er beskadiget.")
        yield connection


# ---- PostgreSQL ------------------------------------------------------------------------------------


def _run(program: str, url: URL, arguments: list[str]) -> None:
    """Run one of PostgreSQL's programs on a database; the password goes by the environment, never in the line."""
    path = shutil.which(program)
    if path is None:
        raise NoTool(f"{program} mangler på maskinen. På Debian: apt-get install postgresql-client")
    known = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    asked = {f"PG{key.upper()}": value for key, value in url.query.items() if key in {"host", "port", "sslmode"}}
    surroundings = {**os.environ, **{k: str(v) for k, v in (known | asked).items() if v}}
    line = [path, "--no-password", f"--dbname={url.database}", *arguments]
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's own, no shell
        line, env=surroundings, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise BadArchive(f"{program} gik galt: {done.stderr.strip() or 'ukendt fejl'}")


def copy_postgresql(target: Path, made_at: str) -> Manifest:
    """Dump by pg_dump from the very snapshot whose rows are counted here."""
    engine = db.engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        _run("pg_dump", db.engine.url, arguments)
        target.chmod(0o600)
        return _facts(connection, "postgresql", made_at)


def fill_postgresql(dump: Path) -> None:
    """Fill the empty database of the settings from a dump, all or nothing; BadArchive when it is not empty."""
    if inspect(db.engine).get_table_names():
        raise BadArchive("Databasen er ikke tom. Lav en ny, tom database, og sæt ITSTART_DATABASE_URL til den.")
    db.engine.dispose()
    _run("pg_restore", db.engine.url, ["--no-owner", "--no-privileges", "--single-transaction", str(dump)])


# ---- both ------------------------------------------------------------------------------------------


def copy(target: Path, made_at: str) -> Manifest:
    """Copy the database of the application to a file, and say what is in it."""
    copier = copy_sqlite if db.engine.dialect.name == "sqlite" else copy_postgresql
    manifest = copier(target, made_at)
    return replace(manifest, sha256=fingerprint(target), size=target.stat().st_size)
