"""A vendor's bid: prices, conditions and an answer to each requirement (DOMAIN B4)."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, rows
from itstart.models.files import StoredFile
from itstart.rules.terms import Answer, DeliveryModel, LateChoice, ScalesWith

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase
    from itstart.models.needs import Requirement
    from itstart.models.tender import Vendor


class Bid(Model):
    """One vendor's bid; prices are whole kroner without VAT, hours are the customer's own."""

    __table_args__ = (UniqueConstraint("vendor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"))
    product: Mapped[str] = mapped_column(String(200), default="")
    received_at: Mapped[datetime | None]
    valid_until_on: Mapped[date | None]
    delivery_model: Mapped[DeliveryModel | None]
    annual_price_adjustment_pct: Mapped[Decimal | None]
    internal_hours: Mapped[Decimal | None]
    exit_cost_dkk: Mapped[int | None]
    reservations: Mapped[str] = mapped_column(Text, default="")
    reservations_meaning: Mapped[str] = mapped_column(Text, default="")
    late_choice_reason: Mapped[str] = mapped_column(Text, default="")
    late_choice: Mapped[LateChoice | None]
    late_choice_by: Mapped[str] = mapped_column(String(200), default="")
    late_choice_on: Mapped[date | None]
    excluded_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped["CustomerCase"] = relationship(back_populates="bids")
    vendor: Mapped["Vendor"] = relationship(back_populates="bid", foreign_keys=[vendor_id])
    price_lines: Mapped[list["PriceLine"]] = rows("PriceLine", key="bid_id", owner="Bid")
    responses: Mapped[list["RequirementResponse"]] = relationship(
        back_populates="bid",
        cascade="all, delete-orphan",
        order_by="RequirementResponse.position",
        passive_deletes=True,
    )

    @property
    def one_off_lines(self) -> list["PriceLine"]:
        """The lines paid once."""
        return [line for line in self.price_lines if not line.annual]

    @property
    def annual_lines(self) -> list["PriceLine"]:
        """The lines paid every year."""
        return [line for line in self.price_lines if line.annual]


class BidReceipt(CaseRow, Model):
    """That a bid came: from whom, when, who took it in, and the file as it was. Said also while bids are sealed."""

    case_list = "bid_receipts"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    received_at: Mapped[datetime]
    registered_by: Mapped[str] = mapped_column(String(200), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id", ondelete="SET NULL"), index=True)

    vendor: Mapped["Vendor"] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile | None] = relationship(lazy="joined")


class PriceLine(CaseRow, Model):
    """A one-off or yearly amount in a bid; `type` is a OneOffType or an AnnualType.

    The amount is for today's users and turnover; `scales_with` says which of them it follows.
    """

    case_list = "bid_price_lines"
    __table_args__ = (
        UniqueConstraint("case_id", "code"),
        CheckConstraint("amount_dkk IS NULL OR amount_dkk >= 0", name="amount"),
    )

    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"), index=True)
    annual: Mapped[bool] = mapped_column(default=False)
    type: Mapped[str] = mapped_column(String(40), default="license")
    label: Mapped[str] = mapped_column(String(200), default="")
    amount_dkk: Mapped[int | None]
    scales_with: Mapped[ScalesWith] = mapped_column(default=ScalesWith.FIXED)

    bid: Mapped[Bid] = relationship(back_populates="price_lines")


class RequirementResponse(Model):
    """A vendor's answer to one requirement, and the score it is given (0 to 5)."""

    __table_args__ = (
        UniqueConstraint("bid_id", "requirement_id"),
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND 5", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    answer: Mapped[Answer | None]
    vendor_comment: Mapped[str] = mapped_column(Text, default="")
    extra_price_dkk: Mapped[int | None]
    available: Mapped[str] = mapped_column(String(200), default="")
    promised_on: Mapped[date | None]
    score: Mapped[int | None]
    score_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime | None]

    bid: Mapped[Bid] = relationship(back_populates="responses")
    requirement: Mapped["Requirement"] = relationship()
