"""Leads: IBIZ-Center's queue and matches, a firm's offers and answers, and the case that comes of it (D5)."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.forms import BaseForm
from itstart.models import Lead
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.lead_states import CloseReason, DeclineReason
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Category
from itstart.services import lead_list, lead_offers, leads, partners, profiles, settings, sparring_queue
from itstart.services.conflicts import Conflict
from itstart.services.lead_list import Part
from itstart.web import access, form_keys, lead_view
from itstart.web.lead_forms import AcceptForm, CloseForm, DeclineForm, LeadForm, OfferForm, PrequalifyForm
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.tasks import conflict_context, version_sent

bp = Blueprint("leads", __name__)
ROOT = "/henvendelser/<int:lead_number>"


@bp.get("/henvendelser")
def index() -> ResponseReturnValue:
    """IBIZ-Center's queue; a firm sees what it is offered and has."""
    person = access.user()
    if not policies.may_keep_leads(person):
        found = lead_list.of_firm(person)
        due = person.helper is not None and profiles.is_review_due(person.helper, lead_view.today())
        return page("leads/mine.html", groups=lead_view.groups(found), review_due=due)
    wanted = request.args.get("vis", "")
    shown = Part(wanted) if wanted in set(Part) else Part.NEW
    counts = lead_list.counts(person)
    return page(
        "leads/index.html",
        fragment="leads",
        lines=lead_list.queue(person, shown),
        segments=lead_view.segments(counts, shown),
        kinds=lead_view.KIND,
        most=lead_list.MOST,
        count=counts[shown],
    )


# ---- writing down ----------------------------------------------------------------------------------


def _form(**kwargs: Any) -> LeadForm:
    known = partners.choices() if policies.may_keep_leads(access.user()) else None
    return LeadForm(request.form if request.method == "POST" else None, partners=known, **kwargs)


def _partner(form: LeadForm) -> Any:
    number = form.partner.data if "partner" in form else ""
    return partners.find(access.user(), int(number)) if number else None


def _edit_page(form: LeadForm, lead: Lead | None, status: int = 200, clash: dict[str, Any] | None = None) -> Response:
    stored = lead.version if lead else 1
    version = request.form.get("version", stored, type=int) if request.method == "POST" else stored
    return page("leads/edit.html", status=status, form=form, lead=lead, clash=clash, version=version)


@bp.get("/henvendelser/ny")
def new() -> ResponseReturnValue:
    """The form for a customer; the kommune and the category may be known from where one came."""
    person = access.user()
    policies.ensure(policies.may_keep_leads(person) or policies.may_open_case(person))
    category = request.args.get("kategori", "")
    known = {"category": Category(category)} if category in set(Category) else {}
    return _edit_page(_form(data={**known, "municipality_code": request.args.get("kommune", "")}), None)


@bp.post("/henvendelser/ny")
def create() -> ResponseReturnValue:
    """Write the customer down."""
    if earlier := form_keys.already():
        return go(earlier)
    form = _form()
    if not form.validate():
        return _edit_page(form, None, 422)
    try:
        lead = leads.register(access.user(), form.enquiry(), partner=_partner(form))
    except RuleViolation as error:
        refused(form, error)
        return _edit_page(form, None, 422)
    onward = url_for(".show", lead_number=lead.number)
    form_keys.done(onward)
    return go(onward, message=f"Henvendelse {lead.number} er oprettet.")


@bp.get(f"{ROOT}/ret")
def edit(lead_number: int) -> ResponseReturnValue:
    """The same form with what is known."""
    lead = leads.find(access.user(), lead_number)
    policies.ensure(lead_view.may(access.user(), lead)["edit"])
    form = _form(obj=lead)
    if "partner" in form:
        form.partner.data = str(lead.partner.number) if lead.partner else ""
    return _edit_page(form, lead)


@bp.post(f"{ROOT}/ret")
def save(lead_number: int) -> ResponseReturnValue:
    """Keep the corrections."""
    lead = leads.find(access.user(), lead_number)
    form = _form()
    if not form.validate():
        return _edit_page(form, lead, 422)
    partner = _partner(form) if "partner" in form else lead.partner
    try:
        leads.edit(access.user(), lead, form.enquiry(), partner=partner, version=version_sent())
    except Conflict as conflict:
        here = url_for(".edit", lead_number=lead_number)
        return _edit_page(form, lead, 409, conflict_context(conflict, form, "lead", here, here))
    except RuleViolation as error:
        form.form_errors += [finding.message for finding in refused(form, error)]
        return _edit_page(form, lead, 422)
    return go(url_for(".show", lead_number=lead_number), message="Gemt.")


# ---- a lead ----------------------------------------------------------------------------------------


def _colleagues() -> list[tuple[int, str]]:
    return [(user.id, user.name) for user in sparring_queue.colleagues()]


def _page(lead: Lead, status: int = 200, *, others: list[Finding] | None = None, **forms: Any) -> Response:
    person = access.user()
    may = lead_view.may(person, lead)
    with_staff = request.args.get("samlever") == "1"
    return page(
        "leads/show.html",
        status=status,
        lead=lead,
        may=may,
        others=others or [],
        most=settings.number(SettingKey.LEAD_OFFERS),
        **lead_view.lead_page(person, lead),
        **(lead_view.matches(person, lead, with_staff=with_staff) if may["offer"] else {}),
        **{
            "prequalify_form": PrequalifyForm(),
            "offer_form": OfferForm(colleagues=_colleagues() if may["offer"] else []),
            "accept_form": AcceptForm(),
            "decline_form": DeclineForm(),
            "close_form": CloseForm(),
            **forms,
        },
    )


def _here(lead_number: int, message: str) -> ResponseReturnValue:
    return go(url_for(".show", lead_number=lead_number), message=message)


@bp.get(ROOT)
def show(lead_number: int) -> ResponseReturnValue:
    """One lead; `?samlever=1` shows IBIZ-Center who could have it together with one of us."""
    return _page(leads.find(access.user(), lead_number))


def _stopped(lead: Lead, name: str, form: BaseForm, act: Callable[[], object]) -> Response | None:
    """Do what a form of the page asks for: None when it is done, else the page with what is in the way."""
    shown: dict[str, Any] = {name: form}
    if not form.validate():
        return _page(lead, 422, **shown)
    try:
        act()
    except RuleViolation as error:
        return _page(lead, 409, others=refused(form, error), **shown)
    return None


@bp.post(f"{ROOT}/praekvalificer")
def prequalify(lead_number: int) -> ResponseReturnValue:
    """IBIZ-Center has looked at it."""
    lead, form = leads.find(access.user(), lead_number), PrequalifyForm(request.form)
    stopped = _stopped(lead, "prequalify_form", form, lambda: leads.prequalify(access.user(), lead, form.said()))
    return stopped or _here(lead_number, "Henvendelsen er prækvalificeret.")


@bp.post(f"{ROOT}/tilbyd")
def offer(lead_number: int) -> ResponseReturnValue:
    """Offer it to a firm."""
    lead = leads.find(access.user(), lead_number)
    colleagues = sparring_queue.colleagues()
    form = OfferForm(request.form, colleagues=[(user.id, user.name) for user in colleagues])
    if not form.validate():
        return _page(lead, 422, offer_form=form)
    joins = next((user for user in colleagues if str(user.id) == form.co_deliverer.data), None)
    try:
        made = lead_offers.offer(access.user(), lead, form.cvr.data or "", co_deliverer=joins)
    except RuleViolation as error:
        return _page(lead, 409, others=list(error.findings))
    return _here(lead_number, f"Henvendelsen er tilbudt {made.helper.company}.")


@bp.post(f"{ROOT}/tag")
def accept(lead_number: int) -> ResponseReturnValue:
    """The firm takes it."""
    lead, form = leads.find(access.user(), lead_number), AcceptForm(request.form)
    stopped = _stopped(
        lead,
        "accept_form",
        form,
        lambda: lead_offers.accept(access.user(), lead, has_ties=form.has_ties.data, ties=form.ties.data or ""),
    )
    told = "Kunden har fået besked. " if lead.contact_email else "Kunden har ingen e-mail: ring. "
    return stopped or _here(lead_number, f"Henvendelsen er jeres. {told}Opret sagen, når du har talt med kunden.")


@bp.post(f"{ROOT}/afslaa")
def decline(lead_number: int) -> ResponseReturnValue:
    """The firm says no."""
    lead, form = leads.find(access.user(), lead_number), DeclineForm(request.form)
    stopped = _stopped(
        lead,
        "decline_form",
        form,
        lambda: lead_offers.decline(
            access.user(), lead, reason=DeclineReason(form.decline_reason.data), note=form.decline_note.data or ""
        ),
    )
    return stopped or go(url_for(".index"), message="Tak for svaret. Henvendelsen går videre til en anden.")


@bp.post(f"{ROOT}/sag")
def convert(lead_number: int) -> ResponseReturnValue:
    """Make it a case."""
    lead = leads.find(access.user(), lead_number)
    if lead.case is not None:
        return go(url_for("cases.show", number=lead.case.number))
    try:
        case = lead_offers.convert(access.user(), lead)
    except RuleViolation as error:
        return _page(lead, 409, others=list(error.findings))
    return go(url_for("cases.show", number=case.number), message=f"Sag {case.number} er oprettet som kladde.")


@bp.post(f"{ROOT}/luk")
def close(lead_number: int) -> ResponseReturnValue:
    """It comes to nothing."""
    lead, form = leads.find(access.user(), lead_number), CloseForm(request.form)
    stopped = _stopped(
        lead,
        "close_form",
        form,
        lambda: leads.close(access.user(), lead, CloseReason(form.close_reason.data), form.close_note.data or ""),
    )
    return stopped or _here(lead_number, "Henvendelsen er lukket.")
