"""What every list of fixed words is made of: a value for code and data, and a Danish label for people."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A value with a Danish label: `Priority.MUST == "must"`, `Priority.MUST.label == "SKAL"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs in the order of declaration, for a select field."""
        return [(member.value, member.label) for member in cls]
