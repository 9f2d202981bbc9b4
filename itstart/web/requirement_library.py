"""The library of requirements: everybody who is logged in reads it, IBIZ-Center keeps it (F10)."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.rules.findings import RuleViolation
from itstart.services import requirement_library
from itstart.services.conflicts import Conflict
from itstart.services.requirement_library import FIELDS, Entry, Wanted
from itstart.services.sparring_suggestions import difference
from itstart.web import access, form_keys, library_filters, showing
from itstart.web.library_forms import LibraryForm, NewForm, filled
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context

bp = Blueprint("requirement_library", __name__)
FORM_ID = "library-form"


@bp.get("/kravbibliotek")
def index() -> ResponseReturnValue:
    """The packs, or what is asked for of them; `?udgaaede=1` shows what is withdrawn."""
    wanted = library_filters.asked()
    may_edit = policies.may_edit_library(access.user())
    withdrawn = may_edit and request.args.get("udgaaede") == "1"
    every = requirement_library.entries(withdrawn=may_edit)
    shown = [entry for entry in every if entry.withdrawn == withdrawn]
    found = requirement_library.matching(shown, wanted)
    return page(
        "requirement_library/index.html",
        fragment="library",
        groups=library_filters.by_pack(found),
        count=len(found),
        selects=library_filters.selects(wanted, requirement_library.packs(), with_area=True),
        wanted=wanted,
        listed=withdrawn or "pakke" in request.args or wanted != Wanted(),
        withdrawn=withdrawn,
        gone=sum(entry.withdrawn for entry in every),
        may_edit=may_edit,
    )


# ---- one requirement and its versions ------------------------------------------------------------------


def _labels() -> LibraryForm:
    return LibraryForm()


def _told(entry: Entry) -> dict[str, str]:
    """The text of each field as people read it."""
    form = _labels()
    return {name: showing.value(form[name], getattr(entry.text, name)) for name in FIELDS}


def _changes(older: Entry | None, newer: Entry) -> list[dict[str, Any]]:
    """What a version changed, field by field, as words that came and went."""
    if older is None:
        return []
    before, after, form = _told(older), _told(newer), _labels()
    return [
        {"label": form[name].label.text, "parts": difference(before[name], after[name])}
        for name in FIELDS
        if before[name] != after[name]
    ]


def _what(older: Entry | None, newer: Entry) -> str:
    if newer.version == 0:
        return "Fulgte med It-start"
    if newer.withdrawn and not (older and older.withdrawn):
        return "Trukket tilbage"
    if older and older.withdrawn and not newer.withdrawn:
        return "Taget med igen"
    return "Rettet" if older else "Skrevet"


@bp.get("/kravbibliotek/<key>")
def show(key: str) -> ResponseReturnValue:
    """One requirement, all it says, and how it came to say so. Helpers see what is offered only."""
    found = requirement_library.versions(key)
    newest = found[0]
    may_edit = policies.may_edit_library(access.user())
    form = _labels()
    told = _told(newest)
    history = [
        {
            "entry": newer,
            "what": _what(older, newer),
            "changes": _changes(older, newer),
            "may_restore": may_edit and newer is not newest and newer.text != newest.text,
        }
        for newer, older in zip(found, [*found[1:], None], strict=True)
    ]
    return page(
        "requirement_library/show.html",
        entry=newest,
        pack=requirement_library.pack(newest.pack),
        lines=[(form[name].label.text, told[name], None) for name in FIELDS if name != "title" and told[name]],
        history=history,
        may_edit=may_edit,
    )


def _edit_page(entry: Entry, form: LibraryForm, status: int = 200, **more: Any) -> Response:
    pack = requirement_library.pack(entry.pack)
    context = {"entry": entry, "pack": pack, "form": form, "form_id": FORM_ID, "refusals": [], "conflict": None, **more}
    return page("requirement_library/edit.html", status=status, **context)


@bp.get("/kravbibliotek/<key>/ret")
def edit(key: str) -> ResponseReturnValue:
    """The form with the newest text."""
    entry = requirement_library.find(key)
    return _edit_page(entry, filled(entry))


@bp.post("/kravbibliotek/<key>/ret")
def save(key: str) -> ResponseReturnValue:
    """A new version; the old ones stay to be read."""
    entry, form = requirement_library.find(key), LibraryForm(request.form)
    if not form.validate():
        return _edit_page(entry, form, 422)
    here = url_for(".show", key=key)
    try:
        saved = requirement_library.edit(access.user(), key, form.values(), version=_version())
    except RuleViolation as error:
        return _edit_page(entry, form, 422, refusals=_said(form, error))
    except Conflict as conflict:
        told = conflict_context(conflict, form, FORM_ID, url_for(".save", key=key), url_for(".edit", key=key))
        return _edit_page(entry, form, 409, conflict=told)
    return go(here, message="Gemt som en ny version." if saved.version != entry.version else "Der var intet at gemme.")


def _version() -> int:
    """The version the form was made from; 0 is the file's own. The one named by "Gem min tekst" goes first."""
    return request.form.get("overskriv", type=int) or request.form.get("version", type=int) or 0


def _said(form: LibraryForm, error: RuleViolation) -> list[dict[str, Any]]:
    return [{"message": finding.message, "blocks": True} for finding in refused(form, error)]


def _new_page(form: NewForm, status: int = 200, **more: Any) -> Response:
    context = {"entry": None, "form": form, "form_id": FORM_ID, "refusals": [], "conflict": None, **more}
    return page("requirement_library/edit.html", status=status, **context)


@bp.get("/kravbibliotek/nyt")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _new_page(NewForm(data={"pack": request.args.get("pakke", "")}))


@bp.post("/kravbibliotek/nyt")
def create() -> ResponseReturnValue:
    """A requirement of IBIZ-Center's own."""
    if earlier := form_keys.already():
        return go(earlier)
    form = NewForm(request.form)
    if not form.validate():
        return _new_page(form, 422)
    try:
        entry = requirement_library.add(access.user(), form.pack.data, form.values())
    except RuleViolation as error:
        return _new_page(form, 422, refusals=_said(form, error))
    here = url_for(".show", key=entry.key)
    form_keys.done(here)
    return go(here, message=f"Tilføjet: {entry.text.title}")


@bp.post("/kravbibliotek/<key>/traek-tilbage")
def withdraw(key: str) -> ResponseReturnValue:
    """Offer it no more; the message has an undo button."""
    entry = requirement_library.withdraw(access.user(), key)
    undo = url_for(".restore", key=key, version=entry.version)
    return go(url_for(".show", key=key), message=f"Trukket tilbage: {entry.text.title}", undo_url=undo)


@bp.post("/kravbibliotek/<key>/version/<int:version>")
def restore(key: str, version: int) -> ResponseReturnValue:
    """Let the text of an earlier version hold again."""
    entry = requirement_library.restore(access.user(), key, version)
    return go(
        url_for(".show", key=key), message=f"Teksten fra version {version} gælder igen, som version {entry.version}."
    )
