"""Advice beside each task: why, how, a good example, a typical mistake, what to ask.

One Markdown file per task holds the text, an optional TOML file of the same name holds
the values that the button "Indsæt eksempel" puts into the form. The texts are part of
the product: a missing or malformed file is a programming error, not a state to handle.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from itstart.data.prose import to_html

HEADINGS = ("Hvorfor", "Sådan gør du", "Et godt eksempel", "Typisk fejl", "Spørg kunden")
FOLDER = Path(__file__).parent

Value = str | int | float | bool | tuple[str, ...]
Row = Mapping[str, Value]


class GuidanceError(ValueError):
    """A guidance file is missing or does not have the fixed shape."""


@dataclass(frozen=True)
class Section:
    """One part of the guidance: its Danish heading and its cleaned HTML."""

    heading: str
    html: Markup


@dataclass(frozen=True)
class Example:
    """Values for "Indsæt eksempel".

    `form` maps column name to value. `rows` maps the key of a row list ("needs") to rows
    of column name to value; `offset_days` counts days from the start of the project.
    """

    form: Row
    rows: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Guidance:
    """The advice for one task, sections in the order of `HEADINGS`; `questions` are those to the customer."""

    title: str
    sections: tuple[Section, ...]
    example: Example | None
    questions: tuple[str, ...] = ()

    def section(self, heading: str) -> Markup:
        """HTML of the section with this heading; KeyError if there is none."""
        for section in self.sections:
            if section.heading == heading:
                return section.html
        raise KeyError(heading)


@cache
def load(step_slug: str, task_slug: str) -> Guidance:
    """Guidance for a task as it ships, e.g. load("behov", "krav"). Raises GuidanceError."""
    return _read(source(step_slug, task_slug), step_slug, task_slug)


def source(step_slug: str, task_slug: str) -> str:
    """The text that ships. Raises GuidanceError."""
    text_file = _file(step_slug, task_slug, ".md")
    if not text_file.is_file():
        raise GuidanceError(f"No guidance for {step_slug}/{task_slug}")
    return text_file.read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def written(text: str, step_slug: str, task_slug: str) -> Guidance:
    """A text in the shape of a file, as the guidance of a task; the example is the task's own. Raises GuidanceError."""
    return _read(text, step_slug, task_slug)


def _read(text: str, step_slug: str, task_slug: str) -> Guidance:
    title, bodies = split(text, f"{task_slug}.md")
    sections = tuple(Section(heading, to_html(body)) for heading, body in bodies.items())
    asked = bodies["Spørg kunden"].splitlines()
    questions = tuple(line.removeprefix("- ").strip() for line in asked if line.startswith("- "))
    return Guidance(title, sections, _load_example(_file(step_slug, task_slug, ".toml")), questions)


def split(text: str, name: str) -> tuple[str, dict[str, str]]:
    """The title, and what is written under each heading. GuidanceError when the text has another shape."""
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title = head.strip()
    if not title.startswith("# ") or "\n" in title:
        raise GuidanceError(f"{name}: the file starts with one line '# title'")
    pairs = [part.partition("\n") for part in parts]
    if tuple(heading.strip() for heading, _, _ in pairs) != HEADINGS:
        raise GuidanceError(f"{name}: the headings are not {', '.join(HEADINGS)}")
    return title.removeprefix("# ").strip(), {heading.strip(): body.strip() for heading, _, body in pairs}


def joined(title: str, bodies: Mapping[str, str]) -> str:
    """The text of a title and what is written under each heading: `split` the other way."""
    return f"# {title}\n\n" + "\n\n".join(f"## {heading}\n\n{bodies[heading]}" for heading in HEADINGS) + "\n"


def _file(step_slug: str, task_slug: str, suffix: str) -> Path:
    for slug in (step_slug, task_slug):
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug):
            raise GuidanceError(f"Not a slug: {slug!r}")
    return FOLDER / step_slug / f"{task_slug}{suffix}"


def _load_example(path: Path) -> Example | None:
    if not path.is_file():
        return None
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GuidanceError(f"{path.name}: {error}") from error
    form = _row(raw.pop("form", {}), path.name)
    rows = {key: tuple(_row(row, path.name) for row in value) for key, value in raw.items()}
    return Example(form, MappingProxyType(rows))


def _row(raw: Mapping[str, object], name: str) -> Row:
    return MappingProxyType({key: _value(value, f"{name}: {key}") for key, value in raw.items()})


def _value(raw: object, where: str) -> Value:
    if isinstance(raw, list):
        return tuple(str(item) for item in raw)
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, (int, float)):
        return raw
    raise GuidanceError(f"{where}: {type(raw).__name__} is not a value for a field")
