"""Who was erased, without saying who: keyed hashes by which a person is known again in a database that was restored.

A hash is of a whole name, a mail address, a phone number or an enquiry's number and time. Without the installation's
secret nobody can try names on it.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from itstart.rules.personal_data import Person, digits_of, is_phone, phone_pattern

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMAIL = re.compile(r"[^\s@<>,;:\"'()\[\]]+@[^\s@<>,;:\"'()\[\]]+\.[^\W\d_]{2,}")
_PHONE = re.compile(phone_pattern([r"\d"] * 8))
KEY_MARK = "k"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One line of the ledger: when, and the marks of whom or what; the first tells which secret they were made with."""

    at: str
    marks: tuple[str, ...]


def mark(secret: str, kind: str, value: str) -> str:
    """The keyed hash of one thing, with its kind before it."""
    told = hmac.digest(secret.encode(), f"erased:{kind}:{value}".encode(), hashlib.sha256)
    return f"{kind}:{told.hex()}"


def key_mark(secret: str) -> str:
    """By which the secret of a line is known."""
    return mark(secret, KEY_MARK, "")


def of_person(secret: str, person: Person) -> list[str]:
    """The marks of a person: one for each name, for the address and for the number."""
    return [mark(secret, *_told(word)) for word in person.words]


def of_enquiry(secret: str, number: int, received: str) -> str:
    """The mark of an enquiry that was taken back."""
    return mark(secret, "h", f"{number} {received}")


def _told(word: str) -> tuple[str, str]:
    if "@" in word:
        return "e", word.casefold().strip()
    if is_phone(word):
        return "p", digits_of(word)
    words = [found.casefold() for found in _WORD.findall(word)]
    return f"n{len(words)}", " ".join(words)


class Finder:
    """Looks for the words behind marks in many texts, each thing only once."""

    def __init__(self, secrets: Sequence[str], marks: Iterable[str]) -> None:
        self._secrets, self._wanted = secrets, set(marks)
        self._lengths = sorted({int(kind[1:]) for each in self._wanted if (kind := each.partition(":")[0])[0] == "n"})
        self._seen: set[tuple[str, str]] = set()
        self.found: dict[str, str] = {}

    def look(self, text: str) -> None:
        """Remember every word of the text that belongs to a mark, as it is written there."""
        for address in _EMAIL.findall(text):
            self._try("e", address.casefold(), address)
        for number in _PHONE.findall(text):
            self._try("p", digits_of(number), number)
        words = list(_WORD.finditer(text))
        for length in self._lengths:
            for first, last in zip(words, words[length - 1 :], strict=False):
                told = text[first.start() : last.end()]
                if len(told) <= 30 * length:
                    self._try(f"n{length}", " ".join(_WORD.findall(told.casefold())), told)

    def _try(self, kind: str, value: str, told: str) -> None:
        if (kind, value) in self._seen:
            return
        self._seen.add((kind, value))
        for secret in self._secrets:
            if (made := mark(secret, kind, value)) in self._wanted:
                self.found[made] = told


def person(erasure: Erasure, found: Mapping[str, str]) -> Person | None:
    """Whom a line is about, of what was found; None when nothing of the person is there."""
    words: dict[str, list[str]] = {"n": [], "e": [], "p": []}
    for each in erasure.marks:
        if each in found and each[0] in words:
            words[each[0]].append(found[each])
    names = words["n"]
    if not any(words.values()):
        return None
    name, email, phone = (next(iter(words[kind]), "") for kind in ("n", "e", "p"))
    return Person(name, email, phone, tuple(names[1:]))
