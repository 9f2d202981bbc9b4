"""Erasing a person: what goes, what stays and why, and the act itself in one transaction.

A word is taken out where it stands and the rest of the text is left. What the law asks to be kept stays unchanged:
signed agreements and contracts, and what a customer has said yes to, until its case is forgotten.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, select, update

from itstart import clock, policies
from itstart.db import db
from itstart.documents import person_words
from itstart.models import CalendarFeed, Invitation, PersonEvent, StoredFile, User, UserSession, WordTemplateVersion
from itstart.rules.findings import Finding, RuleViolation, require
from itstart.rules.personal_data import GONE, ColumnKind, Person, PersonAct, Stays
from itstart.services import conversions, legal_holds, person_search
from itstart.services.person_keeping import Kept
from itstart.services.person_search import FILES, Found, Place

_CARDS = ("contact", "signatory")  # the person of a customer, a vendor or a partner, in columns with the same beginning
_ADDRESSES = frozenset({ColumnKind.EMAIL, ColumnKind.PHONE})


@dataclass(frozen=True)
class Plan:
    """What erasing a person would do."""

    found: Found
    goes: list[Place]
    stays: list[tuple[Place, Stays]]

    @property
    def going(self) -> list[tuple[str, str, str, int]]:
        """How many places of each activity, kind and case go."""
        return person_search.grouped(self.goes)

    def kept(self) -> list[tuple[str, list[tuple[str, str, str, int]]]]:
        """What stays by the reason it stays."""
        by_reason: dict[Stays, list[Place]] = {}
        for place, why in self.stays:
            by_reason.setdefault(why, []).append(place)
        return [(why.value, person_search.grouped(places)) for why, places in by_reason.items()]


def plan(actor: User, person: Person) -> Plan:
    """What goes and what stays. RuleViolation for words that would find too much."""
    return _sorted(person_search.find(actor, person))


def _sorted(found: Found) -> Plan:
    kept = Kept(clock.today())
    reasons = [(place, kept.why(place)) for place in found.places]
    return Plan(
        found,
        [place for place, why in reasons if why is None],
        [(place, why) for place, why in reasons if why is not None],
    )


def findings(found: Found) -> list[Finding]:
    """Why the person cannot be erased at all just now."""
    told = [
        Finding(f"{user.name} har en åben konto. Luk den først under Brugere.")
        for user in found.users
        if user.deactivated_at is None
    ]
    if legal_holds.is_person_held(found.person, clock.today()):
        told.append(Finding("Personen er tilbageholdt. Ophæv tilbageholdelsen først."))
    return told


def erase(actor: User, person: Person, *, typed: str, reason: str, secret: str) -> Plan:
    """Erase the person. `typed` must be what the person is called; RuleViolation when it cannot be done."""
    policies.ensure(policies.may_manage_users(actor))
    done = plan(actor, person)
    require(findings(done.found))
    if typed.casefold().split() != person.told.casefold().split():
        raise RuleViolation([Finding(f"Skriv {person.told} for at bekræfte.", where="typed")])
    _carry_out(done)
    note(actor.name, PersonAct.ERASED, person, found=len(done.goes), kept=len(done.stays), reason=reason, secret=secret)
    return done


def erase_again(person: Person, *, secret: str) -> int:
    """What a restored backup has brought back goes as it went before; how many places stay."""
    done = _sorted(person_search.everywhere(person))
    _carry_out(done)
    kept, reason = len(done.stays), "Slettet igen efter en gendannelse"
    note("Gendannelse", PersonAct.ERASED, person, found=len(done.goes), kept=kept, reason=reason, secret=secret)
    return kept


def _carry_out(done: Plan) -> None:
    conversions.forget_of_cases({place.case_id for place in done.goes if place.case_id is not None})
    _erase_columns(done)
    _erase_files(done)
    for user in done.found.users:
        erase_account(user)
    db.session.flush()
    db.session.expire_all()


def note(
    actor: str, act: PersonAct, person: Person, *, found: int, kept: int = 0, reason: str = "", secret: str
) -> None:
    """Write down what was done, without saying of whom. A reason that names the person is kept without the name."""
    told = person_search.pattern_of(person).sub(GONE, reason)
    key = hmac.new(secret.encode(), person.words[0].casefold().encode(), hashlib.sha256).hexdigest()
    event = PersonEvent(at=clock.now(), actor=actor, act=act, person_hash=key, reason=told[:500])
    event.found, event.kept = found, kept
    db.session.add(event)
    db.session.flush()


def events(actor: User, most: int = 100) -> list[PersonEvent]:
    """What was done, the newest first."""
    policies.ensure(policies.may_manage_users(actor))
    return list(db.session.scalars(select(PersonEvent).order_by(PersonEvent.id.desc()).limit(most)))


# ---- columns -----------------------------------------------------------------------------------------


def _erase_columns(done: Plan) -> None:
    rows: dict[tuple[Table, int], list[Place]] = {}
    for place in done.goes:
        if place.held.kind is not ColumnKind.FILE:
            rows.setdefault((place.held.table, place.row), []).append(place)
    for (table, row), places in rows.items():
        values: dict[str, Any] = {}
        for place in places:
            values |= _new_values(place, done.found.pattern)
        db.session.execute(update(table).where(table.c.id == row).values(values))


def _new_values(place: Place, found: re.Pattern[str]) -> Mapping[str, Any]:
    """The columns of the row as they are without the person."""
    name, table = place.held.column.name, place.held.table
    whole = isinstance(place.value, str) and found.fullmatch(place.value.strip()) is not None
    if table.name == "user" and name == "email":
        return {name: f"slettet-{place.row}@slettet.invalid"}
    card = next((start for start in _CARDS if name.startswith(start)), "")
    if whole and card:
        return dict.fromkeys(_card_of(table, card), "")
    if whole and place.held.kind in _ADDRESSES and table.name != "legal_hold":
        return {name: ""}
    return {name: cleaned(place.value, found)}


def _card_of(table: Table, start: str) -> Iterable[str]:
    return (column.name for column in table.columns if column.name == start or column.name.startswith(f"{start}_"))


def cleaned(value: Any, found: re.Pattern[str]) -> Any:
    """A value without the person: a text, or a snapshot with texts in it."""
    if isinstance(value, str):
        return found.sub(GONE, value)
    if isinstance(value, dict):
        return {cleaned(key, found): cleaned(inner, found) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner, found) for inner in value]
    return value


# ---- files and accounts ------------------------------------------------------------------------------


def _erase_files(done: Plan) -> None:
    for number in {place.row for place in done.goes if place.held.kind is ColumnKind.FILE}:
        row = db.session.execute(select(FILES.c.content, FILES.c.media_type).where(FILES.c.id == number)).one_or_none()
        if row is None:
            continue  # it was made of another file, and went with that
        content = person_words.without(row.content, row.media_type, done.found.pattern)
        sha256 = hashlib.sha256(content).hexdigest()
        db.session.execute(
            update(StoredFile)
            .where(StoredFile.id == number)
            .values(content=content, size=len(content), sha256=sha256)
            .execution_options(synchronize_session=False)
        )
        db.session.execute(
            update(WordTemplateVersion)
            .where(WordTemplateVersion.file_id == number)
            .values(sha256=sha256)
            .execution_options(synchronize_session=False)
        )


def erase_account(user: User) -> None:
    """The account is nobody's any more; whoever it was cannot log in."""
    for model in (UserSession, Invitation, CalendarFeed):
        db.session.execute(delete(model).where(model.user_id == user.id))
    db.session.execute(
        update(User)
        .where(User.id == user.id)
        .values(name=GONE, title="", phone="", password_hash=None, email=f"slettet-{user.id}@slettet.invalid")
    )
