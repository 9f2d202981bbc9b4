"""The frame of the public site: where a visitor can go, and pages that may be kept because they know nobody."""

from collections.abc import Container, Sequence
from typing import Any
from urllib.parse import urljoin

from flask import Response, g, request, url_for
from flask_login import current_user

from itstart.services import pages as own_pages
from itstart.services.settings import our_words
from itstart.web import pages
from itstart.web.customer_links import base_url

OWN = "/om/"
# (label, address). One of IBIZ-Center's own pages (/om/…) is left out when it is withdrawn.
PLACES: tuple[tuple[str, str], ...] = (
    ("Find en hjælper", "/it-starthjaelpere/"),
    ("Sådan virker det", "/om/saadan-virker-det"),
    ("Successager", "/successager"),
    ("Viden", "/viden"),
    ("Det sker", "/det-sker"),
)
FOOTER: tuple[tuple[str, str], ...] = (
    ("Nyheder", "/nyheder"),
    ("It-start i tal", "/resultater"),
    ("Kontakt IBIZ-Center", "/kontakt"),
    ("Kodeks for samarbejdet", "/kodeks"),
    ("Bliv It-starthjælper", "/ansoeg"),
    ("Til andres hjemmesider", "/api"),
    ("Søg", "/soeg"),
)
# What can be followed, for the head of every page: (address, media type, title).
FEEDS: tuple[tuple[str, str, str], ...] = (
    ("/nyheder/feed.xml", "application/atom+xml", "Nyheder fra It-start"),
    ("/successager/feed.xml", "application/atom+xml", "Successager fra It-start"),
    ("/det-sker/feed.xml", "application/atom+xml", "Det sker i It-start"),
    ("/det-sker/kalender.ics", "text/calendar", "Det sker i It-start, som kalender"),
)
# A first visit should weigh little: nothing of what only the work pages need, and no script where nothing asks for one.
SHEETS = ("tokens", "layout", "forms", "components", "overlays", "region_map", "public", "site")
SCRIPTS = ("app",)


def _articles() -> dict[str, str]:
    """Address -> title of IBIZ-Center's own pages."""
    return {url_for("articles.show", slug=slug): title for slug, title in own_pages.titles().items()}


def _nav(articles: Container[str]) -> list[tuple[str, str, bool]]:
    here = request.path.rstrip("/")
    there = [(label, path) for label, path in PLACES if not path.startswith(OWN) or path in articles]
    told = [(label, path, here == path.rstrip("/")) for label, path in there]
    if current_user.is_authenticated:
        return [*told, ("Min dag", "/", False)]
    return [*told, ("Log ind", "/log-ind", False)]


def absolute(path: str) -> str:
    """The whole address of a page of ours, as others write it down."""
    return urljoin(base_url(), path)


def frame() -> dict[str, Any]:
    """What the layout of the public site needs to know."""
    articles = _articles()
    in_nav = {path for _, path in PLACES}
    return {
        "nav": _nav(articles),
        "account": None,
        "home_url": "/",
        "stylesheets": SHEETS,
        "footer": [
            *((our_words(label), path) for label, path in FOOTER),
            *((title, path) for path, title in articles.items() if path not in in_nav),
        ],
        "canonical": absolute(request.path),
        "absolute": absolute,
        "credits": (),
        "feeds": FEEDS,
    }


def page(template: str, *, fragment: str = "", credit: Sequence[str] = (), **context: Any) -> Response:
    """A page of the public site that may be kept. `credit` are the sources that are named at its foot."""
    return kept(unkept(template, fragment=fragment, credit=credit, **context))


def unkept(
    template: str, *, fragment: str = "", status: int = 200, credit: Sequence[str] = (), **context: Any
) -> Response:
    """The same for a page that is one visitor's own, such as a form."""
    scripts = SCRIPTS if fragment or current_user.is_authenticated else ()
    told = {**frame(), "scripts": scripts, "credits": credit, **context}
    return pages.page(template, fragment=fragment, status=status, **told)


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
