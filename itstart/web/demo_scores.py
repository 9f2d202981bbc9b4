"""The demo's points for one vendor at a time: everybody's own, and what they agreed on."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart.models import Vendor
from itstart.services import score_sheets, scores
from itstart.steps.selection import demo_marks
from itstart.steps.selection.bidders import bidders
from itstart.web import score_forms, task_pages
from itstart.web import score_sheets as score_sheet_pages
from itstart.web.pages import page
from itstart.web.scores import Sheet, autosave_sheet, bp, save_sheet, show_sheet
from itstart.web.task_pages import TaskPage

__all__ = ["bp"]

DEMO = "/sager/<number>/valg/demo"


def _vendor(shown: TaskPage) -> Vendor | None:
    found = bidders(shown.case)
    asked = request.form.get("om") or request.args.get("om", "")
    if asked:
        return next((vendor for vendor in found if vendor.code == asked), None) or abort(404)
    return found[0] if found else None


def _demo_sheet(shown: TaskPage, vendor: Vendor) -> Sheet:
    case = shown.case
    new = request.form.getlist("bedoemmer") or request.args.getlist("bedoemmer")
    people = scores.evaluators(case, new)
    where: dict[str, Any] = {"number": case.number, "bedoemmer": people[len(scores.evaluators(case)) :]}
    marks = task_pages.marks(case, bidders(case))
    return Sheet(
        shown,
        score_forms.demo_section(case, vendor, people),
        about=vendor.code,
        action=url_for(".save_demo", number=case.number),
        reload=url_for(".demo", om=vendor.code, **where),
        extra={
            "vendor": next(mark for mark in marks if mark.code == vendor.code),
            "segments": [
                (mark.name, None, url_for(".demo", om=mark.code, **where), mark.code == vendor.code) for mark in marks
            ],
            "people": people,
            "new_people": where["bedoemmer"],
            "scenarios": case.demo_scenarios,
            "name": score_forms.demo_name,
            "agreed": score_forms.agreed_names,
            "apart": {
                task: ends for (owner, task), ends in demo_marks.to_talk_about(case).items() if owner == vendor.code
            },
            "settled": scores.consensus(case, vendor),
            "notes": score_sheets.sent_notes(case, vendor),
            "waiting": [line for line in score_sheet_pages.lines(case) if line["open"]],
        },
    )


def _open_demo(number: str) -> Sheet:
    shown = task_pages.open_task(number, "valg/demo")
    return _demo_sheet(shown, _vendor(shown) or abort(404))


@bp.get(DEMO)
def demo(number: str) -> ResponseReturnValue:
    """One vendor's demo: each task, and each person's points for it."""
    shown = task_pages.open_task(number, "valg/demo")
    vendor = _vendor(shown)
    if vendor is None:
        return page("selection/demo.html", **task_pages.context(shown), vendor=None)
    return show_sheet(_demo_sheet(shown, vendor), "selection/demo.html")


@bp.post(DEMO)
def save_demo(number: str) -> ResponseReturnValue:
    """Store one vendor's points."""
    return save_sheet(_open_demo(number), "selection/demo.html")


@bp.post(f"{DEMO}/autogem")
def autosave_demo(number: str) -> ResponseReturnValue:
    """Store them as they are given; answers only the state of the save."""
    return autosave_sheet(_open_demo(number))
