"""The status of a case: what it needs to be active, at rest, completed, given up or opened again."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.forms import BaseForm
from itstart.models import CustomerCase
from itstart.rules.findings import RuleViolation
from itstart.services import case_states, cases
from itstart.web import access
from itstart.web.case_forms import AbandonForm, PauseForm, ReopenForm
from itstart.web.case_lines import STATUS_KIND
from itstart.web.case_places import crumbs, findings
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("case_states", __name__)


def _states_page(case: CustomerCase, status: int = 200, **typed: Any) -> Response:
    person = access.user()
    forms: dict[str, BaseForm] = {"pause": PauseForm(), "abandon": AbandonForm(), "reopen": ReopenForm()}
    possible = case_states.possible(case)
    may_write = policies.may_edit_case(person, case)
    may_reopen = policies.may_reopen_case(person, case)
    return page(
        "cases/states.html",
        status=status,
        case=case,
        kind=STATUS_KIND[case.status],
        crumbs=crumbs(person, case, ("Sagens status", None)),
        changes=[change for change in possible if (may_reopen if change == "reopen" else may_write)],
        may_write=may_write,
        missing={
            "activate": findings(case, case_states.activation_findings(case)),
            "complete": findings(case, case_states.completion_findings(case)),
            "abandon": findings(case, case_states.abandon_findings(case)),
        },
        forms={**forms, **typed.pop("forms", {})},
        refusals=findings(case, typed.pop("refusals", [])),
        opened=typed.pop("opened", ""),
    )


def _done(case: CustomerCase, message: str) -> Response:
    return go(url_for("cases.show", number=case.number), message=message)


@bp.get("/sager/<number>/status")
def show(number: str) -> ResponseReturnValue:
    """What can be done from where the case stands, and what is missing for it."""
    return _states_page(cases.find(access.user(), number))


@bp.post("/sager/<number>/status/aktiver")
def activate(number: str) -> ResponseReturnValue:
    """Draft to active."""
    case = cases.find(access.user(), number)
    try:
        case_states.activate(access.user(), case)
    except RuleViolation as error:
        return _states_page(case, 409, refusals=error.findings, opened="activate")
    return _done(case, "Sagen er aktiv.")


@bp.post("/sager/<number>/status/bero")
def pause(number: str) -> ResponseReturnValue:
    """Active to paused."""
    case = cases.find(access.user(), number)
    form = PauseForm(request.form)
    if not form.validate():
        return _states_page(case, 422, forms={"pause": form}, opened="pause")
    try:
        case_states.pause(
            access.user(), case, reason=form.pause_reason.data or "", next_contact_on=form.next_contact_on.data
        )
    except RuleViolation as error:
        return _states_page(case, 409, forms={"pause": form}, opened="pause", refusals=refused(form, error))
    return _done(case, "Sagen er sat i bero.")


@bp.post("/sager/<number>/status/genoptag")
def resume(number: str) -> ResponseReturnValue:
    """Paused to active."""
    case = cases.find(access.user(), number)
    case_states.resume(access.user(), case)
    return _done(case, "Sagen er i gang igen.")


@bp.post("/sager/<number>/status/afslut")
def complete(number: str) -> ResponseReturnValue:
    """Active to completed."""
    case = cases.find(access.user(), number)
    try:
        case_states.complete(access.user(), case)
    except RuleViolation as error:
        return _states_page(case, 409, refusals=error.findings, opened="complete")
    return _done(case, "Sagen er afsluttet.")


@bp.post("/sager/<number>/status/opgiv")
def abandon(number: str) -> ResponseReturnValue:
    """Draft, active or paused to abandoned."""
    case = cases.find(access.user(), number)
    form = AbandonForm(request.form)
    if not form.validate():
        return _states_page(case, 422, forms={"abandon": form}, opened="abandon")
    try:
        case_states.abandon(access.user(), case, reason=form.abandon_reason.data or "")
    except RuleViolation as error:
        return _states_page(case, 409, forms={"abandon": form}, opened="abandon", refusals=refused(form, error))
    return _done(case, "Sagen er opgivet. Den kan stadig læses.")


@bp.post("/sager/<number>/status/aabn")
def reopen(number: str) -> ResponseReturnValue:
    """Completed to active, by IBIZ-Center."""
    case = cases.find(access.user(), number)
    form = ReopenForm(request.form)
    if not form.validate():
        return _states_page(case, 422, forms={"reopen": form}, opened="reopen")
    try:
        case_states.reopen(access.user(), case, reason=form.reason.data or "")
    except RuleViolation as error:
        return _states_page(case, 409, forms={"reopen": form}, opened="reopen", refusals=refused(form, error))
    return _done(case, "Sagen er åben igen.")
