"""The case page at a glance: where are we, what is missing, what is the next best thing to do.

Everything is computed from the case as it stands; nothing here is stored.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from itstart.db import db
from itstart.models import Bid, CustomerCase, UnneededDocument
from itstart.rules.findings import Finding
from itstart.rules.terms import CaseStatus
from itstart.services import case_states
from itstart.services.document_changes import Standing, quick_standings
from itstart.services.document_choices import unneeded
from itstart.services.next_best import NextAction, next_best
from itstart.services.step_views import StepView, step_view
from itstart.steps import STEPS, Deliverable, once


@dataclass(frozen=True)
class DocumentView:
    """A document of the case: how the version last handed over stands, or why the case does without."""

    deliverable: Deliverable
    standing: Standing | None
    unneeded: UnneededDocument | None = None


@dataclass(frozen=True)
class Overview:
    """Everything the case page shows of the work."""

    steps: tuple[StepView, ...]
    current: StepView | None
    next_action: NextAction
    gates: tuple[Finding, ...]
    documents: tuple[DocumentView, ...]


@once.reading()
def overview(case: CustomerCase, *, today: date) -> Overview:
    """The whole of it, for someone who may read the case."""
    _load_bids(case)
    steps = tuple(step_view(case, step) for step in STEPS)
    current = next((view for view in steps if view.is_open), None)
    gates = tuple(case_states.activation_findings(case)) if case.status is CaseStatus.DRAFT else ()
    standings = quick_standings(case)
    documents = tuple(
        DocumentView(document, standings.get(document.key), unneeded(case, document.key))
        for view in steps
        for document in view.step.deliverables
    )
    return Overview(steps, current, next_best(case, steps, today=today), gates, documents)


def _load_bids(case: CustomerCase) -> None:
    """The bids, with the price lines of all at once; each bid would else ask for its own."""
    bids = select(Bid).where(Bid.case_id == case.id).order_by(Bid.id).options(selectinload(Bid.price_lines))
    set_committed_value(case, "bids", db.session.scalars(bids).all())
