"""An answer as people read it: the label of a choice, kroner, a Danish date."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wtforms import Field
from wtforms.fields import SelectField

from itstart.forms import MoneyField, PercentField
from itstart.rules.term import Term
from itstart.web import filters


def value(control: Field, stored: Any) -> str:
    """The text of one answer; "" when there is none."""
    if stored is None or stored == "" or stored == []:
        return ""
    if hasattr(control, "told"):
        return str(control.told(stored))
    if isinstance(stored, Term):
        return stored.label
    if isinstance(stored, bool):
        return "Ja" if stored else "Nej"
    if isinstance(stored, datetime):
        return filters.moment(stored)
    if isinstance(stored, date):
        return filters.long_date(stored)
    return _number(control, stored) if isinstance(stored, int | Decimal) else _text(control, stored)


def _number(control: Field, stored: int | Decimal) -> str:
    if isinstance(control, SelectField):
        return _label(control, stored)
    if isinstance(control, MoneyField):
        return filters.kroner(stored)
    return filters.percent(stored) if isinstance(control, PercentField) else filters.number(stored)


def _label(control: Any, stored: Any) -> str:
    labels = {str(choice[0]): str(choice[1]) for choice in control.iter_choices()}
    return labels.get(str(stored), str(stored))


def _text(control: Field, stored: Any) -> str:
    if isinstance(stored, str):
        return _label(control, stored) if isinstance(control, SelectField) else stored
    return ", ".join(getattr(item, "code", None) or _label(control, item) for item in stored)
