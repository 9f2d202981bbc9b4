"""Hours on a module: two taps on the phone, a list with undo, and the time account as a spreadsheet."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.documents import spreadsheet
from itstart.documents.spreadsheet import Sheet, workbook
from itstart.models import DeliveryModule, TimeEntry
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import Act, is_open
from itstart.services import modules, time_entries
from itstart.web import access, form_keys, module_actions, module_view
from itstart.web.case_places import findings
from itstart.web.filters import number as said
from itstart.web.module_forms import EntryForm, HoursForm
from itstart.web.pages import go
from itstart.web.refusals import refused
from itstart.web.uploads import download

bp = Blueprint("module_hours", __name__)
ROOT = "/sager/<number>/moduler/<int:module>/timer"


def _page(row: DeliveryModule, form: HoursForm, status: int = 200, refusals: Any = ()) -> Response:
    may_write = module_view.may_edit(access.user(), row) and is_open(Act.WRITE_TIME, row)
    return module_view.module_page(
        "modules/hours.html",
        row,
        ("Timer", None),
        status=status,
        form=form,
        may_write=may_write,
        suggestions=time_entries.suggestions(row),
        entries=time_entries.newest_first(row),
        advice=findings(row.case, modules.advice(row)),
        refusals=findings(row.case, refusals),
    )


@bp.get(ROOT)
def show(number: str, module: int) -> ResponseReturnValue:
    """The big buttons and the list."""
    _, row = module_view.find(number, module)
    return _page(row, HoursForm(data={"spent_on": clock.today()}))


@bp.post(ROOT)
def add(number: str, module: int) -> ResponseReturnValue:
    """Write hours; a suggestion that is tapped is both the activity and the button."""
    if earlier := form_keys.already():
        return go(earlier)
    _, row = module_view.find(number, module)
    form = HoursForm(request.form)
    tapped = request.form.get("forslag", "").strip()[:200]
    if tapped:
        form.activity.data = tapped
    valid = form.validate()
    if form.amount() is None and not form.hours.errors:
        form.refuse("quick", "Vælg, hvor længe.")
        valid = False
    if not valid:
        return _page(row, form, 422)
    try:
        entry = _added(row, form)
    except RuleViolation as error:
        return _page(row, form, 409, refused(form, error))
    here = module_actions.address(".show", row)
    form_keys.done(here)
    undo = module_actions.address(".delete", row, entry=entry.number)
    return go(here, message=f"{said(entry.hours)} timer er skrevet på.", undo_url=undo)


def _added(row: DeliveryModule, form: HoursForm) -> TimeEntry:
    return time_entries.add(
        access.user(),
        row,
        spent_on=form.spent_on.data or clock.today(),
        hours=form.amount() or Decimal(0),
        activity=form.activity.data or "",
    )


def _entry_page(
    row: DeliveryModule, entry: TimeEntry, form: EntryForm, status: int = 200, refusals: Any = ()
) -> Response:
    back = ("Timer", module_actions.address(".show", row))
    told = findings(row.case, refusals)
    return module_view.module_page(
        "modules/hour.html", row, back, ("Ret", None), status=status, entry=entry, form=form, refusals=told
    )


@bp.get(f"{ROOT}/<int:entry>")
def edit(number: str, module: int, entry: int) -> ResponseReturnValue:
    """One entry."""
    case, row = module_view.find(number, module)
    policies.ensure(policies.may_edit_case(access.user(), case))
    found = time_entries.find(row, entry)
    return _entry_page(row, found, EntryForm(obj=found))


@bp.post(f"{ROOT}/<int:entry>")
def save(number: str, module: int, entry: int) -> ResponseReturnValue:
    """Correct it."""
    _, row = module_view.find(number, module)
    found = time_entries.find(row, entry)
    form = EntryForm(request.form)
    if not form.validate() or form.spent_on.data is None or form.hours.data is None:
        return _entry_page(row, found, form, 422)
    try:
        time_entries.change(
            access.user(),
            row,
            found,
            spent_on=form.spent_on.data,
            hours=form.hours.data,
            activity=form.activity.data or "",
        )
    except RuleViolation as error:
        return _entry_page(row, found, form, 409, refused(form, error))
    return go(module_actions.address(".show", row), message="Timerne er rettet.")


@bp.post(f"{ROOT}/<int:entry>/slet")
def delete(number: str, module: int, entry: int) -> ResponseReturnValue:
    """Take the hours off; the message can bring them back."""
    _, row = module_view.find(number, module)
    found = time_entries.find(row, entry)
    time_entries.delete(access.user(), row, found)
    undo = module_actions.address(".restore", row, entry=entry)
    return go(module_actions.address(".show", row), message=f"{said(found.hours)} timer er slettet.", undo_url=undo)


@bp.post(f"{ROOT}/<int:entry>/fortryd")
def restore(number: str, module: int, entry: int) -> ResponseReturnValue:
    """Bring deleted hours back."""
    _, row = module_view.find(number, module)
    time_entries.restore(access.user(), row, time_entries.find(row, entry, deleted=True))
    return go(module_actions.address(".show", row), message="Timerne er tilbage.")


@bp.get(f"{ROOT}/excel")
def excel(number: str, module: int) -> ResponseReturnValue:
    """The time account."""
    case, row = module_view.find(number, module)
    entries = list(reversed(time_entries.newest_first(row)))
    sheet = Sheet(
        "Timer",
        f"Timeregnskab, modul {row.number}: {row.title}",
        [
            ("Kunde", f"{case.customer.name}, CVR {case.customer.cvr}" if case.customer.cvr else case.customer.name),
            ("Sag", f"{case.number} {case.title}"),
            ("Rådgiver", case.helper.company),
            ("Pris ekskl. moms", row.price_dkk),
            ("Planlagte timer", row.planned_hours),
        ],
        ("Dato", "Timer", "Aktivitet", "Skrevet af"),
        [(entry.spent_on, entry.hours, entry.activity, entry.entered_by) for entry in entries],
        ("I alt", row.actual_hours, "", ""),
    )
    name = f"{case.number} Timer modul {row.number}.xlsx"
    return download(name, workbook(sheet, created=case.changed_at), spreadsheet.MEDIA_TYPE)
