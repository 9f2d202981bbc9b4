"""A database of its own in a temporary folder, filled in bulk with data like real work."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select

from benchmarks.postgres import new_database
from itstart import clock, create_app, exchange
from itstart.config import ROOT, Settings
from itstart.db import Model, db
from itstart.models import (
    CaseStep,
    Customer,
    CustomerCase,
    Helper,
    Requirement,
    RequirementNeed,
    RequirementResponse,
    User,
)
from itstart.rules.steps import StepKey
from itstart.rules.terms import Answer, CaseStatus, Priority, QualificationStatus, RequirementKind, Role
from itstart.rules.words import search_text
from itstart.services import documents, passwords
from itstart.sqlite import writing
from itstart.steps import DELIVERABLES
from itstart.steps.selection import musts

EXAMPLE = ROOT / "itstart" / "data" / "example_case.json"
PASSWORD = "et kodeord kun til målinger"  # noqa: S105 - of a database that is gone afterwards
BATCH = 5_000
HANDED_OVER = (
    "behovsbeskrivelse",
    "udbudsmateriale",
    "leverandoervurdering",
    "beslutningsnotat",
    "projektplan",
    "kontrakt",
)
WAITING = ("kunden", "leverandøren", "rådgiveren", "")
TRADES = ("Maskinfabrik", "Tømrer og snedker", "Engros", "Bogholderi", "Bageri", "Autohus", "Gartneri", "Trykkeri")
PLACES = ("Sønderborg", "Aabenraa", "Skive", "Ærøskøbing", "Hjørring", "Næstved", "Rønne", "Tårnby")
TITLES = ("Nyt ERP-system", "Ny webshop", "It-sikkerhed", "Timeregistrering på pladsen", "Nyt økonomisystem")
AREAS = (
    "Ordre og salg",
    "Lager",
    "Produktion",
    "Indkøb",
    "Økonomi",
    "Rapporter",
    "Integrationer",
    "Drift og sikkerhed",
)
VERBS = {Priority.MUST: "skal", Priority.SHOULD: "bør", Priority.COULD: "kan", Priority.WONT: "skal ikke nu"}
RANKED = (Priority.MUST, Priority.MUST, Priority.SHOULD, Priority.SHOULD, Priority.COULD)
GIVEN = ((Answer.STANDARD, 5), (Answer.CONFIGURATION, 4), (Answer.STANDARD, 5), (Answer.CUSTOMISATION, 3))


@dataclass(frozen=True)
class Accounts:
    """Who can log in with PASSWORD."""

    helper: str = "mette@hedelund.example"
    staff: str = "lise@ibiz.example"


@contextmanager
def application(server: str = "") -> Iterator[Flask]:
    """The application on an empty database that is gone afterwards, in its context: SQLite, or on this PostgreSQL."""
    with TemporaryDirectory(prefix="itstart-") as folder, new_database(server, "bulk") as url:
        secret = "0123456789" * 4
        app = create_app(settings=Settings(secret_key=secret, instance=Path(folder), database_url=url, demo=False))
        logging.getLogger("itstart").setLevel(logging.ERROR)
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.engine.dispose()


def bulk(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert the rows in batches; they are made as they are needed, so that millions fit."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        db.session.execute(insert(model), batch)


def add_people(helper_id: int) -> Accounts:
    """A helper of the firm and somebody at IBIZ-Center."""
    accounts = Accounts()
    common = {"password_hash": passwords.hash_password(PASSWORD), "created_at": clock.now()}
    db.session.add(User(name="Mette", email=accounts.helper, role=Role.HELPER, helper_id=helper_id, **common))
    db.session.add(User(name="Lise", email=accounts.staff, role=Role.STAFF, **common))
    db.session.flush()
    return accounts


# ---- many cases ------------------------------------------------------------------------------------


def fill_cases(count: int) -> Accounts:
    """One firm with this many cases, the worst case for its list: all of them are its own."""
    with writing():
        helper = Helper(
            company="Hedelund It-rådgivning",
            cvr="99000058",
            qualification_status=QualificationStatus.QUALIFIED,
            created_at=clock.now(),
        )
        db.session.add(helper)
        db.session.flush()
        accounts = add_people(helper.id)
        bulk(Customer, (_customer(number, helper.id) for number in range(1, count + 1)))
        bulk(CustomerCase, (_case(number, helper.id) for number in range(1, count + 1)))
        bulk(CaseStep, (step for number in range(1, count + 1) for step in _steps(number)))
        db.session.commit()
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()
    return accounts


def _name(number: int) -> str:
    return f"{PLACES[number // 8 % 8]} {TRADES[number % 8]} {number} ApS"


def _customer(number: int, helper_id: int) -> dict[str, Any]:
    return {
        "id": number,
        "helper_id": helper_id,
        "name": _name(number),
        "search_name": search_text(_name(number)),
        "cvr": f"{99_000_000 + number % 999_999}",
        "city": PLACES[number // 8 % 8],
        "contact_name": "Karen Holm",
        "employees": 10 + number % 90,
    }


def _case(number: int, helper_id: int) -> dict[str, Any]:
    today = clock.today()
    opened = today - timedelta(days=number % 1500)
    phase = list(CaseStatus)[number % len(CaseStatus)]
    closed = phase in {CaseStatus.COMPLETED, CaseStatus.ABANDONED}
    waiting = "" if closed else WAITING[number % len(WAITING)]
    title = TITLES[(number - 1) % len(TITLES)]
    code = f"{opened.year}-{number:06d}"
    return {
        "id": number,
        "number": code,
        "helper_id": helper_id,
        "customer_id": number,
        "title": title,
        "search_text": search_text(code, title, _name(number)),
        "opened_on": opened,
        "phase": phase,
        "closed": closed,
        "activated_on": None if phase is CaseStatus.DRAFT else opened,
        "paused_on": today if phase is CaseStatus.PAUSED else None,
        "completed_on": today if phase is CaseStatus.COMPLETED else None,
        "abandoned_on": today if phase is CaseStatus.ABANDONED else None,
        "abandon_reason": "Kunden er solgt" if phase is CaseStatus.ABANDONED else "",
        "pause_reason": "Kunden har travlt" if phase is CaseStatus.PAUSED else "",
        "waiting_on": waiting,
        "waiting_since": opened if waiting else None,
        "next_action": "" if closed else "Ring til Karen om kravene",
        "next_action_on": None if closed else today + timedelta(days=number % 60),
        "changed_at": clock.now() - timedelta(minutes=number * 7),
    }


def _steps(number: int) -> list[dict[str, Any]]:
    today = clock.today()
    reached = number % 4 + 1
    return [
        {
            "case_id": number,
            "key": key,
            "number": key.number,
            "started_on": today if key.number <= reached else None,
            "done_on": today if key.number < reached else None,
        }
        for key in StepKey
    ]


# ---- one case with many requirements ---------------------------------------------------------------


def fill_case(requirements: int) -> tuple[Accounts, str]:
    """The worked example with this many requirements, each with an answer from every bidder; its number too."""
    with writing():
        case = exchange.import_case(exchange.read_file(EXAMPLE)).case
        accounts = add_people(case.helper_id)
        _resize(case, requirements)
        number = case.number
        db.session.commit()
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()
    db.session.expire_all()
    return accounts, number


def hand_over_documents(accounts: Accounts) -> None:
    """Hands over the documents of the only case, and changes it afterwards, so that all are compared."""
    case = db.session.scalars(select(CustomerCase)).one()
    helper = db.session.scalars(select(User).where(User.email == accounts.helper)).one()
    with writing():
        for key in HANDED_OVER:
            documents.hand_over(helper, case, DELIVERABLES[key], to="Karen Holm", on=clock.today())
        case.needs_description.users_full = 14
        case.changed_at = clock.now()
        db.session.commit()
    db.session.expire_all()


def _resize(case: CustomerCase, wanted: int) -> None:
    had = list(case.requirements)
    had[0].acceptance_criterion = ""  # something to say about the list at every size
    said = _spoken_of(case)
    for surplus in sorted(had, key=lambda row: (-said[row.id], row.position))[wanted:]:
        surplus.deleted_at = clock.now()
    extra = range(len(had) + 1, wanted + 1)
    if not extra:
        return
    first = (db.session.scalar(select(func.max(Requirement.id))) or 0) + 1
    needs = [need.id for need in case.needs]
    ids = {number: first + place for place, number in enumerate(extra)}
    bulk(Requirement, [{"id": ids[number], **_requirement(case.id, number)} for number in extra])
    bulk(
        RequirementNeed,
        [{"requirement_id": ids[number], "need_id": needs[number % len(needs)]} for number in extra],
    )
    bids = [bid.id for bid in case.bids if bid.responses]
    bulk(RequirementResponse, [_response(bid, number, ids[number]) for bid in bids for number in extra])


def _spoken_of(case: CustomerCase) -> Counter[int]:
    """How much other pages say of each requirement, so that the ones that are kept give something to say."""
    plain = {Answer.STANDARD, Answer.CONFIGURATION}
    said = Counter(r.requirement_id for bid in case.bids for r in bid.responses if r.answer not in plain)
    said.update({requirement.id: 100 for _, requirement in musts.unmet(case)})
    said[case.requirements[0].id] += 100
    return said


def _requirement(case_id: int, number: int) -> dict[str, Any]:
    priority = RANKED[number % len(RANKED)]
    area = AREAS[number // 40 % len(AREAS)]
    return {
        "case_id": case_id,
        "code": f"K-{number:02d}",
        "position": number,
        "area": area,
        "priority": priority,
        "kind": RequirementKind.FUNCTIONAL,
        "title": f"{area}: oplysning nr. {number}",
        "text": f"Systemet {VERBS[priority]} vise oplysning nr. {number} om {area.lower()} for hver ordre og hver dag.",
        "acceptance_criterion": f"Oplysning nr. {number} ses inden for 1 minut på en prøveordre.",
    }


def _response(bid: int, number: int, requirement: int) -> dict[str, Any]:
    answer, score = GIVEN[(number + bid) % len(GIVEN)]
    score -= number % 8 == 0  # some saw less at the demo than the vendor had said
    return {
        "bid_id": bid,
        "requirement_id": requirement,
        "position": number,
        "answer": answer,
        "score": score,
        "vendor_comment": "Findes i version 12.",
        "score_reason": "Vist i demoen.",
    }
