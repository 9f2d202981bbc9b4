"""The file as a whole: the layout of a case in and out."""

from itstart.exchange.schema.base import Part, Rows, computed, nested
from itstart.exchange.schema.meetings import AcceptanceResultPart, CustomerQuestionPart, MeetingPart
from itstart.exchange.schema.needs import NeedsPart, RequirementPart
from itstart.exchange.schema.people import (
    CasePart,
    CustomerPart,
    HelperPart,
    LeadPart,
    MetaPart,
    StaffPart,
    StepPart,
)
from itstart.exchange.schema.programme import (
    CoDeliveryPart,
    ImpartialityPart,
    ModulePart,
    ModulesTotalPart,
    SparringPart,
    SuccessCasePart,
    UnneededDocumentPart,
)
from itstart.exchange.schema.project import ContractPart, NegotiationPart, PlanPart
from itstart.exchange.schema.selection import EvaluationPart
from itstart.exchange.schema.tender import BidPart, TenderPart, VendorPart

REQUIRED = ("meta", "helper", "customer", "case")


class CaseFile(Part):
    """A case. Every section but the four in REQUIRED may be missing, empty or null."""

    meta: MetaPart
    helper: HelperPart
    staff: StaffPart | None = None
    lead: LeadPart | None = None
    customer: CustomerPart
    case: CasePart
    impartiality: ImpartialityPart | None = None
    modules: Rows[ModulePart] = nested([])
    co_delivery: CoDeliveryPart | None = None
    sparring: Rows[SparringPart] = nested([])
    needs_description: NeedsPart | None = None
    requirements: Rows[RequirementPart] = nested([])
    tender: TenderPart | None = None
    vendors: Rows[VendorPart] = nested([])
    bids: Rows[BidPart] = nested([])
    evaluation: EvaluationPart | None = None
    negotiation: Rows[NegotiationPart] = nested([])
    project_plan: PlanPart | None = None
    contract: ContractPart | None = None
    success_case: SuccessCasePart | None = None
    modules_total: ModulesTotalPart | None = computed()
    steps: Rows[StepPart] = nested([])
    other_staff: Rows[StaffPart] = nested([])
    other_co_deliveries: Rows[CoDeliveryPart] = nested([])
    unneeded_documents: Rows[UnneededDocumentPart] = nested([])
    meetings: Rows[MeetingPart] = nested([])
    customer_questions: Rows[CustomerQuestionPart] = nested([])
    acceptance_results: Rows[AcceptanceResultPart] = nested([])
