"""Where the words of the services lead: addresses of the pages about a case."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from itstart.models import CustomerCase, User
from itstart.rules.findings import Finding
from itstart.services import rows
from itstart.services.next_best import NextAction
from itstart.steps import Gap, Task
from itstart.web import module_actions

_PAGES = {
    "kodeks": "kodeks.show",
    "qualification": "qualification.show",
    "customer": "cases.customer",
    "facts": "cases.facts",
    "impartiality": "impartiality.show",
    "documents": "documents.index",
    "states": "case_states.show",
    "history": "cases.history_page",
    "new_module": "modules.new",
}
_FINDINGS = {
    "code_of_conduct": ("kodeks", "Læs og accepter"),
    "qualification": ("qualification", "Se din kvalificering, og hvem du spørger"),
    "cvr": ("customer", "Ret kunden"),
    "impartiality": ("impartiality", "Gå til erklæringen"),
    "referral_source": ("facts", "Ret sagen"),
}


def place(case: CustomerCase, name: str, what: Any = None) -> str:
    """The address of a place a service has named."""
    if name == "task":
        return url_for("tasks.show", number=case.number, task=what)
    if name == "review":
        return url_for("cases.review", number=case.number, step=what)
    if name == "module":
        return module_actions.place(what)
    if name == "qualification":
        return url_for(_PAGES[name])
    if name == "kodeks":
        return url_for(_PAGES[name], next=url_for("cases.show", number=case.number))
    return url_for(_PAGES[name], number=case.number)


def next_action(case: CustomerCase, action: NextAction) -> dict[str, str]:
    """What the next-action box shows."""
    url = place(case, action.place, action.what)
    return {"title": action.title, "text": action.text, "label": action.label, "url": url}


def finding(case: CustomerCase, found: Finding) -> dict[str, Any]:
    """A finding with the address where it can be put right."""
    name, label = _FINDINGS.get(found.where, ("", ""))
    url = place(case, name) if name else ""
    module = found.where.removeprefix("modul-")
    if module != found.where and module.isdecimal():
        url, label = url_for("modules.show", number=case.number, module=int(module)), "Gå til modulet"
    return {"message": found.message, "blocks": found.blocks, "url": url, "label": label, "source": ""}


def findings(case: CustomerCase, found: Any) -> list[dict[str, Any]]:
    """The same for many."""
    return [finding(case, one) for one in found]


def gaps(case: CustomerCase, task: Task, missing: Sequence[Gap], back: str) -> list[dict[str, Any]]:
    """The gaps of a task, each with the address of the row or the task it is about; leads back afterwards."""
    lists = rows.lists_by_code(case, task.lists()) if any(gap.where for gap in missing) else {}
    here = url_for("tasks.show", number=case.number, task=task, retur=back)
    made = []
    for gap in missing:
        url, row_list = here, lists.get(gap.where)
        if row_list:
            at: dict[str, Any] = {"row_list": row_list, "code": gap.where, "_anchor": row_list.anchor(gap.where)}
            url = url_for("rows.show", number=case.number, retur=back, **at)
        chip = gap.where if row_list and row_list.threaded else ""
        made.append({"message": gap.message, "url": url, "required": gap.required, "chip": chip})
    return made


def home(user: User) -> tuple[str, str]:
    """The first crumb: the list of cases, as the user calls it."""
    return ("Mine sager" if user.helper_id else "Sager", url_for("cases.index"))


def crumbs(user: User, case: CustomerCase, *rest: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way from the list to a page of a case."""
    return [home(user), (case.customer.name if rest else case.number, url_for("cases.show", number=case.number)), *rest]
