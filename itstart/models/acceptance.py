"""The acceptance test of the delivered solution (DOMAIN B7, 8.1)."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow
from itstart.models.needs import Requirement
from itstart.rules.terms import Outcome


class AcceptanceResult(CaseRow, Model):
    """What one test showed; a later row on the same requirement is a new test of it. Without a requirement it is an
    error met on the way."""

    case_list = "acceptance_results"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[Outcome | None]
    note: Mapped[str] = mapped_column(Text, default="")
    tested_by: Mapped[str] = mapped_column(String(200), default="")
    tested_on: Mapped[date | None]

    requirement: Mapped[Requirement | None] = relationship(lazy="joined")
