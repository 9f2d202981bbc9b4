"""How sure the result is (DOMAIN B5): other weights, other prices, and where the winner changes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from itstart.rules.evaluation import Criterion, VendorResult, total_score, winner
from itstart.rules.numbers import Number, exact, half_up, natural, whole

DELTAS = (-10, -5, 0, 5, 10)
PRICE_METHOD = "price_linear"


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """The weight of a criterion where `vendor_id` ties with the winner.

    `tie` is exact and `weight_where_tied` has one decimal; both are None when no weight between 0 and
    100 gives a tie.
    """

    vendor_id: str
    tie: Fraction | None

    @property
    def weight_where_tied(self) -> Decimal | None:
        return None if self.tie is None else half_up(self.tie, 1)


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """One criterion: the winner at each shift of its weight ("-10" to "+10"; None is a tie)."""

    criterion_id: str
    base_weight: Number
    winner_by_delta: Mapping[str, str | None]
    tipping_points: tuple[TippingPoint, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The whole analysis. Without a sole winner there are no tipping points and no lead to lose."""

    by_weight: tuple[WeightSensitivity, ...]
    scenarios: Mapping[str, str | None]
    lead_points: Decimal | None
    winner_tco_increase_until_tie: int | None

    @property
    def is_robust(self) -> bool:
        """The same winner at every shift of every weight."""
        found = {name for row in self.by_weight for name in row.winner_by_delta.values()}
        return len(found) == 1 and None not in found


def reweighted(criteria: Sequence[Criterion], criterion_id: str, weight: Number) -> list[Criterion]:
    """The criteria with one weight set (0-100) and the others scaled in proportion to sum 100.

    Others that weigh nothing share what is left equally.
    """
    rest = 100 - exact(weight)
    others = [c for c in criteria if c.id != criterion_id]
    base = sum((exact(c.weight) for c in others), Fraction(0))

    def scaled(criterion: Criterion) -> Fraction:
        if criterion.id == criterion_id:
            return exact(weight)
        return rest * exact(criterion.weight) / base if base else rest / len(others)

    return [Criterion(c.id, scaled(c), c.method) for c in criteria]


def _weighted(criteria: Sequence[Criterion], result: VendorResult) -> Fraction:
    """The unrounded total; a missing score counts as nothing."""
    return sum(
        (exact(c.weight) * exact(result.criterion_scores.get(c.id) or 0) for c in criteria),
        Fraction(0),
    )


def winner_with(criteria: Sequence[Criterion], results: Sequence[VendorResult]) -> str | None:
    """Who has the highest total, with one decimal, at these weights; None is a tie or no result."""
    totals = {r.vendor_id: total_score(criteria, r.criterion_scores) for r in results}
    known = [total for total in totals.values() if total is not None]
    if not known or len(known) < len(totals):
        return None
    top = [vendor for vendor, total in totals.items() if total == max(known)]
    return top[0] if len(top) == 1 else None


def tie_weight(
    criteria: Sequence[Criterion], criterion_id: str, first: VendorResult, other: VendorResult
) -> Fraction | None:
    """The exact weight 0-100 of the criterion where two vendors have the same total, or None."""
    only, without = (reweighted(criteria, criterion_id, w) for w in (100, 0))
    if len(criteria) < 2:
        return None
    at_full = _weighted(only, first) - _weighted(only, other)
    at_none = _weighted(without, first) - _weighted(without, other)
    if at_full == at_none:
        return None
    tie = 100 * at_none / (at_none - at_full)
    return tie if 0 <= tie <= 100 else None


def sensitivity(criteria: Sequence[Criterion], results: Sequence[VendorResult], *, zero_at_pct: Number) -> Sensitivity:
    """Analyse the results of `evaluate`, which hold only the bids that count."""
    best = winner(results)
    return Sensitivity(
        by_weight=tuple(_by_weight(criteria, c, results, best) for c in criteria),
        scenarios=_scenarios(criteria, results),
        lead_points=_lead(results),
        winner_tco_increase_until_tie=_increase(criteria, results, best, zero_at_pct),
    )


def _by_weight(
    criteria: Sequence[Criterion],
    criterion: Criterion,
    results: Sequence[VendorResult],
    best: str | None,
) -> WeightSensitivity:
    base = exact(criterion.weight)
    shifted = {
        f"{delta:+d}" if delta else "0": winner_with(
            reweighted(criteria, criterion.id, min(max(base + delta, Fraction(0)), Fraction(100))),
            results,
        )
        for delta in DELTAS
    }
    first = next((r for r in results if r.vendor_id == best), None)
    others = sorted((r for r in results if r.vendor_id != best), key=lambda r: natural(r.vendor_id))
    points = (
        tuple(TippingPoint(r.vendor_id, tie_weight(criteria, criterion.id, first, r)) for r in others) if first else ()
    )
    return WeightSensitivity(criterion.id, criterion.weight, shifted, points)


def _scenarios(criteria: Sequence[Criterion], results: Sequence[VendorResult]) -> dict[str, str | None]:
    """The winner at equal weights, on price only and without price."""
    equal = [Criterion(c.id, Fraction(100, len(criteria)), c.method) for c in criteria]
    found = {"lige_vaegte": winner_with(equal, results)}
    price = next((c for c in criteria if c.method == PRICE_METHOD), None)
    if price is None:
        return {**found, "kun_pris": None, "uden_pris": winner_with(criteria, results)}
    alone = len(criteria) == 1
    return {
        **found,
        "kun_pris": winner_with(reweighted(criteria, price.id, 100), results),
        "uden_pris": None if alone else winner_with(reweighted(criteria, price.id, 0), results),
    }


def _lead(results: Sequence[VendorResult]) -> Decimal | None:
    """Points from first to second by the published totals; None with fewer than two."""
    totals = sorted((r.total_score for r in results if r.total_score is not None), reverse=True)
    if len(totals) < 2 or len(totals) < len(results):
        return None
    return totals[0] - totals[1]


def _increase(
    criteria: Sequence[Criterion],
    results: Sequence[VendorResult],
    best: str | None,
    zero_at_pct: Number,
) -> int | None:
    """Kroner the winner's total cost may rise before the published lead is gone.

    None when the winner is also the cheapest (its own price is then the base), when price has no
    weight, and when the winner stays first even with no points for price.
    """
    lead = _lead(results)
    first = next((r for r in results if r.vendor_id == best), None)
    price = next((c for c in criteria if c.method == PRICE_METHOD and c.weight), None)
    if lead is None or first is None or price is None:
        return None
    lowest = min(r.tco_total for r in results)
    points = 100 * exact(lead) / exact(price.weight)
    score = first.criterion_scores.get(price.id)
    if first.tco_total == lowest or score is None or points > exact(score):
        return None
    return whole(points * lowest * exact(zero_at_pct) / 10_000)


def stable_range(row: WeightSensitivity) -> tuple[int | None, int | None]:
    """(lowest, highest) whole weight with the same winner, rounded away from the ties; None is open.

    A tie at 22,2 gives 23 as the lowest, a tie at 83,0 gives 82 as the highest.
    """
    base = exact(row.base_weight)
    ties = [point.tie for point in row.tipping_points if point.tie is not None]
    below = max((tie for tie in ties if tie < base), default=None)
    above = min((tie for tie in ties if tie > base), default=None)
    lowest = None if below is None else math.floor(below) + 1
    highest = None if above is None else math.ceil(above) - 1
    return lowest, highest


def sentence(row: WeightSensitivity, title: str) -> str:
    """What the weight of one criterion means for the result, in plain Danish.

    `title` is the criterion's title as it reads in a sentence: "totaløkonomi".
    """
    if row.winner_by_delta.get("0") is None:
        return "To eller flere tilbud står lige. Kunden vælger og skriver en begrundelse."
    lowest, highest = stable_range(row)
    start = f"Vinderen er den samme, så længe vægten på {title} er"
    if lowest is not None and highest is not None:
        if lowest >= highest:
            return f"Resultatet er meget tæt: Selv en lille ændring af vægten på {title} kan vende det."
        return f"{start} mellem {lowest} og {highest} %."
    if lowest is not None:
        return f"{start} mindst {lowest} %."
    if highest is not None:
        return f"{start} højst {highest} %."
    return f"Vinderen er den samme, uanset hvor meget {title} vægter."


def headline(found: Sensitivity, titles: Mapping[str, str]) -> str:
    """The sentence about the criterion whose tie lies nearest to its published weight.

    `titles` gives each criterion's title by id, as it reads in a sentence. Empty without criteria.
    """
    if not found.by_weight:
        return ""
    if found.by_weight[0].winner_by_delta.get("0") is None:
        return sentence(found.by_weight[0], "")

    def distance(row: WeightSensitivity) -> Fraction:
        ties = [abs(point.tie - exact(row.base_weight)) for point in row.tipping_points if point.tie is not None]
        return min(ties, default=Fraction(1000))

    nearest = min(found.by_weight, key=distance)
    if distance(nearest) == 1000:
        return "Vinderen er den samme, uanset hvilket kriterium der får mere eller mindre vægt."
    return sentence(nearest, titles[nearest.criterion_id])
