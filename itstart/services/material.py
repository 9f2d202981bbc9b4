"""The material library: laid out by IBIZ-Center for each step, fetched by helpers and the public (S41, S69)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from itstart import clock, policies
from itstart.db import db
from itstart.models import Material, MaterialDownload, MaterialVersion, StoredFile, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.material import MaterialKind
from itstart.rules.steps import StepKey
from itstart.rules.words import free_slug, search_text
from itstart.services import files, official_templates
from itstart.services.conflicts import Conflict, Difference

FIELDS = ("kind", "step", "title", "text", "is_public")
RESERVED = {"ny", "skabeloner"}
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty values ask for all. `general` asks for what belongs to no single step."""

    kind: MaterialKind | None = None
    step: StepKey | None = None
    general: bool = False
    query: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of material with its newest file; a Word template has a `template` key instead of a slug.

    `size` is in bytes; `changed_at` is None for a template that ships.
    """

    kind: MaterialKind
    step: StepKey | None
    title: str
    text: str
    is_public: bool
    version: int
    label: str
    file_name: str
    size: int
    changed_at: datetime | None
    slug: str = ""
    template: str = ""
    downloads: int = 0

    @property
    def key(self) -> str:
        """What its downloads are counted under."""
        return f"skabelon/{self.template}" if self.template else self.slug


def _newest() -> Select[Material, int, datetime, str, int]:
    """Every piece with its newest version, without the bytes."""
    last = (
        select(MaterialVersion.material_id, func.max(MaterialVersion.number).label("number"))
        .group_by(MaterialVersion.material_id)
        .subquery()
    )
    return (
        select(Material, MaterialVersion.number, MaterialVersion.made_at, StoredFile.name, StoredFile.size)
        .join(last, last.c.material_id == Material.id)
        .join(
            MaterialVersion,
            (MaterialVersion.material_id == Material.id) & (MaterialVersion.number == last.c.number),
        )
        .join(StoredFile, StoredFile.id == MaterialVersion.file_id)
        .order_by(Material.title, Material.id)
    )


def _line(material: Material, number: int, made_at: datetime, name: str, size: int) -> Line:
    return Line(
        kind=material.kind,
        step=material.step,
        title=material.title,
        text=material.text,
        is_public=material.is_public,
        version=number,
        label=f"Version {number}",
        file_name=name,
        size=size,
        changed_at=made_at,
        slug=material.slug,
    )


def _template_line(found: official_templates.Official) -> Line:
    return Line(
        kind=MaterialKind.AGREEMENT if found.is_agreement else MaterialKind.TEMPLATE,
        step=found.step,
        title=found.name,
        text="",
        is_public=found.is_public,
        version=found.version,
        label=found.label,
        file_name=found.file_name,
        size=found.size,
        changed_at=found.made_at,
        template=found.key,
    )


def _example_line(found: official_templates.Official) -> Line:
    """What everybody sees of it: the template filled with the worked example."""
    size, made_at = official_templates.example_facts(found)
    return replace(_template_line(found), size=size, changed_at=made_at)


def _matches(line: Line, wanted: Wanted) -> bool:
    words = search_text(wanted.query).split()
    said = search_text(line.title, line.text)
    return (
        wanted.kind in (None, line.kind)
        and wanted.step in (None, line.step)
        and not (wanted.general and line.step)
        and all(word in said for word in words)
    )


def _counts() -> dict[str, int]:
    query = select(MaterialDownload.key, func.sum(MaterialDownload.count)).group_by(MaterialDownload.key)
    return {key: int(total) for key, total in db.session.execute(query)}


def listed(user: User, wanted: Wanted) -> list[Line]:
    """What a helper or IBIZ-Center sees of the library, with its downloads, in three queries.

    Helpers never see what is withdrawn.
    """
    withdrawn = wanted.withdrawn and policies.may_keep_material(user)
    where = Material.withdrawn_at.is_not(None) if withdrawn else Material.withdrawn_at.is_(None)
    lines = [_line(*row) for row in db.session.execute(_newest().where(where))]
    if not withdrawn:
        lines += [_template_line(found) for found in official_templates.every()]
    counts = _counts()
    return [replace(line, downloads=counts.get(line.key, 0)) for line in lines if _matches(line, wanted)]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the library, step by step, and how much there is in all."""

    lines: list[Line]
    count: int
    number: int
    pages: int


def page(user: User, wanted: Wanted, number: int = 1) -> Page:
    """What is for a step stands under it; what is for all of them comes last."""
    steps = [*StepKey, None]
    lines = sorted(listed(user, wanted), key=lambda line: steps.index(line.step))
    pages = max(1, -(-len(lines) // PAGE_SIZE))
    number = min(max(1, number), pages)
    return Page(lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], len(lines), number, pages)


def public(wanted: Wanted = Wanted()) -> list[Line]:
    """What everybody may fetch: public, not withdrawn; templates as filled examples. For pages, search and sitemap."""
    query = _newest().where(Material.withdrawn_at.is_(None), Material.is_public)
    lines = [_line(*row) for row in db.session.execute(query)]
    lines += [_example_line(found) for found in official_templates.every() if found.is_public]
    return [line for line in lines if _matches(line, wanted)]


# ---- one piece -----------------------------------------------------------------------------------------


def find(user: User, slug: str) -> Material:
    """A piece with its versions; NoResultFound (404) when there is none; IBIZ-Center also finds what is withdrawn."""
    query = select(Material).where(Material.slug == slug).options(selectinload(Material.versions))
    if not policies.may_keep_material(user):
        query = query.where(Material.withdrawn_at.is_(None))
    return db.session.scalars(query).one()


def find_public(slug: str) -> Material:
    """A piece that everybody may fetch; NoResultFound (404) for any other."""
    query = select(Material).where(Material.slug == slug, Material.is_public, Material.withdrawn_at.is_(None))
    return db.session.scalars(query.options(selectinload(Material.versions))).one()


def find_version(material: Material, number: int) -> MaterialVersion:
    """One version; NoResultFound (404) when there is none."""
    query = select(MaterialVersion).where(MaterialVersion.material_id == material.id, MaterialVersion.number == number)
    return db.session.scalars(query).one()


def downloads_of(material: Material) -> dict[int, int]:
    """How often each version was fetched."""
    query = select(MaterialDownload.version, func.sum(MaterialDownload.count)).group_by(MaterialDownload.version)
    return {version: int(n) for version, n in db.session.execute(query.where(MaterialDownload.key == material.slug))}


# ---- what IBIZ-Center does -----------------------------------------------------------------------------


def _touch(actor: User, material: Material) -> None:
    material.version = (material.version or 0) + 1
    material.changed_by, material.changed_at = actor.name, clock.now()


def add(actor: User, values: Mapping[str, Any], name: str, content: bytes) -> Material:
    """Lay out a new piece with its first file. `values` are those of FIELDS; `uploads.Rejected` for a bad file."""
    policies.ensure(policies.may_keep_material(actor))
    taken = set(db.session.scalars(select(Material.slug)))
    slug = free_slug(values["title"], taken | RESERVED, fallback="materiale")
    material = Material(slug=slug, version=0, **{name: values[name] for name in FIELDS})
    _touch(actor, material)
    db.session.add(material)
    _put(actor, material, name, content, "Første version")
    return material


def add_version(actor: User, material: Material, name: str, content: bytes, *, note: str) -> MaterialVersion:
    """A new file of the same piece; the older ones stay. `uploads.Rejected` for a bad file."""
    policies.ensure(policies.may_keep_material(actor))
    if not note.strip():
        raise RuleViolation([Finding("Skriv, hvad der er ændret.", where="note")])
    return _put(actor, material, name, content, note)


def _put(actor: User, material: Material, name: str, content: bytes, note: str) -> MaterialVersion:
    stored = files.store_upload(actor, name, content)
    number = max((one.number for one in material.versions), default=0) + 1
    version = MaterialVersion(
        number=number, note=note, file=stored, made_at=clock.now(), made_by_id=actor.id, made_by=actor.name
    )
    material.versions.insert(0, version)
    db.session.flush()
    return version


def edit(actor: User, material: Material, values: Mapping[str, Any], *, version: int) -> bool:
    """Correct what is said of a piece; its address stays. False when there was nothing to change; Conflict when
    somebody else saved since."""
    policies.ensure(policies.may_keep_material(actor))
    changed = [name for name in FIELDS if getattr(material, name) != values[name]]
    if changed and material.version != version:
        differing = [Difference(name, values[name], getattr(material, name)) for name in changed]
        raise Conflict(differing, material.version, material.changed_by, material.changed_at)
    for name in changed:
        setattr(material, name, values[name])
    if changed:
        _touch(actor, material)
        db.session.flush()
    return bool(changed)


def withdraw(actor: User, material: Material) -> None:
    """Take a piece out of the library at once; it can be laid out again."""
    policies.ensure(policies.may_keep_material(actor))
    if material.withdrawn_at is None:
        material.withdrawn_at, material.withdrawn_by = clock.now(), actor.name
        _touch(actor, material)
        db.session.flush()


def restore(actor: User, material: Material) -> None:
    """Lay it out again."""
    policies.ensure(policies.may_keep_material(actor))
    material.withdrawn_at, material.withdrawn_by = None, ""
    _touch(actor, material)
    db.session.flush()
