"""The form by which a firm applies to be It-starthjælper. No account; robots and repetition are held off (D6, A21)."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.data import places
from itstart.services import applications, settings
from itstart.web import form_age, site, visitor_forms
from itstart.web.adviser_forms import ApplicationForm
from itstart.web.guards import WITHOUT_SESSION
from itstart.web.pages import go
from itstart.web.visitor_forms import Verdict

bp = Blueprint("applications", __name__)

PURPOSE = WITHOUT_SESSION["applications.send"]


def _form() -> ApplicationForm:
    form = ApplicationForm(request.form if request.method == "POST" else None)
    names = sorted((place.name, place.code) for place in places.municipalities())
    form.municipality_code.choices = [("", "Vælg kommune"), *((code, name) for name, code in names)]
    return form


def _page(form: ApplicationForm, status: int = 200) -> Response:
    return site.unkept(
        "applications/new.html", status=status, form=form, stamp=form_age.stamp(PURPOSE), center=settings.center()
    )


@bp.get("/ansoeg")
def new() -> ResponseReturnValue:
    """The form."""
    return _page(_form())


@bp.post("/ansoeg")
def send() -> ResponseReturnValue:
    """Take the application. The answer is the same whether the firm is known or not, and for robots."""
    form = _form()
    if not form.validate():
        return _page(form, 422)
    if told := visitor_forms.wrong_age(PURPOSE, extra=0.0):
        form.refuse("company", told)
        return _page(form, 422)
    verdict = visitor_forms.judge(PURPOSE)
    if verdict is Verdict.BUSY:
        return visitor_forms.busy()
    if verdict is Verdict.TAKE:
        applications.receive(form.application())
    return go(url_for(".thanks"))


@bp.get("/ansoeg/tak")
def thanks() -> ResponseReturnValue:
    """The application is received."""
    return site.unkept("applications/thanks.html", center=settings.center())
