"""The guide of a task as it is just now: what IBIZ-Center wrote last, else the one that ships."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from itstart import guidance
from itstart.db import db
from itstart.guidance import Guidance
from itstart.models import GuidanceVersion

Asking = Session | scoped_session[Any]


def of(key: str) -> Guidance:
    """The guide of one task, e.g. of("behov/krav"), in one query."""
    return of_many([key], db.session)[key]


def of_many(keys: Sequence[str], session: Asking | None) -> dict[str, Guidance]:
    """The guides of several tasks, in one query; without a session those that ship."""
    newest = select(func.max(GuidanceVersion.id)).where(GuidanceVersion.task.in_(keys)).group_by(GuidanceVersion.task)
    query = select(GuidanceVersion.task, GuidanceVersion.text).where(GuidanceVersion.id.in_(newest))
    texts = {row.task: row.text for row in session.execute(query)} if session is not None else {}
    return {key: _read(key, texts.get(key)) for key in keys}


def _read(key: str, text: str | None) -> Guidance:
    step, _, task = key.partition("/")
    return guidance.load(step, task) if text is None else guidance.written(text, step, task)
