"""An estimate of which page a heading stands on, in milliseconds and without another program.

It knows what our templates use: sections, spacing, keep with next, whole rows and repeated head rows, charts, letter
widths of Calibri. A heading that fits with less than a line to spare may be put on the neighbouring page; where that
matters, LibreOffice lays the document out (contents.py, `paginate`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from itstart.documents.formats import formats_of
from itstart.documents.looks import number
from itstart.documents.measure import Blocks, Box
from itstart.documents.plan import NS, Plan, W

_A4: Final = (595.3, 841.9)
_MARGIN: Final = 72.0
_WIDOW: Final = 2
_SAID: Final = re.compile("<w:pg(?:Sz|Mar) [^>]*/>")
_SECTION_END: Final = "</w:sectPr>"


@dataclass(frozen=True)
class Shape:
    """The text area of a section's pages."""

    width: float
    height: float


def estimate(text: str, plan: Plan, wanted: Sequence[str]) -> list[int]:
    """The page of every wanted bookmark, from 1, in a document's XML. The contents list must hold its entries."""
    blocks = Blocks(text, formats_of(plan))
    flow = Flow()
    for shape in _shapes(text):
        flow.section(shape.height, list(blocks.boxes(shape.width)))
    return [flow.pages.get(bookmark, 1) for bookmark in wanted]


def _shapes(text: str) -> Iterator[Shape]:
    """The shape of each section in order; A4 for a document that says none."""
    at = 0
    while (start := text.find("<w:sectPr", at)) >= 0 and (end := text.find(_SECTION_END, start)) >= 0:
        yield _shape("".join(_SAID.findall(text, start, end)))
        at = end + len(_SECTION_END)
    if not at:
        yield _shape("")


def _shape(said: str) -> Shape:
    section = etree.fromstring(f'<section xmlns:w="{NS}">{said}</section>')
    size, edge = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")

    def margin(side: str) -> float:
        value = number(edge, side)
        return _MARGIN if value is None else abs(value)

    wide, high = number(size, "w") or _A4[0], number(size, "h") or _A4[1]
    return Shape(wide - margin("left") - margin("right"), high - margin("top") - margin("bottom"))


class Flow:
    """Boxes put on pages from top to bottom."""

    def __init__(self) -> None:
        self.page, self.y, self.after, self.room = 0, 0.0, 0.0, 0.0
        self.pages: dict[str, int] = {}

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
        if box.bookmark:
            self.pages[box.bookmark] = self.page
