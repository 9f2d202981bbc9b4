"""The second step of a log-in: the code of the phone, or a recovery code when it is gone."""

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import StringField
from wtforms.validators import InputRequired, Length

from itstart.forms import BaseForm
from itstart.models import User
from itstart.services import second_factor, throttle
from itstart.web import entrance, errors
from itstart.web.access import safe_next
from itstart.web.guards import LOG_IN_LIMIT, limiter
from itstart.web.home import start_page
from itstart.web.keys import sealing_keys
from itstart.web.pages import go, page

bp = Blueprint("log_in_code", __name__)

TOO_LONG = "Der gik for lang tid. Log ind igen."
WRONG_RECOVERY = "Nødkoden passer ikke, eller den er brugt."


class AppCodeForm(BaseForm):
    """Six digits."""

    app_code = StringField(
        "Kode fra appen", [InputRequired("Skriv koden fra appen."), Length(max=20, message="En kode er på seks cifre.")]
    )


class RecoveryCodeForm(BaseForm):
    """One of the codes kept for the day the phone is gone."""

    recovery_code = StringField(
        "Nødkode", [InputRequired("Skriv en af dine nødkoder."), Length(max=40, message="En nødkode er på 12 tegn.")]
    )


def may_try(person: User) -> bool:
    """Count a try. From any address: whoever is here knows the password."""
    secret, bucket = str(current_app.secret_key), f"code:{person.id}"
    return throttle.allow(secret, bucket, throttle.CODE_PER_ACCOUNT) and throttle.allow(
        secret, f"{bucket}:day", throttle.CODE_PER_DAY
    )


def _may_recover(person: User) -> bool:
    # A count of its own: who guesses codes all day does not keep the owner from this way in.
    return throttle.allow(str(current_app.secret_key), f"recovery:{person.id}", throttle.CODE_PER_ACCOUNT)


def _page(app: AppCodeForm | None = None, recovery: RecoveryCodeForm | None = None, status: int = 200) -> Response:
    goal = safe_next(request.form.get("next") or request.args.get("next"), start_page())
    return page(
        "second_factor/log_in.html",
        status=status,
        next=goal,
        app_form=app or AppCodeForm(),
        recovery_form=recovery or RecoveryCodeForm(),
    )


@bp.get("/log-ind/kode")
def show() -> ResponseReturnValue:
    """Ask for the code; without a password a moment ago there is nothing to ask."""
    return _page() if entrance.waiting() else go(url_for("account.log_in"))


@bp.post("/log-ind/kode")
@limiter.limit(LOG_IN_LIMIT)
def check() -> ResponseReturnValue:
    """Log in with a code of the app."""
    person, form = entrance.waiting(), AppCodeForm(request.form)
    if person is None:
        return go(url_for("account.log_in"), message=TOO_LONG)
    if not form.validate():
        return _page(form, status=422)
    if not may_try(person):
        return errors.show(429)
    if not second_factor.fits(person, form.app_code.data or "", sealing_keys()):
        form.refuse("app_code", second_factor.WRONG_CODE)
        return _page(form, status=422)
    return entrance.welcome(person, safe_next(request.form.get("next"), start_page()))


@bp.post("/log-ind/noedkode")
@limiter.limit(LOG_IN_LIMIT)
def recover() -> ResponseReturnValue:
    """Log in with a recovery code, and say how many are left."""
    person, form = entrance.waiting(), RecoveryCodeForm(request.form)
    if person is None:
        return go(url_for("account.log_in"), message=TOO_LONG)
    if not form.validate():
        return _page(recovery=form, status=422)
    if not _may_recover(person):
        return errors.show(429)
    if not second_factor.use_recovery_code(person, form.recovery_code.data or ""):
        form.refuse("recovery_code", WRONG_RECOVERY)
        return _page(recovery=form, status=422)
    left = second_factor.codes_left(person)
    told = f"Nødkoden er brugt. Du har {left} igen. Har du fået ny telefon, så sæt den op under Min konto."
    return entrance.welcome(person, safe_next(request.form.get("next"), start_page()), message=told)
