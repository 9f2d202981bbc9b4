"""What stands beside the four steps: the referral and IBIZ-Center's people in the case (DOMAIN B10)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.module import DeliveryModule
from itstart.rules.lead_states import CloseReason, DeclineReason, Origin
from itstart.rules.terms import Category, CoDeliveryStatus, LeadStatus, ReferralSource

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase
    from itstart.models.helper import Helper
    from itstart.models.partner import Partner
    from itstart.models.user import User


class CaseStaff(Model):
    """The person at IBIZ-Center whom this case names (S19); `code` is the case's own mark, S-1."""

    __table_args__ = (UniqueConstraint("case_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(20), default="S-1")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")


class Lead(Model):
    """A possible customer, and the case it became (D5).

    `number` is what people call it, `code` its mark in the file of its case. `waiting_since` is the day it came
    where it stands, and `reminders` how many times somebody has been told that it still stands there.
    """

    __table_args__ = (
        CheckConstraint("closed_on IS NULL OR close_reason IS NOT NULL", name="close_reason"),
        Index("ix_lead_queue", "status", "waiting_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(20), default="L-1")
    origin: Mapped[Origin | None]
    source_type: Mapped[ReferralSource | None]
    source_name: Mapped[str] = mapped_column(String(200), default="")
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    owner_helper_id: Mapped[int | None] = mapped_column(ForeignKey("helper.id"), index=True)
    received_on: Mapped[date | None]
    consent_on: Mapped[date | None]
    company: Mapped[str] = mapped_column(String(200), default="")
    cvr: Mapped[str] = mapped_column(String(8), default="")
    postal_code: Mapped[str] = mapped_column(String(4), default="")
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    industry: Mapped[str] = mapped_column(String(100), default="")
    employees: Mapped[int | None]
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    category: Mapped[Category | None]
    need_summary: Mapped[str] = mapped_column(Text, default="")
    prequalified_on: Mapped[date | None]
    prequalified_by_id: Mapped[int | None] = mapped_column(ForeignKey("case_staff.id", ondelete="SET NULL"), index=True)
    prequalified_by_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    prequalification_note: Mapped[str] = mapped_column(Text, default="")
    budget: Mapped[str] = mapped_column(String(200), default="")
    wanted_by: Mapped[str] = mapped_column(String(200), default="")
    offered_to_helper_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    close_reason: Mapped[CloseReason | None]
    close_note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[LeadStatus] = mapped_column(default=LeadStatus.NEW)
    waiting_since: Mapped[date | None]
    reminders: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped["CustomerCase | None"] = relationship(back_populates="leads")
    prequalified_by: Mapped[CaseStaff | None] = relationship()
    prequalified_by_user: Mapped["User | None"] = relationship(foreign_keys=[prequalified_by_user_id])
    registered_by: Mapped["User | None"] = relationship(foreign_keys=[registered_by_id])
    owner: Mapped["Helper | None"] = relationship()
    partner: Mapped["Partner | None"] = relationship()
    offers: Mapped[list["LeadOffer"]] = relationship(
        back_populates="lead", cascade="all, delete-orphan", order_by="LeadOffer.id"
    )


_OPEN = "accepted_on IS NULL AND declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL"
_TAKEN = "accepted_on IS NOT NULL"


class LeadOffer(Model):
    """A lead offered to a firm, and what the firm said. `co_deliverer` joins in when the firm is not qualified."""

    __table_args__ = (
        CheckConstraint("declined_on IS NULL OR decline_reason IS NOT NULL", name="decline_reason"),
        CheckConstraint(
            "accepted_on IS NULL OR (declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL)",
            name="one_end",
        ),
        # Two people at once cannot offer it twice to the same firm, and two firms cannot both have it.
        Index(
            "uq_lead_offer_open", "lead_id", "helper_id", unique=True,
            sqlite_where=text(_OPEN), postgresql_where=text(_OPEN),
        ),
        Index("uq_lead_offer_taken", "lead_id", unique=True, sqlite_where=text(_TAKEN), postgresql_where=text(_TAKEN)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id", ondelete="CASCADE"), index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    offered_on: Mapped[date]
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    co_deliverer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    reminders: Mapped[int] = mapped_column(default=0)
    accepted_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    ties: Mapped[str] = mapped_column(Text, default="")
    declined_on: Mapped[date | None]
    decline_reason: Mapped[DeclineReason | None]
    decline_note: Mapped[str] = mapped_column(Text, default="")
    expired_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]

    lead: Mapped[Lead] = relationship(back_populates="offers")
    helper: Mapped["Helper"] = relationship(lazy="joined", innerjoin=True)
    offered_by: Mapped["User | None"] = relationship(foreign_keys=[offered_by_id])
    co_deliverer: Mapped["User | None"] = relationship(foreign_keys=[co_deliverer_id])
    answered_by: Mapped["User | None"] = relationship(foreign_keys=[answered_by_id])

    @property
    def is_open(self) -> bool:
        """True while the firm has not answered and nobody else has ended it."""
        return not (self.accepted_on or self.declined_on or self.expired_on or self.withdrawn_on)


class CoDelivery(Model):
    """IBIZ-Center and helper deliver together; never more than two for a helper (S43 to S45)."""

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 2", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("case_staff.id", ondelete="SET NULL"), index=True)
    evaluation_status: Mapped[CoDeliveryStatus] = mapped_column(default=CoDeliveryStatus.PLANNED)
    evaluation_due_on: Mapped[date | None]

    staff: Mapped[CaseStaff | None] = relationship()
    module_links: Mapped[list["CoDeliveryModule"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class CoDeliveryModule(Model):
    """A module that is delivered together."""

    __table_args__ = (UniqueConstraint("co_delivery_id", "module_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    co_delivery_id: Mapped[int] = mapped_column(ForeignKey("co_delivery.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"), index=True)

    module: Mapped[DeliveryModule] = relationship(lazy="joined", innerjoin=True)
