"""The processor agreement as a Word document, from its filled-in Markdown."""

from datetime import date, datetime, time

from itstart import clock
from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long
from itstart.steps.code_document import sections

KEY = "databehandleraftale"
TITLE = "Databehandleraftale"


def agreement(firm: str, center: str, on: date, markdown: str) -> dict[str, object]:
    """The context of the template."""
    before, found = sections(markdown)
    return {
        "firma": {"navn": firm},
        "centret": {"navn": center},
        "dokument": {"titel": TITLE, "dato": date_long(on)},
        "indledning": before,
        "afsnit": found,
    }


def render(firm: str, center: str, on: date, markdown: str) -> RenderedDocument:
    """The document of a day; the same words give the same bytes."""
    created = datetime.combine(on, time(12), clock.DENMARK)
    properties = DocumentProperties(title=TITLE, author=center, created=created)
    return WordTemplate(KEY).render(agreement(firm, center, on, markdown), properties=properties)
