"""PostgreSQL for the tests, when TEST_DATABASE_URL names a server; each worker gets a database of its own."""

import os
from contextlib import AbstractContextManager

from benchmarks.postgres import new_database

URL = os.environ.get("TEST_DATABASE_URL", "")


def database(purpose: str) -> AbstractContextManager[str]:
    """The URL of a new, empty database, dropped afterwards; "" (SQLite) when no server is named."""
    return new_database(URL, purpose)
