"""Word templates that were uploaded: each version with what its check found, which one is used, and the letterhead."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile


class WordTemplateVersion(Model):
    """One uploaded version of a firm's own template, or of the official one when there is no firm. It never changes.

    `findings` are [place, message, advice] of the check; a version with some is refused and has no file.
    """

    __table_args__ = (
        CheckConstraint("version > 0", name="version"),
        Index("uq_word_template_version_firm", "helper_id", "key", "version", unique=True),
        Index(
            "uq_word_template_version_official", "key", "version", unique=True,
            sqlite_where=text("helper_id IS NULL"), postgresql_where=text("helper_id IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[list[list[Any]]] = mapped_column(JSON)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    trial_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_by: Mapped[str] = mapped_column(String(200))

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    trial_file: Mapped[StoredFile | None] = relationship(foreign_keys=[trial_file_id])


class WordTemplateChoice(Model):
    """Which version is used from now on; the newest choice holds. No version: the one the firm or we had before all."""

    __table_args__ = (Index("ix_word_template_choice_owner", "helper_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(60))
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("word_template_version.id", ondelete="CASCADE"), index=True
    )
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    chosen_by: Mapped[str] = mapped_column(String(200))

    version: Mapped[WordTemplateVersion | None] = relationship()


class Letterhead(Model):
    """A firm's logo and its lines of contact, as our own templates show them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"), unique=True)
    contact: Mapped[str] = mapped_column(Text, default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    logo_alt: Mapped[str] = mapped_column(String(200), default="")
    logo_width: Mapped[int] = mapped_column(default=0)
    logo_height: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(200))

    logo: Mapped[StoredFile | None] = relationship()
