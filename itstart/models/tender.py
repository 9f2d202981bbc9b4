"""Step 2: the request for bids, its criteria, vendors and questions (DOMAIN B4)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, Section
from itstart.models.bid import Bid
from itstart.rules.terms import AwardModel, CriterionMethod, InvitationStatus


class Tender(Section, Model):
    """The single answers of step 2; `bid_deadline_at` is a moment, the rest are days."""

    case_relation = "tender"
    # The few tenders whose bids nobody may read yet: every query about bids asks for them.
    __table_args__ = (
        Index(
            "ix_tender_sealed",
            "case_id",
            sqlite_where=text("sealed_opening AND bids_opened_at IS NULL"),
            postgresql_where=text("sealed_opening AND bids_opened_at IS NULL"),
        ),
    )

    title: Mapped[str] = mapped_column(String(300), default="")
    issued_on: Mapped[date | None]
    question_deadline_on: Mapped[date | None]
    answers_published_on: Mapped[date | None]
    bid_deadline_at: Mapped[datetime | None]
    demo_from_on: Mapped[date | None]
    demo_to_on: Mapped[date | None]
    decision_on: Mapped[date | None]
    bid_validity_until_on: Mapped[date | None]
    contract_draft_attached: Mapped[bool] = mapped_column(default=False)
    award_rule: Mapped[str] = mapped_column(Text, default="")
    award_model: Mapped[AwardModel] = mapped_column(default=AwardModel.WEIGHTED)
    public_body: Mapped[bool | None]
    sealed_opening: Mapped[bool] = mapped_column(default=False)
    bids_opened_at: Mapped[datetime | None]
    bids_opened_by: Mapped[str] = mapped_column(String(200), default="")

    @property
    def is_sealed(self) -> bool:
        """True while nobody may read the bids: a sealed opening was chosen, and it has not been held."""
        return self.sealed_opening and self.bids_opened_at is None

    @property
    def weighted(self) -> bool:
        """Whether points decide; otherwise the lowest total price among those that meet every must does."""
        return self.award_model is not AwardModel.LOWEST_PRICE


class TenderQuestion(CaseRow, Model):
    """A question from a vendor and the answer that goes to all without a name; published when it was sent to them."""

    case_list = "questions"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    question: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    vendor_anonymous: Mapped[bool] = mapped_column(default=True)
    published_on: Mapped[date | None]


class DemoScenario(CaseRow, Model):
    """A task every vendor must show at the demo."""

    case_list = "demo_scenarios"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    title: Mapped[str] = mapped_column(String(200), default="")
    script: Mapped[str] = mapped_column(Text, default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("requirement_batch.id", ondelete="SET NULL"), index=True)


class Criterion(CaseRow, Model):
    """A published criterion; the weights of a case sum to 100."""

    case_list = "criteria"
    __table_args__ = (UniqueConstraint("case_id", "code"), CheckConstraint("weight BETWEEN 0 AND 100", name="weight"))

    title: Mapped[str] = mapped_column(String(200), default="")
    weight: Mapped[int] = mapped_column(default=0)
    method: Mapped[CriterionMethod] = mapped_column(default=CriterionMethod.SUB_SCORES)
    weight_reason: Mapped[str] = mapped_column(String(300), default="")


class Vendor(CaseRow, Model):
    """A firm that may bid, and its place in the tender; since when and by whom it has its status."""

    case_list = "vendors"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    name: Mapped[str] = mapped_column(String(200), default="")
    cvr: Mapped[str] = mapped_column(String(8), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    invited: Mapped[bool] = mapped_column(default=False)
    invitation_status: Mapped[InvitationStatus] = mapped_column(default=InvitationStatus.NOT_INVITED)
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    status_on: Mapped[date | None]
    status_by: Mapped[str] = mapped_column(String(200), default="")

    bid: Mapped[Bid | None] = relationship(
        back_populates="vendor", cascade="all, delete-orphan", lazy="selectin", foreign_keys=Bid.vendor_id
    )
