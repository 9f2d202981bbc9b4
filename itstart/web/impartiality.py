"""The declaration of impartiality: what the helper tells the customer about ties to vendors (S31)."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.models import CustomerCase
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import RelationKind
from itstart.services import cases, impartiality
from itstart.services.impartiality import Declared
from itstart.web import access, case_view, form_keys
from itstart.web.case_forms import DeclarationForm, RelationForm
from itstart.web.case_places import crumbs, findings
from itstart.web.pages import back_to, go, page
from itstart.web.refusals import refused

bp = Blueprint("impartiality", __name__)

NEEDS_ANSWER = "Svar ja eller nej."


def _declaration(case: CustomerCase) -> DeclarationForm:
    row = case.impartiality
    answered = row.declared_on is not None
    return DeclarationForm(
        data={
            "owns_or_is_owned_by_vendor": row.owns_or_is_owned_by_vendor if answered else None,
            "receives_commission": row.receives_commission if answered else None,
            "acknowledged_by_customer_on": row.acknowledged_by_customer_on,
        }
    )


def _relation_form(case: CustomerCase, formdata: Any = None, **kwargs: Any) -> RelationForm:
    form = RelationForm(formdata, **kwargs)
    named = [(vendor.code, vendor.name) for vendor in case.vendors]
    form.vendor.choices = [("", "Ingen bestemt leverandør endnu"), *named]
    return form


def _page(case: CustomerCase, status: int = 200, **typed: Any) -> Response:
    return page(
        "cases/impartiality.html",
        status=status,
        case=case,
        form=typed.get("form") or _declaration(case),
        relation_form=typed.get("relation_form"),
        editing=typed.get("editing", ""),
        next=back_to(""),
        findings=findings(case, impartiality.findings(case)),
        refusals=findings(case, typed.get("refusals", [])),
        may_edit=case_view.may_edit(access.user(), case),
        crumbs=crumbs(access.user(), case, ("Uvildighed", None)),
    )


@bp.get("/sager/<number>/uvildighed")
def show(number: str) -> ResponseReturnValue:
    """The declaration and the relations; `?ret=<code>` opens one, `?ret=ny` a new one."""
    case = cases.find_readable(access.user(), number)
    editing = request.args.get("ret", "")
    if not editing:
        return _page(case)
    values: dict[str, Any] = {}
    if editing != "ny":
        row = impartiality.relation(case, editing)
        values = {"description": row.description, "assessment": row.assessment}
        values |= {"vendor": row.vendor.code if row.vendor else "", "kind": row.kind.value}
    return _page(case, relation_form=_relation_form(case, data=values), editing=editing)


@bp.post("/sager/<number>/uvildighed")
def declare(number: str) -> ResponseReturnValue:
    """Make or correct the declaration."""
    case = cases.find_readable(access.user(), number)
    form = DeclarationForm(request.form)
    valid = form.validate()
    for name in ("owns_or_is_owned_by_vendor", "receives_commission"):
        if form[name].data is None:
            form.refuse(name, NEEDS_ANSWER)
            valid = False
    if not valid:
        return _page(case, 422, form=form)
    declared = Declared(
        owns_or_is_owned_by_vendor=bool(form.owns_or_is_owned_by_vendor.data),
        receives_commission=bool(form.receives_commission.data),
        acknowledged_by_customer_on=form.acknowledged_by_customer_on.data,
    )
    try:
        impartiality.declare(access.user(), case, declared)
    except RuleViolation as error:
        return _page(case, 409, form=form, refusals=refused(form, error))
    return go(back_to(url_for(".show", number=number)), message="Erklæringen er gemt.")


@bp.post("/sager/<number>/uvildighed/bekraeft")
def confirm(number: str) -> ResponseReturnValue:
    """Say it again, now that the vendors are known."""
    case = cases.find_readable(access.user(), number)
    impartiality.confirm(access.user(), case)
    return go(back_to(url_for(".show", number=number)), message="Din uvildighed er bekræftet.")


@bp.post("/sager/<number>/uvildighed/relationer")
def save_relation(number: str) -> ResponseReturnValue:
    """Tell of a tie, or correct what was told."""
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    form = _relation_form(case, request.form)
    code = form.code.data or ""
    valid = form.validate()
    if valid and form.kind.data != RelationKind.OTHER and not form.vendor.data:
        form.refuse("vendor", "Vælg den leverandør, du ejer eller får provision af.")
        valid = False
    if not valid:
        return _page(case, 422, relation_form=form, editing=code or "ny")
    row = impartiality.relation(case, code) if code else None
    impartiality.save_relation(access.user(), case, row, form.data)
    back = url_for(".show", number=number)
    form_keys.done(back)
    return go(back, message="Relationen er gemt. Fortæl kunden om den.")


@bp.post("/sager/<number>/uvildighed/relationer/<code>/slet")
def delete_relation(number: str, code: str) -> ResponseReturnValue:
    """Take a tie out again."""
    case = cases.find_readable(access.user(), number)
    impartiality.delete_relation(access.user(), case, impartiality.relation(case, code))
    undo = url_for(".restore_relation", number=number, code=code)
    return go(url_for(".show", number=number), message="Relationen er slettet.", undo_url=undo)


@bp.post("/sager/<number>/uvildighed/relationer/<code>/gendan")
def restore_relation(number: str, code: str) -> ResponseReturnValue:
    """Bring it back."""
    case = cases.find_readable(access.user(), number)
    impartiality.restore_relation(access.user(), case, impartiality.relation(case, code, deleted=True))
    return go(url_for(".show", number=number), message="Relationen er tilbage.")
