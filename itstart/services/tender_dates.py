"""The timetable proposed from one date, and all deadlines of a case as a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from itstart import clock
from itstart.documents.calendar_file import Event, calendar
from itstart.models import CustomerCase, User
from itstart.rules.tender_dates import BID_HOUR, next_workday, propose_dates, propose_extension
from itstart.rules.workdays import day_off
from itstart.services import answers
from itstart.steps import find_task
from itstart.steps.calendar import danish_holidays
from itstart.steps.shared_documents import real_name
from itstart.steps.tender_versions import DATES

TASK = "udbud/tidsplan"
LABELS = {"issued_on": "Materialet sendes", **dict(DATES)}


@dataclass(frozen=True)
class Proposed:
    """A day of the timetable: what stands there now and what is proposed; `warning` when the day is no working day."""

    name: str
    label: str
    now: date | datetime | None
    proposed: date | datetime
    warning: str = ""

    @property
    def same(self) -> bool:
        """True when there is nothing to change."""
        return self.now == self.proposed


def suggested_start(case: CustomerCase) -> date:
    """The day the material is meant to go out; else the next working day from tomorrow on."""
    planned, today = case.tender.issued_on, clock.today()
    return planned if planned and planned >= today else next_workday(today, danish_holidays())


def proposal(case: CustomerCase, start: date) -> list[Proposed]:
    """Every day of the timetable, beside what stands there."""
    found = propose_dates(start, danish_holidays())
    deadline = _noon(found.pop("bid_deadline_on"))
    values: dict[str, date | datetime] = {**found, "bid_deadline_at": deadline}
    return [
        Proposed(name, label, getattr(case.tender, name), values[name], _warning(values[name]))
        for name, label in LABELS.items()
    ]


def _warning(day: date | datetime) -> str:
    plain = clock.local(day).date() if isinstance(day, datetime) else day
    return day_off(plain, danish_holidays())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(BID_HOUR), clock.DENMARK)


def accept(actor: User, case: CustomerCase, start: date, *, overwrite: bool) -> int:
    """Fill in the proposal; what is written stays unless `overwrite`. Returns how many days were set."""
    task = find_task(TASK)
    section = task.sections()[0]
    chosen: dict[str, Any] = {
        row.name: row.proposed
        for row in proposal(case, start)
        if not row.same and (overwrite or row.now is None or row.name == "issued_on")
    }
    stored = answers.values(case, section)
    version = answers.state(case, task, section).version
    answers.save(actor, case, task, section, {**stored, **chosen}, version=version)
    return len(chosen)


def new_deadline(case: CustomerCase) -> datetime:
    """The deadline proposed when a correction is sent: as it was, or later so that there is time to read it."""
    before = clock.local(case.tender.bid_deadline_at) if case.tender.bid_deadline_at else _noon(clock.today())
    day = propose_extension(before.date(), clock.today(), danish_holidays())
    return before if day == before.date() and before > clock.now() else _noon(day)


# ---- the calendar ----------------------------------------------------------------------------------


def case_calendar(case: CustomerCase) -> bytes:
    """All deadlines of the case as an .ics file."""
    name = f"{real_name(case.customer.name)}, sag {case.number}"
    return calendar(name, _events(case), changed_at=case.changed_at)


def _events(case: CustomerCase) -> Iterator[Event]:
    about = f"{real_name(case.customer.name)}, sag {case.number}: {case.title}"
    who = real_name(case.customer.name)
    days: list[tuple[str, str, date | datetime | None]] = [
        *((name, label, getattr(case.tender, name)) for name, label in LABELS.items()),
        ("next_action", case.next_action or "Næste handling", case.next_action_on),
        *((stone.code, f"Milepæl {stone.code} {stone.title}".strip(), stone.date_on) for stone in case.milestones),
        *((f"task-{row.code}", f"Kundens opgave: {row.task}", row.due_on) for row in case.customer_tasks),
    ]
    for key, title, day in days:
        if day is not None:
            uid = f"{case.number}-{key}@it-start".replace(" ", "-")
            yield Event(uid, day, f"{title} ({who})", about)
