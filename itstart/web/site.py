"""The frame of the public site: where a visitor can go, and pages that may be kept because they know nobody."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from flask import Response, current_app, g, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from itstart.web import pages
from itstart.web.customer_links import base_url

# (label, address). An address that leads nowhere yet is left out.
PLACES: tuple[tuple[str, str], ...] = (
    ("Find en hjælper", "/it-starthjaelpere/"),
    ("Sådan virker det", "/om/saadan-virker-det"),
    ("Successager", "/successager"),
    ("Viden", "/viden"),
    ("Det sker", "/det-sker"),
)
FOOTER: tuple[tuple[str, str], ...] = (
    ("Kontakt IBIZ-Center", "/kontakt"),
    ("Kodeks for samarbejdet", "/kodeks"),
    ("Bliv It-starthjælper", "/ansoeg"),
    ("Til andres hjemmesider", "/api"),
    ("Søg", "/soeg"),
)
# A first visit should weigh little: nothing of what only the work pages need, and no script where nothing asks for one.
SHEETS = ("tokens", "layout", "forms", "components", "overlays", "public", "site")
SCRIPTS = ("app",)


def _adapter() -> MapAdapter:
    return current_app.url_map.bind("localhost")


def leads_somewhere(path: str) -> bool:
    """True when there is a page at this address."""
    try:
        _adapter().match(path, method="GET")
    except HTTPException:
        return False
    return True


def _nav() -> list[tuple[str, str, bool]]:
    here = request.path.rstrip("/")
    told = [(label, path, here == path.rstrip("/")) for label, path in PLACES if leads_somewhere(path)]
    if current_user.is_authenticated:
        return [*told, ("Min dag", "/", False)]
    return [*told, ("Log ind", "/log-ind", False)]


def absolute(path: str) -> str:
    """The whole address of a page of ours, as others write it down."""
    return urljoin(base_url(), path)


def frame() -> dict[str, Any]:
    """What the layout of the public site needs to know."""
    return {
        "nav": _nav(),
        "account": None,
        "home_url": "/",
        "sheets": SHEETS,
        "scripts": SCRIPTS,
        "footer": [(label, path) for label, path in FOOTER if leads_somewhere(path)],
        "canonical": absolute(request.path),
        "absolute": absolute,
        "credits": (),
    }


def page(template: str, *, fragment: str = "", credit: Sequence[str] = (), **context: Any) -> Response:
    """A page of the public site that may be kept. `credit` are the sources that are named at its foot."""
    scripts = SCRIPTS if fragment or current_user.is_authenticated else ()
    return kept(unkept(template, fragment=fragment, credit=credit, **{"scripts": scripts, **context}))


def unkept(
    template: str, *, fragment: str = "", status: int = 200, credit: Sequence[str] = (), **context: Any
) -> Response:
    """The same for a page that is one visitor's own, such as a form."""
    return pages.page(template, fragment=fragment, status=status, **{**frame(), "credits": credit, **context})


def kept(response: Response, mark: str = "") -> Response:
    """Let the browser keep an answer to a visitor and ask whether it is still right; 304 when it is.

    `mark` changes when the content does; without it the content itself is asked.
    """
    if current_user.is_authenticated:
        return response
    g.may_be_kept = True
    if mark:
        response.set_etag(mark)
    response.add_etag()
    response.make_conditional(request)
    return response
