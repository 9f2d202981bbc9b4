"""PostgreSQL for the tests, when TEST_DATABASE_URL names a server; each worker gets a database of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

URL = os.environ.get("TEST_DATABASE_URL", "")


@contextmanager
def database(purpose: str) -> Iterator[str]:
    """The URL of a new, empty database, dropped afterwards; "" (SQLite) when no server is named."""
    if not URL:
        yield ""
        return
    name = f"itstart_{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    engine = create_engine(URL, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text('DROP DATABASE IF EXISTS "' + name + '"'))
        connection.execute(text('CREATE DATABASE "' + name + '"'))
    try:
        yield make_url(URL).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text('DROP DATABASE IF EXISTS "' + name + '" WITH (FORCE)'))
        engine.dispose()
