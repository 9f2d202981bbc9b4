"""Step 3: what was asked a vendor about its bid, and what it answered (DOMAIN F 7)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.tender import Vendor


class BidQuestion(Model):
    """A question that somebody has dealt with; the others are made afresh of the bid each time.

    `key` is the question's own name ("K-24-senere", "alle-3", "egen-2"); question and cause are kept as they stood,
    so that an answer can be read when the bid no longer gives cause for it.
    """

    __table_args__ = (UniqueConstraint("vendor_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(60))
    own: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    about: Mapped[str] = mapped_column(String(100), default="")
    asked: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    vendor: Mapped[Vendor] = relationship()
