"""From rows to plain values of the file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Column

from itstart import clock
from itstart.exchange.schema.base import ON_PREMISE, Part, keys_of
from itstart.rules.terms import DeliveryModel, YesNoUnknown

_KEYS_OF_THE_TABLE = frozenset({"id", "case_id", "version", "position", "changed_at", "changed_by", "deleted_at"})
LEFT_OUT = object()


def plain(value: Any) -> Any:
    """A column's value as JSON has it: ISO days, Danish clock time, numbers without needless decimals."""
    if value is DeliveryModel.ON_PREMISE:
        return ON_PREMISE
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        local = clock.local(value).replace(tzinfo=None)
        return local.isoformat(timespec="seconds" if local.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def yes_no(value: YesNoUnknown | None) -> bool | str | None:
    """The answer as true, false, "unknown" or null."""
    if value in (None, YesNoUnknown.UNKNOWN):
        return value and value.value
    return value is YesNoUnknown.YES


def written(part: type[Part], row: Any, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A row as an object of the file, its keys in the file's order.

    `more` holds the keys that are worked out or have objects of their own; LEFT_OUT leaves one out.
    """
    more = more or {}
    found: dict[str, Any] = {}
    for key, kept in keys_of(part).items():
        if key in more:
            if more[key] is not LEFT_OUT:
                found[key] = more[key]
            continue
        if not kept.column:
            continue
        value = getattr(row, kept.column)
        if kept.extra and value == kept.default:
            continue
        found[key] = None if kept.null and value == "" else plain(value)
    return found


def all_written(part: type[Part], rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows without anything worked out."""
    return [written(part, row) for row in rows]


def _fresh(column: Column[Any]) -> Any:
    default = column.default
    return getattr(default, "arg", None) if default is not None and default.is_scalar else None


def is_fresh(row: Any) -> bool:
    """True when a section stands as it did when the case was opened."""
    return row is None or all(
        getattr(row, column.key) == _fresh(column)
        for column in row.__table__.columns
        if column.key not in _KEYS_OF_THE_TABLE
    )


def none_if_empty(value: Any) -> Any:
    """LEFT_OUT for what is empty, so that the key is not written."""
    return value if value not in (None, "", [], {}) else LEFT_OUT
