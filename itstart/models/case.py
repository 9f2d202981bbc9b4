"""The case and what is said of it: steps, finished tasks, history."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import rows
from itstart.models.customer import Customer
from itstart.rules.status import case_status, step_status
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, Category, ReferralSource, StepStatus, YesNoUnknown

if TYPE_CHECKING:
    from itstart.models.acceptance import AcceptanceResult
    from itstart.models.bid import Bid, BidReceipt, PriceLine
    from itstart.models.contract import Annex, Contract, ContractPriceLine, NegotiationPoint, Payment
    from itstart.models.document import GeneratedDocument, UnneededDocument
    from itstart.models.evaluation import (
        DemoConsensus,
        DemoScore,
        Evaluation,
        ReferenceAnswer,
        ReferenceCheck,
        SubScore,
        Waiver,
        WeightChange,
    )
    from itstart.models.helper import Helper
    from itstart.models.impartiality import ImpartialityDeclaration, VendorRelation
    from itstart.models.meeting import CustomerQuestion, Meeting, MeetingAction
    from itstart.models.module import DeliveryModule
    from itstart.models.needs import (
        Benefit,
        BusinessProcess,
        CaseBarrier,
        CurrentSystem,
        Need,
        NeedsDescription,
        Objective,
        Requirement,
        Stakeholder,
    )
    from itstart.models.plan import CustomerTask, Milestone, ProjectPlan, Risk, SteeringMember
    from itstart.models.programme import CaseStaff, CoDelivery, Lead
    from itstart.models.sparring import SparringRequest
    from itstart.models.success_case import SuccessCase
    from itstart.models.tender import Criterion, DemoScenario, Tender, TenderQuestion, Vendor
    from itstart.models.tender_version import TenderVersion


class CustomerCase(Model):
    """One customer's way through the steps with one helper; the status follows from the dates (D1)."""

    __table_args__ = (
        CheckConstraint("abandoned_on IS NULL OR abandon_reason <> ''", name="abandon_reason"),
        CheckConstraint("completed_on IS NULL OR abandoned_on IS NULL", name="one_end"),
        # Each filter of the list is one range of one index, for a firm and for IBIZ-Center.
        Index("ix_customer_case_list", "helper_id", "closed", "changed_at"),
        Index("ix_customer_case_phase", "helper_id", "phase", "changed_at"),
        Index("ix_customer_case_recent", "helper_id", "changed_at"),
        Index("ix_customer_case_waiting", "helper_id", "waiting_on", "changed_at"),
        Index("ix_customer_case_due", "helper_id", "next_action_on"),
        Index("ix_customer_case_all_closed", "closed", "changed_at"),
        Index("ix_customer_case_all_phase", "phase", "changed_at"),
        Index("ix_customer_case_all_waiting", "waiting_on", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(String(600), default="")
    category: Mapped[Category | None]
    referral_source: Mapped[ReferralSource | None]
    used_adviser_before: Mapped[YesNoUnknown | None]
    opened_on: Mapped[date]
    activated_on: Mapped[date | None]
    paused_on: Mapped[date | None]
    pause_reason: Mapped[str] = mapped_column(Text, default="")
    next_contact_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    abandoned_on: Mapped[date | None]
    abandon_reason: Mapped[str] = mapped_column(Text, default="")
    # Copies for the list's indexes, written by `_keep_list_columns` and never by hand.
    closed: Mapped[bool] = mapped_column(default=False)
    phase: Mapped[CaseStatus] = mapped_column(default=CaseStatus.DRAFT)
    waiting_on: Mapped[str] = mapped_column(String(200), default="")
    waiting_since: Mapped[date | None]
    next_action: Mapped[str] = mapped_column(String(200), default="")
    next_action_on: Mapped[date | None] = mapped_column(index=True)
    changed_at: Mapped[datetime] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)
    exchange_meta: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    helper: Mapped["Helper"] = relationship(lazy="joined", innerjoin=True)
    customer: Mapped[Customer] = relationship(lazy="joined", innerjoin=True)
    steps: Mapped[list["CaseStep"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseStep.number"
    )
    finished_tasks: Mapped[list["FinishedTask"]] = relationship(cascade="all, delete-orphan")
    events: Mapped[list["CaseEvent"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseEvent.id.desc()"
    )

    impartiality: Mapped["ImpartialityDeclaration"] = relationship(back_populates="case", cascade="all, delete-orphan")
    vendor_relations: Mapped[list["VendorRelation"]] = rows("VendorRelation")

    needs_description: Mapped["NeedsDescription"] = relationship(back_populates="case", cascade="all, delete-orphan")
    meetings: Mapped[list["Meeting"]] = rows("Meeting")
    meeting_actions: Mapped[list["MeetingAction"]] = rows("MeetingAction")
    customer_questions: Mapped[list["CustomerQuestion"]] = rows("CustomerQuestion")
    barriers: Mapped[list["CaseBarrier"]] = relationship(cascade="all, delete-orphan", order_by="CaseBarrier.position")
    objectives: Mapped[list["Objective"]] = rows("Objective")
    stakeholders: Mapped[list["Stakeholder"]] = rows("Stakeholder")
    current_systems: Mapped[list["CurrentSystem"]] = rows("CurrentSystem")
    processes: Mapped[list["BusinessProcess"]] = rows("BusinessProcess")
    needs: Mapped[list["Need"]] = rows("Need")
    requirements: Mapped[list["Requirement"]] = rows("Requirement")
    benefits: Mapped[list["Benefit"]] = rows("Benefit")

    tender: Mapped["Tender"] = relationship(back_populates="case", cascade="all, delete-orphan")
    questions: Mapped[list["TenderQuestion"]] = rows("TenderQuestion")
    demo_scenarios: Mapped[list["DemoScenario"]] = rows("DemoScenario")
    criteria: Mapped[list["Criterion"]] = rows("Criterion")
    vendors: Mapped[list["Vendor"]] = rows("Vendor")

    tender_versions: Mapped[list["TenderVersion"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="TenderVersion.number"
    )
    bids: Mapped[list["Bid"]] = relationship(back_populates="case", cascade="all, delete-orphan", order_by="Bid.id")
    bid_receipts: Mapped[list["BidReceipt"]] = rows("BidReceipt")
    bid_price_lines: Mapped[list["PriceLine"]] = rows("PriceLine")
    evaluation: Mapped["Evaluation"] = relationship(
        back_populates="case", cascade="all, delete-orphan", foreign_keys="Evaluation.case_id"
    )
    sub_scores: Mapped[list["SubScore"]] = rows("SubScore")
    demo_scores: Mapped[list["DemoScore"]] = relationship(cascade="all, delete-orphan", order_by="DemoScore.position")
    demo_consensus: Mapped[list["DemoConsensus"]] = relationship(
        cascade="all, delete-orphan", order_by="DemoConsensus.id"
    )
    reference_checks: Mapped[list["ReferenceCheck"]] = rows("ReferenceCheck")
    reference_answers: Mapped[list["ReferenceAnswer"]] = rows("ReferenceAnswer")
    waivers: Mapped[list["Waiver"]] = rows("Waiver")
    weight_changes: Mapped[list["WeightChange"]] = relationship(
        cascade="all, delete-orphan", order_by="WeightChange.id"
    )

    project_plan: Mapped["ProjectPlan"] = relationship(back_populates="case", cascade="all, delete-orphan")
    steering_group: Mapped[list["SteeringMember"]] = rows("SteeringMember")
    milestones: Mapped[list["Milestone"]] = rows("Milestone")
    customer_tasks: Mapped[list["CustomerTask"]] = rows("CustomerTask")
    risks: Mapped[list["Risk"]] = rows("Risk")
    contract: Mapped["Contract"] = relationship(
        back_populates="case", cascade="all, delete-orphan", foreign_keys="Contract.case_id"
    )
    price_lines: Mapped[list["ContractPriceLine"]] = rows("ContractPriceLine")
    payments: Mapped[list["Payment"]] = rows("Payment")
    annexes: Mapped[list["Annex"]] = rows("Annex")
    negotiation: Mapped[list["NegotiationPoint"]] = rows("NegotiationPoint")
    acceptance_results: Mapped[list["AcceptanceResult"]] = rows("AcceptanceResult")

    modules: Mapped[list["DeliveryModule"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="DeliveryModule.number"
    )
    staff: Mapped[list["CaseStaff"]] = relationship(cascade="all, delete-orphan", order_by="CaseStaff.id")
    leads: Mapped[list["Lead"]] = relationship(back_populates="case", cascade="all, delete-orphan", order_by="Lead.id")
    co_deliveries: Mapped[list["CoDelivery"]] = relationship(cascade="all, delete-orphan", order_by="CoDelivery.number")
    sparring: Mapped[list["SparringRequest"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="SparringRequest.id"
    )
    success_case: Mapped["SuccessCase | None"] = relationship(back_populates="case", cascade="all, delete-orphan")
    documents: Mapped[list["GeneratedDocument"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="GeneratedDocument.id.desc()"
    )
    unneeded_documents: Mapped[list["UnneededDocument"]] = relationship(
        cascade="all, delete-orphan", order_by="UnneededDocument.id"
    )

    @property
    def status(self) -> CaseStatus:
        """Where the case stands by its dates (D1)."""
        return case_status(self)

    @property
    def closed_on(self) -> date | None:
        """The day the case was completed or given up."""
        return self.completed_on or self.abandoned_on

    def step(self, key: StepKey) -> "CaseStep":
        """The case's row for this step; every case has all four."""
        return next(step for step in self.steps if step.key is key)


@event.listens_for(CustomerCase, "before_insert")
@event.listens_for(CustomerCase, "before_update")
def _keep_list_columns(_mapper: object, _connection: object, case: CustomerCase) -> None:
    """The list is searched by columns that follow from the dates; they can never disagree with them."""
    case.phase = case.status
    case.closed = case.closed_on is not None


class CaseStep(Model):
    """One of the four steps in a case; what was done with it and when (D2)."""

    __table_args__ = (
        UniqueConstraint("case_id", "key"),
        CheckConstraint("skipped_on IS NULL OR skip_reason <> ''", name="skip_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    key: Mapped[StepKey]
    number: Mapped[int]
    started_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(String(200), default="")
    done_on: Mapped[date | None]
    skipped_on: Mapped[date | None]
    skip_reason: Mapped[str] = mapped_column(Text, default="")
    not_signed_reason: Mapped[str] = mapped_column(Text, default="")
    reopened_note: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[CustomerCase] = relationship(back_populates="steps")

    @property
    def status(self) -> StepStatus:
        """Where the step stands by its dates; "ready" also needs the gaps and is said by the step's service."""
        return step_status(self)


class FinishedTask(Model):
    """The helper's own "Færdig" on a task; a stored fact beside the computed gaps."""

    __table_args__ = (UniqueConstraint("case_id", "task"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    task: Mapped[str] = mapped_column(String(60))
    finished_at: Mapped[datetime]
    finished_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class SectionVersion(Model):
    """The version of the form of one task: two people in the same form both see both texts."""

    __table_args__ = (UniqueConstraint("case_id", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    section: Mapped[str] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime | None]
    saved_by: Mapped[str] = mapped_column(String(200), default="")


class RowCounter(Model):
    """The last number given in a list of a case, so that no number is used twice."""

    __table_args__ = (UniqueConstraint("case_id", "prefix"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    prefix: Mapped[str] = mapped_column(String(40))
    last: Mapped[int] = mapped_column(default=0)


class CaseEvent(Model):
    """One line of the history in plain Danish, written in the transaction it tells of."""

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    actor: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(100), default="")
    text: Mapped[str] = mapped_column(String(500))

    case: Mapped[CustomerCase] = relationship(back_populates="events")
