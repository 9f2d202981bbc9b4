"""Sparring made ready for its pages: the talk, what is shared, suggestions, and the answers one may look at."""

from typing import Any

from flask import url_for

from itstart import clock, policies
from itstart.models import CustomerCase, SparringRequest, User
from itstart.rules import sparring as rules
from itstart.rules.sparring import Event, Share, Who
from itstart.rules.terms import SparringStatus
from itstart.services import answers, rows, settings, sparring, sparring_places, sparring_suggestions
from itstart.services.sparring_places import Place
from itstart.steps import Task, binding
from itstart.web import filters, showing

KIND = {
    SparringStatus.OPEN: "miss",
    SparringStatus.ASSIGNED: "go",
    SparringStatus.ANSWERED: "done",
    SparringStatus.CLOSED: "",
    SparringStatus.WITHDRAWN: "",
}


def talk(request: SparringRequest, user: User) -> list[dict[str, Any]]:
    """The thread; a question that came with a file has its two texts."""
    said = [
        {
            "initials": "".join(part[0] for part in message.author.split()[:2]).upper(),
            "name": "Dig" if message.user_id == user.id else message.author,
            "at": filters.moment(message.at),
            "text": message.text,
            "ibiz": message.from_center,
        }
        for message in request.messages
    ]
    return said or _imported(request)


def _imported(request: SparringRequest) -> list[dict[str, Any]]:
    said = [(request.question, request.case.helper.adviser or "Rådgiveren", request.asked_on, False)]
    if request.answer:
        by = request.answered_by.name if request.answered_by else settings.center_name()
        said.append((request.answer, by, request.answered_on, True))
    return [
        {
            "initials": "".join(part[0] for part in name.split()[:2]).upper(),
            "name": name,
            "at": filters.long_date(on),
            "text": text,
            "ibiz": ibiz,
        }
        for text, name, on, ibiz in said
    ]


def may(request: SparringRequest, user: User) -> dict[str, bool]:
    """What the person may do with the question just now, by the name of the act."""
    center = sparring.may_answer(user)
    helper = policies.may_edit_case(user, request.case) and request.case.abandoned_on is None
    found = {
        event.value: (center and rules.is_open(event, request.status, Who.CENTER))
        or (helper and rules.is_open(event, request.status, Who.HELPER))
        for event in Event
    }
    return {**found, "decide": helper}


def fields_to_suggest(user: User, request: SparringRequest) -> list[tuple[str, str]]:
    """The fields the person may suggest a text for, as choices."""
    return [(field.name, field.label) for field in sparring_suggestions.fields(user, request)]


def suggestions(request: SparringRequest) -> list[dict[str, Any]]:
    """Each suggestion with the words that go and come."""
    found = []
    for one in request.suggestions:
        now = one.old_text if one.accepted is not None else sparring_suggestions.current(request.case, one)
        found.append(
            {
                "row": one,
                "difference": sparring_suggestions.difference(now, one.text),
                "seen": sparring_suggestions.fingerprint(now),
            }
        )
    return found


def place_url(case: CustomerCase, place: Place) -> str:
    """Where the helper finds what the question is about."""
    if place.row_list is not None and place.row is not None:
        return url_for("rows.show", number=case.number, row_list=place.row_list, code=place.row.code)
    if place.task is not None:
        return url_for("tasks.show", number=case.number, task=place.task)
    if place.step is not None:
        return url_for("cases.review", number=case.number, step=place.step)
    return url_for("cases.show", number=case.number)


def task_parts(case: CustomerCase, place: Place, task: Task, share: Share) -> list[dict[str, Any]]:
    """What stands in a task, to be read only: the answers of its forms and the rows of its lists."""
    if place.row is not None and place.row_list is not None:
        form = place.row_list.form()
        binding.fill_choices(form, case)
        stored = binding.stored_values(place.row_list.form, place.row, case)
        return [{"title": rows.name(place.row_list, place.row), "answers": _told(form, stored), "rows": []}]
    found = []
    for section in task.sections():
        if section.scope is None:
            form = section.form()
            binding.fill_choices(form, case)
            found.append({"title": section.title, "answers": _told(form, answers.values(case, section)), "rows": []})
    for row_list in task.lists():
        lines = [
            (rows.name(row_list, row), row_list.text_of(row)) for row in rows.first(case, row_list, rows.MAX_ROWS)[0]
        ]
        found.append({"title": row_list.title, "answers": [], "rows": lines})
    if share is Share.PRICES and sparring_places.is_confidential(task):
        found += _bids(case)
    return found


def _told(form: Any, stored: dict[str, Any]) -> list[tuple[str, str, None]]:
    return [(field.label.text, showing.value(field, stored.get(field.short_name)) or "–", None) for field in form]


def _bids(case: CustomerCase) -> list[dict[str, Any]]:
    return [
        {
            "title": f"Tilbud: {bid.vendor.name}, {bid.product}",
            "answers": [],
            "rows": [
                (line.label, f"{filters.kroner(line.amount_dkk)}{' om året' if line.annual else ''}")
                for line in bid.price_lines
            ],
        }
        for bid in case.bids
    ]


def line(request: SparringRequest) -> dict[str, Any]:
    """A question on the case page."""
    return {
        "code": request.code,
        "question": request.question,
        "status": request.status.label,
        "kind": KIND[request.status],
        "url": url_for("sparring.show", number=request.case.number, code=request.code),
        "asked": filters.long_date(request.asked_on),
    }


def today_is_late(request: SparringRequest) -> bool:
    """True when the deadline has passed without an answer."""
    waits = request.status in {SparringStatus.OPEN, SparringStatus.ASSIGNED}
    return waits and request.deadline_on is not None and request.deadline_on < clock.today()
