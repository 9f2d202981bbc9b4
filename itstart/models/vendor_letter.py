"""Step 3: the letters to the vendors, as the helper has written them (DOMAIN B5, end)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.document import GeneratedDocument
from itstart.models.tender import Vendor
from itstart.rules.vendor_letters import LetterKind

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class VendorLetter(Model):
    """A letter to one vendor: a draft until it is sent, and then the text that was sent.

    The newest that is not deleted is the one that counts. `source_sha256` is the fingerprint of the text the case gave
    when the draft was begun, so that a change of the data is seen; `held_at` and `place` are those of a demo.
    """

    __table_args__ = (CheckConstraint("sent_on IS NULL OR document_id IS NOT NULL", name="frozen"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    kind: Mapped[LetterKind]
    subject: Mapped[str] = mapped_column(String(200), default="")
    greeting: Mapped[str] = mapped_column(String(200), default="")
    opening: Mapped[str] = mapped_column(Text, default="")
    grounds: Mapped[str] = mapped_column(Text, default="")
    onward: Mapped[str] = mapped_column(Text, default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    signature: Mapped[str] = mapped_column(Text, default="")
    held_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    source_sha256: Mapped[str] = mapped_column(String(64), default="")
    sent_on: Mapped[date | None]
    sent_to: Mapped[str] = mapped_column(String(254), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("generated_document.id", ondelete="CASCADE"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    case: Mapped["CustomerCase"] = relationship()
    vendor: Mapped[Vendor] = relationship()
    document: Mapped[GeneratedDocument | None] = relationship()
