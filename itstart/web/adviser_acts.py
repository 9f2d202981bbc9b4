"""What moves a firm on: one address for each act, the same for IBIZ-Center and, where it may, the firm (D6)."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from itstart.forms import BaseForm
from itstart.models import Helper
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.qualification import Event
from itstart.services import advisers, qualification, qualification_events
from itstart.services.sparring_queue import colleagues
from itstart.web import access, adviser_pages
from itstart.web.adviser_forms import CoDeliverForm, DecisionForm, co_deliver_form
from itstart.web.pages import go
from itstart.web.refusals import refused

bp = Blueprint("adviser_acts", __name__)

_NO_TEXT = frozenset({Event.CHOOSE_REVIEW, Event.FINISH_REVIEW, Event.RESUME, Event.EVALUATE})
_LEAVES = frozenset({Event.PAUSE, Event.END})


def _event(helper: Helper, act: str) -> Event:
    """The event of the act from where the firm stands; 404 for an act there is none of."""
    if act not in adviser_pages.ACTS:
        abort(404)
    possible = qualification.possible(access.user(), helper)
    events = adviser_pages.ACTS[act][0]
    return next((event for event in events if event in possible), events[0])


def _form(helper: Helper, event: Event) -> BaseForm:
    typed = request.form if request.method == "POST" else None
    if event not in {Event.CO_DELIVER, Event.CO_DELIVER_AGAIN}:
        return DecisionForm(typed)
    people = [(str(person.id), person.name) for person in colleagues()]
    return co_deliver_form(qualification.open_cases(helper), people, typed)


def _page(
    helper: Helper, act: str, form: BaseForm | None = None, status: int = 200, others: list[Finding] | None = None
) -> Response:
    event = _event(helper, act)
    _events, label, lead = adviser_pages.ACTS[act]
    possible = event in qualification.possible(access.user(), helper)
    return adviser_pages.form_page(
        helper,
        form or _form(helper, event),
        title=label,
        button=label,
        status=status,
        lead=lead,
        others=qualification.findings(helper, event) if others is None and possible else others or [],
        modules=qualification.open_modules(helper) if event in _LEAVES else [],
        optional=("text",) if event in {*_NO_TEXT, Event.CO_DELIVER, Event.CO_DELIVER_AGAIN} else (),
        danger=event in {*_LEAVES, Event.REJECT},
    )


def _do(helper: Helper, act: str) -> ResponseReturnValue:
    event = _event(helper, act)
    form = _form(helper, event)
    if not form.validate():
        return _page(helper, act, form, 422)
    try:
        _move(helper, event, form)
    except RuleViolation as error:
        return _page(helper, act, form, 409, refused(form, error))
    return go(adviser_pages.home(helper), message=f"{event.label}.")


def _move(helper: Helper, event: Event, form: BaseForm) -> None:
    person, text = access.user(), form["text"].data or ""
    if event is Event.EVALUATE:
        qualification_events.evaluated(person, helper, text)
    elif isinstance(form, CoDeliverForm):
        chosen = form.staff_id.data or ""
        qualification_events.co_deliver(
            person,
            helper,
            case=qualification.find_case(helper, form.case_number.data or ""),
            staff=next((one for one in colleagues() if str(one.id) == chosen), None),
            due_on=form.due_on.data,
            text=text,
        )
    else:
        qualification_events.decide(person, helper, event, text)


@bp.get("/raadgivere/<cvr>/goer/<act>")
def show(cvr: str, act: str) -> ResponseReturnValue:
    """What the act needs, and what is missing for it."""
    return _page(advisers.find(access.user(), cvr), act)


@bp.post("/raadgivere/<cvr>/goer/<act>")
def do(cvr: str, act: str) -> ResponseReturnValue:
    """IBIZ-Center moves the firm on."""
    return _do(advisers.find(access.user(), cvr), act)


@bp.get("/kvalificering/goer/<act>")
def show_own(act: str) -> ResponseReturnValue:
    """The same for the firm itself."""
    return _page(advisers.own(access.user()), act)


@bp.post("/kvalificering/goer/<act>")
def do_own(act: str) -> ResponseReturnValue:
    """The firm applies again, pauses or ends."""
    return _do(advisers.own(access.user()), act)


@bp.get("/raadgivere/<cvr>/beslutninger/<int:no>/word")
def word(cvr: str, no: int) -> ResponseReturnValue:
    """A decision as Word."""
    return adviser_pages.decision_file(qualification.find_event(advisers.find(access.user(), cvr), no))


@bp.get("/kvalificering/beslutninger/<int:no>/word")
def word_own(no: int) -> ResponseReturnValue:
    """The same for the firm itself."""
    return adviser_pages.decision_file(qualification.find_event(advisers.own(access.user()), no))
