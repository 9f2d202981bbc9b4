"""What is known of a person as one zip, for the person: as JSON and as text.

Of a free text or a file only the lines that name the person go with it, and of a list of names only the person's own.
"""

import json
import re
import zipfile
from io import BytesIO
from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.data import personal_data
from itstart.db import db
from itstart.documents import person_words
from itstart.models import CaseEvent, StoredFile, User, UserSession
from itstart.rules.personal_data import ColumnKind, lines_with
from itstart.services import data_record, person_search
from itstart.services.person_search import Found, Place

_PARTS = re.compile(r"[,;\n]")
_OWN = frozenset({ColumnKind.EMAIL, ColumnKind.PHONE})


def make(found: Found) -> bytes:
    """The zip. The same day the same data gives the same content."""
    told = content(found)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("persondata.json", json.dumps(told, ensure_ascii=False, indent=2))
        archive.writestr("laes-mig.txt", _as_text(told))
    return buffer.getvalue()


def content(found: Found) -> dict[str, Any]:
    """Everything of the person as plain values, by activity."""
    areas: dict[str, list[dict[str, str]]] = {}
    for place in found.places:
        areas.setdefault(place.held.area, []).extend(_said(place, found.pattern))
    return {
        "person": found.person.told,
        "dato": clock.today().isoformat(),
        "omraader": [_area(key, areas[key]) for key in personal_data.areas() if key in areas],
        "konti": [_account(user) for user in found.users],
    }


def _area(key: str, values: list[dict[str, str]]) -> dict[str, Any]:
    area = personal_data.areas()[key]
    return {
        "omraade": area["title"],
        "formaal": area["purpose"],
        "grundlag": area["basis"],
        "modtagere": area["recipients"],
        "gemmes": data_record.periods(area["keep"]),
        "oplysninger": values,
    }


def _said(place: Place, found: re.Pattern[str]) -> list[dict[str, str]]:
    head = {"sag": place.case, "slags": place.held.kind.label}
    return [{**head, "tekst": text} for text in _texts(place, found)]


def _texts(place: Place, found: re.Pattern[str]) -> list[str]:
    kind = place.held.kind
    if kind is ColumnKind.FILE:
        return _of_file(place.row, found)
    if kind in _OWN:
        return [str(place.value)]
    if kind is ColumnKind.NAME:
        return [part.strip() for part in _PARTS.split(str(place.value)) if found.search(part)]
    return [line for text in person_search.texts_of(place.value) for line in lines_with(text, found)]


def _of_file(number: int, found: re.Pattern[str]) -> list[str]:
    stored = db.session.get_one(StoredFile, number)
    return lines_with(person_words.text_of(stored.content, stored.media_type), found)


def _account(user: User) -> dict[str, Any]:
    """What is known because the person can log in: the account, its log-ins, and how often it has acted."""
    acts = select(func.count()).select_from(CaseEvent).where(CaseEvent.user_id == user.id)
    log_ins = select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.id)
    return {
        "navn": user.name,
        "titel": user.title,
        "mail": user.email,
        "telefon": user.phone,
        "rolle": user.role.label,
        "oprettet": user.created_at.isoformat(),
        "linjer_i_sagers_historik": db.session.scalar(acts),
        "log_ind": [
            {"fra": one.created_at.isoformat(), "sidst": one.seen_at.isoformat(), "browser": one.user_agent}
            for one in db.session.scalars(log_ins)
        ],
    }


def _as_text(told: dict[str, Any]) -> str:
    lines = [f"Oplysninger om {told['person']}, {told['dato']}", ""]
    for area in told["omraader"]:
        lines += [area["omraade"], f"Formål: {area['formaal']}", f"Grundlag: {area['grundlag']}"]
        lines += [f"Modtagere: {area['modtagere']}", f"Gemmes: {area['gemmes']}"]
        lines += [
            f"- {one['slags']}{', sag ' + one['sag'] if one['sag'] else ''}: {one['tekst']}"
            for one in area["oplysninger"]
        ]
        lines.append("")
    lines += [f"Konto: {account['navn']}, {account['mail']}, {account['rolle']}" for account in told["konti"]]
    return "\n".join(lines)
