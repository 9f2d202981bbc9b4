"""Comparing a file with the case made of it: what differs, and the file's own way of saying nothing.

A file may leave a key out or write null, "" or []; all mean the same to us. What it chose is remembered
beside the case, so that the export of an imported case is the file itself. A remembered silence holds as
long as the case still says what it said then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itstart.exchange.computed import PATHS
from itstart.exchange.problems import Path, path_text

Json = Any


@dataclass(frozen=True)
class Difference:
    """A place where the file says one thing and the case another; None where one says nothing."""

    path: str
    theirs: Any
    ours: Any

    def __str__(self) -> str:
        return f"{self.path}: filen siger {_said(self.theirs)}, vi siger {_said(self.ours)}"


class _Absent:
    """A key that is not there; JSON has no word for it."""


ABSENT = _Absent()


def _said(value: Any) -> str:
    return "ingenting" if value is None else str(value)


def silent(value: Any) -> bool:
    """True for a value that says nothing."""
    if isinstance(value, dict):
        return all(silent(inner) for inner in value.values())
    if isinstance(value, list):
        return all(silent(inner) for inner in value)
    return value is ABSENT or value is None or value == ""


def is_computed(path: Path) -> bool:
    """True for a figure we work out, or a part of one."""
    pattern = ".".join("[]" if isinstance(part, int) else part for part in path).replace(".[]", "[]")
    return any(pattern == known or pattern.startswith((known + ".", known + "[")) for known in PATHS)


def compare(theirs: Json, ours: Json) -> tuple[list[Difference], list[Json]]:
    """(differences, silences): what the file says otherwise, and what to remember for `restore`."""
    differences: list[Difference] = []
    silences: list[tuple[Path, Any, Any]] = []
    for path, their, our in _unlike(theirs, ours, ()):
        if is_computed(path) and (their is ABSENT or not (silent(their) and silent(our))):
            if their is not ABSENT:
                differences.append(Difference(path_text(path), _or_none(their), _or_none(our)))
        elif silent(their) or (our is ABSENT and len(path) == 1):
            silences.append((path, their, our))
        else:
            differences.append(Difference(path_text(path), _or_none(their), _or_none(our)))
    return differences, _folded(silences, ours)


def _or_none(value: Any) -> Any:
    return None if value is ABSENT else value


def _unlike(theirs: Any, ours: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    """(path, theirs, ours) of the smallest parts that differ."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in [*theirs, *(key for key in ours if key not in theirs)]:
            yield from _unlike(theirs.get(key, ABSENT), ours.get(key, ABSENT), (*path, key))
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for index, (their, our) in enumerate(zip(theirs, ours, strict=True)):
            yield from _unlike(their, our, (*path, index))
    elif theirs != ours:
        yield path, theirs, ours


# ---- remembering -------------------------------------------------------------------------------------


def _boxed(value: Any) -> list[Any]:
    return [] if value is ABSENT else [value]


def _folded(silences: list[tuple[Path, Any, Any]], ours: Json) -> list[Json]:
    """[path, theirs, ours] with boxed values; a silence that all rows of a list share is said once, with "*"."""
    together: dict[str, list[Json]] = {}
    for path, their, our in silences:
        entry = [list(path), _boxed(their), _boxed(our)]
        together.setdefault(repr((_starred(path), their, our)), []).append(entry)
    found: list[Json] = []
    for entries in together.values():
        path, their, our = entries[0]
        common = [list(_starred(tuple(path))), their, our]
        shared = len(entries) > 1 and len(list(_places(ours, common))) == len(entries)
        found += [common] if shared else entries
    return found


def _starred(path: Path) -> Path:
    return tuple("*" if isinstance(part, int) else part for part in path)


def restore(ours: Json, remembered: list[Json]) -> None:
    """Say nothing in the file's own way wherever the case still says what it said at the import."""
    for entry in remembered:
        theirs = entry[1]
        for holder, key in list(_places(ours, entry)):
            if theirs:
                holder[key] = theirs[0]
            elif isinstance(holder, dict):
                del holder[key]


def _places(ours: Json, entry: Json) -> Iterator[tuple[Any, Any]]:
    """(holder, key) of everything that says what it said when the entry was remembered."""
    path, _, said = entry
    for holder in _holders(ours, path[:-1]):
        if isinstance(holder, dict):
            if ([holder[path[-1]]] if path[-1] in holder else []) == said:
                yield holder, path[-1]
        elif isinstance(holder, list):
            for index in range(len(holder)) if path[-1] == "*" else [path[-1]]:
                if index < len(holder) and [holder[index]] == said:
                    yield holder, index


def _holders(value: Any, path: list[Any]) -> Iterator[Any]:
    if not path:
        yield value
    elif isinstance(value, list):
        chosen = value if path[0] == "*" else value[path[0] : path[0] + 1] if isinstance(path[0], int) else []
        for item in chosen:
            yield from _holders(item, path[1:])
    elif isinstance(value, dict) and path[0] in value:
        yield from _holders(value[path[0]], path[1:])
