"""The modules of a case: the list with its running total, a new one, and the cockpit of each."""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.models import CustomerCase, DeliveryModule
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import Act, is_open
from itstart.rules.modules import Limits, price_incl_vat
from itstart.services import cases, module_limits, modules, report_readings, time_entries
from itstart.services.conflicts import Conflict
from itstart.web import access, case_view, form_keys, module_actions, module_view
from itstart.web.case_modules import module as cockpit
from itstart.web.case_places import crumbs, findings
from itstart.web.module_forms import CancelForm, ModuleForm
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context, version_sent

bp = Blueprint("modules", __name__)


@bp.get("/sager/<number>/moduler")
def index(number: str) -> ResponseReturnValue:
    """Every module of the case, and what the customer has bought in all."""
    person = access.user()
    case = cases.find(person, number)
    return page(
        "modules/index.html",
        case=case,
        crumbs=crumbs(person, case, ("Moduler", None)),
        modules=[_line(entry) for entry in case.modules],
        total=module_view.total(case),
        may_edit=case_view.may_edit(person, case) and case.completed_on is None,
    )


def _line(module: DeliveryModule) -> dict[str, Any]:
    return {
        "row": module,
        "shown": cockpit(module),
        "url": module_actions.address("modules.show", module),
        "next": module_actions.next_action(module),
    }


# ---- a new module, and its terms -------------------------------------------------------------------


def _form_page(case: CustomerCase, form: ModuleForm, status: int = 200, **more: Any) -> Response:
    module: DeliveryModule | None = more.pop("module", None)
    place = ("Nyt modul", None) if module is None else (f"Modul {module.number}", None)
    return page(
        "modules/form.html",
        status=status,
        case=case,
        module=module,
        form=form,
        limits=form.limits,
        price_incl_vat=price_incl_vat(module.price_dkk) if module else 0,
        total=module_view.total(case),
        crumbs=crumbs(access.user(), case, place),
        refusals=findings(case, more.pop("refusals", [])),
        clash=more.pop("clash", None),
        version=more.pop("version", 1),
    )


def _limits() -> Limits:
    return module_limits.on(clock.today())


@bp.get("/sager/<number>/moduler/ny")
def new(number: str) -> ResponseReturnValue:
    """The terms of a new module, with the usual figures filled in."""
    case = cases.find_readable(access.user(), number)
    policies.ensure(policies.may_edit_case(access.user(), case))
    limits = _limits()
    taken = {link.step for entry in case.modules if entry.cancelled_on is None for link in entry.step_links}
    free = next((step for step in case.steps if step.key not in taken), None)
    usual = {
        "title": free.key.label if free else "",
        "steps": [free.key.value] if free else [],
        "planned_hours": limits.expected_hours,
        "price_dkk": limits.max_price_dkk,
    }
    return _form_page(case, ModuleForm(data=usual, limits=limits))


@bp.post("/sager/<number>/moduler/ny")
def create(number: str) -> ResponseReturnValue:
    """Make the module; the same form sent many times makes one."""
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    form = ModuleForm(request.form, limits=_limits())
    if not form.validate():
        return _form_page(case, form, 422)
    try:
        module = modules.create(access.user(), case, form.terms())
    except RuleViolation as error:
        return _form_page(case, form, 409, refusals=refused(form, error))
    onward = module_actions.address(".show", module)
    form_keys.done(onward)
    return go(onward, message=f"Modul {module.number} er oprettet.")


@bp.get("/sager/<number>/moduler/<int:module>/ret")
def edit(number: str, module: int) -> ResponseReturnValue:
    """The terms, before the customer has signed them; afterwards they are changed by an addendum."""
    case, row = module_view.find(number, module)
    if not is_open(Act.EDIT, row):
        return go(module_actions.address("module_agreements.show", row))
    policies.ensure(policies.may_edit_case(access.user(), case))
    form = ModuleForm(
        data={**_stored(row), "steps": [link.step.value for link in row.step_links]},
        limits=module_limits.of_module(row),
    )
    return _form_page(case, form, module=row, version=row.version)


def _stored(module: DeliveryModule) -> dict[str, Any]:
    names = ("title", "product", "planned_hours", "price_dkk", "place", "customer_effort", "data_sharing_accepted")
    return {name: getattr(module, name) for name in names}


@bp.post("/sager/<number>/moduler/<int:module>/ret")
def save(number: str, module: int) -> ResponseReturnValue:
    """Keep the terms; an agreement that was sent with other terms has to be sent again."""
    case, row = module_view.find(number, module)
    form = ModuleForm(request.form, limits=module_limits.of_module(row))
    version = request.form.get("version", row.version, type=int)
    if not form.validate():
        return _form_page(case, form, 422, module=row, version=version)
    try:
        voided = modules.change(access.user(), row, form.terms(), version=version_sent())
    except RuleViolation as error:
        return _form_page(case, form, 409, module=row, refusals=refused(form, error), version=version)
    except Conflict as conflict:
        here = module_actions.address(".edit", row)
        clash = conflict_context(conflict, form, "module", here, here)
        return _form_page(case, form, 409, module=row, clash=clash, version=version)
    said = "Gemt. Aftalen skal sendes igen, fordi vilkårene er rettet." if voided else "Gemt."
    return go(module_actions.address(".show", row), message=said)


# ---- the cockpit -----------------------------------------------------------------------------------


@bp.get("/sager/<number>/moduler/<int:module>")
def show(number: str, module: int) -> ResponseReturnValue:
    """Agreement, hours, price, product, reports, and the one next action. IBIZ-Center sees status and reports."""
    person = access.user()
    case = cases.find(person, number)
    row = modules.find(case, module)
    if not policies.may_read_case(person, case):
        return module_view.module_page("modules/reported.html", row, unread=report_readings.unread(person, row))
    may_edit = module_view.may_edit(person, row)
    return module_view.module_page(
        "modules/show.html",
        row,
        next_action=module_actions.next_action(row) if may_edit else None,
        advice=findings(case, modules.advice(row)),
        entries=time_entries.newest_first(row)[:5],
        open={act.value: is_open(act, row) for act in Act}
        if may_edit
        else dict.fromkeys((a.value for a in Act), False),
        total=module_view.total(case),
    )


@bp.get("/sager/<number>/moduler/<int:module>/annuller")
def cancel(number: str, module: int) -> ResponseReturnValue:
    """The form for giving a module up."""
    case, row = module_view.find(number, module)
    policies.ensure(policies.may_edit_case(access.user(), case))
    return _cancel_page(row, CancelForm())


def _cancel_page(row: DeliveryModule, form: CancelForm, status: int = 200, refusals: Any = ()) -> Response:
    told = findings(row.case, refusals)
    return module_view.module_page(
        "modules/cancel.html", row, ("Annullér", None), status=status, form=form, refusals=told
    )


@bp.post("/sager/<number>/moduler/<int:module>/annuller")
def cancel_post(number: str, module: int) -> ResponseReturnValue:
    """Give the module up."""
    _, row = module_view.find(number, module)
    form = CancelForm(request.form)
    if not form.validate():
        return _cancel_page(row, form, 422)
    try:
        modules.cancel(access.user(), row, reason=form.cancel_reason.data or "")
    except RuleViolation as error:
        return _cancel_page(row, form, 409, refused(form, error))
    return go(module_actions.address(".show", row), message=f"Modul {row.number} er annulleret.")
