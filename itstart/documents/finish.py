"""What only the finished document shows: column grids, kept rows, picture numbers, and runs that are left (runs.py)."""

from itertools import groupby
from typing import Final

from lxml import etree

from itstart.documents.plan import NS, W
from itstart.documents.runs import finish_runs

_RUN: Final = f"{W}r"
_TABLE: Final = f"{W}tbl"
_ROW: Final = f"{W}tr"
_DOC_PR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_PICTURE: Final = 1001
# a cell this long (lines of 9.5 points in its own width) may be broken by the foot of the page
_LONG: Final = 25
_LETTER: Final = 95
# a name or an amount of seven digits has room in a column this wide
_NARROW: Final = 1077
# The rows of one cell, and those with much text.
_LOOKED_AT: Final = etree.XPath(f"not(w:tc[2]) or string-length() >= {_LONG * _NARROW / _LETTER}", namespaces={"w": NS})
_AGREE: Final = etree.XPath("w:tr[w:tc[$columns]] and not(w:tr[w:tc[$columns + 1]])", namespaces={"w": NS})


def finish(root: etree._Element, *, column_loops: bool, runs: bool) -> None:
    """All of it, for a document's text: one walk finds what there is to do. With `runs` some are marked still."""
    tags = (_TABLE, _ROW, _DOC_PR, *((_RUN,) if runs else ()))
    found: dict[str, list[etree._Element]] = {tag: [] for tag in tags}
    for element in root.iter(*found):
        found[str(element.tag)].append(element)
    finish_runs(found.get(_RUN, ()))
    _finish_tables(found[_TABLE], found[_ROW], column_loops=column_loops)
    for number, drawing in enumerate(found[_DOC_PR], _FIRST_PICTURE):  # the headers' own are below
        drawing.set("id", str(number))


def _finish_tables(tables: list[etree._Element], rows: list[etree._Element], *, column_loops: bool) -> None:
    """Rebuilds grids after column loops, and lets the last row of every table or group go from what follows."""
    for table in tables:
        if column_loops:
            _fit_columns(table)
        last = next(table.iterchildren(_ROW, reversed=True), None)
        if last is not None:
            _let_go(last)
    for row in filter(_LOOKED_AT, rows):
        _finish_row(row)


def _finish_row(row: etree._Element) -> None:
    cells = row.findall(f"{W}tc")
    before = next(row.itersiblings(f"{W}tr", preceding=True), None)
    if before is not None and len(cells) == 1 != len(before.findall(f"{W}tc")):
        _let_go(before)
    if _is_long(cells):
        _let_break(row)


def _let_go(row: etree._Element) -> None:
    if row.find(f"{W}trPr/{W}tblHeader") is not None:
        return
    for mark in list(row.iter(f"{W}keepNext")):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def _is_long(cells: list[etree._Element]) -> bool:
    """Whether a cell's text takes more lines in its width than a row should have."""
    widths = [_width(cell.find(f"{W}tcPr/{W}tcW")) for cell in cells]
    return any(
        sum(map(len, cell.itertext())) * _LETTER > _LONG * width
        for cell, width in zip(cells, widths, strict=True)
        if width
    )


def _let_break(row: etree._Element) -> None:
    """A row as high as half a page would leave the page before it empty, so it begins there and goes on."""
    for mark in row.findall(f"{W}trPr/{W}cantSplit"):
        row.find(f"{W}trPr").remove(mark)
    _let_go(row)


def _width(element: etree._Element | None) -> int:
    """Twentieths of a point; 0 when it is not an absolute width."""
    if element is None or element.get(f"{W}type", "dxa") != "dxa":
        return 0
    return int(float(element.get(f"{W}w", "0")))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val", "1"))


def _fit_columns(table: etree._Element) -> None:
    """Only when the widest row and the grid disagree: its cells' own widths, scaled to the table's width."""
    grid = table.find(f"{W}tblGrid")
    if grid is None or _AGREE(table, columns=len(grid)):
        return
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
    widest: list[etree._Element] = max(rows, key=len, default=[])
    if len(widest) == len(grid) or any(_span(cell) > 1 for cell in widest):
        return
    widths = [_width(cell.find(f"{W}tcPr/{W}tcW")) for cell in widest]
    total = _width(table.find(f"{W}tblPr/{W}tblW")) or sum(_width(column) for column in grid)
    if not all(widths) or not total:
        return
    scaled = _scaled(widths, total)
    for column in list(grid):
        grid.remove(column)
    for width in scaled:
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(width))
    for cells in rows:
        _fit_row(cells, scaled)


def _scaled(widths: list[int], total: int) -> list[int]:
    """The widths made to fill `total`. When there are too many columns, the repeated ones (the longest run of equal
    widths) give way first, then the widest of the others; a number never loses its room."""
    runs = [list(same) for _, same in groupby(widths)]
    longest = max(runs, key=len)
    start = sum(len(run) for run in runs[: runs.index(longest)])
    repeated = range(start, start + len(longest))
    fixed = [place for place in range(len(widths)) if place not in repeated]
    even = [round(width * total / sum(widths)) for width in widths]
    if not fixed or sum(widths) <= total:
        return even
    room = max((total - sum(widths[place] for place in fixed)) // len(longest), min(longest[0], _NARROW))
    out = [room if place in repeated else width for place, width in enumerate(widths)]
    out[max(fixed, key=widths.__getitem__)] += total - sum(out)
    return out if min(out[place] for place in fixed) >= min(_NARROW, *widths) else even


def _fit_row(cells: list[etree._Element], widths: list[int]) -> None:
    at = 0
    for cell in cells:
        span = len(widths) if len(cells) == 1 else _span(cell)
        mark = cell.find(f"{W}tcPr/{W}gridSpan")
        if mark is not None:
            mark.set(f"{W}val", str(span))
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None:
            width.set(f"{W}w", str(sum(widths[at : at + span])))
        at += span
