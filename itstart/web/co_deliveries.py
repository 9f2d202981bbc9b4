"""The page of a case about delivering together: who, until when, comments and hours, and who has evaluated (S37)."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.models import CoDelivery, CustomerCase
from itstart.rules.cooperation import Party
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import CoDeliveryStatus
from itstart.services import cases, cooperation
from itstart.services.customer_acts_cooperation import code_of
from itstart.web import access, form_keys
from itstart.web.adviser_forms import CenterEntryForm, EntryForm
from itstart.web.case_places import crumbs
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("co_deliveries", __name__)


def _latest(case: CustomerCase) -> CoDelivery | None:
    """The co-delivery under way, else the last one there was."""
    return case.co_deliveries[-1] if case.co_deliveries else None


def _form() -> EntryForm:
    kind = CenterEntryForm if policies.is_staff(access.user()) else EntryForm
    return kind(request.form) if request.method == "POST" else kind(data={"day": clock.today()})


def _page(case: CustomerCase, form: EntryForm | None = None, status: int = 200) -> Response:
    person, delivery = access.user(), _latest(case)
    context: dict[str, Any] = {
        "delivery": delivery,
        "entries": [],
        "hours": 0,
        "parties": [],
        "about": "",
        "may_write": False,
    }
    if delivery is not None:
        about = cooperation.About(delivery=delivery)
        entries = cooperation.entries(delivery)
        context |= {
            "entries": entries,
            "hours": cooperation.hours(entries),
            "parties": [(one, cooperation.of_party(case.helper, about, one)) for one in Party],
            "about": code_of(delivery),
            "may_write": cooperation.may_write_entry(person, case, delivery),
            "open": delivery.evaluation_status is CoDeliveryStatus.PLANNED,
        }
    return page(
        "co_deliveries/show.html",
        status=status,
        case=case,
        form=form or _form(),
        is_staff=policies.is_staff(person),
        crumbs=crumbs(person, case, ("Samlevering", None)),
        **context,
    )


@bp.get("/sager/<number>/samlevering")
def show(number: str) -> ResponseReturnValue:
    """Who delivers together, and what they have written."""
    return _page(cases.find_readable(access.user(), number))


@bp.post("/sager/<number>/samlevering")
def write(number: str) -> ResponseReturnValue:
    """The helper's comment."""
    return _write(number)


@bp.post("/sager/<number>/samlevering/ibiz")
def write_for_center(number: str) -> ResponseReturnValue:
    """IBIZ-Center's comment, with hours."""
    return _write(number)


def _write(number: str) -> ResponseReturnValue:
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    delivery, form = _latest(case), _form()
    if delivery is None:
        abort(404)
    if not form.validate():
        return _page(case, form, 422)
    hours = form.hours.data if isinstance(form, CenterEntryForm) else None
    try:
        cooperation.write_entry(
            access.user(), case, delivery, text=form.text.data or "", on=form.day.data or clock.today(), spent=hours
        )
    except RuleViolation as error:
        refused(form, error)
        return _page(case, form, 409)
    onward = url_for(".show", number=number)
    form_keys.done(onward)
    return go(onward, message="Kommentaren er gemt.")
