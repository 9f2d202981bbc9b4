"""Somebody with totrinslogin, and the codes of that phone."""

import pyotp
from flask import current_app
from sqlalchemy import update

from itstart import clock
from itstart.db import db
from itstart.models import SecondFactor, User
from itstart.rules.second_factor import STEP_SECONDS
from itstart.services import second_factor
from tests.factories.accounts import PASSWORD


def code_of(key: str, *, ahead: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    step = int(clock.now().timestamp()) // STEP_SECONDS + ahead
    return str(pyotp.TOTP(key.replace(" ", "")).generate_otp(step))


def turn_on(user: User) -> tuple[str, list[str]]:
    """Set it up as somebody did long ago: no code of today is used. Gives the key and the recovery codes."""
    secret = str(current_app.secret_key)
    second_factor.begin(user, secret)
    key = second_factor.new_key(user, secret)
    assert key is not None
    codes = second_factor.confirm(user, PASSWORD, code_of(key), secret)
    db.session.execute(update(SecondFactor).where(SecondFactor.user_id == user.id).values(last_step=0))
    db.session.commit()
    return key, codes
