"""What the limited child is asked to do with a template: examine it, or make a document in it. Plain JSON both ways."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from itstart.documents import wire
from itstart.documents.engine import RenderedDocument, WordTemplate
from itstart.documents.errors import DocumentError
from itstart.documents.properties import DocumentProperties
from itstart.documents.template_check import Sample, TemplateFinding, examine

Outcome = tuple[list[TemplateFinding], RenderedDocument | None]


def job(template: str, properties: DocumentProperties, samples: list[Sample], *, examine: bool) -> dict[str, Any]:
    """A job as JSON values; `template` is the file in base64."""
    return {
        "template": template,
        "properties": {name: str(value) if value else "" for name, value in asdict(properties).items()},
        "samples": [[sample.name, wire.packed(sample.context)] for sample in samples],
        "examine": examine,
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
