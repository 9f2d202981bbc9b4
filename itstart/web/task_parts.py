"""A task as its page shows it: forms, lists, the open row, the guide. Built for every answer of the page."""

from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for

from itstart import guidance, policies
from itstart.forms import BaseForm
from itstart.models import CustomerCase, User
from itstart.services import answers, contracts, rows
from itstart.steps import STEPS, FormSection, Gap, RowList, Task, binding, find_step, next_task
from itstart.steps.definition import NoticeLink
from itstart.web.filters import clock_time

MANY = 300


@dataclass
class Shown:
    """What the page is about just now: `about` is the chosen vendor or reference, `open_code` the open row."""

    case: CustomerCase
    task: Task
    user: User
    about: str = ""
    page: int = 1
    open_list: str = ""
    open_code: str = ""
    adding: str = ""
    pasting: str = ""
    back: str = ""
    forms: dict[str, BaseForm] = field(default_factory=dict)
    conflict: dict[str, Any] | None = None
    paste_errors: list[str] = field(default_factory=list)
    paste_text: str = ""

    def url(self, **extra: Any) -> str:
        """The address of the page as it stands, with other choices."""
        chosen = {"om": self.about or None, "side": self.page if self.page > 1 else None, "retur": self.back or None}
        return url_for("tasks.show", number=self.case.number, task=self.task, **{**chosen, **extra})


def give_ids(form: BaseForm, form_id: str) -> BaseForm:
    """Ids that are unique on the page, so that two forms may ask for the same word."""
    for control in form:
        control.id = f"{form_id}-{control.short_name}"
        control.label.field_id = control.id
    return form


def section_form(shown: Shown, section: FormSection) -> BaseForm:
    """The form of a section: as it was typed, else as it is stored."""
    form = shown.forms.get(section.key)
    if form is None:
        form = section.form(data=answers.values(shown.case, section, shown.about))
        binding.fill_choices(form, shown.case)
    return give_ids(form, f"form-{section.key}")


def row_form(shown: Shown, row_list: RowList, row: Any | None) -> BaseForm:
    """The form of a row: as it was typed, else as it is stored, else empty."""
    form = shown.forms.get(row_list.key)
    if form is None:
        values = binding.stored_values(row_list.form, row, shown.case) if row is not None else _suggested(row_list)
        form = row_list.form(data=values)
        binding.fill_choices(form, shown.case)
    return give_ids(form, f"row-{row_list.slug}-{row.code if row is not None else 'ny'}")


def _suggested(row_list: RowList) -> dict[str, Any]:
    """What a link to a new row has filled in beforehand: "?vendor_id=V-3"."""
    names = [field.short_name for field in row_list.form()]
    return {name: request.args[name] for name in names if name in request.args}


def _form_part(shown: Shown, section: FormSection) -> dict[str, Any]:
    stamp = answers.state(shown.case, shown.task, section, shown.about)
    return {
        "kind": "form",
        "section": section,
        "id": f"form-{section.key}",
        "form": section_form(shown, section),
        "version": stamp.version,
        "saved_at": clock_time(stamp.at),
        "action": url_for("tasks.save", number=shown.case.number, task=shown.task),
        "autosave": url_for("tasks.autosave", number=shown.case.number, task=shown.task),
        "hidden": {"section": section.key, "om": shown.about, "retur": shown.back},
        "conflict": shown.conflict if shown.conflict and shown.conflict["id"] == f"form-{section.key}" else None,
    }


def _row_urls(shown: Shown, row_list: RowList, code: str) -> dict[str, str]:
    where: dict[str, Any] = {"number": shown.case.number, "row_list": row_list, "code": code, "om": shown.about or None}
    return {name: url_for(f"rows.{name}", **where) for name in ("save", "autosave", "move", "delete")}


def _open_row(shown: Shown, row_list: RowList, row: Any, place: int, total: int) -> dict[str, Any]:
    form_id = f"row-{row_list.slug}-{row.code}"
    return {
        "id": form_id,
        "form": row_form(shown, row_list, row),
        "where": f"{place} af {total}",
        "first": place == 1,
        "last": place == total,
        "urls": _row_urls(shown, row_list, row.code),
        "conflict": shown.conflict if shown.conflict and shown.conflict["id"] == form_id else None,
        "hidden": {"om": shown.about, "retur": shown.back},
    }


def _groups(shown: Shown, row_list: RowList, page: rows.Page) -> list[dict[str, Any]]:
    """The rows of a page under their headings; without headings they are one group."""
    groups: list[dict[str, Any]] = []
    for place, row in enumerate(page.rows, start=(page.page - 1) * rows.PAGE_SIZE + 1):
        title = (getattr(row, row_list.group_by) or "Uden område") if row_list.group_by else ""
        if not groups or groups[-1]["title"] != title:
            groups.append({"title": title, "lines": []})
        is_open = shown.open_list == row_list.slug and shown.open_code == row.code
        where: dict[str, Any] = {"number": shown.case.number, "row_list": row_list, "code": row.code}
        groups[-1]["lines"].append(
            {
                "row": row,
                "open": _open_row(shown, row_list, row, place, page.total) if is_open else None,
                "url": url_for("rows.show", **where, om=shown.about or None, _anchor=row.code),
            }
        )
    return groups


def _list_part(shown: Shown, row_list: RowList) -> dict[str, Any]:
    number = shown.page if _is_paged_here(shown, row_list) else 1
    page = rows.page(shown.case, row_list, about=shown.about, number=number)
    return {
        "kind": "list",
        "list": row_list,
        "groups": _groups(shown, row_list, page),
        "page": page,
        "new": row_form(shown, row_list, None) if shown.adding == row_list.slug else None,
        "new_id": f"row-{row_list.slug}-ny",
        "pasting": shown.pasting == row_list.slug,
        "foot": row_list.foot(shown.case, shown.about),
        "urls": {
            name: url_for(f"rows.{name}", number=shown.case.number, row_list=row_list, om=shown.about or None)
            for name in ("new", "create", "paste_many")
        },
    }


def _is_paged_here(shown: Shown, row_list: RowList) -> bool:
    return len(shown.task.lists()) == 1 or shown.open_list == row_list.slug


def scope_choices(task: Task, case: CustomerCase) -> list[tuple[str, str]] | None:
    """The things a task is done for one at a time (vendors), None when it is done once."""
    scope = next((part.scope for part in task.parts if part.scope), None)
    if scope is None:
        return None
    return scope.choices(case)


def parts(shown: Shown) -> list[dict[str, Any]]:
    """Every part of the task in order; parts that need a vendor are left out when there is none."""
    made = []
    for part in shown.task.parts:
        needs_choice = part.scope is not None and scope_choices(shown.task, shown.case) is not None
        if needs_choice and not shown.about and part.scope and part.scope.choices(shown.case) == []:
            continue
        made.append(_form_part(shown, part) if isinstance(part, FormSection) else _list_part(shown, part))
    return made


def gaps(shown: Shown) -> list[Gap]:
    """What the task lacks and what a colleague would say."""
    return [*shown.task.gaps(shown.case), *shown.task.advice(shown.case)]


def gap_links(shown: Shown, found: list[Gap]) -> list[dict[str, Any]]:
    """The gaps with the address of the field or row each is about."""
    about = dict(scope_choices(shown.task, shown.case) or ())
    list_of = _lists_by_code(shown) if any(gap.where for gap in found) else {}
    made = []
    for gap in found:
        url = ""
        if gap.where in about:
            url = url_for("tasks.show", number=shown.case.number, task=shown.task, om=gap.where)
        elif gap.where in list_of:
            at: dict[str, Any] = {"row_list": list_of[gap.where], "code": gap.where}
            url = url_for("rows.show", number=shown.case.number, _anchor=gap.where, **at)
        kind = "Mangler:" if gap.required else "Råd:"
        made.append({"message": gap.message, "blocks": False, "url": url, "kind": kind})
    return made


def _lists_by_code(shown: Shown) -> dict[str, RowList]:
    """The list of the task that each row stands in; a list for one thing at a time is left out."""
    return rows.lists_by_code(shown.case, [row_list for row_list in shown.task.lists() if row_list.scope is None])


def notices(shown: Shown) -> list[dict[str, Any]]:
    """What the task says in advance, with addresses."""
    return [
        {
            "title": notice.title,
            "text": notice.text,
            "kind": notice.kind,
            "links": [(link.label, _notice_url(shown, link)) for link in notice.links],
        }
        for notice in shown.task.notices(shown.case, shown.about)
    ]


def _notice_url(shown: Shown, link: NoticeLink) -> str:
    where: dict[str, Any] = {"number": shown.case.number, **link.values}
    if link.endpoint:
        return url_for(link.endpoint, **where)
    if link.row_list:
        return url_for("rows.new", row_list=link.row_list, **where)
    return url_for("tasks.show", task=link.task, **where)


def context(shown: Shown) -> dict[str, Any]:
    """Everything the template needs."""
    task, case = shown.task, shown.case
    tab = request.args.get("hjaelp", "vejledning")
    made = parts(shown)
    # Reading a very long list through costs more than the page itself: then only who asks gets the answer.
    long = any(part["page"].total > MANY for part in made if part["kind"] == "list")
    found = gaps(shown) if tab == "mangler" or not long else []
    finished = any(mark.task == task.key for mark in case.finished_tasks)
    return {
        "shown": shown,
        "case": case,
        "task": task,
        "step": find_step(task.step),
        "steps": STEPS,
        "parts": made,
        "choices": scope_choices(task, case),
        "guide": guidance.load(task.step.slug, task.slug),
        "tab": tab,
        "gaps": gap_links(shown, found),
        "notices": notices(shown),
        "required": sum(gap.required for gap in found),
        "finished": finished,
        "may_edit": policies.may_edit_case(shown.user, case) and case.abandoned_on is None,
        "following": next_task(task),
        "fetch": contracts.FETCHES[task.key][0] if task.key in contracts.FETCHES else "",
        "picture": task.picture(case) if task.picture else None,
    }
