"""What the tasks with a page of their own have in common with the others: case, guide, gaps, next task."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from itstart import guidance
from itstart.models import CustomerCase, User, Vendor
from itstart.rules.findings import Finding, blockers
from itstart.services import cases
from itstart.steps import Task, find_step, find_task, next_task
from itstart.steps.selection.gaps import scoring_findings
from itstart.steps.shared_documents import short_name
from itstart.web import access, case_view

MARKS = 4


@dataclass(frozen=True)
class TaskPage:
    """A task of a case, as one person sees it."""

    case: CustomerCase
    task: Task
    user: User

    @property
    def may_edit(self) -> bool:
        """True when the person may write, and the case has not been given up."""
        return case_view.may_edit(self.user, self.case)


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
        "finished": any(mark.task == task.key for mark in case.finished_tasks),
        "following": next_task(task),
        "guide": guidance.load(task.step.slug, task.slug),
    }


@dataclass(frozen=True)
class VendorMark:
    """A vendor as it is shown everywhere: its letter, its fixed number 1 to 4, its short name and product."""

    code: str
    letter: str
    no: int
    name: str
    product: str


def marks(case: CustomerCase, vendors: list[Vendor]) -> list[VendorMark]:
    """The marks of these vendors; a vendor has the same one on every page of the case."""
    place = {vendor.code: index for index, vendor in enumerate(case.vendors)}
    return [
        VendorMark(
            code=vendor.code,
            letter=(vendor.name or "?")[:1].upper(),
            no=place[vendor.code] % MARKS + 1,
            name=short_name(vendor.name) or vendor.code,
            product=vendor.bid.product if vendor.bid else "",
        )
        for vendor in vendors
    ]


def gate(case: CustomerCase) -> list[dict[str, str]]:
    """What must be done before anybody gives points (S31), with the address of the declaration."""
    url = url_for("impartiality.show", number=case.number)
    return [{"message": finding.message, "url": url} for finding in _stops(case)]


def _stops(case: CustomerCase) -> list[Finding]:
    return blockers(scoring_findings(case))
