"""A rendered document as HTML sections, to be read beside the form it is written in.

Only for text that our own engine has just rendered: a walk of its XML that knows paragraphs, headings with their
numbers, lists, tables and figures, and passes over everything else. All text is escaped here. Files from outside are
read by preview.py.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Final

from lxml import etree

from itstart.documents.engine import RenderedText, WordTemplate
from itstart.documents.html_pieces import GAP, Piece, pieces, style_of
from itstart.documents.html_sections import Linker, Links, Place, Section, View
from itstart.documents.marks import Marks, printed
from itstart.documents.native_charts import NativeChart, relation_id
from itstart.documents.numbering import HeadingStyles, heading_styles, next_label, val
from itstart.documents.plan import W, plan_of

_P, _T, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_BEFORE, _AFTER = "[mangler: ", "]"
_HOLDERS: Final = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag"))
_BULLET: Final = "bullet"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_CHART_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CLASSES: Final = {
    "tabeltal": "num", "tabelhoved tal": "num", "tabelmidt": "mid", "tabelhoved midt": "mid", "tabelgruppe": "strong",
    "nøgletal værdi": "big", "overskrift lille": "strong", "overskrift uden nummer": "strong", "manchet": "lead",
    "subtitle": "lead", "title": "title", "caption": "caption", "figurtekst": "caption", "tabelnote": "caption",
    "forside note": "caption", "boks vigtigt": "box", "boks anbefaling": "box", "boks metode": "box",
}  # fmt: skip
_PASSED_OVER: Final = ("toc ", "forside mærke")
_CONTENTS: Final = ("overskrift uden nummer", "Indhold")


@dataclass(frozen=True)
class Look:
    """What the template's styles say: style name by id, outline levels, and the list that numbers each style."""

    names: dict[str, str]
    styles: HeadingStyles


@lru_cache(maxsize=32)
def _look(template: bytes) -> Look:
    plan = plan_of(template)
    return Look({style: name for name, style in plan.styles.ids.items()}, heading_styles(plan))


def sections(text: RenderedText, marks: Marks, links: Links, wanted: Container[int] | None = None) -> list[Section]:
    """The document in sections, its marks turned into links; with `wanted` those that hold one of these sources."""
    walk = _Walk(_look(text.template), marks, links, text.charts)
    body = text.root.find(f"{W}body")
    found: list[Section] = []
    for group in () if body is None else walk.groups(body):
        chosen = wanted is None or any(source in wanted for source in marks.found("".join(map(_text, group))))
        if chosen:
            found.append(walk.section(group))
        else:
            walk.count(group)
    return found


def view(
    template: WordTemplate,
    context: Mapping[str, object],
    marks: Marks,
    links: Links,
    wanted: Container[int] | None = None,
) -> View:
    """A document made in a template of ours, as HTML. Raises as `WordTemplate.render`."""
    text = template.text(context)
    return View(sections(text, marks, links, wanted), text.missing)


def _text(block: etree._Element) -> str:
    return "".join(str(text) for text in block.itertext(_T))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also those inside content controls."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag in _HOLDERS:
            yield from _blocks(child)


class _Walk:
    """One walk through a document."""

    def __init__(self, look: Look, marks: Marks, links: Links, charts: Sequence[NativeChart]) -> None:
        self.look, self.marks, self.links = look, marks, links
        self.charts = {relation_id(number): chart for number, chart in enumerate(charts, 1)}
        self._counts: dict[str, list[int]] = {}
        self._linker = Linker()
        self._begun = 0
        self._last_number = ""
        self._now = Section()

    def groups(self, body: etree._Element) -> Iterator[list[etree._Element]]:
        """Paragraphs and tables, a new group at each heading that says something."""
        group: list[etree._Element] = []
        for block in _blocks(body):
            if block.tag == _P and self._level(block) and _text(block).strip():
                if group:
                    yield group
                group = []
            group.append(block)
        if group:
            yield group

    def _level(self, p: etree._Element) -> int | None:
        return self.look.styles.levels.get(style_of(p))

    def count(self, group: list[etree._Element]) -> None:
        """Pass a group over; its numbers count all the same."""
        self._begun += 1
        for block in group:
            if block.tag == _P:
                style = style_of(block)
                number = self._label(block, style)[1]
                self._last_number = number if number and self.look.styles.levels.get(style) else self._last_number

    def section(self, group: list[etree._Element]) -> Section:
        """A heading and what stands under it."""
        self._now = Section(anchor=f"afsnit-{self._begun}")
        self._begun += 1
        bullets: list[str] = []
        for block in group:
            if block.tag == _TBL:
                form, html = "", self._table(block)
            else:
                form, html = self._block(block)
            if bullets and (html or form) and form != _BULLET:
                self._now.body.append(f"<ul>{''.join(bullets)}</ul>")
                bullets.clear()
            (bullets if form == _BULLET else self._now.body).append(html)
        if bullets:
            self._now.body.append(f"<ul>{''.join(bullets)}</ul>")
        return self._now

    def _block(self, p: etree._Element) -> tuple[str, str]:
        """(the form of its list, the HTML) of a paragraph of the body; a heading is kept in the section instead."""
        style = style_of(p)
        name, level = self.look.names.get(style, ""), self.look.styles.levels.get(style)
        form, number = self._label(p, style)
        found = pieces(p, self.look.names, self.marks)
        words = "".join(piece.text for piece in found).strip()
        if not words or name.startswith(_PASSED_OVER) or (name, words) == _CONTENTS:
            return "", ""
        inner = self._linked(found)
        if form == _BULLET:
            return form, f"<li>{inner}</li>"
        if level is None:
            return form, _paragraph(name, _numbered(number, inner)) + self._figures(p)
        self._last_number = number or self._last_number
        self._now.level, self._now.number, self._now.title, self._now.within = level, number, words, self._last_number
        self._now.heading = _numbered(number, inner)
        return form, ""

    def _figures(self, p: etree._Element) -> str:
        """The numbers of the charts in a paragraph, as tables."""
        shown = (self.charts.get(str(chart.get(_CHART_ID))) for chart in p.iter(_CHART)) if self.charts else ()
        return "".join(self._figure(chart) for chart in shown if chart is not None)

    def _figure(self, chart: NativeChart) -> str:
        rows = [[escape(self.marks.plain(printed(cell))) for cell in row] for row in chart.table()]
        head = "".join(f'<th scope="col" class="mid">{cell}</th>' if cell else "<td></td>" for cell in rows[0])
        body = "".join(
            f'<tr><th scope="row">{name}</th>{"".join(f"""<td class="num">{cell}</td>""" for cell in cells)}</tr>'
            for name, *cells in rows[1:]
        )
        label = escape(self.marks.plain(printed(chart.alt)))
        return f'<table aria-label="{label}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _label(self, p: etree._Element, style: str) -> tuple[str, str]:
        """(the form of the paragraph's list, its number as printed); both are empty outside lists."""
        number, at = self.look.styles.lists.get(style, ("", 0))
        own = val(p, "w:pPr/w:numPr/w:numId") if len(p) and len(p[0]) > 1 else ""
        if own:
            number, at = own, int(val(p, "w:pPr/w:numPr/w:ilvl", "0"))
        levels = self.look.styles.numbering.get(number, [])
        if at >= len(levels):
            return "", ""
        if levels[at].form == _BULLET:
            return _BULLET, ""
        return levels[at].form, next_label(self.look.styles, number, at, self._counts)

    def _linked(self, found: list[Piece]) -> str:
        """The stretches as HTML, what comes from one source inside one link."""
        out: list[str] = []
        for source, group in groupby(found, key=lambda piece: piece.source):
            stretch = list(group)
            if source is not None:
                self._now.sources.add(source)
            gaps = [piece for piece in stretch if piece.kind == GAP]
            if not gaps:
                place = None if source is None else self.links.source(source)
                out.append(self._linker.link(place, "".join(piece.html for piece in stretch)))
                continue
            for piece in stretch:
                place = self._gap(piece) if piece.kind == GAP else None
                out.append(self._linker.link(place, piece.html))
        return "".join(out)

    def _gap(self, piece: Piece) -> Place | None:
        return self.links.gap(piece.text.removeprefix(_BEFORE).removesuffix(_AFTER), piece.source)

    def _table(self, table: etree._Element) -> str:
        rows = table.findall(_TR)
        heads = 0
        while heads < len(rows) and rows[heads].find(f"{W}trPr/{W}tblHeader") is not None:
            heads += 1
        look = table.find(f"{W}tblPr/{W}tblLook")
        named = look is not None and look.get(f"{W}firstColumn") == "1"
        about = val(table, "w:tblPr/w:tblDescription")
        label = f' aria-label="{escape(self.marks.plain(about))}"' if about else ""
        head = "".join(self._row(row, "col", named=False) for row in rows[:heads])
        body = "".join(self._row(row, "row", named=named) for row in rows[heads:])
        return f"<table{label}>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"

    def _row(self, row: etree._Element, scope: str, *, named: bool) -> str:
        self._linker.here = False
        cells = [
            self._cell(cell, scope if scope == "col" or (named and not place) else "")
            for place, cell in enumerate(row.findall(_TC))
        ]
        look = ' class="here"' if self._linker.here else ""
        return f"<tr{look}>{''.join(cells)}</tr>"

    def _cell(self, cell: etree._Element, scope: str) -> str:
        inner, classes = self._within(cell)
        span = val(cell, "w:tcPr/w:gridSpan")
        about = f' colspan="{int(span)}"' if span.isdigit() else ""
        if classes:
            about += f' class="{classes}"'
        if scope and inner:
            return f'<th scope="{scope}"{about}>{inner}</th>'
        return f"<td{about}>{inner}</td>"

    def _within(self, cell: etree._Element) -> tuple[str, str]:
        """(what stands in a cell, the class of its paragraphs)."""
        parts: list[tuple[str, str]] = []
        for block in _blocks(cell):
            if block.tag == _TBL:
                parts.append((self._table(block), ""))
                continue
            style = style_of(block)
            inner = self._linked(pieces(block, self.look.names, self.marks))
            form, number = self._label(block, style) if inner else ("", "")
            if inner:
                parts.append((f"• {inner}" if form == _BULLET else _numbered(number, inner), self._class(style)))
        if len(parts) == 1:
            return parts[0]
        return "".join(f'<span class="{f"line {look}".strip()}">{inner}</span>' for inner, look in parts), ""

    def _class(self, style: str) -> str:
        return _CLASSES.get(self.look.names.get(style, ""), "")


def _line(inner: str, look: str) -> str:
    return f'<span class="line {look}">{inner}</span>' if look else f'<span class="line">{inner}</span>'


def _numbered(number: str, inner: str) -> str:
    return f'<span class="no">{escape(number)}</span> {inner}' if number else inner


def _paragraph(name: str, inner: str) -> str:
    look = _CLASSES.get(name, "")
    return f'<p class="{look}">{inner}</p>' if look else f"<p>{inner}</p>"
