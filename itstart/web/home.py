"""The address without a path: where the day begins, or what It-start is for those who are not logged in."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from itstart.web import site_front
from itstart.web.pages import go

bp = Blueprint("home", __name__)


def start_page() -> str:
    """Where a person begins the day."""
    return url_for("front.index")


@bp.get("/")
def index() -> ResponseReturnValue:
    """To the day's work, or the front page."""
    return go(start_page()) if current_user.is_authenticated else site_front.show()
