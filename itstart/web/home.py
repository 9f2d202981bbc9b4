"""The address without a path: on to where the day begins."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from itstart.web.pages import go

bp = Blueprint("home", __name__)


def start_page() -> str:
    """Where a person begins the day."""
    return url_for("front.index")


@bp.get("/")
def index() -> ResponseReturnValue:
    """To the front page, or to the log-in."""
    return go(start_page() if current_user.is_authenticated else url_for("account.log_in"))
