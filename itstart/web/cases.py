"""Mine sager, and a case: open it, see it, correct its facts, say who it waits on."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.data import places
from itstart.models import CustomerCase
from itstart.rules.findings import RuleViolation
from itstart.services import case_list, cases, history, qualification
from itstart.services.conflicts import Conflict
from itstart.services.overview import overview
from itstart.web import access, case_lines, case_view, form_keys
from itstart.web.case_forms import CustomerForm, FactsForm, NewCaseForm, WaitingForm, customer_form
from itstart.web.case_places import crumbs, findings, home
from itstart.web.pages import go, page
from itstart.web.tasks import conflict_context, version_sent

bp = Blueprint("cases", __name__)


@bp.get("/sager/")
def index() -> ResponseReturnValue:
    """The list: filtered, searched and paged by the address alone."""
    person = access.user()
    query = request.args.get("q", "").strip()[:100]
    part = request.args.get("vis", "")
    shown = case_list.Filter(part) if part in set(case_list.Filter) else case_list.Filter.ALL
    found = case_list.page(person, part=shown, query=query, number=request.args.get("side", 1, type=int) or 1)
    return page(
        "cases/index.html",
        fragment="cases",
        found=found,
        lead=case_lines.lead(found, clock.today()),
        lines=[case_lines.line(line, person) for line in found.lines],
        segments=case_lines.segments(found),
        deadlines=case_lines.deadlines(found.deadlines),
        is_staff=policies.is_staff(person),
        may_open=cases.may_open_now(person),
        most=case_list.MOST,
    )


# ---- a new case ------------------------------------------------------------------------------------


def _new_page(form: NewCaseForm, status: int = 200) -> Response:
    person = access.user()
    assert person.helper is not None
    stops = cases.opening_findings(person.helper)
    contact = qualification.contact(person.helper) if stops else None
    place = case_view.place_of(form)
    return page("cases/new.html", status=status, form=form, home=home(person), stops=stops, contact=contact, **place)


@bp.get("/sager/ny")
def new() -> ResponseReturnValue:
    """The short form for a case in draft."""
    policies.ensure(policies.may_open_case(access.user()))
    return _new_page(NewCaseForm(data={"signatory_same": True}))


@bp.post("/sager/ny")
def create() -> ResponseReturnValue:
    """Open the case and go to it; the same form sent twice opens one."""
    if earlier := form_keys.already():
        return go(earlier)
    form = NewCaseForm(request.form)
    if not form.validate():
        return _new_page(form, 422)
    person = access.user()
    policies.ensure(policies.may_open_case(person) and person.helper is not None)
    assert person.helper is not None
    try:
        case = cases.open_case(person, person.helper, form.customer(), form.facts())
    except RuleViolation:
        return _new_page(form, 409)
    onward = url_for(".show", number=case.number)
    form_keys.done(onward)
    return go(onward, message=f"Sag {case.number} er oprettet som kladde.")


@bp.get("/sager/postnummer")
def postal_code() -> ResponseReturnValue:
    """The two fields that follow from a postal code, for the form that is being filled in."""
    typed = request.args.get("postal_code", "").strip()
    suggested = {
        "city": places.city_of(typed) or request.args.get("city", ""),
        "municipality_code": places.municipality_of_postal_code(typed) or request.args.get("municipality_code", ""),
    }
    form = CustomerForm(data=suggested)
    return page("cases/place.html", fragment="place", form=form, **case_view.place_of(form))


# ---- the page of a case ----------------------------------------------------------------------------


def _case_page(case: CustomerCase, form: WaitingForm | None = None, status: int = 200) -> Response:
    person = access.user()
    if not policies.may_read_case(person, case):
        return page("cases/metadata.html", case=case, **case_view.metadata(case, person))
    today = clock.today()
    state = overview(case, today=today)
    context = case_view.case_page(case, person, state, today)
    form = form or WaitingForm(obj=case, case=case)
    return page("cases/show.html", status=status, case=case, waiting_form=form, **context)


@bp.get("/sager/<number>")
def show(number: str) -> ResponseReturnValue:
    """Where are we, what is missing, who are we waiting for, what is the next best thing to do."""
    return _case_page(cases.find(access.user(), number))


@bp.post("/sager/<number>/venter")
def waiting(number: str) -> ResponseReturnValue:
    """Note who the case waits on, and what happens next."""
    case = cases.find_readable(access.user(), number)
    form = WaitingForm(request.form, case=case)
    if not form.validate():
        return _case_page(case, form, 422)
    cases.change_waiting(access.user(), case, form.waiting())
    return go(url_for(".show", number=number), message="Noteret.")


@bp.get("/sager/<number>/historik")
def history_page(number: str) -> ResponseReturnValue:
    """Everything that happened, newest first."""
    case = cases.find_readable(access.user(), number)
    side = max(1, request.args.get("side", 1, type=int) or 1)
    events = history.latest(case, page=side)
    more = len(events) > history.PAGE_SIZE
    return page(
        "cases/history.html",
        case=case,
        crumbs=crumbs(access.user(), case, ("Historik", None)),
        events=case_view.events(events[: history.PAGE_SIZE], access.user(), clock.today()),
        side=side,
        more=more,
    )


# ---- corrections -----------------------------------------------------------------------------------


def _version(stored: int) -> int:
    """The version a form is made from: the one it came with, so that a refused save still meets its conflict."""
    return request.form.get("version", stored, type=int) if request.method == "POST" else stored


def _customer_page(case: CustomerCase, form: CustomerForm, status: int = 200, clash: object = None) -> Response:
    return page(
        "cases/customer.html",
        status=status,
        case=case,
        form=form,
        clash=clash,
        crumbs=crumbs(access.user(), case, ("Kunden", None)),
        advice=findings(case, cases.customer_advice(case.customer)),
        may_edit=case_view.may_edit(access.user(), case),
        version=_version(case.customer.version),
        **case_view.place_of(form),
    )


@bp.get("/sager/<number>/kunde")
def customer(number: str) -> ResponseReturnValue:
    """The facts of the customer."""
    case = cases.find_readable(access.user(), number)
    return _customer_page(case, customer_form(case.customer))


@bp.post("/sager/<number>/kunde")
def save_customer(number: str) -> ResponseReturnValue:
    """Keep the corrections."""
    case = cases.find_readable(access.user(), number)
    form = CustomerForm(request.form)
    if not form.validate():
        return _customer_page(case, form, 422)
    try:
        cases.change_customer(access.user(), case, form.customer(), version=version_sent())
    except Conflict as conflict:
        here = url_for(".customer", number=number)
        return _customer_page(case, form, 409, conflict_context(conflict, form, "customer", here, here))
    return go(url_for(".show", number=number), message="Kunden er gemt.")


def _facts_page(case: CustomerCase, form: FactsForm, status: int = 200, clash: object = None) -> Response:
    return page(
        "cases/facts.html",
        status=status,
        case=case,
        form=form,
        clash=clash,
        crumbs=crumbs(access.user(), case, ("Sagens oplysninger", None)),
        may_edit=case_view.may_edit(access.user(), case),
        version=_version(case.version),
    )


@bp.get("/sager/<number>/oplysninger")
def facts(number: str) -> ResponseReturnValue:
    """Title, category, where the customer came from."""
    case = cases.find_readable(access.user(), number)
    return _facts_page(case, FactsForm(obj=case))


@bp.post("/sager/<number>/oplysninger")
def save_facts(number: str) -> ResponseReturnValue:
    """Keep the corrections."""
    case = cases.find_readable(access.user(), number)
    form = FactsForm(request.form)
    if not form.validate():
        return _facts_page(case, form, 422)
    try:
        cases.change_facts(access.user(), case, form.facts(), version=version_sent())
    except Conflict as conflict:
        here = url_for(".facts", number=number)
        return _facts_page(case, form, 409, conflict_context(conflict, form, "facts", here, here))
    return go(url_for(".show", number=number), message="Sagen er gemt.")
