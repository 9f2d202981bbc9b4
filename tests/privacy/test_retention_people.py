"""Firms that were turned down are forgotten, and a firm is told before the content of a case goes."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, OutboxMail, QualificationEvent, User
from itstart.rules.personal_data import GONE, Person
from itstart.rules.qualification import Event, Who
from itstart.rules.terms import QualificationStatus
from itstart.services import legal_holds, retention, retention_notices
from tests.factories import make_admin, make_firm, make_helper
from tests.factories.cases import make_case

TODAY = clock.today()


def _turned_down(days: int, **values: Any) -> User:
    firm = make_firm(
        "Søger ApS", adviser="Gerda Søger", email="gerda@soeger.example", description="Jeg har solgt it i 20 år",
        qualification_status=QualificationStatus.REJECTED, **values,
    )  # fmt: skip
    user = make_helper(firm, name="Gerda Søger", email="gerda@soeger.example")
    event = {"event": Event.REJECT, "led_to": QualificationStatus.REJECTED, "who": Who.CENTER, "actor": "Lise"}
    at = clock.now() - timedelta(days=days)
    db.session.add(QualificationEvent(helper_id=firm.id, number=1, at=at, text="Gerda svarede ikke", **event))
    db.session.commit()
    return user


@pytest.mark.parametrize(("days", "held", "goes"), [(185, False, True), (182, False, False), (185, True, False)])
def test_who_was_turned_down_is_forgotten(app: Flask, days: int, held: bool, goes: bool) -> None:
    user = _turned_down(days)
    if held:
        legal_holds.place(make_admin(), case_number="", person=Person("Gerda Søger"), reason="Klage", until=TODAY)
    retention.run(TODAY)
    firm = user.helper
    assert firm is not None
    left = (firm.adviser, firm.email, firm.description, db.session.query(QualificationEvent).one().text)
    assert (left == ("", "", "", "")) == goes
    assert (user.name == GONE) == goes
    assert (user.deactivated_at is not None) == goes
    assert firm.company == "Søger ApS"
    assert retention.run(TODAY) == 0


def test_a_firm_with_a_case_is_not_forgotten(app: Flask) -> None:
    user = _turned_down(400)
    assert user.helper is not None
    make_case().helper = user.helper
    db.session.commit()
    retention.run(TODAY)
    assert user.name == "Gerda Søger"


def _closed(days: int) -> tuple[CustomerCase, User]:
    user = make_helper()
    case = make_case(user)
    case.abandoned_on, case.abandon_reason = TODAY - timedelta(days=days), "Ingen penge"
    db.session.commit()
    return case, user


@pytest.mark.parametrize(("days", "mails"), [(1_064, 0), (1_065, 1), (1_094, 1)])
def test_the_firm_is_told_before(app: Flask, days: int, mails: int) -> None:
    case, user = _closed(days)
    assert [retention_notices.tell(TODAY) for _ in range(2)] == [mails, 0]
    found = db.session.query(OutboxMail).filter(OutboxMail.key.startswith("content-")).all()
    assert [mail.recipient for mail in found] == [user.email] * mails
    assert all(case.number in mail.subject and case.customer.name in mail.body for mail in found)


def test_what_is_held_back_is_not_announced(app: Flask) -> None:
    case, _ = _closed(1_080)
    until = TODAY + timedelta(days=60)
    legal_holds.place(make_admin(), case_number=case.number, person=Person(), reason="Tvist", until=until)
    db.session.commit()
    assert retention_notices.tell(TODAY) == 0
