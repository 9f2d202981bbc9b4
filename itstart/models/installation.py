"""What this database was made as; a demo must never be taken for the real thing."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model


class Installation(Model):
    """One row, written when the database is made."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_demo: Mapped[bool]
    created_at: Mapped[datetime]
