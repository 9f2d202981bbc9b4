"""What IBIZ-Center, helper and customer say of working together: evaluations, comments and talks (S37, S44)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.helper import Helper
from itstart.models.programme import CoDelivery
from itstart.models.qualification import ReviewedAssignment
from itstart.rules.cooperation import Occasion, Party


class CooperationEvaluation(Model):
    """How it went and what comes next, in the words of one party; `number` is what addresses carry.

    It is about a co-delivery, a reviewed assignment, or (neither) the cooperation as a whole. The helper reads
    those of the others and comments on them.
    """

    __table_args__ = (
        UniqueConstraint("helper_id", "number"),
        UniqueConstraint("co_delivery_id", "party"),
        UniqueConstraint("assignment_id"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("(occasion = 'co_delivery') = (co_delivery_id IS NOT NULL)", name="co_delivery"),
        CheckConstraint("(occasion = 'review') = (assignment_id IS NOT NULL)", name="assignment"),
        CheckConstraint("course <> ''", name="course"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    number: Mapped[int]
    occasion: Mapped[Occasion]
    party: Mapped[Party]
    co_delivery_id: Mapped[int | None] = mapped_column(ForeignKey("co_delivery.id", ondelete="CASCADE"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("reviewed_assignment.id", ondelete="CASCADE"))
    evaluated_on: Mapped[date]
    by_name: Mapped[str] = mapped_column(String(200))
    noted_by: Mapped[str] = mapped_column(String(200), default="")
    course: Mapped[str] = mapped_column(Text)
    future_cooperation: Mapped[str] = mapped_column(Text, default="")
    rating: Mapped[int | None]
    saved_at: Mapped[datetime]
    comment: Mapped[str] = mapped_column(Text, default="")
    commented_by: Mapped[str] = mapped_column(String(200), default="")
    commented_at: Mapped[datetime | None]

    helper: Mapped[Helper] = relationship()
    co_delivery: Mapped[CoDelivery | None] = relationship()
    assignment: Mapped[ReviewedAssignment | None] = relationship()
    scores: Mapped[list["CriterionScore"]] = relationship(
        cascade="all, delete-orphan", order_by="CriterionScore.position", passive_deletes=True
    )


class CriterionScore(Model):
    """1 to 5 for one of the norms' criteria, by its words on the day."""

    __table_args__ = (
        UniqueConstraint("evaluation_id", "position"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("cooperation_evaluation.id", ondelete="CASCADE"))
    position: Mapped[int]
    criterion: Mapped[str] = mapped_column(String(120))
    score: Mapped[int]


class CoDeliveryEntry(Model):
    """What the one from IBIZ-Center, or the helper, wrote about a co-delivery, with the hours it took IBIZ-Center."""

    id: Mapped[int] = mapped_column(primary_key=True)
    co_delivery_id: Mapped[int] = mapped_column(ForeignKey("co_delivery.id", ondelete="CASCADE"), index=True)
    written_at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    author: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    hours: Mapped[Decimal | None]
    text: Mapped[str] = mapped_column(Text)


class YearlyTalk(Model):
    """The talk between IBIZ-Center and a firm, once a year: the day, what was said, what was agreed, the next."""

    __table_args__ = (UniqueConstraint("helper_id", "year"), CheckConstraint("year BETWEEN 2000 AND 2199", name="year"))

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    year: Mapped[int]
    planned_on: Mapped[date]
    held_on: Mapped[date | None]
    held_by: Mapped[str] = mapped_column(String(200), default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    agreed: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None]

    helper: Mapped[Helper] = relationship()
