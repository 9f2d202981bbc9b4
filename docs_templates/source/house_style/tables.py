"""Tables with fixed widths, repeated heads, rows that stay whole and a description for screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from docs_templates.source.house_style.palette import AMBER, PETROL, PETROL_TINT, TEXT_WIDTH, cm
from docs_templates.source.house_style.text import paragraph
from docs_templates.source.house_style.xml import attribute, border_side, style_id

KEEP = "<w:keepNext/>"
_CELL_STYLES = {"text": "Tabeltekst", "tal": "Tabeltal", "midt": "Tabelmidt"}
_HEAD_STYLES = {"text": "Tabelhoved", "tal": "Tabelhoved tal", "midt": "Tabelhoved midt"}


@dataclass(frozen=True)
class Column:
    """A column: width in cm (scaled so that all of them fill the table), title, and kind text, tal or midt."""

    width: float
    title: str
    kind: str = "text"


@dataclass(frozen=True)
class Para:
    """One paragraph of a cell in a style of its own, or a docxtpl paragraph tag such as {%p if x %}."""

    text: str
    style: str = "Tabelsvar"


Cell = str | Sequence["str | Para"]


@dataclass(frozen=True)
class Tag:
    """A docxtpl row tag: Tag("for p in processer"), Tag("endfor"), Tag("if x"), Tag("endif")."""

    code: str


@dataclass(frozen=True)
class Group:
    """A tinted row over all columns that names what follows."""

    text: str


@dataclass(frozen=True)
class Total:
    """A tinted, bold last row."""

    cells: tuple[str, ...]


Row = Sequence[Cell] | Tag | Group | Total


def each(variable: str, items: str, *cells: Cell) -> list[Row]:
    """Rows for a list: one row for each value of `items`."""
    return [Tag(f"for {variable} in {items}"), cells, Tag("endfor")]


def _cell(text: Cell, width: int, style: str, *, fill: str | None = None, extra: str = "", span: int = 1) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    items: Sequence[str | Para] = [text] if isinstance(text, str) else text
    inner = "".join(
        paragraph(item.text, item.style, extra) if isinstance(item, Para) else paragraph(item, style, extra)
        for item in items
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{shade}</w:tcPr>{inner}</w:tc>'


def _row(cells: str, *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"


def _table_row(row: Row, columns: Sequence[Column], grid: Sequence[int], *, keep: bool) -> str:
    if isinstance(row, Tag):
        return _row(_cell(f"{{%tr {row.code} %}}", sum(grid), "Tabelsvar", span=len(grid)))
    if isinstance(row, Group):
        return _row(_cell(row.text, sum(grid), "Tabelgruppe", fill=PETROL_TINT, span=len(grid)))
    total = isinstance(row, Total)
    cells = row.cells if isinstance(row, Total) else row
    out = ""
    for text, column, width in zip(cells, columns, grid, strict=True):
        shown = f"**{text}**" if total and text else text
        extra = KEEP if keep and not total else ""
        fill = PETROL_TINT if total else None
        out += _cell(shown, width, _CELL_STYLES[column.kind], fill=fill, extra=extra)
    return _row(out)


def _grid(widths: Sequence[float], total: int) -> list[int]:
    scale = total / sum(cm(w) for w in widths)
    return [round(cm(w) * scale) for w in widths]


def _open(style: str, grid: Sequence[int], alt: str, *, look: str, indent: int = 0, margins: str = "") -> str:
    if "{" in alt:
        raise ValueError("the description of a table is an attribute: no field may stand in it")
    shift = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="{sum(grid)}" w:type="dxa"/>{shift}'
        f'<w:tblLayout w:type="fixed"/>{margins}<w:tblLook {look}/>'
        f'<w:tblDescription w:val="{attribute(alt)}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _look(value: str, *, first_row: int = 0, first_column: int = 0, bands: bool = False) -> str:
    return (
        f'w:val="{value}" w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="{first_column}" w:lastColumn="0" '
        f'w:noHBand="{0 if bands else 1}" w:noVBand="1"'
    )


def data_table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    alt: str,
    style: str = "It-start Tabel",
    width: int = TEXT_WIDTH,
    keep: bool = False,
) -> str:
    """A table with a head row. `keep` holds a short table on one page (every row keeps with the next; the document
    engine lets the last row go)."""
    grid = _grid([c.width for c in columns], width)
    head = "".join(_cell(c.title, w, _HEAD_STYLES[c.kind], fill=PETROL) for c, w in zip(columns, grid, strict=True))
    look = _look("0420", first_row=1, bands=True)
    body = "".join(_table_row(row, columns, grid, keep=keep) for row in rows)
    return _open(style, grid, alt, look=look) + _row(head, head=True) + body + "</w:tbl>"


def fact_table(
    rows: Sequence[tuple[str, str]], *, alt: str, label_cm: float = 4.6, indent_cm: float = 0.0,
    width: int = TEXT_WIDTH, style: str = "Tabeltekst", conditions: Sequence[str | None] = (),
) -> str:  # fmt: skip
    """Label and value. `conditions` names for each row the field without which the row disappears, or None."""
    grid = [cm(label_cm), width - cm(indent_cm) - cm(label_cm)]
    out = _open("It-start Fakta", grid, alt, look=_look("0080", first_column=1), indent=cm(indent_cm))
    wanted = [*conditions, *[None] * (len(rows) - len(conditions))]
    for i, ((label, value), condition) in enumerate(zip(rows, wanted, strict=True)):
        extra = KEEP if i < len(rows) - 1 else ""
        row = _row(_cell(f"[[Stærk|{label}]]", grid[0], style, extra=extra) + _cell(value, grid[1], style, extra=extra))
        if condition:
            row = _tag_row(f"if {condition}", grid) + row + _tag_row("endif", grid)
        out += row
    return out + "</w:tbl>"


def _tag_row(code: str, grid: Sequence[int]) -> str:
    return _row(_cell(f"{{%tr {code} %}}", sum(grid), "Tabelsvar", span=len(grid)))


def key_figures(items: Sequence[tuple[str, str]], *, alt: str, width: int = TEXT_WIDTH) -> str:
    """At most four boxes with one figure and one line each, with white gaps between them."""
    gap = cm(0.3)
    box = (width - gap * (len(items) - 1)) // len(items)
    top = f"<w:tcBorders>{border_side('top', AMBER, 24, 0)}</w:tcBorders>"
    grid: list[int] = []
    cells = ""
    for i, (value, label) in enumerate(items):
        if i:
            grid.append(gap)
            cells += _cell("", gap, "Nøgletal tekst")
        grid.append(box)
        cells += (
            f'<w:tc><w:tcPr><w:tcW w:w="{box}" w:type="dxa"/>{top}'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{PETROL_TINT}"/></w:tcPr>'
            f"{paragraph(value, 'Nøgletal værdi')}{paragraph(label, 'Nøgletal tekst')}</w:tc>"
        )
    margins = '<w:tblCellMar><w:top w:w="90" w:type="dxa"/><w:bottom w:w="110" w:type="dxa"/></w:tblCellMar>'
    return _open("It-start Nøgletal", grid, alt, look=_look("0000"), margins=margins) + _row(cells) + "</w:tbl>"
