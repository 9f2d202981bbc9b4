"""Constructors of styles: paragraph, character, box and table."""

from dataclasses import dataclass, field

from docs_templates.source.house_style.palette import HAIR, WHITE, cm
from docs_templates.source.house_style.xml import border_side, is_builtin, run_properties, style_id


@dataclass(frozen=True)
class Font:
    """Letters: size in points, colours as six hexadecimal digits, track in dxa."""

    size: float | None = None
    color: str | None = None
    bold: bool = False
    caps: bool = False
    fill: str | None = None
    track: int | None = None

    def xml(self) -> str:
        """The inside of a w:rPr."""
        return run_properties(
            size=self.size, color=self.color, bold=self.bold, caps=self.caps, fill=self.fill, track=self.track
        )


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style. Before and after in points, line as a factor, indents in cm."""

    name: str
    base: str = "Normal"
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    align: str | None = None
    next_style: str | None = None
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    number: tuple[int, int] | None = None
    border: str = ""
    shade: str | None = None
    tabs: str = ""
    outline: int | None = None
    font: Font = field(default_factory=Font)

    def xml(self) -> str:
        """The whole w:style element."""
        custom = "" if is_builtin(self.name) else ' w:customStyle="1"'
        following = f'<w:next w:val="{style_id(self.next_style)}"/>' if self.next_style else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(self.name)}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{style_id(self.base)}"/>{following}<w:qFormat/>'
            f"<w:pPr>{self._flow()}{self._looks()}{self._measures()}</w:pPr><w:rPr>{self.font.xml()}</w:rPr></w:style>"
        )

    def _flow(self) -> str:
        out = "<w:keepNext/>" if self.keep_next else ""
        out += "<w:keepLines/>" if self.keep_lines else ""
        out += "<w:pageBreakBefore/>" if self.page_break else ""
        if self.number:
            out += f'<w:numPr><w:ilvl w:val="{self.number[1]}"/><w:numId w:val="{self.number[0]}"/></w:numPr>'
        return out

    def _looks(self) -> str:
        out = f"<w:pBdr>{self.border}</w:pBdr>" if self.border else ""
        out += f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>' if self.shade else ""
        return out + (f"<w:tabs>{self.tabs}</w:tabs>" if self.tabs else "")

    def _measures(self) -> str:
        points = {"before": self.before, "after": self.after}
        spacing = "".join(f' w:{k}="{round(v * 20)}"' for k, v in points.items() if v is not None)
        if self.line:
            spacing += f' w:line="{round(self.line * 240)}" w:lineRule="auto"'
        indents = {"left": self.left, "right": self.right}
        indent = "".join(f' w:{k}="{cm(v)}"' for k, v in indents.items() if v is not None)
        out = f"<w:spacing{spacing}/>" if spacing else ""
        out += f"<w:ind{indent}/>" if indent else ""
        out += f'<w:jc w:val="{self.align}"/>' if self.align else ""
        return out + (f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "")


def character_style(name: str, font: Font) -> str:
    """A style for words inside a paragraph."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{font.xml()}</w:rPr></w:style>"
    )


def box_style(name: str, bar: str, tint: str) -> ParagraphStyle:
    """A tinted box with a thick bar at the left."""
    border = border_side("top", tint, 4, 5) + border_side("left", bar, 36, 9)
    border += border_side("bottom", tint, 4, 6) + border_side("right", tint, 4, 6)
    return ParagraphStyle(
        name, border=border, shade=tint, before=10, after=14, line=1.12, left=0.5, right=0.25, keep_lines=True
    )


def table_style(name: str, *, head: str | None, band: str | None, rule: str | None, inside: str | None = HAIR) -> str:
    """A table style: filled head row, light band, rule above and below, hairlines between rows."""
    parts = ""
    if head:
        parts += (
            f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{WHITE}"/></w:rPr><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{head}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        )
    if band:
        parts += (
            '<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" '
            f'w:fill="{band}"/></w:tcPr></w:tblStylePr>'
        )
    sides = (("top", 8, rule), ("bottom", 8, rule), ("insideH", 4, inside))
    lines = "".join(border_side(kind, color, size, 0) for kind, size, color in sides if color)
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if lines else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>'
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/>{borders}<w:tblCellMar><w:top w:w="55" w:type="dxa"/>'
        '<w:left w:w="100" w:type="dxa"/><w:bottom w:w="55" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr>{parts}</w:style>"
    )
