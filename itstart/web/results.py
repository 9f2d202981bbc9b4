"""The result: who is best, what it costs, and how sure it is."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from itstart.documents import charts
from itstart.services import cases, scores
from itstart.services.evaluation import DELTA_LABELS, Result
from itstart.steps.selection import document_scores
from itstart.steps.selection.questions import questions
from itstart.web import access, task_pages
from itstart.web.pages import back_to, go, page

bp = Blueprint("results", __name__)


@bp.get("/sager/<number>/valg/resultat")
def show(number: str) -> ResponseReturnValue:
    """Everything that follows from the bids, the points and the weights."""
    shown = task_pages.open_task(number, "valg/resultat")
    result = Result(shown.case)
    marks = {mark.code: mark for mark in task_pages.marks(shown.case, shown.case.vendors)}
    needs = shown.case.needs_description
    answer = page(
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
    return task_pages.hide_names(shown, answer)


@bp.post("/sager/<number>/valg/navne")
def hide_names(number: str) -> ResponseReturnValue:
    """Show the vendors as Leverandør A, B and C on the pages of step 3, or with their names again."""
    case = cases.find_readable(access.user(), number)
    hidden = request.form.get("skjul") == "1"
    scores.hide_names(access.user(), case, hidden=hidden)
    said = "Leverandørernes navne er skjult." if hidden else "Leverandørernes navne vises igen."
    return go(back_to(url_for(".show", number=number)), message=said)


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
