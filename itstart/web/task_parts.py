"""A task as its page shows it: forms, lists, the open row, the guide. Built for every answer of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for

from itstart import policies
from itstart.forms import BaseForm
from itstart.models import CustomerCase, User
from itstart.services import answers, contracts, rows
from itstart.steps import FormSection, Gap, RowList, Task, binding, find_step, guides, next_task
from itstart.steps.definition import Notice, NoticeLink, no_advice
from itstart.steps.fields import RefsField
from itstart.web import document_panes
from itstart.web.document_panes import Where
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
    advise(shown, row_list, form)
    return give_ids(form, f"row-{row_list.slug}-{row.code if row is not None else 'ny'}")


def advise(shown: Shown, row_list: RowList, form: BaseForm) -> None:
    """Note in the form what could be better in what it holds just now."""
    if row_list.advise is no_advice:
        return
    told: dict[str, list[str]] = {}
    for gap in row_list.advise(shown.case, binding.typed_values(form, shown.case)):
        told.setdefault(gap.where, []).append(gap.message)
    form.advice = told


def _suggested(row_list: RowList) -> dict[str, Any]:
    """What a link to a new row has filled in beforehand: "?vendor_id=V-3"."""
    suggested: dict[str, Any] = {}
    for control in row_list.form():
        name = control.short_name
        if name in request.args:
            many = isinstance(control, RefsField)
            suggested[name] = request.args.getlist(name) if many else request.args[name]
    return suggested


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
        "locked": _told(shown, section.locked(shown.case)),
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


def _chips(row_list: RowList, row: Any, named: Mapping[str, str]) -> list[tuple[str, str]]:
    """The needs and requirements a row points to or names, as (number, title)."""
    pointed = dict(row_list.chips_of(row))
    codes = rows.CODE.findall(_words(row_list, row))
    return list((pointed | {code: named[code] for code in codes if code in named and code != row.code}).items())


def _words(row_list: RowList, row: Any) -> str:
    return f"{row_list.title_of(row)} {row_list.text_of(row)}"


def _groups(shown: Shown, row_list: RowList, page: rows.Page) -> list[dict[str, Any]]:
    """The rows of a page under their headings; without headings they are one group."""
    groups: list[dict[str, Any]] = []
    named = rows.mentioned(shown.case, (_words(row_list, row) for row in page.rows))
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
                "chips": _chips(row_list, row, named),
                "url": url_for("rows.show", **where, om=shown.about or None, _anchor=row_list.anchor(row.code)),
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
        "locked": _told(shown, row_list.locked(shown.case)),
        "urls": {
            name: url_for(f"rows.{name}", number=shown.case.number, row_list=row_list, om=shown.about or None)
            for name in _urls_of(row_list)
        },
        "tools": [(label, url_for(endpoint, number=shown.case.number)) for label, endpoint in row_list.tools],
    }


def _urls_of(row_list: RowList) -> tuple[str, ...]:
    urls = ("new", "create", "paste_many")
    return urls if row_list.advise is no_advice else (*urls, "advise")


def _is_paged_here(shown: Shown, row_list: RowList) -> bool:
    return len(shown.task.lists()) == 1 or shown.open_list == row_list.slug


def scope_choices(task: Task, case: CustomerCase) -> list[tuple[str, str]] | None:
    """The things a task is done for one at a time (vendors), None when it is done once."""
    scope = next((part.scope for part in task.parts if part.scope), None)
    if scope is None or task.is_shut(case):
        return None
    return scope.choices(case)


def parts(shown: Shown) -> list[dict[str, Any]]:
    """Every part of the task in order; parts that need a vendor are left out when there is none."""
    made: list[dict[str, Any]] = []
    if shown.task.is_shut(shown.case):
        return made
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
        url, row_list = "", list_of.get(gap.where)
        if gap.where in about:
            url = url_for("tasks.show", number=shown.case.number, task=shown.task, om=gap.where)
        elif row_list:
            at: dict[str, Any] = {"row_list": row_list, "code": gap.where, "_anchor": row_list.anchor(gap.where)}
            url = url_for("rows.show", number=shown.case.number, **at)
        kind = "Mangler:" if gap.required else "Råd:"
        chip = gap.where if row_list and row_list.threaded else ""
        line = {"message": gap.message, "blocks": False, "url": url, "kind": kind, "chip": chip}
        made.append({**line, "url": _link_url(shown, gap.link), "label": gap.link.label} if gap.link else line)
    return made


def _lists_by_code(shown: Shown) -> dict[str, RowList]:
    """The list of the task that each row stands in; a list for one thing at a time is left out."""
    return rows.lists_by_code(shown.case, [row_list for row_list in shown.task.lists() if row_list.scope is None])


def notices(shown: Shown) -> list[dict[str, Any]]:
    """What the task says in advance, with addresses."""
    return [_notice(shown, notice) for notice in shown.task.notices(shown.case, shown.about)]


def _notice(shown: Shown, notice: Notice) -> dict[str, Any]:
    return {
        "title": notice.title,
        "text": notice.text,
        "kind": notice.kind,
        "links": [(link.label, _link_url(shown, link)) for link in notice.links],
    }


def _told(shown: Shown, lock: Notice | None) -> dict[str, Any] | None:
    """Why a part is locked, with the way on, for those who could have written in it."""
    return _notice(shown, lock) if lock else None


def _link_url(shown: Shown, link: NoticeLink) -> str:
    where: dict[str, Any] = {"number": shown.case.number, **link.values}
    if link.endpoint:
        return url_for(link.endpoint, **where)
    if link.row_list:
        return url_for("rows.new", row_list=link.row_list, **where)
    return url_for("tasks.show", task=link.task, **where)


def context(shown: Shown) -> dict[str, Any]:
    """Everything the template needs."""
    task, case = shown.task, shown.case
    tab = document_panes.chosen_tab()
    beside = document_panes.context(Where(case, task, shown.about, shown.open_list, shown.open_code), tab)
    made = parts(shown)
    # Reading a very long list through costs more than the page itself: then only who asks gets the answer.
    long = any(part["page"].total > MANY for part in made if part["kind"] == "list")
    found = gaps(shown) if tab == "mangler" or not long else []
    return {
        "shown": shown,
        "case": case,
        "task": task,
        "step": find_step(task.step),
        "parts": made,
        "choices": scope_choices(task, case),
        "guide": guides.of(task.key),
        "tab": tab,
        **beside,
        "gaps": gap_links(shown, found),
        "notices": notices(shown),
        "required": sum(gap.required for gap in found),
        "finished": any(mark.task == task.key for mark in case.finished_tasks),
        "may_edit": policies.may_edit_case(shown.user, case) and case.abandoned_on is None,
        "following": next_task(task),
        "fetch": contracts.FETCHES[task.key][0] if task.key in contracts.FETCHES else "",
        "picture": task.picture(case) if task.picture else None,
    }
