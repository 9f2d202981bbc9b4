"""Answers to visitors that a cache may keep: no cookie, the same for everybody, and a mark by which to ask again."""

from typing import Any

from flask import Response, g, request
from flask_login import current_user

from itstart.services import files
from itstart.web.pages import page


def may_be_kept(response: Response, mark: str) -> Response:
    """Let caches keep the answer if they ask each time; `mark` changes when the content does. May become 304."""
    g.may_be_kept = True
    response.set_etag(mark)
    response.make_conditional(request)
    return response


def public_page(template: str, *, fragment: str = "", **context: Any) -> Response:
    """A page for everybody. For a visitor it holds no token, so no cookie is set, and caches may keep it."""
    if current_user.is_authenticated:
        return page(template, fragment=fragment, **context)
    response = page(template, fragment=fragment, csrf_token=str, **context)
    return may_be_kept(response, files.fingerprint(response.get_data()))
