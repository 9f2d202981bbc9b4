"""The .docx package around a body: lean parts, nothing that the house does not use, the same bytes every time."""

import io
import zipfile

from docs_templates.source.house_style.cover import cover_header
from docs_templates.source.house_style.numbering import numbering_xml
from docs_templates.source.house_style.palette import FONT, FONT_SUBSTITUTE, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE
from docs_templates.source.house_style.styles import styles_xml
from docs_templates.source.house_style.text import paragraph, runs
from docs_templates.source.house_style.xml import DECLARATION, NAMESPACES, escape, field, style_id

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TAB = '</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'

# Relationship id, type and file of every part that word/document.xml points to. Sections use rId11 to rId16.
_LINKS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "numbering", "numbering.xml"),
    ("rId3", "settings", "settings.xml"),
    ("rId4", "fontTable", "fontTable.xml"),
    ("rId11", "header", "header1.xml"),
    ("rId12", "header", "header2.xml"),
    ("rId13", "footer", "footer1.xml"),
    ("rId14", "footer", "footer2.xml"),
    ("rId15", "header", "header3.xml"),
    ("rId16", "footer", "footer3.xml"),
)


def _tabs(width: int) -> str:
    if width == TEXT_WIDTH:
        return ""
    return f'<w:tabs><w:tab w:val="clear" w:pos="{TEXT_WIDTH}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'


# What stands at the left and the right of the header, and at the left of the footer, in a document of a case.
CASE_HEADER = "Sag {{ sag.nummer }}  ·  {{ dokument.titel }}\tVersion {{ dokument.version }}"
CASE_FOOTER = "{{ kunde.navn }}  ·  {{ dokument.dato }}"
# The same in a document about an adviser's firm.
FIRM_HEADER = "{{ firma.navn }}  ·  {{ dokument.titel }}\t{{ dokument.dato }}"
FIRM_FOOTER = "{{ centret.navn }}  ·  It-starthjælp"


def _header(text: str, width: int) -> str:
    return _part("hdr", paragraph(text, "header", _tabs(width)).replace("\t", _TAB))


def _footer(text: str, width: int) -> str:
    who = runs(text)
    page = f"{runs('Side ')}{field('PAGE')}{runs(' af ')}{field('NUMPAGES')}"
    properties = f'<w:pPr><w:pStyle w:val="{style_id("footer")}"/>{_tabs(width)}</w:pPr>'
    return _part("ftr", f"<w:p>{properties}{who}<w:r><w:tab/></w:r>{page}</w:p>")


def _part(tag: str, inner: str) -> str:
    return f"{DECLARATION}<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def _settings() -> str:
    return _part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="da-DK"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def _fonts() -> str:
    return _part(
        "fonts",
        f'<w:font w:name="{FONT}"><w:altName w:val="{FONT_SUBSTITUTE}"/><w:panose1 w:val="020F0502020204030204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>',
    )


def _core(title: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>da-DK</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>It-start</Application></Properties>"
    )


def _relations(links: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
             "fontTable": "fontTable"}  # fmt: skip
    over = [(f"/word/{name}.xml", f"{_WORD}{kind}+xml") for name, kind in kinds.items()]
    over += [(f"/word/{kind}{i}.xml", f"{_WORD}{kind}+xml") for kind in ("header", "footer") for i in (1, 2, 3)]
    over.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    over.append(("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
    inner = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in over)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def package_bytes(
    title: str, body: str, *, clauses: bool = False, annex_format: str = "upperLetter", header: str = CASE_HEADER,
    footer: str = CASE_FOOTER,
) -> bytes:  # fmt: skip
    """The finished template. The same arguments always give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ]),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations([(i, f"{_OFFICE}/relationships/{t}", f) for i, t, f in _LINKS]),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": numbering_xml(clauses=clauses, annex_format=annex_format),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": _header(header, TEXT_WIDTH),
        "word/header2.xml": _part("hdr", cover_header()),
        "word/header3.xml": _header(header, TEXT_WIDTH_LANDSCAPE),
        "word/footer1.xml": _footer(footer, TEXT_WIDTH),
        "word/footer2.xml": _part("ftr", paragraph("", "Tabeltekst")),
        "word/footer3.xml": _footer(footer, TEXT_WIDTH_LANDSCAPE),
        "docProps/core.xml": _core(title),
        "docProps/app.xml": _app(),
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, xml)
    return out.getvalue()
