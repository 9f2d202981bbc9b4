"""The administrators' page of people: invite, close, open, send a new link."""

from typing import Any

from flask import Blueprint, current_app, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import SelectField, StringField
from wtforms.validators import InputRequired

from itstart.config import Settings
from itstart.forms import BaseForm, EmailField
from itstart.rules.terms import Role
from itstart.services import accounts, helpers
from itstart.web import access, form_keys
from itstart.web.pages import go, page

bp = Blueprint("users", __name__)

NO_FIRM = "0"


class InviteForm(BaseForm):
    """Who is invited, as what, and for which firm."""

    name = StringField("Navn", [InputRequired("Skriv personens navn.")])
    email = EmailField("E-mail", [InputRequired("Skriv personens e-mailadresse.")])
    title = StringField("Titel")
    role = SelectField("Rolle", choices=Role.choices(), default=Role.HELPER.value)
    helper_id = SelectField("Firma", default=NO_FIRM)

    def person(self) -> accounts.Person:
        """The form as a plain value."""
        firm = int(self.helper_id.data or 0) or None
        return accounts.Person(
            name=self.name.data or "",
            email=self.email.data or "",
            title=self.title.data or "",
            role=Role(self.role.data),
            helper_id=firm,
        )


def base_url() -> str:
    """Where links in mails lead: the configured address, else the one that was used."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.base_url or request.host_url.rstrip("/")


def _form(**kwargs: Any) -> InviteForm:
    form = InviteForm(request.form if request.method == "POST" else None, **kwargs)
    firms = [(str(helper_id), company) for helper_id, company in helpers.choices()]
    form.helper_id.choices = [(NO_FIRM, "Intet firma (IBIZ-Center)"), *firms]
    return form


@bp.get("/brugere")
def index() -> ResponseReturnValue:
    """Everybody with an account."""
    return page("users/index.html", people=accounts.everyone(access.user()))


@bp.get("/brugere/inviter")
def invite() -> ResponseReturnValue:
    """The form for one more."""
    return page("users/invite.html", form=_form(helper_id=request.args.get("firma", NO_FIRM)))


@bp.post("/brugere/inviter")
def send_invitation() -> ResponseReturnValue:
    """Make the account; the link is shown this once and mailed."""
    if earlier := form_keys.already():
        return go(earlier, message="Brugeren er allerede inviteret. Send et nyt link, hvis det gamle er væk.")
    form = _form()
    if not form.validate():
        return page("users/invite.html", status=422, form=form)
    try:
        person, link = accounts.invite(access.user(), form.person(), base_url=base_url())
    except accounts.Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return page("users/invite.html", status=422, form=form)
    form_keys.done(url_for(".index"))
    return page("users/invited.html", person=person, link=link, days=accounts.invitation_days())


@bp.post("/brugere/<int:user_id>/nyt-link")
def invite_again(user_id: int) -> ResponseReturnValue:
    """A new link, also for a forgotten password."""
    person = accounts.get(access.user(), user_id)
    try:
        link = accounts.invite_again(access.user(), person, base_url=base_url())
    except accounts.Refused as refusal:
        return go(url_for(".index"), message=str(refusal))
    return page("users/invited.html", person=person, link=link, days=accounts.invitation_days())


@bp.post("/brugere/<int:user_id>/luk")
def deactivate(user_id: int) -> ResponseReturnValue:
    """Close the account and end its log-ins."""
    person = accounts.get(access.user(), user_id)
    try:
        accounts.deactivate(access.user(), person)
    except accounts.Refused as refusal:
        return go(url_for(".index"), message=str(refusal))
    undo = url_for(".activate", user_id=person.id)
    return go(url_for(".index"), message=f"Kontoen er lukket: {person.name}.", undo_url=undo)


@bp.post("/brugere/<int:user_id>/aabn")
def activate(user_id: int) -> ResponseReturnValue:
    """Open it again."""
    person = accounts.get(access.user(), user_id)
    accounts.activate(access.user(), person)
    return go(url_for(".index"), message=f"Kontoen er åben: {person.name}.")
