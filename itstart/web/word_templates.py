"""Word templates: a firm's own, and IBIZ-Center's official ones (S63, F046, F048)."""

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, TextAreaField
from wtforms.validators import Length

from itstart import clock, policies
from itstart.documents import catalogue, template_samples
from itstart.documents.uploads import Rejected
from itstart.forms import BaseForm
from itstart.models import StoredFile, WordTemplateVersion
from itstart.rules.template_states import TemplateState
from itstart.services import cases, template_contexts, word_templates
from itstart.steps.template_kinds import TemplateKind
from itstart.web import access, form_keys, transaction, uploads
from itstart.web.guards import TRIAL_LIMIT, limiter
from itstart.web.pages import go, page

bp = Blueprint("word_templates", __name__)
STATE_LOOKS = {
    TemplateState.REFUSED: "stop",
    TemplateState.READY: "go",
    TemplateState.LIVE: "done",
    TemplateState.REPLACED: "",
}


class UploadForm(BaseForm):
    """A template, and what was changed in it."""

    file = FileField("Word-skabelon", description="En .docx-fil. Vi prøver den, før den kan tages i brug.")
    note = TextAreaField(
        "Hvad er ændret?", [Length(max=1000, message="Skriv højst 1.000 tegn.")], render_kw={"rows": 2},
        description="Så dine kolleger kan se forskel på versionerne.",
    )  # fmt: skip


def _kind(key: str) -> TemplateKind:
    try:
        return word_templates.find_kind_of(access.user(), key)
    except LookupError:
        abort(404)


def _version(kind: TemplateKind, version: int) -> WordTemplateVersion:
    return word_templates.find_version(access.user(), kind, version)


@bp.get("/skabeloner")
def index() -> ResponseReturnValue:
    """Every kind of document and the template it is made in."""
    person = access.user()
    states = word_templates.overview(person)
    return page(
        "word_templates/index.html",
        groups=[(name, list(found)) for name, found in groupby(states, lambda state: state.kind.group)],
        official=policies.is_staff(person),
        label=word_templates.label,
    )


def _page(kind: TemplateKind, form: UploadForm, status: int = 200, **more: Any) -> Response:
    person = access.user()
    return page(
        "word_templates/show.html",
        status=status,
        kind=kind,
        form=form,
        versions=word_templates.versions(person, kind),
        label=word_templates.label,
        before=word_templates.label(word_templates.in_use(None).get((None, kind.key)) if person.helper else None),
        official=policies.is_staff(person),
        may_edit=policies.may_keep_templates(person),
        looks=STATE_LOOKS,
        **more,
    )


@bp.get("/skabeloner/<key>")
def show(key: str) -> ResponseReturnValue:
    """One kind: which version is used, all versions, and the form for a new one."""
    return _page(_kind(key), UploadForm())


@bp.post("/skabeloner/<key>")
@limiter.limit(TRIAL_LIMIT)
def upload(key: str) -> ResponseReturnValue:
    """Try a template; it is kept as a version with what was found, and used only when somebody says so."""
    if earlier := form_keys.already():
        return go(earlier)
    kind, form, given = _kind(key), UploadForm(request.form), uploads.taken("file")
    policies.ensure(policies.may_keep_templates(access.user()))
    if not form.validate() or given is None:
        if given is None:
            form.refuse("file", "Vælg en fil.")
        return _page(kind, form, 422)
    transaction.start_over()  # the trial takes seconds, and others write meanwhile
    try:
        checked = word_templates.check(kind, *given)
    except Rejected as error:
        form.refuse("file", str(error))
        return _page(kind, form, 422)
    row = word_templates.store(access.user(), kind, checked, form.note.data or "")
    here = url_for(".version", key=key, version=row.version)
    form_keys.done(here)
    return go(here, message="" if row.findings else f"Version {row.version} er prøvet og kan tages i brug.")


@bp.get("/skabeloner/<key>/<int:version>")
def version(key: str, version: int) -> ResponseReturnValue:
    """What the trial of a version showed; where it was refused, each reason and the form to try again."""
    kind = _kind(key)
    row = _version(kind, version)
    shown = next(one for one in word_templates.versions(access.user(), kind) if one.row.id == row.id)
    return page(
        "word_templates/version.html",
        kind=kind,
        row=row,
        shown=shown,
        form=UploadForm(data={"note": row.note}),
        may_edit=policies.may_keep_templates(access.user()),
        looks=STATE_LOOKS,
    )


@bp.post("/skabeloner/<key>/<int:version>/brug")
def use(key: str, version: int) -> ResponseReturnValue:
    """Make documents in this version from now on, a new one or one from before."""
    kind = _kind(key)
    row = _version(kind, version)
    word_templates.choose(access.user(), kind, row)
    return go(url_for(".show", key=key), message=f"Nye dokumenter laves nu i version {row.version}.")


@bp.post("/skabeloner/<key>/tilbage")
def go_back(key: str) -> ResponseReturnValue:
    """Use none of one's own versions."""
    kind = _kind(key)
    word_templates.choose(access.user(), kind, None)
    return go(url_for(".show", key=key), message="Nye dokumenter laves nu i vores skabelon.")


# ---- files -----------------------------------------------------------------------------------------


@bp.get("/skabeloner/<key>/vores")
def ours(key: str) -> ResponseReturnValue:
    """The official template as it is used now, to edit in Word."""
    kind = _kind(key)
    return uploads.download(f"Skabelon {kind.name}.docx", word_templates.to_edit(kind), word_templates.WORD)


def _stored(file: StoredFile | None) -> Response:
    if file is None:
        abort(404)
    return uploads.download_stored(file)


@bp.get("/skabeloner/<key>/<int:version>/fil")
def file(key: str, version: int) -> ResponseReturnValue:
    """A version as it was uploaded."""
    return _stored(_version(_kind(key), version).file)


@bp.get("/skabeloner/<key>/<int:version>/proeve")
def trial(key: str, version: int) -> ResponseReturnValue:
    """The document that the trial made of the worked example."""
    return _stored(_version(_kind(key), version).trial_file)


# ---- the fields ------------------------------------------------------------------------------------


@bp.get("/skabeloner/<key>/felter")
def fields(key: str) -> ResponseReturnValue:
    """Every field of the kind, with the values of a case of one's own or of the worked example."""
    kind, person, number = _kind(key), access.user(), request.args.get("sag", "")
    pattern = template_samples.typical(key)
    case = cases.find_readable(person, number) if number else None
    context = template_contexts.context_of(case, key, clock.today()) if case else pattern
    return page(
        "word_templates/fields.html",
        kind=kind,
        groups=catalogue.groups(pattern, context or pattern),
        choices=template_contexts.case_choices(person),
        number=number,
        lacking=context is None,
    )
