"""Meetings with the customer: the lines of the notes, and the needs that are made of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from itstart.db import db
from itstart.models import CustomerCase, Meeting, Need, User
from itstart.services import rows
from itstart.steps import find_list, find_task
from itstart.steps.needs.minutes_document import note_lines

TASK = "behov/moeder"
NEEDS, NEEDS_TASK = find_list("behov-liste"), find_task("behov/behov")


@dataclass(frozen=True)
class NoteLine:
    """A line of the notes, and the need that was made of it."""

    words: str
    need: Need | None


def find(case: CustomerCase, code: str) -> Meeting:
    """The meeting with this number; NoResultFound (404) when the case has none."""
    found: Meeting = rows.find(case, find_list("moeder-liste"), code)
    return found


def lines(meeting: Meeting) -> list[NoteLine]:
    """The notes, each line with the need that was made of it."""
    made = {need.meeting_words: need for need in needs_of(meeting)}
    return [NoteLine(words, made.get(words)) for words in note_lines(meeting)]


def needs_of(meeting: Meeting) -> list[Need]:
    """The needs that were said at the meeting, in their order."""
    query = select(Need).where(Need.meeting_id == meeting.id, Need.deleted_at.is_(None))
    return list(db.session.scalars(query.order_by(Need.position, Need.id)))


def make_needs(actor: User, case: CustomerCase, meeting: Meeting, chosen: Collection[str]) -> list[Need]:
    """A need for each chosen line that is still in the notes and is not a need already. The notes stay as they are."""
    return [
        rows.create(
            actor,
            case,
            NEEDS_TASK,
            NEEDS,
            {"title": line.words, "priority": 2, "meeting_id": meeting.id, "meeting_words": line.words},
        )
        for line in lines(meeting)
        if line.words in chosen and line.need is None
    ]


def undo(actor: User, case: CustomerCase, meeting: Meeting, codes: Collection[str]) -> int:
    """Take needs that were made of this meeting away again; returns how many."""
    made = [need for need in needs_of(meeting) if need.code in codes]
    for need in made:
        rows.delete(actor, case, NEEDS, need)
    return len(made)
