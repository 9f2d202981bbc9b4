"""A meeting with the customer: its notes line by line, the needs made of them, and the minutes as Word."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.models import Meeting
from itstart.services import documents, meetings
from itstart.steps.needs.minutes_document import minutes_document
from itstart.web import task_pages, uploads
from itstart.web.pages import go, page
from itstart.web.task_pages import TaskPage

bp = Blueprint("meetings", __name__)

PATH = "/sager/<number>/moeder/<code>"


def _open(number: str, code: str) -> tuple[TaskPage, Meeting]:
    shown = task_pages.open_task(number, meetings.TASK)
    return shown, meetings.find(shown.case, code)


def _page(shown: TaskPage, meeting: Meeting, status: int = 200, *, problem: str = "") -> Response:
    lines = meetings.lines(meeting)
    return page(
        "meetings/show.html",
        status=status,
        **task_pages.context(shown),
        meeting=meeting,
        lines=lines,
        has_free=any(line.need is None for line in lines),
        actions=list(meeting.actions),
        problem=problem,
    )


@bp.get(PATH)
def show(number: str, code: str) -> ResponseReturnValue:
    """The meeting, its notes with what became of each line, and what was agreed."""
    return _page(*_open(number, code))


@bp.post(f"{PATH}/behov")
def make_needs(number: str, code: str) -> ResponseReturnValue:
    """Make needs of the chosen lines; the message has an undo button."""
    shown, meeting = _open(number, code)
    made = meetings.make_needs(shown.user, shown.case, meeting, request.form.getlist("words"))
    if not made:
        return _page(shown, meeting, 422, problem="Sæt kryds ved mindst én linje, der ikke er et behov endnu.")
    codes = ",".join(need.code for need in made)
    said = f"{codes} er et nyt behov." if len(made) == 1 else f"{len(made)} nye behov: {codes.replace(',', ', ')}."
    return go(
        url_for(".show", number=number, code=code),
        message=said,
        undo_url=url_for(".undo", number=number, code=code, behov=codes),
    )


@bp.post(f"{PATH}/fortryd")
def undo(number: str, code: str) -> ResponseReturnValue:
    """Take the needs that were just made away again; the notes have not changed."""
    shown, meeting = _open(number, code)
    meetings.undo(shown.user, shown.case, meeting, request.args.get("behov", "").split(","))
    return go(url_for(".show", number=number, code=code), message="Fortrudt. Noterne står, som de gjorde.")


@bp.get(f"{PATH}/referat")
def word(number: str, code: str) -> ResponseReturnValue:
    """The minutes."""
    shown, meeting = _open(number, code)
    document = minutes_document(meeting)
    content = documents.draft(shown.case, document).content
    return uploads.download(document.filename(shown.case), content, documents.WORD)
