"""Double submit: a form that makes something carries a key, and the same key makes nothing twice."""

from flask import request

from itstart.services import form_keys
from itstart.web import access


class SentBefore(Exception):
    """The same form was sent at the same time and was first: this request is forgotten, and goes to `location`."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def _key() -> str:
    """What the form carries. Only letters of ours are a key: PostgreSQL takes no NUL."""
    key = request.form.get("form_key", "")
    return key if key.isprintable() else ""


def already() -> str | None:
    """Where the first sending of this form led, or None. Ask first in a view that creates."""
    key = _key()
    return form_keys.used(access.user(), key) if key else None


def done(location: str) -> None:
    """Note where the form led; SentBefore when the same form was faster in another request."""
    key = _key()
    if key and not form_keys.use(access.user(), key, location):
        raise SentBefore(already() or location)
