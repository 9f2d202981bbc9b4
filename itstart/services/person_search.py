"""Where a person stands in the whole system: every column that may hold persons, and the text of every file.

Nothing of what is found is shown: who looks after people is told where a person stands, not what is said (D9).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Select, Table, Text, cast, false, or_, select

from itstart import policies
from itstart.data import personal_data
from itstart.db import db
from itstart.documents import person_words
from itstart.models import CustomerCase, StoredFile, User
from itstart.models.inventory import Held, inventory, searched
from itstart.rules import personal_data as rules
from itstart.rules.findings import require
from itstart.rules.personal_data import ColumnKind, Person
from itstart.rules.words import search_text

CASES: Table = CustomerCase.__table__  # type: ignore[assignment]  # a mapped table is a Table
FILES: Table = StoredFile.__table__  # type: ignore[assignment]
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A value in which the person stands. `case` is the number of the case it belongs to, "" for none."""

    held: Held
    row: int
    value: Any
    case_id: int | None
    case: str

    @property
    def area(self) -> str:
        """The activity it serves, as people know it."""
        return personal_data.areas()[self.held.area]["title"]


@dataclass(frozen=True)
class Found:
    """Everything that was found of a person."""

    person: Person
    places: list[Place]
    users: list[User] = field(default_factory=list)

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the person in a text."""
        return pattern_of(self.person)


def grouped(places: list[Place]) -> list[tuple[str, str, str, int]]:
    """Activity, kind, case and number, most first."""
    counts: dict[tuple[str, str, str], int] = {}
    for place in places:
        key = (place.area, place.held.kind.label, place.case)
        counts[key] = counts.get(key, 0) + 1
    return sorted(((*key, count) for key, count in counts.items()), key=lambda line: (-line[3], line[:3]))


def spellings(person: Person) -> list[str]:
    """The words of the person, and as lists are searched in them."""
    return list(dict.fromkeys(form for word in person.words for form in (word, search_text(word))))


def pattern_of(person: Person) -> re.Pattern[str]:
    """What finds the person in a text."""
    return rules.pattern(spellings(person))


def find(actor: User, person: Person) -> Found:
    """Everywhere the person stands. RuleViolation for words that would find too much."""
    policies.ensure(policies.may_manage_users(actor))
    require(rules.check_person(person))
    return everywhere(person)


def everywhere(person: Person) -> Found:
    """The same, asked by the program itself."""
    places = [place for table, columns in searched().items() for place in _in_table(table, columns, person)]
    return Found(person, [*places, *_in_files(person)], _users(person))


def _users(person: Person) -> list[User]:
    told = [value.casefold() for value in (person.email, person.name) if value]
    return [
        user
        for user in db.session.scalars(select(User).order_by(User.id))
        if user.email.casefold() in told or user.name.casefold() in told
    ]


# ---- columns -----------------------------------------------------------------------------------------


def _in_table(table: Table, columns: list[Held], person: Person) -> Iterator[Place]:
    found = pattern_of(person)
    wanted = [_text(held.column).ilike(rules.likes(word)) for held in columns for word in spellings(person)]
    case_id = case_of(table)
    query: Select[Any] = select(
        table.c.id, case_id.label("_case"), CASES.c.number.label("_number"), *(held.column for held in columns)
    )
    query = query.select_from(table.outerjoin(CASES, CASES.c.id == case_id) if table is not CASES else table)
    for row in db.session.execute(query.where(or_(*wanted)).order_by(table.c.id)).mappings():
        for held in columns:
            value = row[held.column.name]
            if value and any(found.search(text) for text in texts_of(value)):
                yield Place(held, row["id"], value, row["_case"], row["_number"] or "")


def _text(column: Column[Any]) -> ColumnElement[Any]:
    return cast(column, Text) if isinstance(column.type, JSON) else column


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a value, also inside a snapshot."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def case_of(table: Table) -> ColumnElement[Any]:
    """The case a row belongs to, by the shortest way; NULL for what belongs to none."""
    if table is CASES:
        return CASES.c.id
    if table.name == "customer":
        return select(CASES.c.id).where(CASES.c.customer_id == table.c.id).limit(1).correlate(table).scalar_subquery()
    way = _way(table)
    if not way:
        return cast(None, CASES.c.id.type)
    found: ColumnElement[Any] = way[0]
    for column in way[1:]:
        found = select(column).where(column.table.c.id == found).scalar_subquery()
    return found


@cache
def _way(table: Table) -> list[Column[Any]]:
    """The foreign keys that lead from the table to the case, the nearest first."""
    ways: list[tuple[Table, list[Column[Any]]]] = [(table, [])]
    for here, way in ways:
        for column in here.columns:
            for key in column.foreign_keys:
                target = key.column.table
                if target is CASES:
                    return [*way, column]
                if target.name not in {"user", "helper", "stored_file"} and all(target is not seen for seen, _ in ways):
                    ways.append((target, [*way, column]))
    return []


# ---- files -------------------------------------------------------------------------------------------


def _in_files(person: Person) -> Iterator[Place]:
    """Files whose text holds the person; one is read at a time."""
    found = pattern_of(person)
    held = next(held for held in inventory() if held.kind is ColumnKind.FILE)
    query = select(FILES.c.id, FILES.c.media_type, FILES.c.content).execution_options(yield_per=_AT_ONCE)
    hits = [
        number
        for number, media_type, content in db.session.execute(query)
        if found.search(person_words.text_of(content, media_type))
    ]
    owners = owners_of(hits)
    for number in hits:
        case_id, case = owners.get(number, (None, ""))
        yield Place(held, number, None, case_id, case)


def references() -> list[tuple[Table, Column[Any]]]:
    """Every column that names a stored file."""
    return [
        (table, column)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table is FILES for key in column.foreign_keys)
    ]


def owners_of(files: list[int]) -> dict[int, tuple[int | None, str]]:
    """The case each file belongs to."""
    found: dict[int, tuple[int | None, str]] = {}
    for table, column in references():
        case_id = case_of(table)
        query = select(column, case_id, CASES.c.number).select_from(table.outerjoin(CASES, CASES.c.id == case_id))
        for number, owner, case in db.session.execute(query.where(column.in_(files) if files else false())):
            found.setdefault(number, (owner, case or ""))
    return found
