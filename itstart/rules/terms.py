"""The field's fixed words: each value as it is stored and exchanged, with its Danish label."""

from itstart.rules.term import Term


class Role(Term):
    HELPER = "helper", "It-starthjælper"
    STAFF = "staff", "IBIZ-medarbejder"
    ADMIN = "admin", "Administrator"


class QualificationStatus(Term):
    APPLICANT = "applicant", "Ansøger"
    CODE_ACCEPTED = "code_accepted", "Kodeks accepteret"
    CO_DELIVERY_1 = "co_delivery_1", "1. samlevering"
    EVALUATED_1 = "evaluated_1", "1. samlevering evalueret"
    CO_DELIVERY_2 = "co_delivery_2", "2. samlevering"
    EVALUATED_2 = "evaluated_2", "2. samlevering evalueret"
    UNDER_REVIEW = "under_review", "Review"
    REVIEWED = "reviewed", "Review udført"
    QUALIFIED = "qualified", "Kvalificeret"
    REJECTED = "rejected", "Ikke kvalificeret"
    PAUSED = "paused", "Sat i bero"
    ENDED = "ended", "Ophørt"


class QualificationPath(Term):
    CO_DELIVERY = "co_delivery", "Samlevering"
    REVIEW = "review", "Review af kundeopgaver"


class Category(Term):
    """Business IT named by the kodeks (S27), plus everything else."""

    ERP = "erp", "ERP"
    FINANCE = "finance", "Økonomisystem"
    CRM = "crm", "CRM"
    PRODUCTION_PLANNING = "production_planning", "Produktionsplanlægning og -styring"
    INVENTORY = "inventory", "Lagerstyring"
    BI = "bi", "Business Intelligence"
    WEBSHOP = "webshop", "Webshop"
    DIGITAL_MARKETING = "digital_marketing", "Digital markedsføring"
    E_INVOICING = "e_invoicing", "Elektronisk fakturering (NemHandel)"
    MAIL = "mail", "Mail og samarbejde"
    OTHER = "other", "Anden forretnings-it"


class ReferralSource(Term):
    """Where the customer came from (S57, S35)."""

    OWN = "own", "Egen drift"
    OWN_PARTNER = "own_partner", "Egen partner, fx revisor eller bankrådgiver"
    BUSINESS_PROMOTION = "business_promotion", "Erhvervshus, erhvervsråd eller lignende"
    CENTER = "center", "IBIZ-Center"


class IndustryScheme(Term):
    DB25 = "DB25", "DB25 (fra 2025)"
    DB07 = "DB07", "DB07 (til og med 2024)"


class CaseStatus(Term):
    DRAFT = "draft", "Kladde"
    ACTIVE = "active", "Aktiv"
    PAUSED = "paused", "Sat i bero"
    COMPLETED = "completed", "Afsluttet"
    ABANDONED = "abandoned", "Opgivet"


class StepStatus(Term):
    NOT_STARTED = "not_started", "Ikke begyndt"
    IN_PROGRESS = "in_progress", "I gang"
    READY = "ready", "Klar til kunden"
    DONE = "done", "Færdig"
    SKIPPED = "skipped", "Sprunget over"


class Fate(Term):
    """What is to become of a system the customer has today; the words are those of the document."""

    REPLACE = "Udfases", "Udfases"
    KEEP = "Beholdes", "Beholdes"
    INTEGRATE = "Beholdes, integreres", "Beholdes, integreres"


class Barrier(Term):
    """What keeps the customer from using more IT (S25)."""

    TIME = "tid", "Tid"
    KNOWLEDGE = "viden", "Viden"
    MONEY = "økonomi", "Økonomi"
    MARKET = "overblik over markedet", "Overblik over markedet"
    EXPERIENCE = "dårlige erfaringer", "Dårlige erfaringer"
    OTHER = "andet", "Andet"


class Priority(Term):
    MUST = "must", "SKAL"
    SHOULD = "should", "BØR"
    COULD = "could", "KAN"
    WONT = "wont", "IKKE NU"


class RequirementKind(Term):
    FUNCTIONAL = "functional", "Funktion"
    NON_FUNCTIONAL = "non_functional", "Egenskab, fx sikkerhed og drift"
    LEGAL = "legal", "Lovkrav"
    SERVICE = "service", "Service og support"


class InvitationStatus(Term):
    NOT_INVITED = "not_invited", "Ikke inviteret"
    INVITED = "invited", "Inviteret"
    BID_RECEIVED = "bid_received", "Tilbud modtaget"
    DECLINED = "declined", "Takket nej"
    NO_RESPONSE = "no_response", "Intet svar"
    EXCLUDED = "excluded", "Udelukket"


class LateChoice(Term):
    """What the customer does with a bid that came after the deadline (D8)."""

    TAKEN = "taken", "Tag det med"
    REJECTED = "rejected", "Afvis det"


class RelationKind(Term):
    """What ties the adviser to a vendor; ownership and commission keep the vendor out (S31)."""

    OTHER = "other", "En anden relation"
    OWNERSHIP = "ownership", "Ejerskab: jeg ejer eller er ejet af leverandøren"
    COMMISSION = "commission", "Provision: jeg får betaling fra leverandøren"


class CriterionMethod(Term):
    REQUIREMENT_FIT = "requirement_fit", "Opfyldelse af krav"
    PRICE_LINEAR = "price_linear", "Totaløkonomi"
    SUB_SCORES = "sub_scores", "Delpoint"
    DEMO_SCORES = "demo_scores", "Demo"


class AwardModel(Term):
    """How the bids are ranked: weighted points, or the cheapest that meets every must."""

    WEIGHTED = "weighted", "Vægtede point"
    LOWEST_PRICE = "lowest_price", "Laveste pris blandt dem, der opfylder alle SKAL-krav"


class DeliveryModel(Term):
    SAAS = "SaaS", "Cloud (SaaS)"
    HOSTED = "hosted", "Hos en driftsleverandør"
    ON_PREMISE = "on_premise", "På egen server"


class OneOffType(Term):
    LICENSE = "license", "Licens"
    IMPLEMENTATION = "implementation", "Implementering"
    MIGRATION = "migration", "Datakonvertering"
    INTEGRATION = "integration", "Integration"
    CUSTOMISATION = "customisation", "Tilpasning"
    TRAINING = "training", "Uddannelse"
    HARDWARE = "hardware", "Udstyr"
    TRAVEL = "travel", "Rejse"


class AnnualType(Term):
    LICENSE = "license", "Licens eller abonnement"
    SUPPORT = "support", "Support"
    MAINTENANCE = "maintenance", "Vedligehold"
    HOSTING = "hosting", "Drift"
    TRANSACTION_FEE = "transaction_fee", "Transaktionsgebyr"
    THIRD_PARTY = "third_party", "Tredjepart"


class ScalesWith(Term):
    """What a price grows with when the customer grows (DOMAIN F4)."""

    FIXED = "fixed", "Intet, prisen er fast"
    USERS = "users", "Antal brugere"
    VOLUME = "volume", "Omsætning eller transaktioner"


class Answer(Term):
    """A vendor's answer to one requirement; the letter stands in the response form (DOMAIN B4)."""

    STANDARD = "standard", "Opfyldt i standard"
    CONFIGURATION = "configuration", "Opfyldes ved opsætning uden merpris"
    CUSTOMISATION = "customisation", "Kræver tilpasning, merpris oplyses"
    THIRD_PARTY = "third_party", "Løses med produkt fra tredjepart"
    ROADMAP = "roadmap", "Kommer i en senere version, dato oplyses"
    NOT_MET = "not_met", "Opfyldes ikke"

    @property
    def letter(self) -> str:
        """The code a vendor writes in the response form: S, K, T, 3, V or N."""
        return {"standard": "S", "configuration": "K", "customisation": "T", "third_party": "3", "roadmap": "V"}.get(
            self.value, "N"
        )


class MilestoneType(Term):
    CONTRACT = "contract", "Kontrakt"
    KICKOFF = "kickoff", "Opstart"
    DESIGN = "design", "Løsningsdesign"
    TEST_ENVIRONMENT = "test_environment", "Testmiljø"
    TRAINING = "training", "Uddannelse"
    ACCEPTANCE_TEST = "acceptance_test", "Overtagelsesprøve"
    GO_LIVE = "go_live", "Idriftsættelse"
    OPERATIONAL_TEST = "operational_test", "Driftsprøve"
    BENEFIT_REVIEW = "benefit_review", "Opfølgning på mål"


class MilestoneStatus(Term):
    PLANNED = "planned", "Planlagt"
    DONE = "done", "Nået"
    DELAYED = "delayed", "Forsinket"


class Outcome(Term):
    """What a test showed: it works, or an error of class A, B or C (DOMAIN B7, 8.1)."""

    PASSED = "passed", "Bestået"
    A_ERROR = "a_error", "A-fejl"
    B_ERROR = "b_error", "B-fejl"
    C_ERROR = "c_error", "C-fejl"


class PaymentStatus(Term):
    PLANNED = "planned", "Planlagt"
    INVOICED = "invoiced", "Faktureret"
    PAID = "paid", "Betalt"


class Invoicing(Term):
    MONTHLY = "monthly", "Hver måned"
    QUARTERLY = "quarterly", "Hvert kvartal"
    ANNUAL = "annual", "Hvert år"


class ContractStatus(Term):
    DRAFT = "draft", "Kladde"
    UNDER_NEGOTIATION = "under_negotiation", "Under forhandling"
    READY_TO_SIGN = "ready_to_sign", "Klar til underskrift"
    SIGNED = "signed", "Underskrevet"
    DECLINED = "declined", "Ikke indgået"


class YesNoUnknown(Term):
    YES = "yes", "Ja"
    NO = "no", "Nej"
    UNKNOWN = "unknown", "Ved ikke"


class ModuleStatus(Term):
    DRAFT = "draft", "Kladde"
    AGREEMENT_SENT = "agreement_sent", "Aftale sendt"
    AGREEMENT_SIGNED = "agreement_signed", "Aftale underskrevet"
    START_REPORTED = "start_reported", "Start meldt"
    IN_PROGRESS = "in_progress", "I gang"
    DELIVERED = "delivered", "Leveret"
    ACCEPTED = "accepted", "Godkendt af kunden"
    END_REPORTED = "end_reported", "Slut meldt"
    CANCELLED = "cancelled", "Annulleret"


class LeadStatus(Term):
    NEW = "new", "Ny"
    PREQUALIFIED = "prequalified", "Prækvalificeret"
    OFFERED = "offered", "Tilbudt"
    ACCEPTED = "accepted", "Modtaget"
    CONVERTED = "converted", "Sag oprettet"
    CLOSED = "closed", "Lukket"


class SparringStatus(Term):
    OPEN = "open", "Åben"
    ASSIGNED = "assigned", "Tildelt"
    ANSWERED = "answered", "Besvaret"
    CLOSED = "closed", "Lukket"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class SuccessCaseStatus(Term):
    DRAFT = "draft", "Kladde"
    CONSENTED = "consented", "Kunden har sagt ja"
    SUBMITTED = "submitted", "Sendt til IBIZ-Center"
    PUBLISHED = "published", "Offentliggjort"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class CoDeliveryStatus(Term):
    PLANNED = "planned", "Planlagt"
    EVALUATED = "evaluated", "Evalueret"
