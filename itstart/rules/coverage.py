"""Where customers have a helper to go to, and where they have not: kommune by category (F091, S23). Pure.

A firm covers a kommune by its region or by name. It counts when it is qualified and takes new cases. A hole is a
kommune and a category with nobody; IBIZ-Center fills it with firms on their way, or with neighbours who have room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from itstart.rules.leads import CASES_PER_ADVISER, Candidate, Match, Wanted, match, may_not_work
from itstart.rules.terms import Category, QualificationStatus

ENOUGH = 2
Place = tuple[str, Category]
# On their way to being qualified: everybody but those who are, rest, were turned down or have left.
ON_THE_WAY = frozenset(QualificationStatus) - {
    QualificationStatus.QUALIFIED,
    QualificationStatus.REJECTED,
    QualificationStatus.PAUSED,
    QualificationStatus.ENDED,
}


class Cover(StrEnum):
    """How well something is covered. The value stands in class names and addresses."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"

    @property
    def label(self) -> str:
        """The number as it is said."""
        return {Cover.NONE: "0", Cover.ONE: "1", Cover.SEVERAL: "2+"}[self]


def cover(helpers: int) -> Cover:
    """None, one, or enough that one may be away."""
    if helpers <= 0:
        return Cover.NONE
    return Cover.ONE if helpers < ENOUGH else Cover.SEVERAL


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A kommune and a category: how many helpers, and how many customers wait there."""

    code: str
    category: Category
    helpers: int
    leads: int

    @property
    def cover(self) -> Cover:
        """How well it is covered."""
        return cover(self.helpers)

    @property
    def is_hole(self) -> bool:
        """True when nobody can be sent there."""
        return self.helpers <= 0


def cells(
    codes: Sequence[str],
    categories: Sequence[Category],
    *,
    by_region: Mapping[Place, int],
    by_kommune: Mapping[Place, int],
    region_of: Mapping[str, str],
    leads: Mapping[Place, int],
) -> dict[str, list[CoverageCell]]:
    """The table: for each kommune its cells in the order of the categories.

    `by_region` counts firms that cover the whole region of a kommune, `by_kommune` those that name the kommune and
    do not cover its region; `region_of` gives the region both are counted in.
    """
    return {
        code: [
            CoverageCell(
                code,
                category,
                by_region.get((region_of[code], category), 0) + by_kommune.get((code, category), 0),
                leads.get((code, category), 0),
            )
            for category in categories
        ]
        for code in codes
    }


@dataclass(frozen=True, slots=True)
class RegionCoverage:
    """A region against its target: firms, holes among its cells, and customers who wait."""

    name: str
    helpers: int
    target: int | None
    holes: int
    cells: int
    leads: int

    @property
    def missing(self) -> int:
        """How many firms the target still lacks."""
        return max(0, (self.target or 0) - self.helpers)

    @property
    def cover(self) -> Cover:
        """Nobody, too few, or enough: against the target where there is one, else against two."""
        if self.helpers <= 0:
            return Cover.NONE
        return Cover.ONE if self.helpers < (self.target or ENOUGH) else Cover.SEVERAL


def region_coverage(name: str, helpers: int, target: int | None, there: Iterable[CoverageCell]) -> RegionCoverage:
    """The sum of a region's cells."""
    found = list(there)
    return RegionCoverage(
        name, helpers, target, sum(cell.is_hole for cell in found), len(found), sum(cell.leads for cell in found)
    )


# ---- what fills a hole -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A qualified firm near by with room, and how far away in postal codes its home is (None: unknown)."""

    match: Match
    distance: int | None


@dataclass(frozen=True, slots=True)
class Around:
    """Who is there, who is on the way, and who could come."""

    covering: tuple[Match, ...]
    on_the_way: tuple[Candidate, ...]
    neighbours: tuple[Neighbour, ...]


def distance(these: Iterable[int], those: Iterable[int]) -> int | None:
    """How far apart two kommuner lie in postal codes, which run through the country place by place. None: unknown."""
    others = sorted(those)
    return min((abs(one - other) for one in these for other in others), default=None)


def has_room(candidate: Candidate, today: date) -> bool:
    """True when the firm takes cases now and has fewer than its advisers can carry."""
    is_free = candidate.available_from is None or candidate.available_from <= today
    return is_free and candidate.open_cases < max(candidate.advisers, 1) * CASES_PER_ADVISER


def around(
    candidates: Iterable[Candidate],
    wanted: Wanted,
    *,
    today: date,
    region: frozenset[str],
    postal_codes: Mapping[str, Sequence[int]],
) -> Around:
    """What there is for a kommune and a category; `region` has the kommuner of its region.

    A neighbour knows the category, works somewhere in the region and has room; the nearest home comes first.
    """
    assert wanted.category is not None
    knows = sorted((one for one in candidates if wanted.category in one.levels), key=lambda one: (one.company, one.cvr))
    at_work = [one for one in knows if may_not_work(one, today, with_staff=False) is None]
    code = wanted.municipality_code
    near = [
        Neighbour(match(one, Wanted(category=wanted.category), today=today), _from_home(one, code, postal_codes))
        for one in at_work
        if code not in one.covers and (one.home in region or region & set(one.covers)) and has_room(one, today)
    ]
    return Around(
        tuple(match(one, wanted, today=today) for one in at_work if code in one.covers),
        tuple(one for one in knows if one.status in ON_THE_WAY and (code in one.covers or one.home == code)),
        tuple(sorted(near, key=lambda found: (found.distance is None, found.distance or 0))),
    )


def _from_home(candidate: Candidate, code: str, postal_codes: Mapping[str, Sequence[int]]) -> int | None:
    return distance(postal_codes.get(candidate.home, ()), postal_codes.get(code, ()))
