"""Min kvalificering: what comes next for the firm, what is expected, and what has been said, to read and comment."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.rules.cooperation import Party
from itstart.rules.findings import RuleViolation
from itstart.services import advisers, cooperation, qualification, yearly_talks
from itstart.services.cooperation import About
from itstart.web import access, adviser_pages, adviser_view
from itstart.web.adviser_forms import CommentForm, WordsForm
from itstart.web.evaluations import filled, show_page
from itstart.web.pages import go, page
from itstart.web.refusals import refused

bp = Blueprint("qualification", __name__)


@bp.get("/kvalificering")
def show() -> ResponseReturnValue:
    """Where the firm stands, in its own words."""
    return page("qualification/show.html", **adviser_view.view(advisers.own(access.user())))


# ---- the firm's own words about a co-delivery ------------------------------------------------------


def _own_form(no: int) -> tuple[About, WordsForm]:
    helper = advisers.own(access.user())
    about = About(delivery=qualification.find_co_delivery(helper, no))
    return about, filled(WordsForm, cooperation.of_party(helper, about, Party.HELPER))


def _evaluate_page(no: int, form: WordsForm, status: int = 200, **more: object) -> Response:
    lead = "Skriv ærligt. IBIZ-Center læser det, og I taler om det bagefter."
    return adviser_pages.form_page(
        advisers.own(access.user()),
        form,
        title=f"Evaluer {no}. samlevering",
        button="Gem evalueringen",
        status=status,
        lead=lead,
        optional=("rating",),
        **more,
    )


@bp.get("/kvalificering/samlevering/<int:no>/evaluer")
def evaluate(no: int) -> ResponseReturnValue:
    """The form, with what was said last time."""
    return _evaluate_page(no, _own_form(no)[1])


@bp.post("/kvalificering/samlevering/<int:no>/evaluer")
def save_evaluation(no: int) -> ResponseReturnValue:
    """Keep the firm's own words."""
    about, form = _own_form(no)[0], WordsForm(request.form)
    if not form.validate():
        return _evaluate_page(no, form, 422)
    person = access.user()
    try:
        cooperation.evaluate(person, advisers.own(person), about, Party.HELPER, form.words(person.name))
    except RuleViolation as error:
        return _evaluate_page(no, form, 409, others=refused(form, error))
    return go(url_for(".show"), message="Evalueringen er gemt.")


# ---- what others have said -------------------------------------------------------------------------


def _evaluation(no: int, form: CommentForm | None = None, status: int = 200) -> Response:
    row = cooperation.find(advisers.own(access.user()), no)
    may_comment = row.party is not Party.HELPER
    form = form or (CommentForm(data={"comment": row.comment}) if may_comment else None)
    return show_page(row, form=form, status=status, word=url_for(".evaluation_word", no=no))


@bp.get("/kvalificering/evalueringer/<int:no>")
def evaluation(no: int) -> ResponseReturnValue:
    """One evaluation of the firm, with room for its comment."""
    return _evaluation(no)


@bp.post("/kvalificering/evalueringer/<int:no>")
def comment(no: int) -> ResponseReturnValue:
    """Keep the comment."""
    row = cooperation.find(advisers.own(access.user()), no)
    form = CommentForm(request.form)
    if not form.validate():
        return _evaluation(no, form, 422)
    cooperation.comment(access.user(), row, form.comment.data or "")
    return go(url_for(".evaluation", no=no), message="Din kommentar er gemt.")


@bp.get("/kvalificering/evalueringer/<int:no>/word")
def evaluation_word(no: int) -> ResponseReturnValue:
    """The same as Word."""
    return adviser_pages.evaluation_file(cooperation.find(advisers.own(access.user()), no))


@bp.get("/kvalificering/samtaler/<int:year>/word")
def talk_word(year: int) -> ResponseReturnValue:
    """The yearly talk as Word."""
    return adviser_pages.talk_file(yearly_talks.find(advisers.own(access.user()), year))
