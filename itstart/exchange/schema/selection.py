"""Step 3 in the file: how the bids are judged, and what the customer decides."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from itstart.exchange.schema.base import (
    Code,
    Count,
    Day,
    Figure,
    Five,
    Flag,
    Line,
    Line100,
    Line300,
    Name,
    Part,
    Points,
    Rows,
    Score,
    Text,
    Whole,
    computed,
    kept,
    nested,
    wrong,
)
from itstart.rules.terms import CriterionMethod

EvaluationStatus = Literal["draft", "issued", "questions_open", "closed", "opened", "evaluated", "decided", "cancelled"]
Weight = Annotated[int, Field(strict=True, ge=0, le=100)]
Percent = Annotated[int, Field(strict=True, ge=1, le=1000)]
Years = Annotated[int, Field(strict=True, ge=1, le=20)]
SCALE = "0-5: 0 = ikke opfyldt, 3 = tilfredsstillende, 5 = fremragende"


class CriterionPart(Part):
    """A published criterion."""

    id: Code = kept(to="code")
    title: Line
    weight: Weight
    method: CriterionMethod


class SubScorePart(Part):
    """Part of a manual criterion."""

    label: Line = ""
    score: Points | None = None
    reason: Text = ""


class DemoScorePart(Part):
    """What the customer's people gave one vendor for one scenario, in the same order as their names."""

    vendor_id: Code
    scenario: Name
    evaluators: list[Annotated[Line100, Field(min_length=1)]]
    scores: list[Five]
    consensus: Five | None = None
    consensus_note: Text = ""

    @model_validator(mode="after")
    def _pairs(self) -> "DemoScorePart":
        if not self.evaluators or len(self.evaluators) != len(self.scores):
            raise wrong("evaluators og scores skal være lige lange og må ikke være tomme")
        if len(set(self.evaluators)) != len(self.evaluators):
            raise wrong("den samme person står to gange i evaluators")
        return self


class ReferenceAnswerPart(Part):
    """A question to a reference."""

    question: Line300 = ""
    score: Score | None = None


class ReferencePart(Part):
    """A talk with one of the vendor's customers."""

    id: Code = kept(to="code")
    vendor_id: Code | None = nested()
    reference_company: Line = ""
    contact: Line = ""
    date: Day | None = kept(None, to="held_on")
    questions: Rows[ReferenceAnswerPart] = nested([])
    notes: Text = ""
    chosen_by_customer: Flag = kept(False, extra=True)


class WaiverPart(Part):
    """The customer's acceptance of an unmet must."""

    vendor_id: Code | None = nested()
    requirement_id: Code | None = nested()
    granted_by: Line = ""
    granted_on: Day | None = None
    reason: Text = ""
    deadline_on: Day | None = kept(None, extra=True)


class WeightChangePart(Part):
    """A weight changed after the tender was issued."""

    criterion_id: Code = nested(...)
    changed_on: Day
    before: Weight
    after: Weight
    reason: Text


class DecisionPart(Part):
    """What the customer decided."""

    vendor_id: Code | None = nested()
    decided_on: Day | None = None
    decided_by: Line = ""
    reason: Text = kept("", to="decision_reason")


class ResultPart(Part):
    """A vendor's computed scores."""

    vendor_id: Code
    criterion_scores: dict[str, Figure | None]
    total_score: Figure | None
    tco_total: Whole
    rank: Whole | None


class TippingPart(Part):
    """The weight where a vendor ties with the winner."""

    vendor_id: Code
    weight_where_tied: Figure | None


class WeightSensitivityPart(Part):
    """The winner at other weights of one criterion."""

    criterion_id: Code
    base_weight: Figure
    winner_by_delta: dict[str, Code | None]
    tipping_points: list[TippingPart]


class SensitivityPart(Part):
    """How sure the result is."""

    by_weight: list[WeightSensitivityPart]
    scenarios: dict[str, Code | None]
    lead_points: Figure | None = None
    winner_tco_increase_until_tie: Whole | None = None


class EvaluationPart(Part):
    """The method, the points and the decision."""

    status: EvaluationStatus | None = computed()
    tco_years: Years = 5
    internal_hourly_rate: Count = kept(450, to="internal_hourly_rate_dkk")
    price_zero_at_pct_above_lowest: Percent = 50
    scale: Line300 = SCALE
    criteria: Rows[CriterionPart] = nested([])
    sub_scores: dict[str, dict[str, Rows[SubScorePart]]] = nested({})
    demo_scores: Rows[DemoScorePart] = nested([])
    reference_checks: Rows[ReferencePart] = nested([])
    waivers: Rows[WaiverPart] = nested([])
    decision: DecisionPart | None = nested()
    results: Rows[ResultPart] = computed()
    sensitivity: SensitivityPart | None = computed()
    recommendation: Text = kept("", extra=True)
    counterarguments: Text = kept("", extra=True)
    open_points: Text = kept("", extra=True)
    fit_note: Text = kept("", extra=True)
    demo_note: Text = kept("", extra=True)
    sensitivity_note: Text = kept("", extra=True)
    weight_changes: Rows[WeightChangePart] = nested([])
