"""Step 2 in the file: the request for bids, the vendors and their bids."""

from typing import Annotated

from pydantic import Field

from itstart.exchange.schema.base import (
    Code,
    Count,
    Cvr,
    Day,
    Delivery,
    Email,
    Flag,
    Hours,
    Line,
    Line100,
    Line300,
    Moment,
    Name,
    Number,
    Part,
    Rows,
    Score,
    Text,
    Whole,
    computed,
    kept,
    nested,
)
from itstart.rules.terms import AnnualType, Answer, AwardModel, InvitationStatus, OneOffType, ScalesWith

MAX_ROW_NUMBER = 99_999
RowNumber = Annotated[int, Field(strict=True, ge=1, le=MAX_ROW_NUMBER)]


class QuestionPart(Part):
    """A vendor's question and the answer to all."""

    number: RowNumber = kept(to="code")
    vendor_anonymous: Flag = True
    question: Text = ""
    answer: Text = ""


class TenderPart(Part):
    """The request for bids. A demo scenario is known by its title."""

    title: Line300 = ""
    issued_on: Day | None = None
    question_deadline: Day | None = kept(None, to="question_deadline_on")
    answers_published_on: Day | None = None
    bid_deadline: Moment | None = kept(None, to="bid_deadline_at")
    demo_from: Day | None = kept(None, to="demo_from_on")
    demo_to: Day | None = kept(None, to="demo_to_on")
    decision_on: Day | None = None
    bid_validity_until: Day | None = kept(None, to="bid_validity_until_on")
    contract_draft_attached: Flag = False
    award_rule: Text = ""
    questions: Rows[QuestionPart] = nested([])
    public_body: Flag | None = None
    demo_scenarios: Rows[Name] = nested([])
    demo_scripts: dict[str, Text] = nested({})
    award_model: AwardModel = kept(AwardModel.WEIGHTED, extra=True)


class VendorPart(Part):
    """A firm that may bid."""

    id: Code = kept(to="code")
    name: Line
    cvr: Cvr = ""
    city: Line100 = ""
    contact: Line = ""
    invited: Flag = False
    invitation_status: InvitationStatus = InvitationStatus.NOT_INVITED
    decline_reason: Text = kept("", extra=True)
    contact_email: Email = kept("", extra=True)


class OneOffLinePart(Part):
    """A price paid once."""

    type: OneOffType
    label: Line = ""
    amount: Count | None = kept(None, to="amount_dkk")
    scales_with: ScalesWith = kept(ScalesWith.FIXED, extra=True)


class AnnualLinePart(Part):
    """A price paid every year."""

    type: AnnualType
    label: Line = ""
    amount_per_year: Count | None = kept(None, to="amount_dkk")
    scales_with: ScalesWith = kept(ScalesWith.FIXED, extra=True)


class ResponsePart(Part):
    """The vendor's answer to one requirement and its score."""

    requirement_id: Code = nested(...)
    answer: Answer | None = None
    vendor_comment: Text = ""
    extra_price: Whole | None = kept(None, to="extra_price_dkk")
    default_score: Score | None = computed()
    score: Score | None = None
    score_reason: Text = ""
    available: Line = kept("", extra=True)
    promised_on: Day | None = kept(None, extra=True)


class TcoPart(Part):
    """Total cost in parts, whole kroner."""

    years: Whole
    one_off: Whole
    internal: Whole
    annual: list[Whole]
    annual_total: Whole
    exit_cost: Whole
    total: Whole


class UnmetPart(Part):
    """A must the vendor does not meet today."""

    requirement_id: Code
    answer: Answer


class OverBudgetPart(Part):
    """Whether the price is above the customer's frame."""

    one_off: Flag
    annual: Flag


class BidPart(Part):
    """A vendor's bid; one for each vendor."""

    vendor_id: Code = nested(...)
    product: Line = ""
    received_at: Moment | None = None
    valid_until: Day | None = kept(None, to="valid_until_on")
    delivery_model: Delivery = None
    one_off_lines: Rows[OneOffLinePart] = nested([])
    annual_lines: Rows[AnnualLinePart] = nested([])
    annual_price_adjustment_pct: Number | None = None
    internal_hours: Hours | None = None
    exit_cost: Whole | None = kept(None, to="exit_cost_dkk")
    responses: Rows[ResponsePart] = nested([])
    tco: TcoPart | None = computed()
    unmet_must: Rows[UnmetPart] = computed()
    over_budget: OverBudgetPart | None = computed()
    reservations: Text = ""
    reservations_meaning: Text = kept("", extra=True)
    late_choice_reason: Text = kept("", extra=True)
    excluded_reason: Text = kept("", extra=True)
