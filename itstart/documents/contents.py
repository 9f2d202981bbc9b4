"""The contents list, right at first opening: linked entries with page numbers in a field that Word can still update.

Nothing is marked for update, because Word asks the reader about that. Page numbers come from an estimate of the layout
(layout.py), or from LibreOffice's own layout when the document is handed over.
"""

import io
import re
from collections.abc import Callable, Sequence
from typing import Final

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import Destination

from itstart.documents import pdf
from itstart.documents.errors import PdfError
from itstart.documents.layout import estimate
from itstart.documents.numbering import Heading, HeadingStyles, heading_styles, headings
from itstart.documents.plan import NS, Plan, W
from itstart.documents.text import xml

ROUNDS: Final = 3
_FIRST_BOOKMARK: Final = 9000
_FIELD: Final = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
Write = Callable[[etree._Element], bytes]


def fill(root: etree._Element, plan: Plan, write: Write, *, paginate: bool = False) -> bytes:
    """Fills the document's contents list, if it has one, and writes the package."""
    code = _field(root)
    if code is None:
        return write(root)
    styles = heading_styles(plan)
    depth = _depth(code.text or "")
    found = list(headings(root, styles, depth))
    if not found:
        return write(root)
    for number, heading in enumerate(found):
        _bookmark(heading, number)
    numbers = _entries(code, found, styles)
    pages = estimate(root, plan, [heading.paragraph for heading in found])
    _set(numbers, pages)
    content = write(root)
    if not paginate:
        return content
    for _ in range(ROUNDS):
        laid_out = _laid_out(content, found)
        if laid_out is None or laid_out == pages:
            break
        pages = laid_out
        _set(numbers, pages)
        content = write(root)
    return content


def _field(root: etree._Element) -> etree._Element | None:
    return next((i for i in root.iter(f"{W}instrText") if re.match(r"\s*TOC\b", i.text or "")), None)


def _depth(code: str) -> int:
    levels = re.search(r'\\o\s*"?\d-(\d)', code)
    return int(levels[1]) if levels else 3


def _bookmark(heading: Heading, number: int) -> None:
    p = heading.paragraph
    start, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
    for mark in (start, end):
        mark.set(f"{W}id", str(_FIRST_BOOKMARK + number))
    start.set(f"{W}name", heading.bookmark)
    p.insert(1 if p.find(f"{W}pPr") is not None else 0, start)
    p.append(end)


def _entries(code: etree._Element, found: Sequence[Heading], styles: HeadingStyles) -> list[etree._Element]:
    """Replaces the field's result with one paragraph a heading; gives the texts that are to hold the page numbers."""
    first = next(p for p in code.iterancestors(f"{W}p"))
    last = _field_end(first)
    props = first.find(f"{W}pPr")
    numbers: list[etree._Element] = []
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
        number = entry.find(f".//{W}t[@{W}rsid]")
        numbers.append(next(t for t in entry.iter(f"{W}t") if t.text == "?") if number is None else number)
        first.addprevious(entry)
    _move_section(props, entry)
    _remove(first, last)
    return numbers


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
    """Pages of the headings in LibreOffice's layout; None without it, or when it gives no PDF or another outline."""
    try:
        made = pdf.to_pdf(content)
    except PdfError:
        return None
    if made is None:
        return None
    reader = PdfReader(io.BytesIO(made))
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


def _flat(outline: object) -> list[Destination]:
    if isinstance(outline, Destination):
        return [outline]
    return [d for item in outline for d in _flat(item)] if isinstance(outline, list) else []


def _plain(text: str) -> str:
    return " ".join(text.split())
