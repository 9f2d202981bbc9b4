"""Small templates made in the test: a package with the styles and numbering that the engine looks up."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Final

from docx import Document

from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PROPERTIES: Final = DocumentProperties(
    title="Prøve & <test>", author="Mette Hedelund", created=datetime(2026, 6, 19, 8, 0, tzinfo=UTC)
)


def style(name: str, sid: str, kind: str = "paragraph", inner: str = "") -> str:
    """One style."""
    default = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{sid}"><w:name w:val="{name}"/>{inner}</w:style>'


def mark(name: str, sid: str, color: str, fill: str) -> str:
    """A character style with colour and fill."""
    look = f'<w:rPr><w:b/><w:color w:val="{color}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:rPr>'
    return style(name, sid, "character", look)


def heading(level: int) -> str:
    """A numbered heading whose id is Danish, as Danish Word writes it."""
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    return style(
        f"heading {level}",
        f"Overskrift{level}",
        inner=f'<w:pPr><w:keepNext/>{number}<w:outlineLvl w:val="{level - 1}"/></w:pPr>',
    )


STYLES: Final = (
    f'{HEAD}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    + style("Normal", "Normal", inner='<w:pPr><w:spacing w:after="120"/></w:pPr>')
    + heading(1)
    + heading(2)
    + style("Bilag", "Bilag", inner='<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("List Bullet", "Opstilling")
    + style("toc 1", "Indholdsfortegnelse1")
    + style("toc 2", "Indholdsfortegnelse2")
    + style("Figur", "Figur", inner="<w:pPr><w:keepNext/></w:pPr>")
    + mark("Mangler", "Mangler", "B4530F", "FFE9A8")
    + mark("Mærke SKAL", "MaerkeSKAL", "FFFFFF", "0F4C5C")
    + mark("Advarsel", "Advarsel", "B4530F", "FFFFFF")
    + "</w:styles>"
)
NUMBERING: Final = (
    f'{HEAD}<w:numbering {NS}><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/>'
    '<w:lvlText w:val="Bilag %1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
CONTENTS: Final = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>tom</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1304" w:bottom="1191" w:left="1304"/></w:sectPr>'
)


def p(text: str, style_id: str = "", run: str = "") -> str:
    """A paragraph; `run` is the content of its `<w:rPr>`."""
    props = f'<w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>' if style_id else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{props}<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'


def table(*rows: list[str], widths: list[int]) -> str:
    """A table of 9,000 twips; a row with one cell spans it all."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    body = ""
    for row in rows:
        span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(row) == 1 else ""
        body += "<w:tr>"
        for text, w in zip(row, widths, strict=False):
            body += f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/>{span}</w:tcPr>{p(text)}</w:tc>'
        body += "</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def template(*body: str, header: str = "Sag {{ nummer|default('') }}") -> bytes:
    """A whole .docx template."""
    parts = {
        "word/document.xml": f"{HEAD}<w:document {NS}><w:body>{''.join(body)}{SECTION}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/header1.xml": f"{HEAD}<w:hdr {NS}>{p(header)}</w:hdr>",
    }
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "header1": "header"}
    over = "".join(f'<Override PartName="/word/{k}.xml" ContentType="{KIND}.{v}+xml"/>' for k, v in kinds.items())
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{over}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", HEAD + types)
        z.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
        z.writestr(
            "word/_rels/document.xml.rels",
            relations(("styles", "styles.xml"), ("numbering", "numbering.xml"), ("header", "header1.xml")),
        )
        for name, xml in parts.items():
            z.writestr(name, xml)
    return out.getvalue()


def relations(*links: tuple[str, str]) -> str:
    """A .rels part with rId1, rId2 …"""
    body = "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{t}" Target="{f}"/>' for i, (t, f) in enumerate(links, 1))
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def render(context: Mapping[str, object], *body: str) -> RenderedDocument:
    """Renders a template with that body."""
    return WordTemplate.from_bytes("prøve", template(*body)).render(context, properties=PROPERTIES)


def style_names(document: bytes) -> list[tuple[str, str]]:
    """(style, text) of every paragraph."""
    paragraphs = Document(io.BytesIO(document)).paragraphs
    return [(str(q.style.name) if q.style else "", q.text) for q in paragraphs]


def part(document: bytes, name: str = "word/document.xml") -> str:
    """One part as text."""
    with zipfile.ZipFile(io.BytesIO(document)) as z:
        return z.read(name).decode()
