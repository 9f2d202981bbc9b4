"""The yearly talk between IBIZ-Center and a firm: plan it, write what was said, take it along as Word."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.models import Helper, YearlyTalk
from itstart.rules.findings import RuleViolation
from itstart.services import advisers, yearly_talks
from itstart.web import access, adviser_pages
from itstart.web.adviser_forms import PlanTalkForm, TalkForm
from itstart.web.pages import go
from itstart.web.refusals import refused

bp = Blueprint("talks", __name__)


def _plan_page(helper: Helper, form: PlanTalkForm, status: int = 200, **more: Any) -> Response:
    return adviser_pages.form_page(
        helper, form, title="Planlæg den årlige samtale", button="Planlæg samtalen", status=status, **more
    )


@bp.get("/raadgivere/<cvr>/samtaler/ny")
def new(cvr: str) -> ResponseReturnValue:
    """The form for the day."""
    return _plan_page(advisers.find(access.user(), cvr), PlanTalkForm())


@bp.post("/raadgivere/<cvr>/samtaler/ny")
def plan(cvr: str) -> ResponseReturnValue:
    """Put a talk in its year; a second one in the same year is refused."""
    helper = advisers.find(access.user(), cvr)
    form = PlanTalkForm(request.form)
    if not form.validate():
        return _plan_page(helper, form, 422)
    try:
        yearly_talks.plan(access.user(), helper, form.planned_on.data)
    except RuleViolation as error:
        return _plan_page(helper, form, 409, others=refused(form, error))
    return go(url_for("advisers.show", cvr=cvr), message="Samtalen er planlagt.")


def _talk_page(talk: YearlyTalk, form: TalkForm, status: int = 200, **more: Any) -> Response:
    return adviser_pages.form_page(
        talk.helper,
        form,
        title=f"Årlig samtale {talk.year}",
        button="Gem samtalen",
        status=status,
        optional=("held_on", "minutes", "agreed", "next_on"),
        **more,
    )


@bp.get("/raadgivere/<cvr>/samtaler/<int:year>")
def edit(cvr: str, year: int) -> ResponseReturnValue:
    """The talk of a year."""
    talk = yearly_talks.find(advisers.find(access.user(), cvr), year)
    return _talk_page(talk, TalkForm(obj=talk))


@bp.post("/raadgivere/<cvr>/samtaler/<int:year>")
def save(cvr: str, year: int) -> ResponseReturnValue:
    """Keep the day, the minutes and what was agreed."""
    talk = yearly_talks.find(advisers.find(access.user(), cvr), year)
    form = TalkForm(request.form)
    if not form.validate():
        return _talk_page(talk, form, 422)
    try:
        yearly_talks.save(access.user(), talk, form.said())
    except RuleViolation as error:
        return _talk_page(talk, form, 409, others=refused(form, error))
    return go(url_for("advisers.show", cvr=cvr), message="Samtalen er gemt.")


@bp.get("/raadgivere/<cvr>/samtaler/<int:year>/word")
def word(cvr: str, year: int) -> ResponseReturnValue:
    """The talk as Word."""
    return adviser_pages.talk_file(yearly_talks.find(advisers.find(access.user(), cvr), year))
