"""The score sheet of one of the customer's people: a secret link, drafts until it is sent, points afterwards."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.user import User

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase

_LIVE = text("used_at IS NULL AND revoked_at IS NULL")


class ScoreSheet(Model):
    """A random link of which only the hash is kept, for one person's points at the demos of one case.

    `evaluator` is the name its points are stored under. Unlike a customer link it is saved many times; sending
    it (`used_at`) ends it. With `anonymous` the person sees "Leverandør A" instead of names.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        # One live sheet for each person: the database itself refuses a second.
        Index(
            "uq_score_sheet_live",
            "case_id",
            "evaluator",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    evaluator: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254), default="")
    anonymous: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    case: Mapped["CustomerCase"] = relationship()
    created_by: Mapped[User] = relationship()
    points: Mapped[list["ScoreSheetPoint"]] = relationship(
        cascade="all, delete-orphan", order_by="ScoreSheetPoint.id", passive_deletes=True
    )
    notes: Mapped[list["ScoreSheetNote"]] = relationship(
        cascade="all, delete-orphan", order_by="ScoreSheetNote.id", passive_deletes=True
    )


class ScoreSheetPoint(Model):
    """The person's points for one vendor and one demo task, 1 to 5."""

    __table_args__ = (
        UniqueConstraint("sheet_id", "vendor_id", "scenario_id"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id", ondelete="CASCADE"))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    scenario_id: Mapped[int] = mapped_column(ForeignKey("demo_scenario.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]


class ScoreSheetNote(Model):
    """What the person wrote about one vendor's demo."""

    __table_args__ = (UniqueConstraint("sheet_id", "vendor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id", ondelete="CASCADE"))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(Text)
