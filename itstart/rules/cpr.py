"""Does a text hold a CPR number? Nobody needs one here (databeskyttelsesloven § 11), so it is stopped.

A number is one when its date exists and it either is written with a dash, fits the old check digit, or is called so.
What is said in front of it decides: "ordre 010190-1234" is no person's.
"""

import re
from datetime import date

MESSAGE = (
    "Det ligner et CPR-nummer. Skriv det ikke her: det skal aldrig bruges i It-start. Er det et andet nummer, så skriv "
    "foran, hvad det er, fx »ordre« eller »konto«."
)
FILE_MESSAGE = (
    "Der står noget, der ligner et CPR-nummer, i filen. Fjern det, og upload igen. Er det et andet nummer, så skriv "
    "foran i filen, hvad det er, fx »ordre« eller »konto«."
)
BID_MESSAGE = (
    "Der står noget, der ligner et CPR-nummer, i filen. Bed leverandøren sende den igen uden, og slet den her."
)
_NUMBER = re.compile(r"(?<![\w+/.,\-–])(\d{2})(\d{2})(\d{2})([\-–—]| ?)(\d{4})(?!\w|[/.,\-–]\d)", re.ASCII)
_CALLED_SO = re.compile(r"\b(?:cpr|person-?(?:nr|nummer)|fødselsnummer)", re.IGNORECASE)
_CALLED_OTHER = re.compile(
    r"(?:konto|ordre|faktura|kunde|vare|sags?|bilags?|serie|projekt|journal|ref(?:erence)?|best(?:illing)?s?|model|parti|"
    r"batch|aftale|licens|rekvisitions?|følgeseddels?|medlems?|reg|iban|ean|gln|cvr|p-?|tlf|telefon|mobil)"
    r"[\s.\-]*(?:id|nr|no|nummer|enhed)?[\s.:#=]*$",
    re.IGNORECASE,
)
_BEFORE = 40
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def found_in(text: str) -> str | None:
    """The first number that looks like a person's, or None."""
    return next((hit[0] for hit in _NUMBER.finditer(text) if _is_one(hit, text)), None)


def _is_one(hit: re.Match[str], text: str) -> bool:
    day, month, year, between, serial = hit.groups()
    if born(day + month + year + serial) is None:
        return False
    before = text[max(0, hit.start() - _BEFORE) : hit.start()].rpartition("\n")[2]
    if _CALLED_SO.search(before):
        return True
    if _CALLED_OTHER.search(before):
        return False
    return bool(between.strip()) or fits_check_digit(hit[0])


def fits_check_digit(number: str) -> bool:
    """True for the numbers of before 2007, whose last digit follows from the others."""
    digits = [int(char) for char in number if char.isdigit()]
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def born(digits: str) -> date | None:
    """The day of birth in ten digits, where the seventh tells the century; None for a day that is not there."""
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    if seventh <= 3:
        century = 1900
    elif seventh in {4, 9}:
        century = 2000 if year <= 36 else 1900
    else:
        century = 2000 if year <= 57 else 1800
    try:
        return date(century + year, month, day)
    except ValueError:
        return None
