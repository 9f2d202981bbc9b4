"""The requirement library's own words (F10): how thorough a requirement is, what it is about, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from itstart.rules.findings import Finding
from itstart.rules.term import Term
from itstart.rules.terms import Priority, RequirementKind


class Depth(Term):
    """How much of the library a case takes: each level has those before it too."""

    LIGHT = "let", "Let"
    NORMAL = "normal", "Normal"
    THOROUGH = "grundig", "Grundig"

    def within(self) -> tuple["Depth", ...]:
        """This level and the lighter ones."""
        levels = tuple(Depth)
        return levels[: levels.index(self) + 1]


class Topic(Term):
    """What a requirement list should say something about."""

    MIGRATION = "migration", "Datamigrering"
    INTEGRATION = "integration", "Integrationer"
    ACCESS = "access", "Roller og rettigheder"
    BACKUP = "backup", "Backup"
    PERSONAL_DATA = "personal_data", "Persondata"
    SECURITY = "security", "Sikkerhed"
    UPTIME = "uptime", "Oppetid"
    SUPPORT = "support", "Support"
    EXIT = "exit", "Ophør"
    TRAINING = "training", "Uddannelse"
    BOOKKEEPING = "bookkeeping", "Bogføring"
    E_INVOICE = "e_invoice", "E-faktura"
    REPORTING = "reporting", "Rapporter"
    UPDATES = "updates", "Opdateringer"
    MOBILE = "mobile", "Mobil"
    TRACEABILITY = "traceability", "Sporbarhed"


class BatchKind(Term):
    """Where requirements that came in together came from."""

    LIBRARY = "library", "Kravbiblioteket"
    IMPORT = "import", "Import"


@dataclass(frozen=True, slots=True)
class LibraryText:
    """What one version of a library requirement says. `topic` is None when it is about none of them."""

    title: str
    text: str
    area: str
    kind: RequirementKind
    depth: Depth
    priority: Priority
    why: str
    acceptance_criterion: str
    shown_by: str
    demo_scene: str = ""
    topic: Topic | None = None
    law_reference: str = ""
    law_checked_on: date | None = None


def check_text(text: LibraryText) -> list[Finding]:
    """A law is named with the day it was checked; nothing in the library is asked for "not now"."""
    found = []
    if text.law_reference and text.law_checked_on is None:
        found.append(Finding("Skriv, hvilken dag du har slået loven efter.", where="law_checked_on"))
    if text.law_checked_on and not text.law_reference:
        found.append(Finding("Skriv, hvilken lov du har slået efter.", where="law_reference"))
    if text.priority is Priority.WONT:
        found.append(Finding("Et krav i biblioteket er SKAL, BØR eller KAN.", where="priority"))
    return found


def fits(categories: Iterable[str], category: str) -> bool:
    """True when a pack is for this category of case; a pack without categories is for all."""
    wanted = set(categories)
    return not wanted or category in wanted
