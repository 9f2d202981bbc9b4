"""A restored backup gives nobody back who was erased after it, and the ledger that knows it names nobody."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from itstart import clock
from itstart.config import Settings
from itstart.db import db
from itstart.models import User
from itstart.rules import erasures
from itstart.rules.erasures import Erasure, Finder
from itstart.rules.personal_data import GONE, Person
from itstart.rules.terms import LeadStatus
from itstart.services import enquiry_withdrawals, erasure_ledger
from tests.browser import Browser
from tests.factories.accounts import make_admin
from tests.factories.leads import make_lead

NAME, EMAIL, PHONE = "Ærikke Quist-Gård", "aerikke@quist.example", "27 18 28 18"
ERIKKE = Person(NAME, EMAIL, PHONE, ("Ærikke Sørensen",))
SECRET, OTHER = "s" * 40, "t" * 40


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Vi talte med {NAME.upper()}, og hun", {"n"}),
        ("Ærikke\n  Quist-Gård", {"n"}),
        (f"<{EMAIL.upper()}>", {"e"}),
        ("tlf. +45 2718 2818.", {"p"}),
        ("0045-27-18-28-18 eller Ærikke Sørensen", {"p", "n"}),
        ("Ærikke alene, Quist-Gård alene, xaerikke@quist.example, 127182818", set()),
    ],
)
def test_a_person_is_known_again_by_marks_alone(text: str, found: set[str]) -> None:
    marks = erasures.of_person(SECRET, ERIKKE)
    finder = Finder([OTHER, SECRET], marks)
    finder.look(text)
    assert {each[0] for each in finder.found} == found
    known = erasures.person(Erasure("", tuple(marks)), finder.found)
    assert (known is not None) == bool(found)
    assert not Finder([OTHER], marks).found


def test_the_ledger_names_nobody(tmp_path: Path) -> None:
    erasure_ledger.write_person([tmp_path], SECRET, ERIKKE)
    path = tmp_path / erasure_ledger.NAME
    said = path.read_text("utf-8").casefold()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not [word for word in ("rikke", "quist", "2718", "s\\u00f8rensen") if word in said]
    assert len(json.loads(said)["marks"]) == 5


def test_two_ledgers_are_one(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    before = clock.now() - timedelta(seconds=1)
    erasure_ledger.write_person([first, second], SECRET, ERIKKE)
    erasure_ledger.write_person([first], SECRET, Person("Bo Bak"))
    with (second / erasure_ledger.NAME).open("a") as file:
        file.write('{"at": "2026-')
    erasure_ledger.carry([first], second)
    erasure_ledger.carry([first], second)
    assert len(erasure_ledger.read([first, second], before)) == 2
    assert erasure_ledger.read([first], clock.now()) == []


@pytest.fixture
def ledgers(app: Flask) -> Iterator[list[Path]]:
    """The ledgers of the application of the tests, which begin with nobody."""
    settings: Settings = app.config["SETTINGS"]
    paths = [folder / erasure_ledger.NAME for folder in settings.ledgers]
    for path in paths:
        path.unlink(missing_ok=True)
    yield paths
    for path in paths:
        path.unlink(missing_ok=True)


def test_erasing_on_the_page_writes_the_ledger(browser: Browser, ledgers: list[Path]) -> None:
    make_admin(name=NAME, email=EMAIL, deactivated_at=clock.now())
    browser.log_in(make_admin())
    words = {"name": NAME, "email": EMAIL}
    refused = browser.post("/persondata/person/slet", {**words, "typed": "Nej", "reason": "Bad om det"})
    assert (refused.status_code, [path.exists() for path in ledgers]) == (422, [False] * len(ledgers))
    done = browser.post("/persondata/person/slet", {**words, "typed": NAME, "reason": "Bad om det"})
    assert done.status_code == 303
    assert [len(path.read_text().splitlines()) for path in ledgers] == [1] * len(ledgers)
    assert db.session.query(User).filter_by(name=GONE).count() == 1


def test_a_lead_that_is_closed_already_is_only_emptied(app: Flask) -> None:
    lead = make_lead(LeadStatus.CLOSED, contact_name="Ole Olesen")
    enquiry_withdrawals.withdraw_again(lead)
    assert (lead.contact_name, lead.company) == ("", GONE)
