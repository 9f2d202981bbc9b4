"""The front pages made ready: the queues of IBIZ-Center and a helper's day, in words and with addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from itstart import clock
from itstart.models import User
from itstart.rules.goals import GoalStanding
from itstart.services import case_next
from itstart.services.center_queue_rows import Row
from itstart.services.center_queues import Key, Queue
from itstart.services.helper_day import Day, Kind, Thing
from itstart.web import case_lines, module_actions

GOAL_KINDS = {
    GoalStanding.REACHED: "done",
    GoalStanding.ON_THE_WAY: "go",
    GoalStanding.BEHIND: "miss",
    GoalStanding.MISSED: "stop",
}


@dataclass(frozen=True)
class _Words:
    """How a queue is told: its title, what it says when nothing waits, a row's page, and where more can be done."""

    title: str
    empty: str
    endpoint: str
    more: str
    more_label: str
    more_values: Mapping[str, Any]


_QUEUES: dict[Key, _Words] = {
    Key.UNASSIGNED: _Words(
        "Sparring uden ansvarlig", "Alle spørgsmål har en ansvarlig.", "sparring.show",
        "sparring.queue", "Fordel i Sparring", {"vis": "uden-ansvarlig"},
    ),
    Key.ASSIGNED: _Words(
        "Sparring, der venter på svar", "Alle spørgsmål er besvaret.", "sparring.show",
        "sparring.queue", "Gå til Sparring", {"vis": "tildelte"},
    ),
    Key.LEADS: _Words(
        "Henvendelser uden firma", "Alle kunder har et firma eller et tilbud ude.", "leads.show",
        "leads.index", "Gå til Henvendelser", {},
    ),
    Key.OFFERS: _Words(
        "Henvendelser, hvor et firma skal svare", "Ingen firmaer mangler at svare.", "leads.show",
        "leads.index", "Gå til de tilbudte", {"vis": "tilbudte"},
    ),
    Key.REPORTS: _Words(
        "Rapporter at læse", "Alle rapporter er læst.", "modules.show",
        "reports.index", "Gå til Rapporter", {},
    ),
    Key.STORIES: _Words(
        "Successager at tage stilling til", "Ingen successager venter på jer.", "stories.review",
        "stories.queue", "Gå til Successager", {},
    ),
    Key.EVALUATIONS: _Words(
        "Evalueringer, der skal skrives nu", "Ingen samlevering mangler evaluering.", "advisers.show",
        "advisers.index", "Gå til Rådgivere", {},
    ),
    Key.HELPERS: _Words(
        "Firmaer, der venter på jer", "Ingen ansøgninger eller beslutninger venter.", "advisers.show",
        "advisers.index", "Gå til Rådgivere", {},
    ),
    Key.TALKS: _Words(
        "Årlige samtaler at holde", "Alle firmaer er talt med inden for det sidste år.", "advisers.show",
        "advisers.index", "Gå til Rådgivere", {},
    ),
    Key.PLANS: _Words(
        "Linjer i aktivitetsplaner at svare på", "Ingen forslag venter på jeres ja.", "activity_plans.show",
        "activity_plans.index", "Gå til Mål og aktivitetsplaner", {},
    ),
    Key.CODE: _Words(
        "Mangler at acceptere kodekset", "Alle firmaer har accepteret det gældende kodeks.", "advisers.show",
        "code_versions.index", "Gå til Kodeks", {},
    ),
}  # fmt: skip


def age(since: date, today: date) -> str:
    """How long something has waited, in words: "i dag", "3 dage", "5 uger"; "om 2 dage" when the day lies ahead."""
    waited = (today - since).days
    if waited < 0:
        return f"om {case_lines.days(-waited)}"
    if waited < 21:
        return case_lines.days(waited)
    if waited < 91:
        return f"{waited // 7} uger"
    months = waited // 30
    return f"{months} måneder" if months < 24 else f"{waited // 365} år"


def _row(queue: Queue, row: Row) -> dict[str, Any]:
    words = _QUEUES[queue.key]
    named = {name: value for name, value in row.at.items() if name != "kind"}
    read = url_for("reports.read", **row.at) if queue.key is Key.REPORTS else ""
    return {
        "title": row.title,
        "text": row.text,
        "age": age(row.since, clock.today()),
        "iso": row.since.isoformat(),
        "late": queue.is_late(row),
        "url": url_for(words.endpoint, **named),
        "read_url": read,
    }


def queue(found: Queue) -> dict[str, Any]:
    """A queue as its panel or its page shows it."""
    words = _QUEUES[found.key]
    return {
        "key": found.key.value,
        "title": words.title,
        "empty": words.empty,
        "total": found.total,
        "url": url_for("front.queue", queue=found.key.value),
        "more_url": url_for(words.more, **words.more_values),
        "more_label": words.more_label,
        "rows": [_row(found, row) for row in found.rows],
    }


def center_lead(queues: list[Queue], today: date) -> str:
    """The day, and how much waits."""
    waiting = sum(found.total for found in queues)
    said = "Intet venter på jer lige nu" if not waiting else f"{waiting} ting venter"
    return f"{case_lines.today_in_words(today)} · {said}"


# ---- a helper's day --------------------------------------------------------------------------------


def _sparring_url(about: tuple[str, str]) -> str:
    return url_for("sparring.show", number=about[0], code=about[1])


def _plan_url(about: tuple[str, int]) -> str:
    return url_for("activity_plans.show", cvr=about[0], aar=about[1])


# The text of the button, and the address.
_THINGS: dict[Kind, tuple[str, Callable[[Any], str]]] = {
    Kind.CODE: ("Læs kodekset", lambda _: url_for("kodeks.show", next=url_for("front.index"))),
    Kind.OFFER: ("Se, og svar", lambda number: url_for("leads.show", lead_number=number)),
    Kind.DEADLINE: ("Gå til sagen", lambda number: url_for("cases.show", number=number)),
    Kind.MODULE: ("Gå til modulet", module_actions.place),
    Kind.TAKEN: ("Gå til henvendelsen", lambda number: url_for("leads.show", lead_number=number)),
    Kind.SPARRING: ("Læs svaret", _sparring_url),
    Kind.PLAN: ("Gå til planen", _plan_url),
    Kind.REVIEW: ("Gå til profilen", lambda _: url_for("profiles.show")),
    Kind.PROFILE: ("Gå til profilen", lambda _: url_for("profiles.show")),
}


def _thing(thing: Thing) -> dict[str, Any]:
    label, address = _THINGS[thing.kind]
    today = clock.today()
    due = ""
    if thing.due_on is not None:
        due = f"senest {case_lines.near(thing.due_on, today).lower()}"
        if thing.kind is Kind.DEADLINE:
            due = "i dag" if thing.due_on == today else f"{age(thing.due_on, today)} forsinket"
    return {
        "title": thing.title,
        "text": thing.text,
        "label": label,
        "url": address(thing.about),
        "due": due,
        "late": thing.due_on is not None and thing.due_on <= today,
    }


def _case(found: case_next.CaseNext, user: User) -> dict[str, Any]:
    case_url = url_for("cases.show", number=found.line.number)
    return {
        **case_lines.line(found.line, user),
        "waiting": case_lines.who(found.line.waiting_on, user),
        "next": found.title,
        "next_url": module_actions.place(found.module) if found.module else case_url,
        "day": case_lines.near(found.due_on, clock.today()) if found.due_on else "",
        "late": found.is_late,
    }


def helper_day(found: Day, user: User) -> dict[str, Any]:
    """The first thing to do, the others, the cases, what comes, and how the year goes."""
    things = [_thing(thing) for thing in found.things]
    return {
        "first": things[0] if things else _otherwise(found),
        "things": things[1:],
        "cases": [_case(one, user) for one in found.cases],
        "activities": found.activities,
        "goals": [(goal, GOAL_KINDS[goal.tally.standing]) for goal in found.goals],
    }


def _otherwise(found: Day) -> dict[str, Any]:
    """Nothing hurries: go on where the work was left, or begin."""
    if not found.cases:
        text = "Der er ingen åbne sager. Opret en, når du har en ny kunde. Du behøver kun kundens navn for at begynde."
        return {"title": "Intet venter på dig", "text": text, "label": "Opret ny sag", "url": url_for("cases.new")}
    latest = found.cases[0]
    url = module_actions.place(latest.module) if latest.module else url_for("cases.show", number=latest.line.number)
    text = f"{latest.line.customer}, sag {latest.line.number}. Intet andet haster."
    return {"title": latest.title, "text": text, "label": "Arbejd videre", "url": url}
