"""The delivery to the customer: about 15 hours, at most 15.000 kr., with a product (S8 to S11, S59 to S66)."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.document import GeneratedDocument
from itstart.models.files import StoredFile
from itstart.rules.module_acts import RatingQuestion, ReportKind, SignedHow
from itstart.rules.modules import MAX_PRICE_DKK
from itstart.rules.status import module_status
from itstart.rules.steps import StepKey
from itstart.rules.terms import ModuleStatus, YesNoUnknown

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class DeliveryModule(Model):
    """One delivery; the status follows from its dates (D3). Price in whole kroner without VAT.

    `max_price_dkk` is the ceiling that held when the module was made. `agreement_document` is the frozen
    text that was sent to the customer, `signed_file` the copy with the signature.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        # The key that hours point to: without a signature there is nothing for them to point to.
        UniqueConstraint("id", "agreement_signed_on"),
        CheckConstraint("price_dkk BETWEEN 1 AND max_price_dkk", name="price"),
        CheckConstraint("started_on IS NULL OR agreement_signed_on IS NOT NULL", name="agreement_before_start"),
        CheckConstraint("started_on IS NULL OR started_on >= agreement_signed_on", name="start_after_signature"),
        CheckConstraint("customer_rating IS NULL OR customer_rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("NOT accepted_silently OR reminded_on IS NOT NULL", name="reminder_before_silence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(200), default="")
    product: Mapped[str] = mapped_column(Text, default="")
    planned_hours: Mapped[Decimal] = mapped_column(default=Decimal(15))
    price_dkk: Mapped[int]
    max_price_dkk: Mapped[int] = mapped_column(default=MAX_PRICE_DKK)
    place: Mapped[str] = mapped_column(Text, default="")
    customer_effort: Mapped[str] = mapped_column(Text, default="")
    data_sharing_accepted: Mapped[bool] = mapped_column(default=False)
    agreement_sent_on: Mapped[date | None]
    agreement_document_id: Mapped[int | None] = mapped_column(ForeignKey("generated_document.id", ondelete="SET NULL"))
    agreement_signed_on: Mapped[date | None]
    agreement_signed_by: Mapped[str] = mapped_column(String(200), default="")
    signed_how: Mapped[SignedHow | None]
    signed_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    start_reported_on: Mapped[date | None] = mapped_column(index=True)
    starts_on: Mapped[date | None]
    expected_end_on: Mapped[date | None]
    sparring_wish: Mapped[str] = mapped_column(Text, default="")
    started_on: Mapped[date | None]
    delivered_on: Mapped[date | None]
    product_document_id: Mapped[int | None] = mapped_column(ForeignKey("generated_document.id", ondelete="SET NULL"))
    product_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    reminded_on: Mapped[date | None]
    rejected_on: Mapped[date | None]
    rejected_by: Mapped[str] = mapped_column(String(200), default="")
    reject_reason: Mapped[str] = mapped_column(Text, default="")
    accepted_on: Mapped[date | None]
    accepted_by: Mapped[str] = mapped_column(String(200), default="")
    accepted_silently: Mapped[bool] = mapped_column(default=False)
    end_reported_on: Mapped[date | None] = mapped_column(index=True)
    cancelled_on: Mapped[date | None]
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    value_for_customer: Mapped[str] = mapped_column(Text, default="")
    customer_rating: Mapped[int | None]
    customer_comment: Mapped[str] = mapped_column(Text, default="")
    lessons: Mapped[str] = mapped_column(Text, default="")
    next_steps: Mapped[str] = mapped_column(Text, default="")
    would_have_bought_anyway: Mapped[YesNoUnknown | None]

    case: Mapped["CustomerCase"] = relationship(back_populates="modules")
    step_links: Mapped[list["ModuleStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ModuleStep.number", lazy="selectin"
    )
    time_entries: Mapped[list["TimeEntry"]] = relationship(
        primaryjoin=(
            "and_(DeliveryModule.id == foreign(TimeEntry.module_id), "
            "DeliveryModule.agreement_signed_on == foreign(TimeEntry.signed_on), TimeEntry.deleted_at.is_(None))"
        ),
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="TimeEntry.id",
        lazy="selectin",
    )
    addenda: Mapped[list["ModuleAddendum"]] = relationship(
        back_populates="module", cascade="all, delete-orphan", order_by="ModuleAddendum.number", lazy="selectin"
    )
    ratings: Mapped[list["ModuleRating"]] = relationship(
        cascade="all, delete-orphan", order_by="ModuleRating.id", lazy="selectin"
    )
    agreement_document: Mapped[GeneratedDocument | None] = relationship(foreign_keys=[agreement_document_id])
    product_document: Mapped[GeneratedDocument | None] = relationship(foreign_keys=[product_document_id])
    signed_file: Mapped[StoredFile | None] = relationship(foreign_keys=[signed_file_id])
    product_file: Mapped[StoredFile | None] = relationship(foreign_keys=[product_file_id])

    @property
    def actual_hours(self) -> Decimal:
        """The hours written on the module."""
        return sum((entry.hours for entry in self.time_entries), Decimal(0))

    @property
    def status(self) -> ModuleStatus:
        """Where the module stands by its dates (D3)."""
        return module_status(self)

    @property
    def open_addendum(self) -> "ModuleAddendum | None":
        """The change that is waiting for the customer's signature; at most one at a time."""
        return next((one for one in self.addenda if one.is_open), None)


class ModuleStep(Model):
    """Which of the four steps a module covers (S8, S58)."""

    __table_args__ = (UniqueConstraint("module_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"), index=True)
    step: Mapped[StepKey]
    number: Mapped[int]


class TimeEntry(Model):
    """Hours spent on a module on a day, and on what; `number` is its own within the module.

    `signed_on` is the day of the module's signature, kept equal by the key: the database itself refuses
    hours without a signature or before it (S64).
    """

    __table_args__ = (
        UniqueConstraint("module_id", "number"),
        ForeignKeyConstraint(
            ["module_id", "signed_on"],
            ["delivery_module.id", "delivery_module.agreement_signed_on"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        CheckConstraint("hours > 0", name="hours"),
        # What a module has taken is read from the index alone.
        Index("ix_time_entry_spent", "module_id", "deleted_at", "hours"),
        CheckConstraint("spent_on >= signed_on", name="after_signature"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int]
    signed_on: Mapped[date]
    number: Mapped[int]
    spent_on: Mapped[date]
    hours: Mapped[Decimal]
    activity: Mapped[str] = mapped_column(String(300), default="")
    entered_by: Mapped[str] = mapped_column(String(200), default="")
    deleted_at: Mapped[datetime | None]


class ModuleAddendum(Model):
    """A change of the agreement after its signature; it holds once the customer has signed it too."""

    __table_args__ = (
        UniqueConstraint("module_id", "number"),
        CheckConstraint("price_dkk BETWEEN 1 AND max_price_dkk", name="price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    price_dkk: Mapped[int]
    max_price_dkk: Mapped[int] = mapped_column(default=MAX_PRICE_DKK)
    product: Mapped[str] = mapped_column(Text)
    planned_hours: Mapped[Decimal]
    old_price_dkk: Mapped[int]
    old_product: Mapped[str] = mapped_column(Text)
    old_planned_hours: Mapped[Decimal]
    reason: Mapped[str] = mapped_column(Text)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("generated_document.id", ondelete="SET NULL"))
    sent_on: Mapped[date]
    signed_on: Mapped[date | None]
    signed_by: Mapped[str] = mapped_column(String(200), default="")
    signed_how: Mapped[SignedHow | None]
    signed_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    withdrawn_on: Mapped[date | None]

    module: Mapped[DeliveryModule] = relationship(back_populates="addenda")
    document: Mapped[GeneratedDocument | None] = relationship()
    signed_file: Mapped[StoredFile | None] = relationship()

    @property
    def is_open(self) -> bool:
        """True until it is signed or withdrawn."""
        return self.signed_on is None and self.withdrawn_on is None


class ModuleRating(Model):
    """The customer's answer to one of the five short questions, 1 to 5."""

    __table_args__ = (
        UniqueConstraint("module_id", "question"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        Index("ix_module_rating_answers", "module_id", "question", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"))
    question: Mapped[RatingQuestion]
    score: Mapped[int]


class ReportReading(Model):
    """Somebody at IBIZ-Center has read a module's start or end report; a report without one waits to be read."""

    __table_args__ = (UniqueConstraint("module_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("delivery_module.id", ondelete="CASCADE"))
    kind: Mapped[ReportKind]
    read_on: Mapped[date]
    read_by: Mapped[str] = mapped_column(String(200))


class ModuleLimit(Model):
    """What a module may cost and usually takes from a day on; without a row the kodeks's own figures hold."""

    __table_args__ = (
        CheckConstraint("max_price_dkk > 0", name="max_price"),
        CheckConstraint("min_usual_hours <= max_usual_hours", name="usual_hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(unique=True)
    max_price_dkk: Mapped[int]
    expected_hours: Mapped[Decimal]
    min_usual_hours: Mapped[Decimal]
    max_usual_hours: Mapped[Decimal]
    note: Mapped[str] = mapped_column(String(200), default="")
