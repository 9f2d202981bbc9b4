"""The material library for those who are logged in: helpers fetch, IBIZ-Center lays out (S41, S69)."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.documents.uploads import Kind, Rejected
from itstart.models import Material
from itstart.rules.findings import RuleViolation
from itstart.rules.material import MaterialKind
from itstart.rules.steps import StepKey
from itstart.services import downloads, material, official_templates
from itstart.services.conflicts import Conflict
from itstart.services.material import Line, Wanted
from itstart.services.official_templates import Official
from itstart.web import access, form_keys, uploads
from itstart.web.material_forms import MaterialForm, NewMaterialForm, VersionForm, filled
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context

bp = Blueprint("material", __name__)
FORM_ID = "material-form"
GENERAL = "alle"
KIND_WORDS = {
    MaterialKind.GUIDE: "vejledning",
    MaterialKind.TEMPLATE: "skabelon",
    MaterialKind.AGREEMENT: "aftaledokument",
    MaterialKind.INFORMATION: "information",
}


def asked() -> Wanted:
    """What the address asks for: `?skridt=2&slags=skabelon&q=…`; what it does not understand asks for all."""
    said, step = request.args.get("slags", ""), request.args.get("skridt", "")
    return Wanted(
        kind=next((kind for kind, word in KIND_WORDS.items() if word == said), None),
        step=next((key for key in StepKey if str(key.number) == step), None),
        general=step == GENERAL,
        query=request.args.get("q", "").strip()[:100],
        withdrawn=request.args.get("udgaaede") == "1",
    )


def selects(wanted: Wanted) -> list[dict[str, Any]]:
    """The two choices of the filter."""
    steps = [(str(key.number), f"Skridt {key.number}: {key.label}") for key in StepKey]
    chosen = GENERAL if wanted.general else str(wanted.step.number) if wanted.step else ""
    kinds = [(word, kind.label) for kind, word in KIND_WORDS.items()]
    kind = KIND_WORDS[wanted.kind] if wanted.kind else ""
    return [
        {"name": "skridt", "label": "Skridt", "chosen": chosen,
         "choices": [("", "Alle"), *steps, (GENERAL, "Gælder alle skridt")]},
        {"name": "slags", "label": "Slags", "chosen": kind, "choices": [("", "Alle"), *kinds]},
    ]  # fmt: skip


def by_step(lines: list[Line]) -> list[tuple[str, str, list[Line]]]:
    """(anchor, heading, lines) for each step that has something, and last what is for all of them."""
    places: list[tuple[str, str, StepKey | None]] = [
        (f"skridt-{key.number}", f"Skridt {key.number}: {key.label}", key) for key in StepKey
    ]
    places.append(("alle-skridt", "Gælder alle skridt", None))
    groups = [(anchor, title, [line for line in lines if line.step is step]) for anchor, title, step in places]
    return [group for group in groups if group[2]]


def _args(wanted: Wanted) -> dict[str, Any]:
    """The filter as the address carries it; None where nothing is asked."""
    chosen = {choice["name"]: choice["chosen"] or None for choice in selects(wanted)}
    return {**chosen, "q": wanted.query or None, "udgaaede": 1 if wanted.withdrawn else None}


@bp.get("/materiale")
def index() -> ResponseReturnValue:
    """The library, step by step, filtered by the address alone."""
    wanted, person = asked(), access.user()
    found = material.page(person, wanted, request.args.get("side", 1, type=int) or 1)
    return page(
        "material/index.html",
        fragment="library",
        groups=by_step(found.lines),
        found=found,
        args=_args(wanted),
        wanted=wanted,
        selects=selects(wanted),
        may_keep=policies.may_keep_material(person),
    )


# ---- one piece -----------------------------------------------------------------------------------------


def show_page(found: Material, status: int = 200, **more: Any) -> Response:
    """A piece with its versions, and what IBIZ-Center may do to it."""
    counts = material.downloads_of(found)
    context = {
        "material": found,
        "counts": counts,
        "total": sum(counts.values()),
        "may_keep": policies.may_keep_material(access.user()),
        "form": VersionForm(),
        **more,
    }
    return page("material/show.html", status=status, **context)


@bp.get("/materiale/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """What it is, its newest file, and how it came to be so."""
    return show_page(material.find(access.user(), slug))


@bp.get("/materiale/<slug>/<int:version>/fil")
def file(slug: str, version: int) -> ResponseReturnValue:
    """One version's file, byte for byte."""
    found = material.find(access.user(), slug)
    kept = material.find_version(found, version)
    if request.method != "HEAD":
        downloads.count(found.slug, version)
    return uploads.download_stored(kept.file)


def official(key: str) -> Official:
    """The official template of this kind; 404 when there is none."""
    try:
        return official_templates.find(key)
    except LookupError:
        abort(404)


@bp.get("/materiale/skabeloner/<key>")
def blank(key: str) -> ResponseReturnValue:
    """An official Word template with its fields."""
    found = official(key)
    if request.method != "HEAD":
        downloads.count(f"skabelon/{key}", found.version)
    return uploads.download(found.file_name, official_templates.blank(key), Kind.DOCX.media_type)


# ---- what IBIZ-Center does -----------------------------------------------------------------------------


def _edit_page(form: MaterialForm, found: Material | None, status: int = 200, **more: Any) -> Response:
    context = {"form": form, "material": found, "form_id": FORM_ID, "conflict": None, **more}
    return page("material/edit.html", status=status, **context)


@bp.get("/materiale/ny")
def new() -> ResponseReturnValue:
    """An empty form."""
    return _edit_page(NewMaterialForm(), None)


@bp.post("/materiale/ny")
def create() -> ResponseReturnValue:
    """Lay out a new piece."""
    if earlier := form_keys.already():
        return go(earlier)
    form, given = NewMaterialForm(request.form), uploads.taken("file")
    valid = form.validate()
    if given is None:
        form.refuse("file", "Vælg filen.")
    if not valid or given is None:
        return _edit_page(form, None, 422)
    try:
        found = material.add(access.user(), form.values(), *given)
    except Rejected as error:
        form.refuse("file", str(error))
        return _edit_page(form, None, 422)
    here = url_for(".show", slug=found.slug)
    form_keys.done(here)
    return go(here, message="Materialet ligger nu i biblioteket.")


@bp.get("/materiale/<slug>/ret")
def edit(slug: str) -> ResponseReturnValue:
    """The form with what is said of it."""
    found = material.find(access.user(), slug)
    return _edit_page(filled(found), found)


@bp.post("/materiale/<slug>/ret")
def save(slug: str) -> ResponseReturnValue:
    """Keep the corrections."""
    found, form = material.find(access.user(), slug), MaterialForm(request.form)
    if not form.validate():
        return _edit_page(form, found, 422)
    version = request.form.get("overskriv", type=int) or request.form.get("version", type=int) or 0
    try:
        changed = material.edit(access.user(), found, form.values(), version=version)
    except Conflict as conflict:
        told = conflict_context(conflict, form, FORM_ID, url_for(".save", slug=slug), url_for(".edit", slug=slug))
        return _edit_page(form, found, 409, conflict=told)
    return go(url_for(".show", slug=slug), message="Gemt." if changed else "Der var intet at gemme.")


@bp.post("/materiale/<slug>/version")
def add_version(slug: str) -> ResponseReturnValue:
    """A new file of the same piece."""
    if earlier := form_keys.already():
        return go(earlier)
    found, form, given = material.find(access.user(), slug), VersionForm(request.form), uploads.taken("file")
    valid = form.validate()
    if given is None:
        form.refuse("file", "Vælg filen.")
    if not valid or given is None:
        return show_page(found, 422, form=form)
    try:
        made = material.add_version(access.user(), found, *given, note=form.note.data or "")
    except Rejected as error:
        form.refuse("file", str(error))
        return show_page(found, 422, form=form)
    except RuleViolation as error:
        refused(form, error)
        return show_page(found, 422, form=form)
    here = url_for(".show", slug=slug)
    form_keys.done(here)
    return go(here, message=f"Version {made.number} ligger nu i biblioteket.")


@bp.post("/materiale/<slug>/traek-tilbage")
def withdraw(slug: str) -> ResponseReturnValue:
    """Take it out of the library at once."""
    material.withdraw(access.user(), material.find(access.user(), slug))
    undo = url_for(".restore", slug=slug)
    return go(url_for(".show", slug=slug), message="Materialet er trukket tilbage.", undo_url=undo)


@bp.post("/materiale/<slug>/gendan")
def restore(slug: str) -> ResponseReturnValue:
    """Lay it out again."""
    material.restore(access.user(), material.find(access.user(), slug))
    return go(url_for(".show", slug=slug), message="Materialet ligger i biblioteket igen.")
