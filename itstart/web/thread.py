"""Den røde tråd: from need to acceptance test, for the whole case, a need or a requirement (F1, F017)."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from itstart.documents import Missing
from itstart.models import CustomerCase
from itstart.rules.thread import Break, BreakKind, Stage
from itstart.services import cases, thread
from itstart.services.thread import Filter, Line, Shown
from itstart.steps.project.documents_thread import KEY, STAGES
from itstart.web import access, case_view, task_pages
from itstart.web.case_places import crumbs
from itstart.web.pages import page

bp = Blueprint("thread", __name__)

PATH = "/sager/<number>/roed-traad"
OF_REQUIREMENT = (Stage.ANSWERED, Stage.SCORED, Stage.PROMISED, Stage.TESTABLE)
_IN_THE_LIST = frozenset({BreakKind.NO_NEED, BreakKind.NO_CRITERION})


def mend_url(case: CustomerCase, found: Break, back: str) -> str:
    """Where a break is mended: the need's new requirement, the requirement, the answer, the waiver or the plan."""
    at: dict[str, Any] = {"number": case.number}
    if found.kind is BreakKind.NO_REQUIREMENT:
        return url_for("rows.new", row_list="krav", needs=found.code, retur=back, _anchor="ny-krav", **at)
    if found.kind in _IN_THE_LIST:
        return url_for("rows.show", row_list="krav", code=found.code, retur=back, _anchor=found.code, **at)
    if found.kind is BreakKind.NO_TEST:
        return url_for("tasks.show", task="projekt/milepaele", **at)
    if found.kind is BreakKind.UNMET:
        at |= {"vendor_id": found.vendor, "requirement_id": found.code}
        return url_for("rows.new", row_list="dispensation", retur=back, **at)
    return url_for("responses.show", code=found.code, _anchor=f"svar-{found.vendor}", **at)


def _breaks(shown: Shown, found: Any, back: str) -> list[dict[str, str]]:
    return [{"code": one.code, "message": one.message, "url": mend_url(shown.case, one, back)} for one in found]


def _told(value: Any) -> dict[str, Any]:
    """Words of the contract; what it lacks is said as such."""
    missing = isinstance(value, Missing)
    return {"text": f"Mangler {value.what}" if missing else str(value), "missing": missing}


def _line(shown: Shown, line: Line, back: str) -> dict[str, Any]:
    promise = line.promise
    return {
        "row": line.requirement,
        "needs": line.needs,
        "cells": line.cells,
        "promise": _told(promise["loefte"]) if promise else None,
        "notes": [_told(note) for note in promise["noter"]] if promise else [],
        "breaks": _breaks(shown, line.breaks, back),
    }


def _context(shown: Shown, back: str) -> dict[str, Any]:
    case, person = shown.case, access.user()
    marks = task_pages.marks(case, list(shown.bidders), named=True)
    chosen = next((mark for mark in marks if shown.vendor and mark.code == shown.vendor.code), None)
    return {
        "case": case,
        "shown": shown,
        "lines": [_line(shown, line, back) for line in shown.lines],
        "vendors": marks,
        "chosen_code": chosen.code if chosen else "",
        "chosen_name": chosen.name if chosen else "",
        "document": KEY,
        "may_edit": case_view.may_edit(person, case),
    }


def _bars(shown: Shown, stages: Any) -> list[tuple[str, int, int]]:
    return [(STAGES[share.stage], share.done, share.total) for share in shown.coverage if share.stage in stages]


def _page_number() -> int:
    return request.args.get("side", 1, type=int) or 1


@bp.get(PATH)
def show(number: str) -> ResponseReturnValue:
    """The whole case: coverage, breaks, needs, and fifty requirements at a time."""
    case = cases.find_readable(access.user(), number)
    asked = Filter(
        only_breaks=request.args.get("vis") == "huller",
        need=request.args.get("behov", ""),
        area=request.args.get("omraade", ""),
    )
    shown = thread.of_case(case, asked, number=_page_number())
    here: dict[str, Any] = {"number": number, "behov": asked.need or None, "omraade": asked.area or None}
    back = url_for(".show", vis="huller" if asked.only_breaks else None, **here)
    whole = [one for one in shown.breaks if not one.code]
    return page(
        "thread/case.html",
        **_context(shown, back),
        crumbs=crumbs(access.user(), case, ("Den røde tråd", None)),
        bars=_bars(shown, STAGES),
        whole=_breaks(shown, whole, back),
        needs=[(line, _breaks(shown, line.breaks, back)) for line in shown.needs],
        segments=[
            ("Alle krav", None, url_for(".show", **here), not asked.only_breaks),
            ("Kun huller", len(shown.breaks), url_for(".show", vis="huller", **here), asked.only_breaks),
        ],
        here={**here, "vis": "huller" if asked.only_breaks else None},
    )


@bp.get(f"{PATH}/<code>")
def one(number: str, code: str) -> ResponseReturnValue:
    """The thread of one need or one requirement; 404 when the case has neither."""
    case = cases.find_readable(access.user(), number)
    back = url_for(".one", number=number, code=code)
    trail = crumbs(access.user(), case, ("Den røde tråd", url_for(".show", number=number)), (code, None))
    shown = thread.of_code(case, code, number=_page_number())
    context = {**_context(shown, back), "crumbs": trail}
    if shown.need is None:
        return page("thread/requirement.html", **context)
    return page(
        "thread/need.html",
        **context,
        need_breaks=_breaks(shown, shown.need.breaks, back),
        bars=_bars(shown, OF_REQUIREMENT),
        here={"number": number, "code": code},
    )
