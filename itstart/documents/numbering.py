"""Headings and their numbers, read from the template's own styles and numbering."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from itstart.documents.plan import NS, PARSER, STYLES, Plan, W

_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Heading:
    """One heading: its paragraph and style id, level from 1, number as printed ("2.1", "Bilag A" or "") and text."""

    paragraph: etree._Element
    style: str
    level: int
    label: str
    text: str
    bookmark: str


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number is written."""

    form: str
    text: str
    start: int


@dataclass
class HeadingStyles:
    """Outline level (from 1) and name in small letters by style id, and the list and level that number a style."""

    levels: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbering: dict[str, list[Level]] = field(default_factory=dict)
    contents: dict[int, str] = field(default_factory=dict)


def val(element: etree._Element, path: str, default: str = "") -> str:
    """The `w:val` of a child, e.g. `"w:pPr/w:pStyle"`."""
    found = element.find(path, {"w": NS})
    return default if found is None else str(found.get(f"{W}val", default))


@lru_cache(maxsize=32)
def heading_styles(plan: Plan) -> HeadingStyles:
    """Read once for a template."""
    out = HeadingStyles(numbering=_numbering(plan.part("word/numbering.xml")))
    for style in etree.fromstring(plan.part(STYLES) or b"", PARSER).iter(f"{W}style"):
        sid, name = str(style.get(f"{W}styleId")), val(style, "w:name").lower()
        if name.startswith("toc ") and name[4:].isdigit():
            out.contents[int(name[4:])] = sid
        level = val(style, "w:pPr/w:outlineLvl") or (
            str(int(name[8:]) - 1) if name[:8] == "heading " and name[8:].isdigit() else ""
        )
        if level.isdigit() and int(level) < 9:
            out.levels[sid], out.names[sid] = int(level) + 1, name
        number = val(style, "w:pPr/w:numPr/w:numId")
        if number:
            out.lists[sid] = number, int(val(style, "w:pPr/w:numPr/w:ilvl", "0"))
    return out


def _numbering(xml: bytes | None) -> dict[str, list[Level]]:
    if not xml:
        return {}
    root = etree.fromstring(xml, PARSER)
    abstract = {
        str(a.get(f"{W}abstractNumId")): [
            Level(val(lvl, "w:numFmt", "decimal"), val(lvl, "w:lvlText"), int(val(lvl, "w:start", "1")))
            for lvl in a.findall(f"{W}lvl")
        ]
        for a in root.findall(f"{W}abstractNum")
    }
    return {
        str(n.get(f"{W}numId")): abstract[val(n, "w:abstractNumId")]
        for n in root.findall(f"{W}num")
        if val(n, "w:abstractNumId") in abstract
    }


def headings(root: etree._Element, styles: HeadingStyles, depth: int) -> Iterator[Heading]:
    """The headings of the body down to `depth`, numbered as Word will number them;

    Empty ones count but are left out.
    """
    counts: dict[str, list[int]] = {}
    found = 0
    for p, sid in _styled(root, styles):
        level = styles.levels[sid]
        own = val(p, "w:pPr/w:numPr/w:numId")
        label = "" if own == "0" else next_label(styles, *styles.lists.get(sid, ("", 0)), counts)
        text = heading_text(p)
        if text and level <= depth:
            yield Heading(p, sid, level, label, text, f"_Toc{90000000 + found}")
            found += 1


def _styled(root: etree._Element, styles: HeadingStyles) -> Iterator[tuple[etree._Element, str]]:
    """Every paragraph in the style of a heading, and that style."""
    name = f"{W}val"
    for style in root.iter(f"{W}pStyle"):
        sid = style.get(name, "")
        if sid in styles.levels:
            yield next(style.iterancestors(f"{W}p")), sid


def heading_text(p: etree._Element) -> str:
    """The words of a heading on one line."""
    words = (t.text or " " if t.tag == f"{W}t" else " " for t in p.iter(f"{W}t", f"{W}br", f"{W}tab"))
    return " ".join("".join(words).split())


def next_label(styles: HeadingStyles, number: str, at: int, counts: dict[str, list[int]]) -> str:
    """The next number of a list at this level ("2.1"), and the list counted on; empty where there is no such list."""
    levels = styles.numbering.get(number, [])
    if at >= len(levels):
        return ""
    count = counts.setdefault(number, [level.start - 1 for level in levels])
    count[at] += 1
    for below in range(at + 1, len(levels)):
        count[below] = levels[below].start - 1
    label = levels[at].text
    for i, level in enumerate(levels[: at + 1]):
        label = label.replace(f"%{i + 1}", written(count[i], level.form))
    return label


def written(number: int, form: str) -> str:
    """A number in Word's form: decimal, upperLetter, lowerLetter, upperRoman or lowerRoman."""
    if form.endswith("Letter"):
        text = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text, rest = "", number
        for size, sign in _ROMAN:
            text, rest = text + sign * (rest // size), rest % size
    else:
        text = "" if form in ("none", "bullet") else str(number)
    return text.lower() if form.startswith("lower") else text
