"""How a version of a document came to be, and what may be decided about a document of a step (S11, S63)."""

from itstart.rules.findings import Finding
from itstart.rules.term import Term


class DocumentKind(Term):
    """How a version came to be."""

    GENERATED = "generated", "Lavet i It-start"
    EDITED = "edited", "Rettet i hånden"
    OWN = "own", "Vores eget dokument"


def check_unneeded(*, reason: str, handed_over: bool) -> list[Finding]:
    """A document is left out with a reason, and only while nobody has got it."""
    found = [] if reason.strip() else [Finding("Skriv, hvorfor dokumentet ikke er relevant.", where="reason")]
    if handed_over:
        found.append(Finding("Dokumentet er allerede udleveret, så det kan ikke udelades.", where="reason"))
    return found


def check_edited(*, known: bool) -> list[Finding]:
    """A file edited by hand is made from a version there is."""
    return [] if known else [Finding("Vælg den version, filen er lavet ud fra.", where="based_on")]
