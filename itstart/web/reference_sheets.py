"""The sheet for a talk with a reference: the questions, room for the answers, to be printed before the call."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from itstart.models import Vendor
from itstart.steps.selection.bidders import bidders
from itstart.steps.selection.forms import MAX_POINTS, QUESTIONS
from itstart.web import task_pages
from itstart.web.pages import page
from itstart.web.task_pages import TaskPage

bp = Blueprint("reference_sheets", __name__)


def _vendor(shown: TaskPage) -> Vendor | None:
    found, asked = bidders(shown.case), request.args.get("om", "")
    if asked:
        return next((vendor for vendor in found if vendor.code == asked), None) or abort(404)
    return found[0] if found else None


@bp.get("/sager/<number>/valg/referencer/samtaleark")
def show(number: str) -> ResponseReturnValue:
    """A sheet for each planned talk about one vendor, and an empty one with the standard questions."""
    shown = task_pages.open_task(number, "valg/referencer")
    vendor = _vendor(shown)
    planned = [
        check
        for check in shown.case.reference_checks
        if vendor is not None
        and check.vendor_id == vendor.id
        and all(score is None for _, score in check.question_scores)
    ]
    sheets = [
        (check.reference_company, check.contact, [question for question, _ in check.question_scores] or QUESTIONS)
        for check in planned
    ]
    return page(
        "selection/reference_sheet.html",
        **task_pages.context(shown),
        mark=task_pages.marks(shown.case, [vendor])[0] if vendor else None,
        sheets=sheets or [("", "", QUESTIONS)],
        points=range(MAX_POINTS + 1),
    )
