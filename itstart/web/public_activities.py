"""Det sker: the activities anybody may come to, each with a file for one's own calendar (S38, S55)."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart.documents import calendar_file
from itstart.services import activity_calendars, public_activities
from itstart.web import site, uploads

bp = Blueprint("public_activities", __name__, url_prefix="/det-sker")


@bp.get("")
def index() -> ResponseReturnValue:
    """What comes, the next first; then what has been."""
    coming, held = public_activities.programme()
    return site.page("public_activities/index.html", coming=coming, held=held)


@bp.get("/<activity>")
def show(activity: str) -> ResponseReturnValue:
    """What it is about, when and where."""
    found = public_activities.find(activity)
    return site.page("public_activities/show.html", activity=found, is_over=public_activities.is_over(found))


@bp.get("/<activity>/kalender")
def calendar(activity: str) -> ResponseReturnValue:
    """The activity as a calendar file."""
    found = public_activities.find(activity)
    return uploads.download(f"{found.title}.ics", activity_calendars.file([found]), calendar_file.MEDIA_TYPE)
