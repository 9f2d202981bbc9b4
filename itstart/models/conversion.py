"""What is made of a case's files beside the pages: PDF, pictures of pages, and the whole case as one zip."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.rules.conversions import ConversionKind


class Conversion(Model):
    """One piece of work for the converter, and its result until it is forgotten.

    `key` says what it is made of: the sha256 of the document's bytes, or for a zip whose it is. The same thing is
    therefore made once in a case. `draft_of` names the document when the source is a copy of a draft, which goes with
    the conversion. `page_count` is that of the whole document, also when only its first pages are drawn.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "kind", "key"),
        CheckConstraint("done_at IS NULL OR failed_at IS NULL", name="one_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"))
    kind: Mapped[ConversionKind]
    key: Mapped[str] = mapped_column(String(64))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    draft_of: Mapped[str] = mapped_column(String(60), default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(300), default="")
    page_count: Mapped[int] = mapped_column(default=0)

    source: Mapped[StoredFile | None] = relationship()
    files: Mapped[list["ConversionFile"]] = relationship(
        cascade="all, delete-orphan", order_by="ConversionFile.number", lazy="selectin"
    )


class ConversionFile(Model):
    """A part of the result: the PDF, page `number`, or piece `number` of a zip."""

    __table_args__ = (UniqueConstraint("conversion_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversion_id: Mapped[int] = mapped_column(ForeignKey("conversion.id", ondelete="CASCADE"))
    number: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)

    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
