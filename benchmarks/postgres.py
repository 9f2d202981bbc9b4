"""A database of its own on a PostgreSQL server, for as long as something is measured or proved in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


@contextmanager
def new_database(server: str, purpose: str) -> Iterator[str]:
    """The URL of a new, empty database, dropped afterwards; "" (SQLite in a file) when no server is named."""
    if not server:
        yield ""
        return
    name = f"itstart_{purpose}_{uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
