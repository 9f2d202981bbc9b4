"""Which helpers fit a lead, in what order, and why in words (S35, F074). Pure and deterministic.

Nobody is proposed who has left, rests, is absent or may not take the case. Among the rest the better match comes
first, and among equals the one who has waited longest for a lead. A firm that left this lead unanswered comes last.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, QualificationStatus
from itstart.rules.words import search_text
from itstart.rules.workdays import danish_date

CASES_PER_ADVISER = 3
MAX_CO_DELIVERIES = 2
_SHORTEST_INDUSTRY = 4
# Who may deliver together with IBIZ-Center before the firm is qualified (S43, D6).
_WITH_STAFF = frozenset({QualificationStatus.CODE_ACCEPTED, QualificationStatus.EVALUATED_1})
_TOGETHER_NOW = frozenset({QualificationStatus.CO_DELIVERY_1, QualificationStatus.CO_DELIVERY_2})


class Unfit(StrEnum):
    """Why a firm is not proposed. The value is what staff read."""

    ENDED = "Samarbejdet er ophørt"
    PAUSED = "Sat i bero"
    NOBODY = "Ingen i firmaet kan logge ind"
    REJECTED = "Ikke kvalificeret"
    NOT_QUALIFIED = "Endnu ikke kvalificeret. Kræver, at I leverer sammen"
    NO_CODE = "Har ikke accepteret det gældende kodeks"
    NO_MORE_TOGETHER = "Har haft to samleveringer. Der kommer ikke en tredje"
    TOGETHER_NOW = "Har allerede en samlevering i gang"
    ABSENT = "Tager ingen nye sager lige nu"
    OFFERED = "Har fået den tilbudt"
    DECLINED = "Har sagt nej tak"
    ELSEWHERE = "Dækker ikke kommunen"
    OTHER_FIELD = "Rådgiver ikke om det"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the customer needs and where. `place` is the kommune's name; empty parts ask nothing."""

    municipality_code: str = ""
    place: str = ""
    category: Category | None = None
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm as the match sees it.

    `last_lead_on` is the last day it was offered a lead or took one; `unanswered_on` the day it was last offered this
    very lead and let the days go without an answer.
    """

    cvr: str
    company: str
    status: QualificationStatus = QualificationStatus.QUALIFIED
    ended_on: date | None = None
    people: int = 1
    code_accepted: bool = True
    co_deliveries: int = 0
    no_new_cases_until: date | None = None
    available_from: date | None = None
    home: str = ""
    covers: Collection[str] = frozenset()
    levels: Mapping[Category, CompetenceLevel] = field(default_factory=dict)
    industries: Collection[str] = ()
    advisers: int = 1
    open_cases: int = 0
    last_lead_on: date | None = None
    has_open_offer: bool = False
    has_declined: bool = False
    unanswered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A firm that fits; `points` say how well, `reasons` why."""

    candidate: Candidate
    points: int
    reasons: tuple[str, ...]


def unfit(candidate: Candidate, wanted: Wanted, *, today: date, with_staff: bool = False) -> Unfit | None:
    """The first reason why the firm cannot have the lead; None when it can. `with_staff`: IBIZ-Center joins in."""
    return may_not_work(candidate, today, with_staff=with_staff) or _does_not_match(candidate, wanted)


def may_not_work(candidate: Candidate, today: date, *, with_staff: bool) -> Unfit | None:
    """The first reason why the firm cannot take any lead just now."""
    if _has_left(candidate, today):
        return Unfit.ENDED
    if candidate.status is QualificationStatus.PAUSED:
        return Unfit.PAUSED
    if candidate.people < 1:
        return Unfit.NOBODY
    if found := _not_qualified(candidate, with_staff=with_staff):
        return found
    if not candidate.code_accepted:
        return Unfit.NO_CODE
    if candidate.no_new_cases_until is not None and today <= candidate.no_new_cases_until:
        return Unfit.ABSENT
    return None


def _has_left(candidate: Candidate, today: date) -> bool:
    gone = candidate.ended_on is not None and candidate.ended_on <= today
    return gone or candidate.status is QualificationStatus.ENDED


def _not_qualified(candidate: Candidate, *, with_staff: bool) -> Unfit | None:
    if candidate.status is QualificationStatus.QUALIFIED:
        return None
    if candidate.status is QualificationStatus.REJECTED:
        return Unfit.REJECTED
    if candidate.co_deliveries >= MAX_CO_DELIVERIES:
        return Unfit.NO_MORE_TOGETHER
    if candidate.status in _TOGETHER_NOW:
        return Unfit.TOGETHER_NOW
    return None if with_staff and candidate.status in _WITH_STAFF else Unfit.NOT_QUALIFIED


def _does_not_match(candidate: Candidate, wanted: Wanted) -> Unfit | None:
    if candidate.has_open_offer:
        return Unfit.OFFERED
    if candidate.has_declined:
        return Unfit.DECLINED
    if wanted.municipality_code and wanted.municipality_code not in candidate.covers:
        return Unfit.ELSEWHERE
    if wanted.category is not None and wanted.category not in candidate.levels:
        return Unfit.OTHER_FIELD
    return None


def rank(
    candidates: Iterable[Candidate], wanted: Wanted, *, today: date, with_staff: bool = False
) -> tuple[list[Match], dict[Unfit, list[Candidate]]]:
    """Those who fit, the best first; and those who do not, by the reason, in the order of their names."""
    fit: list[Match] = []
    others: dict[Unfit, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda one: (one.company, one.cvr)):
        if reason := unfit(candidate, wanted, today=today, with_staff=with_staff):
            others.setdefault(reason, []).append(candidate)
        else:
            fit.append(match(candidate, wanted, today=today))
    return sorted(fit, key=_order), others  # who is alike in both stays in the order of the names


def _order(found: Match) -> tuple[bool, int, date]:
    """Who did not answer last; else the better match first, then the longest wait, before all who never had a lead."""
    return found.candidate.unanswered_on is not None, -found.points, found.candidate.last_lead_on or date.min


def match(candidate: Candidate, wanted: Wanted, *, today: date) -> Match:
    """How well a firm that may have the lead fits it, with each reason in words."""
    told = [
        _place(candidate, wanted),
        _competence(candidate, wanted),
        _industry(candidate, wanted),
        _free_from(candidate, today),
        _capacity(candidate),
    ]
    points = sum(worth for worth, _ in told)
    return Match(candidate, points, (*_silence(candidate), *(words for _, words in told if words), _turn(candidate)))


def _silence(candidate: Candidate) -> Iterable[str]:
    if candidate.unanswered_on is not None:
        yield f"Svarede ikke på tilbuddet af {danish_date(candidate.unanswered_on)}"


def _place(candidate: Candidate, wanted: Wanted) -> tuple[int, str]:
    if not wanted.municipality_code:
        return 0, ""
    place = wanted.place or wanted.municipality_code
    if candidate.home == wanted.municipality_code:
        return 1, f"Ligger i {place}"
    return 0, f"Dækker {place}"


def _competence(candidate: Candidate, wanted: Wanted) -> tuple[int, str]:
    if wanted.category is None:
        return 0, ""
    level = candidate.levels[wanted.category]
    return level.rank, f"{wanted.category.label}: {_lower(level.label)}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _industry(candidate: Candidate, wanted: Wanted) -> tuple[int, str]:
    known = next((one for one in candidate.industries if same_industry(one, wanted.industry)), "")
    return (2, f"Kender branchen: {_lower(known)}") if known else (0, "")


def same_industry(one: str, other: str) -> bool:
    """True when two ways to say an industry mean the same: one holds the other, whatever the letters' case."""
    shorter, longer = sorted((search_text(one).strip(), search_text(other).strip()), key=len)
    return len(shorter) >= _SHORTEST_INDUSTRY and shorter in longer


def _free_from(candidate: Candidate, today: date) -> tuple[int, str]:
    if candidate.available_from is None or candidate.available_from <= today:
        return 2, ""
    return 0, f"Ledig fra {danish_date(candidate.available_from)}"


def _capacity(candidate: Candidate) -> tuple[int, str]:
    room = max(candidate.advisers, 1) * CASES_PER_ADVISER - candidate.open_cases
    cases = f"{candidate.open_cases} {'åben sag' if candidate.open_cases == 1 else 'åbne sager'}"
    return (1, f"Har plads: {cases}") if room > 0 else (0, f"Har travlt: {cases}")


def _turn(candidate: Candidate) -> str:
    if candidate.last_lead_on is None:
        return "Har ikke fået en henvendelse endnu"
    return f"Fik sidst en henvendelse {danish_date(candidate.last_lead_on)}"
