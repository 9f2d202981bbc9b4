"""What a customer can decide by a link: what is shown, when it can be asked, and what the answer does.

Each act is done by the same service function that the helper's own page uses.
"""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.documents.danish import date_long, hours, kroner
from itstart.models import CustomerCase, DeliveryModule, GeneratedDocument, ModuleAddendum, StoredFile, SuccessCase
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.module_acts import Act, RatingQuestion, SignedHow, check_from
from itstart.rules.modules import price_incl_vat
from itstart.rules.terms import YesNoUnknown
from itstart.services import case_steps, documents, history, module_agreements, settings
from itstart.steps import Deliverable, find_deliverable


@dataclass(frozen=True)
class Subject:
    """The thing a link is about; `code` names it within its case ("M-1", "behovsbeskrivelse-2")."""

    case: CustomerCase
    code: str
    module: DeliveryModule | None = None
    document: GeneratedDocument | None = None
    addendum: ModuleAddendum | None = None
    story: SuccessCase | None = None

    @property
    def the_module(self) -> DeliveryModule:
        """The module, when the act is about one; NoResultFound otherwise."""
        if self.module is None:
            raise NoResultFound
        return self.module


@dataclass(frozen=True)
class Answer:
    """What the customer said: who, a reason or a comment, what comes next, and the ratings when asked for."""

    by: str
    note: str = ""
    ratings: Mapping[RatingQuestion, int] = field(default_factory=dict)
    rating: int | None = None
    bought_anyway: YesNoUnknown | None = None
    future: str = ""


@dataclass(frozen=True)
class Exhibit:
    """Everything the customer is shown. `mark` is what changes the text without standing in it."""

    title: str
    lead: str
    tick: str
    yes: str
    then: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...] = ()
    deal: tuple[tuple[str, str], ...] = ()
    file: StoredFile | None = None
    mark: str = ""
    file_alt: str = ""
    asks_rating: bool = False
    must_rate: bool = False
    may_refuse: bool = True

    @property
    def fingerprint(self) -> str:
        """The sha256 of the exact text and file: when it changes, the link is void."""
        said = [self.title, self.tick, self.yes, self.then, self.facts, self.deal, self.mark]
        shown = [*said, self.file.sha256 if self.file else ""]
        return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()


class CustomerAct(ABC):
    """One kind of act; registered by its purpose."""

    purpose: ClassVar[LinkPurpose]

    def find(self, case: CustomerCase, code: str) -> Subject:
        """The thing by its code; NoResultFound when the case has none."""
        return Subject(case, code, module=_module(case, code))

    @abstractmethod
    def findings(self, subject: Subject) -> list[Finding]:
        """What speaks against asking, or answering, now."""

    @abstractmethod
    def show(self, subject: Subject) -> Exhibit:
        """What the customer sees."""

    @abstractmethod
    def yes(self, subject: Subject, answer: Answer) -> None:
        """The customer agrees."""

    def no(self, subject: Subject, answer: Answer) -> None:
        """The customer has a question or says no; told to the helper, and nothing else happens."""
        said = f"har et spørgsmål eller siger nej ({self.purpose.label.lower()}): {answer.note}"
        history.record(None, subject.case, "customer_answer", said)

    def may_withdraw(self, subject: Subject) -> bool:
        """True while the answer can be taken back at the same link."""
        return False

    def withdraw(self, subject: Subject, *, by: str) -> None:
        """Take the answer back, where `may_withdraw` lets it."""
        raise RuleViolation([Finding("Svaret kan ikke tages tilbage.")])


def _module(case: CustomerCase, code: str) -> DeliveryModule:
    found = next((module for module in case.modules if f"M-{module.number}" == code), None)
    if found is None:
        raise NoResultFound
    return found


def adviser(case: CustomerCase) -> str:
    """Who helps the customer, by name."""
    return case.helper.adviser or case.helper.company


def _price_fact(price_dkk: int) -> tuple[str, str, str]:
    return ("Fast pris", kroner(price_dkk), f"ekskl. moms, {kroner(price_incl_vat(price_dkk))} med moms")


def _hours_fact(module: DeliveryModule | ModuleAddendum) -> tuple[str, str, str]:
    return ("Omfang", f"{hours(module.planned_hours)} timer", "cirka")


def impartiality(case: CustomerCase) -> str:
    """What the helper has declared about its ties to vendors, in one or two sentences."""
    row, name = case.impartiality, adviser(case)
    commission = "får provision fra leverandører i sagen" if row.receives_commission else "får ingen provision"
    owns = "har ejerforhold til en leverandør" if row.owns_or_is_owned_by_vendor else "ejer ikke andel i en leverandør"
    relations = [relation.description.strip() for relation in case.vendor_relations if relation.description.strip()]
    return " ".join([f"{name} {commission} og {owns}.", *relations])


# ---- agreement and addendum ------------------------------------------------------------------------


class ApproveAgreement(CustomerAct):
    """The customer signs the agreement of a module."""

    purpose = LinkPurpose.APPROVE_AGREEMENT

    def findings(self, subject: Subject) -> list[Finding]:
        module = subject.the_module
        found = check_from(Act.SIGN, module)
        if module.agreement_document is None:
            found.append(Finding("Registrér først, at aftalen er sendt. Så ved vi, hvilken tekst kunden får."))
        return found

    def show(self, subject: Subject) -> Exhibit:
        module, case = subject.the_module, subject.case
        helper = adviser(case)
        sharing = (
            "Priser og tilbud fra leverandører må deles med IBIZ-Center, når rådgiveren beder om råd."
            if module.data_sharing_accepted
            else "Priser og tilbud fra leverandører deles kun med IBIZ-Center, hvis I siger ja."
        )
        deal = [
            ("I får", module.product),
            ("I bidrager med", module.customer_effort),
            ("Tid og sted", module.place),
            ("Uvildighed", impartiality(case)),
            ("Deling", settings.our_words(f"IBIZ-Center får at vide, at modulet er begyndt og slut. {sharing}")),
        ]
        return Exhibit(
            title=f"Aftale om modul {module.number}: {module.title}",
            lead=f"{helper} har sendt dig aftalen. Læs den, og skriv under nederst, hvis du er enig.",
            tick="Jeg må skrive under for virksomheden og har læst aftalen.",
            yes="Skriv under på aftalen",
            then=(
                "er aftalen bindende for begge parter",
                f"kan {helper} gå i gang",
                "får du en kvittering med det samme",
            ),
            facts=(_price_fact(module.price_dkk), _hours_fact(module)),
            deal=tuple((label, text) for label, text in deal if text),
            file=module.agreement_document.file if module.agreement_document else None,
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        today = clock.today()
        module_agreements.sign(None, subject.the_module, by=answer.by, on=today, how=SignedHow.LINK)


class SignAddendum(CustomerAct):
    """The customer signs a change of the agreement; the code is "M-1-T1"."""

    purpose = LinkPurpose.SIGN_ADDENDUM

    def find(self, case: CustomerCase, code: str) -> Subject:
        module_code, _, number = code.rpartition("-T")
        module = _module(case, module_code)
        addendum = module_agreements.find_addendum(module, int(number)) if number.isdecimal() else None
        if addendum is None:
            raise NoResultFound
        return Subject(case, code, module=module, addendum=addendum, document=addendum.document)

    def findings(self, subject: Subject) -> list[Finding]:
        addendum = subject.addendum
        if addendum is None or not addendum.is_open or addendum.document is None:
            return [Finding("Tillægget er allerede afsluttet.")]
        return check_from(Act.SIGN_ADDENDUM, subject.the_module)

    def show(self, subject: Subject) -> Exhibit:
        module, addendum = subject.the_module, subject.addendum
        if addendum is None:
            raise NoResultFound
        return Exhibit(
            title=f"Tillæg {addendum.number} til aftalen om modul {module.number}",
            lead=f"{adviser(subject.case)} har sendt dig en ændring af aftalen. Læs den, og skriv under nederst.",
            tick="Jeg må skrive under for virksomheden og har læst tillægget.",
            yes="Skriv under på tillægget",
            then=("gælder det nye i stedet for det gamle", "får du en kvittering med det samme"),
            facts=(_price_fact(addendum.price_dkk), _hours_fact(addendum)),
            deal=(
                ("I får", addendum.product),
                ("Hvorfor", addendum.reason),
                ("Før", f"{kroner(addendum.old_price_dkk)} ekskl. moms. {addendum.old_product}"),
            ),
            file=addendum.document.file if addendum.document else None,
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        if subject.addendum is None:
            raise NoResultFound
        module_agreements.sign_addendum(None, subject.addendum, by=answer.by, on=clock.today(), how=SignedHow.LINK)


# ---- documents -------------------------------------------------------------------------------------


class ApproveDocument(CustomerAct):
    """The customer approves a handed-over version; the code is "behovsbeskrivelse-2"."""

    purpose = LinkPurpose.APPROVE_DOCUMENT

    def find(self, case: CustomerCase, code: str) -> Subject:
        key, _, version = code.rpartition("-")
        if not version.isdecimal():
            raise NoResultFound
        document = documents.find_version(case, _deliverable(key), int(version))
        return Subject(case, code, document=document)

    def findings(self, subject: Subject) -> list[Finding]:
        document = subject.document
        if document is None or any(
            one.deliverable == document.deliverable and one.version > document.version for one in subject.case.documents
        ):
            return [Finding("Der er udleveret en nyere version. Bed kunden godkende den i stedet.")]
        return []

    def show(self, subject: Subject) -> Exhibit:
        document, case = subject.document, subject.case
        if document is None:
            raise NoResultFound
        name = _deliverable(document.deliverable).name
        return Exhibit(
            title=f"{name}, version {document.version}",
            lead=f"{adviser(case)} beder dig godkende dokumentet. Læs det, og giv dit svar nederst.",
            tick="Jeg har læst dokumentet og må godkende det for virksomheden.",
            yes="Godkend dokumentet",
            then=(
                "arbejder vi videre ud fra denne version",
                "gemmer vi netop den udgave, du har læst",
                "får du en kvittering med det samme",
            ),
            facts=(("Version", str(document.version), f"udleveret {date_long(document.handed_over_on)}"),),
            file=document.file,
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        document = subject.document
        if document is None:
            raise NoResultFound
        deliverable = _deliverable(document.deliverable)
        what = f"{deliverable.name}, version {document.version}"
        case_steps.approved_by_customer(subject.case, deliverable.step, by=answer.by, what=what)


def _deliverable(key: str) -> Deliverable:
    try:
        return find_deliverable(key)
    except LookupError:
        raise NoResultFound from None
