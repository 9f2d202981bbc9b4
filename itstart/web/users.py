"""The administrators' pages of people: invite, close, open, move, send a new link; and what was done to whom."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import SelectField, StringField
from wtforms.validators import InputRequired

from itstart.config import Settings
from itstart.forms import BaseForm, EmailField
from itstart.models import User
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Role
from itstart.services import accounts, helpers, second_factor, user_moves
from itstart.services.settings import our_words
from itstart.web import access, filters, form_keys
from itstart.web.pages import back_to, go, page
from itstart.web.refusals import refused

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


class MoveForm(BaseForm):
    """What somebody is, and where."""

    role = SelectField("Rolle", choices=Role.choices())
    helper_id = SelectField("Firma")

    def __init__(self, formdata: Any = None, *, firms: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.helper_id.choices = firms


def base_url() -> str:
    """Where links in mails lead: the configured address, else the one that was used."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.base_url or request.host_url.rstrip("/")


def _firms() -> list[tuple[str, str]]:
    return [
        (NO_FIRM, our_words("Intet firma (IBIZ-Center)")),
        *((str(firm_id), name) for firm_id, name in helpers.choices()),
    ]


def _form(**kwargs: Any) -> InviteForm:
    form = InviteForm(request.form if request.method == "POST" else None, **kwargs)
    form.helper_id.choices = _firms()
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


# ---- one account -----------------------------------------------------------------------------------


def _person_page(person: User, form: MoveForm | None = None, status: int = 200) -> Response:
    if form is None:
        form = MoveForm(firms=_firms(), data={"role": person.role.value, "helper_id": str(person.helper_id or NO_FIRM)})
    log = [
        {"at": filters.moment(row.at), "iso": row.at.isoformat(), "text": f"{row.actor} {row.text}"}
        for row in user_moves.events(access.user(), person)
    ]
    return page("users/show.html", status=status, person=person, form=form, events=log)


@bp.get("/brugere/<int:user_id>")
def show(user_id: int) -> ResponseReturnValue:
    """One account: where it belongs, what can be done to it, and what has been."""
    return _person_page(accounts.get(access.user(), user_id))


@bp.post("/brugere/<int:user_id>/flyt")
def move(user_id: int) -> ResponseReturnValue:
    """Another role or another firm."""
    person, form = accounts.get(access.user(), user_id), MoveForm(request.form, firms=_firms())
    if not form.validate():
        return _person_page(person, form, 422)
    firm = helpers.with_id(access.user(), int(form.helper_id.data or 0))
    try:
        freed = user_moves.move(access.user(), person, Role(form.role.data), firm)
    except RuleViolation as error:
        refused(form, error)
        return _person_page(person, form, 409)
    told = f"{person.name} er flyttet til {user_moves.place(person)} og skal logge ind igen.{_given_back(freed)}"
    return go(url_for(".show", user_id=user_id), message=told)


def _given_back(freed: int) -> str:
    if not freed:
        return ""
    return f" {'Ét spørgsmål' if freed == 1 else f'{freed} spørgsmål'} om sparring er tilbage i køen."


@bp.post("/brugere/<int:user_id>/nulstil-totrinslogin")
def reset_second_factor(user_id: int) -> ResponseReturnValue:
    """Let somebody in again who has neither phone nor recovery codes; the person is told by mail."""
    person = accounts.get(access.user(), user_id)
    second_factor.reset(access.user(), person)
    told = f"Totrinslogin er nulstillet. {person.name} logger ind med adgangskoden og sætter det op igen."
    return go(url_for(".show", user_id=user_id), message=told)


@bp.post("/brugere/<int:user_id>/log-ud")
def end_log_ins(user_id: int) -> ResponseReturnValue:
    """End the log-ins of an account that stays open."""
    person = accounts.get(access.user(), user_id)
    ended = user_moves.end_log_ins(access.user(), person)
    told = "er logget ud overalt og logger ind igen med adgangskoden" if ended else "er ikke logget ind noget sted"
    return go(url_for(".show", user_id=user_id), message=f"{person.name} {told}.")


@bp.post("/brugere/<int:user_id>/luk")
def deactivate(user_id: int) -> ResponseReturnValue:
    """Close the account and end its log-ins."""
    person = accounts.get(access.user(), user_id)
    here = back_to(url_for(".index"))
    try:
        freed = user_moves.close(access.user(), person)
    except RuleViolation as error:
        return go(here, message=error.findings[0].message)
    undo = url_for(".activate", user_id=person.id)
    return go(here, message=f"Kontoen er lukket: {person.name}.{_given_back(freed)}", undo_url=undo)


@bp.post("/brugere/<int:user_id>/aabn")
def activate(user_id: int) -> ResponseReturnValue:
    """Open it again."""
    person = accounts.get(access.user(), user_id)
    user_moves.open_again(access.user(), person)
    return go(back_to(url_for(".index")), message=f"Kontoen er åben: {person.name}.")
