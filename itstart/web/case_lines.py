"""The list of cases made ready for its page: words, dates, dots and addresses."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for

from itstart import clock
from itstart.models import User
from itstart.rules.settings import SettingKey
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus, StepStatus
from itstart.services import case_list, cases, settings
from itstart.services.case_list import Deadline, Filter, Line
from itstart.web import filters

STATUS_KIND = {
    CaseStatus.DRAFT: "",
    CaseStatus.ACTIVE: "go",
    CaseStatus.PAUSED: "miss",
    CaseStatus.COMPLETED: "done",
    CaseStatus.ABANDONED: "",
}
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_FILTERS = {
    Filter.ALL: "Alle",
    Filter.ACTIVE: "Aktive",
    Filter.DRAFT: "Kladder",
    Filter.WAITING: "Venter på kunden",
    Filter.PAUSED: "I bero",
    Filter.CLOSED: "Afsluttede og opgivne",
}


def days(count: int) -> str:
    """ "i dag", "1 dag", "3 dage"."""
    return "i dag" if count < 1 else f"{count} dag{'e' if count > 1 else ''}"


def capital(text: str) -> str:
    """The first letter large, the rest as it was."""
    return text[:1].upper() + text[1:]


def today_in_words(today: date) -> str:
    """ "Mandag 23. november 2026"."""
    return f"{capital(_WEEKDAYS[today.weekday()])} {filters.long_date(today)}"


def lead(found: case_list.Page, today: date) -> str:
    """ "Mandag 23. november 2026 · 5 aktive sager, 2 venter på kunden"."""
    active, waiting = found.counts[Filter.ACTIVE], found.counts[Filter.WAITING]
    said = f"{active} aktiv{'e sager' if active != 1 else ' sag'}" if active < case_list.MOST else "Mange aktive sager"
    if 0 < waiting < case_list.MOST:
        said += f", {waiting} venter på kunden"
    return f"{today_in_words(today)} · {said}"


def near(on: date, today: date) -> str:
    """ "I dag", "I morgen", "fre. 27. februar", with the year when it is another."""
    away = (on - today).days
    if away in {-1, 0, 1}:
        return {-1: "I går", 0: "I dag", 1: "I morgen"}[away]
    text = capital(filters.day(on))
    return text if on.year == today.year else f"{text} {on.year}"


def who(waiting_on: str, user: User) -> str:
    """Who a case waits on: the helper reads "dig", the others read who it is."""
    return "dig" if waiting_on == cases.ON_ADVISER and user.helper_id is not None else waiting_on


def line(entry: Line, user: User) -> dict[str, Any]:
    """A case as the list shows it."""
    today = clock.today()
    states = [dot(status, number == entry.current) for number, status in enumerate(entry.steps, start=1)]
    return {
        "url": url_for("cases.show", number=entry.number),
        "entry": entry,
        "kind": STATUS_KIND[entry.status],
        "dots": states,
        "step": f"Skridt {entry.current} af 4: {list(StepKey)[entry.current - 1].label}",
        "is_open": entry.status not in {CaseStatus.COMPLETED, CaseStatus.ABANDONED},
        "waiting": capital(who(entry.waiting_on, user)),
        "waited": days(entry.waiting_days) if entry.waiting_days is not None else "",
        "due": near(entry.next_action_on, today) if entry.next_action_on else "",
        "late": bool(entry.next_action_on and entry.next_action_on < today),
        "quiet": _quiet(entry),
        "contact": near(entry.next_contact_on, today) if entry.next_contact_on else "",
    }


def _quiet(entry: Line) -> str:
    """A word of warning when an active case has not moved for a while (S51)."""
    still = (clock.now() - entry.changed_at).days
    if entry.status is not CaseStatus.ACTIVE or still < settings.days(SettingKey.QUIET_DAYS):
        return ""
    return f"Intet er sket i {still} dage"


def dot(status: StepStatus, is_current: bool) -> str:  # noqa: FBT001
    if status is StepStatus.DONE:
        return "done"
    if status is StepStatus.SKIPPED:
        return "skipped"
    return "now" if is_current else "todo"


def segments(found: case_list.Page) -> list[tuple[str, str, str, bool]]:
    """The filters with their counts; a filter nobody needs just now is left out."""
    made = []
    for part, label in _FILTERS.items():
        count = found.counts[part]
        if part is Filter.PAUSED and not count and found.shown is not part:
            continue
        said = f"{case_list.MOST:,}+".replace(",", ".") if count >= case_list.MOST else str(count)
        chosen: dict[str, Any] = {"vis": None if part is Filter.ALL else part.value, "q": found.query or None}
        made.append((label, said, url_for("cases.index", **chosen), part is found.shown))
    return made


def _short_day(on: date, today: date) -> str:
    if on < today:
        return "Før"
    return "I dag" if on == today else capital(filters.day(on)[:4])


def deadlines(found: Iterable[Deadline]) -> list[dict[str, Any]]:
    """The week's days as the aside shows them."""
    today = clock.today()
    return [
        {
            "iso": entry.on.isoformat(),
            "day": "I dag"
            if entry.on == today
            else "Forsinket"
            if entry.on < today
            else capital(filters.day(entry.on)[:4]),
            "date": f"{entry.on.day}.{entry.on.month}.",
            "today": entry.on <= today,
            "text": entry.text,
            "customer": entry.customer,
            "url": url_for("cases.show", number=entry.number),
        }
        for entry in found
    ]
