"""The document's own description of itself: title, author, dates and language."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from itstart.documents.text import clean, xml

CORE_PART: Final = "docProps/core.xml"
_NAMESPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


@dataclass(frozen=True, kw_only=True)
class DocumentProperties:
    """What Word shows under Filer, Oplysninger.

    `created` comes from the data, so that the same data gives the same bytes.
    """

    title: str
    author: str
    created: datetime
    modified: datetime | None = None
    subject: str = ""
    category: str = ""
    keywords: str = ""


def core_xml(given: DocumentProperties) -> bytes:
    """`docProps/core.xml`, always in Danish (da-DK). Naive timestamps are taken to be UTC."""

    def tag(name: str, text: str) -> str:
        return f"<{name}>{xml(clean(text))}</{name}>" if text else ""

    def moment(name: str, when: datetime) -> str:
        utc = when.astimezone(UTC) if when.tzinfo else when
        return f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{utc:%Y-%m-%dT%H:%M:%SZ}</dcterms:{name}>'

    body = (
        tag("dc:title", given.title)
        + tag("dc:subject", given.subject)
        + tag("dc:creator", given.author)
        + tag("cp:keywords", given.keywords)
        + tag("cp:lastModifiedBy", given.author)
        + "<cp:revision>1</cp:revision>"
        + moment("created", given.created)
        + moment("modified", given.modified or given.created)
        + tag("cp:category", given.category)
        + "<dc:language>da-DK</dc:language>"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<cp:coreProperties {_NAMESPACES}>{body}</cp:coreProperties>".encode()
