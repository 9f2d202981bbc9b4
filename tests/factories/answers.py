"""Every answer of a case at once: all filled, or all that may be empty taken away. For reading only, never stored."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from itstart.models import CustomerCase
from itstart.steps import TASKS, sources
from itstart.steps.sources import Source

# An answer that ends something changes what the document is about.
ENDS = frozenset({"excluded_reason", "declined_on", "declined_reason", "decline_reason"})
_SAMPLES: dict[type, Any] = {
    str: "Prøvesvar",
    int: 3,
    Decimal: Decimal(4),
    date: date(2026, 5, 6),
    datetime: datetime(2026, 5, 6, 10, tzinfo=UTC),
}


def _columns(case: CustomerCase) -> Iterator[tuple[Any, Source, Any]]:
    for row, source in list(sources.written(case, TASKS.values())):
        column = row.__table__.columns.get(source.field) if source.field else None
        if column is not None:
            yield row, source, column


def fill(case: CustomerCase) -> None:
    """Give every empty text, number and day a value."""
    for row, source, column in _columns(case):
        kind = column.type.python_type
        if getattr(row, source.field) in (None, "") and source.field not in ENDS and kind in _SAMPLES:
            set_committed_value(row, source.field, _SAMPLES[kind])


def blank(case: CustomerCase) -> None:
    """Take every answer away that may be missing; the rows stay."""
    for row, source, column in _columns(case):
        if column.nullable:
            set_committed_value(row, source.field, None)
        elif type(getattr(row, source.field)) is str:
            set_committed_value(row, source.field, "")
