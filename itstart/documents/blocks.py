"""Text values with formatting: bold words, marks, paragraphs and bullets."""

import re
from collections.abc import Iterable
from typing import Final

from itstart.documents.marks import like
from itstart.documents.text import clean
from itstart.documents.values import Rendering, XmlValue

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_BULLET = re.compile(r"\s*[-*•–]\s+(?=\S)")
_STYLE = re.compile(r'<w:pStyle w:val="[^"]*"/>')


def rich_runs(text: str, rendering: Rendering) -> str:
    """Runs of `text`, with `**words**` in bold."""
    pieces = enumerate(_BOLD.split(text))
    return "".join(rendering.run(like(text, piece), bold=bool(k % 2)) for k, piece in pieces if piece)


def styled(properties: str, style_id: str) -> str:
    """The paragraph properties with another style; what else they say (keep with next, spacing) stays."""
    mark = f'<w:pStyle w:val="{style_id}"/>'
    if not properties:
        return f"<w:pPr>{mark}</w:pPr>"
    if _STYLE.search(properties):
        return _STYLE.sub(mark, properties, count=1)
    return properties.replace("<w:pPr>", f"<w:pPr>{mark}", 1).replace("<w:pPr/>", f"<w:pPr>{mark}</w:pPr>", 1)


class Rich(XmlValue):
    """Text where `**words**` are bold."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = clean(text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return _BOLD.sub(r"\1", self.text)

    def runs(self, rendering: Rendering) -> str:
        """Alternating plain and bold runs."""
        return rich_runs(self.text, rendering)


class Styled(XmlValue):
    """Text in one of the template's character styles, named as Word shows it: `Styled("Nej", "Advarsel")`."""

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: str) -> None:
        self.text, self.style = text, style

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def runs(self, rendering: Rendering) -> str:
        """One run."""
        return rendering.run(self.text, self.style)


PRIORITIES: Final = {"must": "SKAL", "should": "BØR", "could": "KAN", "wont": "IKKE NU"}


class PriorityMark(Styled):
    """A requirement's priority as a mark:

    `PriorityMark("must")` is SKAL in white on petrol. Raises KeyError for other words.
    """

    __slots__ = ()

    def __init__(self, priority: str) -> None:
        label = PRIORITIES[priority]
        super().__init__(like(priority, f"\u00a0{label.replace(' ', chr(160))}\u00a0"), f"Mærke {label}")

    def __str__(self) -> str:
        return self.text.strip("\u00a0").replace("\u00a0", " ")


class Paragraphs(XmlValue):
    """A person's own multi-line text as real paragraphs.

    A blank line begins a paragraph, `- ` or `* ` a bullet, other line breaks stay, `**words**` are bold. Without a
    style the paragraphs look like the template's paragraph that holds the tag. An empty text leaves no paragraph.
    """

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: str | None = None) -> None:
        self.text, self.style = clean(text), style

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __str__(self) -> str:
        return self.text

    def runs(self, rendering: Rendering) -> str:
        """In the middle of a line: the same text with line breaks."""
        return rich_runs(self.text.strip(), rendering)

    def block(self, rendering: Rendering, properties: str) -> str:
        """The paragraphs and bullets."""
        body = styled(properties, rendering.styles.id(self.style)) if self.style else properties
        out: list[str] = []
        for bullet, text in split_blocks(self.text):
            props = styled(properties, rendering.styles.id("List Bullet")) if bullet else body
            out.append(f"<w:p>{props}{rich_runs(like(self.text, text), rendering)}</w:p>")
        return "".join(out)


def split_blocks(text: str) -> list[tuple[bool, str]]:
    """(is a bullet, text) for every paragraph of a text."""
    out: list[tuple[bool, str]] = []
    lines: list[str] = []

    def flush() -> None:
        if lines:
            out.append((False, "\n".join(lines)))
            lines.clear()

    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if bullet:
            flush()
            out.append((True, line[bullet.end() :].strip()))
        elif line.strip():
            lines.append(line.strip())
        else:
            flush()
    flush()
    return out


class Bullets(XmlValue):
    """One paragraph an item, in a list style; `**words**` are bold. No items leave no paragraph."""

    __slots__ = ("items", "style")

    def __init__(self, items: Iterable[str], style: str = "List Bullet") -> None:
        self.items, self.style = tuple(clean(item) for item in items), style

    def __bool__(self) -> bool:
        return bool(self.items)

    def block(self, rendering: Rendering, properties: str) -> str:
        """The list's paragraphs."""
        props = styled(properties, rendering.styles.id(self.style))
        return "".join(f"<w:p>{props}{rich_runs(item, rendering)}</w:p>" for item in self.items)
