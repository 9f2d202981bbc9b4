"""Heights of paragraphs and table rows, from letter widths. All measures in points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from itstart.documents.looks import Look, Looks, Margins, number, run_look, shape_of, with_margins
from itstart.documents.metrics import LINE_HEIGHT, NARROWEST, UNITS, width
from itstart.documents.plan import W

_TOKENS: Final = re.compile(r"[^ \-–/]*[ \-–/]*")
_EXTENT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_TAB: Final = 28.35
_EMU_PER_POINT: Final = 12_700
_RULE: Final = 0.43
_ROW_LINE: Final = 12.2  # about the height of a line in a table
# The names that are compared again and again; put together once.
_P, _PPR, _R, _RPR, _T, _BR, _TAB_MARK, _DRAWING, _TBL, _TR, _TC, _TCPR = (
    f"{W}{name}" for name in ("p", "pPr", "r", "rPr", "t", "br", "tab", "drawing", "tbl", "tr", "tc", "tcPr")
)
_TRPR, _SPAN, _CELL_WIDTH, _HEAD, _HEIGHT = (
    f"{W}{name}" for name in ("trPr", "gridSpan", "tcW", "tblHeader", "trHeight")
)
_CONTROLS: Final = (f"{W}sdt", f"{W}sdtContent")


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


def _child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child of that name."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def paragraph_box(p: etree._Element, looks: Looks, available: float) -> Box:
    """The box of a paragraph in a column `available` wide."""
    look = shape_of(looks, _child(p, _PPR))
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
    if x + len(text) * NARROWEST * scale <= available:
        whole = width(text, bold=bold) * scale
        if x + whole <= available:
            return 0, x + whole
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
    for run in p.iter(_R):
        size, bold = look.size, look.bold
        for child in run:
            tag = child.tag
            if tag == _RPR:
                size, bold = _run(child, look, looks)
            elif tag == _T and child.text:
                yield "t", child.text, size, bold
            elif tag == _BR:
                yield "br", "", size, bold
            elif tag == _TAB_MARK:
                yield "tab", "", size, bold
            elif tag == _DRAWING:
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
    for row in table.iterchildren(_TR):
        box = _row_box(row, grid, margins, looks, available)
        if _child(_child(row, _TRPR), _HEAD) is not None:
            repeated += box.height
            box.keep_next = True
        else:
            box.repeated = repeated
        yield box


def _row_box(row: etree._Element, grid: list[float], margins: Margins, looks: Looks, available: float) -> Box:
    height = number(_child(_child(row, _TRPR), _HEIGHT), "val") or 0.0
    keep, at = False, 0
    for cell in row.iterchildren(_TC):
        props = _child(cell, _TCPR)
        span = int((number(_child(props, _SPAN), "val") or 0.05) * 20)
        wide = sum(grid[at : at + span]) or number(_child(props, _CELL_WIDTH), "w") or available
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
        tag = child.tag
        if tag == _P:
            yield paragraph_box(child, looks, available)
        elif tag == _TBL:
            yield from table_boxes(child, looks, available)
        elif tag in _CONTROLS:
            yield from boxes_in(child, looks, available)
