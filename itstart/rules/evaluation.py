"""How bids are scored and ranked (DOMAIN B5). Published scores have one decimal, rounded half up.

Weights, scores and totals are worked out from the published (rounded) criterion scores, so that
anyone can follow the sum with the numbers on the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from itstart.rules.numbers import Number, exact, half_up, natural

MAX_SCORE = 5
DEFAULT_POINTS: Mapping[str, int] = MappingProxyType(
    {
        "standard": 5,
        "configuration": 4,
        "customisation": 3,
        "third_party": 3,
        "roadmap": 1,
        "not_met": 0,
    }
)
PRIORITY_FACTOR: Mapping[str, int] = MappingProxyType({"must": 3, "should": 2, "could": 1})
UNMET = frozenset({"roadmap", "not_met"})


@dataclass(frozen=True, slots=True)
class Criterion:
    """A published criterion; the weights of all criteria sum to 100."""

    id: str
    weight: Number
    method: str


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """One vendor's answer to one requirement; without a `score` the answer's default counts.

    It stands for `count` requirements that are answered and scored alike.
    """

    requirement_id: str
    priority: str
    answer: str
    score: Number | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class BidFacts:
    """What is known of a bid when it is scored.

    `sub_scores` holds points 0-5 by criterion id, `demo_scores` all evaluators' points in all scenarios,
    `one_off` and `annual` the price in kroner (annual in the first year).
    """

    vendor_id: str
    tco_total: int
    answers: Sequence[ScoredAnswer] = ()
    sub_scores: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    demo_scores: Sequence[Number] = ()
    one_off: int = 0
    annual: int = 0


@dataclass(frozen=True, slots=True)
class OverBudget:
    """Whether the price is above the customer's frame; never when there is no frame."""

    one_off: bool
    annual: bool


@dataclass(frozen=True, slots=True)
class VendorResult:
    """A bid's scores; a score that cannot be worked out yet is None, and then so are total and rank."""

    vendor_id: str
    criterion_scores: Mapping[str, Decimal | None]
    total_score: Decimal | None
    tco_total: int
    rank: int | None = None
    tied: bool = False


def default_score(answer: str) -> int:
    """Points 0-5 for an answer code; KeyError for a code outside the list."""
    return DEFAULT_POINTS[answer]


def requirement_fit(answers: Iterable[ScoredAnswer]) -> Decimal | None:
    """100 x sum(p x score) / sum(p x 5), p = 3 must, 2 should, 1 could; None without answers."""
    got = Fraction(0)
    possible = 0
    for answer in answers:
        factor = PRIORITY_FACTOR.get(answer.priority, 0) * answer.count
        possible += factor * MAX_SCORE
        got += factor * (exact(answer.score) if answer.score is not None else DEFAULT_POINTS.get(answer.answer, 0))
    return half_up(100 * got / possible, 1) if possible else None


def price_score(total: int, lowest: int, zero_at_pct: Number) -> Decimal:
    """100 for the lowest total cost, falling in a line to 0 at `zero_at_pct` percent above it."""
    if total <= lowest:
        return half_up(100, 1)
    span = lowest * exact(zero_at_pct) / 100
    if span <= 0:
        return half_up(0, 1)
    return half_up(max(Fraction(0), 100 * (1 - (total - lowest) / span)), 1)


def mean_score(scores: Iterable[Number]) -> Decimal | None:
    """The mean of points 0-5 as 0-100, for sub-scores and for the demo; None without points."""
    points = [exact(score) for score in scores]
    return half_up(sum(points) / len(points) / MAX_SCORE * 100, 1) if points else None


def total_score(criteria: Sequence[Criterion], scores: Mapping[str, Decimal | None]) -> Decimal | None:
    """sum(weight x criterion score) / 100; None while a score with weight is missing."""
    total = Fraction(0)
    for criterion in criteria:
        score = scores.get(criterion.id)
        if score is None:
            if criterion.weight:
                return None
            continue
        total += exact(criterion.weight) * exact(score)
    return half_up(total / 100, 1)


def criterion_score(criterion: Criterion, bid: BidFacts, *, lowest: int, zero_at_pct: Number) -> Decimal | None:
    """A bid's score 0-100 on one criterion; ValueError for an unknown method."""
    match str(criterion.method):
        case "requirement_fit":
            return requirement_fit(bid.answers)
        case "price_linear":
            return price_score(bid.tco_total, lowest, zero_at_pct)
        case "sub_scores":
            return mean_score(bid.sub_scores.get(criterion.id, ()))
        case "demo_scores":
            return mean_score(bid.demo_scores)
    raise ValueError(f"unknown method: {criterion.method}")


def evaluate(criteria: Sequence[Criterion], bids: Sequence[BidFacts], *, zero_at_pct: Number) -> list[VendorResult]:
    """Results, best first. Give only the bids that count: leave out those that are excluded."""
    if not bids:
        return []
    lowest = min(bid.tco_total for bid in bids)
    results = []
    for bid in bids:
        scores = {
            criterion.id: criterion_score(criterion, bid, lowest=lowest, zero_at_pct=zero_at_pct)
            for criterion in criteria
        }
        total = total_score(criteria, scores) if criteria else None
        results.append(VendorResult(bid.vendor_id, scores, total, bid.tco_total))
    return _ranked(results, {r.vendor_id: r.total_score for r in results})


def lowest_price(bids: Sequence[BidFacts]) -> list[VendorResult]:
    """The simple model: the bids that count, cheapest total cost first."""
    results = [VendorResult(bid.vendor_id, {}, None, bid.tco_total) for bid in bids]
    return _ranked(results, {bid.vendor_id: -Decimal(bid.tco_total) for bid in bids})


def _ranked(results: Sequence[VendorResult], keys: Mapping[str, Decimal | None]) -> list[VendorResult]:
    """Ranks 1, 1, 3; no ranks at all while a key is missing, because the order could still turn."""
    known = sorted((key for key in keys.values() if key is not None), reverse=True)
    complete = len(known) == len(results)
    first = {key: place for place, key in reversed(list(enumerate(known, start=1)))}
    count = dict.fromkeys(known, 0)
    for key in known:
        count[key] += 1
    ranked = [
        VendorResult(
            vendor_id=result.vendor_id,
            criterion_scores=result.criterion_scores,
            total_score=result.total_score,
            tco_total=result.tco_total,
            rank=first[key] if complete and key is not None else None,
            tied=complete and key is not None and count[key] > 1,
        )
        for result in results
        for key in (keys[result.vendor_id],)
    ]
    return sorted(ranked, key=lambda r: (r.rank or 0, natural(r.vendor_id)))


def winner(results: Sequence[VendorResult]) -> str | None:
    """The vendor alone at the top; None when the first place is shared or not decided."""
    top = [result.vendor_id for result in results if result.rank == 1]
    return top[0] if len(top) == 1 else None


def unmet_must(answers: Iterable[ScoredAnswer]) -> list[ScoredAnswer]:
    """The musts that the vendor answers with "later" or "no", waived or not."""
    return [a for a in answers if a.priority == "must" and a.answer in UNMET]


def missing_waivers(bid: BidFacts, waived: Iterable[tuple[str, str]]) -> list[str]:
    """Numbers of the unmet musts that have no waiver; `waived` holds (vendor id, requirement id)."""
    granted = set(waived)
    return [
        answer.requirement_id
        for answer in unmet_must(bid.answers)
        if (bid.vendor_id, answer.requirement_id) not in granted
    ]


def split_excluded(
    bids: Sequence[BidFacts], waived: Iterable[tuple[str, str]]
) -> tuple[list[BidFacts], list[BidFacts]]:
    """(bids that count, bids excluded by an unmet must without a waiver)."""
    granted = set(waived)
    counted: list[BidFacts] = []
    excluded: list[BidFacts] = []
    for bid in bids:
        (excluded if missing_waivers(bid, granted) else counted).append(bid)
    return counted, excluded


def over_budget(*, one_off: int, annual: int, budget_one_off: int | None, budget_annual: int | None) -> OverBudget:
    """Whether one-off price and first year's price are above the customer's frame."""
    return OverBudget(
        one_off=budget_one_off is not None and one_off > budget_one_off,
        annual=budget_annual is not None and annual > budget_annual,
    )
