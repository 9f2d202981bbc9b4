"""Searching the public site: aa and å, oe and ø, ae and æ find each other (pure)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MAX_WORDS = 8
LEAST_WORD = 2
_SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "y", "ß": "ss"})
_WORD = re.compile(r"[^\W_]+")
_IN_TITLE, _WHOLE_WORD, _START, _INSIDE = 4, 3, 2, 1
TEXT_AROUND = 90
MOST = 20
KEPT = 4096


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found: what it is called, what is said in it, and where it is."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, with how well it fits and a piece of its text."""

    thing: Thing
    points: int
    excerpt: str


def folded(text: str) -> str:
    """The text in the one spelling everything is compared in: "Sønderå", "Soenderaa" and "SØNDERÅ" are the same."""
    spelled = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED)
    if spelled.isascii():
        return spelled
    plain = unicodedata.normalize("NFD", spelled)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words to look for, folded, each once; single letters and more than eight are left out."""
    found = dict.fromkeys(word for word in _WORD.findall(folded(text)) if len(word) >= LEAST_WORD)
    return list(found)[:MAX_WORDS]


def search(things: Iterable[Thing], wanted: str, most: int = MOST) -> list[Hit]:
    """The best `most` of the things that hold every word; in the order they came when they are alike."""
    looked_for = words(wanted)
    if not looked_for:
        return []
    found = [(points, thing) for thing in things if (points := _points(thing, looked_for))]
    best = sorted(found, key=lambda pair: -pair[0])[:most]
    return [Hit(thing, points, excerpt(thing.text, looked_for)) for points, thing in best]


@lru_cache(maxsize=KEPT)
def _folded(text: str) -> str:
    """The folded words with one space before and after each; the texts of a site are searched again and again."""
    return f" {' '.join(_WORD.findall(folded(text)))} "


def _points(thing: Thing, looked_for: list[str]) -> int:
    """How well it fits; 0 when a word is missing."""
    title, text = _folded(thing.title), _folded(thing.text)
    worth = [max(_worth(word, title) * _IN_TITLE, _worth(word, text)) for word in looked_for]
    return sum(worth) if all(worth) else 0


def _worth(word: str, among: str) -> int:
    if word not in among:
        return 0
    if f" {word} " in among:
        return _WHOLE_WORD
    return _START if f" {word}" in among else _INSIDE


def excerpt(text: str, looked_for: list[str]) -> str:
    """The text around the first word that was found, cut between words; its beginning when none stands in it."""
    parts = text.split()
    at = next((place for place, part in enumerate(parts) if any(word in folded(part) for word in looked_for)), 0)
    first = at
    while first > 0 and len(" ".join(parts[first - 1 : at])) <= TEXT_AROUND:
        first -= 1
    last = at
    while last < len(parts) and len(" ".join(parts[at : last + 1])) <= TEXT_AROUND:
        last += 1
    said = " ".join(parts[first:last])
    return f"{'… ' if first else ''}{said}{' …' if last < len(parts) else ''}"
