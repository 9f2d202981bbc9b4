"""Leverandørregistret: the firm's vendors over its cases, and the way from it into a case."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.models import CustomerCase
from itstart.services import cases, vendor_register
from itstart.web import access, form_keys
from itstart.web.case_places import crumbs
from itstart.web.pages import go, page

bp = Blueprint("vendors", __name__)
COUNTS = (
    ("invited", "Inviteret"),
    ("bid", "Budt"),
    ("declined", "Sagt nej"),
    ("no_response", "Intet svar"),
    ("chosen", "Valgt"),
)


def _query() -> str:
    return request.args.get("q", "").strip()[:100]


@bp.get("/leverandoerer")
def index() -> ResponseReturnValue:
    """Every vendor of the firm's own cases, with facts."""
    found = vendor_register.page(access.user(), query=_query(), number=request.args.get("side", 1, type=int) or 1)
    return page("vendors/index.html", found=found, counts=COUNTS)


@bp.get("/leverandoerer/<key>")
def show(key: str) -> ResponseReturnValue:
    """One vendor: what happened in each case."""
    return page("vendors/show.html", firm=vendor_register.find(access.user(), key), counts=COUNTS)


def _offers(case: CustomerCase, status: int = 200, error: str = "") -> Response:
    person = access.user()
    way = url_for("tasks.show", number=case.number, task="udbud/leverandoerer")
    return page(
        "vendors/fetch.html",
        status=status,
        case=case,
        offers=vendor_register.offers(person, case, _query()),
        query=_query(),
        chosen=set(request.form.getlist("firma")),
        error=error,
        crumbs=crumbs(person, case, ("Leverandører", way), ("Hent fra registret", None)),
    )


@bp.get("/sager/<number>/leverandoerregister")
def offer(number: str) -> ResponseReturnValue:
    """The vendors that can be fetched into the case, with the ties that were told of them."""
    case = cases.find_readable(access.user(), number)
    policies.ensure(policies.may_edit_case(access.user(), case))
    return _offers(case)


@bp.post("/sager/<number>/leverandoerregister")
def fetch(number: str) -> ResponseReturnValue:
    """Put the chosen vendors on the case's list."""
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    keys = request.form.getlist("firma")
    if not keys:
        return _offers(case, 422, "Vælg mindst én leverandør.")
    count = vendor_register.fetch(access.user(), case, keys)
    here = url_for("tasks.show", number=number, task="udbud/leverandoerer")
    form_keys.done(here)
    said = "1 leverandør er hentet." if count == 1 else f"{count} leverandører er hentet."
    return go(here, message=said)
