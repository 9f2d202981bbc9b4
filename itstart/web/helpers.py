"""The firms: a list for IBIZ-Center, forms for the administrators."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import SelectField, StringField
from wtforms.validators import InputRequired

from itstart.data import places
from itstart.forms import BaseForm, CvrField, DateField, EmailField, PhoneField
from itstart.services import accounts, helpers, processor_agreements
from itstart.web import access, form_keys, profiles
from itstart.web.pages import go, page

bp = Blueprint("helpers", __name__)


class FirmForm(BaseForm):
    """The facts of a firm."""

    company = StringField("Firmanavn", [InputRequired("Skriv firmaets navn.")])
    cvr = CvrField("CVR-nummer", [InputRequired("Skriv firmaets CVR-nummer.")])
    adviser = StringField("Rådgiver")
    email = EmailField("E-mail")
    phone = PhoneField("Telefon")
    municipality_code = SelectField("Kommune")
    ended_on = DateField("Ophørt den")

    def firm(self) -> helpers.Firm:
        """The form as a plain value."""
        return helpers.Firm(
            company=self.company.data or "",
            cvr=self.cvr.data or "",
            adviser=self.adviser.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            municipality_code=self.municipality_code.data or None,
            ended_on=self.ended_on.data,
        )


def _municipalities() -> list[tuple[str, str]]:
    return [(municipality.code, municipality.name) for municipality in places.municipalities()]


def _form(**kwargs: Any) -> FirmForm:
    form = FirmForm(request.form if request.method == "POST" else None, **kwargs)
    form.municipality_code.choices = [("", "Vælg kommune"), *sorted(_municipalities(), key=lambda pair: pair[1])]
    return form


@bp.get("/firmaer")
def index() -> ResponseReturnValue:
    """Every firm and how many people it has here."""
    return page("helpers/index.html", firms=helpers.all_firms(access.user()))


@bp.get("/firmaer/nyt")
def new() -> ResponseReturnValue:
    """The form for one more."""
    return page("helpers/edit.html", form=_form(), firm=None)


@bp.post("/firmaer/nyt")
def create() -> ResponseReturnValue:
    """Make the firm, and go on to invite its first person."""
    if earlier := form_keys.already():
        return go(earlier)
    form = _form()
    if not form.validate():
        return page("helpers/edit.html", status=422, form=form, firm=None)
    try:
        firm = helpers.create(access.user(), form.firm())
    except accounts.Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return page("helpers/edit.html", status=422, form=form, firm=None)
    onward = url_for("users.invite", firma=firm.id)
    form_keys.done(onward)
    return go(onward, message=f"{firm.company} er oprettet. Inviter den første bruger.")


@bp.get("/firmaer/<cvr>")
def show(cvr: str) -> ResponseReturnValue:
    """The firm and its profile, as IBIZ-Center reads it."""
    firm = helpers.get(access.user(), cvr)
    return page("helpers/show.html", firm=firm, processor=processor_agreements.latest(firm), **profiles.shown(firm))


@bp.get("/firmaer/<cvr>/ret")
def edit(cvr: str) -> ResponseReturnValue:
    """The same form with the firm's facts."""
    firm = helpers.get(access.user(), cvr)
    return page("helpers/edit.html", form=_form(obj=firm), firm=firm)


@bp.post("/firmaer/<cvr>/ret")
def change(cvr: str) -> ResponseReturnValue:
    """Keep the corrections."""
    firm = helpers.get(access.user(), cvr)
    form = _form()
    if not form.validate():
        return page("helpers/edit.html", status=422, form=form, firm=firm)
    try:
        helpers.change(access.user(), firm, form.firm())
    except accounts.Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return page("helpers/edit.html", status=422, form=form, firm=firm)
    return go(url_for(".show", cvr=firm.cvr), message="Gemt.")
