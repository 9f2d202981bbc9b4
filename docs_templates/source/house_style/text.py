"""Text to runs and paragraphs. In text **words** are bold, [[Style|words]] take a character style, and docxtpl tags
pass through untouched."""

import re

from docs_templates.source.house_style.styles import CHARACTERS
from docs_templates.source.house_style.xml import escape, run_properties, style_id

NBSP = "\u00a0"

_MARKED = re.compile(r"(\*\*.+?\*\*|\[\[.+?\]\])")
_UNIT = re.compile(r"(\d|\}\}) (kr\.|%)")


def runs(text: str) -> str:
    """The runs of a paragraph; a line feed becomes a line break, and kr. and % stay on the line of their number."""
    out = []
    for piece in _MARKED.split(text):
        words, properties = _marked(piece)
        for i, line in enumerate(words.split("\n")):
            if i:
                out.append("<w:r><w:br/></w:r>")
            if line:
                shown = escape(_UNIT.sub(rf"\1{NBSP}\2", line))
                opening = f"<w:rPr>{properties}</w:rPr>" if properties else ""
                out.append(f'<w:r>{opening}<w:t xml:space="preserve">{shown}</w:t></w:r>')
    return "".join(out)


def _marked(piece: str) -> tuple[str, str]:
    if piece.startswith("**"):
        return piece[2:-2], "<w:b/>"
    if piece.startswith("[["):
        name, words = piece[2:-2].split("|", 1)
        font = CHARACTERS[name]
        return words, f'<w:rStyle w:val="{style_id(name)}"/>' + run_properties(color=font.color, fill=font.fill)
    return piece, ""


def paragraph(text: str, style: str | None = None, extra: str = "") -> str:
    """One paragraph; `extra` is more paragraph properties as XML, such as <w:keepNext/>."""
    named = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    properties = f"<w:pPr>{named}{extra}</w:pPr>" if named or extra else ""
    return f"<w:p>{properties}{runs(text)}</w:p>"


def mark(word: str) -> str:
    """A coloured word in standing text: SKAL, BØR, KAN or IKKE NU. For a requirement's own mark the context gives a
    PriorityMark."""
    return f"[[Mærke {word}|{NBSP}{word.replace(' ', NBSP)}{NBSP}]]"
