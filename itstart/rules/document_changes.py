"""Which of the values a document was made of have changed since: the snapshot it keeps beside the values of today.

Both are plain values as a template gets them: texts, numbers, lists and sections. A value is named by its path:
("omfang", "fulde"), or with the row it stands in: ("omraader", Row("Økonomi"), "krav", Row("K-15"), "tekst").
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itstart.rules.words import cut

# What changes by itself when time goes or the document is handed over; nobody has written anything else.
SELF_CHANGING = frozenset(
    {"dokument.version", "dokument.dato", "dokument.status", "versioner", "udbud.erstatter", "kontrakt.underskrevet"}
)
_NAMES = ("nr", "kode", "navn", "titel", "krav", "opgave", "emne", "hvad", "led", "tekst", "spoergsmaal", "dato")
_NO_TEXT = re.compile(r"<[\w.]+ object at 0x[0-9a-f]+>")
_CODE = re.compile(r"[A-ZÆØÅ]{1,3}-?\d{1,4}(?:-[A-ZÆØÅ]\d+)?")
_LONG = 6


@dataclass(frozen=True)
class Row:
    """The row of a list, by its number or name."""

    name: str

    @property
    def is_code(self) -> bool:
        """True for "K-15", which says enough without the list it stands in."""
        return bool(_CODE.fullmatch(self.name))


Path = tuple[str | Row, ...]


@dataclass(frozen=True)
class Change:
    """A value before and now; `before` is None for what came, `after` for what went. `more` are other places."""

    path: Path
    before: str | None
    after: str | None
    more: int = 0


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], used: Collection[str] | None = None
) -> tuple[Change, ...]:
    """What differs, in the order of the document, the same fact once.

    `used` are the fields of the template ("omfang.fulde", "maal[].nr"): what it does not print does not count.
    """
    asked = None if used is None else _Asked(used)
    found = [
        change
        for change in _section((), before, after)
        if _plain(change.path) not in SELF_CHANGING
        and str(change.path[0]) not in SELF_CHANGING
        and (asked is None or asked.has(change.path))
    ]
    return _once(found)


class _Asked:
    """The fields of a template; a field that is asked for as a whole covers what lies in it."""

    def __init__(self, used: Collection[str]) -> None:
        self._plain = {field.replace("[]", "") for field in used}
        self._above = {
            ".".join(parts[:n]) for field in self._plain for parts in [field.split(".")] for n in range(1, len(parts))
        }

    def has(self, path: Path) -> bool:
        plain = _plain(path)
        if plain in self._plain or plain in self._above:
            return True
        parts = plain.split(".")
        leaves = self._plain - self._above
        return any(".".join(parts[:n]) in leaves for n in range(1, len(parts)))


def _plain(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _section(path: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Values in both; a field that only one of them knows is a matter of the template."""
    for name, old in before.items():
        if name in after:
            yield from _value((*path, name), old, after[name])


def _value(path: Path, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _section(path, old, new)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _rows(path, _as_list(old), _as_list(new))
    elif (said := _text(old)) != (says := _text(new)) and not _NO_TEXT.search(said):
        yield Change(path, said, says)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _rows(path: Path, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """Rows with the same name are the same row; the order does not count."""
    before, after = _named(old), _named(new)
    for name, row in before.items():
        if name not in after:
            yield Change((*path, Row(name)), _told(row), None)
        elif row != after[name]:
            yield from _value((*path, Row(name)), row, after[name])
    for name, row in after.items():
        if name not in before:
            yield Change((*path, Row(name)), None, _told(row))


def _named(rows: Sequence[Any]) -> dict[str, Any]:
    """Each row by its name; the second of a name is "navn (2)", and one without a name has its place."""
    out: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows, 1):
        name = _name(row) or f"nr. {number}"
        seen[name] += 1
        out[name if seen[name] == 1 else f"{name} ({seen[name]})"] = row
    return out


def _name(row: Any) -> str:
    if not isinstance(row, dict):
        return ""
    said = [str(row[key]) for key in _NAMES if row.get(key)]
    return cut(said[0], 60) if said else ""


def _told(row: Any) -> str:
    """A whole row in words, without the values that are lists of their own."""
    if not isinstance(row, dict):
        return _text(row)
    said = [_text(value) for value in row.values() if not isinstance(value, dict | list)]
    return ", ".join(text for text in said if text)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, dict):
        return _told(value)
    return str(value).strip()


def _once(found: Sequence[Change]) -> tuple[Change, ...]:
    """The same value in several places of the document is one change; a short one only within its own row."""
    count: Counter[object] = Counter(_fact(change) for change in found)
    first: dict[object, Change] = {}
    for change in found:
        first.setdefault(_fact(change), change)
    return tuple(
        Change(change.path, change.before, change.after, more=count[fact] - 1) for fact, change in first.items()
    )


def _fact(change: Change) -> object:
    before, after = _bare(change.before), _bare(change.after)
    row = next((part for part in reversed(change.path) if isinstance(part, Row) and part.is_code), None)
    if row is not None:
        return row, before, after
    return (before, after) if min(len(before or ""), len(after or "")) >= _LONG else (change.path, before, after)


def _bare(text: str | None) -> str | None:
    return text and text.removesuffix("kr.").strip()
