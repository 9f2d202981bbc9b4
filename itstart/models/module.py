"""The delivery to the customer: about 15 hours, at most 15.000 kr., with a product (S8 to S11, S59 to S66)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.rules.modules import MAX_PRICE_DKK
from itstart.rules.status import module_status
from itstart.rules.steps import StepKey
from itstart.rules.terms import ModuleStatus, YesNoUnknown

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class DeliveryModule(Model):
    """One delivery; the status follows from its dates (D3). Price in whole kroner without VAT."""

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint(f"price_dkk BETWEEN 1 AND {MAX_PRICE_DKK}", name="price"),
        CheckConstraint("started_on IS NULL OR agreement_signed_on IS NOT NULL", name="agreement_before_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), default="")
    product: Mapped[str] = mapped_column(Text, default="")
    planned_hours: Mapped[Decimal] = mapped_column(default=Decimal(15))
    price_dkk: Mapped[int]
    data_sharing_accepted: Mapped[bool] = mapped_column(default=False)
    agreement_sent_on: Mapped[date | None]
    agreement_signed_on: Mapped[date | None]
    agreement_signed_by: Mapped[str] = mapped_column(String(200), default="")
    start_reported_on: Mapped[date | None]
    started_on: Mapped[date | None]
    delivered_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    end_reported_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    value_for_customer: Mapped[str] = mapped_column(Text, default="")
    customer_rating: Mapped[int | None]
    lessons: Mapped[str] = mapped_column(Text, default="")
    would_have_bought_anyway: Mapped[YesNoUnknown | None]

    case: Mapped["CustomerCase"] = relationship(back_populates="modules")
    step_links: Mapped[list["ModuleStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ModuleStep.number", lazy="selectin"
    )
    time_entries: Mapped[list["TimeEntry"]] = relationship(
        cascade="all, delete-orphan", order_by="TimeEntry.id", lazy="selectin"
    )

    @property
    def actual_hours(self) -> Decimal:
        """The hours written on the module."""
        return sum((entry.hours for entry in self.time_entries), Decimal(0))

    @property
    def status(self) -> ModuleStatus:
        """Where the module stands by its dates (D3)."""
        return module_status(self)


class ModuleStep(Model):
    """Which of the four steps a module covers (S8, S58)."""

    __table_args__ = (UniqueConstraint("module_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"), index=True)
    step: Mapped[StepKey]
    number: Mapped[int]


class TimeEntry(Model):
    """Hours spent on a module on a day, and on what."""

    __table_args__ = (CheckConstraint("hours > 0", name="hours"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"), index=True)
    spent_on: Mapped[date]
    hours: Mapped[Decimal]
    activity: Mapped[str] = mapped_column(String(300), default="")
