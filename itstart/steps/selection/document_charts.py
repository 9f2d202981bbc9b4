"""The two pictures of the vendor assessment: weighted points and total cost."""

from itstart.documents import BarChart
from itstart.documents.danish import kroner
from itstart.models.case import CustomerCase
from itstart.steps.selection import wording
from itstart.steps.selection.assessment import Assessment
from itstart.steps.selection.wording import Names


def score_chart(case: CustomerCase, found: Assessment, names: Names) -> BarChart | None:
    ranked = [b for b in found.ranked if b.result and b.result.total_score is not None]
    if not ranked or len(ranked) != len(found.ranked):
        return None
    series = {
        c.title or c.code: [
            float(round(c.weight * float((b.result.criterion_scores.get(c.code) if b.result else 0) or 0) / 100, 1))
            for b in ranked
        ]
        for c in case.criteria
    }
    alt = "Liggende stablede bjælker med vægtede point: " + ", ".join(
        f"{names.of(b)} {wording.points(b)}" for b in ranked
    )
    return BarChart(
        [f"{names.of(b)}\n{wording.points(b)} point" for b in ranked],
        series,
        alt=f"{alt}.",
        height_cm=2.1 + min(0.8 * len(ranked), 2.4 + 0.4 * (len(ranked) - 3)),
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
