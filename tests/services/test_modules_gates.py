"""Modules: the gates on the server and in the database, the ceiling in three places."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, TimeEntry, User
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.services import (
    module_agreements,
    module_deliveries,
    modules,
)
from itstart.services.modules import Terms
from tests.factories.cases import make_case
from tests.factories.modules import SIGNED, add_hours, make_module
from tests.services.module_cases import CHANGE, S, file, where


def test_no_agreement_is_sent_in_a_draft_case(user: User) -> None:
    module = make_module(make_case(user))
    with pytest.raises(RuleViolation, match="Gør sagen aktiv"):
        module_agreements.send(user, module, to="Åse", on=clock.today())


def test_nothing_is_delivered_without_hours(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    with pytest.raises(RuleViolation, match="Skriv timer"):
        module_deliveries.deliver(user, module, on=clock.today(), product=file(user))


def test_nothing_is_delivered_while_an_addendum_waits(user: User, case: CustomerCase) -> None:
    module = make_module(case, S.IN_PROGRESS)
    add_hours(module)
    module_agreements.amend(user, module, CHANGE)
    with pytest.raises(RuleViolation, match="tillæg"):
        module_deliveries.deliver(user, module, on=clock.today(), product=file(user))


# ---- the ceiling and the gate, also in the database


@pytest.mark.parametrize("price", [0, -1, 15_001])
def test_the_rule_refuses_the_price(user: User, case: CustomerCase, price: int) -> None:
    with pytest.raises(RuleViolation) as error:
        modules.create(user, case, Terms("M", [StepKey.NEEDS], "P", Decimal(15), price))
    assert where(error) == ["price_dkk"]


@pytest.mark.parametrize("price", [0, -1, 15_001])
def test_the_database_refuses_the_price(case: CustomerCase, price: int) -> None:
    with pytest.raises(IntegrityError):
        make_module(case, price_dkk=price)
    db.session.rollback()


def test_the_database_refuses_a_price_that_grows(case: CustomerCase) -> None:
    module = make_module(case)
    module.price_dkk = 15_001
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_database_refuses_a_start_without_a_signature_and_before_it(case: CustomerCase) -> None:
    early: list[dict[str, Any]] = [
        {"started_on": SIGNED},
        {"agreement_signed_on": SIGNED, "started_on": SIGNED - timedelta(days=1)},
    ]
    for values in early:
        with pytest.raises(IntegrityError):
            make_module(case, **values)
        db.session.rollback()


def _entry(module: DeliveryModule, signed_on: date, spent_on: date) -> TimeEntry:
    return TimeEntry(module_id=module.id, signed_on=signed_on, number=1, spent_on=spent_on, hours=Decimal(1))


def test_the_database_refuses_hours_without_a_signature_and_before_it(case: CustomerCase) -> None:
    unsigned, signed = make_module(case), make_module(case, S.AGREEMENT_SIGNED)
    assert signed.agreement_signed_on
    day = signed.agreement_signed_on
    for module, claimed, spent in (
        (unsigned, SIGNED, SIGNED),
        (signed, day, day - timedelta(days=1)),
        (signed, day - timedelta(days=9), day - timedelta(days=8)),
    ):
        db.session.add(_entry(module, claimed, spent))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_a_signature_with_hours_cannot_be_taken_away(case: CustomerCase) -> None:
    module = make_module(case, S.AGREEMENT_SIGNED)
    add_hours(module, on=SIGNED)
    module.agreement_signed_on = None
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


# ---- making and correcting
