"""IBIZ-Center's evaluations of a firm: of a co-delivery, of a reviewed assignment, of the cooperation (S44, S46)."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.models import CooperationEvaluation, Helper
from itstart.rules.cooperation import Party
from itstart.rules.findings import RuleViolation
from itstart.services import advisers, cooperation, norms, qualification, reviewed_assignments, settings
from itstart.services.cooperation import About
from itstart.web import access, adviser_pages, adviser_view, form_keys
from itstart.web.adviser_forms import CustomerWordsForm, WordsForm, criterion_name, words_form
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("evaluations", __name__)

_TITLES = {Party.CENTER: "IBIZ-Centers evaluering", Party.CUSTOMER: "Notér kundens evaluering"}


def about_of(helper: Helper, text: str) -> About:
    """What the address says it is about: "samlevering-1", "opgave-2" or nothing; 404 for what is not there."""
    kind, _, number = text.partition("-")
    if not text:
        return About()
    if not number.isdecimal() or kind not in {"samlevering", "opgave"}:
        abort(404)
    if kind == "samlevering":
        return About(delivery=qualification.find_co_delivery(helper, int(number)))
    return About(assignment=reviewed_assignments.find(helper, int(number)))


def _party() -> Party:
    return Party.CUSTOMER if request.values.get("part") == Party.CUSTOMER.value else Party.CENTER


def _criteria(party: Party, row: CooperationEvaluation | None) -> Sequence[str]:
    if party is not Party.CENTER:
        return ()
    return [score.criterion for score in row.scores] if row and row.scores else norms.current().criteria


def filled(form: type[WordsForm], row: CooperationEvaluation | None, criteria: Sequence[str] = ()) -> WordsForm:
    """The form with what was said last time, if anything."""
    if row is None:
        return form(data={"evaluated_on": clock.today()})
    scores = {score.criterion: str(score.score) for score in row.scores}
    data: dict[str, Any] = {
        "evaluated_on": row.evaluated_on,
        "rating": str(row.rating or ""),
        "course": row.course,
        "future_cooperation": row.future_cooperation,
        **{criterion_name(place): scores.get(criterion, "") for place, criterion in enumerate(criteria)},
    }
    return form(data=data)


def _write(cvr: str) -> ResponseReturnValue:
    helper = advisers.find(access.user(), cvr)
    about, party = about_of(helper, request.values.get("om", "")), _party()
    row = cooperation.of_party(helper, about, party)
    criteria = _criteria(party, row)
    kind = CustomerWordsForm if party is Party.CUSTOMER else words_form(criteria)
    if request.method == "GET":
        return _page(helper, party, filled(kind, row, criteria))
    if earlier := form_keys.already():
        return go(earlier)
    form = kind(request.form)
    if not form.validate():
        return _page(helper, party, form, 422)
    by = str(form["by"].data) if isinstance(form, CustomerWordsForm) else access.user().name
    try:
        made = cooperation.evaluate(access.user(), helper, about, party, form.words(by, criteria))
    except RuleViolation as error:
        return _page(helper, party, form, 409, others=refused(form, error))
    onward = url_for(".show", cvr=cvr, no=made.number)
    form_keys.done(onward)
    return go(onward, message="Evalueringen er gemt.")


def _page(helper: Helper, party: Party, form: WordsForm, status: int = 200, **more: Any) -> Response:
    return adviser_pages.form_page(
        helper,
        form,
        title=_TITLES[party],
        button="Gem evalueringen",
        status=status,
        optional=("rating",),
        **more,
    )


@bp.get("/raadgivere/<cvr>/evaluer")
def new(cvr: str) -> ResponseReturnValue:
    """The form, with what was said last time."""
    return _write(cvr)


@bp.post("/raadgivere/<cvr>/evaluer")
def write(cvr: str) -> ResponseReturnValue:
    """Keep IBIZ-Center's words, or the customer's from the phone."""
    return _write(cvr)


def show_page(row: CooperationEvaluation, **more: Any) -> Response:
    """One evaluation, for IBIZ-Center and for the firm."""
    status = more.pop("status", 200)
    about = adviser_view.about(row)
    return page(
        "advisers/evaluation.html",
        status=status,
        row=row,
        about=about,
        crumbs=adviser_pages.crumbs(row.helper, (f"{settings.our_words(row.party.label)}: {about}", None)),
        **{"form": None, "word": "", **more},
    )


@bp.get("/raadgivere/<cvr>/evalueringer/<int:no>")
def show(cvr: str, no: int) -> ResponseReturnValue:
    """One evaluation with the firm's comment."""
    row = cooperation.find(advisers.find(access.user(), cvr), no)
    return show_page(row, word=url_for(".word", cvr=cvr, no=no))


@bp.get("/raadgivere/<cvr>/evalueringer/<int:no>/word")
def word(cvr: str, no: int) -> ResponseReturnValue:
    """The same as Word."""
    return adviser_pages.evaluation_file(cooperation.find(advisers.find(access.user(), cvr), no))
