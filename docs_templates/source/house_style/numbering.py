"""word/numbering.xml: chapter numbers, annex letters, bullets, numbered lists and contract clauses."""

from docs_templates.source.house_style.palette import AMBER, FONT
from docs_templates.source.house_style.xml import DECLARATION, NAMESPACES, style_id

_AMBER = f'<w:color w:val="{AMBER}"/>'


def _level(
    index: int, kind: str, text: str, *, left: int, hanging: int, style: str | None = None, font: str = ""
) -> str:
    linked = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr><w:rPr>{font}</w:rPr></w:lvl>'
    )


def numbering_xml(*, clauses: bool = False, annex_format: str = "upperLetter") -> str:
    """The lists. With `clauses` the second level of chapter numbers belongs to the style Klausul (8.1 Text ...)
    instead of heading 2; `annex_format` is upperLetter (Bilag A) or decimal (Bilag 1)."""
    second = "Klausul" if clauses else "heading 2"
    bullet = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/><w:b/>{_AMBER}'
    lists = (
        _level(0, "decimal", "%1", left=680, hanging=680, style="heading 1", font=_AMBER)
        + _level(1, "decimal", "%1.%2", left=680, hanging=680, style=second, font=_AMBER),
        _level(0, annex_format, "Bilag %1", left=1701, hanging=1701, style="Bilag", font=_AMBER),
        _level(0, "bullet", "•", left=340, hanging=227, style="List Bullet", font=bullet),
        _level(0, "decimal", "%1.", left=397, hanging=397, style="List Number", font=f"<w:b/>{_AMBER}"),
    )
    body = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for i, levels in enumerate(lists, 1)
    )
    body += "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(lists) + 1))
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{body}</w:numbering>"
