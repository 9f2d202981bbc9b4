"""Exact arithmetic: numbers become fractions at once and are rounded half up, once, at the end."""

import re
from decimal import Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction


def exact(value: Number) -> Fraction:
    """The number as it is written: 4.25 and Decimal("4.25") are both 17/4."""
    if isinstance(value, Fraction):
        return value
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def half_up(value: Number, places: int = 0) -> Decimal:
    """Rounded to `places` decimals, a half always away from zero."""
    scaled = abs(exact(value)) * 10**places
    digits = int(scaled + Fraction(1, 2))
    return Decimal(digits if value >= 0 else -digits).scaleb(-places)


def whole(value: Number) -> int:
    """Rounded half up to a whole number, for kroner."""
    return int(half_up(value))


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts V-2 before V-10."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def danish(value: Number, places: int = 0) -> str:
    """The number for a Danish sentence: "1.365.358", "91,9"."""
    plain = f"{half_up(value, places):,.{places}f}"
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".")
