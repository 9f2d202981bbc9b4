"""The kodeks as a Word document: its Markdown becomes headings, paragraphs and points (S32)."""

import re
from datetime import date, datetime, time

from itstart import clock
from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long

KEY = "kodeks"
_NUMBERED = re.compile(r"^\d+\.\s+")
_MARKS = re.compile(r"\*\*|__|`")
Line = dict[str, object]


def sections(markdown: str) -> tuple[list[Line], list[dict[str, object]]]:
    """What stands before the first heading, and each section with its lines; numbers of headings are Word's own."""
    before: list[Line] = []
    found: list[dict[str, object]] = []
    lines = before
    for block in re.split(r"\n\s*\n|\n(?=#)", markdown.strip()):
        if block.startswith("#"):
            heading, _, block = block.partition("\n")
            lines = []
            found.append({"titel": _NUMBERED.sub("", heading.lstrip("# ").strip()), "linjer": lines})
        lines += _lines(block)
    return before, found


def _lines(block: str) -> list[Line]:
    """A paragraph, or the points of a list; a line that is broken goes on."""
    told: list[Line] = []
    for raw in block.splitlines():
        text = _MARKS.sub("", raw).strip()
        is_point = bool(re.match(r"(?:[-*]|\d+\.)\s+", text))
        if is_point:
            told.append({"tekst": re.sub(r"^(?:[-*]|\d+\.)\s+", "", text), "punkt": True})
        elif text and told:
            told[-1]["tekst"] = f"{told[-1]['tekst']} {text}"
        elif text:
            told.append({"tekst": text, "punkt": False})
    return told


def kodeks(title: str, number: str, published_on: date, markdown: str, center: str) -> dict[str, object]:
    """The context of the template."""
    before, found = sections(markdown)
    return {
        "firma": {"navn": center},
        "centret": {"navn": center},
        "dokument": {"titel": title, "dato": date_long(published_on)},
        "kodeks": {"titel": title, "version": number, "dato": date_long(published_on)},
        "indledning": before,
        "afsnit": found,
    }


def render(title: str, number: str, published_on: date, markdown: str, center: str) -> RenderedDocument:
    """The document of a version; the same version gives the same bytes."""
    created = datetime.combine(published_on, time(12), clock.DENMARK)
    properties = DocumentProperties(title=f"{title}, version {number}", author=center, created=created)
    return WordTemplate(KEY).render(kodeks(title, number, published_on, markdown, center), properties=properties)
