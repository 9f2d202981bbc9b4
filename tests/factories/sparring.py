"""Questions to IBIZ-Center in the states the tests need."""

from datetime import date
from typing import Any

from itstart.db import db
from itstart.models import CustomerCase, Requirement, SparringRequest, User
from itstart.rules.sparring import Share, Urgency
from itstart.rules.terms import Priority, RequirementKind, SparringStatus
from itstart.services import sparring
from itstart.services.sparring import Question
from tests.factories.accounts import make_helper, make_staff
from tests.factories.cases import make_active_case

ABOUT = "behov/krav/K-01"


def make_question(
    status: SparringStatus = SparringStatus.OPEN,
    helper: User | None = None,
    staff: User | None = None,
    *,
    share: Share = Share.TASK,
    about: str = ABOUT,
    case: CustomerCase | None = None,
    **values: Any,
) -> SparringRequest:
    """A question about a requirement, brought where it stands the way people do it."""
    helper, staff = helper or make_helper(), staff or make_staff()
    case = case or make_active_case(helper)
    add_requirement(case)
    accept = {"customer_accept_by": "Åse", "customer_accept_on": date(2026, 1, 2)} if share is Share.PRICES else {}
    question = "Er kravet godt nok?"
    said: dict[str, Any] = {"about": about, "question": question, "urgency": Urgency.NORMAL, "deadline_on": None}
    asked = sparring.ask(helper, case, Question(**{**said, "share": share, **accept, **values}))
    if status in {SparringStatus.ASSIGNED, SparringStatus.ANSWERED, SparringStatus.CLOSED}:
        sparring.assign(staff, asked, staff)
    if status in {SparringStatus.ANSWERED, SparringStatus.CLOSED}:
        sparring.answer(staff, asked, "Ja, men skriv en test.")
    if status is SparringStatus.CLOSED:
        sparring.close(helper, asked, 5)
    if status is SparringStatus.WITHDRAWN:
        sparring.withdraw(helper, asked)
    db.session.commit()
    return asked


def add_requirement(case: CustomerCase) -> None:
    """K-01, when the case has none."""
    if not case.requirements:
        row = Requirement(
            case_id=case.id, code="K-01", title="Vis lageret", kind=RequirementKind.FUNCTIONAL, priority=Priority.MUST
        )
        row.text = "Systemet skal vise lageret."
        db.session.add(row)
        db.session.commit()
        db.session.refresh(case)
