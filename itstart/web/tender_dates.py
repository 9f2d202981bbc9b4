"""The timetable proposed from one date, and the deadlines of the case for a calendar."""

from datetime import date

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.documents.calendar_file import MEDIA_TYPE
from itstart.services import cases, tender_dates
from itstart.steps import find_task
from itstart.web import access, task_pages, uploads
from itstart.web.pages import go, page
from itstart.web.tender_forms import ProposalForm

bp = Blueprint("tender_dates", __name__)

PROPOSAL = "/sager/<number>/udbud/tidsplan/forslag"


def _page(number: str, form: ProposalForm, start: date, status: int = 200) -> Response:
    shown = task_pages.open_task(number, tender_dates.TASK)
    return page(
        "tender/dates.html",
        status=status,
        **task_pages.context(shown),
        form=form,
        rows=tender_dates.proposal(shown.case, start),
    )


def _start(number: str, form: ProposalForm) -> date:
    """The date that was typed, else the one that suits the case."""
    found = form.fra.data if form.validate() else None
    return found or tender_dates.suggested_start(cases.find_readable(access.user(), number))


@bp.get(PROPOSAL)
def proposal(number: str) -> ResponseReturnValue:
    """The proposal from a date, beside what stands in the timetable; `?fra=` chooses the date."""
    if "fra" in request.args:
        form = ProposalForm(request.args)
        start = _start(number, form)
        return _page(number, form, start, 422 if form.fra.errors else 200)
    start = tender_dates.suggested_start(cases.find_readable(access.user(), number))
    return _page(number, ProposalForm(data={"fra": start, "brug": "tomme"}), start)


@bp.post(PROPOSAL)
def accept(number: str) -> ResponseReturnValue:
    """Fill in the timetable."""
    form = ProposalForm(request.form)
    start = _start(number, form)
    if form.errors:
        return _page(number, form, start, 422)
    case = cases.find_readable(access.user(), number)
    count = tender_dates.accept(access.user(), case, start, overwrite=form.brug.data == "alle")
    said = {0: "Datoerne stod der allerede.", 1: "1 dato er sat ind."}.get(count, f"{count} datoer er sat ind.")
    return go(url_for("tasks.show", number=number, task=find_task(tender_dates.TASK)), message=said)


@bp.get("/sager/<number>/kalender.ics")
def calendar(number: str) -> ResponseReturnValue:
    """All deadlines of the case, for the calendar of the customer or the helper."""
    case = cases.find_readable(access.user(), number)
    return uploads.download(f"{case.number} frister.ics", tender_dates.case_calendar(case), MEDIA_TYPE)
