"""Numbers, dates and times as Danes type them, turned into Python values."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_COMMA = re.compile(r"[+-]?\d+(,\d+)?")
_POINT = re.compile(r"[+-]?\d+\.\d{1,2}|[+-]?\d+\.\d{4,}")
_KRONER = re.compile(r"(kroner|kr\.?|dkk)", re.IGNORECASE)
_HOURS = re.compile(r"(timer|time|t\.?)$", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:]?([0-5]\d)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DANISH_DATE = re.compile(r"(\d{1,2})\s*[./ -]\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d{2})")
_LONG_DATE = re.compile(r"(?:den\s+)?(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?\s*(\d{4})", re.IGNORECASE)


def parse_decimal(text: str) -> Decimal:
    """ "1.234,5", "7,5" and "7.5" as a Decimal; ValueError for anything else.

    A point before exactly three digits separates thousands, as in Danish; otherwise it is
    taken for the decimal point of somebody who types the English way.
    """
    compact = _SPACES.sub("", text).replace("\u2212", "-")
    if not compact.isascii():
        raise ValueError(text)
    if _THOUSANDS.fullmatch(compact) or _COMMA.fullmatch(compact):
        compact = compact.replace(".", "").replace(",", ".")
    elif not _POINT.fullmatch(compact):
        raise ValueError(text)
    try:
        return Decimal(compact)
    except InvalidOperation as error:
        raise ValueError(text) from error


def parse_money(text: str) -> Decimal:
    """ "12.500", "kr. 12.500,00" and "12.500,-" as kroner; ValueError for anything else."""
    return parse_decimal(_KRONER.sub("", text).strip().removesuffix(",-").removesuffix(".-"))


def parse_hours(text: str) -> Decimal:
    """ "7,5", "7,5 timer" and "7:30" as hours; ValueError for anything else."""
    plain = _HOURS.sub("", text.strip()).strip()
    if clock := _CLOCK.fullmatch(plain):
        return Decimal(clock[1]) + (Decimal(clock[2]) / 60).quantize(Decimal("0.01"))
    return parse_decimal(plain)


def parse_date(text: str) -> date:
    """ "19.6.2026", "19/6-2026", "19. juni 2026" and "2026-06-19"; ValueError for anything else."""
    plain = text.strip()
    if iso := _ISO_DATE.fullmatch(plain):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if long := _LONG_DATE.fullmatch(plain):
        return date(int(long[3]), MONTHS.index(long[2][:3].lower()) + 1, int(long[1]))
    if danish := _DANISH_DATE.fullmatch(plain):
        year = int(danish[3])
        return date(year + 2000 if year < 100 else year, int(danish[2]), int(danish[1]))
    raise ValueError(text)


def parse_time(text: str) -> time:
    """ "14.30", "14:30", "kl. 9" as a time of day; ValueError for anything else."""
    if found := _TIME.fullmatch(text.strip().lower()):
        return time(int(found[1]), int(found[2] or 0))
    raise ValueError(text)


def show_decimal(value: Decimal | int, places: int | None = None) -> str:
    """A number as it is typed in a field: "12.500", "7,5"; no trailing zeros unless asked."""
    number = Decimal(value)
    if places is None:
        number = number.normalize() if number != number.to_integral_value() else number.quantize(1)
        places = max(0, -int(number.as_tuple().exponent))
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))
