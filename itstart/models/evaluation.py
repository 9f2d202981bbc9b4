"""Step 3: how the bids are judged and what the customer decides (DOMAIN B5)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, Section, rows
from itstart.models.needs import Requirement
from itstart.models.tender import Criterion, DemoScenario, Vendor


class Evaluation(Section, Model):
    """The method's figures, the adviser's own words and the customer's decision."""

    case_relation = "evaluation"

    tco_years: Mapped[int] = mapped_column(default=5)
    internal_hourly_rate_dkk: Mapped[int] = mapped_column(default=450)
    price_zero_at_pct_above_lowest: Mapped[int] = mapped_column(default=50)
    scale: Mapped[str] = mapped_column(
        String(300), default="0-5: 0 = ikke opfyldt, 3 = tilfredsstillende, 5 = fremragende"
    )
    recommendation: Mapped[str] = mapped_column(Text, default="")
    counterarguments: Mapped[str] = mapped_column(Text, default="")
    open_points: Mapped[str] = mapped_column(Text, default="")
    fit_note: Mapped[str] = mapped_column(Text, default="")
    demo_note: Mapped[str] = mapped_column(Text, default="")
    sensitivity_note: Mapped[str] = mapped_column(Text, default="")
    names_hidden: Mapped[bool] = mapped_column(default=False)
    decided_vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="SET NULL"), index=True)
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decision_reason: Mapped[str] = mapped_column(Text, default="")

    decided_vendor: Mapped[Vendor | None] = relationship(foreign_keys=[decided_vendor_id])


class SubScore(CaseRow, Model):
    """Part of a manual criterion for one vendor, 0 to 5 with up to two decimals."""

    case_list = "sub_scores"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(200), default="")
    score: Mapped[Decimal | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    vendor: Mapped[Vendor] = relationship(lazy="joined", innerjoin=True)
    criterion: Mapped[Criterion] = relationship(lazy="joined", innerjoin=True)


class DemoScore(Model):
    """What one of the customer's people gave one vendor for one demo task, 1 to 5."""

    __table_args__ = (
        UniqueConstraint("vendor_id", "scenario_id", "evaluator"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"))
    scenario_id: Mapped[int] = mapped_column(ForeignKey("demo_scenario.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    evaluator: Mapped[str] = mapped_column(String(100))
    score: Mapped[int]

    vendor: Mapped[Vendor] = relationship(lazy="joined", innerjoin=True)
    scenario: Mapped[DemoScenario] = relationship(lazy="joined", innerjoin=True)


class DemoConsensus(Model):
    """What the customer's people agreed on for one vendor and one demo task, 1 to 5, and why."""

    __table_args__ = (
        UniqueConstraint("vendor_id", "scenario_id"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"))
    scenario_id: Mapped[int] = mapped_column(ForeignKey("demo_scenario.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")

    vendor: Mapped[Vendor] = relationship(lazy="joined", innerjoin=True)
    scenario: Mapped[DemoScenario] = relationship(lazy="joined", innerjoin=True)


class ReferenceCheck(CaseRow, Model):
    """A talk with one of the vendor's customers, RC-1."""

    case_list = "reference_checks"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    reference_company: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    held_on: Mapped[date | None]
    chosen_by_customer: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(Text, default="")

    vendor: Mapped[Vendor | None] = relationship(lazy="joined")
    answers: Mapped[list["ReferenceAnswer"]] = rows("ReferenceAnswer", key="reference_check_id", owner="ReferenceCheck")

    @property
    def question_scores(self) -> list[tuple[str, int | None]]:
        """The questions asked and their points, in order."""
        return [(answer.question, answer.score) for answer in self.answers]

    def set_question_scores(self, pairs: list[tuple[str, int | None]]) -> None:
        """Ask exactly these; an answer keeps its row for as long as there is a question in its place."""
        kept = list(self.answers)
        while len(kept) < len(pairs):
            position = kept[-1].position + 1 if kept else 1
            code = f"{self.code}.{len(kept) + 1}"[:20]
            kept.append(ReferenceAnswer(case_id=self.case_id, code=code, position=position))
        for answer, (question, score) in zip(kept, pairs, strict=False):
            answer.question, answer.score = question, score
        self.answers = kept[: len(pairs)]


class ReferenceAnswer(CaseRow, Model):
    """One question to a reference and the score it was given, 0 to 5."""

    case_list = "reference_answers"
    __table_args__ = (
        UniqueConstraint("case_id", "code"),
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND 5", name="score"),
    )

    reference_check_id: Mapped[int] = mapped_column(ForeignKey("reference_check.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(String(300), default="")
    score: Mapped[int | None]

    reference_check: Mapped[ReferenceCheck] = relationship(back_populates="answers")


class Waiver(CaseRow, Model):
    """The customer's written acceptance that a must is unmet in one bid, with a reason."""

    case_list = "waivers"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id", ondelete="CASCADE"), index=True)
    granted_by: Mapped[str] = mapped_column(String(200), default="")
    granted_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    vendor: Mapped[Vendor | None] = relationship(lazy="joined")
    requirement: Mapped[Requirement | None] = relationship()


class WeightChange(Model):
    """A weight changed after the tender was issued: printed in the assessment with its reason."""

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"), index=True)
    changed_on: Mapped[date]
    before: Mapped[int]
    after: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)

    criterion: Mapped[Criterion] = relationship(lazy="joined", innerjoin=True)
