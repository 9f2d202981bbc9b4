"""Whether a Word template from outside may be used: everything that can be seen in it, and then a trial with data.

Runs in the limited child (template_child.py); a stage is tried when the one before it found nothing.
"""

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from itstart.documents import checks, fields, template_words
from itstart.documents.allowed import refusals
from itstart.documents.engine import RenderedDocument, WordTemplate
from itstart.documents.environment import ENVIRONMENT, RENDERING
from itstart.documents.errors import DocumentError, TemplateProblem
from itstart.documents.package import read
from itstart.documents.plan import DOCUMENT, DYNAMIC, GAPS, PARSER, W
from itstart.documents.properties import DocumentProperties
from itstart.documents.template_places import PlacedPart, paragraph_text, part_name, placed_parts
from itstart.documents.values import Rendering, admit

TYPICAL: Final = "typical"
MOST: Final = 30
_TAGS = re.compile(r"\{[{%#]|[%#}]\}")
_TAG = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?(\w+)")
_TRACKED: Final = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True)
class TemplateFinding:
    """Why a template cannot be used: where, what, and what to do about it, in Danish."""

    place: str
    message: str
    advice: str = ""


@dataclass(frozen=True)
class Sample:
    """Data to try a template with: "typical", "empty" or "worst"."""

    name: str
    context: Mapping[str, object]


def examine(
    blob: bytes, samples: Sequence[Sample], properties: DocumentProperties
) -> tuple[list[TemplateFinding], RenderedDocument | None]:
    """What is wrong with the template, at most 30 things; and when nothing is, the typical document made in it."""
    try:
        contents = read(blob)
        found = [*_outside(contents)]
        parts = [*placed_parts(contents)] if not found else []
    except TemplateProblem as problem:
        return [TemplateFinding("Dokumentet", str(problem), template_words.START_AGAIN)], None
    except etree.XMLSyntaxError:
        return [TemplateFinding("Dokumentet", *template_words.DAMAGED)], None
    typical = next((sample.context for sample in samples if sample.name == TYPICAL), {})
    found = found or [*_syntax(parts)] or [*_refused(parts)] or [*_unknown(parts, typical)]
    if found:
        return list(dict.fromkeys(found))[:MOST], None
    return _tried(blob, parts, samples, properties)


# ---- what can be seen ------------------------------------------------------------------------------


def _outside(contents: Mapping[str, bytes]) -> Iterator[TemplateFinding]:
    """Tags where nothing is filled in, and changes that nobody has accepted."""
    for name, data in contents.items():
        if not name.endswith(".xml"):
            continue
        root = etree.fromstring(data, PARSER)
        if DYNAMIC.fullmatch(name):
            yield from _tracked(name, root)
        elif _TAGS.search("".join(str(text) for text in root.itertext())) or _TAGS.search(_attributes(root)):
            yield TemplateFinding(template_words.place_of_part(name), *template_words.NOT_FILLED_IN)


def _attributes(root: etree._Element) -> str:
    return " ".join(str(value) for element in root.iter(etree.Element) for value in element.attrib.values())


def _tracked(name: str, root: etree._Element) -> Iterator[TemplateFinding]:
    change = next(root.iter(*_TRACKED), None)
    if change is not None:
        p = next(change.iterancestors(f"{W}p"), None)
        text = "" if p is None else paragraph_text(p).strip()
        yield TemplateFinding(part_name(name) + (f", »{text[:80]}«" if text else ""), *template_words.TRACKED)


def _syntax(parts: Sequence[PlacedPart]) -> Iterator[TemplateFinding]:
    for part in parts:
        yield from (TemplateFinding(part.place_of(text), *template_words.OPEN_NOTE) for text in part.open_notes)
        yield from (TemplateFinding(part.place_of(text), *template_words.NOT_ALONE) for text in part.crowded)
        yield from (TemplateFinding(part.place_of(text), *template_words.OWN_MARK) for text in part.own_marks)
        try:
            ENVIRONMENT.tree(part.source)
        except TemplateSyntaxError as error:
            unclosed = _unclosed(part.source)
            words = template_words.syntax(error.message or "", unclosed=bool(unclosed))
            yield TemplateFinding(part.place(unclosed or error.lineno), *words)
        except TemplateError as error:
            yield TemplateFinding(part_name(part.name), template_words.sentence(error))
        except (RecursionError, ValueError):  # a number of more digits than Python reads is a ValueError
            yield TemplateFinding(part_name(part.name), *template_words.TOO_DEEP)


def _unclosed(source: str) -> int:
    """The line of the last `if` or `for` without an end; 0 when each has one."""
    open_: list[int] = []
    for found in _TAG.finditer(source):
        if found[1] in ("if", "for"):
            open_.append(source.count("\n", 0, found.start()) + 1)
        elif found[1] in ("endif", "endfor") and open_:
            open_.pop()
    return open_[-1] if open_ else 0


def _refused(parts: Sequence[PlacedPart]) -> Iterator[TemplateFinding]:
    for part in parts:
        tree = ENVIRONMENT.tree(part.source)
        try:
            refused = [*refusals(tree)]
        except RecursionError:
            yield TemplateFinding(part_name(part.name), *template_words.TOO_DEEP)
            continue
        for line, why in refused:
            yield TemplateFinding(part.place(line), template_words.sentence(why), template_words.ONLY_DATA)
        if not refused:
            yield from _compiled(part)


def _compiled(part: PlacedPart) -> Iterator[TemplateFinding]:
    """Filters and tests that are not there are found when the template is made into code."""
    try:
        ENVIRONMENT.compile(part.source)
    except TemplateSyntaxError as error:
        yield TemplateFinding(part.place(error.lineno), *template_words.syntax(error.message or ""))
    except (TemplateError, ValueError, RecursionError, MemoryError):
        yield TemplateFinding(part_name(part.name), *template_words.TOO_DEEP)


def _unknown(parts: Sequence[PlacedPart], typical: Mapping[str, object]) -> Iterator[TemplateFinding]:
    known = {**typical, GAPS: []}
    for part in parts:
        for path, line in fields.placed(ENVIRONMENT.tree(part.source)):
            for name in fields.unknown([path], known):
                yield TemplateFinding(part.place(line), *template_words.unknown_field(name))


# ---- what a trial shows ----------------------------------------------------------------------------


def _tried(
    blob: bytes, parts: Sequence[PlacedPart], samples: Sequence[Sample], properties: DocumentProperties
) -> tuple[list[TemplateFinding], RenderedDocument | None]:
    template, shown = WordTemplate.from_bytes("skabelon", blob), None
    found: list[TemplateFinding] = []
    for sample in samples:
        made = _rendered(template, sample, properties)
        if isinstance(made, RenderedDocument):
            found += _structure(made, parts, sample.name)
            shown = made if sample.name == TYPICAL else shown
        else:
            place = _failing_place(template, parts, sample) or "Dokumentet"
            found.append(TemplateFinding(place, *template_words.trial(made, sample.name)))
            break
    return list(dict.fromkeys(found))[:MOST], None if found else shown


def _rendered(template: WordTemplate, sample: Sample, properties: DocumentProperties) -> RenderedDocument | Exception:
    try:
        return template.render(sample.context, properties=properties)
    except (DocumentError, RecursionError, MemoryError, LookupError, TypeError, ValueError, AttributeError) as error:
        return error


def _failing_place(template: WordTemplate, parts: Sequence[PlacedPart], sample: Sample) -> str:
    """The paragraph that cannot be filled in, found by filling in the marked source."""
    plain: Any = admit(sample.context)
    for part in parts:
        rendering = Rendering(template.plan.styles, template.plan.paragraphs, part.name)
        try:
            ENVIRONMENT.from_string(part.source).render({**plain, GAPS: [], RENDERING: rendering})
        except Exception as error:  # noqa: BLE001 - only its line is wanted, whatever it is
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno for frame in frames if frame.filename == "<template>" and frame.lineno]
            return part.place(lines[-1]) if lines else part_name(part.name)
    return ""


def _structure(made: RenderedDocument, parts: Sequence[PlacedPart], name: str) -> Iterator[TemplateFinding]:
    for problem in checks.problems(made.content):
        part, words = template_words.structure(problem)
        if words:
            yield TemplateFinding(template_words.place_of_part(part), *words)
    if name == TYPICAL:
        for line in checks.leftovers(made.content):
            tags = _TAGS.search(line)
            if tags:
                place = next((p.place_of(line[:40]) for p in parts if p.name == DOCUMENT), "Dokumentet")
                yield TemplateFinding(place, *template_words.LEFT_OVER)
