"""How values look on screen, the Danish way. None becomes the empty string: the page says what is missing."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from flask import Flask

from itstart import clock
from itstart.web import user_agents

LOCALE = "da_DK"
Number = int | float | Decimal


def kroner(value: Number | None) -> str:
    """1365358 -> "1.365.358 kr." """
    return "" if value is None else str(format_currency(value, "DKK", "#,##0 ¤", locale=LOCALE, currency_digits=False))


def number(value: Number | None, places: int | None = None) -> str:
    """91.9 -> "91,9"; with `places` always that many decimals."""
    if value is None:
        return ""
    pattern = "#,##0.###" if places is None else "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(value, pattern, locale=LOCALE))


def percent(value: Number | None) -> str:
    """25 -> "25 %" with a space that does not break."""
    return "" if value is None else f"{number(value)}\u00a0%"


def long_date(value: date | None) -> str:
    """2026-06-19 -> "19. juni 2026" """
    return "" if value is None else str(format_date(value, "d. MMMM y", locale=LOCALE))


def short_date(value: date | None) -> str:
    """2026-06-19 -> "19.6.2026" """
    return "" if value is None else f"{value.day}.{value.month}.{value.year}"


def day(value: date | None) -> str:
    """2026-06-19 -> "fre. 19. juni" """
    return "" if value is None else str(format_date(value, "EEE d. MMMM", locale=LOCALE))


def moment(value: datetime | None) -> str:
    """A timestamp on a Danish clock: "19. juni 2026 kl. 14.32" """
    if value is None:
        return ""
    local = clock.local(value)
    return f"{long_date(local.date())} kl. {local:%H.%M}"


def beginning(text: str, limit: int) -> str:
    """The first `limit` characters of a text at most: whole sentences when there is one, else whole words and "…"."""
    if len(text) <= limit:
        return text
    sentences = re.match(r".{20,}[.!?](?= [A-ZÆØÅ»])", text[:limit], re.DOTALL)
    return sentences[0] if sentences else text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def moment_day(value: datetime | None) -> str:
    """The Danish day of a timestamp: "19. juni 2026" """
    return "" if value is None else long_date(clock.local(value).date())


def clock_time(value: datetime | None) -> str:
    """Only the time of day, on a Danish clock: "14.32" """
    return "" if value is None else f"{clock.local(value):%H.%M}"


def iso(value: date | None) -> str:
    """For the datetime attribute of <time>."""
    return "" if value is None else value.isoformat()


def file_size(value: int) -> str:
    """3355443 -> "3,2 MB", 4300 -> "4 kB" """
    return f"{number(round(value / 1_048_576, 1))} MB" if value >= 1_048_576 else f"{max(1, value // 1024)} kB"


FILTERS: dict[str, Callable[..., str]] = {
    "kroner": kroner,
    "number": number,
    "percent": percent,
    "long_date": long_date,
    "short_date": short_date,
    "day": day,
    "moment": moment,
    "moment_day": moment_day,
    "beginning": beginning,
    "clock_time": clock_time,
    "iso": iso,
    "file_size": file_size,
    "browser": user_agents.told,
}


def init_app(app: Flask) -> None:
    """Let templates use them."""
    app.jinja_env.filters.update(FILTERS)
