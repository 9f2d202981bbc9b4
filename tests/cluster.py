"""A PostgreSQL of its own for proofs that need a real one: TEST_DATABASE_URL's server, else Debian's programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import postgres
from tests.mail.post_office import free_port


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server; the test is skipped where PostgreSQL is not installed."""
    if postgres.URL:
        yield postgres.URL
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with TemporaryDirectory(prefix="itstart-pg-") as folder:  # not below pytest's, which is closed to others
        yield from _running(Path(folder), programs[-1])


def _running(folder: Path, initdb: Path) -> Iterator[str]:
    data, port = folder / "data", free_port()
    _as_postgres(folder, str(initdb), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
    control = [str(initdb.with_name("pg_ctl")), "-D", str(data)]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    _as_postgres(folder, *control, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        _as_postgres(folder, *control, "-m", "immediate", "stop")


def _as_postgres(folder: Path, *command: str) -> None:
    """PostgreSQL refuses to be run by root."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
