"""The prioritising matrix of a case: one requirement at a time, or the whole list, with mouse or keys (F015)."""

import re
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from itstart.rules.priority_matrix import CONSEQUENCE, IMPORTANCE, LEVELS, suggest
from itstart.services import priority_matrix
from itstart.services.priority_matrix import Filter, Line
from itstart.services.requirement_batches import TASK
from itstart.web import task_pages
from itstart.web.pages import after_post, go, page
from itstart.web.task_pages import TaskPage

bp = Blueprint("priority_matrix", __name__)

PATH = "/sager/<number>/behov/krav/prioritering"
TEMPLATE = "requirements/priorities.html"
LABELS = {Filter.ALL: "Alle", Filter.OPEN: "Uden plads", Filter.DIFFERENT: "Forslaget er et andet"}


def _filter() -> Filter:
    asked = request.args.get("vis", "")
    return Filter(asked) if asked in set(Filter) else Filter.ALL


def _context(shown: TaskPage, *, current: Line | None = None, **more: Any) -> dict[str, Any]:
    case, chosen = shown.case, _filter()
    found = priority_matrix.matrix(case, shown=chosen, number=request.args.get("side", 1, type=int) or 1)
    where = {"vis": chosen.value or None, "side": found.page if found.page > 1 else None}
    return {
        **task_pages.context(shown),
        "found": found,
        "current": current or _asked(shown) or priority_matrix.following(case),
        "segments": [
            (label, found.counts[part], url_for(".show", number=case.number, vis=part.value or None), part is chosen)
            for part, label in LABELS.items()
        ],
        "where": where,
        "rows": [
            (importance, [(consequence, suggest(importance, consequence)) for consequence in LEVELS])
            for importance in reversed(LEVELS)
        ],
        "importance": IMPORTANCE,
        "consequence": CONSEQUENCE,
        "levels": LEVELS,
        "may_place": shown.may_edit,
        "told": [],
        **more,
    }


def _asked(shown: TaskPage) -> Line | None:
    """The requirement of `?krav=K-15`."""
    code = request.args.get("krav", "")
    return priority_matrix.line(shown.case, code) if code else None


@bp.get(PATH)
def show(number: str) -> ResponseReturnValue:
    """The matrix for one requirement, and the list."""
    shown = task_pages.open_task(number, TASK)
    return page(TEMPLATE, fragment="priorities", **_context(shown))


def _here(number: str, **more: Any) -> str:
    return url_for(".show", number=number, vis=_filter().value or None, side=request.args.get("side"), **more)


@bp.post(f"{PATH}/<code>")
def place(number: str, code: str) -> ResponseReturnValue:
    """One requirement in one cell ("3-2": importance 3, consequence 2); the next without a place comes up."""
    shown = task_pages.open_task(number, TASK)
    line = priority_matrix.line(shown.case, code)
    cell = re.fullmatch(r"([1-3])-([1-3])", request.form.get("cell", ""))
    where = (int(cell[1]), int(cell[2])) if cell else (None, None)
    priority_matrix.place(shown.user, shown.case, {code: where})
    placed = priority_matrix.line(shown.case, code)
    following = priority_matrix.following(shown.case, code)
    suggested = placed.suggested
    said = f"{code} {line.title}: {suggested.label}" if suggested else f"{code} har ingen plads mere"
    context = _context(shown, current=following or placed, said=said)
    go_to = _here(number, krav=following.code if following else None, _anchor="matrix")
    return after_post(TEMPLATE, fragment="priorities", go_to=go_to, message="", **context)


def _level(text: str) -> int | None:
    return int(text) if text in ("1", "2", "3") else None


@bp.post(PATH)
def save(number: str) -> ResponseReturnValue:
    """Every place in the list at once, for who chooses them there."""
    shown = task_pages.open_task(number, TASK)
    form = request.form
    codes = [name.removesuffix(".importance") for name in form if name.endswith(".importance")]
    places = {code: (_level(form[f"{code}.importance"]), _level(form.get(f"{code}.consequence", ""))) for code in codes}
    moved = priority_matrix.place(shown.user, shown.case, places)
    said = f"{moved} krav er placeret." if moved else "Der var intet nyt at gemme."
    return go(_here(number, _anchor="liste"), message=said)


@bp.post(f"{PATH}/<code>/plads")
def save_row(number: str, code: str) -> ResponseReturnValue:
    """One row of the list, when a choice in it is made; the answer is what its place suggests."""
    shown = task_pages.open_task(number, TASK)
    priority_matrix.line(shown.case, code)
    form = request.form
    where = (_level(form.get(f"{code}.importance", "")), _level(form.get(f"{code}.consequence", "")))
    priority_matrix.place(shown.user, shown.case, {code: where})
    return render_template("requirements/suggestion.html", line=priority_matrix.line(shown.case, code))


@bp.post(f"{PATH}/brug")
def accept(number: str) -> ResponseReturnValue:
    """Let the suggested priorities hold: of one requirement, or of all."""
    shown = task_pages.open_task(number, TASK)
    code = request.form.get("code", "")
    changed = priority_matrix.accept(shown.user, shown.case, [code] if code else None)
    if not changed:
        return go(_here(number), message="Alle krav har allerede den vigtighed, deres plads foreslår.")
    verbs = [line for line in changed if line.verb]
    said = f"{priority_matrix.rows_said(changed)} har fået ny vigtighed."
    if verbs:
        said += f" Ret også ordet skal, bør eller kan i {priority_matrix.rows_said(verbs)}."
    return go(_here(number, _anchor="liste"), message=said)
