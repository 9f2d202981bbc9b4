"""The inventory of personal data: every column of the tables with its kind, as declared beside the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Column, Table

from itstart.data import personal_data
from itstart.db import Base
from itstart.rules.personal_data import SEARCHED, ColumnKind


@dataclass(frozen=True, slots=True)
class Held:
    """A column, what it may hold of persons, and the activity its table serves."""

    table: Table
    column: Column[object]
    kind: ColumnKind
    area: str


class Unclassified(Exception):
    """A column nobody has said anything about, or a word about a column that is gone."""


def _kinds(name: str) -> tuple[str, dict[str, ColumnKind]]:
    declared = personal_data.tables()
    here = declared.get(name)
    if here is None:
        raise Unclassified(f"{name} stands nowhere in tables.toml")
    parts = [declared["row"], here] if here.get("row") else [here]
    told = [(column, kind) for part in parts for kind in ColumnKind for column in part.get(kind.value, ())]
    twice = {column for column, _ in told if sum(column == other for other, _ in told) > 1}
    if twice:
        raise Unclassified(f"{name}: twice {sorted(twice)}")
    return here["area"], dict(told)


@cache
def inventory() -> tuple[Held, ...]:
    """Every column, in the order of the tables' names; Unclassified when the declaration does not fit the models."""
    tables = {table.name: table for table in Base.metadata.tables.values()}
    if gone := personal_data.tables().keys() - tables.keys() - {"row"}:
        raise Unclassified(f"tables that are gone: {sorted(gone)}")
    return tuple(held for name in sorted(tables) for held in _held(tables[name]))


def _held(table: Table) -> Iterator[Held]:
    area, kinds = _kinds(table.name)
    names = {column.name for column in table.columns}
    if names != kinds.keys():
        missing, gone = sorted(names - kinds.keys()), sorted(kinds.keys() - names)
        raise Unclassified(f"{table.name}: columns without a kind {missing}, and kinds of columns that are gone {gone}")
    if area not in personal_data.areas():
        raise Unclassified(f"{table.name}: no area {area}")
    return (Held(table, column, kinds[column.name], area) for column in table.columns)


def searched() -> dict[Table, list[Held]]:
    """The columns in which the words of a person may stand, by table."""
    found: dict[Table, list[Held]] = {}
    for held in inventory():
        if held.kind in SEARCHED:
            found.setdefault(held.table, []).append(held)
    return found
