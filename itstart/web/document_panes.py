"""A document seen from a task: its part beside the form, and the addresses of the fields its values come from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import request, session, url_for
from markupsafe import Markup

from itstart.documents import DocumentError
from itstart.documents.html_sections import Place, assembled
from itstart.models import CustomerCase
from itstart.services import document_preview
from itstart.services.document_preview import documents_of
from itstart.steps import LISTS, TASKS, Deliverable, Task
from itstart.steps.gap_places import IMPARTIALITY
from itstart.steps.sources import CUSTOMER, FACTS, Source

TAB: Final = "dokument"
_KEY: Final = "hjaelp_dokument"
_PAGES: Final = {CUSTOMER: "cases.customer", FACTS: "cases.facts", IMPARTIALITY: "impartiality.show"}
PANE_HEADING, PAGE_HEADING = 3, 2
# What has not changed keeps its place on the page; above so many letters comparing takes longer than drawing anew.
_COMPARED: Final = 500_000


@dataclass(frozen=True)
class Where:
    """The task a preview is seen from, the thing the task is done for just now, and its open row."""

    case: CustomerCase
    task: Task
    about: str = ""
    open_list: str = ""
    open_code: str = ""


def chosen_tab() -> str:
    """The tab of the side panel; the document stays open from task to task until another tab is chosen."""
    asked = request.args.get("hjaelp", "")
    if asked == TAB:
        session["hjaelp"] = TAB
        session[_KEY] = request.args.get(TAB, session.get(_KEY, ""))
    elif asked:
        session.pop("hjaelp", None)
    return asked or str(session.get("hjaelp", "vejledning"))


def chosen(task: Task) -> Deliverable | None:
    """The document that was chosen last when the task's answers stand in it, else the first they stand in."""
    found = documents_of(task)
    key = request.args.get(TAB) or session.get(_KEY, "")
    return next((deliverable for deliverable in found if deliverable.key == key), found[0] if found else None)


def context(where: Where, tab: str) -> dict[str, Any]:
    """What a task's page knows of the document: its address, and its part when that is the tab."""
    return {"paper": paper_url(where), "pane": pane(where) if tab == TAB else None}


def paper_url(where: Where) -> str:
    """The address of the whole document; empty when the task's answers stand in none."""
    deliverable = chosen(where.task)
    return url_for("document_preview.show", number=where.case.number, key=deliverable.key) if deliverable else ""


def pane(where: Where) -> dict[str, Any] | None:
    """What the tab shows: the part of the document where the task's answers stand; None when they stand in none."""
    deliverable = chosen(where.task)
    if deliverable is None:
        return None
    at: dict[str, Any] = {"number": where.case.number, "task": where.task, "om": where.about or None}
    row = f"{where.open_list}/{where.open_code}" if where.open_code else None
    try:
        shown = document_preview.preview(where.case, deliverable, addresses(where), task=where.task)
        html, problem, notice = assembled(shown.sections, PANE_HEADING), "", shown.notice
    except DocumentError as error:  # a template that fails must not take the form with it
        html, problem, notice = Markup(), str(error), ""
    found = [(one, url_for("tasks.show", **at, hjaelp=TAB, dokument=one.key)) for one in documents_of(where.task)]
    return {
        "deliverable": deliverable,
        "choices": [(one.name, None, url, one.key == deliverable.key) for one, url in found],
        "html": html,
        "swap": "innerMorph" if len(html) <= _COMPARED else "innerHTML",
        "problem": problem,
        "notice": notice,
        "url": url_for("document_preview.part", **at, dokument=deliverable.key, raekke=row),
        "full": paper_url(where),
        "uses": url_for("document_preview.uses", number=where.case.number, task=where.task),
    }


def addresses(where: Where | None, case: CustomerCase | None = None) -> Callable[[Source], Place | None]:
    """From a source to the page and the control where it is written. Seen from a task, its own fields are named, so
    that the page can find them without leaving."""
    at = where.case if where else case
    assert at is not None
    pages: dict[Source, str] = {}
    places: dict[Source, Place | None] = {}

    def place(source: Source) -> Place | None:
        if source not in places:
            row = Source(source.task, source.part, "", source.code, source.about)
            if row not in pages:
                pages[row] = _page(at.number, row)
            places[source] = _place(where, source, pages[row])
        return places[source]

    return place


def _page(number: str, row: Source) -> str:
    """The page that a row or a form stands on."""
    if row.task in _PAGES:
        return url_for(_PAGES[row.task], number=number)
    task = TASKS[row.task]
    if task.endpoint:
        return url_for(task.endpoint, number=number)
    seen: dict[str, Any] = {"number": number, "om": row.about or None, "hjaelp": TAB}
    if row.code:
        return url_for("rows.show", row_list=row.part, code=row.code, **seen)
    return url_for("tasks.show", task=task, **seen)


def _place(where: Where | None, source: Source, page: str) -> Place:
    control = source.control
    if source.code and not source.field:
        anchor = LISTS[source.part].anchor(source.code)
    else:
        anchor = control if source.field else ""
    href = f"{page}#{anchor}" if anchor else page
    if where is None:
        return Place(href, anchor=f"vis-{control}")
    own = source.task == where.task.key and (not source.about or source.about == where.about)
    here = own and bool(where.open_code) and (source.part, source.code) == (where.open_list, where.open_code)
    return Place(href, field=control if own else "", here=here)
