"""Each person's own totrinslogin: set it up, fetch new recovery codes, turn it off."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import PasswordField
from wtforms.validators import InputRequired

from itstart.documents import qr
from itstart.models import User
from itstart.rules.second_factor import grouped
from itstart.services import accounts, second_factor
from itstart.services.sealing import Secret
from itstart.web import access, errors
from itstart.web.home import start_page
from itstart.web.keys import sealing_keys
from itstart.web.log_in_code import AppCodeForm, may_try
from itstart.web.pages import go, page

bp = Blueprint("second_factor", __name__)


class ConfirmForm(AppCodeForm):
    """A code shows that the phone is there, the password that it is not just somebody at an open computer."""

    password = PasswordField("Din adgangskode", [InputRequired("Skriv din adgangskode.")])
    field_order = ("app_code", "password")


@bp.get("/konto/totrinslogin")
def show() -> ResponseReturnValue:
    """What it is, whether it is on, and what one can do about it."""
    person, of_staff = access.user(), access.asks_of_staff()
    return page(
        "second_factor/show.html",
        person=person,
        codes_left=second_factor.codes_left(person),
        required=second_factor.is_required(person, of_staff=of_staff),
        owed=second_factor.is_owed(person, of_staff=of_staff),
    )


@bp.post("/konto/totrinslogin/begynd")
def begin() -> ResponseReturnValue:
    """Draw a key for the phone."""
    try:
        second_factor.begin(access.user(), sealing_keys())
    except accounts.Refused as refusal:
        return go(url_for(".show"), message=str(refusal))
    return go(url_for(".set_up"))


# ---- setting it up -----------------------------------------------------------------------------------


def _set_up_page(form: ConfirmForm, status: int = 200) -> Response:
    person = access.user()
    key = second_factor.new_key(person, sealing_keys())
    if key is None:
        return go(url_for(".show"))
    picture = qr.picture(second_factor.address(person, key))
    return page("second_factor/set_up.html", status=status, form=form, picture=picture, key=grouped(key))


@bp.get("/konto/totrinslogin/opsaet")
def set_up() -> ResponseReturnValue:
    """The key as a picture and as letters, and the form for the first code."""
    return _set_up_page(ConfirmForm())


@bp.post("/konto/totrinslogin/opsaet")
def confirm() -> ResponseReturnValue:
    """Turn it on, log in anew here and out everywhere else, and show the recovery codes this once."""
    form = ConfirmForm(request.form)
    return _with_both(form, second_factor.confirm, partial(_set_up_page, form), _codes_page)


# ---- later -------------------------------------------------------------------------------------------


def _ask_page(template: str, form: ConfirmForm, status: int = 200) -> Response:
    person = access.user()
    if person.second_factor_since is None:
        return go(url_for(".show"))
    required = second_factor.is_required(person, of_staff=access.asks_of_staff())
    return page(template, status=status, form=form, required=required)


@bp.get("/konto/totrinslogin/noedkoder")
def new_codes() -> ResponseReturnValue:
    """The form for ten new recovery codes."""
    return _ask_page("second_factor/new_codes.html", ConfirmForm())


@bp.post("/konto/totrinslogin/noedkoder")
def renew_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown this once."""
    form = ConfirmForm(request.form)
    return _with_both(
        form, second_factor.renew_codes, partial(_ask_page, "second_factor/new_codes.html", form), _codes_page
    )


@bp.get("/konto/totrinslogin/slaa-fra")
def off() -> ResponseReturnValue:
    """The form to turn it off, also on the way to another phone."""
    return _ask_page("second_factor/off.html", ConfirmForm())


@bp.post("/konto/totrinslogin/slaa-fra")
def turn_off() -> ResponseReturnValue:
    """Turn it off, and log out everywhere else."""
    form = ConfirmForm(request.form)
    return _with_both(form, second_factor.turn_off, partial(_ask_page, "second_factor/off.html", form), _is_off)


def _with_both(
    form: ConfirmForm,
    act: Callable[[User, str, str, Secret], Any],
    again: Callable[[int], Response],
    then: Callable[[Any], Response],
) -> ResponseReturnValue:
    """Do what asks for password and code, and log in anew; the form again, with its error, when one is wrong."""
    person = access.user()
    if not form.validate():
        return again(422)
    if not may_try(person):
        return errors.show(429)
    try:
        result = act(person, form.password.data or "", form.app_code.data or "", sealing_keys())
    except accounts.Refused as refusal:
        form.refuse("password" if refusal.field == "password" else "app_code", str(refusal))
        return again(422)
    access.remember(person)
    return then(result)


def _codes_page(codes: list[str]) -> Response:
    return page("second_factor/codes.html", codes=codes, goal=start_page())


def _is_off(_result: None) -> Response:
    return go(url_for(".show"), message="Totrinslogin er slået fra. Skal en ny telefon sættes op, så gør det her.")
