"""Those IBIZ-Center works with, and how they are kept in touch with (S28, S39)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.rules.partners import PartnerType


class Partner(Model):
    """An organisation IBIZ-Center works with; `number` stands in addresses. An IT vendor may be one (S28)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[PartnerType]
    cvr: Mapped[str] = mapped_column(String(8), default="", index=True)
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    note: Mapped[str] = mapped_column(Text, default="")
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    outreach: Mapped[list["Outreach"]] = relationship(
        primaryjoin="and_(Partner.id == foreign(Outreach.partner_id), Outreach.deleted_at.is_(None))",
        back_populates="partner",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Outreach.happened_on.desc(), Outreach.id.desc()",
    )


class Outreach(Model):
    """One line of the log: when, who, what, and what comes next on which day (S39). `number` is its own in the log."""

    __table_args__ = (UniqueConstraint("partner_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    happened_on: Mapped[date]
    who: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str] = mapped_column(String(200), default="")
    next_step_on: Mapped[date | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    deleted_at: Mapped[datetime | None]

    partner: Mapped[Partner] = relationship(back_populates="outreach")
