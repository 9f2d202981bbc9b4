"""What the limited child is asked to do with a template: examine it, make a document in it, or show one as HTML.

Plain JSON both ways.
"""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from itstart.documents import wire
from itstart.documents.engine import RenderedDocument, WordTemplate
from itstart.documents.errors import DocumentError
from itstart.documents.html import sections
from itstart.documents.html_outside import OpenLinks, packed
from itstart.documents.marks import Marks, reading
from itstart.documents.properties import DocumentProperties
from itstart.documents.template_check import Sample, TemplateFinding, examine

Outcome = tuple[list[TemplateFinding], RenderedDocument | None]


def job(template: str, properties: DocumentProperties, samples: list[Sample], *, examine: bool) -> dict[str, Any]:
    """A job as JSON values; `template` is the file in base64."""
    return {
        "do": "examine" if examine else "render",
        "template": template,
        "properties": {name: str(value) if value else "" for name, value in asdict(properties).items()},
        "samples": [[sample.name, wire.packed(sample.context)] for sample in samples],
    }


def _properties(given: dict[str, str]) -> DocumentProperties:
    moments = {name: datetime.fromisoformat(given[name]) if given[name] else None for name in ("created", "modified")}
    return DocumentProperties(**{**given, **moments})  # type: ignore[arg-type]


def examined(blob: bytes, given: dict[str, Any]) -> Outcome:
    """Everything that is wrong with the template, and when nothing is, a trial document."""
    samples = [Sample(name, wire.unpacked(text)) for name, text in given["samples"]]
    return examine(blob, samples, _properties(given["properties"]))


def rendered(blob: bytes, given: dict[str, Any]) -> Outcome:
    """One document; a finding when it cannot be made."""
    context = wire.unpacked(given["samples"][0][1])
    try:
        made = WordTemplate.from_bytes("skabelon", blob).render(context, properties=_properties(given["properties"]))
    except DocumentError as error:
        return [TemplateFinding("Dokumentet", str(error).removeprefix("Skabelonen skabelon: "))], None
    return [], made


def view_job(template: str, context: object, marks: Marks, wanted: Collection[int] | None) -> dict[str, Any]:
    """A job of which the answer is HTML: the document, or its sections that hold one of these sources."""
    return {
        "do": "view",
        "template": template,
        "context": wire.packed(context),
        "key": marks.key,
        "wanted": None if wanted is None else sorted(wanted),
    }


def viewed(blob: bytes, given: dict[str, Any]) -> dict[str, Any]:
    """The document's sections, their links open, with what is missing; a message when it cannot be made."""
    marks = Marks(given["key"])
    wanted = None if given["wanted"] is None else frozenset(given["wanted"])
    try:
        with reading(marks):
            text = WordTemplate.from_bytes("skabelon", blob).text(wire.unpacked(given["context"]))
        opened = OpenLinks()
        found = sections(text, marks, opened.links, wanted)
    except DocumentError as error:
        return {"problem": str(error).removeprefix("Skabelonen skabelon: ")}
    return packed(found, text.missing, opened)
