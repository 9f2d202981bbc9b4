"""The living page of all components in all states."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart.web import design_samples
from itstart.web.pages import page

bp = Blueprint("design", __name__)


@bp.get("/design")
def index() -> ResponseReturnValue:
    """Every component; looked at by people, and by axe in the browser test."""
    return page("design/index.html", **design_samples.context())
