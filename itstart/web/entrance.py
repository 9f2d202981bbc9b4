"""The way in once a password or a link is right: past the code of the phone, and past a new kodeks."""

from datetime import datetime, timedelta

from flask import Response, session, url_for

from itstart import clock
from itstart.models import User
from itstart.services import code_of_conduct, second_factor
from itstart.web import access
from itstart.web.pages import go

_WAITING = "waits_for_code"
# So long does a right password wait for its code.
PATIENCE = timedelta(minutes=10)


def enter(person: User, goal: str, *, message: str = "") -> Response:
    """Log in, or ask for the code first when the person has totrinslogin."""
    if person.second_factor_since is None:
        return welcome(person, goal, message=message)
    session.clear()
    session[_WAITING] = [person.id, _mark(person), clock.now().isoformat()]
    return go(url_for("log_in_code.show", next=goal))


def welcome(person: User, goal: str, *, message: str = "") -> Response:
    """Log in this browser. A firm that has not accepted the kodeks in force is shown it, and then goes on (S32)."""
    access.remember(person)
    return go(url_for("kodeks.show", next=goal) if code_of_conduct.is_owed(person) else goal, message=message)


def waiting() -> User | None:
    """Who gave the right password in this browser a moment ago and owes the code; None when that is too long ago."""
    user_id, mark, at = session.get(_WAITING) or (0, "", "")
    person = second_factor.person(user_id)
    if person is None or clock.now() - datetime.fromisoformat(at) > PATIENCE:
        return None
    return person if mark == _mark(person) else None


def _mark(person: User) -> str:
    """Another password, another phone or a closed account: the password has to be given again."""
    return f"{person.password_changed_at}|{person.second_factor_since}|{person.deactivated_at}"
