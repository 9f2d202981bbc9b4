"""The form by which a firm applies to be It-starthjælper. No account; robots and repetition are held off (D6, A21)."""

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from itstart.data import places
from itstart.services import applications, settings, throttle
from itstart.web import errors, form_age, site
from itstart.web.adviser_forms import ApplicationForm
from itstart.web.form_age import Age
from itstart.web.guards import WITHOUT_SESSION
from itstart.web.pages import go

bp = Blueprint("applications", __name__)

PURPOSE = WITHOUT_SESSION["applications.send"]
HONEYPOT = "website"
PER_ADDRESS = throttle.Limit(10, 3600)
_AGES = {
    Age.TOO_YOUNG: "Det gik lidt hurtigt. Læs ansøgningen igennem, og send igen.",
    Age.TOO_OLD: "Siden har stået åben længe. Læs ansøgningen igennem, og send igen.",
}


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
    age = form_age.check(PURPOSE, request.form.get("csrf_token", ""))
    if not form.validate():
        return _page(form, 422)
    if age is not Age.FINE:
        form.refuse("company", _AGES[age])
        return _page(form, 422)
    secret, address = str(current_app.secret_key), request.remote_addr or "-"
    if not throttle.allow(secret, f"application:{address}", PER_ADDRESS):
        return errors.show(429)
    if not request.form.get(HONEYPOT, ""):
        applications.receive(form.application())
    return go(url_for(".thanks"))


@bp.get("/ansoeg/tak")
def thanks() -> ResponseReturnValue:
    """The application is received."""
    return site.unkept("applications/thanks.html", center=settings.center())
