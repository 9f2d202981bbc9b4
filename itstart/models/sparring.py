"""Sparring with IBIZ-Center: the question, the thread, what staff may see, and who looked (S47, S53, D4)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.module import DeliveryModule
from itstart.models.programme import CaseStaff
from itstart.models.user import User
from itstart.rules.sparring import Share, Urgency
from itstart.rules.terms import SparringStatus

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class SparringRequest(Model):
    """A helper's question to IBIZ-Center and what came of it.

    `about` is what it is about: "" for the whole case, "behov", "behov/krav" or "behov/krav/K-15".
    `answer` is the latest answer; the whole talk is in `messages`.
    """

    __table_args__ = (
        CheckConstraint("usefulness IS NULL OR usefulness BETWEEN 1 AND 5", name="usefulness"),
        CheckConstraint("share <> 'prices' OR customer_accept_on IS NOT NULL", name="prices_need_accept"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(20), default="")
    module_id: Mapped[int | None] = mapped_column(ForeignKey("delivery_module.id", ondelete="SET NULL"), index=True)
    about: Mapped[str] = mapped_column(String(100), default="")
    asked_on: Mapped[date | None] = mapped_column(index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    question: Mapped[str] = mapped_column(Text, default="")
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    deadline_on: Mapped[date | None]
    share: Mapped[Share] = mapped_column(default=Share.REPORTED)
    customer_accept_by: Mapped[str] = mapped_column(String(200), default="")
    customer_accept_on: Mapped[date | None]
    package: Mapped[str] = mapped_column(Text, default="")
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    assigned_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("case_staff.id", ondelete="SET NULL"), index=True)
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None]
    usefulness: Mapped[int | None]
    status: Mapped[SparringStatus] = mapped_column(default=SparringStatus.OPEN, index=True)

    case: Mapped["CustomerCase"] = relationship(back_populates="sparring")
    module: Mapped[DeliveryModule | None] = relationship()
    answered_by: Mapped[CaseStaff | None] = relationship()
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    messages: Mapped[list["SparringMessage"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="SparringMessage.id"
    )
    grants: Mapped[list["SparringGrant"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="SparringGrant.id"
    )
    looks: Mapped[list["SparringLook"]] = relationship(cascade="all, delete-orphan", order_by="SparringLook.id.desc()")
    suggestions: Mapped[list["SparringSuggestion"]] = relationship(
        back_populates="request", cascade="all, delete-orphan", order_by="SparringSuggestion.number"
    )
    best_practice: Mapped["BestPractice | None"] = relationship(back_populates="request")


class SparringMessage(Model):
    """One line of the talk. `kind` is "asked", "answered" or "asked_back"."""

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("sparring_request.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    author: Mapped[str] = mapped_column(String(200))
    from_center: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(20), default="asked")
    text: Mapped[str] = mapped_column(Text)

    request: Mapped[SparringRequest] = relationship(back_populates="messages")


class SparringGrant(Model):
    """What one person at IBIZ-Center may see of a case because of a question, and until when (A29)."""

    __table_args__ = (UniqueConstraint("request_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("sparring_request.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    what: Mapped[Share]
    granted_on: Mapped[date]
    until: Mapped[date]
    revoked_on: Mapped[date | None]

    request: Mapped[SparringRequest] = relationship(back_populates="grants")
    user: Mapped[User] = relationship()


class SparringLook(Model):
    """Somebody at IBIZ-Center looked at something the question opened."""

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("sparring_request.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class SparringSuggestion(Model):
    """A text IBIZ-Center suggests for one field; the helper takes it or leaves it (S50)."""

    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("sparring_request.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    place: Mapped[str] = mapped_column(String(100))
    field: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))
    old_text: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(200))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime]
    accepted: Mapped[bool | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(200), default="")

    request: Mapped[SparringRequest] = relationship(back_populates="suggestions")


class BestPractice(Model):
    """An answered question made general and nameless; shown to all helpers once the asking helper agrees (S48)."""

    __table_args__ = (
        UniqueConstraint("request_id"),
        CheckConstraint("published_on IS NULL OR helper_accepted_on IS NOT NULL", name="helper_accept"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("sparring_request.id", ondelete="SET NULL"))
    task: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    search_text: Mapped[str] = mapped_column(Text, default="")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    proposed_on: Mapped[date]
    helper_accepted_on: Mapped[date | None]
    helper_declined_on: Mapped[date | None]
    published_on: Mapped[date | None]

    request: Mapped[SparringRequest | None] = relationship(back_populates="best_practice")
