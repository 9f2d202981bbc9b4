"""Step 4, first half: the project plan (DOMAIN B6)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model
from itstart.models.base import CaseRow, Section
from itstart.rules.terms import MilestoneStatus, MilestoneType


class ProjectPlan(Section, Model):
    """The single answers about how the project is run."""

    case_relation = "project_plan"

    project_manager_customer: Mapped[str] = mapped_column(String(200), default="")
    project_manager_vendor: Mapped[str] = mapped_column(String(200), default="")
    meeting_rhythm: Mapped[str] = mapped_column(Text, default="")
    fallback_go_live_on: Mapped[date | None]


class SteeringMember(CaseRow, Model):
    """A member of the steering group."""

    case_list = "steering_group"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    name: Mapped[str] = mapped_column(String(200), default="")


class Milestone(CaseRow, Model):
    """A dated point with a criterion someone can judge, MS-1."""

    case_list = "milestones"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    title: Mapped[str] = mapped_column(String(200), default="")
    date_on: Mapped[date | None]
    responsible: Mapped[str] = mapped_column(String(200), default="")
    criterion: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[MilestoneStatus] = mapped_column(default=MilestoneStatus.PLANNED)
    type: Mapped[MilestoneType | None]


class CustomerTask(CaseRow, Model):
    """The customer's own work: who, how many hours, until when."""

    case_list = "customer_tasks"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    task: Mapped[str] = mapped_column(String(300), default="")
    owner: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[Decimal | None]
    due_on: Mapped[date | None]


class Risk(CaseRow, Model):
    """What may go wrong, RI-1: probability and impact 1 to 5, and who keeps an eye on it."""

    case_list = "risks"
    __table_args__ = (
        UniqueConstraint("case_id", "code"),
        CheckConstraint("probability BETWEEN 1 AND 5", name="probability"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact"),
    )

    text: Mapped[str] = mapped_column(Text, default="")
    probability: Mapped[int] = mapped_column(default=3)
    impact: Mapped[int] = mapped_column(default=3)
    mitigation: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(200), default="")

    @property
    def score(self) -> int:
        """Probability times impact, 1 to 25."""
        return self.probability * self.impact
