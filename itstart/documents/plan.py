"""What is known from a template alone, worked out once:

Patched XML, compiled Jinja, styles, and the other parts compressed.
"""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from itstart.documents import fields
from itstart.documents.environment import BLOCK, ENVIRONMENT
from itstart.documents.errors import TemplateProblem
from itstart.documents.package import StoredPart, read
from itstart.documents.properties import CORE_PART
from itstart.documents.values import DOCUMENT_PART, StyleSheet

NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{NS}}}"
DOCUMENT, STYLES, TYPES = DOCUMENT_PART, "word/styles.xml", "[Content_Types].xml"
GAPS: Final = "mangler"
XML_HEAD: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)

DYNAMIC: Final = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_BLOCK_TAG = re.compile(r"\s*\{\{p\s+(.+?)\s*\}\}\s*", re.DOTALL)
_XMLNS = re.compile(r' xmlns:\w+="[^"]*"')
_COLUMN_TAG = re.compile(r"\{%-?\s*tc\b")
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True)
class Stretch:
    """Some of a part, compiled. With `lists_gaps` it says what is missing, and is written again once that is known."""

    template: Template
    lists_gaps: bool


@dataclass(frozen=True)
class TemplatePart:
    """A part with tags: text before and after what docxtpl would render, and the compiled middle, at most in three."""

    name: str
    before: str
    source: str
    after: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """A template that is ready to be filled."""

    parts: tuple[TemplatePart, ...]
    static: Mapping[str, StoredPart]
    styles: StyleSheet
    paragraphs: tuple[str, ...]
    column_loops: bool

    def part(self, name: str) -> bytes | None:
        """A static part's content."""
        stored = self.static.get(name)
        return zlib.decompress(stored.raw, -15) if stored else None

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Every dotted path that the document, its headers and its footers ask for, sorted;

        Not the engine's own names.
        """
        found = {path for part in self.parts for path in fields.used(ENVIRONMENT.parse(part.source))}
        return tuple(sorted(path for path in found if path.split(".")[0].split("[")[0] != GAPS))

    @cached_property
    def lists_gaps(self) -> bool:
        """Whether the document lists its own missing values."""
        return any(stretch.lists_gaps for part in self.parts for stretch in part.stretches)


def mark_blocks(root: etree._Element, paragraphs: list[str]) -> None:
    """Rewrites every paragraph that is `{{p value }}`: the value is told which paragraph properties it stands in."""
    for p in list(root.iter(f"{W}p")):
        found = _BLOCK_TAG.fullmatch("".join(t.text or "" for t in p.iter(f"{W}t")))
        if not found:
            continue
        props = p.find(f"{W}pPr")
        if props is not None and props.find(f"{W}sectPr") is not None:
            raise TemplateProblem(f"{found[0].strip()} står i sektionens sidste afsnit. Sæt det i et afsnit før.")
        paragraphs.append(
            "" if props is None else _XMLNS.sub("", etree.tostring(props, encoding="unicode", with_tail=False))
        )
        for child in list(p):
            if child is not props:
                p.remove(child)
        text = etree.SubElement(etree.SubElement(p, f"{W}r"), f"{W}t")
        text.text = f"{{{{p ({found[1]})|{BLOCK}({len(paragraphs) - 1}) }}}}"


def style_sheet(xml: bytes) -> StyleSheet:
    """Ids by name, and for character styles the colour and fill that runs must carry themselves."""
    ids: dict[str, str] = {}
    marks: dict[str, str] = {}
    for style in etree.fromstring(xml, PARSER).iter(f"{W}style"):
        name, sid = style.find(f"{W}name"), style.get(f"{W}styleId")
        if name is None or sid is None:
            continue
        ids[str(name.get(f"{W}val")).lower()] = sid
        props = style.find(f"{W}rPr")
        if style.get(f"{W}type") == "character" and props is not None:
            kept = [e for e in props if e.tag in (f"{W}color", f"{W}shd")]
            marks[sid] = "".join(_XMLNS.sub("", etree.tostring(e, encoding="unicode", with_tail=False)) for e in kept)
    return StyleSheet(ids, marks)


def serialised(root: etree._Element) -> bytes:
    """A whole part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def prepared(contents: dict[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """The parts with block tags rewritten, and the paragraph properties those tags refer to."""
    out, paragraphs = dict(contents), list[str]()
    for name, data in contents.items():
        if DYNAMIC.fullmatch(name):
            root = etree.fromstring(data, PARSER)
            mark_blocks(root, paragraphs)
            out[name] = serialised(root)
    return out, paragraphs


def _compile(source: str, name: str) -> tuple[Stretch, ...]:
    try:
        return tuple(_stretches(ENVIRONMENT.parse(source).body))
    except TemplateSyntaxError as exc:
        raise TemplateProblem(f"{name}: {exc.message}{_place(source)}") from exc
    except TemplateError as exc:
        raise TemplateProblem(f"{name}: {exc.message}") from exc


def _stretches(body: list[nodes.Node]) -> Iterator[Stretch]:
    """What stands before the document's list of its gaps, the list, and what stands after it."""
    listing = [place for place, node in enumerate(body) if _names_gaps(node)] or [-1]
    ends = (0, max(listing[0], 0), listing[-1] + 1, len(body))
    for number, (start, end) in enumerate(pairwise(ends)):
        if end > start:
            tree = nodes.Template(body[start:end], lineno=1)
            tree.set_environment(ENVIRONMENT)
            yield Stretch(ENVIRONMENT.from_string(tree), number == 1)


def _names_gaps(node: nodes.Node) -> bool:
    return any(name.name == GAPS for name in nodes.Template([node]).find_all(nodes.Name))


def _place(source: str) -> str:
    """The text of the paragraph where parsing stops."""
    lines = source.replace("<w:p>", "\n<w:p>").replace("<w:p ", "\n<w:p ")
    try:
        ENVIRONMENT.parse(lines)
    except TemplateSyntaxError as exc:
        text = re.sub("<[^>]*>", "", lines.splitlines()[exc.lineno - 1]).strip()
        return f" Se ved: »{text[:80]}«."
    return ""


def _template_part(name: str, data: bytes) -> TemplatePart:
    root = etree.fromstring(data, PARSER)
    before, after, middle = "", "", root
    if name == DOCUMENT:
        body = root.find(f"{W}body")
        if body is None:
            raise TemplateProblem("Dokumentet har ingen tekst.")
        root.replace(body, etree.Comment("BODY"))
        before, after = etree.tostring(root, encoding="unicode").split("<!--BODY-->")
        middle = body
    # docxtpl's own patching of tags that Word has split over runs, rows and paragraphs
    from docxtpl import DocxTemplate

    source = DocxTemplate(io.BytesIO()).patch_xml(etree.tostring(middle, encoding="unicode"))
    return TemplatePart(name, XML_HEAD + before, source, after, _compile(source, name))


def _with_core(contents: dict[str, bytes]) -> dict[str, bytes]:
    """A package without core properties gets the part's type and relation;

    The part itself is written at every rendering.
    """
    if CORE_PART in contents:
        return contents
    kind = f'<Override PartName="/{CORE_PART}" ContentType="{_CORE_TYPE}"/></Types>'
    link = f'<Relationship Id="rIdCore" Type="{_CORE_RELATION}" Target="{CORE_PART}"/></Relationships>'
    return contents | {
        CORE_PART: b"",
        TYPES: contents[TYPES].replace(b"</Types>", kind.encode()),
        "_rels/.rels": contents["_rels/.rels"].replace(b"</Relationships>", link.encode()),
    }


@lru_cache(maxsize=32)
def plan_of(blob: bytes) -> Plan:
    """The plan of a template, kept for the 32 most used. Raises TemplateProblem when it cannot be used."""
    contents = read(blob)
    try:
        contents, paragraphs = prepared(_with_core(contents))
        dynamic = sorted((n for n in contents if DYNAMIC.fullmatch(n)), key=lambda n: (n != DOCUMENT, n))
        parts = tuple(_template_part(name, contents[name]) for name in dynamic)
        styles = style_sheet(contents[STYLES])
    except KeyError as exc:
        raise TemplateProblem(f"Filen er ikke et Word-dokument: {exc} mangler.") from exc
    except etree.XMLSyntaxError as exc:
        raise TemplateProblem(f"Filen er beskadiget: {exc}") from exc
    text = "".join(re.sub("<[^>]*>", "", contents[name].decode()) for name in dynamic)
    static = {name: StoredPart.of(data) for name, data in contents.items() if not DYNAMIC.fullmatch(name)}
    return Plan(parts, static, styles, tuple(paragraphs), bool(_COLUMN_TAG.search(text)))
