"""Det sker: the activities anybody may come to, each with a file for one's own calendar (S38, S55)."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from itstart.documents import calendar_file
from itstart.models import Activity
from itstart.rules.activities import ActivityStatus
from itstart.services import activities, activity_calendars, activity_guests, files, public_activities
from itstart.web import atom, site, uploads
from itstart.web.activity_guests import closed

bp = Blueprint("public_activities", __name__, url_prefix="/det-sker")


@bp.get("")
def index() -> ResponseReturnValue:
    """What comes, the next first; then what has been."""
    coming, held = public_activities.programme()
    return site.page("public_activities/index.html", coming=coming, held=held)


@bp.get("/feed.xml")
def feed() -> ResponseReturnValue:
    """What comes and what has been, as Atom."""
    coming, held = public_activities.programme()
    entries = [
        atom.Entry(
            title=activity.title,
            path=url_for(".show", activity=activity.number),
            updated=activity.changed_at,
            summary=_summary(activity),
        )
        for activity in (*coming, *held)
    ]
    return atom.answer("Det sker i It-start", url_for(".index"), entries)


def _summary(activity: Activity) -> str:
    """ "Aflyst. Workshop torsdag den 3. december 2026 kl. 13.00, Herning"."""
    cancelled = "Aflyst. " if activity.status is ActivityStatus.CANCELLED else ""
    return f"{cancelled}{activity.kind.label} {activities.when(activity)}"


@bp.get("/kalender.ics")
def programme() -> ResponseReturnValue:
    """The same as a calendar to follow."""
    coming, held = public_activities.programme()
    content = activity_calendars.file([*reversed(held), *coming])
    response = uploads.download("Det sker i It-start.ics", content, calendar_file.MEDIA_TYPE)
    return site.kept(response, files.fingerprint(content))


@bp.get("/<activity>")
def show(activity: str) -> ResponseReturnValue:
    """What it is about, when and where."""
    found = public_activities.find(activity)
    return site.page(
        "public_activities/show.html",
        activity=found,
        is_over=public_activities.is_over(found),
        closed=closed(found),
        free=activity_guests.free_places(found),
    )


@bp.get("/<activity>/kalender")
def calendar(activity: str) -> ResponseReturnValue:
    """The activity as a calendar file."""
    found = public_activities.find(activity)
    return uploads.download(f"{found.title}.ics", activity_calendars.file([found]), calendar_file.MEDIA_TYPE)
