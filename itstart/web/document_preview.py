"""A document as it would be now: the whole of it, its part beside a task, and where a task's answers stand."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from itstart.documents.html_sections import assembled
from itstart.services import cases, document_preview
from itstart.steps import Deliverable, FormSection, Task, find_deliverable
from itstart.web import access, document_panes
from itstart.web.document_panes import Where
from itstart.web.pages import is_fragment_request, page

bp = Blueprint("document_preview", __name__)


def _deliverable(key: str) -> Deliverable:
    try:
        return find_deliverable(key)
    except LookupError:
        abort(404)


@bp.get("/sager/<number>/dokumenter/<key>/vis")
def show(number: str, key: str) -> ResponseReturnValue:
    """The whole document with its headings and its gaps."""
    case = cases.find_readable(access.user(), number)
    place = document_panes.addresses(None, case)
    shown = document_preview.preview(case, _deliverable(key), place)
    return page(
        "documents/preview.html",
        case=case,
        deliverable=shown.deliverable,
        html=assembled(shown.sections, document_panes.PAGE_HEADING),
        headings=[section for section in shown.sections if section.level in (1, 2)],
        gaps=shown.gaps,
        notice=shown.notice,
    )


@bp.get("/sager/<number>/ved-siden/<task:task>")
def part(number: str, task: Task) -> ResponseReturnValue:
    """The part of a document beside the task, fresh; a person who comes here on foot goes to the task."""
    case = cases.find_readable(access.user(), number)
    about = request.args.get("om", "")
    if not is_fragment_request():
        back: dict[str, Any] = {
            "om": about or None,
            "hjaelp": document_panes.TAB,
            "dokument": request.args.get("dokument"),
        }
        return redirect(url_for("tasks.show", number=number, task=task, **back), 303)
    row_list, _, code = request.args.get("raekke", "").partition("/")
    pane = document_panes.pane(Where(case, task, about, row_list, code))
    return page("documents/preview_pane.html", fragment="paper", pane=pane or abort(404))


@bp.get("/sager/<number>/brugt/<task:task>")
def uses(number: str, task: Task) -> ResponseReturnValue:
    """Where each answer of the task stands, in every document."""
    case = cases.find_readable(access.user(), number)
    found: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for use in document_preview.uses(case, task):
        url = url_for(".show", number=number, key=use.deliverable.key, _anchor=f"vis-{use.source.control}")
        documents = found.setdefault((use.source.part, use.source.field), {})
        documents.setdefault(use.deliverable.name, []).append((use.section, url))
    groups = []
    for each in task.parts:
        name = each.key if isinstance(each, FormSection) else each.slug
        blank = each.form()
        fields = [
            (field.label.text, field.short_name, found[name, field.short_name])
            for field in blank
            if (name, field.short_name) in found
        ]
        groups.append((each.title, fields))
    return page("documents/uses.html", fragment="uses", case=case, task=task, groups=groups)
