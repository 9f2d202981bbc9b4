"""Free choice (S11, S63): a document of a step may be left out with a reason, and taken in again."""

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, UnneededDocument, User
from itstart.rules.documents import check_unneeded
from itstart.rules.findings import require
from itstart.services import history
from itstart.services.answers import ensure_writable
from itstart.steps import Deliverable


def unneeded(case: CustomerCase, key: str) -> UnneededDocument | None:
    """Why the case does without the document, or None."""
    return next((one for one in case.unneeded_documents if one.deliverable == key), None)


def leave_out(actor: User, case: CustomerCase, deliverable: Deliverable, *, reason: str) -> None:
    """Mark the document as not relevant. A second reason takes the place of the first."""
    ensure_writable(actor, case)
    handed_over = any(one.deliverable == deliverable.key for one in case.documents)
    require(check_unneeded(reason=reason, handed_over=handed_over))
    mark = unneeded(case, deliverable.key)
    if mark is None:
        mark = UnneededDocument(deliverable=deliverable.key)
        case.unneeded_documents.append(mark)
    mark.reason, mark.decided_on, mark.decided_by = reason.strip(), clock.today(), actor.name
    db.session.flush()
    history.record(actor, case, "document_left_out", f"markerede {deliverable.name} som ikke relevant")


def take_in(actor: User, case: CustomerCase, deliverable: Deliverable) -> None:
    """The document is needed after all."""
    ensure_writable(actor, case)
    if (mark := unneeded(case, deliverable.key)) is None:
        return
    case.unneeded_documents.remove(mark)
    db.session.flush()
    history.record(actor, case, "document_taken_in", f"tog {deliverable.name} med igen")
