"""What a demo starts with: people, sixteen firms, cases and three years. Filling it twice changes nothing."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.data import code_of_conduct
from itstart.data.demo_log_ins import PASSWORD
from itstart.db import db
from itstart.exchange import (
    build,
    demo_activities,
    demo_cooperation,
    demo_goals,
    demo_history,
    demo_material,
    demo_privacy,
    demo_programme,
    demo_settings,
    demo_site,
    demo_stories,
    demo_timelines,
    demo_together,
    demo_waiting,
)
from itstart.exchange.read import import_case
from itstart.exchange.schema.people import HelperPart
from itstart.models import CodeAcceptance, CustomerCase, Helper, User
from itstart.rules.terms import Role
from itstart.services import passwords, story_publishing

_DATA = Path(__file__).parent.parent / "data"
_EXAMPLE = _DATA / "example_case.json"
_MOVED = tuple(
    _DATA / "demo" / f"{name}.json"
    for name in (
        "open_tender",
        "draft",
        "together",
        "abandoned",
        "delivered_transport",
        "delivered_printer",
        "delivered_wholesale",
    )
)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T.*)?")
_APPLICANT: dict[str, Any] = {
    "company": "Mariager Digital ApS (fiktiv)",
    "cvr": "99000155",
    "adviser": "Sofie Thorsager",
    "email": "sofie@mariager-digital.example",
    "phone": "+45 00 00 00 41",
    "municipality_code": "0846",
    "covers_regions": ["Region Nordjylland"],
    "categories": ["webshop", "digital_marketing"],
    "industries": ["Detailhandel"],
    "resources": "1 rådgiver",
}
# (name, title, e-mail, role, CVR number of the firm)
_PEOPLE: tuple[tuple[str, str, str, Role, str], ...] = (
    ("Anna Kjærgaard", "Administrator, IBIZ-Center", "anna.kjaergaard@ibiz.example", Role.ADMIN, ""),
    ("Jonas Okkels", "Projektkonsulent, IBIZ-Center", "jonas.okkels@ibiz.example", Role.STAFF, ""),
    ("Lise Ravnholt", "Projektkonsulent, IBIZ-Center", "lise.ravnholt@ibiz.example", Role.STAFF, ""),
    ("Mette Hedelund", "Rådgiver", "mette@hedelund.example", Role.HELPER, "99000058"),
    ("Bo Hedelund", "Rådgiver", "bo@hedelund.example", Role.HELPER, "99000058"),
    ("Henrik Juhl", "Rådgiver", "henrik@als-sparring.example", Role.HELPER, "99000120"),
    ("Lene Kofoed", "Rådgiver", "lene@sydhavs-raad.example", Role.HELPER, "99000198"),
    ("Sofie Thorsager", "Rådgiver", "sofie@mariager-digital.example", Role.HELPER, "99000155"),
)


def fill() -> None:
    """Make what is not there yet. The caller commits."""
    files = [json.loads(_EXAMPLE.read_text("utf-8")), *_moved(clock.today())]
    for part in _firms(files):
        _accept_code(build.helper_of(part))
    for person in (*_PEOPLE, *demo_programme.people(), *demo_history.people()):
        _person(*person)
    db.session.flush()
    for file in files:
        number = file["case"]["id"]
        if db.session.scalar(select(CustomerCase.id).where(CustomerCase.number == number)) is None:
            story_publishing.open_published(import_case(file, actor=_owner(file["helper"]["cvr"])).case)
    demo_programme.fill()
    demo_cooperation.fill()
    demo_waiting.fill()
    demo_together.fill()
    demo_activities.fill()
    demo_goals.fill()
    demo_history.fill()
    demo_stories.fill()
    demo_material.fill()
    demo_site.fill()
    demo_timelines.fill()
    demo_settings.fill()
    demo_privacy.fill()


def _firms(files: list[dict[str, Any]]) -> Iterator[HelperPart]:
    parts = {file["helper"]["cvr"]: file["helper"] for file in files}
    for firm in (*parts.values(), _APPLICANT, demo_cooperation.REVIEWED):
        yield HelperPart.model_validate(firm)
    yield from demo_programme.firms()
    yield from demo_history.firms()


def _accept_code(helper: Helper) -> None:
    """Everybody but the applicant has accepted the kodeks."""
    if helper.cvr == _APPLICANT["cvr"] or helper.code_acceptances:
        return
    helper.code_acceptances.append(
        CodeAcceptance(
            version=code_of_conduct.VERSION, accepted_on=code_of_conduct.PUBLISHED_ON, accepted_by=helper.adviser
        )
    )


@cache
def _password_hash() -> str:
    """Hashed once: hashing is slow on purpose, and everybody in a demo has the same password."""
    return passwords.hash_password(PASSWORD)


def _person(name: str, title: str, email: str, role: Role, cvr: str) -> None:
    if db.session.scalar(select(User.id).where(User.email == email)) is not None:
        return
    helper = db.session.scalar(select(Helper).where(Helper.cvr == cvr)) if cvr else None
    now = clock.now()
    user = User(name=name, title=title, email=email, role=role, helper=helper, created_at=now)
    user.password_hash = _password_hash()
    user.password_changed_at = now
    db.session.add(user)


def _owner(cvr: str) -> User | None:
    query = select(User).join(Helper).where(Helper.cvr == cvr).order_by(User.id).limit(1)
    return db.session.scalar(query)


def _moved(today: date) -> Iterator[dict[str, Any]]:
    """The demo's other cases, moved by whole weeks so that their deadlines lie ahead."""
    for path in _MOVED:
        file = json.loads(path.read_text("utf-8"))
        weeks = (today - date.fromisoformat(file["meta"]["as_of"])).days // 7
        yield _shifted(file, timedelta(weeks=weeks))


def _shifted(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _shifted(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shifted(inner, by) for inner in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    return (date.fromisoformat(found[1]) + by).isoformat() + (found[2] or "")
