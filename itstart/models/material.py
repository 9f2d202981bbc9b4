"""The material library: what IBIZ-Center lays out for the four steps, version by version (S41, S69)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.rules.material import MaterialKind
from itstart.rules.steps import StepKey


class Material(Model):
    """A piece of material; without a step it is for all of them. Withdrawn it is kept, and seen by IBIZ-Center only."""

    __table_args__ = (CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by = '')", name="withdrawn_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[MaterialKind]
    step: Mapped[StepKey | None]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(200))

    versions: Mapped[list["MaterialVersion"]] = relationship(
        back_populates="material", cascade="all, delete-orphan", order_by="MaterialVersion.number.desc()"
    )


class MaterialVersion(Model):
    """One file of a piece of material. It never changes; `note` says what is new in it."""

    __table_args__ = (UniqueConstraint("material_id", "number"), CheckConstraint("number > 0", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="CASCADE"))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_by: Mapped[str] = mapped_column(String(200))

    material: Mapped[Material] = relationship(back_populates="versions")
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class MaterialDownload(Model):
    """How often a version was fetched on a day: a number, and nothing about who.

    `key` is the slug of a piece of material, or "skabelon/" and the key of a Word template, whose version 0 ships.
    """

    __table_args__ = (UniqueConstraint("key", "version", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    version: Mapped[int]
    day: Mapped[date]
    count: Mapped[int] = mapped_column(default=0)
