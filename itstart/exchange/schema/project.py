"""Step 4 in the file: negotiation, project plan and contract."""

from typing import Annotated

from pydantic import Field

from itstart.exchange.schema.base import (
    AmountOrText,
    Code,
    Count,
    Day,
    Figure,
    Five,
    Flag,
    Hours,
    Line,
    Line40,
    Line300,
    Number,
    Part,
    Rows,
    Text,
    Whole,
    computed,
    kept,
    nested,
)
from itstart.exchange.schema.tender import RowNumber
from itstart.rules.negotiation import Concern
from itstart.rules.terms import ContractStatus, Invoicing, MilestoneStatus, MilestoneType, PaymentStatus

Share = Annotated[Number, Field(ge=0, le=100)]


class NegotiationPart(Part):
    """What was changed at the table; a number is an amount in kroner."""

    date: Day | None = kept(None, to="agreed_on")
    topic: Line300 = ""
    before: AmountOrText = ""
    after: AmountOrText = ""
    concerns: Concern | None = kept(None, extra=True)


class MilestonePart(Part):
    """A dated point."""

    id: Code = kept(to="code")
    title: Line
    date: Day | None = kept(None, to="date_on")
    responsible: Line = ""
    criterion: Text = ""
    status: MilestoneStatus = MilestoneStatus.PLANNED
    type: MilestoneType | None = None


class CustomerTaskPart(Part):
    """The customer's own work."""

    task: Line300 = ""
    owner: Line = ""
    hours: Hours | None = None
    due: Day | None = kept(None, to="due_on")


class RiskPart(Part):
    """What may go wrong."""

    id: Code = kept(to="code")
    text: Text = ""
    probability: Five = 3
    impact: Five = 3
    mitigation: Text = ""
    owner: Line = ""
    score: Whole | None = computed()


class PlanPart(Part):
    """The project plan."""

    project_manager_customer: Line = ""
    project_manager_vendor: Line = ""
    steering_group: Rows[Line] = nested([])
    meeting_rhythm: Text = ""
    milestones: Rows[MilestonePart] = nested([])
    customer_tasks: Rows[CustomerTaskPart] = nested([])
    risks: Rows[RiskPart] = nested([])
    fallback_go_live: Day | None = kept(None, to="fallback_go_live_on")


class ContractLinePart(Part):
    """A line of the one-off price."""

    label: Line = ""
    amount: Whole | None = kept(None, to="amount_dkk")


class PaymentPart(Part):
    """A rate; amount and date follow from the price and the milestone."""

    number: RowNumber = kept(to="code")
    milestone_id: Code | None = nested()
    share_pct: Share | None = None
    amount: Whole | None = computed()
    due: Day | None = computed()
    status: PaymentStatus = PaymentStatus.PLANNED


class AnnexPart(Part):
    """A numbered part of the contract."""

    number: RowNumber = kept(to="code")
    title: Line = ""
    source: Line = ""


class ContractPart(Part):
    """The agreement between customer and vendor."""

    number: Line40 = ""
    status: ContractStatus | None = computed()
    signed_on: Day | None = None
    vendor_id: Code | None = nested()
    price_lines: Rows[ContractLinePart] = nested([])
    annual_price: Count | None = kept(None, to="annual_price_dkk")
    annual_invoicing: Invoicing = Invoicing.QUARTERLY
    quarterly_amount: Whole | None = computed()
    monthly_amount: Whole | None = computed()
    price_regulation: Text = ""
    payments: Rows[PaymentPart] = nested([])
    payment_terms_days: Count | None = None
    delay_penalty_pct_per_workday: Number | None = None
    delay_penalty_max_pct: Number | None = None
    warranty_months: Count | None = None
    liability_cap: Count | None = kept(None, to="liability_cap_dkk")
    liability_cap_text: Text = ""
    commitment_months: Count | None = None
    notice_months: Count | None = None
    law: Line = ""
    venue: Line = ""
    mediation_first: Flag = True
    annexes: Rows[AnnexPart] = nested([])
    one_off_price: Whole | None = computed()
    tco_after_negotiation: Whole | None = computed()
    payback_years: Figure | None = computed()
    lawyer_reviewed_on: Day | None = None
    max_b_errors: Count = kept(3, extra=True)
    variable_fee: Text = kept("", extra=True)
    ready_on: Day | None = kept(None, extra=True)
    signed_for_customer: Line = kept("", extra=True)
    signed_for_vendor: Line = kept("", extra=True)
    declined_on: Day | None = kept(None, extra=True)
    declined_reason: Text = kept("", extra=True)
