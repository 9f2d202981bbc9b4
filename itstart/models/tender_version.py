"""What was sent to the vendors: each version of the tender with the data it was made of and its exact files."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.rules.tender_states import FileKind

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase
    from itstart.models.tender import Vendor


class TenderVersion(Model):
    """One sending of the tender (D8); `snapshot` is what the vendors were told, and never changes.

    `reason` says why it corrects the one before it. An open correction and a cancellation are facts about
    the latest version: `correction_opened_at` is emptied again when the correction is sent or taken back.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("cancelled_at IS NULL OR cancel_reason <> ''", name="cancel_reason"),
        CheckConstraint("correction_opened_at IS NULL OR correction_reason <> ''", name="correction_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    issued_by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text, default="")
    deadline_at: Mapped[datetime]
    requirements_hash: Mapped[str] = mapped_column(String(64))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True, deferred_raiseload=False)
    correction_opened_at: Mapped[datetime | None]
    correction_opened_by: Mapped[str] = mapped_column(String(200), default="")
    correction_reason: Mapped[str] = mapped_column(Text, default="")
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str] = mapped_column(String(200), default="")
    cancel_reason: Mapped[str] = mapped_column(Text, default="")

    case: Mapped["CustomerCase"] = relationship(back_populates="tender_versions")
    files: Mapped[list["TenderFile"]] = relationship(
        back_populates="version", cascade="all, delete-orphan", order_by="TenderFile.position"
    )


class TenderFile(Model):
    """A file of a version; one with a vendor is for that vendor alone. `position` is its number in addresses."""

    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("tender_version.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[FileKind]
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)

    version: Mapped[TenderVersion] = relationship(back_populates="files")
    vendor: Mapped["Vendor | None"] = relationship()
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
