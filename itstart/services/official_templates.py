"""The official Word templates as material: what ships, or IBIZ-Center's newest version of it, by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select

from itstart.db import db
from itstart.documents import WordTemplate, template_samples
from itstart.models import StoredFile, WordTemplateVersion
from itstart.rules.steps import StepKey
from itstart.services import files, settings, word_templates
from itstart.steps.template_kinds import TemplateKind, find_kind, kinds

AGREEMENTS = frozenset({"kundeaftale"})
# A template belongs to the step its group is named after; those of the modules belong to all of them.
_STEP_OF_GROUP = {f"Skridt {step.number}: {step.label}": step for step in StepKey}


@dataclass(frozen=True, slots=True)
class Official:
    """A kind of document with the official template of it. `version` 0 is the one that ships; sizes are in bytes.

    `trial_size` is of the example an uploaded version was tried with.
    """

    key: str
    name: str
    step: StepKey | None
    version: int
    size: int
    made_at: datetime | None
    is_public: bool
    trial_size: int | None = None

    @property
    def label(self) -> str:
        """ "It-starts egen" or "IBIZ-Centers, version 2"."""
        if not self.version:
            return word_templates.SHIPPED
        return settings.our_words(f"IBIZ-Centers, version {self.version}")

    @property
    def is_agreement(self) -> bool:
        """True for what the customer signs before the work begins."""
        return self.key in AGREEMENTS

    @property
    def file_name(self) -> str:
        """What the template is called when it is fetched."""
        return f"Skabelon {self.name}.docx"


def every() -> list[Official]:
    """Every kind of document with its official template, in two queries."""
    used = word_templates.in_use(None)
    wanted = [number for row in used.values() for number in (row.file_id, row.trial_file_id)]
    query = select(StoredFile.id, StoredFile.size).where(StoredFile.id.in_(wanted))
    sizes = {row.id: row.size for row in db.session.execute(query)}
    return [_official(kind, used.get((None, kind.key)), sizes) for kind in kinds()]


def _official(kind: TemplateKind, row: WordTemplateVersion | None, sizes: Mapping[int, int]) -> Official:
    size = sizes.get(row.file_id) if row is not None and row.file_id is not None else None
    uploaded = row if size is not None else None
    return Official(
        key=kind.key,
        name=kind.name,
        step=_STEP_OF_GROUP.get(kind.group),
        version=uploaded.version if uploaded else 0,
        size=len(WordTemplate(kind.key).blob) if size is None else size,
        made_at=uploaded.made_at if uploaded else None,
        is_public=kind.firms,
        trial_size=sizes.get(uploaded.trial_file_id) if uploaded and uploaded.trial_file_id else None,
    )


def find(key: str) -> Official:
    """One of them; LookupError when there is no such kind."""
    return next(found for found in every() if found.key == find_kind(key).key)


def blank(key: str) -> bytes:
    """The template itself, with its fields, to read or to begin one's own with."""
    return word_templates.to_edit(find_kind(key))


def example(key: str) -> bytes:
    """The document filled with the worked example: what the customer gets, without a single field to wonder at."""
    row = word_templates.in_use(None).get((None, key))
    if row is not None and row.trial_file is not None:
        return files.content(row.trial_file)
    return shipped_example(key)


def example_facts(found: Official) -> tuple[int, datetime]:
    """How many bytes the example is, and when the template of it was made."""
    size = found.trial_size or template_samples.sizes()[found.key]
    return size, found.made_at or template_samples.PROPERTIES.created


@lru_cache(maxsize=32)
def shipped_example(key: str) -> bytes:
    """The template that ships, filled with the worked example."""
    properties = replace(template_samples.PROPERTIES, title=f"Eksempel: {find_kind(key).name}")
    return WordTemplate(key).render(template_samples.typical(key), properties=properties).content
