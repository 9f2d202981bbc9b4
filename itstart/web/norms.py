"""What IBIZ-Center expects, with history, and how well the regions are covered."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.rules.findings import RuleViolation
from itstart.services import coverage, norms
from itstart.web import access
from itstart.web.adviser_forms import norm_form
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("norms", __name__)


def _page(form: object = None, status: int = 200) -> Response:
    now = norms.current()
    if form is None:
        wanted = norms.targets_on(clock.today())
        targets = {f"region_{place}": wanted.get(region, 0) for place, region in enumerate(norms.regions())}
        given = {"minimum_rating": now.minimum_rating, "criteria": "\n".join(now.criteria)}
        form = norm_form(norms.regions())(data={**given, **targets})
    return page(
        "advisers/norms.html",
        status=status,
        form=form,
        now=now,
        history=norms.every(),
        coverage=coverage.against_targets(clock.today()),
        may_set=policies.may_set_norms(access.user()),
    )


@bp.get("/raadgivere/normer")
def show() -> ResponseReturnValue:
    """The norms that hold, the older ones, and the regions."""
    return _page()


@bp.post("/raadgivere/normer")
def put() -> ResponseReturnValue:
    """Let others hold from now on."""
    form = norm_form(norms.regions())(request.form)
    if not form.validate():
        return _page(form, 422)
    try:
        norms.put(
            access.user(),
            minimum_rating=form.minimum_rating.data,
            criteria=form.criteria.data or "",
            targets=form.targets(norms.regions()),
            reason=form.reason.data or "",
        )
    except RuleViolation as error:
        refused(form, error)
        return _page(form, 409)
    return go(url_for(".show"), message="De nye normer gælder nu.")
