"""The guides beside the tasks, written by IBIZ-Center on top of those that ship: versions and the way back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from itstart import clock, guidance, policies
from itstart.db import db
from itstart.guidance import HEADINGS
from itstart.models import GuidanceVersion, User
from itstart.rules.findings import Finding, require
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import TASKS, Task

SHIPPED = "It-start"
_TOO_HIGH = re.compile(r"^\s{0,3}#{1,2}(\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """A guide as it is written: its title, and the Markdown under each of the fixed headings."""

    title: str
    bodies: Mapping[str, str]

    @property
    def source(self) -> str:
        """In the shape of a file."""
        return guidance.joined(self.title, self.bodies)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a guide; number 0 is the one that ships, and `is_shipped` says that it is used again."""

    number: int
    text: Text
    note: str
    made_at: datetime | None
    made_by: str
    is_shipped: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A task in the list, with its newest version; 0 when nobody has written on top."""

    task: Task
    number: int
    made_at: datetime | None
    made_by: str
    is_shipped: bool


def _text(source: str, task: Task) -> Text:
    return Text(*guidance.split(source, task.key))


def shipped(task: Task) -> Version:
    """The guide that comes with It-start."""
    source = guidance.source(task.step.slug, task.slug)
    return Version(0, _text(source, task), "Følger med It-start", None, SHIPPED, is_shipped=True)


def versions(task: Task) -> list[Version]:
    """Every version of a guide, the newest first; the last is the one that ships."""
    query = select(GuidanceVersion).where(GuidanceVersion.task == task.key).order_by(GuidanceVersion.number.desc())
    ours = shipped(task)
    found = [
        Version(
            row.number,
            ours.text if row.text is None else _text(row.text, task),
            row.note,
            row.made_at,
            row.made_by,
            is_shipped=row.text is None,
        )
        for row in db.session.scalars(query)
    ]
    return [*found, ours]


def overview() -> list[Entry]:
    """Every task in the order of the steps, in one query."""
    newest = select(func.max(GuidanceVersion.id)).group_by(GuidanceVersion.task)
    rows = {row.task: row for row in db.session.scalars(select(GuidanceVersion).where(GuidanceVersion.id.in_(newest)))}
    return [_entry(task, rows.get(task.key)) for task in TASKS.values()]


def _entry(task: Task, row: GuidanceVersion | None) -> Entry:
    if row is None:
        return Entry(task, 0, None, SHIPPED, is_shipped=True)
    return Entry(task, row.number, row.made_at, row.made_by, is_shipped=row.text is None)


def check(text: Text, note: str) -> list[Finding]:
    """What speaks against keeping a text; `where` is the field's place among the headings, "title" or "note"."""
    found = [] if text.title.strip() else [Finding("Skriv en overskrift.", where="title")]
    for place, heading in enumerate(HEADINGS):
        body = text.bodies[heading]
        if not body.strip():
            found.append(Finding(f"Skriv noget under “{heading}”.", where=f"part_{place}"))
        elif _TOO_HIGH.search(body):
            told = "Brug ### til en overskrift inde i teksten. # og ## er vejledningens egne."
            found.append(Finding(told, where=f"part_{place}"))
    if not note.strip():
        found.append(Finding("Skriv kort, hvad du har ændret, og hvorfor.", where="note"))
    return found


def save(actor: User, task: Task, text: Text, *, note: str, version: int) -> bool:
    """Keep a text as the next version. False when it is as the newest; RuleViolation, or Conflict when somebody else
    has saved since `version`."""
    policies.ensure(policies.may_keep_material(actor))
    newest = versions(task)[0]
    differing = _differences(text, newest.text)
    if not differing:
        return False
    require(check(text, note))
    if newest.number != version:
        raise Conflict(differing, newest.number, newest.made_by, newest.made_at)
    _put(actor, task, text.source, note, newest.number + 1)
    return True


def _differences(mine: Text, theirs: Text) -> list[Difference]:
    pairs = [("title", mine.title, theirs.title)]
    pairs += [(f"part_{place}", mine.bodies[name], theirs.bodies[name]) for place, name in enumerate(HEADINGS)]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def go_back(actor: User, task: Task, number: int) -> None:
    """Use an earlier version again, as the next one; number 0 follows the guide that ships from now on.

    NoResultFound (404) when there is no such version.
    """
    policies.ensure(policies.may_keep_material(actor))
    every = versions(task)
    wanted = next((one for one in every if one.number == number), None)
    if wanted is None:
        raise NoResultFound
    source = None if wanted.is_shipped else wanted.text.source
    told = f"Tilbage til version {number}" if number else "Tilbage til It-starts egen"
    _put(actor, task, source, told, every[0].number + 1)


def _put(actor: User, task: Task, source: str | None, note: str, number: int) -> None:
    db.session.add(
        GuidanceVersion(
            task=task.key,
            number=number,
            text=source,
            note=note,
            made_at=clock.now(),
            made_by_id=actor.id,
            made_by=actor.name,
        )
    )
    db.session.flush()
