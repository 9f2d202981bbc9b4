"""Danish formats for pages and documents: kroner, dates, percentages, points and hours.

Everything is pure formatting: numbers are rounded half up, `None` gives an empty string, and a no-break space
(U+00A0) keeps `kr.` and `%` on the number's own line. Aware timestamps are shown in Danish time.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from itstart.documents.marks import keeps

LOCALE = "da_DK"
NBSP = "\u00a0"
DENMARK = ZoneInfo("Europe/Copenhagen")

Number = int | float | Decimal


def _rounded(value: Number, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@lru_cache(4096)
def _fixed(value: Decimal, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=LOCALE)


@keeps
def fixed(value: Number | None, decimals: int) -> str:
    """`1365358.5, 1` -> "1.365.358,5": always that many decimals."""
    return "" if value is None else _fixed(_rounded(value, decimals), decimals)


@keeps
def number(value: Number | None, decimals: int = 2) -> str:
    """`9.50` -> "9,5": at most that many decimals, none that are zero."""
    text = fixed(value, decimals)
    return text.rstrip("0").removesuffix(",") if "," in text else text


@keeps
def amount(value: Number | None) -> str:
    """Whole kroner without the unit: "1.365.358"."""
    return fixed(value, 0)


@keeps
def kroner(value: Number | None) -> str:
    """Whole kroner: "1.365.358 kr."."""
    return "" if value is None else f"{fixed(value, 0)}{NBSP}kr."


@keeps
def percent(value: Number | None) -> str:
    """A percentage (2 means 2 %): "2 %", "12,5 %"."""
    return "" if value is None else f"{number(value)}{NBSP}%"


@keeps
def score(value: Number | None) -> str:
    """Points with one decimal: "91,9"."""
    return fixed(value, 1)


@keeps
def hours(value: Number | None) -> str:
    """Hours with at most two decimals: "9,5"."""
    return number(value, 2)


def local(moment: datetime) -> datetime:
    """The same moment on a Danish clock; a naive timestamp is taken to be Danish already."""
    return moment.astimezone(DENMARK) if moment.tzinfo else moment


def _day(value: date) -> date:
    return local(value).date() if isinstance(value, datetime) else value


@lru_cache(4096)
def _date(value: date, pattern: str) -> str:
    return format_date(value, pattern, locale=LOCALE)


@keeps
def date_long(value: date | None) -> str:
    """ "19. juni 2026"."""
    return "" if value is None else _date(_day(value), "d. MMMM y")


@keeps
def _begin(first: date, last: date) -> str:
    """The first day of a span without what the last day says too: "6.", "28. april"."""
    one, other = _day(first), _day(last)
    if one.year != other.year:
        return date_long(one)
    return _date(one, "d. MMMM" if one.month != other.month else "d.")


def date_span(first: date | None, last: date | None) -> str:
    """ "6.–8. maj 2026", "28. april – 3. maj 2026"; the one day there is when the other is missing or the same."""
    if first is None or last is None or _day(first) == _day(last):
        return date_long(first or last)
    begin = _begin(first, last)
    return f"{begin}–{date_long(last)}" if " " not in begin else f"{begin} – {date_long(last)}"


def date_from_to(first: date, last: date) -> str:
    """For a sentence: "fra 6. til 8. maj 2026", "fra 28. april til 3. maj 2026", "den 6. maj 2026"."""
    if _day(first) == _day(last):
        return f"den {date_long(first)}"
    return f"fra {_begin(first, last)} til {date_long(last)}"


@keeps
def date_short(value: date | None) -> str:
    """ "19.06.2026"."""
    return "" if value is None else _date(_day(value), "dd.MM.y")


@keeps
def date_day(value: date | None) -> str:
    """Day and month in short: "27. feb."."""
    return "" if value is None else _date(_day(value), "d. MMM")


@keeps
def clock(value: datetime | None) -> str:
    """ "14.32"."""
    return "" if value is None else f"{local(value):%H.%M}"


@keeps
def datetime_at(value: datetime | None) -> str:
    """ "19. juni 2026 kl. 14.32"."""
    return "" if value is None else f"{date_long(value)} kl.{NBSP}{clock(value)}"
