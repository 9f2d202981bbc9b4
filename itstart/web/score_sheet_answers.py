"""One person's demo score sheet on a phone: a vendor at a time, saved as it is filled in, sent once. No account."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, request, session, url_for
from flask.typing import ResponseReturnValue

from itstart.forms import BaseForm
from itstart.models import ScoreSheet
from itstart.rules.customer_links import LinkState
from itstart.rules.findings import RuleViolation
from itstart.services import customer_letters, customer_links, score_sheet_answers, score_sheets, throttle
from itstart.services.score_sheet_answers import SheetOver
from itstart.services.score_sheets import Place
from itstart.web import errors, filters
from itstart.web.pages import go, page
from itstart.web.score_forms import sheet_form, sheet_name
from itstart.web.task_parts import give_ids
from itstart.web.tasks import autosave_answer

bp = Blueprint("score_sheet_answers", __name__)

_SHEET = "score_sheet"
FORM_ID = "ark"
OPENED_PER_ADDRESS = throttle.Limit(60, 300)
SENT_PER_ADDRESS = throttle.Limit(60, 300)


def _allowed(what: str, limit: throttle.Limit) -> bool:
    secret, address = str(current_app.secret_key), request.remote_addr or "-"
    return throttle.allow(secret, f"score-sheet:{what}:{address}", limit)


@bp.get("/p/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Take the secret out of the address; opening the link decides nothing."""
    if not _allowed("open", OPENED_PER_ADDRESS):
        return errors.show(429)
    session[_SHEET] = customer_links.token_hash(token)
    return go(url_for(".show"))


def _sheet() -> ScoreSheet | None:
    return score_sheet_answers.opened(str(session.get(_SHEET, "")))


def _common(sheet: ScoreSheet) -> dict[str, Any]:
    phone = customer_letters.phone_of(sheet.created_by)
    return {"sheet": sheet, "who": sheet.created_by, "phone": phone, "nav": [], "account": None}


def _unknown() -> Response:
    return page("score_sheets/unknown.html", status=404, nav=[], account=None)


def _over(over: SheetOver) -> Response:
    """Why nothing can be written; what was sent, when it was."""
    sheet, state = over.sheet, score_sheets.state(over.sheet)
    if state is LinkState.ANSWERED:
        status = 409 if request.method == "POST" else 200
        return page("score_sheets/sent.html", status=status, **_common(sheet), given=_given(sheet))
    return page("score_sheets/over.html", status=410, **_common(sheet), state=state, closed=over.closed)


def _given(sheet: ScoreSheet) -> list[tuple[Place, list[tuple[str, int | None]], str]]:
    """The person's own points and note for each vendor."""
    found = []
    for place in score_sheets.places(sheet):
        points, note = score_sheet_answers.draft(sheet, place.code)
        rows = [(scenario.title, points.get(scenario.code)) for scenario in sheet.case.demo_scenarios]
        found.append((place, rows, note))
    return found


def _place(places: list[Place]) -> Place:
    """The vendor asked for, else the first that lacks points."""
    asked = request.values.get("om", "")
    if asked:
        return next((place for place in places if place.code == asked), None) or abort(404)
    return next((place for place in places if place.missing), places[0])


def _form(sheet: ScoreSheet, place: Place) -> BaseForm:
    points, note = score_sheet_answers.draft(sheet, place.code)
    data = {sheet_name(code): score for code, score in points.items()}
    return sheet_form(sheet.case.demo_scenarios)(data={**data, "note": note})


def _page(sheet: ScoreSheet, place: Place, form: BaseForm, status: int = 200) -> Response:
    places = score_sheets.places(sheet)
    after = places[places.index(next(one for one in places if one.code == place.code)) + 1 :]
    return page(
        "score_sheets/show.html",
        status=status,
        **_common(sheet),
        form=give_ids(form, FORM_ID),
        form_id=FORM_ID,
        name=sheet_name,
        place=place,
        following=after[0] if after else None,
        segments=[
            (f"{one.name} {one.given}/{one.total}", None, url_for(".show", om=one.code), one.code == place.code)
            for one in places
        ],
        saved_at=filters.clock_time(sheet.saved_at),
    )


@bp.get("/point")
def show() -> ResponseReturnValue:
    """The sheet for one vendor, or why it cannot be filled in."""
    sheet = _sheet()
    if sheet is None:
        return _unknown()
    if sheet.opened_at is None:
        score_sheet_answers.note_opened(sheet.token_hash)
        sheet = _sheet() or abort(404)
    try:
        score_sheet_answers.ensure_open(sheet)
    except SheetOver as over:
        return _over(over)
    place = _place(score_sheets.places(sheet))
    return _page(sheet, place, _form(sheet, place))


def _read(sheet: ScoreSheet) -> tuple[Place, BaseForm]:
    score_sheet_answers.ensure_open(sheet)
    return _place(score_sheets.places(sheet)), sheet_form(sheet.case.demo_scenarios)(request.form)


def _store(sheet: ScoreSheet, place: Place, form: BaseForm) -> ScoreSheet:
    points = {scenario.code: form[sheet_name(scenario.code)].data for scenario in sheet.case.demo_scenarios}
    return score_sheet_answers.save(sheet.token_hash, place.code, points, form["note"].data or "")


@bp.post("/point")
def save() -> ResponseReturnValue:
    """Keep one vendor's points, and go on to the next or to the end."""
    sheet = _sheet()
    if sheet is None:
        return _unknown()
    try:
        place, form = _read(sheet)
        if not form.validate():
            return _page(sheet, place, form, 422)
        _store(sheet, place, form)
    except SheetOver as over:
        return _over(over)
    onward = request.form.get("videre", "")
    if any(one.code == onward for one in score_sheets.places(sheet)):
        return go(url_for(".show", om=onward))
    return go(url_for(".end"))


@bp.post("/point/autogem")
def autosave() -> ResponseReturnValue:
    """Keep the points while they are being given; answers only the state of the save."""
    sheet = _sheet()
    if sheet is None:
        return "", 404
    try:
        place, form = _read(sheet)
        if not form.validate():
            return autosave_answer("not_saved", FORM_ID, 422, form=give_ids(form, FORM_ID))
        stored = _store(sheet, place, form)
    except SheetOver:
        return "", 410
    return autosave_answer("saved", FORM_ID, 200, at=filters.clock_time(stored.saved_at), version=1)


def _end(sheet: ScoreSheet, problem: str = "", status: int = 200) -> Response:
    given = _given(sheet)
    missing = sum(place.missing for place, _, _ in given)
    return page("score_sheets/end.html", status=status, **_common(sheet), given=given, missing=missing, problem=problem)


@bp.get("/point/send")
def end() -> ResponseReturnValue:
    """Everything the person has given, before it is sent."""
    sheet = _sheet()
    if sheet is None:
        return _unknown()
    try:
        score_sheet_answers.ensure_open(sheet)
    except SheetOver as over:
        return _over(over)
    return _end(sheet)


@bp.post("/point/send")
def send() -> ResponseReturnValue:
    """Send the points, exactly once."""
    if not _allowed("send", SENT_PER_ADDRESS):
        return errors.show(429)
    sheet = _sheet()
    if sheet is None:
        return _unknown()
    try:
        score_sheet_answers.send(sheet.token_hash)
    except SheetOver as over:
        return _over(over)
    except RuleViolation as error:
        return _end(sheet, str(error), 422)
    return go(url_for(".show"))
