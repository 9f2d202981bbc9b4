"""The two pictures of the vendor assessment: weighted points and total cost."""

from itstart.documents import BarChart
from itstart.documents.danish import kroner
from itstart.models.case import CustomerCase
from itstart.models.tender import Criterion
from itstart.rules.numbers import exact, half_up
from itstart.steps.selection import wording
from itstart.steps.selection.assessment import AssessedBid, Assessment
from itstart.steps.selection.wording import Names

# With more bars than this a name and its total stand on one line, so that every bar keeps its label.
MOST_ROOMY = 3
LONGEST_NAME = 22


def _label(name: str, total: str, *, crowded: bool) -> str:
    if not crowded:
        return f"{name}\n{total}"
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
    return f"{short}  {total}"


def _weighted(bid: AssessedBid, criterion: Criterion) -> float:
    points = bid.result.criterion_scores.get(criterion.code) if bid.result else None
    return float(half_up(exact(criterion.weight) * exact(points or 0) / 100, 1))


def score_chart(case: CustomerCase, found: Assessment, names: Names) -> BarChart | None:
    ranked = [b for b in found.ranked if b.result and b.result.total_score is not None]
    if not ranked or len(ranked) != len(found.ranked):
        return None
    series = {c.title or c.code: [_weighted(b, c) for b in ranked] for c in case.criteria}
    alt = "Liggende stablede bjælker med vægtede point: " + ", ".join(
        f"{names.of(b)} {wording.points(b)}" for b in ranked
    )
    return BarChart(
        [_label(names.of(b), f"{wording.points(b)} point", crowded=len(ranked) > MOST_ROOMY) for b in ranked],
        series,
        alt=f"{alt}.",
        height_cm=1.9 + (0.55 if len(ranked) > MOST_ROOMY else 0.85) * len(ranked),
        decimals=1,
        label_from=3,
        top=100,
        axis=True,
    )


def cost_chart(found: Assessment, names: Names) -> BarChart | None:
    bids = [b for b in found.all if b.tco.total]
    if not bids:
        return None
    parts = (
        ("Engangspris", [b.tco.one_off for b in bids]),
        (f"Årlige priser i {bids[0].tco.years} år", [b.tco.annual_total for b in bids]),
        ("Egne timer", [b.tco.internal for b in bids]),
        ("Udtræden", [b.tco.exit_cost for b in bids]),
    )
    alt = "Liggende stablede bjælker med omkostninger: " + ", ".join(
        f"{names.of(b)} {kroner(b.tco.total)}" for b in bids
    )
    return BarChart(
        [f"{names.of(b)}\n{kroner(b.tco.total)}" for b in bids],
        {label: [float(round(v / 1000)) for v in values] for label, values in parts if any(values)},
        alt=alt,
        height_cm=1.8 + 1.4 * len(bids),
        decimals=0,
        label_from=60,
    )
