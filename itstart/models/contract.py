"""Step 4, second half: the contract between customer and vendor (DOMAIN B7)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, Section
from itstart.models.plan import Milestone
from itstart.models.tender import Vendor
from itstart.rules.negotiation import Concern
from itstart.rules.terms import ContractStatus, Invoicing, PaymentStatus


class Contract(Section, Model):
    """The single terms; prices are whole kroner without VAT. Sums are computed from the lines."""

    case_relation = "contract"

    number: Mapped[str] = mapped_column(String(40), default="")
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="SET NULL"), index=True)
    annual_price_dkk: Mapped[int | None]
    annual_invoicing: Mapped[Invoicing] = mapped_column(default=Invoicing.QUARTERLY)
    variable_fee: Mapped[str] = mapped_column(Text, default="")
    price_regulation: Mapped[str] = mapped_column(Text, default="")
    payment_terms_days: Mapped[int | None] = mapped_column(default=30)
    delay_penalty_pct_per_workday: Mapped[Decimal | None]
    delay_penalty_max_pct: Mapped[Decimal | None]
    warranty_months: Mapped[int | None] = mapped_column(default=12)
    max_b_errors: Mapped[int] = mapped_column(default=3)
    liability_cap_dkk: Mapped[int | None]
    liability_cap_text: Mapped[str] = mapped_column(Text, default="")
    commitment_months: Mapped[int | None]
    notice_months: Mapped[int | None] = mapped_column(default=2)
    law: Mapped[str] = mapped_column(String(200), default="Dansk ret")
    venue: Mapped[str] = mapped_column(String(200), default="")
    mediation_first: Mapped[bool] = mapped_column(default=True)
    lawyer_reviewed_on: Mapped[date | None]
    ready_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    signed_for_customer: Mapped[str] = mapped_column(String(200), default="")
    signed_for_vendor: Mapped[str] = mapped_column(String(200), default="")
    declined_on: Mapped[date | None]
    declined_reason: Mapped[str] = mapped_column(Text, default="")

    vendor: Mapped[Vendor | None] = relationship(foreign_keys=[vendor_id])

    @property
    def status(self) -> ContractStatus:
        """Where the contract stands by its dates (D8)."""
        if self.signed_on:
            return ContractStatus.SIGNED
        if self.declined_on:
            return ContractStatus.DECLINED
        if self.ready_on:
            return ContractStatus.READY_TO_SIGN
        return ContractStatus.UNDER_NEGOTIATION if self.case.negotiation else ContractStatus.DRAFT


class ContractPriceLine(CaseRow, Model):
    """A line of the one-off price in the contract."""

    case_list = "price_lines"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    label: Mapped[str] = mapped_column(String(200), default="")
    amount_dkk: Mapped[int | None]


class Payment(CaseRow, Model):
    """A rate: a share of the one-off price, due at a milestone. The amount is computed."""

    case_list = "payments"
    __table_args__ = (
        UniqueConstraint("case_id", "code"),
        CheckConstraint("share_pct IS NULL OR share_pct BETWEEN 0 AND 100000", name="share"),
    )

    milestone_id: Mapped[int | None] = mapped_column(ForeignKey("milestone.id", ondelete="SET NULL"), index=True)
    share_pct: Mapped[Decimal | None]
    status: Mapped[PaymentStatus] = mapped_column(default=PaymentStatus.PLANNED)

    milestone: Mapped[Milestone | None] = relationship(lazy="joined")


class Annex(CaseRow, Model):
    """A numbered part of the contract and where its content comes from."""

    case_list = "annexes"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    title: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(200), default="")


class NegotiationPoint(CaseRow, Model):
    """What was changed at the table, before and after; a plain number is an amount in kroner.

    Without `concerns` the words of the topic say what it is about (itstart.rules.negotiation).
    """

    case_list = "negotiation"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    agreed_on: Mapped[date | None]
    topic: Mapped[str] = mapped_column(String(300), default="")
    concerns: Mapped[Concern | None]
    before: Mapped[str] = mapped_column(String(300), default="")
    after: Mapped[str] = mapped_column(String(300), default="")
