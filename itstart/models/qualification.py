"""A firm's way to being an It-starthjælper, event by event, and the customer assignments of path B (D6, S43 to S46)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.helper import Helper
from itstart.models.user import User
from itstart.rules.qualification import Event, Who
from itstart.rules.terms import QualificationStatus


class QualificationEvent(Model):
    """Something that moved the firm on. Never changes; the firm's status is where the newest one led.

    `text` is the reason or the decision, word for word; `number` is what addresses carry.
    """

    __table_args__ = (UniqueConstraint("helper_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    number: Mapped[int]
    event: Mapped[Event]
    came_from: Mapped[QualificationStatus | None]
    led_to: Mapped[QualificationStatus]
    at: Mapped[datetime]
    who: Mapped[Who]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    actor: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")

    helper: Mapped[Helper] = relationship()
    user: Mapped[User | None] = relationship()


class ReviewedAssignment(Model):
    """A finished assignment at a customer, reviewed by IBIZ-Center, with an interview of the customer (S46)."""

    __table_args__ = (
        UniqueConstraint("helper_id", "number"),
        CheckConstraint("interview_rating BETWEEN 1 AND 5", name="interview_rating"),
        CheckConstraint("(interviewed_on IS NULL) = (interviewee = '')", name="interviewee"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    customer: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    finished_on: Mapped[date]
    description: Mapped[str] = mapped_column(Text, default="")
    interviewed_on: Mapped[date | None]
    interviewed_by: Mapped[str] = mapped_column(String(200), default="")
    interviewee: Mapped[str] = mapped_column(String(200), default="")
    task: Mapped[str] = mapped_column(Text, default="")
    course: Mapped[str] = mapped_column(Text, default="")
    impartiality: Mapped[str] = mapped_column(Text, default="")
    agreements: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    again: Mapped[str] = mapped_column(Text, default="")
    interview_rating: Mapped[int | None]
    removed_at: Mapped[datetime | None]

    helper: Mapped[Helper] = relationship()
