"""The agreement of a module: read it, send it, register the signature, change it by an addendum."""

from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents.uploads import Rejected
from itstart.models import DeliveryModule, ModuleAddendum, StoredFile
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import Act, SignedHow, is_open
from itstart.rules.qualification import CustomerWork
from itstart.services import documents, files, firm_work, module_agreements, module_limits
from itstart.steps.module_documents import agreement
from itstart.web import access, form_keys, module_actions, module_view
from itstart.web.case_places import findings
from itstart.web.module_forms import AddendumForm, SendForm, SignForm
from itstart.web.pages import go
from itstart.web.refusals import refused
from itstart.web.uploads import download, download_made, download_stored, taken

bp = Blueprint("module_agreements", __name__)
ROOT = "/sager/<number>/moduler/<int:module>/aftale"


def _send_form(row: DeliveryModule) -> SendForm:
    customer = row.case.customer
    return SendForm(data={"to": customer.signatory_name or customer.contact_name, "on": clock.today()})


def _sign_form(row: DeliveryModule) -> SignForm:
    customer = row.case.customer
    by = customer.signatory_name or customer.contact_name
    return SignForm(data={"agreement_signed_by": by, "agreement_signed_on": clock.today()})


def _addendum_form(row: DeliveryModule) -> AddendumForm:
    data = {"price_dkk": row.price_dkk, "product": row.product, "planned_hours": row.planned_hours}
    return AddendumForm(data=data, limits=module_limits.of_module(row))


def _page(row: DeliveryModule, status: int = 200, **typed: Any) -> Response:
    case = row.case
    missing = documents.draft(case, agreement(row)).missing if is_open(Act.SEND, row) else ()
    return module_view.module_page(
        "modules/agreement.html",
        row,
        ("Aftale", None),
        status=status,
        open={act.value: is_open(act, row) for act in (Act.SEND, Act.RECALL, Act.SIGN, Act.AMEND, Act.EDIT)},
        send_form=typed.get("send_form") or _send_form(row),
        sign_form=typed.get("sign_form") or _sign_form(row),
        addendum_form=typed.get("addendum_form") or _addendum_form(row),
        opened=typed.get("opened", ""),
        versions=module_agreements.versions(row),
        addendum=row.open_addendum,
        signed_addenda=[one for one in row.addenda if one.signed_on],
        missing=missing,
        blocked=findings(case, firm_work.findings(case, CustomerWork.AGREE)),
        is_active=case.activated_on is not None and case.closed_on is None and case.paused_on is None,
        refusals=findings(case, typed.get("refusals", [])),
    )


@bp.get(ROOT)
def show(number: str, module: int) -> ResponseReturnValue:
    """Where the agreement stands, and what can be done with it."""
    _, row = module_view.find(number, module)
    return _page(row)


@bp.post(f"{ROOT}/send")
def send(number: str, module: int) -> ResponseReturnValue:
    """Freeze the text and note that the customer has it."""
    if earlier := form_keys.already():
        return go(earlier)
    _, row = module_view.find(number, module)
    form = SendForm(request.form)
    if not form.validate() or form.on.data is None:
        return _page(row, 422, send_form=form)
    try:
        module_agreements.send(access.user(), row, to=form.to.data or "", on=form.on.data)
    except RuleViolation as error:
        return _page(row, 409, send_form=form, refusals=refused(form, error))
    here = module_actions.address(".show", row)
    form_keys.done(here)
    return go(here, message="Aftalen er låst og står som sendt. Hent den, og giv den til kunden.")


@bp.post(f"{ROOT}/traek-tilbage")
def recall(number: str, module: int) -> ResponseReturnValue:
    """Back to a draft."""
    _, row = module_view.find(number, module)
    module_agreements.recall(access.user(), row)
    return go(module_actions.address(".show", row), message="Aftalen er trukket tilbage.")


def _uploaded(form: SignForm) -> StoredFile | None:
    """The signed copy, kept; a message on the field when it cannot be taken."""
    given = taken("file")
    if given is None or form.how.data is not SignedHow.FILE:
        return None
    try:
        return files.store_signed(access.user(), *given)
    except Rejected as error:
        form.refuse("file", str(error))
        return None


@bp.post(f"{ROOT}/underskrift")
def sign(number: str, module: int) -> ResponseReturnValue:
    """Register the signature on the agreement."""
    _, row = module_view.find(number, module)
    form = SignForm(request.form)
    if not form.validate():
        return _page(row, 422, sign_form=form)
    stored = _uploaded(form)
    if form.file.errors:
        return _page(row, 422, sign_form=form)
    try:
        module_agreements.sign(
            access.user(),
            row,
            by=form.agreement_signed_by.data or "",
            on=form.agreement_signed_on.data,
            how=form.how.data,
            file=stored,
        )
    except RuleViolation as error:
        return _page(row, 409, sign_form=form, refusals=refused(form, error))
    return go(
        module_actions.address("modules.show", row), message="Underskriften er registreret. Nu kan du skrive timer."
    )


@bp.post(f"{ROOT}/tillaeg")
def amend(number: str, module: int) -> ResponseReturnValue:
    """Write an addendum."""
    if earlier := form_keys.already():
        return go(earlier)
    _, row = module_view.find(number, module)
    form = AddendumForm(request.form, limits=module_limits.of_module(row))
    if not form.validate():
        return _page(row, 422, addendum_form=form, opened="amend")
    try:
        addendum = module_agreements.amend(access.user(), row, form.change())
    except RuleViolation as error:
        return _page(row, 409, addendum_form=form, opened="amend", refusals=refused(form, error))
    here = module_actions.address(".show", row)
    form_keys.done(here)
    return go(here, message=f"Tillæg {addendum.number} er klar. Giv det til kunden, og registrér underskriften.")


def _addendum(row: DeliveryModule, number: int) -> ModuleAddendum:
    return module_agreements.find_addendum(row, number) or abort(404)


@bp.post(f"{ROOT}/tillaeg/<int:addendum>/underskrift")
def sign_addendum(number: str, module: int, addendum: int) -> ResponseReturnValue:
    """Register the signature on an addendum."""
    _, row = module_view.find(number, module)
    change = _addendum(row, addendum)
    form = SignForm(request.form)
    if not form.validate():
        return _page(row, 422, sign_form=form)
    stored = _uploaded(form)
    if form.file.errors:
        return _page(row, 422, sign_form=form)
    try:
        module_agreements.sign_addendum(
            access.user(),
            change,
            by=form.agreement_signed_by.data or "",
            on=form.agreement_signed_on.data,
            how=form.how.data,
            file=stored,
        )
    except RuleViolation as error:
        return _page(row, 409, sign_form=form, refusals=refused(form, error))
    return go(module_actions.address(".show", row), message="Tillægget er underskrevet og gælder nu.")


@bp.post(f"{ROOT}/tillaeg/<int:addendum>/traek-tilbage")
def withdraw(number: str, module: int, addendum: int) -> ResponseReturnValue:
    """Drop an addendum that is not signed."""
    _, row = module_view.find(number, module)
    module_agreements.withdraw_addendum(access.user(), _addendum(row, addendum))
    return go(module_actions.address(".show", row), message="Tillægget er trukket tilbage. Aftalen er uændret.")


# ---- the documents ---------------------------------------------------------------------------------


@bp.get(f"{ROOT}/kladde")
def draft(number: str, module: int) -> ResponseReturnValue:
    """The agreement of the module's terms as they are now."""
    case, row = module_view.find(number, module)
    document = agreement(row)
    return download_made(document.filename(case), documents.draft(case, document))


@bp.get(f"{ROOT}/<int:version>")
def version(number: str, module: int, version: int) -> ResponseReturnValue:
    """The exact text that was sent."""
    case, row = module_view.find(number, module)
    found = documents.find_version(case, agreement(row), version)
    name = f"{case.number} Kundeaftale modul {row.number} v{version}.docx"
    return download(name, files.content(found.file), found.file.media_type)


@bp.get(f"{ROOT}/underskrift")
def signed(number: str, module: int) -> ResponseReturnValue:
    """The copy with the signature."""
    _, row = module_view.find(number, module)
    return download_stored(row.signed_file or abort(404))


@bp.get(f"{ROOT}/tillaeg/<int:addendum>/underskrift")
def signed_addendum(number: str, module: int, addendum: int) -> ResponseReturnValue:
    """The copy of an addendum with the signature."""
    _, row = module_view.find(number, module)
    return download_stored(_addendum(row, addendum).signed_file or abort(404))
