"""What the rules of forgetting have in common: one thing that is due, and how a day is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from itstart import clock
from itstart.db import db
from itstart.rules.personal_data import Person
from itstart.rules.retention import due_before
from itstart.rules.settings import SettingKey
from itstart.services import settings


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due. `case_id` and `person` decide whether it is held back."""

    id: int
    told: str
    case_id: int | None = None
    person: Person = field(default_factory=Person)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is forgotten after a time."""

    label: str
    setting: SettingKey
    due: Callable[[date], list[Due]]
    forget: Callable[[Sequence[int]], None]


def before(today: date, key: SettingKey) -> date:
    return due_before(today, settings.days(key))


def moment(today: date, key: SettingKey) -> datetime:
    return datetime.combine(before(today, key) + timedelta(days=1), time(), clock.DENMARK)


def run(*statements: Any) -> None:
    """Statements on many rows; what the session had read of them is read again."""
    for statement in statements:
        db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expire_all()
