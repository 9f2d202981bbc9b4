"""Cases in the states the tests need."""

from datetime import date
from typing import Any

from itstart import clock
from itstart.data import code_of_conduct
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, Helper, User
from itstart.models.helper import CodeAcceptance
from itstart.rules.terms import ReferralSource
from itstart.services import cases
from tests.factories.accounts import make_helper

CUSTOMER = {"name": "Ærø Værft A/S", "cvr": "99000007", "contact_name": "Åse Ørsted", "city": "Ærøskøbing"}


def make_case(user: User | None = None, *, customer: dict[str, Any] | None = None, **values: Any) -> CustomerCase:
    """A case in draft for the user's firm; `values` are columns of the case set afterwards."""
    user = user or make_helper()
    assert user.helper is not None
    facts = {"title": values.pop("title", "Nyt ERP-system")}
    case = cases.open_case(user, user.helper, {**CUSTOMER, **(customer or {})}, facts)
    for name, value in values.items():
        setattr(case, name, value)
    db.session.commit()
    return case


def accept_code(helper: Helper) -> None:
    """The firm has accepted the kodeks in force."""
    acceptance = CodeAcceptance(version=code_of_conduct.VERSION, accepted_on=clock.today(), accepted_by="Mette")
    helper.code_acceptances.append(acceptance)
    db.session.commit()


def open_the_gates(case: CustomerCase) -> CustomerCase:
    """Everything the case needs to be made active."""
    if not any(row.version == code_of_conduct.VERSION for row in case.helper.code_acceptances):
        accept_code(case.helper)
    case.impartiality.declared_on = date(2026, 1, 27)
    case.referral_source = ReferralSource.OWN
    db.session.commit()
    return case


def make_active_case(user: User | None = None, **values: Any) -> CustomerCase:
    """A case that is active."""
    return open_the_gates(make_case(user, activated_on=date(2026, 1, 28), **values))


def add_module(case: CustomerCase, **dates: Any) -> DeliveryModule:
    """A module of the case at the full price."""
    number = len(case.modules) + 1
    module = DeliveryModule(
        case_id=case.id, number=number, code=f"M-{number}", title="Behovsbeskrivelse", price_dkk=15_000
    )
    for name, value in dates.items():
        setattr(module, name, value)
    db.session.add(module)
    db.session.commit()
    db.session.refresh(case)
    return module
