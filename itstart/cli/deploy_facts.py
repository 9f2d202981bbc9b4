"""What `check-deploy` looks at, collected once: the judging of it needs neither database nor disk."""

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select, text

from itstart import clock, migrate
from itstart.backup.making import all_in
from itstart.config import ROOT, Settings
from itstart.db import db
from itstart.documents import pages, pdf
from itstart.models import Heartbeat, User
from itstart.rules import backups
from itstart.rules.terms import Role
from itstart.services import accounts, heartbeats, installation, passwords
from itstart.services.heartbeats import Beat

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True)
class Facts:
    """`beats` are times of silence, `open_paths` what others than the owner may touch, `free` is 0 to 1 of the disk."""

    settings: Settings
    flask: Mapping[str, Any]
    database: str
    pragmas: Mapping[str, str]
    is_sound: bool
    current: str | None
    head: str | None
    is_demo: bool
    demo_log_ins: tuple[str, ...]
    has_admin: bool
    without_second_factor: int
    beats: Mapping[Beat, timedelta | None]
    newest_backup: Path | None
    backup_age: timedelta | None
    backup_beside_data: bool
    clock_gap: timedelta
    free_mb: int
    free: float
    open_paths: tuple[str, ...]
    has_office: bool
    has_poppler: bool
    mail_problem: str | None = None
    tried_mail: bool = field(default=False)


def collect(app: Flask, log_ins: Iterable[tuple[str, str, str]], try_mail: Callable[[], str] | None) -> Facts:
    """Look at everything; only a database that answers can be judged."""
    settings: Settings = app.config["SETTINGS"]
    sqlite = db.engine.dialect.name == "sqlite"
    current, head = migrate.current(), migrate.head()
    ready = current == head
    newest = (all_in(settings.backup_to) if settings.backup_to else [])[-1:]
    made = backups.moment_of(newest[0].name) if newest else None
    usage = shutil.disk_usage(settings.instance)
    return Facts(
        settings=settings,
        flask=app.config,
        database=db.engine.dialect.name,
        pragmas=_pragmas() if sqlite else {},
        is_sound=_is_sound() if sqlite else True,
        current=current,
        head=head,
        is_demo=ready and installation.is_demo(),
        demo_log_ins=_demo_log_ins(log_ins) if ready else (),
        has_admin=ready and _has_admin(),
        without_second_factor=_without_second_factor() if ready else 0,
        beats={beat: _silence(heartbeats.last_seen(beat)) if ready else None for beat in Beat},
        newest_backup=newest[0] if newest else None,
        backup_age=_silence(made),
        backup_beside_data=bool(newest) and _is_beside(newest[0], settings.instance),
        clock_gap=_clock_gap(ready=ready),
        free_mb=usage.free >> 20,
        free=usage.free / usage.total,
        open_paths=_open_paths(settings),
        has_office=pdf.available(),
        has_poppler=pages.available(),
        mail_problem=try_mail() if try_mail else None,
        tried_mail=try_mail is not None,
    )


def _pragmas() -> dict[str, str]:
    with db.engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return {name: str(connection.exec_driver_sql("PRAGMA " + name).scalar()).lower() for name in names}


def _is_sound() -> bool:
    with db.engine.connect() as connection:
        whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        return whole and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def _demo_log_ins(log_ins: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Demo addresses that exist, and administrators who have the demo's password."""
    known = {email: password for _who, email, password in log_ins}
    people = db.session.scalars(select(User).where(User.deactivated_at.is_(None)))
    weak = set(known.values())
    return tuple(
        user.email
        for user in people
        if user.email in known
        or (user.role is Role.ADMIN and any(passwords.verify(user.password_hash, password) for password in weak))
    )


def _has_admin() -> bool:
    query = select(User.id).where(User.role == Role.ADMIN, User.deactivated_at.is_(None)).limit(1)
    return accounts.count() > 0 and db.session.scalar(query) is not None


def _without_second_factor() -> int:
    """How many of IBIZ-Center's people log in with a password alone."""
    query = select(func.count(User.id)).where(
        User.role != Role.HELPER,
        User.deactivated_at.is_(None),
        User.password_hash.is_not(None),
        User.second_factor_since.is_(None),
    )
    return db.session.scalar(query) or 0


def _silence(moment: datetime | None) -> timedelta | None:
    return None if moment is None else clock.now() - moment


def _clock_gap(*, ready: bool) -> timedelta:
    """How far this machine's clock is from the database server's, or behind the newest sign of life."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            there: datetime = connection.execute(text("SELECT now()")).scalar_one()
        return abs(clock.now() - there)
    newest = max(db.session.scalars(select(Heartbeat.at)), default=None) if ready else None
    return max(newest - clock.now(), timedelta()) if newest else timedelta()


def _is_beside(archive: Path, instance: Path) -> bool:
    return archive.stat().st_dev == instance.stat().st_dev


def _open_paths(settings: Settings) -> tuple[str, ...]:
    """What others on the machine can read or change."""
    instance = settings.instance
    watched = [instance, instance / "secret_key", ROOT / ".env", *sorted(instance.glob("itstart.sqlite3*"))]
    if settings.backup_to:
        watched += all_in(settings.backup_to)
    if os.name == "nt":
        return ()
    return tuple(str(path) for path in watched if path.exists() and stat.S_IMODE(path.stat().st_mode) & OTHERS)
