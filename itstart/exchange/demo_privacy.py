"""The demo's care for persons: a case that is held back, and who has looked at cases. Twice changes nothing."""

from datetime import timedelta

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import CaseLook, CaseStaff, CoDelivery, CustomerCase, LegalHold, User
from itstart.rules.personal_data import LookReason
from itstart.rules.terms import CoDeliveryStatus, Role
from itstart.services.case_looks import WHOLE

_HELD = "2026-0024"
_LOOKS = ((9, WHOLE), (9, "siden behov/virksomheden"), (8, "siden behov/krav"), (2, "siden behov/gennemse"))


def fill() -> None:
    """Make what is not there yet."""
    if db.session.scalar(select(LegalHold.id).limit(1)) is None:
        _hold()
    if db.session.scalar(select(CaseLook.id).limit(1)) is None:
        _look()
    db.session.flush()


def _hold() -> None:
    case = db.session.scalar(select(CustomerCase).where(CustomerCase.number == _HELD))
    admin = db.session.scalar(select(User).where(User.role == Role.ADMIN).order_by(User.id).limit(1))
    if case is None or admin is None:
        return
    hold = LegalHold(number=1, case=case, reason="En leverandør har gjort indsigelse mod valget.", set_by=admin.name)
    hold.set_at, hold.until = clock.now() - timedelta(days=20), clock.today() + timedelta(days=180)
    db.session.add(hold)


def _look() -> None:
    """Who delivers together with a firm has read its case."""
    query = (
        select(CoDelivery.case_id, User)
        .join(CaseStaff, CoDelivery.staff_id == CaseStaff.id)
        .join(User, CaseStaff.user_id == User.id)
        .where(CoDelivery.evaluation_status == CoDeliveryStatus.PLANNED)
    )
    for case_id, user in db.session.execute(query):
        for days, what in _LOOKS:
            at = clock.now() - timedelta(days=days)
            look = CaseLook(case_id=case_id, user_id=user.id, name=user.name, why=LookReason.CO_DELIVERY, what=what)
            look.at, look.day = at, clock.local(at).date()
            db.session.add(look)
