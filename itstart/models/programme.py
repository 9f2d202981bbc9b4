"""What stands beside the four steps: the referral and IBIZ-Center's people in the case (DOMAIN B10)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.module import DeliveryModule
from itstart.rules.terms import CoDeliveryStatus, LeadStatus, ReferralSource


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
    """A possible customer, here the one this case came from (D5)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(20), default="L-1")
    source_type: Mapped[ReferralSource | None]
    source_name: Mapped[str] = mapped_column(String(200), default="")
    received_on: Mapped[date | None]
    need_summary: Mapped[str] = mapped_column(Text, default="")
    prequalified_on: Mapped[date | None]
    prequalified_by_id: Mapped[int | None] = mapped_column(ForeignKey("case_staff.id", ondelete="SET NULL"), index=True)
    prequalification_note: Mapped[str] = mapped_column(Text, default="")
    offered_to_helper_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    status: Mapped[LeadStatus] = mapped_column(default=LeadStatus.NEW)

    prequalified_by: Mapped[CaseStaff | None] = relationship()


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
