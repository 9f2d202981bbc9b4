"""The result: who is best, what it costs, and how sure it is."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart.documents import charts
from itstart.services.evaluation import DELTA_LABELS, Result
from itstart.steps.selection import document_scores
from itstart.steps.selection.questions import questions
from itstart.web import task_pages
from itstart.web.pages import page

bp = Blueprint("results", __name__)


@bp.get("/sager/<number>/valg/resultat")
def show(number: str) -> ResponseReturnValue:
    """Everything that follows from the bids, the points and the weights."""
    shown = task_pages.open_task(number, "valg/resultat")
    result = Result(shown.case)
    marks = {mark.code: mark for mark in task_pages.marks(shown.case, shown.case.vendors)}
    needs = shown.case.needs_description
    return page(
        "selection/result.html",
        **task_pages.context(shown),
        result=result,
        found=result.found,
        mark=marks,
        gate=task_pages.gate(shown.case),
        ranking=_ranking(result),
        costs=list(
            zip(
                result.by_cost(),
                charts.cost_bars(result.cost_rows(), needs.budget_one_off_dkk, result.years),
                strict=True,
            )
        ),
        budget=needs.budget_one_off_dkk,
        curve=_curve(result),
        deltas=DELTA_LABELS,
        weight_changes=document_scores.weight_changes(shown.case),
        asked=[(bid, questions(shown.case, bid.bid)) for bid in result.found.ranked],
    )


def _ranking(result: Result) -> list[tuple[Any, Any]]:
    """Each bid that counts with its bar; nothing while points are missing or price alone decides."""
    if not (result.complete and result.found.weighted):
        return []
    return list(zip(result.found.ranked, charts.score_bars(result.score_rows()), strict=True))


def _curve(result: Result) -> Any:
    drawn = result.price_curve()
    if drawn is None:
        return None
    lines, today, turns = drawn
    return charts.weight_sensitivity(lines, today, turns, "Samlet score efter prisens vægt")
