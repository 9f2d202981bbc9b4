"""How high a document's paragraphs and table rows stand, read from its finished XML as text. All measures in points.

Formatting is looked up by its own text (formats.py), since a document repeats it again and again; only words are new.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import unescape

from itstart.documents.formats import Formats, Table
from itstart.documents.looks import Look
from itstart.documents.metrics import LINE_HEIGHT, NARROWEST, UNITS, width, widths

_BLOCK: Final = re.compile(r"<(/?)w:(p|tbl|tr|tc)(?: [^>]*)?>")
_ROW: Final = re.compile(r"(?:<w:tblPrEx>.*?</w:tblPrEx>)?(<w:trPr>.*?</w:trPr>)", re.DOTALL)
_ROW_END: Final = "</w:tr>"
_CELL: Final = re.compile(r"<w:tc(?: [^>]*)?>")
_CELL_END: Final = "</w:tc>"
_PARAGRAPH: Final = re.compile(r"<w:p[ >/]")
_PARAGRAPH_END: Final = "</w:p>"
# A run with its formatting and its text; then more text of the same run, a break, a tab or a drawing.
_PIECE: Final = re.compile(
    r"<w:(r)(?: [^>]*)?>(?:<w:rPr>(.*?)</w:rPr>)?(?:<w:t(?: [^>]*)?>([^<]*))?"
    r"|<w:t(?: [^>]*)?>([^<]*)|<w:(br|tab)[ /]|<w:drawing>(.*?)</w:drawing>",
    re.DOTALL,
)
_EXTENT: Final = re.compile(r'<wp:extent [^>]*?\bcy="(\d+)"')
_MARK: Final = re.compile(r'<w:bookmarkStart [^>]*w:name="(_Toc\d+)"')
_TOKENS: Final = re.compile(r"[^ \-–/]*[ \-–/]*")
_TAB: Final = 28.35
_EMU_PER_POINT: Final = 12_700
_RULE: Final = 0.43
_ROW_LINE: Final = 12.2  # about the height of a line in a table
_WORDS: Final = re.compile(">([^<]+)<")
Measured = tuple[int, float, bool]  # columns, height with margins, whether it is kept with what follows


@dataclass(slots=True)
class Box:
    """Something that stands on a page: a paragraph of `lines` equal lines, or a table row.

    A row is one line that is not broken, unless it may split. `bookmark` is what the contents list calls a heading.
    """

    height: float
    lines: int = 1
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    whole: bool = True
    page_break: bool = False
    repeated: float = 0.0
    bookmark: str = ""


@dataclass(slots=True)
class Form:
    """A cell but for its words: one paragraph `room` wide, with the size and weight of each of its texts."""

    span: int
    look: Look
    room: float
    around: float
    fonts: list[tuple[float, bool]]

    def measured(self, words: Iterable[str]) -> Measured:
        """The cell with these words."""
        lines, x, largest = 1, 0.0, 0.0
        for text, (size, bold) in zip(words, self.fonts, strict=True):
            added, x = _wrap(unescape(text) if "&" in text else text, size / UNITS, x, self.room, bold=bold)
            lines, largest = lines + added, max(largest, size)
        high = lines * _line(self.look, largest or self.look.size) + self.look.border
        return self.span, max(0.0, self.look.before) + high + self.look.after + self.around, self.look.keep_next


@dataclass(slots=True)
class Known:
    """The cells that a table has had, by their column, and what they were but for their words."""

    cells: dict[tuple[int, str], Measured] = field(default_factory=dict)
    forms: dict[tuple[int | str, ...], Form | None] = field(default_factory=dict)


class Blocks:
    """One reading of a document's text, from its first paragraph to its last."""

    def __init__(self, text: str, formats: Formats) -> None:
        self.text, self.formats, self.at = text, formats, 0

    def _tokens(self) -> Iterator[re.Match[str]]:
        """What begins and ends, from where the reading has come to."""
        while token := _BLOCK.search(self.text, self.at):
            self.at = token.end()
            yield token

    def boxes(self, available: float) -> Iterator[Box]:
        """The boxes that follow in a column `available` wide, to the end of the cell, the section or the document."""
        for token in self._tokens():
            if token[1]:
                return
            if token[2] == "p":
                text = self._paragraph(token)
                yield self._paragraph_box(text, available)
                if "<w:sectPr" in text:
                    return
            elif token[2] == "tbl":
                yield from self._rows(token.end(), available)

    def _paragraph(self, begun: re.Match[str]) -> str:
        """The text of a paragraph, with what stands in a text box in it."""
        start, depth, token = begun.start(), 0, begun
        while True:
            if token[2] == "p" and self.text[self.at - 2] != "/":
                depth += -1 if token[1] else 1
            if depth == 0:
                return self.text[start : self.at]
            token = next(self._tokens())

    def _paragraph_box(self, text: str, available: float) -> Box:
        piece, at = _properties(text, text.index(">") + 1, "<w:pPr>", "</w:pPr>")
        look = self.formats.shape(piece)
        if look.framed:
            return Box(0.0)
        lines, size, drawing = self._lines(text, at, look, available - look.left - look.right)
        line = _line(look, size)
        height = max(lines * line, drawing + (lines - 1) * line) + look.border
        whole = look.keep_lines or lines < 4 or bool(drawing)
        mark = _MARK.search(text) if "<w:bookmarkStart" in text else None
        name = mark[1] if mark else ""
        return Box(height, lines, look.before, look.after, look.keep_next, whole, look.page_break, bookmark=name)

    def _lines(self, paragraph: str, at: int, look: Look, available: float) -> tuple[int, float, float]:
        """(number of lines, largest text size, height of the tallest drawing)."""
        lines, x, largest, drawing = 1, 0.0, 0.0, 0.0
        size, bold = look.size, look.bold
        for run, said, first, more, sign, drawn in _PIECE.findall(paragraph, at):
            if run:
                size, bold = self.formats.run(said, look) if said else (look.size, look.bold)
            text = first or more
            if text:
                added, x = _wrap(unescape(text) if "&" in text else text, size / UNITS, x, available, bold=bold)
                lines += added
            elif sign == "br":
                lines, x = lines + 1, 0.0
            elif sign:
                x = (x // _TAB + 1) * _TAB
            elif drawn:
                drawing = max(drawing, *(int(high) / _EMU_PER_POINT for high in _EXTENT.findall(drawn)), 0.0)
            else:
                continue
            largest = max(largest, size)
        return lines, largest or look.size, drawing

    def _rows(self, at: int, available: float) -> Iterator[Box]:
        """A box a row. Every row knows the height of the head rows, which are repeated on a new page."""
        table, repeated = None, 0.0
        known = Known()
        for token in self._tokens():
            if token[1]:
                return
            table = table or self.formats.table(self.text[at : token.start()])
            box, is_head = self._row_box(token.end(), table, available, known)
            if is_head:
                repeated += box.height
                box.keep_next = True
            else:
                box.repeated = repeated
            yield box

    def _row_box(self, at: int, table: Table, available: float, known: Known) -> tuple[Box, bool]:
        """The box of a row, and whether it is a head row; `known` are the cells that the table has had already."""
        found = _ROW.match(self.text, at)
        row = self.formats.row(found[1] if found else "")
        height, keep, column = row.height, False, 0
        self.at = found.end() if found else at
        for cell in self._row_cells():
            measured = known.cells.get((column, cell))
            if measured is None:
                measured = known.cells[column, cell] = self._cell(cell, table, column, available, known)
            span, high, kept = measured
            column += span
            height, keep = max(height, high), keep or kept
        lines = max(1, int(height / _ROW_LINE)) if row.splits else 1
        return Box(height, lines, keep_next=keep, whole=not row.splits), row.is_head

    def _cell(self, cell: str, table: Table, column: int, available: float, known: Known) -> Measured:
        """A cell that begins in a column; most are like one before but for their words."""
        pieces = _WORDS.split(cell)
        shape, words = (column, *pieces[::2]), pieces[1::2]
        if shape in known.forms and (form := known.forms[shape]):
            return form.measured(words)
        found = _CELL.search(cell)
        piece, at = _properties(cell, found.end() if found else 0, "<w:tcPr>", "</w:tcPr>")
        span, own = self.formats.cell(piece)
        room = (sum(table.grid[column : column + span]) or own or available) - table.beside
        inner, around = cell[at:], table.above + _RULE
        if shape not in known.forms:
            known.forms[shape] = form = self._form(inner, span, room, around, len(words))
            if form:
                return form.measured(words)
        high, kept = _together(Blocks(inner, self.formats).boxes(room))
        return span, high + around, kept

    def _form(self, inner: str, span: int, room: float, around: float, texts: int) -> Form | None:
        """What is in a cell but for its words; None when it is more than a paragraph of so many texts."""
        if not _is_paragraph(inner):
            return None
        piece, at = _properties(inner, inner.index(">") + 1, "<w:pPr>", "</w:pPr>")
        look = self.formats.shape(piece)
        fonts, font = [], (look.size, look.bold)
        for run, said, first, more, sign, drawn in _PIECE.findall(inner, at):
            if run:
                font = self.formats.run(said, look) if said else (look.size, look.bold)
            if first or more:
                fonts.append(font)
            elif sign or drawn:
                return None
        if look.framed or len(fonts) != texts:
            return None
        return Form(span, look, room - look.left - look.right, around, fonts)

    def _row_cells(self) -> Iterable[str]:
        """Every cell from here to the end of the row."""
        start, end = self.at, self.text.index(_ROW_END, self.at)
        if self.text.find("<w:tbl>", start, end) >= 0:
            return self._outer_cells()
        self.at = end + len(_ROW_END)
        return self.text[start:end].split(_CELL_END)[:-1]

    def _outer_cells(self) -> Iterator[str]:
        """The cells of a row where a cell holds a table of its own."""
        start, depth = self.at, 0
        for token in self._tokens():
            if token[2] == "tr" and token[1] and not depth:
                return
            if token[2] == "tc":
                depth += -1 if token[1] else 1
                if not depth:
                    yield self.text[start : token.start()]
                    start = self.at


def _properties(text: str, at: int, begin: str, end: str) -> tuple[str, int]:
    """(the properties that stand at a place or "", where they end)."""
    if not text.startswith(begin, at):
        return "", at
    stop = text.index(end, at) + len(end)
    return text[at:stop], stop


def _is_paragraph(text: str) -> bool:
    """Whether it is one paragraph with no other in it or beside it."""
    return (
        text.startswith(("<w:p>", "<w:p "))
        and text.find(_PARAGRAPH_END) == len(text) - len(_PARAGRAPH_END)
        and not _PARAGRAPH.search(text, 1)
    )


def _line(look: Look, size: float) -> float:
    """The height of a line of this size."""
    return look.line if look.exact else size * LINE_HEIGHT * look.line


def _together(boxes: Iterable[Box]) -> tuple[float, bool]:
    """(height, whether one is kept with what follows) of boxes on top of each other: between two the larger space."""
    total, after, keep = 0.0, 0.0, False
    for box in boxes:
        total += max(after, box.before) + box.height
        after, keep = box.after, keep or box.keep_next
    return total + after, keep


def _wrap(text: str, scale: float, x: float, available: float, *, bold: bool) -> tuple[int, float]:
    """(line breaks, where the text ends) for text that begins at `x`."""
    if x + len(text) * NARROWEST * scale <= available:
        whole = width(text, bold=bold) * scale
        if x + whole <= available:
            return 0, x + whole
    added = 0
    for token in _TOKENS.findall(text):
        bare, whole = widths(token, bold=bold)
        if x > 0 and x + bare * scale > available:
            added, x = added + 1, 0.0
        if bare * scale > available > 0:
            added, x = added + int(bare * scale // available), bare * scale % available
        else:
            x += whole * scale
    return added, x
