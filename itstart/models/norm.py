"""What IBIZ-Center expects, version by version: the kodeks's text and the norms of quality and coverage."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model


class CodeVersion(Model):
    """A version of the kodeks written by IBIZ-Center, on top of the one that ships. Published, it never changes.

    There is one draft at most: its number is taken by the unique number.
    """

    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("(published_on IS NULL) = (published_by = '')", name="published_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    change_note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(200))
    published_on: Mapped[date | None]
    published_by: Mapped[str] = mapped_column(String(200), default="")


class QualityNorm(Model):
    """The norms from a moment on; the newest holds, the older ones are the history."""

    __table_args__ = (CheckConstraint("minimum_rating BETWEEN 1000 AND 5000", name="minimum_rating"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_at: Mapped[datetime]
    set_by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text, default="")
    minimum_rating: Mapped[Decimal]
    criteria: Mapped[str] = mapped_column(Text)

    targets: Mapped[list["RegionTarget"]] = relationship(
        cascade="all, delete-orphan", order_by="RegionTarget.position", lazy="selectin"
    )


class RegionTarget(Model):
    """How many qualified firms IBIZ-Center wants to cover a region."""

    __table_args__ = (
        UniqueConstraint("norm_id", "region"),
        CheckConstraint("target >= 0", name="target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    norm_id: Mapped[int] = mapped_column(ForeignKey("quality_norm.id", ondelete="CASCADE"))
    position: Mapped[int]
    region: Mapped[str] = mapped_column(String(60))
    target: Mapped[int]
