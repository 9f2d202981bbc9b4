"""What stands beside the four steps in the file: impartiality, modules, sparring, success case."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from itstart.exchange.schema.base import (
    Code,
    Day,
    Figure,
    Five,
    Flag,
    Hours,
    Line,
    Line40,
    Line100,
    Line300,
    Moment,
    Part,
    Rows,
    Step,
    Text,
    Whole,
    computed,
    kept,
    nested,
    unique,
    wrong,
)
from itstart.rules.module_acts import RatingQuestion, SignedHow
from itstart.rules.modules import MAX_PRICE_DKK
from itstart.rules.sparring import Share, Urgency
from itstart.rules.terms import CoDeliveryStatus, ModuleStatus, SparringStatus, SuccessCaseStatus, YesNoUnknown
from itstart.steps import DELIVERABLES

Price = Annotated[int, Field(strict=True, ge=1, le=MAX_PRICE_DKK)]


class RelationPart(Part):
    """A disclosed tie to a vendor."""

    vendor_id: Code | None = nested()
    description: Text = ""
    assessment: Text = ""


class ImpartialityPart(Part):
    """The helper's declaration (S31)."""

    declared_on: Day | None = None
    owns_or_is_owned_by_vendor: Flag = False
    receives_commission: Flag = False
    relations: Rows[RelationPart] = nested([])
    acknowledged_by_customer_on: Day | None = None
    confirmed_with_vendors_on: Day | None = kept(None, extra=True)


class TimeEntryPart(Part):
    """Hours on a day."""

    date: Day = kept(to="spent_on")
    hours: Annotated[Hours, Field(gt=0)]
    activity: Line300 = ""


class EndReportPart(Part):
    """What the helper reports when a module ends."""

    value_for_customer: Text = ""
    customer_rating: Five | None = None
    lessons: Text = ""
    would_have_bought_anyway: YesNoUnknown | None = None
    next_steps: Text = kept("", extra=True)
    customer_comment: Text = kept("", extra=True)


class RatingPart(Part):
    """The customer's answer to one of the five short questions."""

    question: RatingQuestion
    score: Five


class ModulePart(Part):
    """One delivery; price in whole kroner ex. moms (S61)."""

    id: Code = kept(to="code")
    number: Annotated[int, Field(strict=True, ge=1, le=999)]
    steps: Annotated[Rows[Step], AfterValidator(unique)] = nested([])
    title: Line = ""
    product: Text = ""
    planned_hours: Hours = Decimal(15)
    price: Price = kept(to="price_dkk")
    status: ModuleStatus | None = computed()
    agreement_signed_on: Day | None = None
    agreement_signed_by: Line = ""
    start_reported_on: Day | None = None
    started_on: Day | None = None
    delivered_on: Day | None = None
    accepted_on: Day | None = None
    end_reported_on: Day | None = None
    time_entries: Rows[TimeEntryPart] = nested([])
    end_report: EndReportPart | None = nested()
    price_incl_vat: Whole | None = computed()
    actual_hours: Figure | None = computed()
    data_sharing_accepted: Flag = False
    agreement_sent_on: Day | None = kept(None, extra=True)
    cancelled_on: Day | None = kept(None, extra=True)
    cancel_reason: Text = kept("", extra=True)
    place: Text = kept("", extra=True)
    customer_effort: Text = kept("", extra=True)
    signed_how: SignedHow | None = kept(None, extra=True)
    starts_on: Day | None = kept(None, extra=True)
    expected_end_on: Day | None = kept(None, extra=True)
    sparring_wish: Text = kept("", extra=True)
    reminded_on: Day | None = kept(None, extra=True)
    rejected_on: Day | None = kept(None, extra=True)
    rejected_by: Line = kept("", extra=True)
    reject_reason: Text = kept("", extra=True)
    accepted_by: Line = kept("", extra=True)
    accepted_silently: Flag = kept(False, extra=True)
    ratings: Rows[RatingPart] = nested([])

    @model_validator(mode="after")
    def _reminder_before_silence(self) -> "ModulePart":
        if self.accepted_silently and not self.reminded_on:
            raise wrong("accepted_silently kræver reminded_on: kunden rykkes, før tavshed tæller som et ja")
        return self

    @model_validator(mode="after")
    def _one_answer_a_question(self) -> "ModulePart":
        unique([rating.question for rating in self.ratings])
        return self

    @model_validator(mode="after")
    def _agreement_first(self) -> "ModulePart":
        if self.started_on and not self.agreement_signed_on:
            raise wrong("started_on kræver agreement_signed_on: arbejdet begynder først, når aftalen er underskrevet")
        if self.started_on and self.agreement_signed_on and self.started_on < self.agreement_signed_on:
            raise wrong("started_on ligger før agreement_signed_on")
        return self

    @model_validator(mode="after")
    def _hours_after_signature(self) -> "ModulePart":
        if self.time_entries and not self.agreement_signed_on:
            raise wrong("time_entries kræver agreement_signed_on: der kan ikke skrives timer før underskriften")
        if any(self.agreement_signed_on and entry.date < self.agreement_signed_on for entry in self.time_entries):
            raise wrong("time_entries ligger før agreement_signed_on")
        return self


class CoDeliveryPart(Part):
    """IBIZ-Center and helper deliver together; never a third time (S45)."""

    number: Annotated[int, Field(strict=True, ge=1, le=2)]
    staff_id: Code | None = nested()
    module_ids: Annotated[Rows[Code], AfterValidator(unique)] = nested([])
    evaluation_status: CoDeliveryStatus = CoDeliveryStatus.PLANNED
    evaluation_due: Day | None = kept(None, to="evaluation_due_on")


class MessagePart(Part):
    """One line of the talk with IBIZ-Center."""

    at: Moment
    author: Line
    from_center: Flag = False
    kind: Literal["asked", "answered", "asked_back"] = "asked"
    text: Text


class SparringPart(Part):
    """A question to IBIZ-Center."""

    id: Code = kept(to="code")
    module_id: Code | None = nested()
    asked_on: Day | None = None
    question: Text = ""
    answered_by: Code | None = nested()
    answered_on: Day | None = None
    answer: Text = ""
    status: SparringStatus = SparringStatus.OPEN
    about: Line100 = kept("", extra=True)
    urgency: Urgency = kept(Urgency.NORMAL, extra=True)
    deadline_on: Day | None = kept(None, extra=True)
    share: Share = kept(Share.REPORTED, extra=True)
    customer_accept_by: Line = kept("", extra=True)
    customer_accept_on: Day | None = kept(None, extra=True)
    closed_on: Day | None = kept(None, extra=True)
    usefulness: Five | None = kept(None, extra=True)
    messages: Rows[MessagePart] = nested([])

    @model_validator(mode="after")
    def _prices_need_accept(self) -> "SparringPart":
        if self.share is Share.PRICES and not self.customer_accept_on:
            raise wrong("share kræver customer_accept_on: tilbud og priser deles kun, når kunden har sagt ja")
        return self


class SuccessCasePart(Part):
    """The customer's story; never published without consent."""

    status: SuccessCaseStatus | None = computed()
    title: Line = ""
    challenge: Text = ""
    process: Text = ""
    result: Text = ""
    quote: Text = ""
    quote_by: Line = ""
    consent_given_on: Day | None = None
    consent_by: Line = ""
    consent_scope: Text = ""
    submitted_on: Day | None = None
    published_on: Day | None = None
    may_be_withdrawn: Flag = True
    withdrawn_on: Day | None = kept(None, extra=True)
    company: Text = kept("", extra=True)
    shown_as: Line = kept("", extra=True)

    @model_validator(mode="after")
    def _consent_first(self) -> "SuccessCasePart":
        if self.published_on and not self.consent_given_on:
            raise wrong("published_on kræver consent_given_on: ingen offentliggørelse uden samtykke")
        return self


def _known_document(key: str) -> str:
    if key not in DELIVERABLES:
        raise wrong(f"skal være et af sagens dokumenter: {', '.join(DELIVERABLES)}")
    return key


class UnneededDocumentPart(Part):
    """A document of a step that the case does without (S63)."""

    document: Annotated[Line40, AfterValidator(_known_document)] = kept(to="deliverable")
    reason: Annotated[Text, Field(min_length=1)]
    decided_on: Day
    decided_by: Line = ""


class ModulesTotalPart(Part):
    """The modules together."""

    price: Whole
    price_incl_vat: Whole
    planned_hours: Figure
    actual_hours: Figure
