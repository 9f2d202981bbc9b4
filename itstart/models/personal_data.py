"""Looking after personal data: what is held back, what was done about a person, who looked, and what is forgotten."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.case import CustomerCase
from itstart.rules.personal_data import LookReason, PersonAct


class LegalHold(Model):
    """A case or a person of whom nothing is deleted until a day, and why; it ends by that day or by being lifted."""

    __table_args__ = (
        CheckConstraint("(case_id IS NULL) = (name <> '' OR email <> '' OR phone <> '')", name="one_subject"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[date]
    set_at: Mapped[datetime]
    set_by: Mapped[str] = mapped_column(String(200))
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[str] = mapped_column(String(200), default="")

    case: Mapped[CustomerCase | None] = relationship()


class PersonEvent(Model):
    """That a person was searched for, handed its data or erased. The person stands only as a keyed hash."""

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(200))
    act: Mapped[PersonAct]
    person_hash: Mapped[str] = mapped_column(String(64), index=True)
    found: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(500), default="")


class ProcessorAcceptance(Model):
    """The firm's acceptance of the processor agreement: the exact text, who accepted it and when. Never changes."""

    __table_args__ = (UniqueConstraint("helper_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    accepted_at: Mapped[datetime]
    accepted_by: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)


class CaseLook(Model):
    """Somebody at IBIZ-Center looked at a page of a case; once for each page and day. The firm reads it."""

    __table_args__ = (Index("uq_case_look_day", "case_id", "user_id", "what", "day", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    why: Mapped[LookReason]
    what: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    at: Mapped[datetime]


class ForgottenCase(Model):
    """A closed case whose content is deleted, and later the names in its agreements too."""

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), unique=True)
    content_on: Mapped[date]
    names_on: Mapped[date | None]
