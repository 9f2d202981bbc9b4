"""The documents of a case: download a draft, hand a version over, fetch an old one, export the case."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents import pdf
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.qualification import CustomerWork
from itstart.services import cases, document_choices, documents, files, firm_work
from itstart.services.document_changes import standings
from itstart.steps import Deliverable, find_deliverable
from itstart.web import access, case_view, document_view, form_keys, uploads
from itstart.web.case_places import findings
from itstart.web.document_forms import HandOverForm
from itstart.web.pages import go, page

bp = Blueprint("documents", __name__)


def _deliverable(key: str) -> Deliverable:
    try:
        return find_deliverable(key)
    except LookupError:
        abort(404)


def _file(content: bytes, name: str, media_type: str) -> Response:
    return uploads.download(name, content, media_type)


@bp.get("/sager/<number>/dokumenter")
def index(number: str) -> ResponseReturnValue:
    """Every document of the case: how it stands, what has changed since it was handed over, and the way to it."""
    case = cases.find_readable(access.user(), number)
    found = standings(case)
    panels = [
        document_view.panel(
            state, found.get(state.deliverable.key), document_choices.unneeded(case, state.deliverable.key)
        )
        for state in documents.overview(case)
    ]
    return page(
        "documents/index.html",
        case=case,
        documents=panels,
        old=[panel["name"] for panel in panels if panel["changed"] and panel["changed"]["is_old"]],
        may_edit=case_view.may_edit(access.user(), case),
        templates=documents.template_labels(case),
        pdf_is_possible=pdf.available(),
    )


@bp.get("/sager/<number>/dokumenter/<key>")
def download(number: str, key: str) -> ResponseReturnValue:
    """The Word document of today's data."""
    case = cases.find_readable(access.user(), number)
    deliverable = _deliverable(key)
    return uploads.download_made(deliverable.filename(case), documents.draft(case, deliverable))


def _hand_over_page(
    number: str, key: str, form: HandOverForm | None, status: int = 200, refusals: Iterable[Finding] = ()
) -> Response:
    case = cases.find_readable(access.user(), number)
    deliverable = _deliverable(key)
    if form is None:
        form = HandOverForm(data={"to": case.customer.contact_name, "on": clock.today()})
    made = documents.draft(case, deliverable)
    return page(
        "documents/hand_over.html",
        status=status,
        case=case,
        deliverable=deliverable,
        form=form,
        refusals=findings(case, refusals or firm_work.findings(case, CustomerWork.HAND_OVER)),
        missing=made.missing,
        notice=made.notice,
    )


@bp.get("/sager/<number>/dokumenter/<key>/udlever")
def hand_over(number: str, key: str) -> ResponseReturnValue:
    """What is missing, and the form."""
    return _hand_over_page(number, key, None)


@bp.post("/sager/<number>/dokumenter/<key>/udlever")
def hand_over_post(number: str, key: str) -> ResponseReturnValue:
    """Keep these exact bytes as a version."""
    if earlier := form_keys.already():
        return go(earlier)
    form = HandOverForm(request.form)
    if not form.validate() or form.on.data is None:
        return _hand_over_page(number, key, form, 422)
    case = cases.find_readable(access.user(), number)
    try:
        version = documents.hand_over(access.user(), case, _deliverable(key), to=form.to.data or "", on=form.on.data)
    except RuleViolation as error:
        return _hand_over_page(number, key, form, 409, error.findings)
    back = url_for(".index", number=number)
    form_keys.done(back)
    return go(back, message=f"{_deliverable(key).name}, version {version.version}, er gemt som udleveret.")


@bp.get("/sager/<number>/dokumenter/<key>/<int:version>")
def version(number: str, key: str, version: int) -> ResponseReturnValue:
    """The bytes of a version, as they were handed over."""
    case = cases.find_readable(access.user(), number)
    found = documents.find_version(case, _deliverable(key), version)
    suffix = found.file.name.rpartition(".")[2]
    name = f"{case.number} {_deliverable(key).name} v{version}.{suffix}"
    return _file(files.content(found.file), name, found.file.media_type)


@bp.get("/sager/<number>/eksport")
def export(number: str) -> ResponseReturnValue:
    """The whole case as one JSON file, to keep or to read in elsewhere."""
    case = cases.find_readable(access.user(), number)
    from itstart.exchange import as_text

    return _file(as_text(case).encode(), f"{case.number}.json", "application/json")
