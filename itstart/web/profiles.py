"""A firm's own profile: written with autosave, completed, shown with a picture, and read through once a year."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.documents.uploads import Rejected
from itstart.models import Helper
from itstart.rules.findings import RuleViolation
from itstart.rules.profiles import ASKED
from itstart.services import profiles
from itstart.services.conflicts import Conflict, Difference
from itstart.web import access, uploads
from itstart.web.filters import clock_time
from itstart.web.pages import go, page
from itstart.web.profile_forms import LEVEL, ProfileForm, ProfilePictureForm, municipality_groups, profile_form
from itstart.web.refusals import refused
from itstart.web.tasks import autosave_answer, conflict_context, version_sent

bp = Blueprint("profiles", __name__)


def meter(helper: Helper) -> dict[str, Any]:
    """How much of the profile is there, and what is not."""
    missing = profiles.missing(helper)
    return {"done": len(ASKED) - len(missing), "of": len(ASKED), "missing": missing}


def shown(helper: Helper) -> dict[str, Any]:
    """The profile as it is read: its competences, places and industries in words."""
    today = clock.today()
    where = profiles.coverage(helper, today)
    names = dict(place for _, group in municipality_groups(today) for place in group)
    return {
        "helper": helper,
        "competences": [(row.category.label, row.level.label) for row in helper.categories],
        "places": [*where.regions, *(names[code] for code in where.municipalities if code in names)],
        "picture_url": url_for("profiles.picture", cvr=helper.cvr) if helper.picture else "",
        "meter": meter(helper),
        "review_due": profiles.is_review_due(helper, today),
    }


def _page(helper: Helper, status: int = 200, **forms: Any) -> Response:
    today = clock.today()
    context: dict[str, Any] = {
        "form": profile_form(profiles.values(helper, today), today),
        "picture_form": ProfilePictureForm(data={"picture_alt": helper.picture.alt if helper.picture else ""}),
        "clash": None,
        **forms,
    }
    return page(
        "profiles/edit.html",
        status=status,
        groups=municipality_groups(today),
        levels=[name for name in context["form"]._fields if name.startswith(LEVEL)],
        may_edit=policies.may_edit_profile(access.user(), helper),
        version=request.form.get("version", helper.profile_version, type=int),
        **shown(helper),
        **context,
    )


@bp.get("/profil")
def show() -> ResponseReturnValue:
    """The firm's profile, to write in."""
    return _page(profiles.own(access.user()))


def _clash(conflict: Conflict, form: ProfileForm) -> dict[str, Any]:
    """What two colleagues have written differently, field by field as the form has them."""
    told = [shown for one in conflict.differences for shown in _as_fields(one)]
    here = url_for(".show")
    return conflict_context(Conflict(told, conflict.version), form, "profile", url_for(".save"), here)


def _as_fields(one: Difference) -> list[Difference]:
    """The competences are one thing to the service and many fields here; the industries are lines of a text."""
    if one.field == "industries":
        return [Difference(one.field, "\n".join(one.mine), "\n".join(one.theirs))]
    if one.field != "levels":
        return [one]
    both = {category: (one.mine.get(category), one.theirs.get(category)) for category in {**one.mine, **one.theirs}}
    return [Difference(LEVEL + category.value, *pair) for category, pair in both.items() if pair[0] != pair[1]]


def _form() -> ProfileForm:
    return ProfileForm(request.form, today=clock.today())


@bp.post("/profil")
def save() -> ResponseReturnValue:
    """Keep the whole form."""
    helper, form = profiles.own(access.user()), _form()
    if not form.validate():
        return _page(helper, 422, form=form)
    try:
        profiles.edit(access.user(), helper, form.said(), version=version_sent())
    except Conflict as conflict:
        return _page(helper, 409, form=form, clash=_clash(conflict, form))
    except RuleViolation as error:
        refused(form, error)
        return _page(helper, 422, form=form)
    return go(url_for(".show"), message="Profilen er gemt.")


@bp.post("/profil/autogem")
def autosave() -> ResponseReturnValue:
    """Keep it while it is being written."""
    helper, form = profiles.own(access.user()), _form()
    if not form.validate():
        return autosave_answer("not_saved", "profile", 422, form=form)
    try:
        profiles.edit(access.user(), helper, form.said(), version=version_sent())
    except Conflict as conflict:
        return autosave_answer("conflict", "profile", 409, conflict=_clash(conflict, form))
    except RuleViolation as error:
        refused(form, error)
        return autosave_answer("not_saved", "profile", 422, form=form)
    return autosave_answer("saved", "profile", 200, at=clock_time(clock.now()), version=helper.profile_version)


@bp.post("/profil/gennemset")
def reviewed() -> ResponseReturnValue:
    """The yearly look: all of it is right."""
    profiles.note_review(access.user(), profiles.own(access.user()))
    return go(url_for(".show"), message="Noteret. Vi spørger igen om et år.")


@bp.post("/profil/billede")
def save_picture() -> ResponseReturnValue:
    """Keep a picture with its description."""
    helper, form = profiles.own(access.user()), ProfilePictureForm(request.form)
    taken = uploads.taken("picture")
    if not form.validate() or taken is None:
        if taken is None:
            form.refuse("picture", "Vælg et billede.")
        return _page(helper, 422, picture_form=form)
    try:
        profiles.set_picture(access.user(), helper, *taken, alt=form.picture_alt.data or "")
    except Rejected as error:
        form.refuse("picture", str(error))
        return _page(helper, 422, picture_form=form)
    return go(url_for(".show"), message="Billedet er gemt.")


@bp.post("/profil/billede/fjern")
def remove_picture() -> ResponseReturnValue:
    """Take the picture away."""
    profiles.remove_picture(access.user(), profiles.own(access.user()))
    return go(url_for(".show"), message="Billedet er fjernet.")


@bp.get("/firmaer/<cvr>/billede")
def picture(cvr: str) -> ResponseReturnValue:
    """The picture, for the firm and for IBIZ-Center."""
    helper = profiles.find(access.user(), cvr)
    return uploads.show_picture(helper.picture.file if helper.picture else abort(404))
