"""The address without a path: where the day begins, or what It-start is for those who are not logged in."""

from flask import Blueprint, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from itstart.web import site_front
from itstart.web.pages import go

bp = Blueprint("home", __name__)


def start_page() -> str:
    """Where a person begins the day."""
    known = "cases.index" in current_app.view_functions
    return url_for("cases.index" if known else "account.show")


@bp.get("/")
def index() -> ResponseReturnValue:
    """To the day's work, or the front page."""
    return go(start_page()) if current_user.is_authenticated else site_front.show()
