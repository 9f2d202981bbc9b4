"""What stands between a visitor's form and a row: its age, a field for robots, and how often it may be sent (A21)."""

from enum import StrEnum

from flask import Response, current_app, request

from itstart.services import settings, throttle
from itstart.web import errors, form_age
from itstart.web.form_age import Age

HONEYPOT = "website"
PER_ADDRESS = throttle.Limit(5, 3600)
PER_DAY = throttle.Limit(200, 24 * 3600)
ONCE = throttle.Limit(1, 24 * 3600)
_AGES = {
    Age.TOO_YOUNG: "Det gik lidt hurtigt. Læs det igennem, og send igen.",
    Age.TOO_OLD: "Siden har stået åben længe. Læs det igennem, og send igen.",
}
_BUSY = "Vi har fået mange henvendelser herfra. Vent en time, eller ring til IBIZ-Center."


class Verdict(StrEnum):
    """What to do with a form. SILENT: answer as if it was taken, and take nothing."""

    TAKE = "take"
    SILENT = "silent"
    BUSY = "busy"


def wrong_age(purpose: str, *, extra: float = form_age.VISITOR_EXTRA) -> str:
    """What to say of a form that is too young or too old, or the empty string."""
    return _AGES.get(form_age.check(purpose, _stamped(), extra=extra), "")


def judge(purpose: str) -> Verdict:
    """Whether a valid form becomes a row: not a robot's, not the same form twice, and not too many."""
    if request.form.get(HONEYPOT, "") or not _allow(f"{purpose}-form", _stamped(), ONCE):
        return Verdict.SILENT
    within = _allow(f"{purpose}-address", request.remote_addr or "-", PER_ADDRESS) and _allow(
        f"{purpose}-all", "", PER_DAY
    )
    return Verdict.TAKE if within else Verdict.BUSY


def busy() -> Response:
    """The page for one too many."""
    return errors.show(429, message=settings.our_words(_BUSY))


def _stamped() -> str:
    return request.form.get("csrf_token", "")


def _allow(what: str, value: str, limit: throttle.Limit) -> bool:
    return throttle.allow(str(current_app.secret_key), f"{what}:{value}", limit)
