"""Structural checks of a finished .docx: what Word would call unreadable, and what a reader would call unfinished."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from itstart.documents.plan import PARSER, STYLES, TYPES, W
from itstart.documents.schema_order import misplaced

_TEXT_PARTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_NUMBERING: Final = "word/numbering.xml"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOC_PR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LEFTOVER: Final = re.compile(r"\{[{%#]|[%#}]\}|\bNone\b|\bUndefined\b")
_CONTAINERS: Final = frozenset(f"{W}{name}" for name in ("p", "r", "body", "tc", "tr", "tbl"))


def problems(docx: bytes) -> list[str]:
    """Faults, sorted, each once;

    An empty list is a good document. Text typed by people may hold braces: see `leftovers`.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return sorted(set(_all(package)))


def _all(package: zipfile.ZipFile) -> Iterator[str]:
    bad = package.testzip()
    if bad:
        yield f"{bad}: checksum does not match"
    names = package.namelist()
    if len(set(names)) != len(names):
        yield "the same part twice"
    yield from _types(package, names)
    for name in names:
        if name.endswith(".rels"):
            yield from _targets(package, name, names)
        elif name.endswith(".xml"):
            yield from _part(package, name, names)


def _types(package: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    root = etree.fromstring(package.read(TYPES), PARSER)
    parts = {str(e.get("PartName")) for e in root if e.get("PartName")}
    extensions = {str(e.get("Extension")).lower() for e in root if e.get("Extension")}
    for name in names:
        if name != TYPES and f"/{name}" not in parts and name.rsplit(".", 1)[-1].lower() not in extensions:
            yield f"{name}: no content type"
    yield from (f"{part}: declared but not there" for part in sorted(parts) if part[1:] not in names)


def _targets(package: zipfile.ZipFile, name: str, names: list[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in etree.fromstring(package.read(name), PARSER).iter(_PACKAGE):
        target = str(link.get("Target"))
        if link.get("TargetMode") != "External":
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path not in names:
                yield f"{name}: {target} is not there"


def _part(package: zipfile.ZipFile, name: str, names: list[str]) -> Iterator[str]:
    try:
        root = etree.fromstring(package.read(name), PARSER)
    except etree.XMLSyntaxError as exc:
        yield f"{name}: {exc}"
        return
    if name in (STYLES, _NUMBERING) or _TEXT_PARTS.fullmatch(name):
        yield from (f"{name}: {fault}" for fault in misplaced(root))
    if not _TEXT_PARTS.fullmatch(name):
        return
    rels = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
    ids = set()
    if rels in names:
        ids = {str(link.get("Id")) for link in etree.fromstring(package.read(rels), PARSER).iter(_PACKAGE)}
    for element in root.iter(etree.Element):
        yield from (f"{name}: {fault}" for fault in _element(element, ids))
    yield from (f"{name}: {fault}" for fault in _whole(root))


def _element(e: etree._Element, ids: set[str]) -> Iterator[str]:
    tag = e.tag
    if tag == f"{W}tc" and (not len(e) or e[-1].tag not in (f"{W}p", f"{W}sdt")):
        yield "a cell does not end in a paragraph"
    elif tag == f"{W}tbl":
        yield from _table(e)
    elif tag == f"{W}tr":
        yield from _row(e)
    elif tag == f"{W}t" and len(e):
        yield "elements inside text"
    elif tag == f"{W}p" and _parent_tag(e) == f"{W}p":
        yield "a paragraph inside a paragraph"
    yield from _loose(e)
    for name in ("id", "embed", "link"):
        value = e.get(_RELATIONS + name)
        if value and value not in ids:
            yield f"relation {value} is not there"


def _loose(e: etree._Element) -> Iterator[str]:
    if e.tag in _CONTAINERS and ((e.text or "").strip() or any((child.tail or "").strip() for child in e)):
        yield f"text outside a run: {''.join(str(t) for t in e.itertext())[:40]!r}"


def _table(table: etree._Element) -> Iterator[str]:
    rows = table.findall(f"{W}tr")
    if not rows:
        yield "a table without rows"
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    if columns and any(_columns(row) != columns for row in rows):
        yield "a row with other columns than its table"


def _columns(row: etree._Element) -> int:
    """How many columns of the grid the row takes, also those it skips at its ends."""
    spans = [*row.findall(f"{W}tc/{W}tcPr/{W}gridSpan"), *row.findall(f"{W}trPr/{W}gridBefore")]
    spans += row.findall(f"{W}trPr/{W}gridAfter")
    plain = [cell for cell in row.findall(f"{W}tc") if cell.find(f"{W}tcPr/{W}gridSpan") is None]
    return len(plain) + sum(int(span.get(f"{W}val", "1")) for span in spans)


def _row(row: etree._Element) -> Iterator[str]:
    if row.find(f".//{W}tc") is None:
        yield "a row without cells"
    elif not any((t.text or "").strip() for t in row.iter(f"{W}t")) and row.find(f".//{W}drawing") is None:
        yield "an empty table row"


def _parent_tag(e: etree._Element) -> str:
    parent = e.getparent()
    return "" if parent is None else str(parent.tag)


def _whole(root: etree._Element) -> Iterator[str]:
    depth = sum({"begin": 1, "end": -1}.get(str(m.get(f"{W}fldCharType")), 0) for m in root.iter(f"{W}fldChar"))
    if depth:
        yield "a field without an end"
    for what, values in (
        ("docPr id", [e.get("id") for e in root.iter(_DOC_PR)]),
        ("bookmark", [e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")]),
        ("bookmark id", [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart") if e.get(f"{W}id")]),
    ):
        if len(set(values)) != len(values):
            yield f"the same {what} twice"
    if any(e.get("descr") is None for e in root.iter(_DOC_PR)):
        yield "a picture without alt text"
    anchors = {e.get(f"{W}anchor") for e in root.iter(f"{W}hyperlink")} - {None}
    if anchors - {e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")}:
        yield "a link to a bookmark that is not there"


def leftovers(docx: bytes) -> list[str]:
    """Texts that hold template tags, `None` or `Undefined`: right for documents whose data hold none of those."""
    return [line for line in text_of(docx).splitlines() if _LEFTOVER.search(line)]


def text_of(docx: bytes) -> str:
    """All text of document, headers and footers, a line a paragraph; no-break spaces as they are."""
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if _TEXT_PARTS.fullmatch(name):
                root = etree.fromstring(package.read(name), PARSER)
                lines += ["".join(_words(p)) for p in root.iter(f"{W}p")]
    return "\n".join(lines)


def _words(p: etree._Element) -> Iterator[str]:
    for e in p.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield e.text or "" if e.tag == f"{W}t" else "\t" if e.tag == f"{W}tab" else "\n"
