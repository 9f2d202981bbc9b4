"""The tender on its way out: what stands in its way, the act of sending, and the package that was sent."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.models import CustomerCase
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.tender_states import ACTS, TenderAct, TenderState
from itstart.services import tender_check, tender_dates, tender_package, tenders
from itstart.services.documents import WORD
from itstart.steps.tender_versions import latest, sent_difference, state
from itstart.web import form_keys, task_pages, tender_view, uploads
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.task_pages import TaskPage
from itstart.web.task_parts import give_ids
from itstart.web.tender_forms import CancelForm, CorrectionForm, DeadlineForm, DeclineForm

bp = Blueprint("tender", __name__)

SEND = "/sager/<number>/udbud/send"
PACKAGE = "/sager/<number>/udbud/pakken"


def _open(number: str) -> TaskPage:
    return task_pages.open_task(number, tenders.TASK)


# ---- before it goes out ----------------------------------------------------------------------------


def _check_page(
    shown: TaskPage, status: int = 200, form: DeadlineForm | None = None, refusals: Sequence[Finding] = ()
) -> Response:
    case = shown.case
    correcting = state(case) is TenderState.CORRECTING
    deadline = form or DeadlineForm(data={"bid_deadline_at": tender_dates.new_deadline(case)})
    return page(
        "tender/check.html",
        status=status,
        **task_pages.context(shown),
        state=state(case),
        version=latest(case),
        found=tender_view.checks(case, tender_check.checks(case), url_for(".check", number=case.number)),
        receivers=tender_check.receivers(case),
        form=deadline if correcting else None,
        refusals=tender_view.plain(refusals),
        changes=tender_view.changes(sent_difference(case)) if correcting else [],
    )


@bp.get(SEND)
def check(number: str) -> ResponseReturnValue:
    """What blocks, what to think of, and the button; once it is sent, the package."""
    shown = _open(number)
    if TenderAct.SEND not in ACTS[state(shown.case)] and state(shown.case) is not TenderState.CORRECTING:
        return redirect(url_for(".package", number=number), 303)
    return _check_page(shown)


@bp.post(SEND)
def send(number: str) -> ResponseReturnValue:
    """Freeze the tender and write the mails."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = _open(number)
    version = tenders.send(shown.user, shown.case)
    back = url_for(".package", number=number)
    form_keys.done(back)
    said = "Udbuddet er sendt." if version.number == 1 else f"Udbuddet er sendt som version {version.number}."
    return go(back, message=f"{said} Se mailene under hver leverandør.")


# ---- the package -----------------------------------------------------------------------------------


def package_page(shown: TaskPage, status: int = 200, **typed: Any) -> Response:
    """The package as it was sent, with the forms that were sent back for correction in `typed`."""
    case = shown.case
    return page(
        "tender/package.html",
        status=status,
        **task_pages.context(shown),
        state=state(case),
        acts={act.value for act in ACTS[state(case)]},
        changed=bool(sent_difference(case)),
        correction_form=give_ids(typed.get("correction_form") or CorrectionForm(), "rettelse"),
        cancel_form=give_ids(typed.get("cancel_form") or CancelForm(), "annuller"),
        refusals=typed.get("refusals", []),
        **tender_view.package(case, shown.user, typed.get("declined", {})),
    )


@bp.get(PACKAGE)
def package(number: str) -> ResponseReturnValue:
    """Every file that was sent, where each vendor stands, and what can be done now."""
    return package_page(_open(number))


@bp.get(f"{PACKAGE}/<int:version>/<int:position>")
def file(number: str, version: int, position: int) -> ResponseReturnValue:
    """One file, as it was sent."""
    found = next((f for f in _version(_open(number).case, version).files if f.position == position), None)
    return uploads.download_stored(found.file) if found else abort(404)


@bp.get(f"{PACKAGE}/<int:version>/leverandoer/<code>")
def vendor_files(number: str, version: int, code: str) -> ResponseReturnValue:
    """What one vendor was sent, as one zip."""
    case = _open(number).case
    sent = _version(case, version)
    vendor = _vendor(case, code)
    if not any(f.vendor_id == vendor.id for f in sent.files):
        abort(404)
    name = f"{case.number} {tender_package.vendor_name(vendor)} v{version}.zip"
    return uploads.download(name, tender_package.pack_for(sent, vendor), tender_package.ZIP)


@bp.get("/sager/<number>/udbud/svar")
def answers(number: str) -> ResponseReturnValue:
    """The questions and answers as they are now, as Word."""
    case = _open(number).case
    made = tender_package.answers(case, clock.today())
    return uploads.download(f"{case.number} Spørgsmål og svar.docx", made.content, WORD)


def _version(case: CustomerCase, number: int) -> Any:
    return next((version for version in case.tender_versions if version.number == number), None) or abort(404)


def _vendor(case: CustomerCase, code: str) -> Any:
    return next((vendor for vendor in case.vendors if vendor.code == code), None) or abort(404)


# ---- what happens until the bids come --------------------------------------------------------------


def _done(number: str, message: str, anchor: str = "") -> Response:
    back = url_for(".package", number=number, _anchor=anchor or None)
    form_keys.done(back)
    return go(back, message=message)


@bp.post("/sager/<number>/udbud/svar")
def publish(number: str) -> ResponseReturnValue:
    """Send the new answers to all."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = _open(number)
    try:
        count = tenders.publish_answers(shown.user, shown.case)
    except RuleViolation as error:
        return package_page(shown, 409, refusals=tender_view.plain(error.findings))
    told = "1 svar er klar" if count == 1 else f"{count} svar er klar"
    return _done(number, f"{told} til alle leverandører.", "svar")


@bp.post("/sager/<number>/udbud/rettelse")
def begin_correction(number: str) -> ResponseReturnValue:
    """Open what is locked."""
    if earlier := form_keys.already():
        return go(earlier)
    shown, form = _open(number), CorrectionForm(request.form)
    if not form.validate():
        return package_page(shown, 422, correction_form=form)
    try:
        tenders.begin_correction(shown.user, shown.case, reason=form.reason.data or "")
    except RuleViolation as error:
        others = tender_view.plain(refused(form, error))
        return package_page(shown, 409, correction_form=form, refusals=others)
    back = url_for(".check", number=number)
    form_keys.done(back)
    return go(back, message="Rettelsen er begyndt. Ret, og send den til alle bagefter.")


@bp.post("/sager/<number>/udbud/rettelse/fortryd")
def undo_correction(number: str) -> ResponseReturnValue:
    """Lock again, when nothing was changed."""
    shown = _open(number)
    tenders.undo_correction(shown.user, shown.case)
    return go(url_for(".package", number=number), message="Rettelsen er fortrudt. Materialet er låst igen.")


@bp.post("/sager/<number>/udbud/rettelse/send")
def send_correction(number: str) -> ResponseReturnValue:
    """Send the changes as a new version."""
    if earlier := form_keys.already():
        return go(earlier)
    shown, form = _open(number), DeadlineForm(request.form)
    if not form.validate():
        return _check_page(shown, 422, form)
    try:
        version = tenders.send_correction(shown.user, shown.case, deadline=form.bid_deadline_at.data)
    except RuleViolation as error:
        others = refused(form, error)
        return _check_page(shown, 409 if others else 422, form, others)
    return _done(number, f"Version {version.number} er sendt. Se mailene under hver leverandør.")


@bp.post("/sager/<number>/udbud/annuller")
def cancel(number: str) -> ResponseReturnValue:
    """Cancel, with a letter to each vendor."""
    if earlier := form_keys.already():
        return go(earlier)
    shown, form = _open(number), CancelForm(request.form)
    if not form.validate():
        return package_page(shown, 422, cancel_form=form)
    try:
        tenders.cancel(shown.user, shown.case, reason=form.reason.data or "")
    except RuleViolation as error:
        others = tender_view.plain(refused(form, error))
        return package_page(shown, 409, cancel_form=form, refusals=others)
    return _done(number, "Udbuddet er annulleret. Se mailene under hver leverandør.")


@bp.post(f"{PACKAGE}/<code>/nej")
def decline(number: str, code: str) -> ResponseReturnValue:
    """The vendor will not bid."""
    shown, form = _open(number), DeclineForm(request.form)
    vendor = _vendor(shown.case, code)
    if not form.validate():
        return package_page(shown, 422, declined={code: form})
    tenders.decline(shown.user, shown.case, vendor, reason=form.reason.data or "")
    return go(url_for(".package", number=number, _anchor=code), message=f"{vendor.name} takker nej.")


@bp.post(f"{PACKAGE}/<code>/intet-svar")
def no_response(number: str, code: str) -> ResponseReturnValue:
    """The deadline has passed, and the vendor is silent."""
    shown = _open(number)
    vendor = _vendor(shown.case, code)
    tenders.no_response(shown.user, shown.case, vendor)
    return go(url_for(".package", number=number, _anchor=code), message=f"{vendor.name} har ikke svaret.")
