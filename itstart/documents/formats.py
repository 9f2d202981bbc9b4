"""What pieces of formatting in a finished document mean for its layout, each read once for a template.

A piece is the text of a properties element, as it stands in the document.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar

from lxml import etree

from itstart.documents.looks import Look, Looks, Margins, looks_of, number, run_look, with_margins, with_paragraph
from itstart.documents.plan import NS, STYLES, Plan, W

V = TypeVar("V")
MOST: Final = 2_000
# The piece has lost the names of other namespaces; what they say is of no account here.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, and the inner margins of its cells beside and above each other, both sides together."""

    grid: list[float]
    beside: float
    above: float


@dataclass(frozen=True, slots=True)
class Row:
    """Whether a row repeats on a new page, its least height, and whether it may be broken."""

    is_head: bool = False
    height: float = 0.0
    splits: bool = True


@dataclass
class Formats:
    """The pieces of documents made in one template, by their text; forgotten when they become very many."""

    looks: Looks
    _shapes: dict[str, Look] = field(default_factory=dict)
    _runs: dict[str, tuple[float | None, bool | None]] = field(default_factory=dict)
    _rows: dict[str, Row] = field(default_factory=dict)
    _cells: dict[str, tuple[int, float]] = field(default_factory=dict)
    _tables: dict[str, Table] = field(default_factory=dict)

    def shape(self, piece: str) -> Look:
        """The look of a paragraph: its style's, and what its `<w:pPr>` says itself."""
        return _kept(self._shapes, piece, self._shape) if piece else self.looks.normal

    def run(self, piece: str, look: Look) -> tuple[float, bool]:
        """(size, bold) of a run in a paragraph of this look; the piece is what stands in its `<w:rPr>`."""
        size, bold = _kept(self._runs, piece, self._run)
        return look.size if size is None else size, look.bold if bold is None else bold

    def row(self, piece: str) -> Row:
        """What a `<w:trPr>` says."""
        return _kept(self._rows, piece, _row)

    def cell(self, piece: str) -> tuple[int, float]:
        """(columns, own width) that a `<w:tcPr>` says."""
        return _kept(self._cells, piece, _cell)

    def table(self, piece: str) -> Table:
        """What stands in a table before its first row."""
        return _kept(self._tables, piece, self._table)

    def _shape(self, piece: str) -> Look:
        props = _element(piece)[0]
        style = props.find(f"{W}pStyle")
        named = None if style is None else self.looks.paragraphs.get(str(style.get(f"{W}val")))
        return with_paragraph(named or self.looks.normal, props)

    def _run(self, piece: str) -> tuple[float | None, bool | None]:
        props = _element(piece)
        style = props.find(f"{W}rStyle")
        named = (None, None) if style is None else self.looks.characters.get(str(style.get(f"{W}val")), (None, None))
        size, bold = run_look(props)
        return named[0] if size is None else size, named[1] if bold is None else bold

    def _table(self, piece: str) -> Table:
        around = _element(piece)
        style = around.find(f"{W}tblPr/{W}tblStyle")
        named = self.looks.tables.get("" if style is None else str(style.get(f"{W}val")), Margins())
        margins = with_margins(named, around.find(f"{W}tblPr/{W}tblCellMar"))
        grid = [number(column, "w") or 0.0 for column in around.findall(f"{W}tblGrid/{W}gridCol")]
        return Table(grid, margins.left + margins.right, margins.top + margins.bottom)


def _row(piece: str) -> Row:
    props = _element(piece).find(f"{W}trPr")
    if props is None:
        return Row()
    height = number(props.find(f"{W}trHeight"), "val") or 0.0
    return Row(props.find(f"{W}tblHeader") is not None, height, props.find(f"{W}cantSplit") is None)


def _cell(piece: str) -> tuple[int, float]:
    props = _element(piece)
    span = number(props.find(f"{W}tcPr/{W}gridSpan"), "val") or 0.05
    return int(span * 20), number(props.find(f"{W}tcPr/{W}tcW"), "w") or 0.0


def _element(piece: str) -> etree._Element:
    """An element that holds the piece."""
    return etree.fromstring(f'<piece xmlns:w="{NS}">{piece}</piece>', _PARSER)


def _kept(known: dict[str, V], piece: str, read: Callable[[str], V]) -> V:
    found = known.get(piece)
    if found is None:
        if len(known) >= MOST:
            known.clear()
        found = known[piece] = read(piece)
    return found


@lru_cache(maxsize=32)
def formats_of(plan: Plan) -> Formats:
    """Of the template with this plan."""
    return Formats(looks_of(plan.part(STYLES) or b"", plan.part("word/numbering.xml") or b""))
