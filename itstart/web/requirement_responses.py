"""A page for each requirement: every vendor's answer with comment, price, points and reason."""

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.forms import BaseForm
from itstart.models import Requirement
from itstart.rules.findings import RuleViolation
from itstart.services import responses
from itstart.services.conflicts import Conflict
from itstart.services.responses import Cell
from itstart.steps import binding
from itstart.steps.selection import musts
from itstart.steps.selection.bidders import bidders
from itstart.web import filters, task_pages
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.response_forms import ResponseForm, shown_values
from itstart.web.responses import KEY, PATH, bp
from itstart.web.task_pages import TaskPage, VendorMark
from itstart.web.task_parts import give_ids
from itstart.web.tasks import autosave_answer, conflict_context

__all__ = ["bp"]


def _form(cell: Cell, vendor: str, typed: BaseForm | None = None) -> BaseForm:
    return give_ids(typed or ResponseForm(data=shown_values(cell)), f"svar-{vendor}")


def _requirement(
    shown: TaskPage,
    requirement: Requirement,
    status: int = 200,
    *,
    forms: Mapping[str, BaseForm] | None = None,
    conflict: dict[str, Any] | None = None,
) -> Response:
    case, vendors = shown.case, bidders(shown.case)
    requirement, cells = responses.line(case, requirement.code, vendors)
    before, after = responses.beside(case, requirement)
    unmet = {vendor for vendor, other in musts.without_waiver(case) if other is requirement}
    answers = []
    for mark in task_pages.marks(case, vendors):
        cell = cells.get(mark.code, Cell())
        answers.append(
            {
                "mark": mark,
                "cell": cell,
                "id": f"svar-{mark.code}",
                "form": _form(cell, mark.code, (forms or {}).get(mark.code)),
                "bad": mark.code in unmet,
                "conflict": conflict if conflict and conflict["id"] == f"svar-{mark.code}" else None,
            }
        )
    context = {
        **task_pages.context(shown),
        "requirement": requirement,
        "answers": answers,
        "before": before,
        "after": after,
        "gate": task_pages.gate(case),
    }
    return task_pages.hide_names(shown, page("selection/requirement.html", status=status, **context))


@bp.get(f"{PATH}/<code>")
def show(number: str, code: str) -> ResponseReturnValue:
    """One requirement with every vendor's answer, comment, price, points and reason."""
    shown = task_pages.open_task(number, KEY)
    return _requirement(shown, responses.find(shown.case, code))


def _read(number: str, code: str, vendor: str) -> tuple[TaskPage, Requirement, VendorMark, ResponseForm]:
    shown = task_pages.open_task(number, KEY)
    requirement = responses.find(shown.case, code)
    mark = next((mark for mark in task_pages.marks(shown.case, bidders(shown.case)) if mark.code == vendor), None)
    return shown, requirement, mark or abort(404), ResponseForm(request.form)


def _store(shown: TaskPage, requirement: Requirement, vendor: str, form: ResponseForm) -> Cell | None:
    """Store the form; None when something in it must be corrected, and then it says so itself."""
    if not form.validate():
        return None
    version = request.form.get("overskriv", type=int) or request.form.get("version", 0, type=int) or 0
    typed = binding.typed_values(form, shown.case)
    try:
        return responses.save(shown.user, shown.case, requirement, vendor, typed, version=version)
    except RuleViolation as error:
        if refused(form, error):
            raise
        return None


def _conflict(shown: TaskPage, code: str, vendor: str, conflict: Conflict, form: BaseForm) -> dict[str, Any]:
    where: dict[str, Any] = {"number": shown.case.number, "code": code}
    action = url_for(".save", **where, vendor=vendor)
    return conflict_context(conflict, form, f"svar-{vendor}", action, url_for(".show", **where))


@bp.post(f"{PATH}/<code>/<vendor>")
def save(number: str, code: str, vendor: str) -> ResponseReturnValue:
    """Store one vendor's answer and stay on the requirement."""
    shown, requirement, mark, form = _read(number, code, vendor)
    try:
        stored = _store(shown, requirement, vendor, form)
    except Conflict as conflict:
        told = _conflict(shown, code, vendor, conflict, form)
        return _requirement(shown, requirement, 409, forms={vendor: form}, conflict=told)
    if stored is None:
        return _requirement(shown, requirement, 422, forms={vendor: form})
    here = url_for(".show", number=number, code=code, _anchor=f"svar-{vendor}")
    return go(here, message=f"Gemt: {mark.name}, {code}.")


@bp.post(f"{PATH}/<code>/<vendor>/autogem")
def autosave(number: str, code: str, vendor: str) -> ResponseReturnValue:
    """Store it while it is being written; answers only the state of the save."""
    shown, requirement, _, form = _read(number, code, vendor)
    form_id = f"svar-{vendor}"
    try:
        stored = _store(shown, requirement, vendor, form)
    except Conflict as conflict:
        give_ids(form, form_id)
        told = _conflict(shown, code, vendor, conflict, form)
        return autosave_answer("conflict", form_id, 409, conflict=told)
    give_ids(form, form_id)
    if stored is None:
        return autosave_answer("not_saved", form_id, 422, form=form)
    return autosave_answer("saved", form_id, 200, at=filters.clock_time(clock.now()), version=stored.version)
