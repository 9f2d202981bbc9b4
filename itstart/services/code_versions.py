"""The kodeks's versions: the one that ships, and those IBIZ-Center has written and published since (S32, S33)."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from itstart import clock, policies
from itstart.data import code_of_conduct
from itstart.db import db
from itstart.models import CodeAcceptance, CodeVersion, Helper, User
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.terms import QualificationStatus
from itstart.services.conflicts import Conflict, Difference

TITLE = code_of_conduct.TITLE
LEAST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Published:
    """A version helpers can accept."""

    number: str
    published_on: date
    published_by: str
    text: str
    change_note: str = ""


SHIPPED = "It-start"


def _shipped() -> Published:
    return Published(code_of_conduct.VERSION, code_of_conduct.PUBLISHED_ON, SHIPPED, code_of_conduct.markdown())


def _of(row: CodeVersion) -> Published:
    return Published(row.number, row.published_on or clock.today(), row.published_by, row.text, row.change_note)


def current() -> Published:
    """The version in force."""
    query = select(CodeVersion).where(CodeVersion.published_on.is_not(None)).order_by(CodeVersion.id.desc()).limit(1)
    row = db.session.scalar(query)
    return _of(row) if row else _shipped()


def published() -> list[Published]:
    """Every published version, the newest first."""
    query = select(CodeVersion).where(CodeVersion.published_on.is_not(None)).order_by(CodeVersion.id.desc())
    return [*(_of(row) for row in db.session.scalars(query)), _shipped()]


def find(number: str) -> Published:
    """A published version by its number; NoResultFound (404) when there is none."""
    found = next((version for version in published() if version.number == number), None)
    if found is None:
        raise NoResultFound
    return found


def draft() -> CodeVersion | None:
    """The version that is being written, or None."""
    found: CodeVersion | None = db.session.scalar(select(CodeVersion).where(CodeVersion.published_on.is_(None)))
    return found


def find_draft(actor: User) -> CodeVersion:
    """The draft for somebody who writes it; NoResultFound (404) when there is none."""
    policies.ensure(policies.may_lead_qualification(actor))
    return db.session.scalars(select(CodeVersion).where(CodeVersion.published_on.is_(None))).one()


def _next_number() -> str:
    return f"{int(current().number.partition('.')[0]) + 1}.0"


def begin(actor: User) -> CodeVersion:
    """A draft of the next version, from the text in force; the one there is, when somebody has begun."""
    policies.ensure(policies.may_lead_qualification(actor))
    row = draft()
    if row is None:
        moment = clock.now()
        row = CodeVersion(number=_next_number(), text=current().text, changed_at=moment, changed_by=actor.name)
        db.session.add(row)
        db.session.flush()
    return row


def save(actor: User, row: CodeVersion, *, text: str, change_note: str, version: int) -> None:
    """Keep the draft; Conflict when somebody else has saved since the form was opened."""
    policies.ensure(policies.may_lead_qualification(actor))
    mine = {"text": text, "change_note": change_note}
    differing = [
        Difference(name, value, getattr(row, name)) for name, value in mine.items() if getattr(row, name) != value
    ]
    if not differing:
        return
    if row.version != version:
        raise Conflict(differing, row.version)
    row.text, row.change_note = text, change_note
    row.version += 1
    row.changed_at, row.changed_by = clock.now(), actor.name
    db.session.flush()


def check_publish(row: CodeVersion) -> list[Finding]:
    """What speaks against publishing the draft."""
    found = []
    if len(row.text.split()) < LEAST_WORDS:
        found.append(
            Finding(f"Teksten er for kort til at være et kodeks. Skriv mindst {LEAST_WORDS} ord.", where="text")
        )
    if row.text.strip() == current().text.strip():
        found.append(Finding("Teksten er den samme som i den gældende version.", where="text"))
    if not row.change_note.strip():
        found.append(
            Finding("Skriv, hvad der er ændret. It-starthjælperne læser det, før de accepterer.", where="change_note")
        )
    return found


def publish(actor: User, row: CodeVersion) -> None:
    """Let the draft hold from today: everybody is asked to accept it."""
    policies.ensure(policies.may_lead_qualification(actor))
    if row.published_on is not None:
        raise RuleViolation([Finding("Versionen er allerede udgivet.")])
    require(check_publish(row))
    row.published_on, row.published_by = clock.today(), actor.name
    db.session.flush()


def discard(actor: User, row: CodeVersion) -> None:
    """Throw the draft away; a published version stays."""
    policies.ensure(policies.may_lead_qualification(actor))
    if row.published_on is None:
        db.session.delete(row)
        db.session.flush()


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that is the same, was taken out or was put in: kind "same", "out" or "in"."""

    kind: str
    text: str


def compare(older: str, newer: str) -> Iterator[Change]:
    """The paragraphs of two texts in reading order."""
    old, new = _paragraphs(older), _paragraphs(newer)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Change("same", line) for line in old[a:b])
        else:
            yield from (Change("out", line) for line in old[a:b])
            yield from (Change("in", line) for line in new[c:d])


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


OVER = (QualificationStatus.ENDED, QualificationStatus.REJECTED)


def lacking() -> list[Helper]:
    """The firms that take part and have not accepted the version in force, by name."""
    accepted = select(CodeAcceptance.helper_id).where(CodeAcceptance.version == current().number)
    query = select(Helper).where(
        Helper.id.not_in(accepted), Helper.ended_on.is_(None), Helper.qualification_status.not_in(OVER)
    )
    return list(db.session.scalars(query.order_by(Helper.company)))
