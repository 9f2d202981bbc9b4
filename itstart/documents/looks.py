"""What a template's styles say about size and space, for the layout estimate. All measures in points."""

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from itstart.documents.plan import PARSER, W

TWIPS: Final = 20.0
_SWITCHES: Final = {"keepNext": "keep_next", "keepLines": "keep_lines", "pageBreakBefore": "page_break"}
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's shape and its text's size. `line` is a factor, or points when `exact`.

    A `framed` one stands at a place of its own on the page, and the text flows as if it were not there.
    """

    size: float = 10.0
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    exact: bool = False
    left: float = 0.0
    right: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    border: float = 0.0
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Inner margins of a table's cells."""

    top: float = 0.0
    bottom: float = 0.0
    left: float = 5.4
    right: float = 5.4


@dataclass
class Looks:
    """Every style of a template, with what it inherits."""

    paragraphs: dict[str, Look] = field(default_factory=dict)
    characters: dict[str, tuple[float | None, bool | None]] = field(default_factory=dict)
    tables: dict[str, Margins] = field(default_factory=dict)
    normal: Look = field(default_factory=Look)


def looks_of(styles_xml: bytes, numbering_xml: bytes = b"") -> Looks:
    """The styles, with what they inherit; lists take their indent from the numbering."""
    lists = _list_indents(numbering_xml)
    root = etree.fromstring(styles_xml, PARSER)
    styles = {str(s.get(f"{W}styleId")): s for s in root.findall(f"{W}style")}
    base = with_run(Look(), root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    base = with_paragraph(base, root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
    out = Looks(normal=base)

    def resolve(sid: str) -> Look:
        if sid in out.paragraphs or sid not in styles:
            return out.paragraphs.get(sid, base)
        style = styles[sid]
        parent = style.find(f"{W}basedOn")
        look = resolve(str(parent.get(f"{W}val"))) if parent is not None else base
        indent = _list_indent(style.find(f"{W}pPr/{W}numPr"), lists)
        look = look if indent is None else replace(look, left=indent)
        look = with_run(with_paragraph(look, style.find(f"{W}pPr")), style.find(f"{W}rPr"))
        out.paragraphs[sid] = look
        return look

    for sid, style in styles.items():
        kind = style.get(f"{W}type")
        if kind == "paragraph":
            resolve(sid)
            if style.get(f"{W}default") == "1":
                out.normal = out.paragraphs[sid]
        elif kind == "character":
            out.characters[sid] = run_look(style.find(f"{W}rPr"))
        elif kind == "table":
            out.tables[sid] = with_margins(Margins(), style.find(f"{W}tblPr/{W}tblCellMar"))
    return out


def _list_indents(numbering_xml: bytes) -> dict[tuple[str, str], float]:
    """Left indent by (list, level)."""
    if not numbering_xml:
        return {}
    root = etree.fromstring(numbering_xml, PARSER)
    kinds = {str(a.get(f"{W}abstractNumId")): a for a in root.findall(f"{W}abstractNum")}
    out: dict[tuple[str, str], float] = {}
    for one in root.findall(f"{W}num"):
        kind = one.find(f"{W}abstractNumId")
        levels = kinds.get("" if kind is None else str(kind.get(f"{W}val")))
        for level in levels.findall(f"{W}lvl") if levels is not None else ():
            left = number(level.find(f"{W}pPr/{W}ind"), "left")
            if left is not None:
                out[str(one.get(f"{W}numId")), str(level.get(f"{W}ilvl"))] = left
    return out


def _list_indent(numbered: etree._Element | None, lists: dict[tuple[str, str], float]) -> float | None:
    if numbered is None:
        return None
    which, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    key = "" if which is None else str(which.get(f"{W}val")), "0" if level is None else str(level.get(f"{W}val"))
    return lists.get(key)


def number(element: etree._Element | None, name: str) -> float | None:
    """An attribute in twentieths of a point, as points."""
    text = None if element is None else element.get(f"{W}{name}")
    try:
        return None if text is None else float(text) / TWIPS
    except ValueError:
        return None


def switch(parent: etree._Element, name: str) -> bool | None:
    """An on/off property: None when it is not said."""
    found = parent.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def run_look(props: etree._Element | None) -> tuple[float | None, bool | None]:
    """(size, bold), each None when it is not said."""
    if props is None:
        return None, None
    size = props.find(f"{W}sz")
    return (None if size is None else float(size.get(f"{W}val", "20")) / 2), switch(props, "b")


def with_run(look: Look, props: etree._Element | None) -> Look:
    """The look with a run's size and weight."""
    size, bold = run_look(props)
    return replace(look, size=look.size if size is None else size, bold=look.bold if bold is None else bold)


def with_paragraph(look: Look, props: etree._Element | None) -> Look:
    """The look with what a `<w:pPr>` says."""
    if props is None or not len(props):
        return look
    changes: dict[str, float | bool] = {}
    for child in props:
        name = str(child.tag)[len(W) :]
        if name in _SWITCHES:
            changes[_SWITCHES[name]] = child.get(f"{W}val", "1") not in _OFF
        elif name == "spacing":
            changes |= _spacing(child)
        elif name == "ind":
            changes |= _points(child, ("left", "right"))
        elif name == "pBdr":
            changes["border"] = _border(child)
        elif name == "framePr":
            changes["framed"] = True
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def _points(element: etree._Element, names: tuple[str, ...]) -> dict[str, float | bool]:
    said = ((name, number(element, name)) for name in names)
    return {name: value for name, value in said if value is not None}


def _spacing(element: etree._Element) -> dict[str, float | bool]:
    changes = _points(element, ("before", "after", "line"))
    if "line" in changes:
        changes["exact"] = element.get(f"{W}lineRule", "auto") != "auto"
        if not changes["exact"]:
            changes["line"] *= TWIPS / 240
    return changes


def _border(borders: etree._Element) -> float:
    """What the upper and lower border of a box add to its height."""
    sides = [s for s in (borders.find(f"{W}top"), borders.find(f"{W}bottom")) if s is not None]
    return sum(float(s.get(f"{W}space", "0")) + float(s.get(f"{W}sz", "0")) / 8 for s in sides)


def with_margins(margins: Margins, given: etree._Element | None) -> Margins:
    """Cell margins with what a `<w:tblCellMar>` says."""
    if given is None:
        return margins
    said = {side: number(given.find(f"{W}{side}"), "w") for side in ("top", "bottom", "left", "right")}
    return replace(margins, **{side: value for side, value in said.items() if value is not None})
