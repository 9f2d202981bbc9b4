"""The pages of a row: open, add, save, autosave, move, delete with undo, paste many."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.forms import BaseForm
from itstart.services import rows
from itstart.services.conflicts import Conflict
from itstart.steps import TASK_OF_LIST, RowList, binding, paste
from itstart.web import form_keys, task_parts
from itstart.web.filters import clock_time
from itstart.web.pages import after_post, go, toast
from itstart.web.task_parts import Shown
from itstart.web.tasks import TEMPLATE, autosave_answer, conflict_context, render, shown_task, version_sent

bp = Blueprint("rows", __name__)


def _shown(number: str, row_list: RowList, **choices: Any) -> Shown:
    return shown_task(number, TASK_OF_LIST[row_list.slug], open_list=row_list.slug, **choices)


def _open(shown: Shown, row_list: RowList, row: Any) -> Shown:
    shown.open_code = row.code
    shown.page = rows.page_of(shown.case, row_list, row, about=shown.about)
    return shown


@bp.get("/sager/<number>/<list:row_list>/<code>")
def show(number: str, row_list: RowList, code: str) -> ResponseReturnValue:
    """The task with this row open."""
    shown = _shown(number, row_list)
    return render(_open(shown, row_list, rows.find(shown.case, row_list, code)))


@bp.get("/sager/<number>/<list:row_list>/ny")
def new(number: str, row_list: RowList) -> ResponseReturnValue:
    """The task with an empty row at the end."""
    shown = _shown(number, row_list, adding=row_list.slug)
    shown.page = rows.page(shown.case, row_list, about=shown.about).pages
    return render(shown)


def _read(shown: Shown, row_list: RowList, row: Any | None) -> tuple[BaseForm, bool]:
    form = row_list.form(request.form)
    binding.fill_choices(form, shown.case)
    shown.forms[row_list.key] = form
    valid = form.validate()
    if valid and row_list.check:
        typed = binding.typed_values(form, shown.case)
        for name, message in row_list.check(shown.case, row, typed).items():
            form.refuse(name, message)
            valid = False
    code = row.code if row is not None else "ny"
    task_parts.give_ids(form, f"row-{row_list.slug}-{code}")
    return form, valid


@bp.post("/sager/<number>/<list:row_list>/ny")
def create(number: str, row_list: RowList) -> ResponseReturnValue:
    """Add the row; "Tilføj og næste" opens an empty one."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = _shown(number, row_list, adding=row_list.slug)
    form, valid = _read(shown, row_list, None)
    if not valid:
        shown.page = rows.page(shown.case, row_list, about=shown.about).pages
        return render(shown, 422)
    typed = binding.typed_values(form, shown.case)
    row = rows.create(shown.user, shown.case, shown.task, row_list, typed, about=shown.about)
    shown.forms.clear()
    shown.page = rows.page_of(shown.case, row_list, row, about=shown.about)
    again = bool(request.form.get("next"))
    shown.adding = row_list.slug if again else ""
    anchor = f"ny-{row_list.slug}" if again else row_list.anchor(row.code)
    again_at: dict[str, Any] = {"number": number, "row_list": row_list, "om": shown.about or None, "_anchor": anchor}
    target = url_for(".new", **again_at) if again else shown.url(_anchor=anchor)
    form_keys.done(target)
    context = task_parts.context(shown)
    said = f"Tilføjet: {rows.name(row_list, row)}"
    return after_post(TEMPLATE, fragment="task", go_to=target, message=said, **context)


@bp.post("/sager/<number>/<list:row_list>/raad")
def advise(number: str, row_list: RowList) -> ResponseReturnValue:
    """What could be better in a new row, while it is written; nothing is stored."""
    shown = _shown(number, row_list)
    form, _ = _read(shown, row_list, None)
    task_parts.advise(shown, row_list, form)
    return autosave_answer("advice", f"row-{row_list.slug}-ny", 200, form=form)


@bp.post("/sager/<number>/<list:row_list>/<code>")
def save(number: str, row_list: RowList, code: str) -> ResponseReturnValue:
    """Store the row and close it; "Næste" opens the one after."""
    shown = _shown(number, row_list)
    row = rows.find(shown.case, row_list, code)
    form, valid = _read(shown, row_list, row)
    if not valid:
        return render(_open(shown, row_list, row), 422)
    typed = binding.typed_values(form, shown.case)
    try:
        rows.save(shown.user, shown.case, shown.task, row_list, row, typed, version=version_sent())
    except Conflict as conflict:
        return _conflict(shown, row_list, row, form, conflict)
    shown.forms.clear()
    shown.page = rows.page_of(shown.case, row_list, row, about=shown.about)
    following = rows.following(shown.case, row_list, row, about=shown.about) if request.form.get("next") else None
    if following is not None:
        _open(shown, row_list, following)
        where: dict[str, Any] = {
            "number": number,
            "row_list": row_list,
            "code": following.code,
            "om": shown.about or None,
        }
        target = url_for(".show", **where, _anchor=row_list.anchor(following.code))
    else:
        target = shown.back or shown.url(_anchor=row_list.anchor(code))
    return after_post(TEMPLATE, fragment="task", go_to=target, **task_parts.context(shown))


def _conflict(shown: Shown, row_list: RowList, row: Any, form: BaseForm, conflict: Conflict) -> ResponseReturnValue:
    _open(shown, row_list, row)
    shown.conflict = _conflict_context(shown, row_list, row, form, conflict)
    return render(shown, 409)


def _conflict_context(shown: Shown, row_list: RowList, row: Any, form: BaseForm, conflict: Conflict) -> dict[str, Any]:
    where: dict[str, Any] = {
        "number": shown.case.number,
        "row_list": row_list,
        "code": row.code,
        "om": shown.about or None,
    }
    form_id = f"row-{row_list.slug}-{row.code}"
    return conflict_context(conflict, form, form_id, *_keep_or_take(where))


def _keep_or_take(where: dict[str, Any]) -> tuple[str, str]:
    """Where the own text is saved, and where the other's is shown: without a fragment, or it would not be fetched."""
    anchor = where["row_list"].anchor(where["code"])
    return url_for(".save", **where, _anchor=anchor), url_for(".show", **where)


@bp.post("/sager/<number>/<list:row_list>/<code>/autogem")
def autosave(number: str, row_list: RowList, code: str) -> ResponseReturnValue:
    """Store the open row while it is being written in."""
    shown = _shown(number, row_list)
    row = rows.find(shown.case, row_list, code)
    form, valid = _read(shown, row_list, row)
    form_id = f"row-{row_list.slug}-{code}"
    if not valid:
        return autosave_answer("not_saved", form_id, 422, form=form)
    typed = binding.typed_values(form, shown.case)
    task_parts.advise(shown, row_list, form)
    try:
        rows.save(shown.user, shown.case, shown.task, row_list, row, typed, version=version_sent())
    except Conflict as conflict:
        told = _conflict_context(shown, row_list, row, form, conflict)
        return autosave_answer("conflict", form_id, 409, conflict=told)
    return autosave_answer("saved", form_id, 200, at=clock_time(clock.now()), version=row.version, form=form)


@bp.post("/sager/<number>/<list:row_list>/<code>/flyt")
def move(number: str, row_list: RowList, code: str) -> ResponseReturnValue:
    """One place up or down."""
    shown = _shown(number, row_list)
    row = rows.find(shown.case, row_list, code)
    up = request.form.get("direction") == "up"
    rows.move(shown.user, shown.case, row_list, row, up=up, about=shown.about)
    _open(shown, row_list, row)
    where: dict[str, Any] = {"number": number, "row_list": row_list, "code": code, "om": shown.about or None}
    context = task_parts.context(shown)
    opened = url_for(".show", **where, _anchor=row_list.anchor(code))
    return after_post(TEMPLATE, fragment="task", go_to=opened, message="", **context)


@bp.post("/sager/<number>/<list:row_list>/<code>/slet")
def delete(number: str, row_list: RowList, code: str) -> ResponseReturnValue:
    """Take the row away; the message has an undo button."""
    shown = _shown(number, row_list)
    row = rows.find(shown.case, row_list, code)
    shown.page = rows.page_of(shown.case, row_list, row, about=shown.about)
    rows.delete(shown.user, shown.case, row_list, row)
    undo = url_for(".restore", number=number, row_list=row_list, code=code, om=shown.about or None)
    said = f"Slettet: {rows.name(row_list, row)}"
    if shown.task.lists():
        shown.open_code = ""
    context = task_parts.context(shown)
    return after_post(TEMPLATE, fragment="task", go_to=shown.url(), message=said, undo_url=undo, **context)


@bp.post("/sager/<number>/<list:row_list>/<code>/fortryd")
def restore(number: str, row_list: RowList, code: str) -> ResponseReturnValue:
    """Bring a deleted row back."""
    shown = _shown(number, row_list)
    row = rows.restore(shown.user, shown.case, row_list, code)
    return go(shown.url(_anchor=row_list.anchor(code)), message=f"Tilbage: {rows.name(row_list, row)}")


@bp.get("/sager/<number>/<list:row_list>/indsaet")
def paste_many(number: str, row_list: RowList) -> ResponseReturnValue:
    """The task with the box for many lines."""
    if not row_list.paste:
        abort(404)
    return render(_shown(number, row_list, pasting=row_list.slug))


@bp.post("/sager/<number>/<list:row_list>/indsaet")
def paste_lines(number: str, row_list: RowList) -> ResponseReturnValue:
    """Add every line, or none of them and say what is wrong with each."""
    if not row_list.paste:
        abort(404)
    shown = _shown(number, row_list, pasting=row_list.slug)
    shown.paste_text = request.form.get("lines", "")
    pasted = paste.parse(row_list, shown.case, shown.paste_text)
    if not pasted.lines and not pasted.errors:
        pasted.errors.append("Skriv mindst én linje.")
    if pasted.errors:
        shown.paste_errors = pasted.errors
        return render(shown, 422)
    count = rows.paste(shown.user, shown.case, shown.task, row_list, pasted.lines, about=shown.about)
    shown.pasting = ""
    return toast(go(shown.url(), message=f"{count} linjer er sat ind."), "")
