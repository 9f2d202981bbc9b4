"""What the Word annex of a firm's activity plan is made of: what is agreed for the year, and what came of it (S72)."""

from collections.abc import Sequence
from datetime import date

from itstart import clock
from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long
from itstart.models import Activity, ActivityPlanLine, Helper
from itstart.steps.center import center_name_for
from itstart.steps.shared_documents import real_name

KEY = "aktivitetsplan"


def aktivitetsplan(
    helper: Helper, year: int, lines: Sequence[ActivityPlanLine], attended: Sequence[Activity], *, today: date
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
            for one in attended
        ],
    }


def _line(line: ActivityPlanLine) -> dict[str, object]:
    return {
        "nr": str(line.position),
        "aktivitet": line.title,
        "maal": _goal(line),
        "hvornaar": date_long(line.due_on) if line.due_on else "–",
        "raadgiver": _day(line.agreed_by_helper_on),
        "center": _day(line.agreed_by_center_on),
        "status": line.facts.status.label,
        "udbytte": line.outcome or "–",
    }


def _goal(line: ActivityPlanLine) -> str:
    counted = f"{line.metric.label}: {line.target}" if line.metric else ""
    return ". ".join(part.rstrip(".") for part in (line.goal, counted) if part) or "–"


def _day(value: date | None) -> str:
    return date_long(value) if value else "–"


def render(
    helper: Helper, year: int, lines: Sequence[ActivityPlanLine], attended: Sequence[Activity]
) -> RenderedDocument:
    """The annex as it stands today."""
    properties = DocumentProperties(
        title=f"Aktivitetsplan {year}: {helper.company}",
        author=center_name_for(helper),
        created=clock.now(),
        subject="It-start",
    )
    context = aktivitetsplan(helper, year, lines, attended, today=clock.today())
    return WordTemplate(KEY).render(context, properties=properties)
