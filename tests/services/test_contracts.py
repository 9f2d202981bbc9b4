"""The contract takes over the winner's bid, and keeps what is already agreed."""

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import Bid, CustomerCase, PriceLine, User, Vendor
from itstart.rules.findings import RuleViolation
from itstart.services import contracts
from tests.factories import make_case, make_helper

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def helper(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(helper: User) -> CustomerCase:
    """A case whose customer has chosen a bid of 300.000 kr. once and 90.000 kr. a year."""
    case = make_case(helper)
    vendor = Vendor(case_id=case.id, code="V-1", name="Kongeå")
    bid = Bid(case_id=case.id, vendor=vendor)
    db.session.add_all([vendor, bid])
    db.session.flush()
    for number, (annual, amount) in enumerate([(False, 200_000), (False, 100_000), (True, 90_000)], start=1):
        line = PriceLine(
            case_id=case.id, bid_id=bid.id, code=str(number), label=f"Linje {number}", amount_dkk=amount, annual=annual
        )
        db.session.add(line)
    case.evaluation.decided_vendor_id = vendor.id
    db.session.commit()
    return case


def test_prices_vendor_and_cap_come_from_the_bid(helper: User, case: CustomerCase) -> None:
    assert contracts.take_over_bid(helper, case) == 5
    db.session.commit()
    assert [(line.label, line.amount_dkk) for line in case.price_lines] == [("Linje 1", 200_000), ("Linje 2", 100_000)]
    assert (case.contract.annual_price_dkk, case.contract.liability_cap_dkk) == (90_000, 390_000)
    assert case.contract.vendor is case.evaluation.decided_vendor


def test_what_is_agreed_stays(helper: User, case: CustomerCase) -> None:
    case.contract.annual_price_dkk = 80_000
    contracts.take_over_bid(helper, case)
    db.session.commit()
    assert case.contract.annual_price_dkk == 80_000
    assert contracts.take_over_bid(helper, case) == 0


def test_there_is_no_contract_before_the_decision(helper: User, case: CustomerCase) -> None:
    case.evaluation.decided_vendor_id = None
    db.session.commit()
    with pytest.raises(RuleViolation, match="besluttet"):
        contracts.take_over_bid(helper, case)
