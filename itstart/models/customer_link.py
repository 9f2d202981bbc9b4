"""The customer's link: one act, one text, one answer, no account."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.document import GeneratedDocument
from itstart.models.files import StoredFile
from itstart.models.module import DeliveryModule
from itstart.models.user import User
from itstart.rules.customer_links import LinkAnswer, LinkPurpose

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase

_LIVE = text("used_at IS NULL AND revoked_at IS NULL")


class CustomerLink(Model):
    """A random link of which only the hash is kept, bound to a purpose and to the exact text shown.

    `subject` names the thing within the case ("M-1", "behovsbeskrivelse-2"); `content_hash` is the hash of
    everything the customer is shown, `file` the document that can be fetched. `receipt` is what the customer
    got as a receipt, word for word. `answered_from` is the network address of the answer, kept for 30 days as proof.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        # One live link for each act: the database itself refuses a second.
        Index(
            "uq_customer_link_live",
            "case_id",
            "purpose",
            "subject",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        CheckConstraint("(used_at IS NULL) = (answer IS NULL)", name="answer"),
        CheckConstraint("used_at IS NULL OR answered_by <> ''", name="answered_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    purpose: Mapped[LinkPurpose]
    subject: Mapped[str] = mapped_column(String(80))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("generated_document.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    recipient_name: Mapped[str] = mapped_column(String(200))
    recipient_email: Mapped[str] = mapped_column(String(254), default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    answer: Mapped[LinkAnswer | None]
    answered_by: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    receipt: Mapped[str] = mapped_column(Text, default="")
    answered_from: Mapped[str] = mapped_column(String(45), default="")

    case: Mapped["CustomerCase"] = relationship()
    module: Mapped[DeliveryModule | None] = relationship()
    document: Mapped[GeneratedDocument | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    created_by: Mapped[User] = relationship()
