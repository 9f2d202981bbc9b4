"""The server is killed with -9 at any moment while people write: what it acknowledged is found again, whole."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CaseEvent
from tests import postgres
from tests.factories.example import import_example
from tests.nothing_lost.found import check
from tests.nothing_lost.installed import installation, writer
from tests.nothing_lost.load import Killable, Ledger, Person, Writers

ROUNDS, FULL_ROUNDS = 20, 200
NAME = "round"


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Flask]:
    """An installation of its own, with a case in it."""
    with postgres.database("kill") as url, installation(tmp_path, url) as app:
        yield app


@pytest.fixture
def person(installed: Flask) -> Person:
    return writer(installed, *import_example())


def _wait_for_more(ledger: Ledger, *, files: bool) -> None:
    """Until one more row, and one more file, is acknowledged: a server that has just started takes a moment."""
    rows, before, end = len(ledger.rows), len(ledger.files), time.monotonic() + 30
    while time.monotonic() < end and not ledger.refused:
        if len(ledger.rows) > rows and (not files or len(ledger.files) > before):
            return
        time.sleep(0.005)


def test_what_the_server_acknowledged_survives_its_death(
    installed: Flask, person: Person, record_testsuite_property: Callable[[str, object], None], *, full: bool
) -> None:
    server, ledger, chance = Killable(installed.config["SETTINGS"]), Ledger(), random.Random(11)
    rounds = FULL_ROUNDS if full else ROUNDS
    try:
        for number in range(rounds):
            server.start(command=full or number == 0)
            writers = Writers(server.port, person, ledger, f"{NAME} {number}")
            _wait_for_more(ledger, files=number % 2 == 1)
            time.sleep(chance.uniform(0, 0.5))
            server.kill()
            writers.stop()
            if full or number >= rounds - 2:
                check(ledger, NAME)
    finally:
        server.stop()

    for name, count in (("kills", rounds), ("rows", len(ledger.rows)), ("files", len(ledger.files))):
        record_testsuite_property(name, count)
    assert not set(ledger.refused) - {409}, "a server that is up takes what it is sent"
    assert len(ledger.rows) >= rounds
    assert len(ledger.files) >= rounds // 2
    assert db.session.query(CaseEvent).count() >= len(ledger.rows)
