"""What the tests of the assessment, the plan and the contract have in common: render, read back, compare fields."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import docx

from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate
from itstart.documents.checks import problems, text_of

NBSP = "\u00a0"
COVER_FIELDS = {
    "dokument.skridt", "dokument.titel", "dokument.til", "dokument.version", "dokument.dato", "dokument.status",
    "dokument.forsidenote", "kunde.navn", "kunde.postnr", "kunde.by", "raadgiver.navn", "raadgiver.firma",
    "sag.nummer", "sag.titel", "brevhoved.logo", "brevhoved.kontakt",
}  # fmt: skip


def rendered(name: str, context: Mapping[str, object]) -> RenderedDocument:
    """The document made with the template of that name."""
    properties = DocumentProperties(title=name, author="Mette Hedelund", created=datetime(2026, 6, 19, tzinfo=UTC))
    return WordTemplate(name).render(dict(context), properties=properties)


def text(document: RenderedDocument) -> str:
    """All words, with ordinary spaces."""
    return text_of(document.content).replace(NBSP, " ")


def faults(document: RenderedDocument) -> list[str]:
    """What is wrong with the file, and words that must never be printed."""
    found = problems(document.content)
    words = text(document)
    return found + [bad for bad in ("{{", "{%", "None", "Missing(", "object at") if bad in words]


def empty_rows(document: RenderedDocument) -> list[str]:
    """The rows without a word, by the table's first cell."""
    tables = docx.Document(io.BytesIO(document.content)).tables
    return [
        table.rows[0].cells[0].text
        for table in tables
        for row in table.rows
        if not any(cell.text.strip() for cell in row.cells)
    ]


def headings(document: RenderedDocument, style: str) -> list[str]:
    """The texts of the paragraphs in a style."""
    paragraphs = docx.Document(io.BytesIO(document.content)).paragraphs
    return [p.text for p in paragraphs if p.style and str(p.style.name).lower() == style.lower()]


def leaves(value: object, path: str = "") -> Iterator[str]:
    """The dotted paths of a context, lists marked by []; empty lists say nothing."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        if value and isinstance(value[0], Mapping):
            yield from leaves(value[0], f"{path}[]")
        elif value:
            yield path
    else:
        yield path


def field_differences(name: str, context: Mapping[str, object]) -> tuple[set[str], set[str]]:
    """(fields the template asks for in vain, fields the context gives that nothing prints)."""
    asked = {field.removesuffix("[]") for field in WordTemplate(name).fields()}
    given = {field.removesuffix("[]") for field in leaves(context)}
    parents = {field.rsplit("[]", 1)[0] for field in given if "[]" in field}
    roots = {field.split(".")[0] for field in given if "." in field}
    unknown = set(WordTemplate(name).unknown_fields(dict(context)))
    return unknown, given - asked - COVER_FIELDS - parents - roots
