"""Modtagelse og åbning: bids as they come in, the opening of sealed ones, the customer's choice about late ones."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, RadioField, SelectField
from wtforms.validators import InputRequired

from itstart import clock
from itstart.documents.uploads import Rejected
from itstart.forms import BaseForm, DateField
from itstart.models import StoredFile, Vendor
from itstart.rules.findings import RuleViolation
from itstart.rules.tender import is_late
from itstart.rules.terms import LateChoice
from itstart.services import bid_receipts, files
from itstart.services.bid_receipts import KEY
from itstart.steps.fields import MomentField, line, longtext
from itstart.steps.selection import bidders, gaps
from itstart.web import access, case_places, form_keys, task_pages
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.task_pages import TaskPage
from itstart.web.task_parts import give_ids
from itstart.web.uploads import download_stored, taken

bp = Blueprint("bid_receipts", __name__)
PATH = "/sager/<number>/valg/modtagelse"


class ReceiptForm(BaseForm):
    """A bid that came: from whom, when, and the file as it was."""

    vendor = SelectField("Fra", [InputRequired("Vælg, hvem tilbuddet er fra.")], choices=[])
    received_at = MomentField(
        "Modtaget", [InputRequired("Skriv, hvornår tilbuddet kom.")], description="Fx 17.4.2026 15.40."
    )
    file = FileField("Fil", description="Kan udelades. Word, Excel, PDF eller billede, højst 20 MB.")


class LateForm(BaseForm):
    """What the customer does with a late bid."""

    choice = RadioField("Kundens valg", [InputRequired("Vælg, om tilbuddet skal med.")], choices=LateChoice.choices())
    reason = longtext("Begrundelse", must="Skriv kundens begrundelse.", rows=2)
    by = line("Valgt af", "Navn hos kunden.", must="Skriv, hvem hos kunden der har valgt.")
    on = DateField("Dato", [InputRequired("Skriv datoen.")])


def _receipt_form(shown: TaskPage, formdata: Any = None) -> ReceiptForm:
    form = ReceiptForm(formdata, data={"received_at": clock.now()})
    form.vendor.choices = [("", "Vælg leverandør"), *bidders.choices(shown.case)]
    return form


def _late_form(shown: TaskPage, vendor: Vendor, typed: LateForm | None) -> BaseForm:
    bid = vendor.bid
    assert bid is not None
    stored = {
        "choice": bid.late_choice,
        "reason": bid.late_choice_reason,
        "by": bid.late_choice_by or shown.case.customer.contact_name,
        "on": bid.late_choice_on or clock.today(),
    }
    return give_ids(typed or LateForm(data=stored), f"sent-{vendor.code}")


def _receipts(shown: TaskPage) -> list[dict[str, Any]]:
    deadline = shown.case.tender.bid_deadline_at
    return [
        {
            "row": receipt,
            "mark": task_pages.marks(shown.case, [receipt.vendor], named=True)[0],
            "late": is_late(receipt.received_at, deadline),
        }
        for receipt in shown.case.bid_receipts
        if receipt.vendor.deleted_at is None
    ]


def _written(shown: TaskPage) -> list[dict[str, Any]]:
    """The bids whose moment was written with their prices, without a receipt."""
    registered = {receipt.vendor_id for receipt in shown.case.bid_receipts}
    vendors = [
        one for one in bidders.bidders(shown.case) if one.id not in registered and one.bid and one.bid.received_at
    ]
    deadline = shown.case.tender.bid_deadline_at
    return [
        {"mark": mark, "received_at": one.bid.received_at, "late": is_late(one.bid.received_at, deadline)}
        for one, mark in zip(vendors, task_pages.marks(shown.case, vendors, named=True), strict=True)
        if one.bid
    ]


def _late(shown: TaskPage, typed: dict[str, LateForm]) -> list[dict[str, Any]]:
    made = []
    for vendor in bid_receipts.late(shown.case):
        assert vendor.bid is not None
        made.append(
            {
                "mark": task_pages.marks(shown.case, [vendor], named=True)[0],
                "bid": vendor.bid,
                "decided": gaps.is_decided(vendor.bid),
                "form": _late_form(shown, vendor, typed.get(vendor.code)),
            }
        )
    return made


def _page(shown: TaskPage, status: int = 200, **typed: Any) -> Response:
    case = shown.case
    opening = bid_receipts.opening_findings(case) if case.tender.is_sealed else []
    vendors = bidders.bidders(case)
    had = bidders.arrived(case)
    return page(
        "selection/receipts.html",
        status=status,
        **task_pages.context(shown),
        tender=case.tender,
        receipts=_receipts(shown),
        written=_written(shown),
        waiting=task_pages.marks(case, [vendor for vendor in vendors if vendor.id not in had], named=True),
        bidders=vendors,
        opening=case_places.findings(case, opening),
        late=_late(shown, typed.get("late", {})),
        form=give_ids(typed.get("form") or _receipt_form(shown), "modtag"),
        refusals=case_places.findings(case, typed.get("refusals", [])),
    )


@bp.get(PATH)
def show(number: str) -> ResponseReturnValue:
    """Which bids have come, whether they may be read, and what is to be chosen about the late ones."""
    return _page(task_pages.open_task(number, KEY))


def _file(form: ReceiptForm) -> StoredFile | None:
    given = taken("file")
    if given is None:
        return None
    try:
        return files.store_bid(access.user(), *given)
    except Rejected as error:
        form.refuse("file", str(error))
        return None


@bp.post(PATH)
def receive(number: str) -> ResponseReturnValue:
    """Register a bid; the same form sent twice registers one."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = task_pages.open_task(number, KEY)
    form = _receipt_form(shown, request.form)
    if not form.validate():
        return _page(shown, 422, form=form)
    stored = _file(form)
    if form.errors or form.received_at.data is None:
        return _page(shown, 422, form=form)
    try:
        receipt = bid_receipts.receive(access.user(), shown.case, form.vendor.data, form.received_at.data, stored)
    except RuleViolation as error:
        return _page(shown, 422, form=form, refusals=refused(form, error))
    here = url_for(".show", number=number, _anchor=receipt.code)
    form_keys.done(here)
    note = files.cpr_note(stored.content) if stored else ""
    return go(here, message=f"Tilbuddet er registreret.{note}")


@bp.post(f"{PATH}/<code>/slet")
def delete(number: str, code: str) -> ResponseReturnValue:
    """Take a receipt away; the message has an undo button."""
    shown = task_pages.open_task(number, KEY)
    bid_receipts.delete(access.user(), shown.case, bid_receipts.find(shown.case, code))
    undo = url_for(".restore", number=number, code=code)
    return go(url_for(".show", number=number), message="Modtagelsen er slettet.", undo_url=undo)


@bp.post(f"{PATH}/<code>/fortryd")
def restore(number: str, code: str) -> ResponseReturnValue:
    """Bring a receipt back."""
    shown = task_pages.open_task(number, KEY)
    bid_receipts.restore(access.user(), shown.case, bid_receipts.find(shown.case, code, deleted=True))
    return go(url_for(".show", number=number), message="Modtagelsen er tilbage.")


@bp.get(f"{PATH}/<code>/fil")
def file(number: str, code: str) -> ResponseReturnValue:
    """The file as the vendor sent it; refused while the bids are sealed."""
    shown = task_pages.open_task(number, KEY)
    return download_stored(bid_receipts.file_of(shown.case, code))


@bp.post(f"{PATH}/aabn")
def open_bids(number: str) -> ResponseReturnValue:
    """Break the seal, when the deadline has passed."""
    shown = task_pages.open_task(number, KEY)
    try:
        bid_receipts.open_bids(access.user(), shown.case)
    except RuleViolation as error:
        return _page(shown, 409, refusals=error.findings)
    return go(url_for(".show", number=number), message="Tilbuddene er åbnet.")


@bp.post(f"{PATH}/<vendor>/sent")
def choose_late(number: str, vendor: str) -> ResponseReturnValue:
    """The customer's choice about a late bid."""
    shown = task_pages.open_task(number, KEY)
    if vendor not in {one.code for one in bid_receipts.late(shown.case)}:
        abort(404)
    form = LateForm(request.form)
    if not form.validate() or form.on.data is None:
        return _page(shown, 422, late={vendor: form})
    chosen = LateChoice(form.choice.data)
    reason, by = form.reason.data or "", form.by.data or ""
    try:
        bid_receipts.choose_late(access.user(), shown.case, vendor, chosen, reason=reason, by=by, on=form.on.data)
    except RuleViolation as error:
        return _page(shown, 422, late={vendor: form}, refusals=refused(form, error))
    said = "Tilbuddet er med." if chosen is LateChoice.TAKEN else "Tilbuddet er udgået."
    return go(url_for(".show", number=number, _anchor=f"sent-{vendor}"), message=said)
