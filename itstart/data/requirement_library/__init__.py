"""The library of requirements as it ships: one TOML file a pack, beside this module.

The files are part of the product: a missing or malformed one is a programming error, not a state to
handle. What IBIZ-Center's people write on top of them stands in the database. The fixed words (kind, depth,
priority, topic, category) are strings here; the service turns them into terms, and a test reads every file.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NEEDED = ("title", "text", "area", "kind", "depth", "priority", "why", "acceptance_criterion", "shown_by")


class LibraryError(ValueError):
    """A file of the library does not have the fixed shape; the message names file and place."""


@dataclass(frozen=True, slots=True)
class FileRequirement:
    """One requirement of a pack. `key` is unique in the whole library and never used for another one."""

    key: str
    title: str
    text: str
    area: str
    kind: str
    depth: str
    priority: str
    why: str
    acceptance_criterion: str
    shown_by: str
    demo_scene: str = ""
    topic: str = ""
    law_reference: str = ""
    law_checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """Requirements that are bought together. No `categories` means that the pack fits every case."""

    slug: str
    title: str
    intro: str
    categories: tuple[str, ...]
    requirements: tuple[FileRequirement, ...]


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack in the order of its title. Raises LibraryError."""
    return load(FOLDER)


def load(folder: Path) -> tuple[Pack, ...]:
    """The packs of a folder. Raises LibraryError for a malformed file, and for a key that stands twice."""
    found = sorted((_pack(path) for path in folder.glob("*.toml")), key=lambda pack: pack.title)
    keys = [requirement.key for pack in found for requirement in pack.requirements]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise LibraryError(f"keys that stand twice: {', '.join(twice)}")
    return tuple(found)


def _pack(path: Path) -> Pack:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LibraryError(f"{path.name}: {error}") from error
    slug = _text(raw, "slug", path.name)
    if slug != path.stem or not _SLUG.fullmatch(slug):
        raise LibraryError(f"{path.name}: the slug is {slug!r}")
    unknown = raw.keys() - {"slug", "title", "intro", "categories", "requirement"}
    if unknown:
        raise LibraryError(f"{path.name}: unknown {sorted(unknown)}")
    rows = raw.get("requirement", [])
    return Pack(
        slug,
        _text(raw, "title", path.name),
        _text(raw, "intro", path.name),
        tuple(str(category) for category in raw.get("categories", [])),
        tuple(_requirement(row, slug, f"{path.name}, {n}") for n, row in enumerate(rows, start=1)),
    )


def _requirement(raw: Mapping[str, Any], slug: str, where: str) -> FileRequirement:
    unknown = raw.keys() - {field.name for field in fields(FileRequirement)}
    if unknown:
        raise LibraryError(f"{where}: unknown {sorted(unknown)}")
    key = _text(raw, "key", where)
    if not re.fullmatch(rf"{re.escape(slug)}-\d{{2,3}}", key):
        raise LibraryError(f"{where}: the key is {key!r}")
    checked_on = raw.get("law_checked_on")
    law = str(raw.get("law_reference", "")).strip()
    if not isinstance(checked_on, date | None) or bool(law) != (checked_on is not None):
        raise LibraryError(f"{where}: a law is named with the day it was checked")
    texts = {name: _text(raw, name, where) for name in _NEEDED}
    optional = {name: str(raw.get(name, "")).strip() for name in ("demo_scene", "topic")}
    return FileRequirement(key=key, **texts, **optional, law_reference=law, law_checked_on=checked_on)


def _text(raw: Mapping[str, Any], name: str, where: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or not value.strip():
        raise LibraryError(f"{where}: {name} is missing")
    return value.strip()
