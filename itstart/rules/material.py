"""The words of the material library and of what is published (S41, S69)."""

from itstart.rules.findings import Finding
from itstart.rules.term import Term


class MaterialKind(Term):
    """What a piece of material is for (S41, S69)."""

    GUIDE = "guide", "Vejledning"
    TEMPLATE = "template", "Skabelon"
    AGREEMENT = "agreement", "Aftaledokument"
    INFORMATION = "information", "Informationsmateriale"


class PageKind(Term):
    """A page stands until it is changed; news has a day."""

    PAGE = "page", "Side"
    NEWS = "news", "Nyhed"


def check_page(title: str, text: str) -> list[Finding]:
    """What a page lacks before everybody may read it."""
    found = []
    if not title.strip():
        found.append(Finding("Skriv en overskrift.", where="title"))
    if not text.strip():
        found.append(Finding("Skriv teksten, før siden udgives.", where="text"))
    return found
