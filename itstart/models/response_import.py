"""A vendor's filled-in response form: the file as it came, and what was done with it (DOMAIN B4)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.models.tender import Vendor

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class ResponseImport(Model):
    """One file from a vendor. It waits until somebody reads it into the bid or puts it aside.

    `number` is its number in the case and in addresses. `read` is what was read, doubted and chosen when it
    went into the bid; until then the file is read anew each time, against the case as it is.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("applied_at IS NULL OR discarded_at IS NULL", name="one_end"),
        CheckConstraint("applied_at IS NULL OR received_at IS NOT NULL", name="received"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="SET NULL"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    uploaded_by: Mapped[str] = mapped_column(String(200), default="")
    received_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[str] = mapped_column(String(200), default="")
    discarded_at: Mapped[datetime | None]
    discarded_by: Mapped[str] = mapped_column(String(200), default="")
    read: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    case: Mapped["CustomerCase"] = relationship()
    vendor: Mapped[Vendor | None] = relationship(lazy="joined")
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    @property
    def waiting(self) -> bool:
        """Whether nothing has been done with it yet."""
        return self.applied_at is None and self.discarded_at is None
