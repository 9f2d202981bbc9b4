"""Form fields and messages in Danish, shared by the steps and by the pages; knows no HTTP."""

from itstart.forms.base import BaseForm
from itstart.forms.cleaning import clean_line, clean_text
from itstart.forms.fields import (
    CvrField,
    DateField,
    DecimalField,
    EmailField,
    HoursField,
    MoneyField,
    PercentField,
    PhoneField,
    TimeField,
    WholeNumberField,
)

__all__ = [
    "BaseForm",
    "CvrField",
    "DateField",
    "DecimalField",
    "EmailField",
    "HoursField",
    "MoneyField",
    "PercentField",
    "PhoneField",
    "TimeField",
    "WholeNumberField",
    "clean_line",
    "clean_text",
]
