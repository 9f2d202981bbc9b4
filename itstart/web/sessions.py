"""The cookie: signed with SHA-256, where Flask by itself uses SHA-1."""

import hashlib

from flask import Flask
from flask.sessions import SecureCookieSessionInterface


class Sha256Session(SecureCookieSessionInterface):
    """Flask's own cookie with a stronger signature."""

    digest_method = staticmethod(hashlib.sha256)


def init_app(app: Flask) -> None:
    """Use it."""
    app.session_interface = Sha256Session()
