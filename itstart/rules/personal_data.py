"""What is known of persons: the kinds of columns, the activities they serve, and how a person is told in a text.

A person is looked for by full name, e-mail and phone number, never by a first name: it would hit others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from itstart.rules.findings import Finding
from itstart.rules.term import Term

LEAST_LETTERS = 5
GONE = "[slettet]"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_GAP = r"[\s.\-]?"


class ColumnKind(Term):
    """What a column may hold of persons."""

    NAME = "name", "Navne"
    EMAIL = "email", "Mailadresser"
    PHONE = "phone", "Telefonnumre"
    FIRM = "firm", "Virksomhed (kan være én person)"
    TEXT = "text", "Fritekst"
    NET = "net", "Netadresse og browser"
    SECRET = "secret", "Adgangskoder og nøgler, kun som aftryk"
    COPY = "copy", "Kopi af sagens tekster"
    FILE = "file", "Filer"
    PERSON = "person", "Henvisning til en bruger"
    NONE = "none", "Ingen persondata"


# Where the words of a person can stand, and are looked for and erased.
SEARCHED = (ColumnKind.NAME, ColumnKind.EMAIL, ColumnKind.PHONE, ColumnKind.FIRM, ColumnKind.TEXT, ColumnKind.COPY)


class PersonAct(Term):
    """What was done with a person's data."""

    SEARCHED = "searched", "Søgt frem"
    EXPORTED = "exported", "Udleveret"
    ERASED = "erased", "Slettet"


class LookReason(Term):
    """Why somebody at IBIZ-Center could look."""

    CO_DELIVERY = "co_delivery", "Samlevering"
    SPARRING = "sparring", "Sparring"
    REPORT = "report", "Modulrapport"


class Stays(StrEnum):
    """Why a word is kept although its person is erased."""

    AGREEMENT = "Aftalen er bilag til regnskabet og gemmes 5 år efter regnskabsårets slutning (bogføringsloven § 12)."
    CONTRACT = "Underskrevne kontrakter gemmes, til krav efter dem er forældet (GDPR art. 17, stk. 3, litra e)."
    APPROVED = "Kundens svar er bevis for, hvad der er aftalt, og gemmes med sagen (GDPR art. 17, stk. 3, litra e)."
    HELD = "Tilbageholdt: der må ikke slettes lige nu."


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to look for. `also` are other ways the name is written."""

    name: str = ""
    email: str = ""
    phone: str = ""
    also: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that tells the person."""
        return tuple(dict.fromkeys(word for word in (self.name, *self.also, self.email, self.phone) if word))

    @property
    def told(self) -> str:
        """What the person is called on a page."""
        return self.name or self.email or self.phone


def check_person(person: Person) -> list[Finding]:
    """Why a search would find too much or nothing; empty when it can be made."""
    found = []
    if not person.words:
        found.append(Finding("Skriv et navn, en mailadresse eller et telefonnummer.", where="name"))
    for where, name in chain([("name", person.name)], (("also", other) for other in person.also)):
        if name and (len(name.split()) < 2 or len(name) < LEAST_LETTERS):
            found.append(Finding("Skriv både fornavn og efternavn. Et fornavn alene rammer også andre.", where=where))
    if person.email and not _EMAIL.fullmatch(person.email):
        found.append(Finding("Skriv hele mailadressen, fx navn@firma.dk.", where="email"))
    if person.phone and len(digits_of(person.phone)) < 8:
        found.append(Finding("Skriv alle 8 cifre i telefonnummeret.", where="phone"))
    return found


def digits_of(phone: str) -> str:
    """The number without its country code: "+45 12 34 56 78" gives "12345678"."""
    found = "".join(char for char in phone if char.isascii() and char.isdigit())
    return found.removeprefix("0045").removeprefix("45") if len(found) > 8 else found


def phone_pattern(digits: Iterable[str]) -> str:
    """What finds a number of these digits (or patterns of digits), however grouped and with or without +45."""
    return rf"(?<!\d)(?:(?:\+|00)45{_GAP})?{_GAP.join(digits)}(?!\d)"


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the words wherever they stand alone, in any case, with any spaces, and numbers however grouped."""
    return re.compile("|".join(_one(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)


def _one(word: str) -> str:
    if is_phone(word):
        return phone_pattern(digits_of(word))
    inner = r"\s+".join(re.escape(part) for part in word.split())
    return rf"(?<![\w.+\-]){inner}(?![\w])" if "@" in word else rf"(?<!\w){inner}(?!\w)"


def is_phone(word: str) -> bool:
    """True for a number rather than a name or an address."""
    return bool(re.fullmatch(r"[\d\s+().\-]+", word)) and len(digits_of(word)) >= 8


def likes(word: str) -> str:
    """A coarse LIKE pattern that misses no place of the word; letters outside ASCII stand as "%"."""
    if is_phone(word):
        return f"%{'%'.join(digits_of(word))}%"
    safe = "".join(char if char.isascii() and char not in "%_\\" else "%" for char in word)
    return f"%{'%'.join(safe.split())}%"


def lines_with(text: str, found: re.Pattern[str]) -> list[str]:
    """The lines in which the person stands, for who asks to see them."""
    return [line.strip() for line in text.splitlines() if found.search(line)]
