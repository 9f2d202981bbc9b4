"""The guides beside the tasks, as IBIZ-Center edits them: the list, the form with a preview, the versions."""

from itertools import pairwise
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import guidance
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.services import code_versions, guidance_texts
from itstart.services.conflicts import Conflict
from itstart.services.guidance_texts import Text, Version
from itstart.steps import Task
from itstart.web import access
from itstart.web.material_forms import GuidanceForm, guidance_filled
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context

bp = Blueprint("guidance_texts", __name__)
FORM_ID = "guidance-form"


@bp.get("/vejledninger")
def index() -> ResponseReturnValue:
    """Every task, step by step, and who wrote its guide last."""
    found = guidance_texts.overview()
    groups = [(key, [entry for entry in found if entry.task.step is key]) for key in StepKey]
    return page("guidance_texts/index.html", groups=groups)


def _preview(text: Text, task: Task) -> guidance.Guidance | None:
    """How the text looks beside the task; None while it cannot be shown."""
    try:
        return guidance.written(text.source, task.step.slug, task.slug)
    except guidance.GuidanceError:
        return None


def _edit_page(task: Task, form: GuidanceForm, status: int = 200, **more: Any) -> Response:
    newest = guidance_texts.versions(task)[0]
    context = {
        "task": task,
        "form": form,
        "form_id": FORM_ID,
        "version": newest.number,
        "preview": _preview(form.text(), task),
        "conflict": None,
        **more,
    }
    return page("guidance_texts/edit.html", fragment="preview", status=status, **context)


@bp.get("/vejledninger/<task:task>/ret")
def edit(task: Task) -> ResponseReturnValue:
    """The form with the guide as it is now."""
    return _edit_page(task, guidance_filled(guidance_texts.versions(task)[0].text))


@bp.post("/vejledninger/<task:task>/se")
def preview(task: Task) -> ResponseReturnValue:
    """The same form, with how the text looks; nothing is kept."""
    version = request.form.get("version", 0, type=int)
    return _edit_page(task, GuidanceForm(request.form), version=version)


@bp.post("/vejledninger/<task:task>/ret")
def save(task: Task) -> ResponseReturnValue:
    """Keep the text as the next version."""
    form, version = GuidanceForm(request.form), request.form.get("version", 0, type=int)
    if not form.validate():
        return _edit_page(task, form, 422, version=version)
    meant = request.form.get("overskriv", version, type=int)
    try:
        changed = guidance_texts.save(access.user(), task, form.text(), note=form.note.data or "", version=meant)
    except RuleViolation as error:
        refused(form, error)
        return _edit_page(task, form, 422, version=version)
    except Conflict as conflict:
        save_url, again = url_for(".save", task=task), url_for(".edit", task=task)
        told = conflict_context(conflict, form, FORM_ID, save_url, again)
        return _edit_page(task, form, 409, conflict=told, version=version)
    return go(url_for(".show", task=task), message="Vejledningen er gemt." if changed else "Der var intet at gemme.")


# ---- the versions --------------------------------------------------------------------------------------


def _changes(older: Version, newer: Version) -> list[code_versions.Change]:
    changes = code_versions.compare(older.text.source, newer.text.source)
    return [change for change in changes if change.kind != "same"]


@bp.get("/vejledninger/<task:task>")
def show(task: Task) -> ResponseReturnValue:
    """The guide, how it differs from the one that ships, and its versions."""
    versions = guidance_texts.versions(task)
    newest, shipped = versions[0], versions[-1]
    history = [(newer, _changes(older, newer)) for newer, older in pairwise(versions)]
    return page(
        "guidance_texts/show.html",
        task=task,
        newest=newest,
        shipped=shipped,
        guide=_preview(newest.text, task),
        changes=_changes(shipped, newest),
        history=[*history, (shipped, [])],
    )


@bp.post("/vejledninger/<task:task>/<int:version>/brug")
def use(task: Task, version: int) -> ResponseReturnValue:
    """Go back to an earlier version, or to the one that ships."""
    guidance_texts.go_back(access.user(), task, version)
    told = f"Version {version} bruges igen." if version else "It-starts egen vejledning bruges igen."
    return go(url_for(".show", task=task), message=told)
