"""An estimate of which page a heading stands on, in milliseconds and without another program.

It knows what our templates use: sections, spacing, keep with next, whole rows and repeated head rows, charts, letter
widths of Calibri. A heading that fits with less than a line to spare may be put on the neighbouring page; where that
matters, LibreOffice lays the document out (contents.py, `paginate`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from itstart.documents.looks import Looks, looks_of, number
from itstart.documents.measure import Box, boxes_in, paragraph_box, table_boxes
from itstart.documents.plan import STYLES, Plan, W

_A4: Final = (595.3, 841.9)
_MARGIN: Final = 72.0
_WIDOW: Final = 2


@dataclass(frozen=True)
class Shape:
    """The text area of a section's pages."""

    width: float
    height: float


def estimate(root: etree._Element, plan: Plan, wanted: list[etree._Element]) -> list[int]:
    """The page of every wanted paragraph, from 1. The contents list must already hold its entries."""
    looks = looks_of(plan.part(STYLES) or b"", plan.part("word/numbering.xml") or b"")
    flow = Flow()
    for shape, elements in _sections(root):
        boxes = [box for element in elements for box in _boxes(element, looks, shape.width)]
        flow.section(shape.height, boxes)
    return [flow.pages.get(p, 1) for p in wanted]


def _sections(root: etree._Element) -> Iterator[tuple[Shape, list[etree._Element]]]:
    """The body's elements, section by section: a section's shape stands in its last paragraph."""
    body = root.find(f"{W}body")
    elements: list[etree._Element] = []
    for child in body if body is not None else ():
        if child.tag == f"{W}sectPr":
            yield _shape(child), elements
            return
        elements.append(child)
        end = child.find(f"{W}pPr/{W}sectPr")
        if end is not None:
            yield _shape(end), elements
            elements = []
    yield _shape(None), elements


def _shape(section: etree._Element | None) -> Shape:
    size = None if section is None else section.find(f"{W}pgSz")
    edge = None if section is None else section.find(f"{W}pgMar")

    def margin(side: str) -> float:
        value = number(edge, side)
        return _MARGIN if value is None else abs(value)

    wide, high = number(size, "w") or _A4[0], number(size, "h") or _A4[1]
    return Shape(wide - margin("left") - margin("right"), high - margin("top") - margin("bottom"))


def _boxes(element: etree._Element, looks: Looks, available: float) -> Iterator[Box]:
    if element.tag == f"{W}p":
        yield paragraph_box(element, looks, available)
    elif element.tag == f"{W}tbl":
        yield from table_boxes(element, looks, available)
    elif element.tag == f"{W}sdt":
        yield from boxes_in(element, looks, available)


class Flow:
    """Boxes put on pages from top to bottom."""

    def __init__(self) -> None:
        self.page, self.y, self.after, self.room = 0, 0.0, 0.0, 0.0
        self.pages: dict[etree._Element, int] = {}

    def section(self, room: float, boxes: list[Box]) -> None:
        """A section's boxes, from a new page."""
        self.room = room
        self._turn()
        for i, box in enumerate(boxes):
            if box.page_break and self.y > 0:
                self._turn()
            started = i and boxes[i - 1].keep_next and not box.page_break
            if self.y > 0 and not started and self._needs(boxes, i) > self.room - self.y:
                self._turn()
            self._put(box)

    def _turn(self) -> None:
        self.page, self.y, self.after = self.page + 1, 0.0, 0.0

    def _space(self, box: Box) -> float:
        """What stands between the box and what is above it; at the top of a page a table repeats its head rows."""
        if self.y > 0:
            return max(self.after, box.before)
        return box.before if box.page_break else box.repeated

    def _needs(self, boxes: list[Box], i: int) -> float:
        """What must fit for box `i` to stay: itself and all it is kept with, up to the first lines of what follows."""
        total, after = 0.0, self.after
        for box in boxes[i:]:
            total += max(after, box.before)
            after = box.after
            if not box.keep_next:
                return total + (box.height if box.whole else box.height / box.lines * _WIDOW)
            total += box.height
            if total > self.room:
                return 0.0
        return total

    def _put(self, box: Box) -> None:
        top = self.y + self._space(box)
        if top + box.height <= self.room:
            self.y = top + box.height
        elif box.whole or box.lines < 2 * _WIDOW:
            if self.y > 0:
                self._turn()
                top = self._space(box)
            self.y = top + box.height
            while self.y > self.room:
                self.page, self.y = self.page + 1, self.y - self.room
        else:
            self._split(box, top)
            return
        self._note(box)
        self.after = box.after

    def _split(self, box: Box, top: float) -> None:
        """A long paragraph: at least two lines stay and two go on."""
        line = box.height / box.lines
        fit = min(int((self.room - top) / line), box.lines - _WIDOW)
        if fit < _WIDOW:
            self._turn()
            fit, top = 0, 0.0
        self._note(box)
        left = box.lines - fit
        if fit:
            self._turn()
        per_page = max(1, int(self.room / line))
        while left > per_page:
            self.page, left = self.page + 1, left - per_page
        self.y, self.after = left * line + box.repeated, box.after

    def _note(self, box: Box) -> None:
        if box.paragraph is not None:
            self.pages[box.paragraph] = self.page
