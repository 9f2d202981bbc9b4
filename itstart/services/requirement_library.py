"""The library of requirements as it stands: the files that ship, with IBIZ-Center's newest versions on top (F10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.data import requirement_library as shipped
from itstart.data.requirement_library import FileRequirement, Pack
from itstart.db import db
from itstart.models import LibraryRequirement, User
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.library import Depth, LibraryText, Topic, check_text
from itstart.rules.terms import Priority, RequirementKind
from itstart.services.conflicts import Conflict, Difference

OWN_MARK = "i"  # "bogfoering-i01": written by IBIZ-Center, never a number of a file
FIELDS = tuple(field.name for field in fields(LibraryText))


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a requirement. Version 0 is the file's own; `words` is what is searched in."""

    key: str
    pack: str
    text: LibraryText
    version: int = 0
    withdrawn: bool = False
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def words(self) -> str:
        """Everything that is searched in, in lower case."""
        text = self.text
        return f"{self.key} {text.title} {text.text} {text.area} {text.why} {text.acceptance_criterion}".casefold()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the library is asked for; empty values ask for all. `depth` takes the lighter ones too."""

    pack: str = ""
    depth: Depth | None = None
    kind: RequirementKind | None = None
    topic: Topic | None = None
    area: str = ""
    query: str = ""


def packs() -> tuple[Pack, ...]:
    """The packs in the order of their titles."""
    return shipped.packs()


def pack(slug: str) -> Pack:
    """The pack with this slug; NoResultFound (404) when there is none."""
    found = next((pack for pack in packs() if pack.slug == slug), None)
    if found is None:
        raise NoResultFound
    return found


def _of_file(raw: FileRequirement, pack: Pack) -> Entry:
    """ValueError for a word that is not one of the fixed ones; a test reads every file."""
    text = LibraryText(
        title=raw.title,
        text=raw.text,
        area=raw.area,
        kind=RequirementKind(raw.kind),
        depth=Depth(raw.depth),
        priority=Priority(raw.priority),
        why=raw.why,
        acceptance_criterion=raw.acceptance_criterion,
        shown_by=raw.shown_by,
        demo_scene=raw.demo_scene,
        topic=Topic(raw.topic) if raw.topic else None,
        law_reference=raw.law_reference,
        law_checked_on=raw.law_checked_on,
    )
    return Entry(raw.key, pack.slug, text)


@lru_cache(maxsize=4)
def _of_files(packs: tuple[Pack, ...]) -> tuple[Entry, ...]:
    return tuple(_of_file(raw, pack) for pack in packs for raw in pack.requirements)


def _of_row(row: LibraryRequirement) -> Entry:
    text = LibraryText(**{name: getattr(row, name) for name in FIELDS})
    return Entry(row.key, row.pack, text, row.version, row.withdrawn, row.changed_by, row.changed_at)


def _newest() -> Iterator[Entry]:
    """What IBIZ-Center wrote last of each requirement."""
    row = LibraryRequirement
    latest = select(row.key, func.max(row.version).label("version")).group_by(row.key).subquery()
    query = select(row).join(latest, (row.key == latest.c.key) & (row.version == latest.c.version))
    for found in db.session.scalars(query.order_by(row.key)):
        yield _of_row(found)


def entries(*, withdrawn: bool = False) -> list[Entry]:
    """The newest version of everything, pack by pack; what is withdrawn only when it is asked for."""
    merged = {entry.key: entry for entry in _of_files(packs())}
    merged.update((entry.key, entry) for entry in _newest())
    order = {pack.slug: place for place, pack in enumerate(packs())}
    kept = [entry for entry in merged.values() if withdrawn or not entry.withdrawn]
    return sorted(kept, key=lambda entry: (order.get(entry.pack, len(order)), entry.key))


def matching(found: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """Those that fit everything that is asked for."""
    depths = wanted.depth.within() if wanted.depth else tuple(Depth)
    words = wanted.query.casefold().split()[:8]
    return [
        entry
        for entry in found
        if wanted.pack in ("", entry.pack)
        and entry.text.depth in depths
        and wanted.kind in (None, entry.text.kind)
        and wanted.topic in (None, entry.text.topic)
        and wanted.area in ("", entry.text.area)
        and all(word in entry.words for word in words)
    ]


def areas() -> list[str]:
    """The areas in use, in the order of the alphabet."""
    return sorted({entry.text.area for entry in entries()})


def versions(key: str) -> list[Entry]:
    """Every version of a requirement, the newest first; NoResultFound (404) when there is none."""
    query = select(LibraryRequirement).where(LibraryRequirement.key == key).order_by(LibraryRequirement.version.desc())
    found = [_of_row(row) for row in db.session.scalars(query)]
    found += [entry for entry in _of_files(packs()) if entry.key == key]
    if not found:
        raise NoResultFound
    return found


def find(key: str) -> Entry:
    """The newest version; NoResultFound (404) when there is none."""
    return versions(key)[0]


# ---- what IBIZ-Center does ---------------------------------------------------------------------------


def add(actor: User, pack_slug: str, values: dict[str, Any]) -> Entry:
    """A requirement of IBIZ-Center's own at the end of a pack. `values` are those of LibraryText."""
    policies.ensure(policies.may_edit_library(actor))
    slug = pack(pack_slug).slug
    start = f"{slug}-{OWN_MARK}"
    taken = db.session.scalars(
        select(LibraryRequirement.key).where(LibraryRequirement.key.startswith(start, autoescape=True)).distinct()
    )
    numbers = [int(number) for key in taken if (number := key.removeprefix(start)).isdecimal()]
    key = f"{start}{max(numbers, default=0) + 1:02d}"
    return _store(actor, Entry(key, slug, _checked(values)))


def edit(actor: User, key: str, values: dict[str, Any], *, version: int) -> Entry:
    """A new version of a requirement. Conflict when somebody else made one since, and the texts differ."""
    policies.ensure(policies.may_edit_library(actor))
    now = find(key)
    new = _checked(values)
    changed = [name for name in FIELDS if getattr(now.text, name) != getattr(new, name)]
    if now.version != version and changed:
        differing = [Difference(name, getattr(new, name), getattr(now.text, name)) for name in changed]
        raise Conflict(differing, now.version, now.changed_by, now.changed_at)
    return _store(actor, replace(now, text=new)) if changed else now


def withdraw(actor: User, key: str) -> Entry:
    """Never offer it again; cases that took it keep their requirement."""
    policies.ensure(policies.may_edit_library(actor))
    now = find(key)
    if now.withdrawn:
        raise RuleViolation([Finding("Kravet er allerede trukket tilbage.")])
    return _store(actor, replace(now, withdrawn=True))


def restore(actor: User, key: str, version: int) -> Entry:
    """Let an earlier version hold again, as a new version; NoResultFound (404) when there is none such."""
    policies.ensure(policies.may_edit_library(actor))
    found = versions(key)
    old = next((entry for entry in found if entry.version == version), None)
    if old is None:
        raise NoResultFound
    if old.text == found[0].text and not found[0].withdrawn:
        raise RuleViolation([Finding("Det er allerede den tekst, der gælder.")])
    return _store(actor, replace(found[0], text=old.text, withdrawn=False))


def _checked(values: dict[str, Any]) -> LibraryText:
    text = LibraryText(**values)
    require(check_text(text))
    return text


def _store(actor: User, entry: Entry) -> Entry:
    row = LibraryRequirement(
        key=entry.key,
        pack=entry.pack,
        version=entry.version + 1,
        withdrawn=entry.withdrawn,
        changed_by_id=actor.id,
        changed_by=actor.name,
        changed_at=clock.now(),
        **{name: getattr(entry.text, name) for name in FIELDS},
    )
    db.session.add(row)
    db.session.flush()
    return _of_row(row)
