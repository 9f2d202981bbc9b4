"""Tenders in every state."""

from itstart.db import db
from itstart.models import CustomerCase, User
from itstart.rules.tender_states import TenderState
from itstart.services import tenders
from tests.factories.accounts import make_helper
from tests.factories.tenders import pass_the_deadline, ready_tender, sent_tender


def tender_in(state: TenderState, user: User | None = None) -> tuple[CustomerCase, User]:
    """A case whose tender stands there, and somebody of its firm."""
    user = user or make_helper()
    if state is TenderState.DRAFT:
        return ready_tender(user), user
    case = sent_tender(user)
    if state is TenderState.CORRECTING:
        tenders.begin_correction(user, case, reason="Et krav er skrevet forkert.")
    elif state is TenderState.CANCELLED:
        tenders.cancel(user, case, reason="Kunden er solgt.")
    elif state is TenderState.CLOSED:
        pass_the_deadline(case)
    db.session.commit()
    return case, user
