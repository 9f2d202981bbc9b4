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
    """Another token for every change of what a thing is counted from; a row for each (`services/kept_figures.py`)."""

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    token: Mapped[str] = mapped_column(String(32))
