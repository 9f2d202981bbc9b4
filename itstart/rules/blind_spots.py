"""What a requirement list forgets to say anything about (F018, DOMAIN B3). Everything here advises."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from itstart.rules.library import Topic
from itstart.rules.terms import Category


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """A topic without a requirement, and the question that shows why it matters."""

    topic: Topic
    message: str


@dataclass(frozen=True, slots=True)
class Said:
    """A requirement as it is looked through: the topic of the library it came from, or only its words."""

    words: str
    topic: str = ""


_BOOKS = frozenset({Category.ERP, Category.FINANCE})
_GOODS = frozenset({Category.ERP, Category.PRODUCTION_PLANNING, Category.INVENTORY})
# A topic that is not here matters in every case.
_ONLY = MappingProxyType(
    {
        Topic.MIGRATION: frozenset(Category) - {Category.DIGITAL_MARKETING, Category.E_INVOICING},
        Topic.BOOKKEEPING: _BOOKS,
        Topic.E_INVOICE: _BOOKS | {Category.E_INVOICING},
        Topic.REPORTING: _BOOKS | _GOODS | {Category.CRM, Category.BI, Category.DIGITAL_MARKETING},
        Topic.MOBILE: frozenset({Category.CRM, Category.WEBSHOP, Category.MAIL}),
        Topic.TRACEABILITY: _GOODS,
    }
)
_WORDS = MappingProxyType(
    {
        Topic.MIGRATION: r"\w*migrer\w*|\w*konverter\w*|flytte\w* .{0,40}\bover\b|historiske data",
        Topic.INTEGRATION: r"\w*integration\w*|\w*integrere\w*|api|grænseflade\w*|snitflade\w*|udveksl\w*",
        Topic.ACCESS: r"\w*rettighed\w*|roller?\b|rolle(?:baser|styr)\w*|adgangsstyring\w*|brugerstyring\w*|adgang til",
        Topic.BACKUP: r"back-?\s?up\w*|sikkerhedskopi\w*|gendan\w*|genetabl\w*",
        Topic.PERSONAL_DATA: r"persondata\w*|personoplysning\w*|databehandler\w*|databeskyttelse\w*|gdpr",
        Topic.SECURITY: r"\w*sikkerhed(?!skopi)\w*|to-?faktor\w*|mfa|flerfaktor\w*|krypter\w*|log-?in|adgangskode\w*",
        Topic.UPTIME: r"oppetid\w*|tilgængelighed\w*|driftsstabil\w*|nedetid\w*|drift(?:en|s\w*)?",
        Topic.SUPPORT: r"\w*support\w*|hotline\w*|svartid\w*|reaktionstid\w*",
        Topic.EXIT: r"ophør\w*|opsig\w*|exit\w*|udlevere?\w*\b.{0,80}\bdata|data\w*\b.{0,80}\budlever\w*",
        Topic.TRAINING: r"\w*uddann\w*|undervis\w*|kursus|kurser\w*|oplæring\w*|vejledning\w*",
        Topic.BOOKKEEPING: r"\w*bogfør\w*",
        Topic.E_INVOICE: r"e-?faktura\w*|elektronisk\w* faktur\w*|nemhandel\w*|oioubl\w*|peppol\w*",
        Topic.REPORTING: r"rapport\w*|\w*statistik\w*|nøgletal\w*|dashboard\w*|udtræk\w*",
        Topic.UPDATES: r"opdater\w*|opgrader\w*|nye? version\w*|vedligehold\w*",
        Topic.MOBILE: r"mobil\w*|telefon\w*|tablet\w*|app|app'en|apps",
        Topic.TRACEABILITY: r"\w*sporbar\w*|spore[rs]?|batch\w*|lotnummer\w*|serienummer\w*|chargenummer\w*",
    }
)
_PATTERNS = MappingProxyType(
    {topic: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for topic, words in _WORDS.items()}
)
_QUESTIONS = MappingProxyType(
    {
        Topic.MIGRATION: "Hvilke data skal flyttes med, og hvem retter dem til?",
        Topic.INTEGRATION: "Hvilke andre systemer skal have eller give data?",
        Topic.ACCESS: "Hvem må se og rette hvad?",
        Topic.BACKUP: "Hvor hurtigt skal I være i gang igen, og hvad må gå tabt?",
        Topic.PERSONAL_DATA: "Hvilke oplysninger om personer ligger der, og hvem må behandle dem?",
        Topic.SECURITY: "Hvordan logger man på, og hvem opdager, hvis noget er galt?",
        Topic.UPTIME: "Hvor længe kan I undvære systemet i arbejdstiden?",
        Topic.SUPPORT: "Hvem hjælper jer, hvornår og hvor hurtigt?",
        Topic.EXIT: "Hvordan får I jeres data med, hvis I skifter system?",
        Topic.TRAINING: "Hvem skal lære systemet, og hvem lærer de nye?",
        Topic.BOOKKEEPING: "Bogføringsloven stiller krav til systemet.",
        Topic.E_INVOICE: "Kan I sende til det offentlige og modtage fra jeres leverandører?",
        Topic.REPORTING: "Hvilke tal skal I selv kunne trække?",
        Topic.UPDATES: "Hvem opdaterer, hvor tit, og hvad koster det?",
        Topic.MOBILE: "Hvem arbejder væk fra skrivebordet?",
        Topic.TRACEABILITY: "Skal I kunne finde tilbage til parti, leverandør eller ordre?",
    }
)


def relevant(category: str) -> list[Topic]:
    """The topics a case of this category (erp, crm ...) should say something about; without one it is "other"."""
    asked = category or Category.OTHER
    return [topic for topic in Topic if topic not in _ONLY or asked in _ONLY[topic]]


def blind_spots(requirements: Iterable[Said], category: str = "") -> list[BlindSpot]:
    """The relevant topics no requirement is about, in the order of `Topic`.

    A requirement of the library says its topic itself; one that was written by hand is judged by its words, and
    so is one of the library, for it may touch more than one. Each text is read once for each open topic.
    """
    open_topics = relevant(category)
    for said in requirements:
        open_topics = [
            topic for topic in open_topics if topic != said.topic and not _PATTERNS[topic].search(said.words)
        ]
        if not open_topics:
            break
    return [BlindSpot(topic, _message(topic)) for topic in open_topics]


def _message(topic: Topic) -> str:
    return f"Der er intet krav om {_in_a_sentence(topic)}. {_QUESTIONS[topic]}"


def _in_a_sentence(topic: Topic) -> str:
    return topic.label[0].lower() + topic.label[1:]
