"""Path B: the customer assignments that are looked at, and the interview of each customer by the guide (S46)."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.models import Helper, ReviewedAssignment
from itstart.rules.cooperation import INTERVIEW, Party
from itstart.rules.findings import RuleViolation
from itstart.services import advisers, cooperation, reviewed_assignments
from itstart.services.cooperation import About
from itstart.web import access, adviser_pages, form_keys
from itstart.web.adviser_forms import AssignmentForm, InterviewForm
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("assignments", __name__)


def _new_page(helper: Helper, form: AssignmentForm, status: int = 200, **more: Any) -> Response:
    return adviser_pages.form_page(
        helper,
        form,
        title="Kundeopgave til review",
        button="Tilføj opgaven",
        status=status,
        lead="En opgave, firmaet har løst uden for It-starthjælp, og som IBIZ-Center gennemgår.",
        optional=("contact", "phone", "description"),
        **{"others": reviewed_assignments.adding_findings(helper), **more},
    )


@bp.get("/raadgivere/<cvr>/opgaver/ny")
def new(cvr: str) -> ResponseReturnValue:
    """The form for one more."""
    return _new_page(advisers.find(access.user(), cvr), AssignmentForm())


@bp.post("/raadgivere/<cvr>/opgaver/ny")
def add(cvr: str) -> ResponseReturnValue:
    """Name an assignment; the same form sent twice names one."""
    if earlier := form_keys.already():
        return go(earlier)
    helper = advisers.find(access.user(), cvr)
    form = AssignmentForm(request.form)
    if not form.validate():
        return _new_page(helper, form, 422)
    try:
        row = reviewed_assignments.add(access.user(), helper, form.facts())
    except RuleViolation as error:
        return _new_page(helper, form, 409, others=refused(form, error))
    onward = url_for(".show", cvr=cvr, no=row.number)
    form_keys.done(onward)
    return go(onward, message="Opgaven er tilføjet.")


def _show_page(row: ReviewedAssignment, form: Any = None, status: int = 200, others: Any = ()) -> Response:
    helper = row.helper
    if form is None:
        given = {"interviewed_on": row.interviewed_on or clock.today(), "interviewee": row.interviewee or row.contact}
        answers = {question.name: getattr(row, question.name) for question in INTERVIEW}
        form = InterviewForm(data={**given, **answers, "interview_rating": str(row.interview_rating or "")})
    return page(
        "advisers/assignment.html",
        status=status,
        helper=helper,
        row=row,
        review=cooperation.of_party(helper, About(assignment=row), Party.CENTER),
        form=form,
        is_open=reviewed_assignments.is_open(helper),
        others=adviser_pages.said(others),
        crumbs=adviser_pages.crumbs(helper, (row.title, None)),
    )


@bp.get("/raadgivere/<cvr>/opgaver/<int:no>")
def show(cvr: str, no: int) -> ResponseReturnValue:
    """An assignment with its review and the interview of its customer."""
    return _show_page(reviewed_assignments.find(advisers.find(access.user(), cvr), no))


@bp.post("/raadgivere/<cvr>/opgaver/<int:no>")
def interview(cvr: str, no: int) -> ResponseReturnValue:
    """Keep what the customer said."""
    row = reviewed_assignments.find(advisers.find(access.user(), cvr), no)
    form = InterviewForm(request.form)
    if not form.validate():
        return _show_page(row, form, 422)
    rating = form.interview_rating.data
    try:
        reviewed_assignments.interview(
            access.user(),
            row,
            interviewee=form.interviewee.data or "",
            on=form.interviewed_on.data,
            answers=form.answers(),
            rating=int(rating) if rating else None,
        )
    except RuleViolation as error:
        return _show_page(row, form, 409, refused(form, error))
    return go(url_for(".show", cvr=cvr, no=no), message="Interviewet er gemt.")


@bp.post("/raadgivere/<cvr>/opgaver/<int:no>/fjern")
def remove(cvr: str, no: int) -> ResponseReturnValue:
    """Take out an assignment nobody has looked at."""
    row = reviewed_assignments.find(advisers.find(access.user(), cvr), no)
    reviewed_assignments.remove(access.user(), row)
    return go(url_for("advisers.show", cvr=cvr), message="Opgaven er fjernet.")


@bp.get("/raadgivere/<cvr>/opgaver/<int:no>/word")
def word(cvr: str, no: int) -> ResponseReturnValue:
    """The interview as Word; before it, the guide to bring along."""
    return adviser_pages.interview_file(reviewed_assignments.find(advisers.find(access.user(), cvr), no))
