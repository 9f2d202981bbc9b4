"""What this database was made as; a demo must never be taken for the real thing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model


class Installation(Model):
    """One row, written when the database is made; `daily_on` is the Danish day the daily work was last done."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_demo: Mapped[bool]
    created_at: Mapped[datetime]
    daily_on: Mapped[date | None]


class FigureState(Model):
    """One row: another token for every change of what figures are counted from (`services/kept_figures.py`).

    A row of its own, since the daily work holds that of `Installation` for as long as it takes.
    """

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(32))
