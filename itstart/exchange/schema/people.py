"""Who the case is about: the file itself, the firm, IBIZ-Center's person, the customer and the case."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from itstart.exchange.schema.base import (
    CaseNumber,
    Code,
    Count,
    Cvr,
    Day,
    Email,
    Flag,
    Line,
    Line40,
    Line60,
    Line100,
    Municipality,
    Name,
    Part,
    PostalCode,
    Rows,
    Step,
    Text,
    YesNo,
    computed,
    kept,
    nested,
    unique,
)
from itstart.rules.terms import (
    CaseStatus,
    Category,
    IndustryScheme,
    LeadStatus,
    QualificationPath,
    QualificationStatus,
    ReferralSource,
)


class MetaPart(Part):
    """What the file says of itself."""

    fictitious: Flag = False
    notice: Text = ""
    title: Line = ""
    schema_version: Literal[1]
    currency: Literal["DKK"] = "DKK"
    vat_rate_pct: Literal[25] = 25
    amounts: Text = ""
    as_of: Day | None = None


class HelperPart(Part):
    """The firm that owns the case; known by its CVR number."""

    id: Code = nested("H-1")
    company: Name
    cvr: Annotated[Cvr, Field(min_length=8)]
    adviser: Line = ""
    email: Email = ""
    phone: Line40 = ""
    municipality_code: Municipality = None
    qualification_status: QualificationStatus = QualificationStatus.APPLICANT
    qualified_on: Day | None = None
    qualification_path: QualificationPath | None = None
    co_deliveries: Annotated[int, Field(strict=True, ge=0, le=2)] = 0
    covers_regions: Annotated[Rows[Line60], AfterValidator(unique)] = nested([])
    categories: Annotated[Rows[Category], AfterValidator(unique)] = nested([])
    industries: Annotated[Rows[Line100], AfterValidator(unique)] = nested([])
    resources: Text = ""
    profile_public: Flag = False
    ended_on: Day | None = kept(None, extra=True)


class StaffPart(Part):
    """A person at IBIZ-Center; linked to an account with the same e-mail address."""

    id: Code = kept(to="code")
    name: Name
    title: Line = ""
    email: Email = ""


class LeadPart(Part):
    """The referral the case came from."""

    id: Code = kept("L-1", to="code")
    source_type: ReferralSource | None = None
    source_name: Line = ""
    received_on: Day | None = None
    need_summary: Text = ""
    prequalified_on: Day | None = None
    prequalified_by: Code | None = nested()
    prequalification_note: Text = ""
    offered_to_helper_on: Day | None = None
    accepted_on: Day | None = None
    status: LeadStatus = LeadStatus.NEW


class CustomerPart(Part):
    """The company; money is whole kroner."""

    name: Name
    cvr: Cvr = ""
    address: Line = ""
    postal_code: PostalCode = ""
    city: Line100 = ""
    municipality_code: Municipality = None
    region: Line | None = computed()
    website: Line = ""
    industry_scheme: IndustryScheme | None = None
    industry_code: Annotated[Line, Field(max_length=10)] = ""
    industry_title: Line = ""
    industry_code_verified: Flag = False
    employees: Count | None = None
    revenue: Count | None = kept(None, to="revenue_dkk")
    contact_name: Line = ""
    contact_title: Line = ""
    contact_email: Email = ""
    contact_phone: Line40 = ""
    signatory_name: Line = ""
    signatory_title: Line = ""
    balance: Count | None = kept(None, to="balance_dkk", extra=True)
    public_body: Flag | None = kept(None, extra=True)


class CasePart(Part):
    """The case. Status and end follow from dates here, so these say which dates to set."""

    id: CaseNumber = kept(to="number")
    title: Name
    category: Category | None = None
    status: CaseStatus = computed()
    opened_on: Day
    closed_on: Day | None = computed()
    current_step: Step | None = computed()
    referral_source: ReferralSource | None = None
    used_adviser_before: YesNo = None
    activated_on: Day | None = kept(None, extra=True)
    paused_on: Day | None = kept(None, extra=True)
    pause_reason: Text = kept("", extra=True)
    next_contact_on: Day | None = kept(None, extra=True)
    abandon_reason: Text = kept("", extra=True)
    waiting_on: Line = kept("", extra=True)
    waiting_since: Day | None = kept(None, extra=True)
    next_action: Line = kept("", extra=True)
    next_action_on: Day | None = kept(None, extra=True)


class StepPart(Part):
    """What was done with one of the four steps; ours, written when a step has been touched."""

    number: Step
    started_on: Day | None = kept(None, extra=True)
    approved_on: Day | None = kept(None, extra=True)
    approved_by: Line = kept("", extra=True)
    done_on: Day | None = kept(None, extra=True)
    skipped_on: Day | None = kept(None, extra=True)
    skip_reason: Text = kept("", extra=True)
    not_signed_reason: Text = kept("", extra=True)
    reopened_note: Text = kept("", extra=True)
