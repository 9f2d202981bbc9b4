"""Where the day begins: IBIZ-Center's queues, or a helper's next thing, cases and year."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.services import cases, center_queues, helper_day
from itstart.services.center_queues import Key
from itstart.web import access, case_lines, front_view
from itstart.web.pages import page

bp = Blueprint("front", __name__)


@bp.get("/overblik")
def index() -> ResponseReturnValue:
    """What is the next thing to do?"""
    person, today = access.user(), clock.today()
    if policies.is_staff(person):
        queues = center_queues.every(person)
        return page(
            "front/center.html",
            queues=[front_view.queue(found) for found in queues],
            lead=front_view.center_lead(queues, today),
        )
    return page(
        "front/helper.html",
        name=person.name.split()[0],
        lead=case_lines.today_in_words(today),
        may_open=cases.may_open_now(person),
        cvr=person.helper.cvr if person.helper else "",
        **front_view.helper_day(helper_day.day(person), person),
    )


@bp.get("/overblik/<queue>")
def queue(queue: str) -> ResponseReturnValue:
    """A whole queue, the oldest first."""
    if queue not in set(Key):
        abort(404)
    found = center_queues.one(access.user(), Key(queue))
    return page("front/queue.html", queue=front_view.queue(found), most=center_queues.MOST)
