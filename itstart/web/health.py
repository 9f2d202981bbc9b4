"""One address that tells a machine whether the application can do its work."""

from flask import Blueprint, Response, make_response

from itstart.services import installation

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def check() -> Response:
    """200 and "ok" when the database answers; 503 otherwise, by the error handler."""
    installation.is_demo()
    response = make_response("ok", 200)
    response.mimetype = "text/plain"
    return response
