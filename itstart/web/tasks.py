"""The page of a task: read, save, autosave, mark as finished, insert the guide's example."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from itstart.forms import BaseForm
from itstart.services import answers, cases, contracts, examples
from itstart.services.conflicts import Conflict
from itstart.steps import FormSection, Task, binding
from itstart.web import access, showing, task_parts
from itstart.web.filters import clock_time
from itstart.web.pages import back_to, go, page
from itstart.web.task_parts import Shown

bp = Blueprint("tasks", __name__)
TEMPLATE = "tasks/show.html"


def shown_task(number: str, task: Task, **choices: Any) -> Shown:
    """The case and what of it is shown; 404 when the user may not read it."""
    case = cases.find_readable(access.user(), number)
    shown = Shown(case=case, task=task, user=access.user(), **choices)
    shown.about = request.form.get("om") or request.args.get("om", "")
    shown.back = access.safe_next(request.form.get("retur") or request.args.get("retur"), "")
    available = task_parts.scope_choices(task, case)
    if available and shown.about not in {code for code, _ in available}:
        if shown.about:
            abort(404)
        shown.about = available[0][0]
    return shown


def render(shown: Shown, status: int = 200) -> Response:
    """The page, or its "task" block for htmx."""
    return page(TEMPLATE, fragment="task", status=status, **task_parts.context(shown))


@bp.get("/sager/<number>/<task:task>")
def show(number: str, task: Task) -> ResponseReturnValue:
    """The task; one with a page of its own is found there."""
    if task.endpoint:
        return redirect(url_for(task.endpoint, number=number), 303)
    shown = shown_task(number, task)
    shown.page = request.args.get("side", 1, type=int) or 1
    return render(shown)


def _section(task: Task) -> FormSection:
    key = request.form.get("section", "")
    section = next((section for section in task.sections() if section.key == key), None)
    return section or abort(404)


def _read(shown: Shown, section: FormSection) -> tuple[BaseForm, bool]:
    form = section.form(request.form)
    binding.fill_choices(form, shown.case)
    shown.forms[section.key] = form
    valid = form.validate()
    if valid and section.check:
        for name, message in section.check(shown.case, binding.typed_values(form, shown.case)).items():
            form.refuse(name, message)
            valid = False
    task_parts.give_ids(form, f"form-{section.key}")
    return form, valid


def version_sent() -> int:
    """The version the form was made from; the one named by "Gem min" goes first."""
    return request.form.get("overskriv", type=int) or request.form.get("version", 1, type=int) or 1


def _store(shown: Shown, section: FormSection, form: BaseForm) -> answers.Saved:
    typed = binding.typed_values(form, shown.case)
    return answers.save(shown.user, shown.case, shown.task, section, typed, version=version_sent(), about=shown.about)


def conflict_rows(conflict: Conflict, form: BaseForm) -> list[dict[str, str]]:
    """Each differing field with both texts, as people read them."""
    return [
        {
            "label": form[difference.field].label.text,
            "mine": showing.value(form[difference.field], difference.mine),
            "theirs": showing.value(form[difference.field], difference.theirs),
        }
        for difference in conflict.differences
    ]


def conflict_context(conflict: Conflict, form: BaseForm, form_id: str, action: str, reload_url: str) -> dict[str, Any]:
    """What the conflict macro shows."""
    return {
        "id": form_id,
        "rows": conflict_rows(conflict, form),
        "action": action,
        "version": conflict.version,
        "their_name": conflict.by or "En anden",
        "their_time": f"kl. {clock_time(conflict.at)}" if conflict.at else None,
        "reload_url": reload_url,
    }


@bp.post("/sager/<number>/<task:task>")
def save(number: str, task: Task) -> ResponseReturnValue:
    """Store one form of the task and stay, or go back to where the person came from."""
    shown = shown_task(number, task)
    section = _section(task)
    form, valid = _read(shown, section)
    if not valid:
        return render(shown, 422)
    try:
        _store(shown, section, form)
    except Conflict as conflict:
        action = url_for(".save", number=number, task=task)
        shown.conflict = conflict_context(conflict, form, f"form-{section.key}", action, shown.url())
        return render(shown, 409)
    return go(back_to(shown.back or shown.url()), message="Gemt.")


@bp.post("/sager/<number>/<task:task>/autogem")
def autosave(number: str, task: Task) -> ResponseReturnValue:
    """Store one form while it is being written in; answers only the state of the save."""
    shown = shown_task(number, task)
    section = _section(task)
    form, valid = _read(shown, section)
    form_id = f"form-{section.key}"
    if not valid:
        return autosave_answer("not_saved", form_id, 422, form=form)
    try:
        saved = _store(shown, section, form)
    except Conflict as conflict:
        action = url_for(".save", number=number, task=task)
        return autosave_answer(
            "conflict", form_id, 409, conflict=conflict_context(conflict, form, form_id, action, shown.url())
        )
    return autosave_answer("saved", form_id, 200, at=clock_time(saved.at), version=saved.version)


def autosave_answer(kind: str, form_id: str, status: int, **context: Any) -> Response:
    """The few lines an autosave answers with; what shows the stored data hears that there are new."""
    response = make_response(render_template("tasks/autosave.html", kind=kind, id=form_id, **context), status)
    if kind == "saved":
        response.headers["HX-Trigger"] = "saved"
    return response


@bp.post("/sager/<number>/<task:task>/faerdig")
def finish(number: str, task: Task) -> ResponseReturnValue:
    """The helper's own "Færdig", or open again."""
    case = cases.find_readable(access.user(), number)
    finished = request.form.get("faerdig") != "0"
    answers.finish(access.user(), case, task, finished=finished)
    following = url_for("cases.show", number=number)
    if not finished:
        return go(url_for(".show", number=number, task=task), message=f"{task.title} er åben igen.")
    return go(back_to(following), message=f"{task.title} er færdig.")


@bp.post("/sager/<number>/<task:task>/hent")
def fetch(number: str, task: Task) -> ResponseReturnValue:
    """Fill in what another part of the case already says."""
    if task.key not in contracts.FETCHES:
        abort(404)
    case = cases.find_readable(access.user(), number)
    count = contracts.FETCHES[task.key][1](access.user(), case)
    said = "Hentet. Ret det, hvis I har aftalt noget andet." if count else "Her står allerede det, der kan hentes."
    return go(url_for(".show", number=number, task=task), message=said)


@bp.post("/sager/<number>/<task:task>/eksempel")
def example(number: str, task: Task) -> ResponseReturnValue:
    """Put the guide's example in the fields and lists that are empty."""
    shown = shown_task(number, task)
    count = examples.insert(shown.user, shown.case, task, about=shown.about)
    said = "Eksemplet er sat ind. Ret det til kundens egne ord." if count else "Der var ingen tomme felter at fylde ud."
    return go(shown.url(), message=said)
