"""Activities: the year's programme, each with its people and material, and a calendar to follow (S38, S48, S55)."""

from typing import Any
from urllib.parse import urljoin

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.documents import calendar_file
from itstart.documents.uploads import Rejected
from itstart.models import Activity
from itstart.rules.activities import ActivityEvent, ActivityKind, ActivityStatus, check_sign_up, may_event
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.services import activities, activity_calendars, activity_sign_ups, programme_goals
from itstart.services.activities import Wanted
from itstart.services.conflicts import Conflict
from itstart.web import access, form_keys, uploads
from itstart.web.activity_forms import ActivityForm, CancelForm, ToldForm, filled
from itstart.web.customer_links import base_url
from itstart.web.front_view import GOAL_KINDS
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context

bp = Blueprint("activities", __name__)
FORM_ID = "activity-form"
KINDS = {
    ActivityStatus.PLANNED: "",
    ActivityStatus.OPEN: "go",
    ActivityStatus.HELD: "done",
    ActivityStatus.CANCELLED: "stop",
}


def asked_year() -> int:
    """The year of the address, this one when it names none."""
    year = request.args.get("aar", type=int) or 0
    return year if 2000 <= year <= 2199 else clock.today().year


def _wanted() -> Wanted:
    asked = request.args
    kind = asked.get("slags", "")
    step = next((key for key in StepKey if str(key.number) == asked.get("skridt")), None)
    return Wanted(asked_year(), ActivityKind(kind) if kind in set(ActivityKind) else None, step)


@bp.get("/aktiviteter")
def index() -> ResponseReturnValue:
    """The year's programme and its goals."""
    wanted, user = _wanted(), access.user()
    found, goals = activities.programme(user, wanted), programme_goals.of_year(user, wanted.year)
    return page(
        "activities/index.html",
        lines=found,
        wanted=wanted,
        kinds=KINDS,
        years=[(str(year), str(year)) for year in activities.years()],
        kind_choices=[("", "Alle slags"), *ActivityKind.choices()],
        steps=[("", "Alle temaer"), *((str(key.number), f"Skridt {key.number}: {key.label}") for key in StepKey)],
        goals=goals,
        tallies=programme_goals.tallies(goals),
        goal_kinds=GOAL_KINDS,
        arranges=policies.may_arrange_activities(user),
        follows=activity_calendars.has_address(user),
    )


def _refusals(error: RuleViolation, form: Any) -> list[dict[str, Any]]:
    return [{"message": one.message, "blocks": True} for one in refused(form, error)]


# ---- one activity ------------------------------------------------------------------------------------


def show_page(activity: Activity, status: int = 200, **more: Any) -> Response:
    """The activity with what the person may do to it now."""
    user = access.user()
    arranges = policies.may_arrange_activities(user)
    going = activities.going(activity)
    own = activity_sign_ups.find(user, activity)
    context: dict[str, Any] = {
        "activity": activity,
        "kind": KINDS[activity.status],
        "arranges": arranges,
        "going": going,
        "guests": sum(one.user is None for one, _ in going),
        "own": own,
        "waiting": next((waits for one, waits in going if one is own), False),
        "closed": check_sign_up(activity.facts, now=clock.now(), today=clock.today()),
        "may": {event.value: arranges and may_event(event, activity.status) for event in ActivityEvent},
        "cancel_form": CancelForm(),
        "told_form": ToldForm(data={"minutes": activity.minutes, "best_practice": activity.best_practice}),
        "refusals": [],
        "file_error": "",
        "has_begun": activity.starts_at <= clock.now(),
        **more,
    }
    return page("activities/show.html", status=status, **context)


@bp.get("/aktiviteter/<activity>")
def show(activity: str) -> ResponseReturnValue:
    """What it is about, when, who comes, and what came of it."""
    return show_page(activities.find(activity))


def _edit_page(form: ActivityForm, activity: Activity | None, status: int = 200, **more: Any) -> Response:
    context = {"form": form, "activity": activity, "form_id": FORM_ID, "conflict": None, "refusals": [], **more}
    return page("activities/edit.html", status=status, **context)


@bp.get("/aktiviteter/ny")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _edit_page(ActivityForm(), None)


@bp.post("/aktiviteter/ny")
def create() -> ResponseReturnValue:
    """Plan an activity."""
    if earlier := form_keys.already():
        return go(earlier)
    form = ActivityForm(request.form)
    if not form.validate():
        return _edit_page(form, None, 422)
    try:
        activity = activities.add(access.user(), form.values())
    except RuleViolation as error:
        return _edit_page(form, None, 422, refusals=_refusals(error, form))
    here = url_for(".show", activity=activity.number)
    form_keys.done(here)
    return go(here, message="Aktiviteten er planlagt.")


@bp.get("/aktiviteter/<activity>/ret")
def edit(activity: str) -> ResponseReturnValue:
    """The form with the facts in it."""
    found = activities.find(activity)
    return _edit_page(filled(found), found)


@bp.post("/aktiviteter/<activity>/ret")
def save(activity: str) -> ResponseReturnValue:
    """Keep the corrections."""
    found, form = activities.find(activity), ActivityForm(request.form)
    if not form.validate():
        return _edit_page(form, found, 422)
    here = url_for(".show", activity=activity)
    version = request.form.get("overskriv", type=int) or request.form.get("version", type=int) or 0
    try:
        changed = activities.edit(access.user(), found, form.values(), version=version)
    except RuleViolation as error:
        return _edit_page(form, found, 422, refusals=_refusals(error, form))
    except Conflict as conflict:
        save_url, again = url_for(".save", activity=activity), url_for(".edit", activity=activity)
        told = conflict_context(conflict, form, FORM_ID, save_url, again)
        return _edit_page(form, found, 409, conflict=told)
    return go(here, message="Gemt." if changed else "Der var intet at gemme.")


# ---- what IBIZ-Center does to it ---------------------------------------------------------------------


def _event(number: str, event: ActivityEvent, said: str) -> ResponseReturnValue:
    activity, form = activities.find(number), CancelForm(request.form)
    if not form.validate():
        return show_page(activity, 422, cancel_form=form)
    try:
        activities.change(access.user(), activity, event, reason=form.cancel_reason.data or "")
    except RuleViolation as error:
        return show_page(activity, 409, refusals=_refusals(error, form), cancel_form=form)
    return go(url_for(".show", activity=number), message=said)


@bp.post("/aktiviteter/<activity>/aabn")
def open_sign_up(activity: str) -> ResponseReturnValue:
    """Let people sign up."""
    return _event(activity, ActivityEvent.OPEN, "Rådgiverne kan nu tilmelde sig.")


@bp.post("/aktiviteter/<activity>/holdt")
def hold(activity: str) -> ResponseReturnValue:
    """It has been held."""
    return _event(activity, ActivityEvent.HOLD, "Noteret. Sæt kryds ved dem, der var med, og skriv referatet.")


@bp.post("/aktiviteter/<activity>/aflys")
def cancel(activity: str) -> ResponseReturnValue:
    """Call it off; those signed up get a mail."""
    return _event(activity, ActivityEvent.CANCEL, "Aktiviteten er aflyst, og de tilmeldte får besked.")


@bp.post("/aktiviteter/<activity>/referat")
def tell(activity: str) -> ResponseReturnValue:
    """Who was there, the minutes and the good practice."""
    found, form = activities.find(activity), ToldForm(request.form)
    if not form.validate():
        return show_page(found, 422, told_form=form)
    attended = request.form.getlist("attended", type=int)
    try:
        activities.tell_how_it_went(
            access.user(),
            found,
            minutes=form.minutes.data or "",
            best_practice=form.best_practice.data or "",
            attended=attended,
        )
    except RuleViolation as error:
        return show_page(found, 409, refusals=_refusals(error, form), told_form=form)
    return go(url_for(".show", activity=activity), message="Gemt. Alle rådgivere kan læse det.")


@bp.post("/aktiviteter/<activity>/materiale")
def add_material(activity: str) -> ResponseReturnValue:
    """Put a file with the activity."""
    found, given = activities.find(activity), uploads.taken("file")
    if given is None:
        return show_page(found, 422, file_error="Vælg filen.")
    try:
        activities.add_material(access.user(), found, *given)
    except Rejected as error:
        return show_page(found, 422, file_error=str(error))
    except RuleViolation as error:
        return show_page(found, 409, file_error=str(error))
    return go(url_for(".show", activity=activity), message="Filen ligger nu ved aktiviteten.")


@bp.get("/aktiviteter/<activity>/materiale/<int:position>")
def material(activity: str, position: int) -> ResponseReturnValue:
    """One of its files."""
    return uploads.download_stored(activities.find_material(activities.find(activity), position))


@bp.post("/aktiviteter/<activity>/materiale/<int:position>/slet")
def remove_material(activity: str, position: int) -> ResponseReturnValue:
    """Take a file away."""
    activities.remove_material(access.user(), activities.find(activity), position)
    return go(url_for(".show", activity=activity), message="Filen er fjernet.")


# ---- what everybody does -----------------------------------------------------------------------------


@bp.post("/aktiviteter/<activity>/tilmeld")
def sign_up(activity: str) -> ResponseReturnValue:
    """Take a place, or one on the waiting list."""
    found = activities.find(activity)
    has_place = activity_sign_ups.sign_up(access.user(), found)
    said = (
        "Du er tilmeldt."
        if has_place
        else "Der er fuldt. Du står på ventelisten og får en mail, hvis der bliver plads."
    )
    return go(url_for(".show", activity=activity), message=said)


@bp.post("/aktiviteter/<activity>/afmeld")
def withdraw(activity: str) -> ResponseReturnValue:
    """Give the place back."""
    activity_sign_ups.withdraw(access.user(), activities.find(activity))
    return go(url_for(".show", activity=activity), message="Du er meldt fra.")


@bp.get("/aktiviteter/<activity>/kalender")
def calendar(activity: str) -> ResponseReturnValue:
    """The activity as a calendar file."""
    found = activities.find(activity)
    return uploads.download(f"{found.title}.ics", activity_calendars.file([found]), calendar_file.MEDIA_TYPE)


@bp.post("/aktiviteter/kalender")
def follow() -> ResponseReturnValue:
    """A new secret address for the person's calendar program; it is shown once."""
    token = activity_calendars.new_address(access.user())
    return page("activities/feed.html", address=urljoin(base_url(), url_for(".feed", token=token)))


@bp.post("/aktiviteter/kalender/stop")
def stop_following() -> ResponseReturnValue:
    """Close the address."""
    activity_calendars.stop(access.user())
    return go(url_for(".index"), message="Adressen er lukket.")


@bp.get("/kalender/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """What a calendar program fetches."""
    found = activity_calendars.feed(token)
    if found is None:
        abort(404)
    return uploads.download("It-start.ics", found, calendar_file.MEDIA_TYPE)
