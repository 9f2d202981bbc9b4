"""The end of a module's work: the product is delivered, and the customer says yes, no or nothing."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents.uploads import Rejected
from itstart.models import DeliveryModule, GeneratedDocument, StoredFile
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import Act, is_open
from itstart.services import files, module_deliveries, modules
from itstart.services.module_deliveries import Answer, product_name
from itstart.web import access, filters, module_actions, module_view
from itstart.web.case_places import findings
from itstart.web.module_forms import UPLOAD, AcceptForm, DeliverForm, RejectForm
from itstart.web.pages import go
from itstart.web.refusals import refused
from itstart.web.uploads import download_stored, taken

bp = Blueprint("module_answers", __name__)
ROOT = "/sager/<number>/moduler/<int:module>"


# ---- the delivery ----------------------------------------------------------------------------------


def _deliver_form(row: DeliveryModule, formdata: Any = None) -> DeliverForm:
    found = module_deliveries.products(row)
    chosen = product_name(found[0]) if found else UPLOAD
    form = DeliverForm(formdata, data={"product": chosen, "delivered_on": clock.today()})
    form.product.choices = [(product_name(one), _product_label(one)) for one in found] + [
        (UPLOAD, "En fil, jeg lægger op")
    ]
    return form


def _product_label(document: GeneratedDocument) -> str:
    given = filters.long_date(document.handed_over_on)
    return f"{document.file.name.removesuffix('.docx')}, version {document.version}, udleveret {given}"


def _delivery_page(row: DeliveryModule, form: DeliverForm, status: int = 200, refusals: Any = ()) -> Response:
    return module_view.module_page(
        "modules/delivery.html",
        row,
        ("Levering", None),
        status=status,
        form=form,
        can_deliver=is_open(Act.DELIVER, row),
        advice=findings(row.case, modules.advice(row)),
        refusals=findings(row.case, refusals),
    )


@bp.get(f"{ROOT}/levering")
def delivery(number: str, module: int) -> ResponseReturnValue:
    """Which product the customer got."""
    _, row = module_view.find(number, module)
    return _delivery_page(row, _deliver_form(row))


def _product(row: DeliveryModule, form: DeliverForm) -> GeneratedDocument | StoredFile | None:
    if form.product.data != UPLOAD:
        return module_deliveries.find_product(row, form.product.data or "")
    given = taken("file")
    if given is None:
        form.refuse("file", "Vælg filen.")
        return None
    try:
        return files.store_upload(access.user(), *given)
    except Rejected as error:
        form.refuse("file", str(error))
        return None


@bp.post(f"{ROOT}/levering")
def deliver(number: str, module: int) -> ResponseReturnValue:
    """Note the delivery."""
    _, row = module_view.find(number, module)
    form = _deliver_form(row, request.form)
    if not form.validate():
        return _delivery_page(row, form, 422)
    product = _product(row, form)
    if form.file.errors:
        return _delivery_page(row, form, 422)
    try:
        module_deliveries.deliver(access.user(), row, on=form.delivered_on.data, product=product)
    except RuleViolation as error:
        return _delivery_page(row, form, 409, refused(form, error))
    said = f"Modulet er leveret. Kunden har {modules.answer_days()} dage til at svare."
    return go(module_actions.address("modules.show", row), message=said)


@bp.get(f"{ROOT}/produkt")
def product(number: str, module: int) -> ResponseReturnValue:
    """The product as the customer got it."""
    _, row = module_view.find(number, module)
    stored = row.product_file or (row.product_document.file if row.product_document else None)
    return download_stored(stored or abort(404))


# ---- the customer's answer -------------------------------------------------------------------------


def _answer_page(row: DeliveryModule, status: int = 200, **typed: Any) -> Response:
    customer = row.case.customer
    by = customer.contact_name or customer.signatory_name
    return module_view.module_page(
        "modules/answer.html",
        row,
        ("Kundens svar", None),
        status=status,
        accept_form=typed.get("accept_form") or AcceptForm(data={"accepted_by": by, "accepted_on": clock.today()}),
        reject_form=typed.get("reject_form") or RejectForm(data={"rejected_by": by}),
        opened=typed.get("opened", ""),
        can_answer=is_open(Act.ACCEPT, row),
        answer_by=row.delivered_on + timedelta(days=modules.answer_days()) if row.delivered_on else None,
        silence=findings(row.case, module_deliveries.silence_findings(row)),
        refusals=findings(row.case, typed.get("refusals", [])),
    )


@bp.get(f"{ROOT}/svar")
def answer(number: str, module: int) -> ResponseReturnValue:
    """Yes, no, or nothing yet."""
    _, row = module_view.find(number, module)
    return _answer_page(row)


@bp.post(f"{ROOT}/svar/godkendt")
def accept(number: str, module: int) -> ResponseReturnValue:
    """The customer's yes."""
    _, row = module_view.find(number, module)
    form = AcceptForm(request.form)
    if not form.validate():
        return _answer_page(row, 422, accept_form=form)
    given = Answer(
        by=form.accepted_by.data or "",
        on=form.accepted_on.data,
        rating=form.customer_rating.data,
        scores=form.scores(),
        would_have_bought_anyway=form.would_have_bought_anyway.data or None,
        comment=form.customer_comment.data or "",
    )
    try:
        module_deliveries.accept(access.user(), row, given)
    except RuleViolation as error:
        return _answer_page(row, 409, accept_form=form, refusals=refused(form, error))
    return go(module_actions.address("modules.show", row), message="Kundens godkendelse er registreret.")


@bp.post(f"{ROOT}/svar/afvist")
def reject(number: str, module: int) -> ResponseReturnValue:
    """The customer's no."""
    _, row = module_view.find(number, module)
    form = RejectForm(request.form)
    if not form.validate():
        return _answer_page(row, 422, reject_form=form, opened="reject")
    try:
        module_deliveries.reject(
            access.user(), row, by=form.rejected_by.data or "", reason=form.reject_reason.data or ""
        )
    except RuleViolation as error:
        return _answer_page(row, 409, reject_form=form, opened="reject", refusals=refused(form, error))
    return go(module_actions.address("modules.show", row), message="Modulet er i gang igen.")


@bp.post(f"{ROOT}/svar/rykket")
def remind(number: str, module: int) -> ResponseReturnValue:
    """The customer has been reminded."""
    _, row = module_view.find(number, module)
    try:
        module_deliveries.remind(access.user(), row)
    except RuleViolation as error:
        return _answer_page(row, 409, refusals=error.findings)
    return go(module_actions.address(".answer", row), message="Noteret: kunden er rykket i dag.")


@bp.post(f"{ROOT}/svar/intet-svar")
def accept_silently(number: str, module: int) -> ResponseReturnValue:
    """Silence counts as a yes."""
    _, row = module_view.find(number, module)
    try:
        module_deliveries.accept_silently(access.user(), row)
    except RuleViolation as error:
        return _answer_page(row, 409, refusals=error.findings)
    return go(
        module_actions.address("modules.show", row), message="Modulet regnes for godkendt: intet svar inden fristen."
    )
