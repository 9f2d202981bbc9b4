"""The public directory: which firms stand in it, which of them fit what is asked for, and in what order (S20, S49)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from itstart.rules.leads import Candidate, may_not_work
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category
from itstart.rules.words import danish_order, search_text

Key = TypeVar("Key")
_TURNS = 10_007  # a prime, larger than the number of firms


_ORDER = {category: place for place, category in enumerate(Category)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A firm as the directory shows it. `home` is a kommune's code, `covers` the codes of all it works in."""

    cvr: str
    company: str
    adviser: str = ""
    description: str = ""
    home: str = ""
    covers: Collection[str] = frozenset()
    levels: Mapping[Category, CompetenceLevel] = field(default_factory=dict)
    industries: tuple[str, ...] = ()
    advisers: int | None = None
    available_from: date | None = None
    stories: int = 0

    @property
    def strongest(self) -> list[Category]:
        """What the firm knows, the best first."""
        return sorted(self.levels, key=lambda category: (-self.levels[category].rank, _ORDER[category]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty parts ask nothing. `place` is the codes of a kommune or of a whole region."""

    place: frozenset[str] = frozenset()
    category: Category | None = None
    industry: str = ""


def is_listed(firm: Candidate, *, is_public: bool, today: date) -> bool:
    """True for a firm that wants to be shown and may take a new customer today.

    The rule is the one that proposes firms for leads, but for the kodeks: a new version is asked for at the firm's
    next log-in, and does not empty the directory until then.
    """
    return is_public and may_not_work(replace(firm, code_accepted=True), today, with_staff=False) is None


def fits(entry: Entry, wanted: Wanted) -> bool:
    """True when the firm has everything that is asked for."""
    return _place(entry, wanted) and _category(entry, wanted) and _industry(entry, wanted)


def _place(entry: Entry, wanted: Wanted) -> bool:
    return not wanted.place or not wanted.place.isdisjoint(entry.covers)


def _category(entry: Entry, wanted: Wanted) -> bool:
    return wanted.category is None or wanted.category in entry.levels


def _industry(entry: Entry, wanted: Wanted) -> bool:
    return not wanted.industry or any(search_text(name) == search_text(wanted.industry) for name in entry.industries)


def found(entries: Iterable[Entry], wanted: Wanted, *, today: date) -> list[Entry]:
    """Those who fit: the ones who live there and know it best first, and among equals another each day."""

    def order(entry: Entry) -> tuple[bool, int, int]:
        lives_there = bool(wanted.place) and entry.home in wanted.place
        level = entry.levels[wanted.category].rank if wanted.category else 0
        return not lives_there, -level, _turn(entry, today)

    return sorted((entry for entry in entries if fits(entry, wanted)), key=order)


def _turn(entry: Entry, today: date) -> int:
    """A place in the row that changes from day to day, so that nobody stands last for ever."""
    return (int(entry.cvr) * 37 + today.toordinal() * 4_001) % _TURNS


# ---- how many each choice leads to, the other choices being as they are --------------------------------


def by_category(entries: Iterable[Entry], wanted: Wanted) -> list[tuple[Category, int]]:
    """Every category somebody knows, in the order of the list."""
    counts = _counted(entries, replace(wanted, category=None), lambda entry: entry.levels)
    return [(category, counts[category]) for category in Category if category in counts]


def by_industry(entries: Iterable[Entry], wanted: Wanted) -> list[tuple[str, int]]:
    """Every industry somebody names, in Danish order; the same word in other letters is one."""
    names: dict[str, str] = {}
    fitting = [entry for entry in entries if fits(entry, replace(wanted, industry=""))]
    counts: dict[str, int] = {}
    for entry in fitting:
        for key, name in {search_text(name): name for name in entry.industries}.items():
            names.setdefault(key, name)
            counts[key] = counts.get(key, 0) + 1
    return sorted(((names[key], count) for key, count in counts.items()), key=lambda pair: danish_order(pair[0]))


def by_municipality(entries: Iterable[Entry], wanted: Wanted) -> dict[str, int]:
    """How many work in each kommune, by its code."""
    return _counted(entries, replace(wanted, place=frozenset()), lambda entry: entry.covers)


def by_region(entries: Iterable[Entry], wanted: Wanted, regions: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """How many work somewhere in each region."""
    elsewhere = replace(wanted, place=frozenset())
    there = [entry for entry in entries if fits(entry, elsewhere)]
    return {name: sum(not codes.isdisjoint(entry.covers) for entry in there) for name, codes in regions.items()}


def _counted(entries: Iterable[Entry], wanted: Wanted, keys: Callable[[Entry], Iterable[Key]]) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for entry in entries:
        if fits(entry, wanted):
            for key in keys(entry):
                counts[key] = counts.get(key, 0) + 1
    return counts


# ---- the firm's own address ----------------------------------------------------------------------------


def slug(company: str, cvr: str) -> str:
    """ "hedelund-it-raadgivning-aps-99000058": readable, and right also when the firm changes its name."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in search_text(company))
    words = [word for word in plain.split() if word != "fiktiv"]
    return "-".join([*words[:8], cvr])


def cvr_of(address: str) -> str:
    """The CVR number an address ends with, or the empty string."""
    last = address.rpartition("-")[2]
    return last if len(last) == 8 and last.isascii() and last.isdigit() else ""
