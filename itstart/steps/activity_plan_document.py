"""What the Word annex of a firm's activity plan is made of: what is agreed for the year, and what came of it (S72)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from itstart import clock
from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long, number
from itstart.models import Activity, ActivityPlanLine, Helper
from itstart.rules.goals import Tally
from itstart.steps.center import center_name_for
from itstart.steps.shared_documents import real_name

KEY = "aktivitetsplan"


@dataclass(frozen=True)
class Outcome:
    """What came of the year: where the firm was, its counted goals by line, and how many agreed lines are done."""

    attended: Sequence[Activity] = ()
    tallies: Mapping[int, Tally] = field(default_factory=dict)
    agreed: int = 0
    done: int = 0


def aktivitetsplan(
    helper: Helper, year: int, lines: Sequence[ActivityPlanLine], outcome: Outcome, *, today: date
) -> dict[str, object]:
    """The context of the template, the lines in their order."""
    return {
        "aar": str(year),
        "centret": {"navn": center_name_for(helper)},
        "dato": date_long(today),
        "raadgiver": {"navn": helper.adviser, "firma": real_name(helper.company)},
        "linjer": [_line(line) for line in lines],
        "deltog": [
            {"dato": date_long(clock.local(one.starts_at).date()), "titel": one.title, "slags": one.kind.label}
            for one in outcome.attended
        ],
        "tal": [_figure(line, outcome.tallies[line.position]) for line in lines if line.position in outcome.tallies],
        "gennemfoert": _done(outcome),
    }


def _figure(line: ActivityPlanLine, tally: Tally) -> dict[str, object]:
    return {
        "maal": line.title,
        "taelles": tally.metric.label,
        "naaet": f"{number(tally.actual)} af {number(tally.target)}",
        "status": tally.standing.label,
    }


def _done(outcome: Outcome) -> str:
    if not outcome.agreed:
        return ""
    what = "aftalt aktivitet" if outcome.agreed == 1 else "aftalte aktiviteter"
    return f"{number(outcome.done)} af {number(outcome.agreed)} {what} er gennemført."


def _line(line: ActivityPlanLine) -> dict[str, object]:
    return {
        "nr": str(line.position),
        "aktivitet": line.title,
        "maal": _goal(line),
        "hvornaar": date_long(line.due_on) if line.due_on else "–",
        "raadgiver": _day(line.agreed_by_helper_on),
        "center": _day(line.agreed_by_center_on),
        "status": line.facts.status.label,
        "udbytte": _came_of(line),
    }


def _came_of(line: ActivityPlanLine) -> str:
    """When it was done and what came of it; nothing while it is not done."""
    if line.done_on is None:
        return ""
    done = f"Gennemført {date_long(line.done_on)}"
    return f"{done}: {line.outcome}" if line.outcome else f"{done}."


def _goal(line: ActivityPlanLine) -> str:
    counted = f"{line.metric.label}: {line.target}" if line.metric else ""
    return ". ".join(part.rstrip(".") for part in (line.goal, counted) if part) or "–"


def _day(value: date | None) -> str:
    return date_long(value) if value else "–"


def render(helper: Helper, year: int, lines: Sequence[ActivityPlanLine], outcome: Outcome) -> RenderedDocument:
    """The annex as it stands today."""
    properties = DocumentProperties(
        title=f"Aktivitetsplan {year}: {helper.company}",
        author=center_name_for(helper),
        created=clock.now(),
        subject="It-start",
    )
    context = aktivitetsplan(helper, year, lines, outcome, today=clock.today())
    return WordTemplate(KEY).render(context, properties=properties)
