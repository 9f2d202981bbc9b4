"""Requirements somebody else has written, read from a table (F019): which column is what, and what each row is.

A doubt is shown and never guessed: an unknown priority waits for the helper's choice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from itstart.rules.terms import Priority, RequirementKind

NEARLY = 0.85  # of difflib's ratio: one word in eight may differ
_SHARED_WORDS = 0.5
_MEASURED = 600  # letters: two long texts that begin alike are alike
_TRIED = 5

# What a column can be, and the headings people give it; the first that fits a heading takes it.
FIELDS = MappingProxyType(
    {
        "code": ("nr", "nr.", "nummer", "id", "krav-id", "kravnr", "kravnr.", "krav nr", "krav nr.", "kravnummer", "#"),
        "title": ("navn", "titel", "overskrift", "kort navn", "kravnavn", "emne"),
        "text": ("krav", "kravtekst", "tekst", "beskrivelse", "kravbeskrivelse", "specifikation", "kravspecifikation"),
        "priority": ("prioritet", "prioritering", "vigtighed", "skal/bør", "skal/bør/kan", "type krav", "moscow"),
        "area": ("område", "kategori", "modul", "gruppe", "afsnit", "kapitel"),
        "kind": ("slags", "type", "kravtype", "art"),
        "acceptance_criterion": (
            "godkendelseskriterium", "acceptkriterium", "acceptkriterie", "kriterium", "test", "sådan tester vi det",
            "sådan tester vi", "verifikation", "dokumentation",
        ),
        "needs": ("behov", "behov nr", "behov nr.", "dækker behov"),
        "law_reference": ("lov", "lovgrundlag", "lovhenvisning", "hjemmel"),
        "source": ("kilde", "fra", "ønsket af", "stillet af"),
    }
)  # fmt: skip
_PRIORITIES = MappingProxyType(
    {
        Priority.MUST: ("skal", "skal-krav", "skalkrav", "must", "must have", "m"),
        Priority.SHOULD: ("bør", "bør-krav", "børkrav", "should", "should have", "s"),
        Priority.COULD: ("kan", "kan-krav", "kankrav", "could", "could have", "c"),
        Priority.WONT: ("ikke nu", "senere", "udgår", "wont", "won't", "won't have", "w"),
    }
)
_KINDS = MappingProxyType(
    {
        RequirementKind.FUNCTIONAL: ("funktion", "funktionel", "funktionelt", "funktionskrav", "functional"),
        RequirementKind.NON_FUNCTIONAL: (
            "egenskab", "ikke-funktionel", "ikke-funktionelt", "ikke funktionel", "sikkerhed", "drift", "teknik",
            "non-functional",
        ),
        RequirementKind.LEGAL: ("lovkrav", "lov", "juridisk", "legal"),
        RequirementKind.SERVICE: ("service", "support", "service og support"),
    }
)  # fmt: skip

_Member = TypeVar("_Member", Priority, RequirementKind)


class RowState(StrEnum):
    """What there is to say about a row before it is put in."""

    NEW = "new"
    EXISTS = "exists"
    NEARLY = "nearly"
    EMPTY = "empty"
    UNKNOWN_PRIORITY = "unknown_priority"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's state, and the number of the requirement ("K-07") or the row ("række 4") it is like."""

    state: RowState
    like: str = ""


def guess(headings: Sequence[str]) -> list[str]:
    """The field of each column by its heading, "" for one that is not known; no field twice."""
    plain = [_plain(heading) for heading in headings]
    found: list[str] = []
    for heading in plain:
        known = (name for name, words in FIELDS.items() if name not in found and heading in words)
        found.append(next(known, ""))
    return _with_a_name(plain, found)


def _with_a_name(plain: Sequence[str], found: list[str]) -> list[str]:
    """Beside a column that describes, the one called "Krav" holds the name."""
    described = [place for place, heading in enumerate(plain) if heading in FIELDS["text"] and heading != "krav"]
    if "krav" in plain and described and "title" not in found:
        found[plain.index("krav")] = "title"
        found[described[0]] = "text"
    return found


def has_headings(first: Sequence[str]) -> bool:
    """True when the first row names columns: two known headings, or one that is all there is."""
    known = sum(1 for name in guess(first) if name)
    filled = sum(1 for cell in first if cell.strip())
    return known >= 2 or 0 < known == filled


def priority_of(cell: str) -> Priority | None:
    """The priority a cell names; None for words we do not know, and for an empty cell."""
    return _member(cell, _PRIORITIES)


def kind_of(cell: str) -> RequirementKind | None:
    """The kind a cell names, or None."""
    return _member(cell, _KINDS)


def _member(cell: str, words: Mapping[_Member, Sequence[str]]) -> _Member | None:
    plain = _plain(cell)
    return next((member for member, names in words.items() if plain in names), None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" :*").split())


def wording(title: str, text: str) -> str:
    """What two requirements are compared by: lower case, single spaces, no punctuation."""
    return " ".join(re.findall(r"\w+", f"{title} {text}".casefold()))


class Known:
    """The requirements a row is held against: those of the case, and the rows above it."""

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        self._exact: dict[str, str] = {}
        self._words: list[tuple[str, str, frozenset[str]]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for name, title, text in rows:
            self.add(name, title, text)

    def add(self, name: str, title: str, text: str) -> None:
        """One more, called `name` ("K-07")."""
        for whole in {wording(title, text), wording("", text)} - {""}:
            self._exact.setdefault(whole, name)
        whole = wording(title, text)
        words = frozenset(whole.split())
        for word in words:
            self._by_word[word].append(len(self._words))
        self._words.append((name, whole, words))

    def same(self, title: str, text: str) -> str:
        """The name of one with the same words, "" when there is none."""
        return next((self._exact[w] for w in (wording(title, text), wording("", text)) if w in self._exact), "")

    def nearly(self, title: str, text: str) -> str:
        """The name of the one that is nearly the same, "" when there is none.

        Only the few that share most words are measured letter by letter, so 300 rows against 300 are quick.
        """
        whole = wording(title, text)
        words = frozenset(whole.split())
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(whole[:_MEASURED])
        best, found = NEARLY, ""
        for place in self._alike(words):
            name, other, _ = self._words[place]
            matcher.set_seq1(other[:_MEASURED])
            if matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
                best, found = ratio, name
        return found

    def _alike(self, words: frozenset[str]) -> list[int]:
        """The places of those that share at least half of the words, the most first."""
        shared = Counter(place for word in words for place in self._by_word.get(word, ()))
        common = shared.most_common(_TRIED)
        return [
            place for place, count in common if count >= _SHARED_WORDS * max(len(words), len(self._words[place][2]))
        ]


def judge(known: Known, *, title: str, text: str, priority: str) -> Judged:
    """What a row is. A missing text counts more than a likeness, a likeness more than an unknown priority."""
    if not wording(title, text):
        return Judged(RowState.EMPTY)
    if same := known.same(title, text):
        return Judged(RowState.EXISTS, same)
    if nearly := known.nearly(title, text):
        return Judged(RowState.NEARLY, nearly)
    if priority.strip() and priority_of(priority) is None:
        return Judged(RowState.UNKNOWN_PRIORITY)
    return Judged(RowState.NEW)
