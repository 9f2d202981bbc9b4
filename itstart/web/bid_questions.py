"""Spørg leverandøren: what to ask each vendor, what it answered, and the sheet to bring along."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from itstart import clock
from itstart.forms import BaseForm, DateField
from itstart.models import BidQuestion, Vendor
from itstart.rules.answer_questions import Question
from itstart.rules.findings import RuleViolation
from itstart.services import bid_questions, documents
from itstart.services.bid_questions import Asked
from itstart.services.conflicts import Conflict
from itstart.steps.fields import longtext, optional, tick
from itstart.steps.selection.bidders import bidders
from itstart.steps.selection.question_documents import sheet_document
from itstart.web import filters, form_keys, task_pages, uploads
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.task_pages import TaskPage
from itstart.web.task_parts import give_ids
from itstart.web.tasks import autosave_answer, conflict_context, version_sent

bp = Blueprint("bid_questions", __name__)

PATH = "/sager/<number>/valg/spoerg-leverandoeren"
MAX_FIELD = 200


class AnswerForm(BaseForm):
    """Whether a question was asked, and what the vendor said."""

    asked = tick("Stillet")
    answer = longtext("Svar", rows=2)
    answered_on = DateField("Svaret er fra", optional())


class OwnForm(BaseForm):
    """A question of one's own."""

    text = TextAreaField(
        "Dit eget spørgsmål", [InputRequired("Skriv spørgsmålet."), Length(max=500)], render_kw={"rows": 2}
    )


def _vendor(shown: TaskPage, code: str) -> Vendor | None:
    """The bidder asked for, else the first; None without any, 404 for one that is not there."""
    found = bidders(shown.case)
    if code:
        return next((vendor for vendor in found if vendor.code == code), None) or abort(404)
    return found[0] if found else None


def _open(number: str, code: str) -> tuple[TaskPage, Vendor]:
    shown = task_pages.open_task(number, bid_questions.TASK)
    return shown, _vendor(shown, code) or abort(404)


def _form_id(key: str) -> str:
    return f"sp-{key}"


def _form(asked: Asked) -> AnswerForm:
    row = asked.stored
    data = {"asked": row.asked, "answer": row.answer, "answered_on": row.answered_on} if row else {}
    return AnswerForm(data=data)


def _point_url(shown: TaskPage, vendor: Vendor, question: Question) -> str:
    """A new point at the table with this question's words in it; "" when there is nothing to negotiate."""
    if not question.topic:
        return ""
    here = url_for(".show", number=shown.case.number, om=vendor.code, _anchor=_form_id(question.key))
    where: dict[str, Any] = {
        "number": shown.case.number,
        "row_list": "forhandlet",
        "retur": here,
        "topic": question.topic[:MAX_FIELD],
        "before": question.before[:MAX_FIELD],
        "concerns": question.concerns.value,
    }
    return url_for("rows.new", **where, _anchor="ny-forhandlet")


def _lines(shown: TaskPage, vendor: Vendor, asked: Sequence[Asked], open_key: str, **more: Any) -> list[dict[str, Any]]:
    """Each question with its form; the one with the key holds what was typed."""
    return [
        {
            "asked": one,
            "id": _form_id(one.key),
            "form": give_ids(more["form"] if one.key == open_key else _form(one), _form_id(one.key)),
            "version": one.stored.version if one.stored else 1,
            "conflict": more.get("conflict") if one.key == open_key else None,
            "open": one.key == open_key,
            "point_url": _point_url(shown, vendor, one.question),
        }
        for one in asked
    ]


def _page(shown: TaskPage, vendor: Vendor | None, status: int = 200, open_key: str = "", **more: Any) -> Response:
    context = task_pages.context(shown)
    if vendor is None:
        return page("selection/questions.html", vendor=None, **context)
    case = shown.case
    found = bid_questions.sheet(case, vendor)
    marks = task_pages.marks(case, bidders(case))
    groups = (
        ("Om tilbuddet", "Det, tilbuddet selv viser. De vigtigste står først.", found.from_bid),
        ("Dine egne spørgsmål", "", found.own),
        ("Til alle leverandører", "De ni spørgsmål, alle bør svare på.", found.for_all),
        ("Ikke længere aktuelt", "Tilbuddet giver ikke længere anledning til dem. Svarene er gemt.", found.outdated),
    )
    return page(
        "selection/questions.html",
        status=status,
        **context,
        vendor=next(mark for mark in marks if mark.code == vendor.code),
        has_bid=vendor.bid is not None,
        segments=[
            (mark.name, None, url_for(".show", number=case.number, om=mark.code), mark.code == vendor.code)
            for mark in marks
        ],
        groups=[
            (title, lead, _lines(shown, vendor, asked, open_key, **more)) for title, lead, asked in groups if asked
        ],
        found=found,
        own_form=more.get("own_form") or OwnForm(),
    )


@bp.get(PATH)
def show(number: str) -> ResponseReturnValue:
    """The questions to one vendor, `?om=V-2`."""
    shown = task_pages.open_task(number, bid_questions.TASK)
    return _page(shown, _vendor(shown, request.args.get("om", "")))


def _here(number: str, vendor: str, key: str = "") -> str:
    anchor = _form_id(key) if key else None
    return url_for(".show", number=number, om=vendor, _anchor=anchor)


def _read(number: str, vendor: str, key: str) -> tuple[TaskPage, Vendor, Asked, AnswerForm]:
    shown, bidder = _open(number, vendor)
    asked = bid_questions.find(shown.case, bidder, key)
    return shown, bidder, asked or abort(404), give_ids_to(AnswerForm(request.form), key)


def give_ids_to(form: AnswerForm, key: str) -> AnswerForm:
    """The form with the ids it has on the page."""
    give_ids(form, _form_id(key))
    return form


def _store(shown: TaskPage, vendor: Vendor, asked: Asked, form: AnswerForm) -> BidQuestion | None:
    """Store the answer; None when something must be corrected, and then the form says so."""
    if not form.validate():
        return None
    typed = {"asked": bool(form.asked.data), "answer": form.answer.data or "", "answered_on": form.answered_on.data}
    try:
        return bid_questions.save(shown.user, shown.case, vendor, asked, typed, version=version_sent())
    except RuleViolation as error:
        if refused(form, error):
            raise
        return None


def _clash(number: str, vendor: str, key: str, conflict: Conflict, form: AnswerForm) -> dict[str, Any]:
    action = url_for(".save", number=number, vendor=vendor, key=key)
    return conflict_context(conflict, form, _form_id(key), action, url_for(".show", number=number, om=vendor))


@bp.post(f"{PATH}/<vendor>/<key>")
def save(number: str, vendor: str, key: str) -> ResponseReturnValue:
    """Store what a vendor said to one question."""
    shown, bidder, asked, form = _read(number, vendor, key)
    try:
        stored = _store(shown, bidder, asked, form)
    except Conflict as conflict:
        told = _clash(number, vendor, key, conflict, form)
        return _page(shown, bidder, 409, open_key=key, form=form, conflict=told)
    if stored is None:
        return _page(shown, bidder, 422, open_key=key, form=form)
    return go(_here(number, vendor, key), message="Gemt.")


@bp.post(f"{PATH}/<vendor>/<key>/autogem")
def autosave(number: str, vendor: str, key: str) -> ResponseReturnValue:
    """Store it while it is being written."""
    shown, bidder, asked, form = _read(number, vendor, key)
    form_id = _form_id(key)
    try:
        stored = _store(shown, bidder, asked, form)
    except Conflict as conflict:
        return autosave_answer("conflict", form_id, 409, conflict=_clash(number, vendor, key, conflict, form))
    if stored is None:
        return autosave_answer("not_saved", form_id, 422, form=form)
    return autosave_answer("saved", form_id, 200, at=filters.clock_time(clock.now()), version=stored.version)


@bp.post(f"{PATH}/<vendor>/egne")
def add(number: str, vendor: str) -> ResponseReturnValue:
    """A question of one's own."""
    if earlier := form_keys.already():
        return go(earlier)
    shown, bidder = _open(number, vendor)
    form = OwnForm(request.form)
    if not form.validate():
        return _page(shown, bidder, 422, own_form=form)
    try:
        row = bid_questions.add(shown.user, shown.case, bidder, form.text.data or "")
    except RuleViolation as error:
        if refused(form, error):
            raise
        return _page(shown, bidder, 422, own_form=form)
    target = _here(number, vendor, row.key)
    form_keys.done(target)
    return go(target, message="Spørgsmålet er tilføjet.")


@bp.post(f"{PATH}/<vendor>/<key>/slet")
def delete(number: str, vendor: str, key: str) -> ResponseReturnValue:
    """Take a question of one's own away; the message has an undo button."""
    shown, bidder = _open(number, vendor)
    bid_questions.delete(shown.user, shown.case, bidder, key)
    undo = url_for(".restore", number=number, vendor=vendor, key=key)
    return go(_here(number, vendor), message="Spørgsmålet er slettet.", undo_url=undo)


@bp.post(f"{PATH}/<vendor>/<key>/fortryd")
def restore(number: str, vendor: str, key: str) -> ResponseReturnValue:
    """Bring it back."""
    shown, bidder = _open(number, vendor)
    bid_questions.restore(shown.user, shown.case, bidder, key)
    return go(_here(number, vendor, key), message="Spørgsmålet er tilbage.")


@bp.get(f"{PATH}/<vendor>/word")
def word(number: str, vendor: str) -> ResponseReturnValue:
    """The sheet to bring to the meeting, with room for notes."""
    shown, bidder = _open(number, vendor)
    found = bid_questions.sheet(shown.case, bidder)
    made = sheet_document(
        bidder,
        from_bid=[(one.question, one.stored) for one in found.from_bid],
        own=[(one.question, one.stored) for one in found.own],
        for_all=[(one.question, one.stored) for one in found.for_all],
        outdated=[(one.question, one.stored) for one in found.outdated],
    )
    return uploads.download_made(made.filename(shown.case), documents.draft(shown.case, made))
