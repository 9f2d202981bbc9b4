"""Requirement by requirement: the matrix with every vendor's answer."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.models import CustomerCase, Requirement
from itstart.rules.evaluation import DEFAULT_POINTS
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Answer, Priority
from itstart.services import responses
from itstart.services.conflicts import Conflict
from itstart.services.responses import Filter
from itstart.steps import binding
from itstart.steps.selection import musts
from itstart.steps.selection.bidders import bidders
from itstart.web import filters, task_pages
from itstart.web.pages import go, page
from itstart.web.response_forms import CellForm, note
from itstart.web.task_pages import TaskPage

bp = Blueprint("responses", __name__)

KEY = "valg/krav-for-krav"
PATH = "/sager/<number>/valg/krav-for-krav"
LABELS = {
    Filter.ALL: "Alle",
    Filter.MUST: "Kun SKAL",
    Filter.DIFFERENT: "Kun forskelle",
    Filter.WEAK: "Under 3 point",
    Filter.EXTRA: "Med merpris",
    Filter.OPEN: "Mangler svar",
}


# ---- the matrix --------------------------------------------------------------------------------------


def _filter() -> Filter:
    asked = request.args.get("vis", "")
    return Filter(asked) if asked in set(Filter) else Filter.ALL


def _matrix(shown: TaskPage, status: int = 200, **more: Any) -> Response:
    case, vendors = shown.case, bidders(shown.case)
    chosen = _filter()
    found = responses.matrix(case, vendors, shown=chosen, number=request.args.get("side", 1, type=int) or 1)
    unmet = musts.without_waiver(case)
    gate = task_pages.gate(case)
    context = {
        **task_pages.context(shown),
        "vendors": task_pages.marks(case, vendors),
        "found": found,
        "groups": [(area, list(lines)) for area, lines in groupby(found.lines, key=lambda line: line.area)],
        "chosen": chosen,
        "segments": [
            (label, found.counts[part], url_for(".matrix", number=case.number, vis=part or None), part is chosen)
            for part, label in LABELS.items()
        ],
        "totals": responses.totals(case),
        "unmet": unmet,
        "bad": {(requirement.code, vendor) for vendor, requirement in unmet},
        "out": _out(case, unmet),
        "own_points": " ".join(f"{answer}:{points}" for answer, points in DEFAULT_POINTS.items()),
        "cell_url": url_for(".matrix", number=case.number),
        "note": note,
        "answers": list(Answer),
        "writing": request.args.get("skriv") == "1" and shown.may_write,
        "gate": gate,
        "wont": Priority.WONT,
        "typed": {},
        "refusals": [],
        **more,
    }
    return task_pages.hide_names(shown, page("selection/matrix.html", fragment="matrix", status=status, **context))


def _out(case: CustomerCase, unmet: Sequence[tuple[str, Requirement]]) -> set[str]:
    """The vendors whose bid does not count: a must that is neither met nor waived, or let go by the customer."""
    let_go = {vendor.code for vendor in bidders(case) if vendor.bid and vendor.bid.excluded_reason}
    return let_go | {vendor for vendor, _ in unmet}


@bp.get(PATH)
def matrix(number: str) -> ResponseReturnValue:
    """The requirements of one filter, fifty to a page; `?skriv=1` opens the cells."""
    return _matrix(task_pages.open_task(number, KEY))


def _prefix(code: str, vendor: str) -> str:
    return f"{code}.{vendor}."


@bp.post(PATH)
def save_matrix(number: str) -> ResponseReturnValue:
    """Every cell on the page at once, for who writes without a script: all of them, or none."""
    shown = task_pages.open_task(number, KEY)
    names = {mark.code: mark.name for mark in task_pages.marks(shown.case, bidders(shown.case))}
    typed: dict[tuple[str, str], Mapping[str, str]] = {}
    refusals: list[str] = []
    for name in request.form:
        code, vendor, column = (*name.rsplit(".", 2), "", "")[:3]
        if column != "answer" or vendor not in names:
            continue
        form, version = _cell_form(code, vendor)
        typed[code, vendor] = {field.short_name: (field.raw_data or [""])[0] for field in form}
        problem = _save_cell(shown, code, vendor, form, version)
        if problem:
            refusals.append(f"{code}, {names[vendor]}: {problem}")
    if refusals:
        return _matrix(shown, 422, typed=typed, refusals=refusals, writing=True)
    here = url_for(".matrix", number=number, skriv=1, vis=_filter() or None, side=request.args.get("side"))
    return go(here, message="Gemt.")


def _cell_form(code: str, vendor: str) -> tuple[CellForm, int]:
    prefix = _prefix(code, vendor)
    form = CellForm(request.form, prefix=prefix)
    return form, request.form.get(f"{prefix}version", 0, type=int) or 0


def _save_cell(shown: TaskPage, code: str, vendor: str, form: CellForm, version: int) -> str:
    """Store one cell; returns what is wrong with it, in words."""
    if not form.validate():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    typed = binding.typed_values(form, shown.case)
    try:
        responses.save(shown.user, shown.case, responses.find(shown.case, code), vendor, typed, version=version)
    except RuleViolation as error:
        if not any(finding.where for finding in error.findings):
            raise
        return str(error)
    except Conflict:
        return "En anden har rettet feltet imens. Hent siden igen, og se det nye."
    return ""


@bp.post(f"{PATH}/<code>/<vendor>/felt")
def save_cell(number: str, code: str, vendor: str) -> ResponseReturnValue:
    """One cell, when it is left; the answer is news for the cell and for the foot of its column."""
    shown = task_pages.open_task(number, KEY)
    if vendor not in {bidder.code for bidder in bidders(shown.case)}:
        abort(404)
    form, version = _cell_form(code, vendor)
    problem = _save_cell(shown, code, vendor, form, version)
    if problem:
        return _news({"why": f"{code}: {problem}"}, 422)
    _, cells = responses.line(shown.case, code, bidders(shown.case))
    cell = cells[vendor]
    totals = responses.totals(shown.case).get(vendor)
    return _news(
        {
            "version": cell.version,
            "points": "" if cell.default is None else str(cell.default),
            "vendor": vendor,
            "fit": filters.number(totals.fit, 1) if totals else "",
            "out": vendor in _out(shown.case, musts.without_waiver(shown.case)),
        }
    )


def _news(told: Mapping[str, Any], status: int = 200) -> Response:
    response = make_response("", status)
    response.headers["HX-Trigger"] = json.dumps({"cell": told})
    return response
