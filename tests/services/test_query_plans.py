"""The lists find their rows by an index: read from SQLite's own plans, which take every table to hold a million rows.

Without statistics SQLite plans for big tables, so small ones show here what would be done with big ones.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from benchmarks import lead_data, pages
from benchmarks.data import application, fill_cases
from benchmarks.measure import address, logged_in
from itstart.db import db

# What grows with the work of years. Firms, people, partners, settings and norms do not: there are hundreds of them.
BIG = frozenset(
    {
        "customer_case", "customer", "case_step", "case_event", "requirement", "need", "bid", "delivery_module",
        "time_entry", "lead", "lead_offer", "outbox_mail", "user_event", "generated_document", "stored_file", "attempt",
        "form_key", "user_session", "conversion", "material_download", "outreach",
    }
)  # fmt: skip
# Page -> tables that are read from end to end, and why that is right.
DECLARED: dict[str, set[str]] = {
    # How many there are in all is counted in an index; the fifty that are shown come in the order of another.
    "Alle sager (IBIZ-Center)": {"customer_case"},
    "Henvendelser": {"lead"},
    # Sums over the whole programme, kept until one of their sources changes (kept_figures.py); the open offers of leads
    # stand in an index of their own, which holds nothing else.
    "Overblik": {"delivery_module", "lead_offer", "customer_case", "lead", "conversion"},
    "Mål og aktivitetsplaner": {"customer_case", "delivery_module", "lead"},
    # Who is proposed depends on what every firm has in hand and was offered: one pass over two indexes.
    "En henvendelse med forslag": {"lead_offer", "customer_case"},
    "Dækning, et hul": {"lead_offer", "customer_case"},
    # A few hundred partners with what was last done.
    "Partnere": {"outreach"},
}
_SCAN = re.compile(r"SCAN (\w+)")


@contextmanager
def _asked() -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database, with its values."""
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            said.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _scanned(client: FlaskClient, path: str) -> set[str]:
    """The big tables that a page reads from end to end."""
    with _asked() as said:
        assert Context().run(client.get, path).status_code == 200, path
    assert said
    found: set[str] = set()
    with db.engine.connect() as connection:
        for statement, values in said:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
                found |= set(_SCAN.findall(row[3])) & BIG
    return found


def _forget_sizes() -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    db.engine.dispose()


def _undeclared(app: Flask, client: FlaskClient, places: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, set[str]]:
    found = {name: _scanned(client, address(app, endpoint, **values)) for name, (endpoint, values) in places.items()}
    return {
        name: tables - DECLARED.get(name, set()) for name, tables in found.items() if tables - DECLARED.get(name, set())
    }


@pytest.fixture
def of_cases() -> Iterator[tuple[Flask, dict[str, FlaskClient]]]:
    with application() as app:
        accounts = fill_cases(60)
        _forget_sizes()
        yield app, {who: logged_in(app, getattr(accounts, who)) for who in ("helper", "staff")}


def test_the_lists_of_cases_find_theirs_by_an_index(of_cases: tuple[Flask, dict[str, FlaskClient]]) -> None:
    app, clients = of_cases
    for who, client in clients.items():
        places = {name: (endpoint, dict(query)) for name, (them, endpoint, query) in pages.LISTS.items() if them == who}
        places |= {"Udbakke": ("outbox.index", {})} if who == "helper" else {}

        assert _undeclared(app, client, places) == {}


def test_the_lists_of_the_center_find_theirs_by_an_index() -> None:
    with application() as app:
        client = logged_in(app, lead_data.fill_leads(20).staff)
        _forget_sizes()

        assert _undeclared(app, client, {**pages.CENTER, "Sparring": ("sparring.queue", {})}) == {}


def test_a_list_without_its_index_is_noticed(of_cases: tuple[Flask, dict[str, FlaskClient]]) -> None:
    app, clients = of_cases
    with db.engine.begin() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'customer_case' AND sql IS NOT NULL"
        ).scalars()
        for name in list(names):
            connection.exec_driver_sql(f'DROP INDEX "{name}"')
    db.engine.dispose()

    assert "customer_case" in _scanned(clients["helper"], address(app, "cases.index"))
