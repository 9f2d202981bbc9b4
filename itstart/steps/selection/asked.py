"""How far the talks with the vendors are: answers written down, letters sent; counted by the database."""

from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from itstart.models import BidQuestion, CustomerCase, VendorLetter


def answered_count(case: CustomerCase) -> int:
    """How many questions to vendors have an answer; 0 for a case outside the database."""
    session = object_session(case)
    if session is None:
        return 0
    answered = (BidQuestion.case_id == case.id, BidQuestion.deleted_at.is_(None), BidQuestion.answer != "")
    return session.scalar(select(func.count(BidQuestion.id)).where(*answered)) or 0


def letter_counts(case: CustomerCase) -> tuple[int, int]:
    """(drafts, letters sent) to the case's vendors."""
    session = object_session(case)
    if session is None:
        return 0, 0
    live = (VendorLetter.case_id == case.id, VendorLetter.deleted_at.is_(None))
    total, sent = session.execute(
        select(func.count(VendorLetter.id), func.count(VendorLetter.sent_on)).where(*live)
    ).one()
    return total - sent, sent
