"""Meetings with the customer, what was agreed at them, and what the customer is asked about."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, rows


class Meeting(CaseRow, Model):
    """A meeting, RF-1: who, when, why, and the notes as they were written. `hours` is free: "9.00-10.30"."""

    case_list = "meetings"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    title: Mapped[str] = mapped_column(String(200), default="")
    held_on: Mapped[date | None]
    hours: Mapped[str] = mapped_column(String(40), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    participants: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")

    actions: Mapped[list["MeetingAction"]] = rows("MeetingAction", key="meeting_id", owner="Meeting")


class MeetingAction(CaseRow, Model):
    """What somebody promised at a meeting, and when it is to be done."""

    case_list = "meeting_actions"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]

    meeting: Mapped[Meeting] = relationship(back_populates="actions")


class CustomerQuestion(CaseRow, Model):
    """Something only the customer can answer, AF-1; it is open until there is an answer."""

    case_list = "customer_questions"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]

    @property
    def is_open(self) -> bool:
        """True while nobody has answered."""
        return not self.answer.strip()
