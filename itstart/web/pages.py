"""Whole page or fragment: the only code that knows about htmx."""

import json
from typing import Any, cast

from flask import Flask, Response, flash, make_response, redirect, render_template, request
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest, HtmxHeaders
from jinja2_fragments.flask import render_block

from itstart.web import access


def init_app(app: Flask) -> None:
    """Give every request its `htmx` attribute."""
    Htmx(app)


def _htmx() -> HtmxHeaders:
    return cast("HtmxAwareRequest", request).htmx


def is_htmx() -> bool:
    """True when htmx sent the request, whatever it does with the answer."""
    return bool(_htmx())


def is_fragment_request() -> bool:
    """True when htmx puts the answer inside the page that is already shown."""
    htmx = _htmx()
    # htmx 4 says what it wants; the package knows the headers of htmx 1 and 2 only.
    wants_page = request.headers.get("HX-Request-Type") == "full"
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request and not wants_page


def page(template: str, *, fragment: str = "", status: int = 200, **context: Any) -> Response:
    """The whole page, or only its `fragment` block when htmx asks.

    The block, its element's id and the hx-target share one name.
    """
    if fragment and is_fragment_request():
        html = render_block(template, fragment, **context)
    else:
        html = render_template(template, **context)
    return make_response(html, status)


def after_post(
    template: str,
    *,
    fragment: str,
    go_to: str,
    message: str = "Gemt.",
    undo_url: str | None = None,
    **context: Any,
) -> Response:
    """A POST succeeded: the fresh fragment and a toast for htmx, a redirect to `go_to` for the rest.

    `undo_url` gives the toast a Fortryd button that POSTs there. An empty message says nothing.
    """
    if is_fragment_request():
        response = page(template, fragment=fragment, saved=True, **context)
        response.headers["HX-Push-Url"] = go_to
        return toast(response, message, undo_url)
    return go(go_to, message=message, undo_url=undo_url)


def go(url: str, *, message: str = "", undo_url: str | None = None) -> Response:
    """Leave for another page, with a message on it. Moves the whole browser also under htmx."""
    if message:
        flash(message, f"undo:{undo_url}" if undo_url else "done")
    if is_fragment_request():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = url
        return response
    return make_response(redirect(url, 303))


def toast(response: Response, message: str, undo_url: str | None = None) -> Response:
    """Let the browser show a short message beside a fragment."""
    if message:
        detail = {"text": message, **({"undo": undo_url} if undo_url else {})}
        response.headers["HX-Trigger"] = json.dumps({"toast": detail})
    return response


def back_to(default: str) -> str:
    """Where the form's `next` (or the address's `?next=`) leads, when it stays in this application."""
    return access.safe_next(request.form.get("next") or request.args.get("next"), default)
