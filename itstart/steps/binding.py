"""Between a declared form and the rows of a case: choices, stored values, values to store."""

from collections.abc import Iterator
from typing import Any

from wtforms import Field

from itstart.forms import BaseForm
from itstart.models.case import CustomerCase
from itstart.steps.fields import RefField, RefsField, TermField

LABEL_LENGTH = 70


def row_label(row: Any) -> str:
    """How a row is named in a choice: "K-15 Kapacitetsplan"; a vendor by its name alone."""
    name = next((str(getattr(row, column)) for column in ("name", "title", "text") if hasattr(row, column)), "")
    short = name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1].rstrip() + "…"
    return short if hasattr(row, "name") and short else f"{row.code} {short}".strip()


def _reference_fields(form: BaseForm) -> Iterator[RefField | RefsField]:
    for field in form:
        if isinstance(field, RefField | RefsField):
            yield field


def fill_choices(form: BaseForm, case: CustomerCase) -> None:
    """Give every reference field the rows of its list as choices."""
    for field in _reference_fields(form):
        choices = [(row.code, row_label(row)) for row in field.rows(case)]
        if isinstance(field, RefField):
            choices = [("", field.empty), *choices]
        field.choices = choices


def _stored(field: Field, row: Any, case: CustomerCase) -> Any:
    value = getattr(row, field.short_name, None)
    if isinstance(field, RefField):
        return next((other.code for other in field.rows(case) if other.id == value), "")
    if isinstance(field, RefsField):
        return [other.code for other in value or ()]
    return value


def stored_values(form_class: type[BaseForm], row: Any, case: CustomerCase) -> dict[str, Any]:
    """What a form shows for a stored row, by field name."""
    return {field.short_name: _stored(field, row, case) for field in form_class()}


def typed_values(form: BaseForm, case: CustomerCase) -> dict[str, Any]:
    """What a validated form says, as column values: references become ids or rows, no choice becomes None."""
    values: dict[str, Any] = {}
    for field in form:
        value = field.data
        if isinstance(field, RefField):
            value = next((row.id for row in field.rows(case) if row.code == field.data), None)
        elif isinstance(field, RefsField):
            chosen = set(field.data or ())
            value = [row for row in field.rows(case) if row.code in chosen]
        elif isinstance(field, TermField):
            value = field.data or None
        values[field.short_name] = value
    return values


def apply(row: Any, values: dict[str, Any]) -> bool:
    """Set the columns; True when anything changed. A `set_<name>` method replaces plain setting."""
    changed = False
    for name, value in values.items():
        setter = getattr(row, f"set_{name}", None)
        before = list(getattr(row, name)) if setter else getattr(row, name)
        new = _for_column(row, name, value)
        if before == new:
            continue
        changed = True
        if setter:
            setter(new)
        else:
            setattr(row, name, new)
    return changed


def _for_column(row: Any, name: str, value: Any) -> Any:
    """An empty text field leaves "", an empty choice leaves the column's own default."""
    column = row.__table__.columns.get(name)
    if column is None or value is not None or column.nullable:
        return value
    default = column.default
    return default.arg if default is not None and default.is_scalar else ""
