"""A person is found everywhere, erased without a raw copy, and what must be kept stays and says why."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask

from itstart import clock
from itstart.config import Settings
from itstart.db import db
from itstart.documents import person_words
from itstart.models import CaseEvent, Contract, CustomerCase, OutboxMail, PersonEvent, StoredFile, TenderVersion, User
from itstart.models.inventory import inventory
from itstart.rules.findings import RuleViolation
from itstart.rules.personal_data import GONE, SEARCHED, ColumnKind, Person, PersonAct, Stays
from itstart.services import documents, files, legal_holds, person_erasure, person_search
from itstart.services.person_keeping import Kept
from itstart.steps import find_deliverable
from tests import postgres
from tests.factories.accounts import make_admin
from tests.factories.example import import_example
from tests.factories.tenders import issue

NAME, EMAIL, PHONE = "Ærikke Quistgård", "aerikke@quist.example", "27 18 28 18"
ERIKKE = Person(NAME, EMAIL, PHONE)
SECRET = "s" * 40


@pytest.fixture
def case(app: Flask) -> CustomerCase:
    """The worked example with the person in every place a person may stand in."""
    case, helper = import_example()
    case.customer.contact_name, case.customer.contact_email, case.customer.contact_phone = NAME, EMAIL, "+4527182818"
    case.customer.contact_title = "Kontorchef"
    case.needs_description.summary = f"Vi talte med {NAME.upper()} (tlf. 2718 2818) om lageret. Mail: {EMAIL}."
    case.events.append(CaseEvent(at=clock.now(), actor=f"{NAME} (via link)", kind="x", text=f"skrev til {EMAIL}"))
    db.session.flush()
    documents.hand_over(helper, case, find_deliverable("behovsbeskrivelse"), to=NAME, on=clock.today())
    text = f"Noter fra {NAME}".encode()
    files.store(helper, f"{NAME}.txt", text, "text/plain")
    now = clock.now()
    for number in range(2):
        mail = {"key": f"k{number}", "subject": "Hej", "created_at": now, "due_at": now, "case_id": case.id}
        db.session.add(OutboxMail(recipient=EMAIL, recipient_name=NAME, body=f"Kære {NAME}", **mail))
    db.session.commit()
    return case


def _raw(app: Flask) -> Iterator[bytes]:
    """Every file of the database as it lies on the disk."""
    settings: Settings = app.config["SETTINGS"]
    for path in sorted(settings.instance.glob("itstart.sqlite3*")):
        yield path.read_bytes()


def _spellings(word: str) -> list[bytes]:
    escaped = json.dumps(word)[1:-1]
    return [
        form.encode(code) for form in {word, word.upper(), word.lower(), escaped} for code in ("utf-8", "utf-16-le")
    ]


def _copies(app: Flask, word: str) -> int:
    """How often a word stands in the bytes of the database, and in the text of its files."""
    raw = sum(content.count(form) for content in _raw(app) for form in _spellings(word))
    texts = [person_words.text_of(one.content, one.media_type) for one in db.session.query(StoredFile)]
    return raw + sum(len(re.findall(re.escape(word), text, re.IGNORECASE)) for text in texts)


def _erase(admin: User, person: Person = ERIKKE) -> person_erasure.Plan:
    done = person_erasure.erase(admin, person, typed=person.name, reason=f"{NAME} bad om det", secret=SECRET)
    db.session.commit()
    return done


def test_no_raw_copy_is_left(app: Flask, case: CustomerCase) -> None:
    admin = make_admin()
    assert _copies(app, NAME) > (0 if postgres.URL else 5)

    done = _erase(admin)

    assert not done.stays
    words = (NAME, EMAIL, "27182818", "2718 2818")
    assert {word: _copies(app, word) for word in words} == dict.fromkeys(words, 0)
    assert not person_search.find(admin, ERIKKE).places
    customer = case.customer
    assert (customer.contact_name, customer.contact_title, customer.contact_phone) == ("", "", "")
    assert case.needs_description.summary == f"Vi talte med {GONE} (tlf. {GONE}) om lageret. Mail: {GONE}."
    event = db.session.query(PersonEvent).one()
    assert (event.act, event.actor, event.found) == (PersonAct.ERASED, admin.name, len(done.goes))
    assert event.reason == f"{GONE} bad om det"


def test_the_document_can_still_be_read(app: Flask, case: CustomerCase) -> None:
    _erase(make_admin())

    stored = case.documents[0].file
    text = person_words.text_of(files.content(stored), stored.media_type)
    assert GONE in text
    assert "Behovsbeskrivelse" in text
    assert case.documents[0].handed_over_to == GONE
    assert GONE in json.dumps(case.documents[0].snapshot)


def test_every_searched_column_is_found_and_erased(app: Flask) -> None:
    """The word stands in every column of the example that may hold it, wherever a row is there."""
    case, _ = import_example()
    issue(case)
    db.session.commit()
    admin, word = make_admin(), f"Hos {NAME}."
    filled: set[tuple[str, str]] = set()
    for held in inventory():
        if held.kind in SEARCHED and held.kind is not ColumnKind.COPY and _room(held.column.type) > len(word):
            column, table = held.column, held.table
            number = db.session.scalar(db.select(table.c.id).order_by(table.c.id).limit(1))
            if number is not None and not column.unique and table.name != "user":
                db.session.execute(db.update(table).where(table.c.id == number).values({column.name: word}))
                filled.add((table.name, column.name))
    version = db.session.query(TenderVersion).first()
    assert version is not None
    version.snapshot = {**version.snapshot, NAME: [{"dybt": word}]}
    db.session.commit()
    assert len(filled) > 100

    plan = person_erasure.plan(admin, Person(NAME))
    found = {(place.held.table.name, place.held.column.name) for place in plan.found.places}
    assert filled | {("tender_version", "snapshot")} <= found
    _erase(admin, Person(NAME))
    left = person_search.find(admin, Person(NAME)).places
    assert {place.held.column.name for place in left} <= {place.held.column.name for place, _ in plan.stays}


def _room(kind: object) -> int:
    return getattr(kind, "length", None) or 10_000


def test_what_must_be_kept_stays_and_says_why(app: Flask, case: CustomerCase) -> None:
    admin, today = make_admin(), clock.today()
    module = case.modules[0]
    assert module.agreement_signed_on is not None
    module.agreement_signed_by = NAME
    contract: Contract = case.contract
    contract.signed_on, contract.signed_for_customer = today, NAME
    db.session.commit()

    plan = person_erasure.plan(admin, ERIKKE)
    assert {why for _, why in plan.stays} == {Stays.AGREEMENT, Stays.CONTRACT}
    assert {why for why, _ in plan.kept()} == {Stays.AGREEMENT.value, Stays.CONTRACT.value}
    _erase(admin)
    assert (module.agreement_signed_by, contract.signed_for_customer) == (NAME, NAME)
    later = Kept(date(module.agreement_signed_on.year + 6, 1, 1))
    assert {later.why(place) for place, why in plan.stays if why is Stays.AGREEMENT} == {None}


def test_a_held_case_is_left_alone(app: Flask, case: CustomerCase) -> None:
    admin = make_admin()
    until = clock.today() + timedelta(days=1)
    legal_holds.place(admin, case_number=case.number, person=Person(), reason="Tvist", until=until)
    plan = person_erasure.plan(admin, ERIKKE)
    assert {place.case for place in plan.goes} == {""}
    assert {why for _, why in plan.stays} == {Stays.HELD}


@pytest.mark.parametrize(
    ("typed", "hold", "open_account", "says"),
    [
        ("Ærikke", False, False, "Skriv Ærikke Quistgård"),
        (NAME, True, False, "tilbageholdt"),
        (NAME, False, True, "åben konto"),
    ],
)
def test_when_it_is_refused(app: Flask, typed: str, hold: bool, open_account: bool, says: str) -> None:
    admin = make_admin()
    if hold:
        legal_holds.place(admin, case_number="", person=ERIKKE, reason="Klage", until=clock.today())
    if open_account:
        make_admin(name=NAME)
    with pytest.raises(RuleViolation, match=says):
        person_erasure.erase(admin, ERIKKE, typed=typed, reason="", secret=SECRET)


def test_a_closed_account_becomes_nobody(app: Flask) -> None:
    admin = make_admin()
    former = make_admin(name=NAME, email=EMAIL, phone=PHONE, deactivated_at=clock.now())
    _erase(admin)
    db.session.refresh(former)
    assert (former.name, former.phone, former.password_hash) == (GONE, "", None)
    assert former.email == f"slettet-{former.id}@slettet.invalid"


@pytest.mark.skipif(bool(postgres.URL), reason="the file is SQLite's own")
def test_the_proof_sees_a_word_that_is_there(app: Flask) -> None:
    make_admin(name=NAME)
    assert _copies(app, NAME) >= 1
