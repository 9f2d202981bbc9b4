"""Response forms out and in: the empty form for a vendor, the files that came back, what they would change."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import MultipleFileField

from itstart import clock
from itstart.documents import spreadsheet
from itstart.documents.uploads import Rejected
from itstart.forms import BaseForm
from itstart.models import ResponseImport
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import files, response_import_store, response_imports
from itstart.steps.fields import MomentField, longtext
from itstart.steps.selection.bidders import bidders
from itstart.steps.shared_documents import short_name
from itstart.steps.tender import response_form
from itstart.steps.tender.response_read import Weight
from itstart.web import form_keys, task_pages
from itstart.web.case_places import findings
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.task_pages import TaskPage
from itstart.web.uploads import download, download_stored, taken_all

bp = Blueprint("response_imports", __name__)

KEY = "valg/tilbud"
PATH = "/sager/<number>/valg/tilbud/indlaes"
NO_FILE = "Vælg en eller flere filer."
TOO_MANY = f"Vælg højst {response_imports.MAX_FILES} filer ad gangen."


class UploadForm(BaseForm):
    files = MultipleFileField("Filer fra leverandørerne")


class ApplyForm(BaseForm):
    received_at = MomentField("Modtaget", description="Da tilbuddet kom, fx 17.4.2026 15.40.")
    late_choice_reason = longtext("Hvorfor tager I et tilbud med, der kom for sent?", "Kundens valg.", rows=2)


# ---- the files ---------------------------------------------------------------------------------------


def _index(shown: TaskPage, form: UploadForm, status: int = 200) -> Response:
    files = response_imports.every(shown.case)
    return page(
        "response_imports/index.html",
        status=status,
        **task_pages.context(shown),
        form=form,
        vendors=task_pages.marks(shown.case, bidders(shown.case)),
        waiting=[row for row in files if row.waiting],
        done=[row for row in files if not row.waiting],
    )


@bp.get(PATH)
def index(number: str) -> ResponseReturnValue:
    """Where files are handed in, and the ones that came; before a sealed opening the task says why not."""
    shown = task_pages.open_task(number, KEY)
    if shown.case.tender.is_sealed:
        return go(url_for("tasks.show", number=number, task=shown.task))
    return _index(shown, UploadForm())


@bp.post(PATH)
def upload(number: str) -> ResponseReturnValue:
    """Keep one or many files: all of them, or none."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = task_pages.open_task(number, KEY)
    form = UploadForm()
    given = taken_all("files")
    if not 0 < len(given) <= response_imports.MAX_FILES:
        form.refuse("files", TOO_MANY if given else NO_FILE)
        return _index(shown, form, 422)
    rows: dict[int, ResponseImport] = {}
    for name, content in given:
        try:
            row = response_imports.upload(shown.user, shown.case, name, content)
            rows[row.number] = row
        except Rejected as error:
            form.refuse("files", f"{name[:80]}: {error}")
    if form.files.errors:
        if len(given) > 1:
            form.refuse("files", "Ingen af filerne er gemt.")
        return _index(shown, form, 422)
    only = next(iter(rows)) if len(rows) == 1 else None
    here = url_for(".show", number=number, file=only) if only else url_for(".index", number=number)
    form_keys.done(here)
    told = "" if only else f"{len(rows)} filer er lagt op. Se dem igennem én for én."
    return go(here, message=f"{told}{files.cpr_note(*(content for _, content in given))}".strip())


# ---- one file ----------------------------------------------------------------------------------------


def _show(
    shown: TaskPage,
    row: ResponseImport,
    form: ApplyForm | None = None,
    status: int = 200,
    refusals: Sequence[Finding] = (),
) -> Response:
    found = response_imports.preview(row) if row.waiting else None
    vendor = found.vendor if found else row.vendor
    form = form or ApplyForm(data={"received_at": clock.now()})
    moment = form.received_at.data
    late = bool(moment and response_imports.is_late(shown.case, moment))
    return page(
        "response_imports/show.html",
        status=status,
        **task_pages.context(shown),
        row=row,
        found=found,
        form=form,
        late=late,
        weight=Weight,
        name=short_name(vendor.name) if vendor else row.file.name,
        accepted=set(request.form.getlist("valg")),
        refusals=findings(shown.case, refusals),
        stops=findings(shown.case, found.refusals if found else []),
    )


@bp.get(f"{PATH}/<int:file>")
def show(number: str, file: int) -> ResponseReturnValue:
    """What a file says, each doubt about it, and what it would change; nothing is saved by looking."""
    shown = task_pages.open_task(number, KEY)
    return _show(shown, response_imports.find(shown.case, file))


@bp.post(f"{PATH}/<int:file>")
def apply(number: str, file: int) -> ResponseReturnValue:
    """Put the file's answers in the bid."""
    shown = task_pages.open_task(number, KEY)
    row = response_imports.find(shown.case, file, lock=True)
    form = ApplyForm(request.form)
    valid = form.validate()
    moment = form.received_at.data
    if valid and moment is None:
        form.refuse("received_at", "Skriv, hvornår tilbuddet kom.")
    elif valid and moment > clock.now():
        form.refuse("received_at", "Tidspunktet er ikke kommet endnu.")
    if form.errors:
        return _show(shown, row, form, 422)
    try:
        response_import_store.apply(
            shown.user,
            row,
            received_at=moment,
            accepted=set(request.form.getlist("valg")),
            late_reason=form.late_choice_reason.data or "",
        )
    except RuleViolation as error:
        return _show(shown, row, form, 409 if not row.waiting else 422, refusals=refused(form, error))
    vendor = row.vendor.code if row.vendor else ""
    return go(url_for("tasks.show", number=number, task=KEY, om=vendor), message="Svarene er læst ind i tilbuddet.")


@bp.post(f"{PATH}/<int:file>/kasser")
def discard(number: str, file: int) -> ResponseReturnValue:
    """Put the file aside; the bid is as it was."""
    shown = task_pages.open_task(number, KEY)
    response_imports.discard(shown.user, response_imports.find(shown.case, file, lock=True))
    return go(url_for(".index", number=number), message="Filen er kasseret. Tilbuddet er, som det var.")


@bp.get(f"{PATH}/<int:file>/original")
def original(number: str, file: int) -> ResponseReturnValue:
    """The file as it came."""
    shown = task_pages.open_task(number, KEY)
    return download_stored(response_imports.find(shown.case, file).file)


@bp.get(f"{PATH}/skema/<vendor>")
def empty_form(number: str, vendor: str) -> ResponseReturnValue:
    """The empty form for one vendor."""
    case = task_pages.open_task(number, KEY).case
    found = next((one for one in bidders(case) if one.code == vendor), None) or abort(404)
    return download(response_form.filename(case, found), response_form.build(case, found), spreadsheet.MEDIA_TYPE)
