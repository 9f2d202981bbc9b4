"""The activity plan: a firm's own year, agreed line by line; IBIZ-Center sees every firm's (S72)."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.models import Activity, ActivityPlanLine, Helper
from itstart.rules.activities import PlanLineEvent, PlanLineStatus, check_plan_line
from itstart.rules.findings import RuleViolation
from itstart.services import activities, activity_plans
from itstart.services.conflicts import Conflict
from itstart.services.documents import WORD
from itstart.steps import activity_plan_document
from itstart.steps.activity_plan_document import Outcome
from itstart.steps.shared_documents import real_name
from itstart.web import access, filters, form_keys, uploads
from itstart.web.activities import asked_year
from itstart.web.activity_forms import OutcomeForm, PlanLineForm
from itstart.web.front_view import GOAL_KINDS
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context

bp = Blueprint("activity_plans", __name__)
FORM_ID = "plan-line"
KINDS = {PlanLineStatus.PROPOSED: "miss", PlanLineStatus.AGREED: "go", PlanLineStatus.DONE: "done"}


@bp.get("/aktivitetsplan")
def index() -> ResponseReturnValue:
    """The person's own firm's plan; for IBIZ-Center the numbers of every firm's."""
    user, year = access.user(), asked_year()
    if user.helper is not None:
        return go(url_for(".show", cvr=user.helper.cvr, aar=year))
    found = activity_plans.every(user, year, request.args.get("side", 1, type=int) or 1)
    return page("activity_plans/index.html", found=found, kinds=GOAL_KINDS, year=year, years=_years())


def _years() -> list[int]:
    return activities.years()


def _line_form(year: int, formdata: Any = None, **data: Any) -> PlanLineForm:
    form = PlanLineForm(formdata, data=data or None)
    form.activity.choices = [("", "Nej")] + [
        (one.number, f"{filters.long_date(one.starts_at.date())}: {one.title}")
        for one in activity_plans.activities_to_choose(year)
    ]
    return form


def _values(form: PlanLineForm, year: int) -> dict[str, Any]:
    chosen: Activity | None = next(
        (one for one in activity_plans.activities_to_choose(year) if one.number == form.activity.data), None
    )
    return {
        "title": form.title.data,
        "goal": form.goal.data or "",
        "due_on": form.due_on.data,
        "activity": chosen,
        **form.counted(),
    }


def _acts(line: ActivityPlanLine) -> dict[str, bool]:
    side = policies.plan_side(access.user(), line.helper)
    return {event.value: side is not None and not check_plan_line(event, line.facts, side) for event in PlanLineEvent}


def _outcome_form(position: int, formdata: Any = None) -> OutcomeForm:
    return OutcomeForm(formdata, prefix=f"l{position}-")


def _page(
    helper: Helper, year: int, status: int = 200, *, refused_outcome: tuple[int, OutcomeForm] | None = None, **more: Any
) -> Response:
    outcome_forms = dict([refused_outcome]) if refused_outcome else {}
    plan = activity_plans.plan(access.user(), helper, year)
    context: dict[str, Any] = {
        "plan": plan,
        "goals": [(goal, GOAL_KINDS[goal.tally.standing]) for goal in plan.goals],
        "years": _years(),
        "lines": [
            (
                line,
                KINDS.get(line.facts.status, ""),
                _acts(line),
                outcome_forms.get(line.position) or _outcome_form(line.position),
            )
            for line in plan.lines
        ],
        "form": _line_form(year),
        "open": 0,
        "open_form": None,
        "conflict": None,
        "form_id": FORM_ID,
        "refusals": [],
        "center": policies.is_staff(access.user()),
        **more,
    }
    return page("activity_plans/show.html", status=status, **context)


@bp.get("/aktivitetsplan/<cvr>")
def show(cvr: str) -> ResponseReturnValue:
    """The plan of a year; `?linje=2` opens a line."""
    helper, year = activity_plans.find_helper(access.user(), cvr), asked_year()
    position = request.args.get("linje", type=int) or 0
    if not position:
        return _page(helper, year)
    line = activity_plans.find_line(access.user(), helper, year, position)
    return _page(helper, year, open=position, open_form=_filled(line))


def _filled(line: ActivityPlanLine) -> PlanLineForm:
    number = line.activity.number if line.activity else ""
    counted = {"metric": line.metric, "target": line.target}
    return _line_form(line.year, title=line.title, goal=line.goal, due_on=line.due_on, activity=number, **counted)


def _here(helper: Helper, year: int) -> str:
    return url_for(".show", cvr=helper.cvr, aar=year)


@bp.post("/aktivitetsplan/<cvr>/<int:year>")
def propose(cvr: str, year: int) -> ResponseReturnValue:
    """Propose a line."""
    if not 2000 <= year <= 2199:
        abort(404)
    helper = activity_plans.find_helper(access.user(), cvr)
    if earlier := form_keys.already():
        return go(earlier)
    form = _line_form(year, request.form)
    if not form.validate():
        return _page(helper, year, 422, form=form)
    activity_plans.propose(access.user(), helper, year, _values(form, year))
    form_keys.done(_here(helper, year))
    return go(_here(helper, year), message="Foreslået. Den gælder, når den anden part har sagt ja.")


@bp.post("/aktivitetsplan/<cvr>/<int:year>/<int:position>")
def save(cvr: str, year: int, position: int) -> ResponseReturnValue:
    """Correct a line."""
    helper = activity_plans.find_helper(access.user(), cvr)
    line = activity_plans.find_line(access.user(), helper, year, position)
    form = _line_form(year, request.form)
    if not form.validate():
        return _page(helper, year, 422, open=position, open_form=form)
    version = request.form.get("overskriv", type=int) or request.form.get("version", type=int) or 0
    try:
        changed = activity_plans.edit(access.user(), line, _values(form, year), version=version)
    except Conflict as conflict:
        save_url = url_for(".save", cvr=cvr, year=year, position=position)
        again = url_for(".show", cvr=cvr, aar=year, linje=position)
        told = conflict_context(conflict, form, FORM_ID, save_url, again)
        return _page(helper, year, 409, open=position, open_form=form, conflict=told)
    said = "Rettet. Den anden part skal sige ja igen." if changed else "Der var intet at gemme."
    return go(_here(helper, year), message=said)


@bp.post("/aktivitetsplan/<cvr>/<int:year>/<int:position>/aftal")
def agree(cvr: str, year: int, position: int) -> ResponseReturnValue:
    """Say yes to the other side's line."""
    helper = activity_plans.find_helper(access.user(), cvr)
    activity_plans.agree(access.user(), activity_plans.find_line(access.user(), helper, year, position))
    return go(_here(helper, year), message="Aftalt.")


@bp.post("/aktivitetsplan/<cvr>/<int:year>/<int:position>/gennemfoert")
def complete(cvr: str, year: int, position: int) -> ResponseReturnValue:
    """It has been done."""
    helper = activity_plans.find_helper(access.user(), cvr)
    line = activity_plans.find_line(access.user(), helper, year, position)
    form = _outcome_form(position, request.form)
    if not form.validate():
        return _page(helper, year, 422, refused_outcome=(position, form))
    try:
        activity_plans.complete(access.user(), line, form.outcome.data or "")
    except RuleViolation as error:
        others = [{"message": one.message, "blocks": True} for one in refused(form, error)]
        return _page(helper, year, 422, refused_outcome=(position, form), refusals=others)
    return go(_here(helper, year), message="Noteret som gennemført.")


@bp.post("/aktivitetsplan/<cvr>/<int:year>/<int:position>/udgaar")
def cancel(cvr: str, year: int, position: int) -> ResponseReturnValue:
    """It will not be done."""
    helper = activity_plans.find_helper(access.user(), cvr)
    activity_plans.cancel(access.user(), activity_plans.find_line(access.user(), helper, year, position))
    return go(_here(helper, year), message="Linjen er udgået.")


@bp.get("/aktivitetsplan/<cvr>/<int:year>/word")
def word(cvr: str, year: int) -> ResponseReturnValue:
    """The plan as a Word annex to the kodeks."""
    plan = activity_plans.plan(access.user(), activity_plans.find_helper(access.user(), cvr), year)
    tallies = {goal.line.position: goal.tally for goal in plan.goals}
    outcome = Outcome(plan.attended, tallies, plan.agreed, plan.done)
    made = activity_plan_document.render(plan.helper, year, plan.lines, outcome)
    return uploads.download(f"Aktivitetsplan {year} {real_name(plan.helper.company)}.docx", made.content, WORD)
