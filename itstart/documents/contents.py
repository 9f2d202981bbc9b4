"""The contents list, right at first opening: linked entries with page numbers in a field that Word can still update.

Nothing is marked for update, because Word asks the reader about that. Page numbers come from an estimate of the layout
(layout.py), or from LibreOffice's own layout when the document is handed over.
"""

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from itstart.documents import pdf
from itstart.documents.errors import PdfError
from itstart.documents.layout import estimate
from itstart.documents.numbering import Heading, HeadingStyles, heading_styles, heading_text, headings
from itstart.documents.package import StoredPart, read, write
from itstart.documents.plan import DOCUMENT, NS, PARSER, Plan, W, serialised
from itstart.documents.text import xml

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import Destination

ROUNDS: Final = 3
_FIRST_BOOKMARK: Final = 9000
_FIELD: Final = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
_PAGE: Final = re.compile(
    r"(PAGEREF (\S+) \\h </w:instrText></w:r>" + re.escape(_FIELD % "separate") + r"<w:r><w:t>)[?\d]+(?=</w:t>)"
)
Write = Callable[[bytes], bytes]


def fill(root: etree._Element, plan: Plan, write: Write, *, paginate: bool = False) -> bytes:
    """Fills the document's contents list, if it has one, and writes the package."""
    code = _field(root)
    if code is None:
        return write(serialised(root))
    styles = heading_styles(plan)
    depth = _depth(code.text or "")
    found = [heading for heading in headings(root, styles, depth) if _is_listed(heading, code.text or "", styles)]
    if not found:
        return write(serialised(root))
    for number, heading in enumerate(found):
        _bookmark(heading, number)
    _entries(code, found, styles)
    text = serialised(root).decode()
    pages = estimate(text, plan, [heading.bookmark for heading in found])
    content = write(_numbered(text, found, pages))
    if not paginate:
        return content
    for _ in range(ROUNDS):
        laid_out = _laid_out(content, found)
        if laid_out is None or laid_out == pages:
            break
        pages = laid_out
        content = write(_numbered(text, found, pages))
    return content


def _numbered(text: str, found: Sequence[Heading], pages: Sequence[int]) -> bytes:
    """The document with the headings' pages in its contents list."""
    of = {heading.bookmark: str(page) for heading, page in zip(found, pages, strict=True)}
    return _PAGE.sub(lambda entry: entry[1] + of[entry[2]] if entry[2] in of else entry[0], text).encode()


def _field(root: etree._Element) -> etree._Element | None:
    return next((i for i in root.iter(f"{W}instrText") if re.match(r"\s*TOC\b", i.text or "")), None)


def _depth(code: str) -> int:
    levels = re.search(r'\\o\s*"?\d-(\d)', code)
    return int(levels[1]) if levels else 3


def _is_listed(heading: Heading, code: str, styles: HeadingStyles) -> bool:
    """Whether the field asks for it: any outline level with \\u, else Word's own headings and the styles of \\t."""
    if re.search(r"\\u\b", code):
        return True
    name = styles.names[heading.style]
    named = re.search(r'\\t\s*"([^"]*)"', code)
    return name.startswith("heading ") or (named is not None and name in re.split("[;,]", named[1].lower())[::2])


def _bookmark(heading: Heading, number: int) -> None:
    p = heading.paragraph
    start, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
    for mark in (start, end):
        mark.set(f"{W}id", str(_FIRST_BOOKMARK + number))
    start.set(f"{W}name", heading.bookmark)
    p.insert(1 if p.find(f"{W}pPr") is not None else 0, start)
    p.append(end)


def _entries(code: etree._Element, found: Sequence[Heading], styles: HeadingStyles) -> None:
    """Replaces the field's result with one paragraph a heading, each with "?" for its page."""
    first = next(p for p in code.iterancestors(f"{W}p"))
    last = _field_end(first)
    props = first.find(f"{W}pPr")
    for i, heading in enumerate(found):
        style = styles.contents.get(heading.level)
        begin = ""
        if i == 0:
            begin = (
                f'{_FIELD % "begin"}<w:r><w:instrText xml:space="preserve">{xml(code.text or "")}</w:instrText></w:r>'
            )
            begin += _FIELD % "separate"
        end = _FIELD % "end" if i == len(found) - 1 else ""
        entry = etree.fromstring(_entry(heading, style, begin, end))
        first.addprevious(entry)
    _move_section(props, entry)
    _remove(first, last)


def _entry(heading: Heading, style: str | None, begin: str, end: str) -> str:
    label = f"<w:r><w:t>{xml(heading.label)}</w:t></w:r><w:r><w:tab/></w:r>" if heading.label else ""
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    page = (
        f'{_FIELD % "begin"}<w:r><w:instrText xml:space="preserve"> PAGEREF {heading.bookmark} \\h </w:instrText></w:r>'
        f"{_FIELD % 'separate'}<w:r><w:t>?</w:t></w:r>{_FIELD % 'end'}"
    )
    return (
        f'<w:p xmlns:w="{NS}">{props}{begin}<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{label}'
        f'<w:r><w:t xml:space="preserve">{xml(heading.text)}</w:t></w:r><w:r><w:tab/>'
        f"</w:r>{page}</w:hyperlink>{end}</w:p>"
    )


def _field_end(first: etree._Element) -> etree._Element:
    """The paragraph where the field that begins in `first` ends (Word saves a filled list over many paragraphs)."""
    depth = 0
    p: etree._Element | None = first
    while p is not None:
        for mark in p.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(str(mark.get(f"{W}fldCharType")), 0)
        if depth <= 0:
            return p
        p = p.getnext()
    return first


def _move_section(props: etree._Element | None, entry: etree._Element) -> None:
    """A section that ended in the field's paragraph ends in the last entry instead."""
    section = None if props is None else props.find(f"{W}sectPr")
    target = entry.find(f"{W}pPr")
    if section is not None and target is not None:
        target.append(section)


def _remove(first: etree._Element, last: etree._Element) -> None:
    parent = first.getparent()
    assert parent is not None
    p: etree._Element | None = first
    while p is not None:
        following = None if p is last else p.getnext()
        parent.remove(p)
        p = following


def _set(numbers: Sequence[etree._Element], pages: Sequence[int]) -> None:
    for text, page in zip(numbers, pages, strict=True):
        text.text = str(page)


def _laid_out(content: bytes, found: Sequence[Heading]) -> list[int] | None:
    """Pages of the headings in LibreOffice's layout.

    None when it is not installed, has no letters as wide as Word's, gives no PDF, or its outline does not agree.
    """
    try:
        made = pdf.to_pdf(content)
    except PdfError:
        return None
    if made is None:
        return None
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(made))
    if not _as_wide_as_word(reader):
        return None
    outline = [(_plain(str(d.title)), (reader.get_destination_page_number(d) or 0) + 1) for d in _flat(reader.outline)]
    pages: list[int] = []
    at = 0
    for heading in found:
        wanted = _plain(heading.text)
        at = next((k for k in range(at, len(outline)) if outline[k][0].endswith(wanted)), -1)
        if at < 0:
            return None
        pages.append(outline[at][1])
        at += 1
    return pages


def _as_wide_as_word(reader: "PdfReader") -> bool:
    """Whether the text is set in Calibri or Carlito: with another font the lines, and so the pages, break elsewhere."""
    fonts = {str(font) for page in reader.pages[:3] for font in _fonts(page)}
    return not fonts or any("Carlito" in font or "Calibri" in font for font in fonts)


def _fonts(page: "PageObject") -> list[object]:
    resources = page.get("/Resources")
    found = resources.get_object().get("/Font") if resources is not None else None
    return [font.get_object().get("/BaseFont") for font in found.get_object().values()] if found is not None else []


def _flat(outline: object) -> "list[Destination]":
    from pypdf.generic import Destination

    if isinstance(outline, Destination):
        return [outline]
    return [d for item in outline for d in _flat(item)] if isinstance(outline, list) else []


def _plain(text: str) -> str:
    return " ".join(text.split())


def paginated(content: bytes) -> bytes:
    """A finished document with LibreOffice's page numbers in its contents list; as it is when there are none to set."""
    parts = read(content)
    root = etree.fromstring(parts[DOCUMENT], PARSER)
    marks = {str(mark.get(f"{W}name")): mark for mark in root.iter(f"{W}bookmarkStart")}
    links = [link for link in root.iter(f"{W}hyperlink") if str(link.get(f"{W}anchor")) in marks and _is_entry(link)]
    found = [_marked(marks[str(link.get(f"{W}anchor"))]) for link in links]
    numbers = [[*link.iter(f"{W}t")][-1] for link in links]
    for _ in range(ROUNDS if found else 0):
        pages = _laid_out(content, found)
        if pages is None or [text.text for text in numbers] == [str(page) for page in pages]:
            break
        _set(numbers, pages)
        parts[DOCUMENT] = serialised(root)
        content = write((name, StoredPart.of(data)) for name, data in parts.items())
    return content


def _is_entry(link: etree._Element) -> bool:
    return any("PAGEREF" in (code.text or "") for code in link.iter(f"{W}instrText"))


def _marked(mark: etree._Element) -> Heading:
    """The heading that a bookmark stands in."""
    paragraph = next(mark.iterancestors(f"{W}p"))
    return Heading(paragraph, "", 1, "", heading_text(paragraph), str(mark.get(f"{W}name")))
