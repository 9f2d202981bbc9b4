"""What was handed over: the exact bytes, who, when, to whom, and the data they were made of."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class GeneratedDocument(Model):
    """One handed-over version of a deliverable; it never changes afterwards."""

    __table_args__ = (UniqueConstraint("case_id", "deliverable", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    deliverable: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    template_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_by: Mapped[str] = mapped_column(String(200))
    handed_over_on: Mapped[date]
    handed_over_to: Mapped[str] = mapped_column(String(200), default="")
    gaps: Mapped[int] = mapped_column(default=0)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)

    case: Mapped["CustomerCase"] = relationship(back_populates="documents")
    file: Mapped[StoredFile] = relationship()
