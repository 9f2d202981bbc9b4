"""The lists find their rows by an index, on SQLite and on PostgreSQL, however many rows there are."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from benchmarks import lead_data, pages
from benchmarks.data import application, fill_cases
from benchmarks.measure import address, logged_in
from itstart.db import db
from tests import cluster, postgres
from tests.services.query_plans import read_whole, take_for_big

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
    # Who is proposed depends on what every firm has in hand, was offered and took last: one pass over the indexes.
    "En henvendelse med forslag": {"lead_offer", "customer_case", "lead"},
    "Dækning, et hul": {"lead_offer", "customer_case", "lead"},
    # A few hundred partners with what was last done.
    "Partnere": {"outreach"},
}


POSTGRESQL = pytest.param("postgresql", marks=[] if postgres.URL else [pytest.mark.full])


@pytest.fixture(scope="module", params=["sqlite", POSTGRESQL])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The server of each database; SQLite has none."""
    if request.param == "sqlite":
        yield ""
        return
    with cluster.server() as url:
        yield url


@pytest.fixture(scope="module")
def of_cases(server: str) -> Iterator[tuple[Flask, dict[str, FlaskClient]]]:
    with application(server) as app:
        accounts = fill_cases(60)
        take_for_big()
        yield app, {who: logged_in(app, getattr(accounts, who)) for who in ("helper", "staff")}


def _undeclared(app: Flask, client: FlaskClient, places: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, set[str]]:
    """Page -> tables that grow and are read from end to end though nobody has said why."""
    read = {name: read_whole(client, address(app, endpoint, **values)) for name, (endpoint, values) in places.items()}
    found = {name: (tables & BIG) - DECLARED.get(name, set()) for name, tables in read.items()}
    return {name: tables for name, tables in found.items() if tables}


def test_the_lists_of_cases_find_theirs_by_an_index(of_cases: tuple[Flask, dict[str, FlaskClient]]) -> None:
    app, clients = of_cases
    for who, client in clients.items():
        places = {name: (endpoint, dict(query)) for name, (them, endpoint, query) in pages.LISTS.items() if them == who}
        places |= {"Udbakke": ("outbox.index", {})} if who == "helper" else {}

        assert _undeclared(app, client, places) == {}


def test_a_list_without_its_index_is_noticed(of_cases: tuple[Flask, dict[str, FlaskClient]]) -> None:
    app, clients = of_cases
    indexes = [index for index in db.metadata.tables["customer_case"].indexes if not index.unique]
    for index in indexes:
        index.drop(db.engine)
    db.engine.dispose()
    try:
        assert "customer_case" in read_whole(clients["helper"], address(app, "cases.index"))
    finally:
        for index in indexes:
            index.create(db.engine)


def test_the_lists_of_the_center_find_theirs_by_an_index(server: str) -> None:
    with application(server) as app:
        client = logged_in(app, lead_data.fill_leads(20).staff)
        take_for_big()

        assert _undeclared(app, client, {**pages.CENTER, "Sparring": ("sparring.queue", {})}) == {}
