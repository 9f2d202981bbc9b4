"""The words of a person in stored files: found in Word, Excel, PDF, zip and text, and taken out of them.

In Office files a name is replaced where it stands, also where it is split over runs, and the rest of the file stays as
it was. A PDF cannot be corrected like that: one page takes its place that says so.
"""

import io
import re
import zlib
from collections.abc import Iterator

from lxml import etree

from itstart.documents import package
from itstart.documents.errors import TemplateProblem
from itstart.documents.package import StoredPart
from itstart.documents.plan import PARSER
from itstart.documents.uploads import Kind
from itstart.rules.personal_data import GONE

_BLOCKS = frozenset({"p", "si", "is", "comment"})  # a paragraph of Word or a drawing, a cell of Excel
_TEXT = "t"
_PDF_SAYS = "Filen er slettet, fordi der stod oplysninger om en person, der er slettet."


def text_of(content: bytes, media_type: str) -> str:
    """Everything that can be read in a file; "" for pictures and for what cannot be opened."""
    if content.startswith(b"PK"):
        return "\n".join(_archive_texts(content))
    if media_type == Kind.PDF.media_type:
        return _pdf_text(content)
    return content.decode("utf-8", "replace") if media_type.startswith("text/") else ""


def _archive_texts(content: bytes) -> Iterator[str]:
    try:
        parts = package.read(content)
    except TemplateProblem:
        return
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            yield from _xml_texts(part)
        elif name.endswith(".pdf"):
            yield _pdf_text(part)
        elif part.startswith(b"PK"):
            yield from _archive_texts(part)
        elif name.endswith((".json", ".txt", ".csv", ".ics", ".html", ".svg")):
            yield part.decode("utf-8", "replace")


def paragraphs(content: bytes) -> Iterator[str]:
    """What people have written in a Word document or a workbook, by paragraph; no numbers of the file's own."""
    if not content.startswith(b"PK"):
        return
    for name, part in package.read(content).items():
        if name.endswith(".xml"):
            try:
                root = etree.fromstring(part, PARSER)
            except etree.XMLSyntaxError:
                continue
            yield from ("".join(text.text or "" for text in block) for block in _blocks(root))


def _xml_texts(part: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(part, PARSER)
    except etree.XMLSyntaxError:
        return
    for block in _blocks(root):
        yield "".join(text.text or "" for text in block)
    for element in root.iter(etree.Element):
        if element.text and not _is(element, {_TEXT}):
            yield element.text
        yield from (str(value) for value in element.attrib.values())


def _pdf_text(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, zlib.error, RecursionError):
        return ""


# ---- taking out ------------------------------------------------------------------------------------


def without(content: bytes, media_type: str, found: re.Pattern[str]) -> bytes:
    """The file without the words that are found; a PDF becomes a page that says why it is gone."""
    if content.startswith(b"PK"):
        return _office_without(content, found)
    if media_type == Kind.PDF.media_type:
        return _page(_PDF_SAYS)
    return found.sub(GONE, content.decode("utf-8", "replace")).encode()


def _office_without(content: bytes, found: re.Pattern[str]) -> bytes:
    parts = package.read(content)
    kept = [
        (name, _xml_without(part, found) if name.endswith((".xml", ".rels")) else part) for name, part in parts.items()
    ]
    return package.write((name, StoredPart.of(part)) for name, part in kept)


def _xml_without(part: bytes, found: re.Pattern[str]) -> bytes:
    try:
        root = etree.fromstring(part, PARSER)
    except etree.XMLSyntaxError:
        return part
    for block in _blocks(root):
        _clean_block(block, found)
    for element in root.iter(etree.Element):
        if element.text:
            element.text = found.sub(GONE, element.text)
        for name, value in element.attrib.items():
            if found.search(str(value)):
                element.set(name, found.sub(GONE, str(value)))
    cleaned: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return cleaned


def _blocks(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The texts of each paragraph or cell, in their order."""
    for element in root.iter(etree.Element):
        if _is(element, _BLOCKS):
            yield [text for text in element.iter(etree.Element) if _is(text, {_TEXT})]


def _is(element: etree._Element, names: frozenset[str] | set[str]) -> bool:
    return etree.QName(element).localname in names


def _clean_block(texts: list[etree._Element], found: re.Pattern[str]) -> None:
    """Take the words out where they are split over several texts: the first of them gets the mark."""
    whole = "".join(text.text or "" for text in texts)
    for hit in reversed(list(found.finditer(whole))):
        at, mark = 0, GONE
        for text in texts:
            old = text.text or ""
            start, end = max(hit.start() - at, 0), min(hit.end() - at, len(old))
            at += len(old)
            if start < end:
                text.text = old[:start] + mark + old[end:]
                mark = ""


def _page(says: str) -> bytes:
    """A PDF of one page with one line."""
    line = says.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    stream = b"BT /F1 11 Tf 60 760 Td (" + line + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
