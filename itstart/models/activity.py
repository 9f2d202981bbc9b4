"""What IBIZ-Center and the helpers do together beside the cases (S38, S48, S55), and the plan for it (S70, S72)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.models.helper import Helper
from itstart.models.user import User
from itstart.rules.activities import ActivityFacts, ActivityKind, ActivityStatus, PlanLineFacts, Side
from itstart.rules.goals import GoalMetric
from itstart.rules.steps import StepKey


class Activity(Model):
    """A meeting, workshop, seminar or fair. `number` is what people say: "2026-3".

    `organiser` is empty when IBIZ-Center itself arranges it. `capacity` None is no limit.
    """

    __table_args__ = (CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[ActivityKind]
    title: Mapped[str] = mapped_column(String(200))
    theme_step: Mapped[StepKey | None]
    description: Mapped[str] = mapped_column(Text, default="")
    organiser: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    sign_up_until: Mapped[date | None]
    capacity: Mapped[int | None]
    is_public: Mapped[bool] = mapped_column(default=False)
    status: Mapped[ActivityStatus] = mapped_column(default=ActivityStatus.PLANNED, index=True)
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    best_practice: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime]

    sign_ups: Mapped[list["ActivitySignUp"]] = relationship(
        back_populates="activity",
        cascade="all, delete-orphan",
        order_by="ActivitySignUp.signed_up_at, ActivitySignUp.id",
    )
    material: Mapped[list["ActivityMaterial"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="ActivityMaterial.position"
    )

    @property
    def facts(self) -> ActivityFacts:
        """As the rules read it."""
        return ActivityFacts(self.status, self.starts_at, self.capacity, self.sign_up_until, self.minutes)


class ActivitySignUp(Model):
    """A person who has signed up; the order decides who has a place. `attended` is known when it has been held.

    A user of ours, or a guest at a public activity who has consented: `name` and the rest are the guest's and are
    forgotten afterwards. `token_hash` is of the link by which the guest cancels.
    """

    __table_args__ = (
        UniqueConstraint("activity_id", "user_id"),
        CheckConstraint("user_id IS NOT NULL OR consent_on IS NOT NULL", name="who"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    signed_up_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    attended: Mapped[bool | None]
    name: Mapped[str] = mapped_column(String(200), default="")
    company: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    consent_on: Mapped[date | None]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    activity: Mapped[Activity] = relationship(back_populates="sign_ups")
    user: Mapped[User | None] = relationship(lazy="joined")

    @property
    def who(self) -> str:
        """The person's name."""
        return self.user.name if self.user else self.name or "Gæst (navnet er slettet)"

    @property
    def firm(self) -> str:
        """Where the person comes from."""
        if self.user is None:
            return f"{self.company}, gæst" if self.company else "gæst"
        return self.user.helper.company if self.user.helper else ""

    @property
    def address(self) -> str:
        """Where mails to the person go; empty for a guest who is forgotten."""
        return self.user.email if self.user else self.email


class ActivityMaterial(Model):
    """A file shown or handed out at an activity."""

    __table_args__ = (UniqueConstraint("activity_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)

    activity: Mapped[Activity] = relationship(back_populates="material")
    file: Mapped[StoredFile] = relationship(lazy="joined")


class CalendarFeed(Model):
    """A person's own secret calendar address; only its hash is kept, and a new one replaces it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="joined")


class ActivityPlanLine(Model):
    """A line of the plan for a firm and a year, agreed when both dates are there (S72).

    `activity_id` when it is one of the programme's own; `outcome` is what came of it. A line with a `metric` is a goal
    that is counted: how many (`target`) of what. Its standing is computed, never stored.
    """

    __table_args__ = (
        UniqueConstraint("helper_id", "year", "position"),
        CheckConstraint("(metric IS NULL) = (target IS NULL)", name="metric"),
        CheckConstraint("target > 0", name="target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    goal: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"), index=True)
    metric: Mapped[GoalMetric | None]
    target: Mapped[int | None]
    proposed_by: Mapped[str] = mapped_column(String(200))
    proposed_side: Mapped[Side]
    agreed_by_helper_on: Mapped[date | None]
    agreed_by_center_on: Mapped[date | None]
    done_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Text, default="")
    cancelled_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    helper: Mapped[Helper] = relationship()
    activity: Mapped[Activity | None] = relationship()

    @property
    def facts(self) -> PlanLineFacts:
        """As the rules read it."""
        return PlanLineFacts(self.agreed_by_helper_on, self.agreed_by_center_on, self.done_on, self.cancelled_on)


class ProgrammeGoal(Model):
    """A goal of the programme for a year, defined by IBIZ-Center and told to every helper (S70).

    With a `metric` it is counted over all firms: how many (`target`) of what. Its standing is computed, never stored.
    """

    __table_args__ = (
        UniqueConstraint("year", "position"),
        CheckConstraint("(metric IS NULL) = (target IS NULL)", name="metric"),
        CheckConstraint("target > 0", name="target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    metric: Mapped[GoalMetric | None]
    target: Mapped[int | None]
    published_on: Mapped[date | None]
    published_by: Mapped[str] = mapped_column(String(200), default="")
