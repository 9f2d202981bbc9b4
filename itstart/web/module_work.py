"""The two reports of a module to IBIZ-Center, and the beginning of its work."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.models import CustomerCase, DeliveryModule
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import Act, is_open
from itstart.services import cases, documents, module_reports, modules
from itstart.services.module_reports import EndReport
from itstart.steps import Deliverable
from itstart.steps.module_report_documents import end_report, start_report
from itstart.web import access, module_actions, module_view
from itstart.web.case_places import findings
from itstart.web.module_forms import EndForm, StartForm
from itstart.web.pages import go
from itstart.web.refusals import refused
from itstart.web.uploads import download_made

bp = Blueprint("module_work", __name__)
ROOT = "/sager/<number>/moduler/<int:module>"


# ---- the start report, and the beginning -----------------------------------------------------------


def _start_page(row: DeliveryModule, form: StartForm | None = None, status: int = 200, refusals: Any = ()) -> Response:
    today = clock.today()
    begins = row.starts_on or row.started_on or today
    usual = {"starts_on": begins, "expected_end_on": row.expected_end_on or begins + timedelta(days=28)}
    can_begin = is_open(Act.BEGIN, row)
    against = module_reports.begin_findings(row) if can_begin else []
    return module_view.module_page(
        "modules/start.html",
        row,
        ("Start", None),
        status=status,
        form=form or StartForm(data={**usual, "sparring_wish": row.sparring_wish}),
        can_report=is_open(Act.REPORT_START, row),
        can_begin=can_begin,
        blocked=any(finding.blocks for finding in against),
        against=findings(row.case, against),
        refusals=findings(row.case, refusals),
    )


@bp.get(f"{ROOT}/start")
def start(number: str, module: int) -> ResponseReturnValue:
    """The start report, filled in from the case, and the button that begins the work."""
    _, row = module_view.find(number, module)
    return _start_page(row)


@bp.post(f"{ROOT}/start")
def report_start(number: str, module: int) -> ResponseReturnValue:
    """Tell IBIZ-Center."""
    _, row = module_view.find(number, module)
    form = StartForm(request.form)
    if not form.validate():
        return _start_page(row, form, 422)
    try:
        module_reports.report_start(
            access.user(),
            row,
            starts_on=form.starts_on.data,
            expected_end_on=form.expected_end_on.data,
            sparring_wish=form.sparring_wish.data or "",
        )
    except RuleViolation as error:
        return _start_page(row, form, 409, refused(form, error))
    return go(module_actions.address("modules.show", row), message="Start er meldt til IBIZ-Center.")


@bp.post(f"{ROOT}/begynd")
def begin(number: str, module: int) -> ResponseReturnValue:
    """The work begins today."""
    _, row = module_view.find(number, module)
    try:
        module_reports.begin(access.user(), row)
    except RuleViolation as error:
        return _start_page(row, None, 409, error.findings)
    return go(module_actions.address("modules.show", row), message=f"Modul {row.number} er i gang.")


# ---- the end report --------------------------------------------------------------------------------


def _end_page(row: DeliveryModule, form: EndForm | None = None, status: int = 200, refusals: Any = ()) -> Response:
    return module_view.module_page(
        "modules/end.html",
        row,
        ("Slutrapport", None),
        status=status,
        form=form or EndForm(obj=row),
        can_report=is_open(Act.REPORT_END, row),
        advice=findings(row.case, modules.advice(row)),
        refusals=findings(row.case, refusals),
    )


@bp.get(f"{ROOT}/slut")
def end(number: str, module: int) -> ResponseReturnValue:
    """The end report, filled in from the case."""
    _, row = module_view.find(number, module)
    return _end_page(row)


@bp.post(f"{ROOT}/slut")
def report_end(number: str, module: int) -> ResponseReturnValue:
    """Tell IBIZ-Center."""
    _, row = module_view.find(number, module)
    form = EndForm(request.form)
    if not form.validate():
        return _end_page(row, form, 422)
    report = EndReport(
        value_for_customer=form.value_for_customer.data or "",
        lessons=form.lessons.data or "",
        next_steps=form.next_steps.data or "",
        would_have_bought_anyway=form.would_have_bought_anyway.data or None,
    )
    try:
        module_reports.report_end(access.user(), row, report)
    except RuleViolation as error:
        return _end_page(row, form, 409, refused(form, error))
    return go(module_actions.address("modules.show", row), message="Modulet er meldt afsluttet til IBIZ-Center.")


# ---- the reports as Word ---------------------------------------------------------------------------


def _word(case: CustomerCase, document: Deliverable, *, is_reported: bool) -> Response:
    """A report: for those who read the case at any time, for IBIZ-Center once it is reported."""
    if not is_reported and not policies.may_read_case(access.user(), case):
        abort(404)
    return download_made(document.filename(case), documents.draft(case, document))


@bp.get(f"{ROOT}/startrapport")
def start_document(number: str, module: int) -> ResponseReturnValue:
    """The start report."""
    case = cases.find(access.user(), number)
    row = modules.find(case, module)
    return _word(case, start_report(row), is_reported=row.start_reported_on is not None)


@bp.get(f"{ROOT}/slutrapport")
def end_document(number: str, module: int) -> ResponseReturnValue:
    """The end report."""
    case = cases.find(access.user(), number)
    row = modules.find(case, module)
    may_read = policies.may_read_case(access.user(), case)
    return _word(case, end_report(row, for_center=not may_read), is_reported=row.end_reported_on is not None)
