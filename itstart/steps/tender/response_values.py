"""What a cell of a response form means: a code, an amount, a date. ValueError says in Danish why it means nothing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from itstart.documents.danish import number
from itstart.documents.response_form_reader import RawCell
from itstart.forms.cleaning import clean_text
from itstart.forms.numbers import parse_date, parse_decimal, parse_hours, parse_money
from itstart.rules.terms import Answer

T = TypeVar("T")
Parser = Callable[[str], Decimal]
Reader = Callable[[RawCell], Any]

CODES = {answer.letter: answer for answer in Answer}
FORMULA = "Feltet har en formel eller en fejl i stedet for et svar."
MAX_AMOUNT = 999_999_999
MAX_HOURS = 100_000
YEARS = range(2000, 2100)
_AMOUNTS = "Vi kan læse 12500, 12.500, 12.500,00 og kr. 12.500."
_DATES = "Vi kan læse 31-12-2027 og 31. december 2027."


def shown(cell: RawCell) -> str:
    """The value as people write it, for a message."""
    value = cell.value
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, int | float):
        return number(value, 6)
    if isinstance(value, datetime | date):
        return f"{value:%d-%m-%Y}"
    return str(clean_text(str(value)))[:60]


def _plain(cell: RawCell) -> object:
    if cell.live:
        raise ValueError(FORMULA)
    return cell.value.strip() if isinstance(cell.value, str) else cell.value


def text(cell: RawCell) -> str:
    """A text; a number that was typed is shown as it was."""
    _plain(cell)
    return str(clean_text(cell.value)) if isinstance(cell.value, str) else shown(cell)


def amount(cell: RawCell) -> int | None:
    """Whole kroner, None when the cell is empty."""
    value = _plain(cell)
    if value == "":
        return None
    try:
        kroner = _decimal(value, parse_money)
    except ValueError as error:
        raise ValueError(f"«{shown(cell)}» er ikke et beløb. {_AMOUNTS}") from error
    if kroner != int(kroner):
        raise ValueError(f"«{shown(cell)}» er ikke hele kroner. {_AMOUNTS}")
    if not 0 <= kroner <= MAX_AMOUNT:
        raise ValueError(f"«{shown(cell)}» kan ikke være et beløb.")
    return int(kroner)


def hours(cell: RawCell) -> Decimal | None:
    """Hours with at most two decimals, None when the cell is empty."""
    return _number(cell, MAX_HOURS, "timer", parse_hours)


def percent(cell: RawCell) -> Decimal | None:
    """A percentage, 2 for 2 %, None when the cell is empty."""
    return _number(cell, 100, "procent", lambda typed: parse_decimal(typed.removesuffix("%").strip()))


def _number(cell: RawCell, most: int, what: str, parse: Parser) -> Decimal | None:
    value = _plain(cell)
    if value == "":
        return None
    try:
        found = _decimal(value, parse)
    except ValueError as error:
        raise ValueError(f"«{shown(cell)}» er ikke et tal.") from error
    if not 0 <= found <= most:
        raise ValueError(f"«{shown(cell)}» kan ikke være {what}.")
    return round(found, 2)


def _decimal(value: object, parse: Parser) -> Decimal:
    if isinstance(value, str):
        return parse(value)
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if plain else parse("")


def day(cell: RawCell) -> date | None:
    """A date, None when the cell is empty. A year typed in a cell for dates becomes a day in 1905."""
    value = _plain(cell)
    if value == "":
        return None
    try:
        found = value if isinstance(value, date) else parse_date(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError(f"«{shown(cell)}» er ikke en dato. {_DATES}") from error
    if found.year not in YEARS:
        raise ValueError(f"Datoen {shown(cell)} kan ikke være rigtig. {_DATES}")
    return found.date() if isinstance(found, datetime) else found


def choice(cell: RawCell, options: Mapping[str, T]) -> T | None:
    """One of the options by its words, None when the cell is empty."""
    value = text(cell)
    if not value:
        return None
    found = {words.casefold(): option for words, option in options.items()}.get(value.casefold())
    if found is None:
        raise ValueError(f"«{shown(cell)}» står ikke på listen.")
    return found


def code(cell: RawCell) -> Answer | None:
    """One of the six codes, None when the cell is empty."""
    try:
        return choice(cell, CODES)
    except ValueError as error:
        if cell.live:
            raise
        raise ValueError(f"«{shown(cell)}» er ikke en svarkode. Koderne er {', '.join(CODES)}.") from error
