"""Heights of paragraphs and table rows, from letter widths. All measures in points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from itstart.documents.looks import Look, Looks, Margins, number, run_look, with_margins, with_paragraph
from itstart.documents.metrics import LINE_HEIGHT, UNITS, width
from itstart.documents.plan import W

_TOKENS: Final = re.compile(r"[^ \-–/]*[ \-–/]*")
_EXTENT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_TAB: Final = 28.35
_EMU_PER_POINT: Final = 12_700
_RULE: Final = 0.43
_ROW_LINE: Final = 12.2  # about the height of a line in a table


@dataclass(slots=True)
class Box:
    """Something that stands on a page: a paragraph of `lines` equal lines, or a table row.

    A row is one line that is not broken, unless it may split.
    """

    height: float
    lines: int = 1
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    whole: bool = True
    page_break: bool = False
    repeated: float = 0.0
    paragraph: etree._Element | None = None


def paragraph_box(p: etree._Element, looks: Looks, available: float) -> Box:
    """The box of a paragraph in a column `available` wide."""
    props = p.find(f"{W}pPr")
    look = looks.normal
    if props is not None:
        style = props.find(f"{W}pStyle")
        if style is not None:
            look = looks.paragraphs.get(str(style.get(f"{W}val")), look)
        look = with_paragraph(look, props)
    lines, size, drawing = _lines(p, look, looks, available - look.left - look.right)
    line = look.line if look.exact else size * LINE_HEIGHT * look.line
    height = max(lines * line, drawing + (lines - 1) * line) + look.border
    whole = look.keep_lines or lines < 4 or bool(drawing)
    return Box(height, lines, look.before, look.after, look.keep_next, whole, look.page_break, paragraph=p)


def _lines(p: etree._Element, look: Look, looks: Looks, available: float) -> tuple[int, float, float]:
    """(number of lines, largest text size, height of the tallest drawing)."""
    lines, x, largest, drawing = 1, 0.0, 0.0, 0.0
    for kind, text, size, bold in _pieces(p, look, looks):
        largest = max(largest, size)
        if kind == "br":
            lines, x = lines + 1, 0.0
        elif kind == "tab":
            x = (x // _TAB + 1) * _TAB
        elif kind == "drawing":
            drawing = max(drawing, float(text))
        else:
            added, x = _wrap(text, size / UNITS, x, available, bold=bold)
            lines += added
    return lines, largest or look.size, drawing


def _wrap(text: str, scale: float, x: float, available: float, *, bold: bool) -> tuple[int, float]:
    """(line breaks, where the text ends) for text that begins at `x`."""
    added = 0
    for token in _TOKENS.findall(text):
        bare = width(token.rstrip(" "), bold=bold) * scale
        if x > 0 and x + bare > available:
            added, x = added + 1, 0.0
        if bare > available > 0:
            added, x = added + int(bare // available), bare % available
        else:
            x += width(token, bold=bold) * scale
    return added, x


def _pieces(p: etree._Element, look: Look, looks: Looks) -> Iterator[tuple[str, str, float, bool]]:
    """(kind, text, size, bold) for texts, breaks, tabs and drawings in reading order."""
    for run in p.iter(f"{W}r"):
        size, bold = look.size, look.bold
        for child in run:
            if child.tag == f"{W}rPr":
                size, bold = _run(child, look, looks)
            elif child.tag == f"{W}t" and child.text:
                yield "t", child.text, size, bold
            elif child.tag == f"{W}br":
                yield "br", "", size, bold
            elif child.tag == f"{W}tab":
                yield "tab", "", size, bold
            elif child.tag == f"{W}drawing":
                extents = [int(e.get("cy", "0")) for e in child.iter(_EXTENT)]
                yield "drawing", str(max(extents, default=0) / _EMU_PER_POINT), size, bold


def _run(props: etree._Element, look: Look, looks: Looks) -> tuple[float, bool]:
    size, bold = look.size, look.bold
    style = props.find(f"{W}rStyle")
    said = [looks.characters.get(str(style.get(f"{W}val")), (None, None))] if style is not None else []
    for new_size, new_bold in (*said, run_look(props)):
        size = size if new_size is None else new_size
        bold = bold if new_bold is None else new_bold
    return size, bold


def table_boxes(table: etree._Element, looks: Looks, available: float) -> Iterator[Box]:
    """A box a row. Every row knows the height of the head rows, which are repeated on a new page."""
    props = table.find(f"{W}tblPr")
    style = None if props is None else props.find(f"{W}tblStyle")
    margins = looks.tables.get("" if style is None else str(style.get(f"{W}val")), Margins())
    margins = with_margins(margins, None if props is None else props.find(f"{W}tblCellMar"))
    grid = [number(c, "w") or 0.0 for c in table.findall(f"{W}tblGrid/{W}gridCol")]
    repeated = 0.0
    for row in table.findall(f"{W}tr"):
        box = _row_box(row, grid, margins, looks, available)
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            repeated += box.height
            box.keep_next = True
        else:
            box.repeated = repeated
        yield box


def _row_box(row: etree._Element, grid: list[float], margins: Margins, looks: Looks, available: float) -> Box:
    height = number(row.find(f"{W}trPr/{W}trHeight"), "val") or 0.0
    keep, at = False, 0
    for cell in row.findall(f"{W}tc"):
        span = int((number(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 0.05) * 20)
        wide = sum(grid[at : at + span]) or number(cell.find(f"{W}tcPr/{W}tcW"), "w") or available
        at += span
        boxes = list(boxes_in(cell, looks, wide - margins.left - margins.right))
        height = max(height, stacked(boxes) + margins.top + margins.bottom + _RULE)
        keep = keep or any(box.keep_next for box in boxes)
    splits = row.find(f"{W}trPr/{W}cantSplit") is None
    return Box(height, max(1, int(height / _ROW_LINE)) if splits else 1, keep_next=keep, whole=not splits)


def stacked(boxes: list[Box]) -> float:
    """The height of boxes on top of each other: between two of them the larger of their spaces."""
    total, after = 0.0, 0.0
    for box in boxes:
        total += max(after, box.before) + box.height
        after = box.after
    return total + after


def boxes_in(parent: etree._Element, looks: Looks, available: float) -> Iterator[Box]:
    """The boxes of a cell's, or a content control's, paragraphs and tables."""
    for child in parent:
        if child.tag == f"{W}p":
            yield paragraph_box(child, looks, available)
        elif child.tag == f"{W}tbl":
            yield from table_boxes(child, looks, available)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from boxes_in(child, looks, available)
