"""Step 1: the needs description and its lists (DOMAIN B3)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, Section
from itstart.models.meeting import Meeting
from itstart.rules.library import Topic
from itstart.rules.terms import Barrier, Fate, Priority, RequirementKind


class NeedsDescription(Section, Model):
    """The single answers of step 1; money is whole kroner without VAT."""

    case_relation = "needs_description"

    summary: Mapped[str] = mapped_column(Text, default="")
    recommendation: Mapped[str] = mapped_column(Text, default="")
    background: Mapped[str] = mapped_column(Text, default="")
    current_situation: Mapped[str] = mapped_column(Text, default="")
    scope_in: Mapped[str] = mapped_column(Text, default="")
    scope_out: Mapped[str] = mapped_column(Text, default="")
    integrations: Mapped[str] = mapped_column(Text, default="")
    budget_one_off_dkk: Mapped[int | None]
    budget_annual_dkk: Mapped[int | None]
    users_full: Mapped[int | None]
    users_light: Mapped[int | None]
    transactions: Mapped[str] = mapped_column(Text, default="")
    wanted_go_live_on: Mapped[date | None]
    personal_data: Mapped[str] = mapped_column(Text, default="")
    nis2_relevant: Mapped[bool | None]
    nis2_note: Mapped[str] = mapped_column(Text, default="")
    barriers_note: Mapped[str] = mapped_column(Text, default="")


class CaseBarrier(Model):
    """A barrier the customer meets (S25)."""

    __table_args__ = (UniqueConstraint("case_id", "barrier"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    barrier: Mapped[Barrier]


class Objective(CaseRow, Model):
    """A measurable goal with baseline and target, both in the unit `metric` names."""

    case_list = "objectives"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    text: Mapped[str] = mapped_column(Text, default="")
    metric: Mapped[str] = mapped_column(String(200), default="")
    baseline: Mapped[Decimal | None]
    target: Mapped[Decimal | None]


class Stakeholder(CaseRow, Model):
    """A person at the customer's and what the choice means to them."""

    case_list = "stakeholders"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(200), default="")
    interest: Mapped[str] = mapped_column(Text, default="")


class CurrentSystem(CaseRow, Model):
    """A system in use today and what is to become of it."""

    case_list = "current_systems"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    name: Mapped[str] = mapped_column(String(200), default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    fate: Mapped[Fate | None]


class BusinessProcess(CaseRow, Model):
    """A way of working: how it is done today, where it hurts, what is wished for."""

    case_list = "processes"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    name: Mapped[str] = mapped_column(String(200), default="")
    today: Mapped[str] = mapped_column(Text, default="")
    pain: Mapped[str] = mapped_column(Text, default="")
    wish: Mapped[str] = mapped_column(Text, default="")


class Need(CaseRow, Model):
    """What the business must achieve, N-01; priority 1 is the most important."""

    case_list = "needs"
    __table_args__ = (UniqueConstraint("case_id", "code"), CheckConstraint("priority BETWEEN 1 AND 3", name="priority"))

    title: Mapped[str] = mapped_column(Text, default="")
    priority: Mapped[int] = mapped_column(default=2)
    # The meeting it was said at, and the words of the notes.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    meeting_words: Mapped[str] = mapped_column(Text, default="")

    meeting: Mapped[Meeting | None] = relationship()


class Requirement(CaseRow, Model):
    """A testable demand, K-01: the row that lives through answer, score, contract and test."""

    case_list = "requirements"
    __table_args__ = (
        UniqueConstraint("case_id", "code"),
        Index("ix_requirement_list", "case_id", "deleted_at", "position"),
        CheckConstraint("importance BETWEEN 1 AND 3", name="importance"),
        CheckConstraint("consequence BETWEEN 1 AND 3", name="consequence"),
    )

    area: Mapped[str] = mapped_column(String(100), default="")
    priority: Mapped[Priority] = mapped_column(default=Priority.SHOULD)
    kind: Mapped[RequirementKind] = mapped_column(default=RequirementKind.FUNCTIONAL)
    title: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    acceptance_criterion: Mapped[str] = mapped_column(Text, default="")
    law_reference: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    # The place in the prioritising matrix, where the requirement came from, and with which others.
    importance: Mapped[int | None]
    consequence: Mapped[int | None]
    library_key: Mapped[str | None] = mapped_column(String(60))
    topic: Mapped[Topic | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("requirement_batch.id", ondelete="SET NULL"), index=True)

    need_links: Mapped[list["RequirementNeed"]] = relationship(
        cascade="all, delete-orphan", order_by="RequirementNeed.position", lazy="subquery"
    )
    needs: AssociationProxy[list[Need]] = association_proxy(
        "need_links", "need", creator=lambda need: RequirementNeed(need=need)
    )

    def set_needs(self, needs: list[Need]) -> None:
        """Serve exactly these needs, in this order; links that stay are kept."""
        kept = {link.need.id: link for link in self.need_links}
        self.need_links = [kept.get(need.id) or RequirementNeed(need=need) for need in needs]
        for position, link in enumerate(self.need_links):
            link.position = position


class RequirementNeed(Model):
    """Which need a requirement serves, in the order the helper gave."""

    __table_args__ = (UniqueConstraint("requirement_id", "need_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    need: Mapped[Need] = relationship(lazy="joined", innerjoin=True)


class Benefit(CaseRow, Model):
    """What the customer gains a year, in whole kroner; of saved hours too, where that is what it is made of."""

    case_list = "benefits"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    text: Mapped[str] = mapped_column(Text, default="")
    annual_value_dkk: Mapped[int | None]
    hours_saved: Mapped[Decimal | None]
    hourly_rate_dkk: Mapped[int | None]
