"""What the pages about a case show, made ready: words, dates and addresses for the templates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for

from itstart import clock, policies
from itstart.models import CaseEvent, CustomerCase, User
from itstart.rules.terms import CaseStatus, StepStatus
from itstart.services import cases, history, success_cases
from itstart.services.document_changes import Standing
from itstart.services.overview import DocumentView, Overview
from itstart.services.step_views import StepView, TaskView
from itstart.web import document_view, filters, sparring_view
from itstart.web.case_forms import CustomerForm
from itstart.web.case_lines import STATUS_KIND, days, dot, who
from itstart.web.case_modules import module
from itstart.web.case_places import crumbs, findings, next_action

LATEST = 5


def may_edit(user: User, case: CustomerCase) -> bool:
    """True when the user may write, and the case has not been given up."""
    return policies.may_edit_case(user, case) and case.abandoned_on is None


def place_of(form: CustomerForm) -> dict[str, Any]:
    """The region of the kommune chosen in a form, on this day."""
    code = str(form.municipality_code.data or "")
    return {"region": cases.region_of(code, clock.today())}


def case_page(case: CustomerCase, user: User, state: Overview, today: date) -> dict[str, Any]:
    """Everything on the page of a case, for someone who reads it."""
    events_shown = history.latest(case, size=LATEST)[:LATEST]
    return {
        "crumbs": crumbs(user, case),
        "status_kind": STATUS_KIND[case.status],
        "may_edit": may_edit(user, case),
        "thread": [thread_step(case, view, state.current) for view in state.steps],
        "next_action": next_action(case, state.next_action),
        "gates": findings(case, state.gates),
        "advice": findings(case, cases.customer_advice(case.customer)),
        "steps": [step_panel(case, view, state.current) for view in state.steps],
        "documents": [document(case, view) for view in state.documents],
        "events": events(events_shown, user, today),
        "waiting_line": waiting_line(case, user, today),
        "modules": [module(entry) for entry in case.modules],
        "region": cases.region(case.customer, today),
        "success_note": success_note(case),
        "sparring": [sparring_view.line(one) for one in reversed(case.sparring)],
    }


def success_note(case: CustomerCase) -> str:
    """How far the success case is, in a few words (S56)."""
    if case.success_case:
        return case.success_case.status.label
    if success_cases.is_suggested(case):
        return "Kunden er glad. Spørg, om I må fortælle om det"
    return "Når kunden har godkendt et modul"


def metadata(case: CustomerCase, user: User) -> dict[str, Any]:
    """The page for IBIZ-Center's people who do not deliver in the case: dates and states, no content."""
    return {
        "crumbs": crumbs(user, case),
        "status_kind": STATUS_KIND[case.status],
        "thread": [
            {
                "no": step.number,
                "title": step.key.label,
                "note": step.status.label,
                "state": dot(step.status, step.status is StepStatus.IN_PROGRESS),
                "url": "",
            }
            for step in case.steps
        ],
        "modules": [module(entry) for entry in case.modules],
        "may_reopen": policies.may_reopen_case(user, case) and case.status is CaseStatus.COMPLETED,
        "region": cases.region(case.customer, clock.today()),
    }


def waiting_line(case: CustomerCase, user: User, today: date) -> tuple[str, str] | None:
    """ "dig", "3 dage, siden 16. februar"."""
    if not case.waiting_on:
        return None
    since = case.waiting_since
    if since is None or since >= today:
        return who(case.waiting_on, user), "siden i dag" if since else ""
    day = filters.long_date(since).removesuffix(f" {today.year}")
    return who(case.waiting_on, user), f"{days((today - since).days)}, siden {day}"


def thread_step(case: CustomerCase, view: StepView, current: StepView | None) -> dict[str, Any]:
    """A step on the thread; the note says how many tasks are done."""
    if view.is_open:
        note = f"{view.done} af {len(view.tasks)} færdige" if view.row.started_on or view is current else "Ikke begyndt"
    else:
        note = f"Færdigt {filters.short_date(view.row.done_on)}" if view.row.done_on else "Sprunget over"
    return {
        "no": view.step.key.number,
        "title": view.step.key.label,
        "note": note,
        "state": dot(view.status, view is current),
        "url": url_for("cases.review", number=case.number, step=view.step.key),
    }


def step_panel(case: CustomerCase, view: StepView, current: StepView | None) -> dict[str, Any]:
    """A step with its tasks; the ones that are not next are folded."""
    note = f"{view.done} af {len(view.tasks)} færdige"
    if not view.is_open:
        note = f"{view.status.label} {filters.short_date(view.row.done_on or view.row.skipped_on)}"
    elif view.row.started_on is None:
        note = f"{len(view.tasks)} opgaver"
    return {
        "no": view.step.key.number,
        "title": view.step.key.label,
        "note": note,
        "folded": view is not current and not (view.is_open and view.row.started_on),
        "tasks": [task_line(case, entry) for entry in view.tasks],
        "review": url_for("cases.review", number=case.number, step=view.step.key),
        "reason": view.row.skip_reason,
    }


def task_line(case: CustomerCase, view: TaskView) -> dict[str, Any]:
    """A task with its status word."""
    return {
        "title": view.task.title,
        "url": url_for("tasks.show", number=case.number, task=view.task),
        "hint": view.summary,
        "why": "",
        "status": view.word,
        "kind": view.kind,
    }


def document(case: CustomerCase, view: DocumentView) -> dict[str, Any]:
    """A document: always today's edition to download, and what was handed over."""
    note, key = "Word, som sagen er lige nu", view.deliverable.key
    status, kind = ("Kladde", "") if view.unneeded is None else ("Ikke relevant", "")
    more = ""
    if view.unneeded:
        note = view.unneeded.reason
    if view.standing:
        status, kind = document_view.state(view.standing)
        note = document_view.note(view.standing)
        more = url_for("document_versions.index", number=case.number, key=key)
    return {
        "title": view.deliverable.name,
        "url": url_for("documents.download", number=case.number, key=key),
        "more": (more, "Se ændringer") if view.standing and _has_news(view.standing) else None,
        "icon": "doc",
        "status": status,
        "kind": kind,
        "note": note,
    }


def _has_news(standing: Standing) -> bool:
    return standing.has_changed or not standing.compared


def events(found: Iterable[CaseEvent], user: User, today: date) -> list[dict[str, str]]:
    """Lines of the history: when, who and what. One's own name is "Du"."""
    return [
        {
            "at": _moment(event, today),
            "iso": event.at.isoformat(timespec="minutes"),
            "text": f"{'Du' if event.user_id == user.id else event.actor} {event.text}",
        }
        for event in found
    ]


def _moment(event: CaseEvent, today: date) -> str:
    local = clock.local(event.at)
    if local.date() == today:
        return f"I dag {local:%H.%M}"
    text = filters.long_date(local.date())
    return text.removesuffix(f" {today.year}") if local.year == today.year else filters.short_date(local.date())
