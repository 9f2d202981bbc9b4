"""Settings with history: the newest change of each holds, and what ships holds before the first (S24).

All of them are read by one query, kept as long as the transaction lasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from itstart import clock, policies
from itstart.db import db
from itstart.models import SettingChange, User
from itstart.rules import settings as rules
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.settings import SETTINGS, SettingKey

_KEPT = "setting changes"


class Newest(NamedTuple):
    """The newest change of a key. Without `value` what ships holds."""

    id: int
    subject: str
    value: str | None
    told: str


@event.listens_for(db.session, "after_commit")
@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_KEPT, None)


def newest() -> dict[str, Newest]:
    """The newest change of every key; one query for each transaction."""
    kept: dict[str, Newest] | None = db.session().info.get(_KEPT)
    if kept is None:
        last = select(func.max(SettingChange.id)).group_by(SettingChange.key)
        query = select(SettingChange).where(SettingChange.id.in_(last))
        kept = {row.key: Newest(row.id, row.subject, row.value, _told(row)) for row in db.session.scalars(query)}
        db.session().info[_KEPT] = kept
    return kept


def _told(row: SettingChange) -> str:
    local = clock.local(row.set_at)
    return f"{local.day}.{local.month}.{local.year} af {row.set_by}"


def text(key: SettingKey) -> str:
    """What holds: "IBIZ-Center"."""
    row = newest().get(key)
    return SETTINGS[key].default if row is None or row.value is None else row.value


def number(key: SettingKey) -> int:
    """A number of firms."""
    return int(text(key))


def holds(key: SettingKey) -> bool:
    """True for a rule that is switched on."""
    return text(key) == rules.YES


def days(key: SettingKey) -> int:
    """A number of days or working days."""
    return int(text(key))


def day_list(key: SettingKey) -> tuple[int, ...]:
    """The days of several reminders, the first one first."""
    return rules.numbers(text(key))


def center_name() -> str:
    """What IBIZ-Center calls itself today."""
    return text(SettingKey.CENTER_NAME)


def our_words(text: str) -> str:
    """A text of the program's own, with what IBIZ-Center calls itself today."""
    shipped = SETTINGS[SettingKey.CENTER_NAME].default
    return text.replace(shipped, center_name()) if shipped in text else text


@dataclass(frozen=True, slots=True)
class Center:
    """IBIZ-Center as customers and applicants meet it. `reach` is whom to ask and how, "" when nothing is set."""

    name: str
    reach: str
    answer_workdays: int


def center() -> Center:
    """The center's own name, contact and answer time."""
    keys = (SettingKey.CENTER_CONTACT, SettingKey.CENTER_PHONE, SettingKey.CENTER_EMAIL)
    reach = ", ".join(part for part in map(text, keys) if part)
    return Center(text(SettingKey.CENTER_NAME), reach, days(SettingKey.ENQUIRY_WORKDAYS))


# ---- setting them ------------------------------------------------------------------------------------


def history(actor: User, key: str) -> Sequence[SettingChange]:
    """The changes of a key, the newest first."""
    policies.ensure(policies.may_read_settings(actor))
    return db.session.scalars(
        select(SettingChange).where(SettingChange.key == key).order_by(SettingChange.id.desc())
    ).all()


def change(actor: User, key: SettingKey, value: str, *, reason: str = "", seen: int) -> bool:
    """Let another value hold from now on. RuleViolation for one that cannot be used. False when it holds already."""
    policies.ensure(policies.may_change_settings(actor))
    require(rules.check(SETTINGS[key], value))
    if value == text(key):
        return False
    put(actor, key, seen=seen, value=value, reason=reason)
    return True


def put(actor: User, key: str, *, seen: int, **columns: Any) -> SettingChange:
    """Write a change down. `seen` is the id of the change the person looked at, 0 for what ships."""
    policies.ensure(policies.may_change_settings(actor))
    there = newest().get(key)
    if there is not None and there.id != seen:
        raise RuleViolation([Finding(f"Den er ændret {there.told}, mens du skrev. Se historikken, og gem igen.")])
    row = SettingChange(key=key, set_at=clock.now(), set_by=actor.name, **columns)
    db.session.add(row)
    db.session.flush()
    db.session().info.pop(_KEPT, None)
    return row


def go_back(actor: User, key: str, to: int, *, seen: int) -> SettingChange:
    """Let an older text hold again, 0 for what ships; it is one more change. NoResultFound for another key's."""
    if to == 0:
        return put(actor, key, seen=seen, value=None, reason="Tilbage til det, der fulgte med")
    query = select(SettingChange).where(SettingChange.id == to, SettingChange.key == key)
    old = db.session.scalars(query).one()
    local = clock.local(old.set_at)
    reason = f"Tilbage til {local.day}.{local.month}.{local.year} kl. {local:%H.%M}"
    return put(actor, key, seen=seen, value=old.value, subject=old.subject, reason=reason)
