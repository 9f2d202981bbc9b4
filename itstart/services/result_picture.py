"""The one picture the owner can show the bank: who is best, by how much, and what it takes to turn it (DOMAIN F5)."""

from itstart.documents.danish import kroner, score
from itstart.documents.verdict_chart import Band, Bar
from itstart.rules.sensitivity import stable_range
from itstart.services.evaluation import Result
from itstart.steps.selection.assessment import AssessedBid
from itstart.steps.selection.wording import points


def heading(result: Result) -> str:
    """What the bars stand for."""
    return "Samlet score, point af 100" if result.found.weighted else f"Pris over {result.years} år, kr. ekskl. moms"


def bars(result: Result) -> list[Bar]:
    """The bids that count, best first; nothing while points are missing."""
    if not result.complete:
        return []
    first = result.found.ranked[0]
    return [_bar(result, first, bid) for bid in result.found.ranked]


def _bar(result: Result, first: AssessedBid, bid: AssessedBid) -> Bar:
    name = result.names.of(bid)
    if not result.found.weighted:
        over = bid.tco.total - first.tco.total
        return Bar(name, bid.tco.total, kroner(bid.tco.total) + (f" {kroner(over)} dyrere" if over else ""))
    total, best = (one.result.total_score if one.result else None for one in (bid, first))
    behind = (best or 0) - (total or 0)
    return Bar(name, float(total or 0), f"{points(bid)} point" + (f", {score(behind)} efter" if behind else ""))


def bands(result: Result) -> list[Band]:
    """For each criterion how far its weight can move with the same winner; nothing without a sole winner."""
    checked = result.found.sensitivity
    if checked is None or result.found.first is None:
        return []
    titles = {criterion.code: criterion.title or criterion.code for criterion in result.case.criteria}
    made = []
    for row in checked.by_weight:
        low, high = stable_range(row)
        made.append(Band(titles[row.criterion_id], float(row.base_weight), low or 0, 100 if high is None else high))
    return made
