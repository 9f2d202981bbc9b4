"""One address that tells a machine whether the application can do its work."""

from flask import Blueprint, Response, current_app, make_response

from itstart.config import Settings
from itstart.services import installation, readiness

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def check() -> Response:
    """200 and "ok" when the database answers; 503 otherwise, by the error handler."""
    installation.is_demo()
    response = make_response("ok", 200)
    response.mimetype = "text/plain"
    return response


@bp.get("/klar")
def ready() -> Response:
    """200 when database, background work and disk are as they should be, else 503; what is wrong is not told here."""
    settings: Settings = current_app.config["SETTINGS"]
    well = readiness.is_ready(settings.instance)
    response = make_response("klar" if well else "ikke klar", 200 if well else 503)
    response.mimetype = "text/plain"
    response.headers["Cache-Control"] = "no-store"
    return response
