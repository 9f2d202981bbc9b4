"""Step 1 in the file: the needs description and the requirements."""

from typing import Annotated

from pydantic import AfterValidator, Field

from itstart.exchange.schema.base import (
    Code,
    Count,
    Day,
    Flag,
    Hours,
    Line,
    Line100,
    Number,
    Part,
    Rows,
    Text,
    Whole,
    computed,
    kept,
    nested,
    unique,
)
from itstart.rules.terms import Barrier, Fate, Priority, RequirementKind


class ObjectivePart(Part):
    """A measurable goal."""

    id: Code = kept(to="code")
    text: Text = ""
    metric: Line = ""
    baseline: Number | None = None
    target: Number | None = None


class StakeholderPart(Part):
    """A person at the customer's."""

    name: Line = ""
    role: Line = ""
    interest: Text = ""


class CurrentSystemPart(Part):
    """A system of today."""

    name: Line = ""
    purpose: Text = ""
    fate: Fate | None = None


class ProcessPart(Part):
    """A way of working."""

    name: Line = ""
    today: Text = ""
    pain: Text = ""
    wish: Text = ""


class NeedPart(Part):
    """What the business must achieve."""

    id: Code = kept(to="code")
    title: Text = ""
    priority: Annotated[int, Field(strict=True, ge=1, le=3)] = 2
    meeting_id: Code | None = nested()
    meeting_words: Text = kept("", extra=True)


class BenefitPart(Part):
    """What the customer gains a year, in whole kroner."""

    id: Code = kept(to="code")
    text: Text = ""
    annual_value: Whole | None = kept(None, to="annual_value_dkk")
    hours_saved: Hours | None = kept(None, extra=True)
    hourly_rate: Count | None = kept(None, to="hourly_rate_dkk", extra=True)


class NeedsPart(Part):
    """The needs description."""

    background: Text = ""
    current_situation: Text = ""
    objectives: Rows[ObjectivePart] = nested([])
    stakeholders: Rows[StakeholderPart] = nested([])
    current_systems: Rows[CurrentSystemPart] = nested([])
    processes: Rows[ProcessPart] = nested([])
    needs: Rows[NeedPart] = nested([])
    scope_in: Text = ""
    scope_out: Text = ""
    budget_one_off: Count | None = kept(None, to="budget_one_off_dkk")
    budget_annual: Count | None = kept(None, to="budget_annual_dkk")
    users_full: Count | None = None
    users_light: Count | None = None
    transactions: Text = ""
    wanted_go_live: Day | None = kept(None, to="wanted_go_live_on")
    personal_data: Text = ""
    nis2_relevant: Flag | None = None
    nis2_note: Text = ""
    benefits: Rows[BenefitPart] = nested([])
    annual_benefit_total: Whole | None = computed()
    barriers: Annotated[Rows[Barrier], AfterValidator(unique)] = nested([])
    summary: Text = kept("", extra=True)
    recommendation: Text = kept("", extra=True)
    integrations: Text = kept("", extra=True)
    barriers_note: Text = kept("", extra=True)


class RequirementPart(Part):
    """A testable demand."""

    id: Code = kept(to="code")
    area: Line100 = ""
    priority: Priority
    kind: RequirementKind = RequirementKind.FUNCTIONAL
    title: Line = ""
    text: Text = ""
    need_ids: Annotated[Rows[Code], AfterValidator(unique)] = nested([])
    acceptance_criterion: Text = ""
    law_reference: Text = kept("", null=True)
    source: Line = ""
