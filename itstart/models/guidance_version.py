"""What IBIZ-Center has written in the place of a task's guide, version by version."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model


class GuidanceVersion(Model):
    """One version of a task's guide, in the shape of its file. The newest holds; without a text the file does."""

    __table_args__ = (UniqueConstraint("task", "number"), CheckConstraint("number > 0", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_by: Mapped[str] = mapped_column(String(200))
