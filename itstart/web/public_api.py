"""For others' sites: the directory and the success cases as JSON, and the directory as a page to show in a frame."""

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.data import places
from itstart.rules import directory as rules
from itstart.rules.directory import Entry
from itstart.rules.terms import Category
from itstart.services import directory, stories
from itstart.services.stories import Line
from itstart.web import directory as directory_pages
from itstart.web import site
from itstart.web.headers import EMBED_CSP
from itstart.web.stories import asked_stories

bp = Blueprint("public_api", __name__)


def _open(found: list[dict[str, Any]]) -> Response:
    """JSON that a page on any site may read; nothing in it is anybody's secret."""
    response = jsonify({"antal": len(found), "kilde": places.CREDIT, "data": found})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return site.kept(response)


def _names(codes: frozenset[str]) -> list[str]:
    return sorted(place.name for code in codes if (place := places.municipality(code)))


def _helper(entry: Entry) -> dict[str, Any]:
    home = places.municipality(entry.home)
    return {
        "firma": entry.company,
        "cvr": entry.cvr,
        "raadgiver": entry.adviser,
        "beskrivelse": entry.description,
        "kommune": home.name if home else None,
        "daekker": _names(frozenset(entry.covers)),
        "omraader": [
            {"noegle": kind.value, "navn": kind.label, "niveau": entry.levels[kind].label} for kind in entry.strongest
        ],
        "brancher": list(entry.industries),
        "successager": entry.stories,
        "url": site.absolute(directory_pages.address(entry.company, entry.cvr)),
    }


def _story(line: Line) -> dict[str, Any]:
    return {
        "titel": line.title,
        "kunde": line.customer,
        "branche": line.industry,
        "omraade": line.category.label if line.category else None,
        "region": line.region,
        "udfordring": line.challenge,
        "hjaelper": {"firma": line.helper, "cvr": line.helper_cvr},
        "url": site.absolute(url_for("stories.show", slug=line.slug)),
    }


def _fitting() -> tuple[directory_pages.Asked, list[Entry]]:
    what = directory_pages.asked(request.args)
    found = [] if what.error else rules.found(directory.entries(), what.wanted, today=clock.today())
    return what, found


@bp.get("/api")
def about() -> ResponseReturnValue:
    """How others use it."""
    names = [(kind.value, kind.label) for kind in Category]
    return site.page("public_api/about.html", categories=names, regions=places.regions_on(clock.today()))


@bp.get("/api/v1/it-starthjaelpere")
def helpers() -> ResponseReturnValue:
    """Everybody in the directory, or those who fit the same filters as on the page."""
    return _open([_helper(entry) for entry in _fitting()[1]])


@bp.get("/api/v1/successager")
def success_cases() -> ResponseReturnValue:
    """What is published just now, with the same filters as on the page."""
    return _open([_story(line) for line in stories.published(asked_stories()).lines])


@bp.get("/indlejr/it-starthjaelpere")
def embedded() -> ResponseReturnValue:
    """The directory for a frame on another site, the only page that may stand in one."""
    what, found = _fitting()
    response = site.page(
        "public_api/embedded.html",
        canonical=site.absolute(url_for("directory.index", **what.args())),
        headline=directory_pages.headline(len(found), what),
        lines=[directory_pages.line(entry) for entry in found],
        all_url=site.absolute(url_for("directory.index", **what.args())),
    )
    response.headers["Content-Security-Policy"] = EMBED_CSP
    return response
