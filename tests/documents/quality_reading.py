"""Reads a finished document as its customer, a screen reader and Word do, and says what is wrong with it."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from itstart.documents.checks import problems
from itstart.documents.plan import PARSER, W

_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NUMBER = re.compile(r"[−+-]?\d{1,3}(\.?\d{3})*(,\d+)?(\u00a0?(%|kr\.|år))?")
_DASH = {"", "–", "-"}
_TALL = 300  # letters: a row that may break over two pages holds at least so much text


def flaws(docx: bytes) -> list[str]:
    """Everything that is wrong, each once; an empty list is a good document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"), PARSER)[0]
        levels = _levels(package.read("word/styles.xml"))
        found = [*_language(package), *_page_numbers(package)]
    found += [*_sections(body, levels), *_headings(body, levels), *_paragraphs(body), *_pictures(body)]
    for table in body.iter(f"{W}tbl"):
        found += [f"{fault}: {words(table)[:60]}" for fault in (*_table(table), *_numbers(table))]
    return problems(docx) + sorted(set(found))


def words(element: etree._Element) -> str:
    """The text of an element, tabs and breaks as spaces."""
    return " ".join("".join(t.text or " " for t in element.iter(f"{W}t", f"{W}br", f"{W}tab")).split())


def style(p: etree._Element) -> str:
    """The style id of a paragraph; "" for Normal."""
    found = p.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def _levels(styles: bytes) -> dict[str, int]:
    """Outline level, from 1, by style id."""
    found = {}
    for one in etree.fromstring(styles, PARSER).iter(f"{W}style"):
        level = one.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            found[str(one.get(f"{W}styleId"))] = int(str(level.get(f"{W}val"))) + 1
    return found


def _language(package: zipfile.ZipFile) -> Iterator[str]:
    core = package.read("docProps/core.xml").decode()
    if not re.search(r"<dc:title>[^<]+</dc:title>", core):
        yield "no title"
    if "<dc:language>da-DK</dc:language>" not in core:
        yield "another language in the properties"
    for name in ("word/styles.xml", "word/document.xml"):
        for lang in etree.fromstring(package.read(name), PARSER).iter(f"{W}lang"):
            if lang.get(f"{W}val") != "da-DK":
                yield f"another language in {name}"


def _page_numbers(package: zipfile.ZipFile) -> Iterator[str]:
    feet = [package.read(name).decode() for name in package.namelist() if re.match(r"word/footer\d", name)]
    written = [foot for foot in feet if "<w:t" in foot]
    if not written or any(" PAGE " not in foot or " NUMPAGES " not in foot for foot in written):
        yield "no page x of y"


def _sections(body: etree._Element, levels: dict[str, int]) -> Iterator[str]:
    shapes = list(body.iter(f"{W}sectPr"))
    if any(shape.find(f"{W}titlePg") is not None for shape in shapes[1:]):
        yield "a cover that is not the first page"
    has_cover = any(style(p) == "Title" for p in body.iter(f"{W}p"))
    if has_cover is (shapes[0].find(f"{W}titlePg") is None):
        yield "the first page and the cover do not agree"
    last = [child for child in body if child.tag != f"{W}sectPr"][-1:]
    ends = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    for end in (*ends, *last):
        if end.tag == f"{W}tbl" or style(end) in levels:
            yield f"a section ends in a table or a heading: {words(end)[:60]}"


def _headings(body: etree._Element, levels: dict[str, int]) -> Iterator[str]:
    marked = [(levels.get(style(child)), words(child)) for child in body if child.tag in (f"{W}p", f"{W}tbl")]
    before = 0
    for level, text in marked:
        if level is None:
            continue
        if level > before + 1:
            yield f"a heading skips a level: {text[:60]}"
        if not text:
            yield "an empty heading"
        before = level
    for (level, text), (following, _) in pairwise(marked):
        if level is not None and following is not None and following <= level:
            yield f"a heading with nothing under it: {text[:60]}"


def _paragraphs(body: etree._Element) -> Iterator[str]:
    for child, following in pairwise(body):
        empty = child.tag == f"{W}p" and not words(child) and child.find(f".//{W}drawing") is None
        if empty and child.find(f".//{W}fldChar") is None:
            yield f"an empty paragraph before {words(following)[:60]!r}"
        if style(child) == "Caption" and following.tag != f"{W}tbl":
            yield f"a caption without its table: {words(child)[:60]}"
        if child.tag == following.tag == f"{W}tbl":
            yield f"two tables run together: {words(following)[:60]}"


def _pictures(body: etree._Element) -> Iterator[str]:
    pictures = list(body.iter(_DOC_PR))
    if any(not (picture.get("descr") or "").strip() for picture in pictures):
        yield "a picture without alt text"
    if len({picture.get("id") for picture in pictures}) != len(pictures):
        yield "two pictures with the same id"


def _table(table: etree._Element) -> Iterator[str]:
    properties, rows = table.find(f"{W}tblPr"), table.findall(f"{W}tr")
    if properties is None or not rows:
        yield "a table without description"
        return
    described = properties.find(f"{W}tblDescription")
    if described is None or not described.get(f"{W}val"):
        yield "a table without description"
    look = properties.find(f"{W}tblLook")
    headed = look is not None and look.get(f"{W}firstRow") == "1"
    if headed is (rows[0].find(f"{W}trPr/{W}tblHeader") is None):
        yield "a head row that is not repeated"
    if headed and len(rows) == 1:
        yield "a table with nothing under its head"
    for row in rows:
        if row.find(f"{W}trPr/{W}cantSplit") is None and len(words(row)) < _TALL:
            yield "a row that may break"
    widths = [int(column.get(f"{W}w", "0")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    whole = properties.find(f"{W}tblW")
    if whole is None or abs(int(whole.get(f"{W}w", "0")) - sum(widths)) > len(widths):
        yield "columns that do not fill the table"


def _numbers(table: etree._Element) -> Iterator[str]:
    """Columns of amounts stand to the right; ordinals of one or two digits may stand in the middle."""
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
    rows = [cells for cells in rows if len(cells) == len(table.findall(f"{W}tblGrid/{W}gridCol"))]
    for column in zip(*rows, strict=True):
        shown = [(words(cell), cell) for cell in column if words(cell) not in _DASH]
        amounts = len(shown) > 1 and all(_NUMBER.fullmatch(text) for text, _ in shown)
        if amounts and any(len(text) > 2 for text, _ in shown):
            for text, cell in shown:
                if any(style(p) != "Tabeltal" for p in cell.findall(f"{W}p")):
                    yield f"the amount {text} does not stand to the right"
