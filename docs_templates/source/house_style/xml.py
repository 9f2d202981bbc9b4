"""Small pieces of WordprocessingML that every other module writes with."""

import re
from html import escape as html_escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})

# Word knows these by a fixed id; every other style's id is made from its name.
_BUILTIN_IDS = {
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "heading 3": "Heading3",
    "caption": "Caption",
    "List Bullet": "ListBullet",
    "List Number": "ListNumber",
    "toc 1": "TOC1",
    "toc 2": "TOC2",
    "Title": "Title",
    "Subtitle": "Subtitle",
    "header": "Header",
    "footer": "Footer",
}


def escape(text: str) -> str:
    """Text made safe between two tags."""
    return html_escape(text, quote=False)


def attribute(text: str) -> str:
    """Text made safe inside double quotes."""
    return html_escape(text, quote=True)


def style_id(name: str) -> str:
    """The id of a style, from the name a person sees: "Nøgletal værdi" is NoegletalVaerdi."""
    if name in _BUILTIN_IDS:
        return _BUILTIN_IDS[name]
    return re.sub(r"[^A-Za-z0-9]", "", name.title().translate(_DANISH))


def is_builtin(name: str) -> bool:
    """Whether Word itself owns the style name."""
    return name in _BUILTIN_IDS


def run_properties(
    *,
    size: float | None = None,
    color: str | None = None,
    bold: bool = False,
    caps: bool = False,
    fill: str | None = None,
    track: int | None = None,
) -> str:
    """The inside of a w:rPr, in the order the schema wants. Size in points, track in dxa."""
    out = ""
    if bold:
        out += "<w:b/><w:bCs/>"
    if caps:
        out += "<w:caps/>"
    if color:
        out += f'<w:color w:val="{color}"/>'
    if track:
        out += f'<w:spacing w:val="{track}"/>'
    if size:
        out += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    if fill:
        out += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    return out


def field(instruction: str, result: str = "1") -> str:
    """A Word field with the result a reader sees before Word has recalculated it."""
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    shown = f'<w:r><w:t xml:space="preserve">{escape(result)}</w:t></w:r>'
    return mark % "begin" + code + mark % "separate" + shown + mark % "end"


def border_side(kind: str, color: str, size: int = 4, space: int = 6) -> str:
    """One side of a border; size in eighths of a point, space in points."""
    return f'<w:{kind} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'
