"""Double submit: a form that makes something carries a key, and the same key makes nothing twice."""

from flask import request

from itstart.services import form_keys
from itstart.web import access


def already() -> str | None:
    """Where the first sending of this form led, or None. Ask first in a view that creates."""
    key = request.form.get("form_key", "")
    return form_keys.used(access.user(), key) if key else None


def done(location: str) -> bool:
    """Note where the form led. False when the same form was faster in another request: roll back and go there."""
    key = request.form.get("form_key", "")
    return form_keys.use(access.user(), key, location) if key else True
