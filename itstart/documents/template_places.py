"""Where in a Word template something stands, as the person who wrote it would look for it: »Afsnit 14«.

Paragraphs with text are counted from the top, those in tables too. Each gets a mark on a line of its own before its
XML, so that the line of any node or error leads back to its paragraph whatever docxtpl does to the tags.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from itstart.documents.environment import BLOCK
from itstart.documents.errors import TemplateProblem
from itstart.documents.plan import DOCUMENT, DYNAMIC, PARSER, W, mark_blocks

_MARK = re.compile(r"^\{#@(\d+)#\}")
_ROW_TAG = re.compile(r"\{[{%]-?\s*(tr|tc)\s")
_OWN_BLOCK = re.compile(rf"\|\s*{BLOCK}\b")
_ALONE = re.compile(r"\{(\{|%)-?\s*(p|tr|tc)\s")
_ONE_TAG = re.compile(r"\s*(\{\{(?:(?!\}\}).)*\}\}|\{%(?:(?!%\}).)*%\})\s*", re.DOTALL)
_SHOWN: Final = 80
_PARTS: Final = (("header", "Sidehoved"), ("footer", "Sidefod"), ("footnotes", "Fodnoter"), ("endnotes", "Slutnoter"))


@dataclass(frozen=True)
class PlacedPart:
    """A part of the template as docxtpl would read it, with the texts of its paragraphs in order."""

    name: str
    source: str
    texts: tuple[str, ...]

    @cached_property
    def _numbers(self) -> list[int]:
        """The paragraph of every line."""
        numbers, now = [], 0
        for line in self.source.split("\n"):
            found = _MARK.match(line)
            now = int(found[1]) if found else now
            numbers.append(now)
        return numbers

    @property
    def open_notes(self) -> list[str]:
        """Paragraphs with a `{#` that does not end in them; it would swallow what follows."""
        return [text for text in self.texts if text.count("{#") != text.count("#}")]

    @property
    def own_marks(self) -> list[str]:
        """Paragraphs that use the mark which the engine itself puts on whole paragraphs."""
        return [text for text in self.texts if _OWN_BLOCK.search(text)]

    @property
    def crowded(self) -> list[str]:
        """Paragraphs where something stands beside a tag that must be alone; docxtpl would throw it away."""
        return [text for text in self.texts if _ALONE.search(text) and not _ONE_TAG.fullmatch(text)]

    def place(self, line: int) -> str:
        """ "Afsnit 14, »Ordren {{ sag.numer }}«", for people to find it by."""
        number = self._number(line)
        return self._named(number) if number else part_name(self.name)

    def place_of(self, words: str) -> str:
        """The first paragraph that holds these words, else the part."""
        number = next((k for k, text in enumerate(self.texts, 1) if words in text), 0)
        return self._named(number) if number else part_name(self.name)

    def _number(self, line: int) -> int:
        return self._numbers[min(max(line, 1), len(self._numbers)) - 1]

    def _named(self, number: int) -> str:
        text = " ".join(self.texts[number - 1].split())
        short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        where = "Afsnit" if self.name == DOCUMENT else f"{part_name(self.name)}, afsnit"
        return f"{where} {number}, »{short}«"


def part_name(name: str) -> str:
    """What people call a part of the package."""
    base = name.rpartition("/")[2]
    return next((danish for start, danish in _PARTS if base.startswith(start)), "Dokumentet")


def placed_parts(contents: Mapping[str, bytes]) -> list[PlacedPart]:
    """The document, then its headers and footers. TemplateProblem for a tag that may not stand where it does."""
    return sorted(_placed(contents), key=lambda part: (part.name != DOCUMENT, part.name))


def _placed(contents: Mapping[str, bytes]) -> Iterator[PlacedPart]:
    """In the package's order, because the plan numbers its blocks in that order."""
    paragraphs: list[str] = []
    for name in (name for name in contents if DYNAMIC.fullmatch(name)):
        root = etree.fromstring(contents[name], PARSER)
        numbered = [(p, text) for p in root.iter(f"{W}p") if (text := paragraph_text(p)).strip()]
        texts = tuple(text for _p, text in numbered)
        mark_blocks(root, paragraphs)
        _mark(numbered)
        middle = root.find(f"{W}body") if name == DOCUMENT else root
        if middle is None:
            raise TemplateProblem("Dokumentet har ingen tekst.")
        from docxtpl import DocxTemplate

        source = DocxTemplate(io.BytesIO()).patch_xml(etree.tostring(middle, encoding="unicode"))
        yield PlacedPart(name, source, texts)


def paragraph_text(p: etree._Element) -> str:
    """The words of a paragraph."""
    return "".join(t.text or "" for t in p.iter(f"{W}t"))


def _mark(numbered: list[tuple[etree._Element, str]]) -> None:
    for number, (p, text) in enumerate(numbered, 1):
        mark = f"\n{{#@{number}#}}"
        _before(p, mark)
        found = _ROW_TAG.search(text)
        whole = None if found is None else next(p.iterancestors(f"{W}{found[1]}"), None)
        if whole is not None:  # docxtpl leaves nothing of a row or cell that holds such a tag
            _before(whole, mark)


def _before(element: etree._Element, text: str) -> None:
    earlier, parent = element.getprevious(), element.getparent()
    if earlier is not None:
        earlier.tail = (earlier.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
