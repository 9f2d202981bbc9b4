"""Log in and out, one's own account, and the one-time link that opens it."""

from flask import Blueprint, current_app, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from itstart.forms import BaseForm, EmailField, PhoneField
from itstart.services import accounts, sessions, throttle
from itstart.web import access, entrance, errors
from itstart.web.access import safe_next
from itstart.web.guards import LOG_IN_LIMIT, limiter
from itstart.web.home import start_page
from itstart.web.pages import go, page

bp = Blueprint("account", __name__)

WRONG = "E-mailadressen og adgangskoden passer ikke sammen."


class LogInForm(BaseForm):
    """E-mail and password; nothing here tells whether the account exists."""

    email = EmailField("E-mail", [InputRequired("Skriv din e-mailadresse.")])
    password = PasswordField("Adgangskode", [InputRequired("Skriv din adgangskode.")])


class ChoosePasswordForm(BaseForm):
    """A new password, typed once: the browser can show it, and a link can replace it."""

    password = PasswordField(
        "Ny adgangskode",
        [InputRequired("Vælg en adgangskode."), Length(max=1000, message="Skriv højst 1.000 tegn.")],
    )


class ChangePasswordForm(ChoosePasswordForm):
    """The old password shows that it is not just somebody at an open computer."""

    old = PasswordField("Din nuværende adgangskode", [InputRequired("Skriv den adgangskode, du har nu.")])
    field_order = ("old", "password")


class ProfileForm(BaseForm):
    """What others see of the person."""

    name = StringField("Navn", [InputRequired("Skriv dit navn.")])
    title = StringField("Titel")
    phone = PhoneField("Telefon")


# ---- logging in and out ----------------------------------------------------------------------------


@bp.get("/log-ind")
def log_in() -> ResponseReturnValue:
    """The form; who is logged in already goes on."""
    if current_user.is_authenticated:
        return go(safe_next(request.args.get("next"), start_page()))
    return _log_in_page(LogInForm())


def _log_in_page(form: LogInForm, status: int = 200) -> ResponseReturnValue:
    goal = safe_next(request.form.get("next") or request.args.get("next"), "")
    return page("account/log_in.html", status=status, form=form, next=goal)


@bp.post("/log-ind")
@limiter.limit(LOG_IN_LIMIT)
def log_in_post() -> ResponseReturnValue:
    """Check the password, always with the same work, and never more than ten times in five minutes."""
    form = LogInForm(request.form)
    if not form.validate():
        return _log_in_page(form, 422)
    if not _may_try(accounts.normal_email(form.email.data or "")):
        return errors.show(429)
    person = accounts.log_in(form.email.data or "", form.password.data or "")
    if person is None:
        form.refuse("password", WRONG)
        return _log_in_page(form, 422)
    return entrance.enter(person, safe_next(request.form.get("next"), start_page()))


def _may_try(email: str) -> bool:
    secret, address = str(current_app.secret_key), request.remote_addr or "-"
    return throttle.allow(secret, f"address:{address}", throttle.LOGIN_PER_ADDRESS) and throttle.allow(
        secret, f"account:{email}|{address}", throttle.LOGIN_PER_ACCOUNT
    )


@bp.post("/log-ud")
def log_out() -> ResponseReturnValue:
    """End this log-in, here and in any copy of the cookie."""
    access.forget()
    response = go(url_for("account.log_in"), message="Du er logget ud.")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.post("/konto/log-ud-alle-steder")
def log_out_everywhere() -> ResponseReturnValue:
    """End every log-in of this person, also this one."""
    sessions.end_all(access.user())
    session.clear()
    return go(url_for("account.log_in"), message="Du er logget ud alle steder.")


@bp.post("/konto/log-ind/<int:log_in_id>/afslut")
def end_log_in(log_in_id: int) -> ResponseReturnValue:
    """End one of the person's other log-ins: the tablet that was left somewhere."""
    ended = sessions.end_one(access.user(), log_in_id)
    return go(url_for(".show"), message="Du er logget ud dér." if ended else "Der var du allerede logget ud.")


# ---- one's own account -----------------------------------------------------------------------------


def _account_page(form: ProfileForm, status: int = 200) -> ResponseReturnValue:
    person, token = access.user(), access.session_token()
    log_ins = [(entry, sessions.is_current(entry, token)) for entry in sessions.live(person)]
    return page("account/show.html", status=status, form=form, person=person, log_ins=log_ins)


@bp.get("/konto")
def show() -> ResponseReturnValue:
    """Who one is here, and where one is logged in."""
    return _account_page(ProfileForm(obj=access.user()))


@bp.post("/konto")
def save() -> ResponseReturnValue:
    """Keep name, title and phone."""
    form = ProfileForm(request.form)
    if not form.validate():
        return _account_page(form, 422)
    accounts.update_profile(
        access.user(), name=form.name.data or "", title=form.title.data or "", phone=form.phone.data or ""
    )
    return go(url_for(".show"), message="Gemt.")


@bp.get("/konto/adgangskode")
def password() -> ResponseReturnValue:
    """The form for a new password."""
    return page("account/password.html", form=ChangePasswordForm())


@bp.post("/konto/adgangskode")
def change_password() -> ResponseReturnValue:
    """Change it, and log out everywhere else."""
    form, person = ChangePasswordForm(request.form), access.user()
    if not form.validate():
        return page("account/password.html", status=422, form=form)
    if not _may_try(person.email):
        return errors.show(429)
    try:
        accounts.change_password(person, form.old.data or "", form.password.data or "")
    except accounts.Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return page("account/password.html", status=422, form=form)
    access.remember(person)
    return go(url_for(".show"), message="Adgangskoden er ændret. Du er logget ud alle andre steder.")


# ---- the one-time link -----------------------------------------------------------------------------

_LINK = "invitation"


@bp.get("/invitation/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """Take the secret out of the address; opening the link decides nothing (mail scanners do it)."""
    session[_LINK] = token
    return go(url_for(".choose_password"))


@bp.get("/vaelg-adgangskode")
def choose_password() -> ResponseReturnValue:
    """The form behind the link, or a word on why it does not work."""
    found = accounts.invited(session.get(_LINK, ""))
    if found is None:
        return page("account/link_over.html", status=404)
    return page("account/choose_password.html", form=ChoosePasswordForm(), person=found.user)


@bp.post("/vaelg-adgangskode")
@limiter.limit(LOG_IN_LIMIT)
def accept() -> ResponseReturnValue:
    """Set the password and log in; the link is used up."""
    token = session.get(_LINK, "")
    found = accounts.invited(token)
    if found is None:
        return page("account/link_over.html", status=404)
    form = ChoosePasswordForm(request.form)
    if not form.validate():
        return page("account/choose_password.html", status=422, form=form, person=found.user)
    try:
        person = accounts.accept(token, form.password.data or "")
    except accounts.Refused as refusal:
        form.refuse(refusal.field, str(refusal))
        return page("account/choose_password.html", status=422, form=form, person=found.user)
    if person is None:
        return page("account/link_over.html", status=404)
    return entrance.enter(person, start_page(), message="Velkommen til It-start.")
