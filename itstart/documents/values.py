"""What a context may hold: plain values, and value classes that write Word XML themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from itstart.documents import marks
from itstart.documents.errors import ContextError, TemplateProblem
from itstart.documents.text import inline, xml

if TYPE_CHECKING:
    from itstart.documents.native_charts import NativeChart
    from itstart.documents.pictures import Picture

PLAIN = frozenset({str, int, float, bool, type(None), Decimal, date, datetime, *marks.MARKED})
MAX_DEPTH = 12
DOCUMENT_PART = "word/document.xml"

# Word has no attribute for "ours", so runs that need finishing carry two revision ids nobody else uses (see finish.py).
VALUE_RUN, REST_RUN = "0A115A0A", "0A115A0B"
_CLOSE = "</w:t></w:r>"
_REOPEN = f'<w:r w:rsidRPr="{REST_RUN}"><w:t xml:space="preserve">'


@dataclass
class StyleSheet:
    """The template's styles:

    Id by built-in (English) name in lower case, and the mark properties of character styles.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def id(self, name: str) -> str:
        """The style's id in this template; Danish Word keeps the name `heading 1` but calls the id `Overskrift1`."""
        try:
            return self.ids[name.lower()]
        except KeyError:
            raise TemplateProblem(f"Skabelonen har ikke typografien »{name}«.") from None


@dataclass
class Rendering:
    """One rendering under way: what values need to know, and what they leave behind (pictures with their part)."""

    styles: StyleSheet
    paragraphs: tuple[str, ...] = ()
    part: str = DOCUMENT_PART
    gaps: dict[str, None] = field(default_factory=dict)
    charts: "list[NativeChart]" = field(default_factory=list)
    pictures: "list[tuple[str, Picture]]" = field(default_factory=list)

    @property
    def figures(self) -> int:
        """How many charts and pictures have been written so far."""
        return len(self.charts) + len(self.pictures)

    def run(self, text: str, style: str = "", *, bold: bool = False) -> str:
        """One run;

        A character style's colour and fill stand on the run too, because LibreOffice forgets them in tables.
        """
        props = ""
        if style:
            sid = self.styles.id(style)
            props = f'<w:rStyle w:val="{sid}"/>' + self.styles.marks.get(sid, "")
        if bold:
            props += "<w:b/>"
        props = f"<w:rPr>{props}</w:rPr>" if props else ""
        words = inline(marks.printed(text))
        return f'<w:r w:rsidRPr="{VALUE_RUN}">{props}<w:t xml:space="preserve">{words}</w:t></w:r>'


class XmlValue:
    """A value that writes its own XML: `runs` for `{{ x }}`, `block` for `{{p x }}`.

    `made_of` is what it was made with, positional and by name, so that another process can make it again (wire.py).
    """

    made_of: tuple[tuple[Any, ...], dict[str, Any]]

    def __new__(cls, *args: Any, **named: Any) -> Self:
        value = super().__new__(cls)
        value.made_of = (args, named)
        return value

    def runs(self, rendering: Rendering) -> str:
        """Whole `<w:r>` elements."""
        raise TemplateProblem(f"{type(self).__name__} skal stå alene i sit afsnit: {{{{p … }}}}.")

    def inline(self, rendering: Rendering) -> str:
        """For inside `<w:t>`: closes the run, writes `runs`, and opens a run for the rest."""
        return f"{_CLOSE}{self.runs(rendering)}{_REOPEN}"

    def block(self, rendering: Rendering, properties: str) -> str:
        """Whole paragraphs; `properties` is the `<w:pPr>` of the template's own paragraph."""
        return f"<w:p>{properties}{self.runs(rendering)}</w:p>"


def admit(value: object, path: str = "", depth: int = 0) -> object:
    """A copy of `value` made of plain values only.

    Raises ContextError with the path of the first thing that is something else (an ORM object, a callable, ready-made
    markup).
    """
    kind = type(value)
    if kind in PLAIN or isinstance(value, XmlValue):
        return value
    if isinstance(value, StrEnum):
        return str(value)
    if depth > MAX_DEPTH:
        raise ContextError(f"{path}: mere end {MAX_DEPTH} niveauer.")
    if isinstance(value, Mapping):
        return {
            k if type(k) is str else _key(k, path): v
            if type(v) in PLAIN
            else admit(v, f"{path}.{k}" if path else str(k), depth + 1)
            for k, v in value.items()
        }
    if kind in (list, tuple):
        assert isinstance(value, list | tuple)
        return [admit(v, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)]
    raise ContextError(f"{path or 'konteksten'}: en værdi af typen {kind.__name__} kan ikke stå i et dokument.")


def _key(key: object, path: str) -> str:
    if isinstance(key, marks.MarkedText):
        return key.bare
    if isinstance(key, StrEnum):
        return str(key)
    raise ContextError(f"{path or 'konteksten'}: navnet {key!r} er ikke tekst.")


def paragraph(properties: str, text: str) -> str:
    """One paragraph of plain text (no line breaks expected)."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{xml(text)}</w:t></w:r></w:p>'
