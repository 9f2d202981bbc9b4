"""All tables, by noun. Importing this package makes every table known to the metadata."""

from itstart.models.acceptance import AcceptanceResult
from itstart.models.activity import (
    Activity,
    ActivityMaterial,
    ActivityPlanLine,
    ActivitySignUp,
    CalendarFeed,
    ProgrammeGoal,
)
from itstart.models.bid import Bid, BidReceipt, PriceLine, RequirementResponse
from itstart.models.bid_question import BidQuestion
from itstart.models.case import (
    CaseEvent,
    CaseStep,
    CustomerCase,
    FinishedTask,
    RowCounter,
    SectionVersion,
)
from itstart.models.contract import Annex, Contract, ContractPriceLine, NegotiationPoint, Payment
from itstart.models.conversion import Conversion, ConversionFile
from itstart.models.cooperation import CoDeliveryEntry, CooperationEvaluation, CriterionScore, YearlyTalk
from itstart.models.customer import Customer
from itstart.models.customer_link import CustomerLink
from itstart.models.document import GeneratedDocument, UnneededDocument
from itstart.models.evaluation import (
    DemoConsensus,
    DemoScore,
    Evaluation,
    ReferenceAnswer,
    ReferenceCheck,
    SubScore,
    Waiver,
    WeightChange,
)
from itstart.models.files import MailFile, OutboxMail, StoredFile
from itstart.models.guidance_version import GuidanceVersion
from itstart.models.heartbeat import Heartbeat
from itstart.models.helper import (
    CodeAcceptance,
    Helper,
    HelperCategory,
    HelperIndustry,
    HelperMunicipality,
    HelperPicture,
    HelperRegion,
)
from itstart.models.impartiality import ImpartialityDeclaration, VendorRelation
from itstart.models.material import Material, MaterialDownload, MaterialVersion
from itstart.models.meeting import CustomerQuestion, Meeting, MeetingAction
from itstart.models.module import (
    DeliveryModule,
    ModuleAddendum,
    ModuleLimit,
    ModuleRating,
    ModuleStep,
    ReportReading,
    TimeEntry,
)
from itstart.models.needs import (
    Benefit,
    BusinessProcess,
    CaseBarrier,
    CurrentSystem,
    Need,
    NeedsDescription,
    Objective,
    Requirement,
    RequirementNeed,
    Stakeholder,
)
from itstart.models.norm import CodeVersion, QualityNorm, RegionTarget
from itstart.models.partner import Outreach, Partner
from itstart.models.personal_data import CaseLook, ForgottenCase, LegalHold, PersonEvent, ProcessorAcceptance
from itstart.models.plan import CustomerTask, Milestone, ProjectPlan, Risk, SteeringMember
from itstart.models.programme import CaseStaff, CoDelivery, CoDeliveryModule, Lead, LeadOffer
from itstart.models.public_page import PublicPage, PublicPageVersion
from itstart.models.qualification import QualificationEvent, ReviewedAssignment
from itstart.models.requirement_library import LibraryRequirement, RequirementBatch
from itstart.models.response_import import ResponseImport
from itstart.models.score_sheet import ScoreSheet, ScoreSheetNote, ScoreSheetPoint
from itstart.models.second_factor import RecoveryCode, SecondFactor
from itstart.models.setting import SettingChange
from itstart.models.sparring import (
    BestPractice,
    SparringGrant,
    SparringLook,
    SparringMessage,
    SparringRequest,
    SparringSuggestion,
)
from itstart.models.success_case import SuccessCase
from itstart.models.tender import Criterion, DemoScenario, Tender, TenderQuestion, Vendor
from itstart.models.tender_version import TenderFile, TenderVersion
from itstart.models.user import Attempt, FormKey, Invitation, User, UserEvent, UserSession
from itstart.models.vendor_letter import VendorLetter
from itstart.models.word_template import Letterhead, WordTemplateChoice, WordTemplateVersion

__all__ = [
    "AcceptanceResult",
    "Activity",
    "ActivityMaterial",
    "ActivityPlanLine",
    "ActivitySignUp",
    "Annex",
    "Attempt",
    "Benefit",
    "BestPractice",
    "Bid",
    "BidQuestion",
    "BidReceipt",
    "BusinessProcess",
    "CalendarFeed",
    "CaseBarrier",
    "CaseEvent",
    "CaseLook",
    "CaseStaff",
    "CaseStep",
    "CoDelivery",
    "CoDeliveryEntry",
    "CoDeliveryModule",
    "CodeAcceptance",
    "CodeVersion",
    "Contract",
    "ContractPriceLine",
    "Conversion",
    "ConversionFile",
    "CooperationEvaluation",
    "Criterion",
    "CriterionScore",
    "CurrentSystem",
    "Customer",
    "CustomerCase",
    "CustomerLink",
    "CustomerQuestion",
    "CustomerTask",
    "DeliveryModule",
    "DemoConsensus",
    "DemoScenario",
    "DemoScore",
    "Evaluation",
    "FinishedTask",
    "ForgottenCase",
    "FormKey",
    "GeneratedDocument",
    "GuidanceVersion",
    "Heartbeat",
    "Helper",
    "HelperCategory",
    "HelperIndustry",
    "HelperMunicipality",
    "HelperPicture",
    "HelperRegion",
    "ImpartialityDeclaration",
    "Invitation",
    "Lead",
    "LeadOffer",
    "LegalHold",
    "Letterhead",
    "LibraryRequirement",
    "MailFile",
    "Material",
    "MaterialDownload",
    "MaterialVersion",
    "Meeting",
    "MeetingAction",
    "Milestone",
    "ModuleAddendum",
    "ModuleLimit",
    "ModuleRating",
    "ModuleStep",
    "Need",
    "NeedsDescription",
    "NegotiationPoint",
    "Objective",
    "OutboxMail",
    "Outreach",
    "Partner",
    "Payment",
    "PersonEvent",
    "PriceLine",
    "ProcessorAcceptance",
    "ProgrammeGoal",
    "ProjectPlan",
    "PublicPage",
    "PublicPageVersion",
    "QualificationEvent",
    "QualityNorm",
    "RecoveryCode",
    "ReferenceAnswer",
    "ReferenceCheck",
    "RegionTarget",
    "ReportReading",
    "Requirement",
    "RequirementBatch",
    "RequirementNeed",
    "RequirementResponse",
    "ResponseImport",
    "ReviewedAssignment",
    "Risk",
    "RowCounter",
    "ScoreSheet",
    "ScoreSheetNote",
    "ScoreSheetPoint",
    "SecondFactor",
    "SectionVersion",
    "SettingChange",
    "SparringGrant",
    "SparringLook",
    "SparringMessage",
    "SparringRequest",
    "SparringSuggestion",
    "Stakeholder",
    "SteeringMember",
    "StoredFile",
    "SubScore",
    "SuccessCase",
    "Tender",
    "TenderFile",
    "TenderQuestion",
    "TenderVersion",
    "TimeEntry",
    "UnneededDocument",
    "User",
    "UserEvent",
    "UserSession",
    "Vendor",
    "VendorLetter",
    "VendorRelation",
    "Waiver",
    "WeightChange",
    "WordTemplateChoice",
    "WordTemplateVersion",
    "YearlyTalk",
]
