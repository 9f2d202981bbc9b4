"""A case with a tender that is ready to be sent, and one that has been."""

from datetime import datetime, time, timedelta
from typing import Any

from itstart import clock
from itstart.db import db
from itstart.models import (
    Criterion,
    CustomerCase,
    DemoScenario,
    Need,
    Requirement,
    TenderQuestion,
    TenderVersion,
    User,
    Vendor,
)
from itstart.rules.tender_dates import propose_dates
from itstart.rules.terms import CriterionMethod, Priority
from itstart.services import rows, tenders
from itstart.steps import find_list
from itstart.steps.calendar import danish_holidays
from itstart.steps.tender_versions import snapshot
from tests.factories.cases import make_active_case

VENDORS = (
    ("Limfjord Business Systems ApS", "Aalborg", "Søren Kjeld", "soeren@limfjord.example"),
    ("Kongeå Data A/S", "Vejen", "Pia Toft", "pia@kongeaa.example"),
    ("Sydhavn Software ApS", "København", "", ""),
)


def ready_tender(user: User | None = None, *, more: int = 0, **changes: Any) -> CustomerCase:
    """Everything that sending needs; `changes` are columns of the tender, `more` further requirements and vendors."""
    case = make_active_case(user)
    case.impartiality.confirmed_with_vendors_on = clock.today()
    case.helper.email = "mette@hedelund.example"
    _fill_lists(case)
    for number in range(more):
        _add(case, "krav", Requirement(title=f"Mere {number}", text="Mere", acceptance_criterion="Ses."))
        _add(
            case, "leverandoer", Vendor(name=f"Firma {number} ApS", contact_email=f"f{number}@x.example", invited=True)
        )
    days = propose_dates(clock.today(), danish_holidays())
    deadline = datetime.combine(days.pop("bid_deadline_on"), time(12), clock.DENMARK)
    facts = {"title": "Indhentning af tilbud på ERP", "award_rule": "Det bedste tilbud.", "public_body": False,
             "contract_draft_attached": True, "bid_deadline_at": deadline, **days, "issued_on": None}  # fmt: skip
    for name, value in {**facts, **changes}.items():
        setattr(case.tender, name, value)
    db.session.commit()
    db.session.refresh(case)
    return case


def _add(case: CustomerCase, slug: str, row: Any) -> None:
    row.case_id, row.code = case.id, rows.next_code(case, find_list(slug))
    row.position = int("".join(char for char in row.code if char.isdecimal()))
    db.session.add(row)
    db.session.flush()


def _fill_lists(case: CustomerCase) -> None:
    need = Need(title="Se lageret", priority=1)
    _add(case, "behov-liste", need)
    for title in ("Lager i realtid", "Backup hver nat", "Data ved ophør"):
        row = Requirement(area="Lager", title=title, text=f"Systemet skal klare: {title}.",
                          acceptance_criterion=f"{title} vises.", priority=Priority.MUST)  # fmt: skip
        _add(case, "krav", row)
        row.set_needs([need])
    for title, weight, method in (
        ("Krav", 60, CriterionMethod.REQUIREMENT_FIT),
        ("Pris", 40, CriterionMethod.PRICE_LINEAR),
    ):
        _add(case, "kriterier-liste", Criterion(title=title, weight=weight, method=method))
    for name, city, contact, email in VENDORS:
        _add(case, "leverandoer", Vendor(name=name, city=city, contact=contact, contact_email=email, invited=True))
    _add(case, "demoopgaver", DemoScenario(title="Flyt en ordre", script="Flyt den fra mandag til tirsdag."))


def sent_tender(user: User | None = None, **changes: Any) -> CustomerCase:
    """The same, sent."""
    case = ready_tender(user, **changes)
    tenders.send(user or case.helper.users[0], case)
    db.session.commit()
    return case


def ask(case: CustomerCase, question: str, answer: str = "") -> TenderQuestion:
    """A question, with its answer when there is one."""
    row = TenderQuestion(question=question, answer=answer)
    _add(case, "spoergsmaal-liste", row)
    db.session.commit()
    db.session.refresh(case)
    return row


def pass_the_deadline(case: CustomerCase) -> None:
    """As if the vendors' time had run out an hour ago."""
    case.tender_versions[-1].deadline_at = clock.now() - timedelta(hours=1)
    db.session.commit()


def issue(case: CustomerCase) -> None:
    """As if the tender of a case had been sent just now, without its papers."""
    case.tender_versions.append(
        TenderVersion(
            number=1,
            issued_at=clock.now(),
            issued_by="Mette",
            deadline_at=clock.now() + timedelta(days=21),
            requirements_hash="",
            snapshot=snapshot(case),
        )
    )
    db.session.commit()
