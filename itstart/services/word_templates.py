"""Word templates that were uploaded: a firm's own and IBIZ-Center's official ones, by kind of document (S63, F046)."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from itstart import clock, policies
from itstart.db import db
from itstart.documents import TemplateBusy, WordTemplate, template_child, template_samples, uploads
from itstart.documents.template_check import TemplateFinding
from itstart.models import Helper, User, WordTemplateChoice, WordTemplateVersion
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.template_states import TemplateState, state_of
from itstart.services import files, settings
from itstart.steps.template_kinds import TemplateKind, find_kind, kinds

WORD = uploads.Kind.DOCX.media_type
SHIPPED = "It-starts egen"


@dataclass(frozen=True)
class Checked:
    """A file that was looked at: what is wrong with it, and when nothing is, a document made in it."""

    name: str
    content: bytes
    findings: list[TemplateFinding]
    trial: bytes | None


@dataclass(frozen=True)
class ShownVersion:
    """A version, what it is just now, and since when it has been used."""

    row: WordTemplateVersion
    state: TemplateState
    since: datetime | None


@dataclass(frozen=True)
class KindState:
    """A kind of document, the version of the owner's that is used, and the version used where the owner has none."""

    kind: TemplateKind
    live: WordTemplateVersion | None
    official: WordTemplateVersion | None
    versions: int


# ---- whose, and which is used ----------------------------------------------------------------------


def kinds_of(user: User) -> list[TemplateKind]:
    """The kinds that the user's firm may have its own of; IBIZ-Center has all."""
    return [kind for kind in kinds() if kind.firms or policies.is_staff(user)]


def find_kind_of(user: User, key: str) -> TemplateKind:
    """One of them; LookupError when there is no such."""
    kind = find_kind(key)
    if kind not in kinds_of(user):
        raise LookupError(key)
    return kind


def _owned(owner_id: int | None) -> ColumnElement[bool]:
    column = WordTemplateVersion.helper_id
    return column.is_(None) if owner_id is None else column == owner_id


def in_use(helper_id: int | None) -> dict[tuple[int | None, str], WordTemplateVersion]:
    """The version that is used of every kind, by (owner, key): the firm's and the official ones, in one query."""
    choice = WordTemplateChoice
    of_both = or_(choice.helper_id.is_(None), choice.helper_id == helper_id)
    newest = select(func.max(choice.id)).where(of_both).group_by(choice.helper_id, choice.key)
    query = (
        select(WordTemplateVersion)
        .join(choice, choice.version_id == WordTemplateVersion.id)
        .where(choice.id.in_(newest))
    )
    return {(row.helper_id, row.key): row for row in db.session.scalars(query)}


def used_by(helper: Helper, keys: Iterable[str]) -> dict[str, WordTemplateVersion | None]:
    """The version that the firm's documents are made in, by key; None for the one that ships."""
    found = in_use(helper.id)
    return {key: found.get((helper.id, key)) or found.get((None, key)) for key in keys}


def template_for(helper: Helper, key: str) -> WordTemplate:
    """The firm's own template, else IBIZ-Center's newest, else the one that ships. What was uploaded falls back."""
    return templates_for(helper, [key])[key]


def templates_for(helper: Helper, keys: Iterable[str]) -> dict[str, WordTemplate]:
    """The same of several kinds, by key; one query says which are used."""
    found = in_use(helper.id)
    return {key: _template(helper, key, found) for key in keys}


def _template(helper: Helper, key: str, found: dict[tuple[int | None, str], WordTemplateVersion]) -> WordTemplate:
    template = WordTemplate(key)
    for row in (found.get((None, key)), found.get((helper.id, key))):
        if row is not None and row.file is not None:
            template = template_child.OutsideTemplate(_capital(label(row)), files.content(row.file), template)
    return template


def label(row: WordTemplateVersion | None) -> str:
    """ "firmaets egen, version 2"."""
    if row is None:
        return SHIPPED
    owner = settings.our_words("IBIZ-Centers") if row.helper_id is None else "firmaets egen"
    return f"{owner}, version {row.version}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def names_of(fingerprints: Collection[str], helper: Helper) -> dict[str, str]:
    """What the templates with these fingerprints are called, but for those we no longer have; in one query."""
    shipped = {WordTemplate(kind.key).sha256 for kind in kinds()}.intersection(fingerprints)
    mine = or_(WordTemplateVersion.helper_id.is_(None), WordTemplateVersion.helper_id == helper.id)
    query = select(WordTemplateVersion).where(WordTemplateVersion.sha256.in_(fingerprints), mine)
    rows = db.session.scalars(query.order_by(WordTemplateVersion.id))
    return dict.fromkeys(shipped, SHIPPED) | {row.sha256: label(row) for row in rows}


# ---- what people see -------------------------------------------------------------------------------


def overview(user: User) -> list[KindState]:
    """Every kind with the version that is used, in two queries."""
    counted = select(WordTemplateVersion.key, func.count()).where(_owned(user.helper_id))
    numbers = {row[0]: row[1] for row in db.session.execute(counted.group_by(WordTemplateVersion.key))}
    found = in_use(user.helper_id)
    return [
        KindState(kind, found.get((user.helper_id, kind.key)), found.get((None, kind.key)), numbers.get(kind.key, 0))
        for kind in kinds_of(user)
    ]


def versions(user: User, kind: TemplateKind) -> list[ShownVersion]:
    """The owner's versions of a kind, the newest first."""
    query = select(WordTemplateVersion).where(_owned(user.helper_id), WordTemplateVersion.key == kind.key)
    rows = db.session.scalars(query.order_by(WordTemplateVersion.version.desc())).all()
    choices = _choices(user, kind)
    live = choices[0].version_id if choices else None
    since = {one.version_id: one.chosen_at for one in reversed(choices)}
    return [
        ShownVersion(
            row,
            state_of(passed=not row.findings, is_live=row.id == live, was_chosen=row.id in since),
            since.get(row.id),
        )
        for row in rows
    ]


def _choices(user: User, kind: TemplateKind) -> list[WordTemplateChoice]:
    column = WordTemplateChoice.helper_id
    mine = column.is_(None) if user.helper_id is None else column == user.helper_id
    query = select(WordTemplateChoice).where(mine, WordTemplateChoice.key == kind.key)
    return list(db.session.scalars(query.order_by(WordTemplateChoice.id.desc())))


def find_version(user: User, kind: TemplateKind, version: int) -> WordTemplateVersion:
    """One of the owner's versions; NoResultFound (404) when there is none."""
    query = select(WordTemplateVersion).where(
        _owned(user.helper_id), WordTemplateVersion.key == kind.key, WordTemplateVersion.version == version
    )
    return db.session.scalars(query).one()


def to_edit(kind: TemplateKind) -> bytes:
    """The official template as it is used now, to begin one's own with."""
    row = in_use(None).get((None, kind.key))
    if row is not None and row.file is not None:
        return files.content(row.file)
    return WordTemplate(kind.key).blob


# ---- what people do --------------------------------------------------------------------------------


def check(kind: TemplateKind, name: str, content: bytes) -> Checked:
    """Look at a file from outside; it takes seconds and asks no database. `uploads.Rejected` when it is no harmless
    Word file at all."""
    if name.lower().endswith((".docm", ".dotx", ".dotm", ".doc", ".odt")):
        raise uploads.Rejected("kind", "Gem skabelonen som almindeligt Word-dokument (.docx) uden makroer.")
    if uploads.check(name, content) is not uploads.Kind.DOCX:
        raise uploads.Rejected("kind", "En skabelon skal være et Word-dokument (.docx).")
    samples, properties = template_samples.samples(kind.key), template_samples.PROPERTIES
    try:
        found, made = template_child.check(content, samples, properties)
    except TemplateBusy as busy:
        raise uploads.Rejected("busy", str(busy)) from busy
    return Checked(uploads.display_name(name, uploads.Kind.DOCX), content, found, made.content if made else None)


def store(actor: User, kind: TemplateKind, checked: Checked, note: str) -> WordTemplateVersion:
    """Keep the file as the next version. One that was refused is kept without its bytes, so that all see why."""
    policies.ensure(policies.may_keep_templates(actor) and kind in kinds_of(actor))
    passed = not checked.findings
    highest = select(func.max(WordTemplateVersion.version)).where(
        _owned(actor.helper_id), WordTemplateVersion.key == kind.key
    )
    trial_name = f"Prøve af {kind.name}.docx"
    row = WordTemplateVersion(
        helper_id=actor.helper_id,
        key=kind.key,
        version=(db.session.scalar(highest) or 0) + 1,
        sha256=hashlib.sha256(checked.content).hexdigest(),
        name=checked.name,
        note=note,
        findings=[[one.place, one.message, one.advice] for one in checked.findings],
        file=files.store(actor, checked.name, checked.content, WORD) if passed else None,
        trial_file=files.store(actor, trial_name, checked.trial, WORD) if passed and checked.trial else None,
        made_at=clock.now(),
        made_by_id=actor.id,
        made_by=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    return row


def choose(actor: User, kind: TemplateKind, row: WordTemplateVersion | None) -> None:
    """Use a version that passed from now on, a new or an earlier one; None goes back to the one before all of them."""
    policies.ensure(policies.may_keep_templates(actor) and kind in kinds_of(actor))
    if row is not None and (row.findings or row.file is None):
        raise RuleViolation([Finding("Versionen er afvist, så den kan ikke bruges.")])
    choices = _choices(actor, kind)
    if (choices[0].version_id if choices else None) == (row.id if row else None):
        return
    choice = WordTemplateChoice(
        helper_id=actor.helper_id,
        key=kind.key,
        version_id=row.id if row else None,
        chosen_at=clock.now(),
        chosen_by_id=actor.id,
        chosen_by=actor.name,
    )
    db.session.add(choice)
    db.session.flush()
