"""Reads a finished Word document back, as a person would and as python-docx does."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from docx import Document

from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate

PROPERTIES = DocumentProperties(title="Prøve", author="Mette Hedelund", created=datetime(2026, 3, 4, 8, tzinfo=UTC))


def rendered(name: str, context: Mapping[str, object]) -> RenderedDocument:
    """The document of a context."""
    return WordTemplate(name).render(dict(context), properties=PROPERTIES)


def text(content: bytes) -> str:
    """All text of body and tables, a line for each paragraph, no-break spaces as spaces."""
    document = Document(io.BytesIO(content))
    lines = [p.text for p in document.paragraphs]
    lines += [p.text for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return "\n".join(lines).replace("\u00a0", " ")


def chapters(content: bytes) -> list[str]:
    """The numbered chapters in order."""
    return _styled(content, "Heading 1")


def annexes(content: bytes) -> list[str]:
    """The lettered annexes in order."""
    return _styled(content, "Bilag")


def _styled(content: bytes, style: str) -> list[str]:
    paragraphs = Document(io.BytesIO(content)).paragraphs
    return [p.text for p in paragraphs if p.style is not None and p.style.name == style]


def empty_rows(content: bytes) -> int:
    """How many table rows have no text at all."""
    tables = Document(io.BytesIO(content)).tables
    return sum(not any(cell.text.strip() for cell in row.cells) for table in tables for row in table.rows)


def paths(value: object, at: str = "") -> Iterator[str]:
    """What a context holds, written as the engine writes a template's fields: kunde.navn, omraader[].krav[].titel."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from paths(inner, f"{at}.{key}" if at else key)
        return
    yield at
    if isinstance(value, list):
        for inner in value:
            if isinstance(inner, Mapping):
                yield from paths(inner, f"{at}[]")
