"""The versions of a document: what has changed, any two side by side, a file in its place, or none at all."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents import TemplateProblem, pdf
from itstart.documents.uploads import Rejected
from itstart.models import CustomerCase
from itstart.rules.findings import RuleViolation
from itstart.services import cases, document_choices, document_versions, word_templates
from itstart.services.document_changes import standings
from itstart.services.document_versions import DRAFT
from itstart.services.documents import template_of
from itstart.steps import Deliverable, find_deliverable
from itstart.web import access, case_view, document_view, form_keys
from itstart.web.case_places import findings
from itstart.web.document_forms import LeaveOutForm, UploadForm
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.uploads import taken

bp = Blueprint("document_versions", __name__)
ROOT = "/sager/<number>/dokumenter/<key>"


def _found(number: str, key: str) -> tuple[CustomerCase, Deliverable]:
    case = cases.find_readable(access.user(), number)
    try:
        return case, find_deliverable(key)
    except LookupError:
        abort(404)


def _here(case: CustomerCase, deliverable: Deliverable) -> str:
    return url_for(".index", number=case.number, key=deliverable.key)


def _page(
    template: str, case: CustomerCase, deliverable: Deliverable, title: str, *, status: int = 200, **context: Any
) -> Response:
    above = [] if title == "Versioner" else [(deliverable.name, _here(case, deliverable))]
    return page(
        template,
        status=status,
        case=case,
        deliverable=deliverable,
        crumbs=document_view.crumbs(case, *above, (title if above else deliverable.name, None)),
        may_edit=case_view.may_edit(access.user(), case),
        **context,
    )


# ---- the list --------------------------------------------------------------------------------------


@bp.get(f"{ROOT}/versioner")
def index(number: str, key: str) -> ResponseReturnValue:
    """Every version, what has changed since the newest, and what can be done."""
    case, deliverable = _found(number, key)
    return _index(case, deliverable)


def _index(case: CustomerCase, deliverable: Deliverable, status: int = 200, refusals: Any = ()) -> Response:
    mine = document_versions.of(case, deliverable)
    approved = document_versions.approvals(case) if mine else {}
    standing = standings(case, {deliverable.key}).get(deliverable.key)
    template = template_of(case, deliverable).sha256
    names = word_templates.names_of({one.template_sha256 for one in mine}, case.helper) if mine else {}
    left_out = document_choices.unneeded(case, deliverable.key)
    return _page(
        "documents/versions.html",
        case,
        deliverable,
        "Versioner",
        status=status,
        versions=[document_view.version(one, approved.get(one.id, ""), template, names) for one in mine],
        changed=document_view.told(standing) if standing else None,
        state=document_view.state(standing, left_out=left_out is not None),
        left_out=left_out,
        sides=document_view.comparable(case, deliverable),
        is_sent=document_versions.is_sent_tender(case, deliverable),
        pdf_is_possible=pdf.available(),
        refusals=findings(case, refusals),
    )


@bp.post(f"{ROOT}/versioner")
def remake(number: str, key: str) -> ResponseReturnValue:
    """The next version, for the same recipient."""
    if earlier := form_keys.already():
        return go(earlier)
    case, deliverable = _found(number, key)
    try:
        made = document_versions.remake(access.user(), case, deliverable)
    except RuleViolation as error:
        return _index(case, deliverable, 409, error.findings)
    back = _here(case, deliverable)
    form_keys.done(back)
    return go(back, message=f"Version {made.version} er lavet og gemt som udleveret til {made.handed_over_to}.")


# ---- side by side ----------------------------------------------------------------------------------


@bp.get(f"{ROOT}/versioner/sammenlign")
def compare(number: str, key: str) -> ResponseReturnValue:
    """Two versions, or a version and today's draft: `?fra=1&til=kladde`."""
    case, deliverable = _found(number, key)
    sides = document_view.comparable(case, deliverable)
    newest = sides[1][0] if len(sides) > 1 else DRAFT
    before, after = request.args.get("fra", newest), request.args.get("til", DRAFT)
    problem, found = "", None
    try:
        found = document_versions.compare(case, deliverable, before, after)
    except TemplateProblem:
        problem = "Den ene fil er ikke et Word-dokument, så afsnittene kan ikke sammenlignes."
    return _page(
        "documents/compare.html",
        case,
        deliverable,
        "Sammenlign",
        sides=sides,
        labels=dict(sides),
        before=before,
        after=after,
        difference=found,
        pieces=document_view.compared(found) if found else [],
        problem=problem,
    )


# ---- a file in its place ---------------------------------------------------------------------------


@bp.get(f"{ROOT}/versioner/upload")
def upload(number: str, key: str) -> ResponseReturnValue:
    """A file edited by hand, or a document of one's own."""
    case, deliverable = _found(number, key)
    mine = document_versions.of(case, deliverable)
    to = mine[0].handed_over_to if mine else case.customer.contact_name
    form = UploadForm(versions=mine, data={"to": to, "on": clock.today()})
    return _upload(case, deliverable, form)


def _upload(
    case: CustomerCase, deliverable: Deliverable, form: UploadForm, status: int = 200, refusals: Any = ()
) -> Response:
    return _page(
        "documents/upload.html",
        case,
        deliverable,
        "Læg en fil op",
        status=status,
        form=form,
        refusals=findings(case, refusals),
    )


@bp.post(f"{ROOT}/versioner/upload")
def upload_post(number: str, key: str) -> ResponseReturnValue:
    """Keep the file as the version that counts."""
    if earlier := form_keys.already():
        return go(earlier)
    case, deliverable = _found(number, key)
    form = UploadForm(request.form, versions=document_versions.of(case, deliverable))
    valid, file, on = form.validate(), taken("file"), form.on.data
    if file is None:
        form.refuse("file", "Vælg filen.")
    if not valid or file is None or on is None:
        return _upload(case, deliverable, form, 422)
    try:
        made = document_versions.upload(
            access.user(), case, deliverable, file=file, to=form.to.data or "", on=on, based_on=form.base
        )
    except Rejected as error:
        form.refuse("file", str(error))
        return _upload(case, deliverable, form, 422)
    except RuleViolation as error:
        return _upload(case, deliverable, form, 409, refused(form, error))
    back = _here(case, deliverable)
    form_keys.done(back)
    return go(back, message=f"Filen er nu version {made.version} af {deliverable.name}.")


# ---- without it ------------------------------------------------------------------------------------


@bp.get(f"{ROOT}/ikke-relevant")
def leave_out(number: str, key: str) -> ResponseReturnValue:
    """Why the case does without the document."""
    case, deliverable = _found(number, key)
    mark = document_choices.unneeded(case, deliverable.key)
    return _leave_out(case, deliverable, LeaveOutForm(data={"reason": mark.reason if mark else ""}))


def _leave_out(
    case: CustomerCase, deliverable: Deliverable, form: LeaveOutForm, status: int = 200, refusals: Any = ()
) -> Response:
    shown = findings(case, refusals)
    return _page(
        "documents/leave_out.html", case, deliverable, "Ikke relevant", status=status, form=form, refusals=shown
    )


@bp.post(f"{ROOT}/ikke-relevant")
def leave_out_post(number: str, key: str) -> ResponseReturnValue:
    """Leave it out."""
    case, deliverable = _found(number, key)
    form = LeaveOutForm(request.form)
    if not form.validate():
        return _leave_out(case, deliverable, form, 422)
    try:
        document_choices.leave_out(access.user(), case, deliverable, reason=form.reason.data or "")
    except RuleViolation as error:
        return _leave_out(case, deliverable, form, 409, refused(form, error))
    undo = url_for(".take_in", number=number, key=key)
    said = f"{deliverable.name} er markeret som ikke relevant."
    return go(url_for("documents.index", number=number), message=said, undo_url=undo)


@bp.post(f"{ROOT}/relevant")
def take_in(number: str, key: str) -> ResponseReturnValue:
    """Take it in again."""
    case, deliverable = _found(number, key)
    document_choices.take_in(access.user(), case, deliverable)
    return go(url_for("documents.index", number=number), message=f"{deliverable.name} er med igen.")
