"""The two charts of the Behovsbeskrivelse."""

from collections.abc import Sequence

from itstart.documents import BarChart
from itstart.models import Benefit, Requirement
from itstart.rules.numbers import whole
from itstart.rules.terms import Priority
from itstart.steps.requirement_documents import OTHER_AREA

_RATED = (Priority.MUST, Priority.SHOULD, Priority.COULD)
_LONGEST_LABEL = 42


def requirements_chart(requirements: Sequence[Requirement]) -> BarChart | None:
    """Requirements that will be judged, by area and priority; None when there are none."""
    rated = [(r.area.strip() or OTHER_AREA, r.priority) for r in requirements if r.priority in _RATED]
    if not rated:
        return None
    names = list(dict.fromkeys(area for area, _ in rated))
    series = {p.label: [sum(pair == (name, p) for pair in rated) for name in names] for p in _RATED}
    most = max(names, key=lambda name: sum(area == name for area, _ in rated))
    return BarChart(
        names,
        {label: values for label, values in series.items() if any(values)},
        alt=f"Liggende bjælker: antal krav pr. område, delt i SKAL, BØR og KAN. {most} har flest krav.",
        height_cm=min(1.8 + 0.5 * len(names), 16),
        label_from=1,
        gap=30,
    )


def benefits_chart(benefits: Sequence[Benefit]) -> BarChart | None:
    """Annual benefits in thousands of kroner; None when there are fewer than two to compare."""
    valued = [(_label(b.text), b.annual_value_dkk) for b in benefits if b.annual_value_dkk]
    if len(valued) < 2:
        return None
    largest = max(valued, key=lambda pair: pair[1])
    return BarChart(
        [label for label, _ in valued],
        {"1.000 kr. om året": [whole(value / 1000) for _, value in valued]},
        alt=f"Liggende bjælker: {len(valued)} årlige gevinster. Den største er: {largest[0]}.",
        height_cm=min(1.4 + 0.75 * len(valued), 14),
    )


def _label(text: str) -> str:
    label = text.split(":")[0].strip()
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
