"""What IBIZ-Center writes on top of the library of requirements, and what a helper takes into a case at once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model
from itstart.rules.library import BatchKind, Depth, Topic
from itstart.rules.terms import Priority, RequirementKind


class LibraryRequirement(Model):
    """One version of a requirement in the library. The newest holds; older ones are never changed.

    A key of a file is a correction of that file's requirement (which counts as version 0); any other key is
    a requirement of IBIZ-Center's own. A withdrawn version is never offered.
    """

    __table_args__ = (UniqueConstraint("key", "version"), CheckConstraint("version > 0", name="version"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    pack: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    area: Mapped[str] = mapped_column(String(100))
    kind: Mapped[RequirementKind]
    depth: Mapped[Depth]
    priority: Mapped[Priority]
    why: Mapped[str] = mapped_column(Text)
    acceptance_criterion: Mapped[str] = mapped_column(Text)
    shown_by: Mapped[str] = mapped_column(Text)
    demo_scene: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[Topic | None]
    law_reference: Mapped[str] = mapped_column(Text, default="")
    law_checked_on: Mapped[date | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class RequirementBatch(Model):
    """Requirements that came into a case together, so that all of them can be taken out again together."""

    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    kind: Mapped[BatchKind]
    source: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(String(200), default="")
