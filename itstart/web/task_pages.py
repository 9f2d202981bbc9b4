"""What the tasks with a page of their own have in common with the others: case, guide, gaps, next task."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask import Response, url_for
from markupsafe import escape

from itstart.models import CustomerCase, User, Vendor
from itstart.rules.findings import Finding, blockers
from itstart.services import cases
from itstart.steps import DELIVERABLES, Task, find_step, find_task, guides, next_task
from itstart.steps.definition import Notice
from itstart.steps.selection.anonymous import hider, shown_names
from itstart.steps.selection.gaps import scoring_findings
from itstart.steps.shared_documents import short_name
from itstart.steps.uses import READ_IN
from itstart.web import access, case_view

MARKS = 4
# Between two tags, and in what is read aloud.
_WORDS = re.compile(r"(?<=>)[^<]+(?=<)|(?<= aria-label=\")[^\"]+|(?<= title=\")[^\"]+")


@dataclass(frozen=True)
class TaskPage:
    """A task of a case, as one person sees it."""

    case: CustomerCase
    task: Task
    user: User

    @property
    def may_edit(self) -> bool:
        """True when the person may write, the case has not been given up, and the task is not locked."""
        return case_view.may_edit(self.user, self.case) and self.lock is None

    @property
    def lock(self) -> Notice | None:
        """Why the forms and lists of the task may not be changed just now."""
        return next((lock for part in self.task.parts if (lock := part.locked(self.case))), None)

    @property
    def may_write(self) -> bool:
        """True when answers and reasons may be written: not under seal, and not while their words are shown masked."""
        return self.may_edit and not self.case.tender.is_sealed and not self.case.evaluation.names_hidden


def open_task(number: str, key: str) -> TaskPage:
    """The case and the task; 404 when the person may not read the case."""
    person = access.user()
    return TaskPage(cases.find_readable(person, number), find_task(key), person)


def context(shown: TaskPage) -> dict[str, Any]:
    """What every such page shows around its own content."""
    task, case = shown.task, shown.case
    return {
        "case": case,
        "task": task,
        "step": find_step(task.step),
        "may_edit": shown.may_edit,
        "lock": lock(shown),
        "may_write": shown.may_write,
        "names_hidden": case.evaluation.names_hidden,
        "finished": any(mark.task == task.key for mark in case.finished_tasks),
        "following": next_task(task),
        "guide": guides.of(task.key),
        "papers": papers(shown),
    }


def papers(shown: TaskPage) -> list[tuple[str, str]]:
    """(name, address) of the documents of today that the task's answers are read in."""
    keys, number = READ_IN.get(shown.task.key, ()), shown.case.number
    return [(DELIVERABLES[key].name, url_for("document_preview.show", number=number, key=key)) for key in keys]


def lock(shown: TaskPage) -> dict[str, Any] | None:
    """Why the task is locked, and the way on, for those who could have written in it."""
    found = shown.lock
    if found is None or not case_view.may_edit(shown.user, shown.case):
        return None
    links = [(link.label, url_for(link.endpoint, number=shown.case.number)) for link in found.links]
    return {"title": found.title, "text": found.text, "kind": found.kind, "links": links}


@dataclass(frozen=True)
class VendorMark:
    """A vendor as it is shown everywhere: its letter, its fixed number 1 to 4, its short name and product."""

    code: str
    letter: str
    no: int
    name: str
    product: str


def marks(case: CustomerCase, vendors: list[Vendor], *, named: bool = False) -> list[VendorMark]:
    """The marks of these vendors; a vendor has the same one on every page of the case.

    Where the case hides the names they are A, B and C, unless the page is `named`: for the adviser alone.
    """
    place = {vendor.code: index for index, vendor in enumerate(case.vendors)}
    hidden = None if named else shown_names(case)
    return [
        VendorMark(
            code=vendor.code,
            letter=hidden[vendor.code].split()[-1] if hidden else (vendor.name or "?")[:1].upper(),
            no=place[vendor.code] % MARKS + 1,
            name=hidden[vendor.code] if hidden else short_name(vendor.name) or vendor.code,
            product=vendor.bid.product if vendor.bid and not hidden else "",
        )
        for vendor in vendors
    ]


def hide_names(shown: TaskPage, response: Response) -> Response:
    """The answer, with the vendors' names out of its words when the case hides them; addresses and fields stay."""
    if shown.case.evaluation.names_hidden:
        hide = hider(shown.case)

        def words(found: re.Match[str]) -> str:
            return str(escape(hide(unescape(found[0]))))

        response.set_data(_WORDS.sub(words, response.get_data(as_text=True)))
    return response


def gate(case: CustomerCase) -> list[dict[str, str]]:
    """What must be done before anybody gives points (S31), with the address of the declaration."""
    return [_stop(case, finding) for finding in blockers(scoring_findings(case))]


def _stop(case: CustomerCase, finding: Finding) -> dict[str, str]:
    if finding.where == "sealed":
        url, label = url_for("bid_receipts.show", number=case.number), "Gå til Modtagelse og åbning"
    else:
        url, label = url_for("impartiality.show", number=case.number), "Gå til uvildighed"
    return {"message": finding.message, "url": url, "label": label}
