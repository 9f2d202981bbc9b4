"""The goals of the programme for a year, written by IBIZ-Center and told to every helper (S70)."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart.models import ProgrammeGoal
from itstart.services import activities, programme_goals
from itstart.web import access, form_keys
from itstart.web.activities import asked_year
from itstart.web.activity_forms import GoalForm
from itstart.web.front_view import GOAL_KINDS
from itstart.web.pages import go, page

bp = Blueprint("programme_goals", __name__)


def _page(year: int, status: int = 200, **more: Any) -> Response:
    goals = programme_goals.of_year(access.user(), year)
    context: dict[str, Any] = {
        "year": year,
        "years": activities.years(),
        "goals": goals,
        "tallies": programme_goals.tallies(goals),
        "kinds": GOAL_KINDS,
        "form": GoalForm(),
        "open": 0,
        **more,
    }
    return page("activities/goals.html", status=status, **context)


@bp.get("/maal")
def index() -> ResponseReturnValue:
    """The year's goals; `?maal=2` opens one that is not told yet."""
    year, position = asked_year(), request.args.get("maal", type=int) or 0
    if not position:
        return _page(year)
    goal = programme_goals.find(access.user(), year, position)
    return _page(year, open=position, open_form=_filled(goal))


def _filled(goal: ProgrammeGoal) -> GoalForm:
    return GoalForm(data={"title": goal.title, "text": goal.text, "metric": goal.metric, "target": goal.target})


def _values(form: GoalForm) -> dict[str, Any]:
    return {"title": form.title.data, "text": form.text.data or "", **form.counted()}


def _here(year: int) -> str:
    return url_for(".index", aar=year)


@bp.post("/maal/<int:year>")
def add(year: int) -> ResponseReturnValue:
    """Write a goal."""
    if not 2000 <= year <= 2199:
        abort(404)
    if earlier := form_keys.already():
        return go(earlier)
    form = GoalForm(request.form)
    if not form.validate():
        return _page(year, 422, form=form)
    programme_goals.add(access.user(), year, **_values(form))
    form_keys.done(_here(year))
    return go(_here(year), message="Målet er skrevet. Meld det ud, når listen er færdig.")


@bp.post("/maal/<int:year>/<int:position>")
def save(year: int, position: int) -> ResponseReturnValue:
    """Correct a goal that is not told yet."""
    goal, form = programme_goals.find(access.user(), year, position), GoalForm(request.form)
    if not form.validate():
        return _page(year, 422, open=position, open_form=form)
    programme_goals.edit(access.user(), goal, **_values(form))
    return go(_here(year), message="Gemt.")


@bp.post("/maal/<int:year>/<int:position>/slet")
def remove(year: int, position: int) -> ResponseReturnValue:
    """Drop a goal that is not told yet."""
    programme_goals.remove(access.user(), programme_goals.find(access.user(), year, position))
    return go(_here(year), message="Målet er slettet.")


@bp.post("/maal/<int:year>/meld-ud")
def publish(year: int) -> ResponseReturnValue:
    """Tell every helper of the new goals."""
    people = programme_goals.publish(access.user(), year)
    return go(_here(year), message=f"Målene er meldt ud til {people} rådgivere.")
