"""The material everybody may fetch, step by step, without a log-in (S41, S69)."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from itstart.documents.uploads import Kind
from itstart.services import downloads, files, material, official_templates
from itstart.web import site, uploads
from itstart.web.material import asked, by_step, official, selects

bp = Blueprint("knowledge", __name__)


@bp.get("/viden")
def index() -> ResponseReturnValue:
    """What everybody may fetch, filtered by the address alone."""
    wanted = asked()
    found = material.public(wanted)
    return site.page(
        "knowledge/index.html",
        fragment="library",
        groups=by_step(found),
        count=len(found),
        wanted=wanted,
        selects=selects(wanted),
    )


@bp.get("/viden/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One piece with its newest file."""
    found = material.find_public(slug)
    return site.page("knowledge/show.html", material=found, newest=found.versions[0])


def _counted(response: Response, key: str, version: int) -> Response:
    """Count a file that is really sent: not a look at its headers, and not "you have it already"."""
    if request.method != "HEAD" and response.status_code == 200:
        downloads.count(key, version)
    return response


@bp.get("/viden/<slug>/fil")
def file(slug: str) -> ResponseReturnValue:
    """The newest file of a piece, byte for byte."""
    found = material.find_public(slug)
    newest = found.versions[0]
    response = site.kept(uploads.download_stored(newest.file), newest.file.sha256)
    return _counted(response, found.slug, newest.number)


@bp.get("/viden/skabeloner/<key>")
def example(key: str) -> ResponseReturnValue:
    """A document filled with the worked example."""
    found = official(key)
    if not found.is_public:
        abort(404)
    content = official_templates.example(key)
    response = uploads.download(f"Eksempel {found.name}.docx", content, Kind.DOCX.media_type)
    return _counted(site.kept(response, files.fingerprint(content)), f"skabelon/{key}", found.version)
