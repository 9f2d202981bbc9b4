"""A Word document as the blocks people read: headings, paragraphs and the rows of tables, in their order."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from itstart.documents import package
from itstart.documents.errors import TemplateProblem
from itstart.documents.plan import PARSER
from itstart.rules.document_difference import Block

_NS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ABOUT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_P, _TBL, _TR, _TC, _VAL = (f"{_NS}{name}" for name in ("p", "tbl", "tr", "tc", "val"))
_T, _TAB, _BR, _CR, _HYPHEN = (f"{_NS}{name}" for name in ("t", "tab", "br", "cr", "noBreakHyphen"))
_DRAWING: Final = f"{_NS}drawing"
_SKIPPED: Final = frozenset({f"{_NS}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText")} | {_FALLBACK})
_TITLES: Final = ("title", "bilag")
_SIGNS: Final = {_TAB: " ", _BR: "\n", _CR: "\n", _HYPHEN: "-"}


def blocks(docx: bytes) -> list[Block]:
    """The text of the document without its contents list; TemplateProblem for what is not a Word document."""
    parts = package.read(docx)
    try:
        body = etree.fromstring(parts["word/document.xml"], PARSER)
        levels = _levels(parts.get("word/styles.xml", b""))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise TemplateProblem("Filen er ikke et Word-dokument.") from error
    return [block for block in _blocks(body, levels) if block.text.strip()]


def _levels(styles: bytes) -> dict[str, int]:
    """What each paragraph style is: 1 to 9 for a heading, -1 for a line of the contents list."""
    found: dict[str, int] = {}
    if not styles:
        return found
    for style in etree.fromstring(styles, PARSER).iter(f"{_NS}style"):
        name = style.find(f"{_NS}name")
        said = "" if name is None else str(name.get(_VAL)).lower()
        if said.startswith("toc "):
            found[style.get(f"{_NS}styleId") or ""] = -1
        elif said in _TITLES:
            found[style.get(f"{_NS}styleId") or ""] = 1
        elif said.startswith("heading ") and said[8:].isdecimal():
            found[style.get(f"{_NS}styleId") or ""] = int(said[8:])
    return found


def _blocks(root: etree._Element, levels: dict[str, int]) -> Iterator[Block]:
    for element in root:
        if element.tag == _P:
            level = _level(element, levels)
            if level >= 0:
                yield Block((_text(element),), level)
        elif element.tag == _TBL:
            for row in _inner(element, _TR):
                yield Block(tuple(_cell(cell) for cell in _inner(row, _TC)), is_row=True)
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _blocks(element, levels)


def _inner(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table and cells of a row, also inside content controls; not those of a table within."""
    for element in root:
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and element.tag not in {_TBL, _P, *_SKIPPED}:
            yield from _inner(element, tag)


def _level(paragraph: etree._Element, levels: dict[str, int]) -> int:
    style = paragraph.find(f"{_NS}pPr/{_NS}pStyle")
    return 0 if style is None else levels.get(style.get(_VAL) or "", 0)


def _cell(cell: etree._Element) -> str:
    lines = (_text(paragraph) for paragraph in cell.iter(_P))
    return "\n".join(line for line in lines if line)


def _text(paragraph: etree._Element) -> str:
    said = "".join(_said(paragraph)).replace("\u00a0", " ").replace("\u00ad", "")
    return "\n".join(" ".join(line.split()) for line in said.split("\n")).strip()


def _said(root: etree._Element) -> Iterator[str]:
    for element in root:
        if element.tag == _T:
            yield element.text or ""
        elif element.tag in _SIGNS:
            yield _SIGNS[str(element.tag)]
        elif element.tag == _DRAWING:
            about = next(element.iter(_ABOUT), None)
            yield f"Figur: {about.get('descr') or about.get('name') or ''}" if about is not None else ""
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _said(element)
