"""Every style of the house, and word/styles.xml made from them."""

from docs_templates.source.house_style.palette import (
    AMBER,
    AMBER_TINT,
    BAND,
    FONT,
    GREY,
    INK,
    LIGHT,
    MISSING_FILL,
    PETROL,
    PETROL_MID,
    PETROL_SOFT,
    PETROL_TINT,
    TEXT_WIDTH,
    WHITE,
)
from docs_templates.source.house_style.stylekit import (
    Font,
    ParagraphStyle,
    box_style,
    character_style,
    table_style,
)
from docs_templates.source.house_style.xml import DECLARATION, NAMESPACES, border_side

_RIGHT_TAB = f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'
_DOTTED_TAB = f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/>'


def _left_tab(position: int) -> str:
    return f'<w:tab w:val="left" w:pos="{position}"/>'


def _petrol(size: float) -> Font:
    return Font(size=size, color=PETROL, bold=True)


_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
    f'w:cs="{FONT}"/><w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:widowControl/><w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:lang w:val="da-DK"/></w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)

_HEADINGS = (
    ParagraphStyle(
        "heading 1", before=22, after=7, line=1.0, keep_next=True, keep_lines=True, number=(1, 0), outline=0,
        next_style="Normal", font=_petrol(18),
    ),
    ParagraphStyle(
        "heading 2", before=14, after=4, line=1.0, keep_next=True, keep_lines=True, number=(1, 1), outline=1,
        next_style="Normal", font=_petrol(13),
    ),
    ParagraphStyle(
        "heading 3", before=10, after=3, line=1.0, keep_next=True, keep_lines=True, outline=2,
        next_style="Normal", font=Font(size=11, color=INK, bold=True),
    ),
    ParagraphStyle(
        "Mellemrubrik", base="heading 3", outline=1, next_style="Normal", font=Font(size=11, color=INK, bold=True)
    ),
    ParagraphStyle(
        "Bilag", before=0, after=7, line=1.0, keep_next=True, keep_lines=True, page_break=True, number=(2, 0),
        outline=0, next_style="Normal", font=_petrol(18),
    ),
    ParagraphStyle("Overskrift uden nummer", before=0, after=8, line=1.0, keep_next=True, font=_petrol(18)),
    ParagraphStyle("Overskrift lille", before=12, after=3, line=1.0, keep_next=True, font=_petrol(11)),
)  # fmt: skip

_COVER = (
    ParagraphStyle("Title", before=0, after=6, line=0.95, left=2.2, font=_petrol(36)),
    ParagraphStyle("Subtitle", before=0, after=0, line=1.05, left=2.2, font=Font(size=16, color=GREY)),
    ParagraphStyle(
        "Forside mærke", before=64, after=92, left=2.2, font=Font(size=11, color=AMBER, bold=True, track=20)
    ),
    ParagraphStyle("Forside fakta", base="Tabeltekst", before=2, after=2, font=Font(size=11)),
    ParagraphStyle("Forside note", before=40, after=0, left=2.2, font=Font(size=9, color=GREY)),
)

_TEXT = (
    ParagraphStyle("Manchet", after=9, line=1.2, font=Font(size=12.5, color=PETROL)),
    ParagraphStyle("toc 1", before=5, after=1, line=1.0, tabs=_left_tab(1021) + _DOTTED_TAB,
                   font=Font(color=PETROL, bold=True)),
    ParagraphStyle("toc 2", after=1, line=1.0, left=1.8, tabs=_left_tab(1645) + _DOTTED_TAB, font=Font(size=10)),
    ParagraphStyle("List Bullet", after=3, number=(3, 0)),
    ParagraphStyle("List Number", after=3, number=(4, 0)),
    ParagraphStyle("Klausul", after=5, number=(1, 1), outline=None),
    ParagraphStyle("Efter tabel", before=8, after=6),
    ParagraphStyle("Underskrift", before=36, after=0, border=border_side("top", GREY, 4, 3),
                   font=Font(size=9, color=GREY)),
    ParagraphStyle("header", after=0, line=1.0, border=border_side("bottom", PETROL, 6, 4), tabs=_RIGHT_TAB,
                   font=Font(size=8.5, color=GREY)),
    ParagraphStyle("footer", after=0, line=1.0, tabs=_RIGHT_TAB, font=Font(size=8.5, color=GREY)),
)  # fmt: skip

_FIGURES = (
    ParagraphStyle("caption", before=10, after=4, line=1.0, keep_next=True, font=Font(size=9, color=GREY, bold=True)),
    ParagraphStyle("Figurtekst", before=2, after=12, line=1.0, font=Font(size=9, color=GREY, bold=True)),
    ParagraphStyle("Figur", before=6, after=2, line=1.0, keep_next=True),
    ParagraphStyle("Nøgletal værdi", base="Tabeltekst", line=1.0, keep_next=True, font=_petrol(19)),
    ParagraphStyle("Nøgletal tekst", base="Tabeltekst", line=1.0, font=Font(size=9, color=GREY)),
)

_TABLES = (
    ParagraphStyle("Tabeltekst", before=0, after=0, line=1.05, font=Font(size=9.5)),
    ParagraphStyle("Tabeltal", base="Tabeltekst", align="right"),
    ParagraphStyle("Tabelmidt", base="Tabeltekst", align="center"),
    ParagraphStyle("Tabelhoved", base="Tabeltekst", keep_next=True, font=Font(size=9, color=WHITE, bold=True)),
    ParagraphStyle("Tabelhoved tal", base="Tabelhoved", align="right"),
    ParagraphStyle("Tabelhoved midt", base="Tabelhoved", align="center"),
    ParagraphStyle("Tabelgruppe", base="Tabeltekst", keep_next=True, before=2, after=2, font=_petrol(10)),
    ParagraphStyle("Tabelsvar", base="Tabeltekst", font=Font(size=8.5, color=GREY)),
    ParagraphStyle("Tabelnote", before=4, after=12, line=1.05, font=Font(size=9, color=GREY)),
)

_BOXES = (
    box_style("Boks Vigtigt", AMBER, AMBER_TINT),
    box_style("Boks Anbefaling", PETROL, PETROL_TINT),
    box_style("Boks Metode", PETROL_SOFT, BAND),
)

# The look of words inside a paragraph. LibreOffice forgets a character style's colour inside tables, so that the
# runs of house_style.text carry colour and fill themselves as well.
CHARACTERS: dict[str, Font] = {
    "Boksetiket Vigtigt": Font(size=9.5, color=AMBER, bold=True, caps=True, track=10),
    "Boksetiket Anbefaling": Font(size=9.5, color=PETROL, bold=True, caps=True, track=10),
    "Boksetiket Metode": Font(size=9.5, color=PETROL_MID, bold=True, caps=True, track=10),
    "Mærke SKAL": Font(size=8, color=WHITE, bold=True, fill=PETROL),
    "Mærke BØR": Font(size=8, color=PETROL, bold=True, fill=PETROL_SOFT),
    "Mærke KAN": Font(size=8, color=GREY, bold=True, fill=LIGHT),
    "Mærke IKKE NU": Font(size=8, color=AMBER, bold=True, fill=AMBER_TINT),
    "Mangler": Font(color=AMBER, bold=True, fill=MISSING_FILL),
    "Stærk": Font(color=PETROL, bold=True),
    "Advarsel": Font(color=AMBER, bold=True),
    "Svag": Font(size=8.5, color=GREY),
}

_TABLE_STYLES = (
    table_style("It-start Tabel", head=PETROL, band=BAND, rule=PETROL),
    table_style("It-start Kravtabel", head=PETROL, band=None, rule=PETROL),
    table_style("It-start Fakta", head=None, band=None, rule=None),
    table_style("It-start Nøgletal", head=None, band=None, rule=None, inside=None),
)


def styles_xml() -> str:
    """The whole of word/styles.xml."""
    paragraphs = "".join(s.xml() for s in (*_TABLES, *_HEADINGS, *_COVER, *_TEXT, *_FIGURES, *_BOXES))
    characters = "".join(character_style(name, font) for name, font in CHARACTERS.items())
    return f"{DECLARATION}<w:styles {NAMESPACES}>{_DEFAULTS}{paragraphs}{characters}{''.join(_TABLE_STYLES)}</w:styles>"
