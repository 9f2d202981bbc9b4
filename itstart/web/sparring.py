"""Sparring: the queue, a question with its talk, and what may be looked at because of it."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import policies
from itstart.models import CustomerCase, SparringRequest
from itstart.rules.findings import RuleViolation
from itstart.rules.sparring import Share
from itstart.services import cases, sparring, sparring_places, sparring_queue
from itstart.services.sparring_queue import Part
from itstart.web import access, case_places, case_view, form_keys
from itstart.web import sparring_view as view
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.sparring_forms import AskForm, AssignForm, CloseForm, MessageForm, SuggestForm

bp = Blueprint("sparring", __name__)

_PARTS = {
    Part.OPEN: "Nye",
    Part.ASSIGNED: "Tildelt",
    Part.ANSWERED: "Besvaret",
    Part.CLOSED: "Lukket",
    Part.MINE: "Mine",
    Part.UNASSIGNED: "Uden ansvarlig",
}


@bp.get("/sparring")
def queue() -> ResponseReturnValue:
    """IBIZ-Center's queue; a helper sees the firm's own questions."""
    person = access.user()
    wanted = request.args.get("vis", "")
    first = Part.OPEN if policies.is_staff(person) else Part.ASSIGNED
    shown = Part(wanted) if wanted in set(Part) else first
    counts = sparring_queue.counts(person)
    parts = [part for part in _PARTS if policies.is_staff(person) or part is not Part.UNASSIGNED]
    return page(
        "sparring/queue.html",
        fragment="queue",
        lines=sparring_queue.lines(person, shown),
        segments=[
            (_PARTS[part], str(counts[part]), url_for(".queue", vis=part.value), part is shown) for part in parts
        ],
        kinds=view.KIND,
        is_staff=policies.is_staff(person),
    )


@bp.get("/sager/<number>/sparring")
def index(number: str) -> ResponseReturnValue:
    """The questions of a case."""
    case = cases.find_readable(access.user(), number)
    return page(
        "sparring/index.html",
        case=case,
        crumbs=case_places.crumbs(access.user(), case, ("Sparring", None)),
        lines=[view.line(one) for one in reversed(case.sparring)],
        may_edit=case_view.may_edit(access.user(), case),
    )


# ---- asking ----------------------------------------------------------------------------------------


def _ask_page(case: CustomerCase, form: AskForm, status: int = 200) -> Response:
    policies.ensure(policies.may_edit_case(access.user(), case))
    return page(
        "sparring/ask.html",
        status=status,
        case=case,
        form=form,
        place=sparring_places.find(case, form.om.data or ""),
        crumbs=case_places.crumbs(access.user(), case, ("Bed om sparring", None)),
    )


@bp.get("/sager/<number>/sparring/ny")
def new(number: str) -> ResponseReturnValue:
    """The form; `?om=behov/krav/K-15` says what it is about."""
    case = cases.find_readable(access.user(), number)
    return _ask_page(case, AskForm(data={"om": request.args.get("om", "")[:100]}))


@bp.post("/sager/<number>/sparring/ny")
def ask(number: str) -> ResponseReturnValue:
    """Send the question."""
    if earlier := form_keys.already():
        return go(earlier)
    case = cases.find_readable(access.user(), number)
    form = AskForm(request.form)
    if not form.validate():
        return _ask_page(case, form, 422)
    try:
        asked = sparring.ask(access.user(), case, form.asked())
    except RuleViolation as error:
        form.form_errors += [finding.message for finding in refused(form, error)]
        return _ask_page(case, form, 409)
    onward = url_for(".show", number=number, code=asked.code)
    form_keys.done(onward)
    return go(onward, message="Spørgsmålet er sendt til IBIZ-Center.")


# ---- a question ------------------------------------------------------------------------------------


def find(number: str, code: str) -> SparringRequest:
    """The question, for those who see that the case is there."""
    return sparring.find(cases.find(access.user(), number), code)


def show_page(asked: SparringRequest, status: int = 200, **forms: Any) -> Response:
    """The question with its talk, what is shared and what can be done."""
    person, case = access.user(), asked.case
    colleagues = sparring_queue.colleagues() if policies.is_staff(person) else []
    assign = AssignForm(data={"to": asked.assigned_to_id or person.id})
    assign.to.choices = [(one.id, one.name) for one in colleagues]
    place = sparring_places.find(case, asked.about)
    context: dict[str, Any] = {
        "message_form": MessageForm(),
        "close_form": CloseForm(),
        "suggest_form": SuggestForm(),
        "others": [],
        **forms,
    }
    fields = view.fields_to_suggest(person, asked)
    context["suggest_form"].field.choices = fields
    readable = policies.may_read_case(person, case)
    return page(
        "sparring/show.html",
        status=status,
        asked=asked,
        case=case,
        crumbs=[("Sparring", url_for(".queue")), (f"{case.number} {asked.code}", None)],
        place=place,
        place_url=view.place_url(case, place) if readable else "",
        kind=view.KIND[asked.status],
        late=view.today_is_late(asked),
        talk=view.talk(asked, person),
        may=view.may(asked, person),
        assign_form=assign,
        grant=sparring.live_grant(person, asked),
        suggestions=view.suggestions(asked) if readable or sparring.live_grant(person, asked) else [],
        suggest_fields=fields,
        is_staff=policies.is_staff(person),
        readable=readable,
        **context,
    )


@bp.get("/sager/<number>/sparring/<code>")
def show(number: str, code: str) -> ResponseReturnValue:
    """One question: the talk for both sides."""
    return show_page(find(number, code))


def _here(number: str, code: str) -> str:
    return url_for(".show", number=number, code=code)


def _message(number: str, code: str, act: Any, said: str) -> ResponseReturnValue:
    asked = find(number, code)
    form = MessageForm(request.form)
    if not form.validate():
        return show_page(asked, 422, message_form=form)
    act(access.user(), asked, form.text.data or "")
    return go(_here(number, code), message=said)


@bp.post("/sager/<number>/sparring/<code>/opfoelg")
def follow_up(number: str, code: str) -> ResponseReturnValue:
    """The helper writes again."""
    return _message(number, code, sparring.follow_up, "Sendt til IBIZ-Center.")


@bp.post("/sager/<number>/sparring/<code>/luk")
def close(number: str, code: str) -> ResponseReturnValue:
    """The helper closes it."""
    asked = find(number, code)
    form = CloseForm(request.form)
    if not form.validate():
        return show_page(asked, 422, close_form=form)
    sparring.close(access.user(), asked, int(form.usefulness.data))
    return go(_here(number, code), message="Spørgsmålet er lukket. Tak for vurderingen.")


@bp.post("/sager/<number>/sparring/<code>/traek-tilbage")
def withdraw(number: str, code: str) -> ResponseReturnValue:
    """The helper asks no longer."""
    sparring.withdraw(access.user(), find(number, code))
    return go(_here(number, code), message="Spørgsmålet er trukket tilbage.")


@bp.post("/sager/<number>/sparring/<code>/stop-deling")
def stop_sharing(number: str, code: str) -> ResponseReturnValue:
    """The helper ends what may be seen."""
    sparring.stop_sharing(access.user(), find(number, code))
    return go(_here(number, code), message="IBIZ-Center kan ikke længere se mere end det meldte.")


@bp.post("/sager/<number>/sparring/<code>/tildel")
def assign(number: str, code: str) -> ResponseReturnValue:
    """Somebody at IBIZ-Center takes it, or gives it to a colleague."""
    chosen = request.form.get("to", type=int)
    to = next((one for one in sparring_queue.colleagues() if one.id == chosen), None)
    if to is None:
        abort(422)
    sparring.assign(access.user(), find(number, code), to)
    return go(_here(number, code), message=f"{to.name} har spørgsmålet.")


@bp.post("/sager/<number>/sparring/<code>/svar")
def answer(number: str, code: str) -> ResponseReturnValue:
    """IBIZ-Center answers."""
    return _message(number, code, sparring.answer, "Svaret er sendt.")


@bp.post("/sager/<number>/sparring/<code>/spoerg-tilbage")
def ask_back(number: str, code: str) -> ResponseReturnValue:
    """IBIZ-Center asks back."""
    return _message(number, code, sparring.ask_back, "Spørgsmålet er sendt til rådgiveren.")


@bp.get("/sager/<number>/sparring/<code>/se")
def look(number: str, code: str) -> ResponseReturnValue:
    """What the question has opened, to be read only; each look is written down."""
    person, asked = access.user(), find(number, code)
    grant = sparring.live_grant(person, asked)
    if grant is None:
        abort(404)
    place = sparring_places.find(asked.case, asked.about)
    tasks = sparring_places.tasks(place, grant.what)
    wanted = request.args.get("opgave", "")
    task = next((one for one in tasks if one.key == wanted), None) if wanted else next(iter(tasks), None)
    if task is None:
        abort(404)
    parts = view.task_parts(asked.case, place, task, Share(grant.what))
    sparring.note_look(person, asked, place.title if place.row is not None else task.title)
    return page(
        "sparring/look.html",
        asked=asked,
        case=asked.case,
        grant=grant,
        title=task.title,
        parts=parts,
        tasks=[
            (one.title, None, url_for(".look", number=number, code=code, opgave=one.key), one is task) for one in tasks
        ],
        crumbs=[("Sparring", url_for(".queue")), (asked.code, _here(number, code)), (task.title, None)],
    )
