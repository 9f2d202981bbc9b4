"""The kodeks for everybody: the version in force as a page and as Word (S20)."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart.data import prose
from itstart.documents.uploads import Kind
from itstart.services import code_versions, settings
from itstart.steps import code_document
from itstart.web import site, uploads

bp = Blueprint("public_kodeks", __name__, url_prefix="/kodeks")


@bp.get("")
def show() -> ResponseReturnValue:
    """The text."""
    version = code_versions.current()
    return site.page("kodeks/public.html", title=code_versions.TITLE, version=version, html=prose.to_html(version.text))


@bp.get("/word")
def word() -> ResponseReturnValue:
    """The same as a Word document."""
    version = code_versions.current()
    made = code_document.render(
        code_versions.TITLE, version.number, version.published_on, version.text, settings.center_name()
    )
    return uploads.download(f"Kodeks version {version.number}.docx", made.content, Kind.DOCX.media_type)
