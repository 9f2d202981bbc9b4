"""The result: who is best, what it costs, how sure it is, and the one picture that says it all."""

from fractions import Fraction
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from itstart.documents import charts, line_charts, verdict_chart
from itstart.rules.growth import FACTORS, HIGHEST, LOWEST, STEP, Growth, chosen, value
from itstart.rules.terms import ScalesWith
from itstart.services import cases, result_picture, scores
from itstart.services.evaluation import DELTA_LABELS, Result
from itstart.services.growth import AXES, Grown
from itstart.steps.selection import document_scores
from itstart.steps.selection.questions import questions
from itstart.web import access, filters, task_pages
from itstart.web.pages import back_to, go, page
from itstart.web.task_pages import TaskPage

bp = Blueprint("results", __name__)

KEY = "valg/resultat"
NO_OWN_TIME = "nej"
FIELDS = {
    ScalesWith.USERS: ("brugere", "Antal brugere"),
    ScalesWith.VOLUME: ("omsaetning", "Omsætning eller transaktioner"),
}


@bp.get("/sager/<number>/valg/resultat")
def show(number: str) -> ResponseReturnValue:
    """Everything that follows from the bids, the points and the weights; htmx asks for the growth alone."""
    shown = task_pages.open_task(number, KEY)
    result = Result(shown.case, own_time=request.args.get("egen_tid") != NO_OWN_TIME)
    marks = {mark.code: mark for mark in task_pages.marks(shown.case, shown.case.vendors)}
    needs = shown.case.needs_description
    answer = page(
        "selection/result.html",
        fragment="growth",
        **task_pages.context(shown),
        **_growth_context(shown, result),
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


def _growth_context(shown: TaskPage, result: Result) -> dict[str, Any]:
    sent: dict[str, Any] = {name: request.args.get(name) or None for name, _ in FIELDS.values()}
    growth = Growth(*(chosen(text or "") for text in sent.values()))
    grown = Grown(result, growth)
    switches = (("Med egen tid", None), ("Uden egen tid", NO_OWN_TIME))
    return {
        "grown": grown,
        "growth_fields": [_growth_field(axis, growth) for axis in grown.axes()],
        "growth_pictures": [
            (
                AXES[axis][0],
                grown.turns(axis),
                line_charts.growth_costs(grown.lines(axis), float(growth.factor(axis)), AXES[axis][0]),
            )
            for axis in grown.axes()
        ],
        "own_time": [
            (
                label,
                None,
                url_for(".show", number=shown.case.number, egen_tid=how, **sent),
                (how is None) is result.own_time,
            )
            for label, how in switches
        ],
        "own_time_sent": None if result.own_time else NO_OWN_TIME,
    }


def _growth_field(axis: ScalesWith, growth: Growth) -> dict[str, Any]:
    """A slider: its name, label and ends, where it stands, and what each place is called."""
    name, label = FIELDS[axis]
    return {
        "name": name,
        "label": label,
        "value": value(growth.factor(axis)),
        "said": _times(growth.factor(axis)),
        "words": "|".join(_times(factor) for factor in FACTORS),
        "low": value(LOWEST),
        "high": value(HIGHEST),
        "step": value(STEP),
    }


def _times(factor: Fraction) -> str:
    return "Som i dag" if factor == 1 else f"{filters.number(float(factor))} gange i dag"


@bp.get("/sager/<number>/valg/resultat/billede")
def picture(number: str) -> ResponseReturnValue:
    """One page to print: the sentence and the picture the owner can show the bank."""
    shown = task_pages.open_task(number, KEY)
    result = Result(shown.case)
    drawing = verdict_chart.verdict(
        result_picture.heading(result),
        result_picture.bars(result),
        result_picture.bands(result),
        " ".join(result.verdict()[:1]),
        full=100 if result.found.weighted else 0,
    )
    return page(
        "selection/picture.html", **task_pages.context(shown), result=result, found=result.found, drawing=drawing
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
    return line_charts.weight_sensitivity(lines, today, turns, "Samlet score efter prisens vægt")
