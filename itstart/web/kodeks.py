"""The code of conduct: read it, and accept it for the firm (S32)."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.data import prose
from itstart.rules.findings import RuleViolation
from itstart.services import code_of_conduct, code_versions
from itstart.web import access
from itstart.web.case_forms import AcceptForm
from itstart.web.pages import back_to, go, page
from itstart.web.refusals import refused

bp = Blueprint("kodeks", __name__)


def _page(form: AcceptForm | None = None, status: int = 200) -> Response:
    person = access.user()
    accepted = code_of_conduct.acceptance(person.helper) if person.helper else None
    version = code_versions.current()
    return page(
        "kodeks/accept.html",
        status=status,
        html=prose.to_html(version.text),
        title=code_versions.TITLE,
        version=version,
        earlier=bool(person.helper and person.helper.code_acceptances and accepted is None),
        accepted=accepted,
        may_write=policies.may_lead_qualification(person),
        firm=person.helper.company if person.helper else "",
        may_accept=policies.may_open_case(person) and accepted is None,
        form=form or AcceptForm(data={"accepted_by": person.name, "accepted_on": clock.today()}),
        back=access.safe_next(request.values.get("next"), ""),
    )


@bp.get("/kodeks/accept")
def show() -> ResponseReturnValue:
    """The text, and the form when the firm has not accepted it yet."""
    return _page()


@bp.post("/kodeks/accept")
def accept() -> ResponseReturnValue:
    """Accept the version in force."""
    form = AcceptForm(request.form)
    if not form.validate() or form.accepted_on.data is None:
        return _page(form, 422)
    try:
        code_of_conduct.accept(access.user(), name=form.accepted_by.data or "", on=form.accepted_on.data)
    except RuleViolation as error:
        refused(form, error)
        return _page(form, 409)
    return go(back_to(url_for(".show")), message="Kodekset er accepteret.")
