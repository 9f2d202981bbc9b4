"""The fields a template can use, as people look them up: the tag to copy, what it is, and what it says just now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2.exceptions import SecurityError

from itstart.data import template_fields
from itstart.documents.blocks import Bullets, Paragraphs
from itstart.documents.environment import as_text
from itstart.documents.native_charts import NativeChart
from itstart.documents.pictures import Picture
from itstart.documents.text import typographic
from itstart.documents.values import XmlValue

_SHOWN: Final = 160
_ITEMS: Final = ("x", "y", "z", "w")
ALL: Final = "Hele dokumentet"


@dataclass(frozen=True)
class Field:
    """One field: `tag` is what stands in Word, `kind` its type in Danish, `value` what it says now."""

    tag: str
    explanation: str
    kind: str
    value: str


@dataclass
class Loop:
    """A list: the tags around what is repeated, the fields of an item, and lists inside it."""

    path: str
    explanation: str
    start: str
    count: int
    fields: list[Field] = field(default_factory=list)
    loops: list["Loop"] = field(default_factory=list)

    @property
    def example(self) -> str:
        """The loop written out over whole paragraphs."""
        return f"{self.start}\n{' '.join(one.tag for one in self.fields[:3])}\n{{%p endfor %}}"


@dataclass
class Group:
    """What belongs together, such as everything about the customer."""

    name: str
    fields: list[Field] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)


def groups(pattern: Mapping[str, object], shown: Mapping[str, object]) -> list[Group]:
    """Every field of `pattern`, a full context, with the values of `shown`; the words of the whole document first."""
    whole, found = Group(ALL), list[Group]()
    for name, value in pattern.items():
        if isinstance(value, Mapping):
            group = Group(template_fields.section(name))
            _fill(group, value, _inside(shown, name), name, name, 0)
            found.append(group)
        else:
            _one(whole, name, value, shown.get(name), name, name, 0)
    return [group for group in (whole, *found) if group.fields or group.loops]


def _inside(shown: object, name: str) -> object:
    return shown.get(name) if isinstance(shown, Mapping) else None


def _fill(into: Group | Loop, value: Mapping[str, Any], shown: object, path: str, tag: str, depth: int) -> None:
    for name, item in value.items():
        if isinstance(item, Mapping):
            _fill(into, item, _inside(shown, name), f"{path}.{name}", f"{tag}.{name}", depth)
        else:
            _one(into, name, item, _inside(shown, name), f"{path}.{name}", f"{tag}.{name}", depth)


def _one(into: Group | Loop, name: str, value: Any, shown: object, path: str, tag: str, depth: int) -> None:
    if isinstance(value, list):
        into.loops.append(_loop(name, value, shown, path, tag, depth))
    else:
        into.fields.append(_field(value, shown, path, tag))


def _loop(name: str, value: list[Any], shown: object, path: str, tag: str, depth: int) -> Loop:
    items = shown if isinstance(shown, list) else []
    item = _ITEMS[min(depth, len(_ITEMS) - 1)]
    words = template_fields.section(name)
    loop = Loop(path, words, f"{{%p for {item} in {tag} %}}", len(items))
    first = items[0] if items else None
    if all(isinstance(one, Mapping) for one in value):
        _fill(loop, dict(_merged(value)), first, f"{path}[]", item, depth + 1)
    else:
        loop.fields.append(_field(value[0] if value else "", first, f"{path}[]", item))
    return loop


def _merged(items: list[Any]) -> Iterator[tuple[str, Any]]:
    """Every field that some item has, with the first value that says something."""
    for name in dict.fromkeys(key for one in items for key in one):
        values = [one[name] for one in items if name in one]
        yield name, next((value for value in values if value), values[0])


def _field(value: object, shown: object, path: str, tag: str) -> Field:
    kind, mark = _kind(value)
    written = f"{{%p if {tag} %}}" if kind == "ja eller nej" else f"{{{{{mark} {tag} }}}}"
    return Field(written, template_fields.explained(path), kind, _value(shown))


def _kind(value: object) -> tuple[str, str]:
    """(type in words, letter of the tag)."""
    match value:
        case bool():
            return "ja eller nej", ""
        case int() | float():
            return "tal", ""
        case Picture():
            return "billede", "p"
        case NativeChart():
            return "diagram", "p"
        case Paragraphs() | Bullets():
            return "afsnit", "p"
    return "tekst", ""


def _value(shown: object) -> str:
    if isinstance(shown, NativeChart):
        text = f"[diagram: {shown.alt}]"
    elif isinstance(shown, Bullets):
        text = "; ".join(shown.items)
    elif isinstance(shown, XmlValue):
        text = str(shown)
    else:
        text = _plain(shown)
    short = " ".join(text.split())
    return typographic(short if len(short) <= _SHOWN else f"{short[:_SHOWN]}…")


def _plain(shown: object) -> str:
    try:
        return as_text(shown)
    except SecurityError:
        return ""
