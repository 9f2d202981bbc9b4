"""Tables that the project plan and the contract share, as plain rows."""

import re
from collections.abc import Sequence
from datetime import date

from itstart.documents import GanttChart, GanttRow
from itstart.documents.danish import amount, date_from_to, date_long, number, percent
from itstart.documents.marks import told
from itstart.models.case import CustomerCase
from itstart.models.plan import Milestone
from itstart.rules.terms import MilestoneType
from itstart.steps.project.agreement import Agreement
from itstart.steps.shared_documents import given, shown

Row = dict[str, object]

_DAYS = re.compile(r"(\d+)\s+arbejdsdage")
DEFAULT_OPERATIONAL_DAYS = 20


def milestones(case: CustomerCase) -> list[Row]:
    """The milestones in their order."""
    return [
        {
            "nr": m.code,
            "titel": given(m.title, f"navn på {m.code}"),
            "dato": shown(m.date_on, f"dato for {m.code}", date_long),
            "ansvarlig": given(m.responsible, f"ansvarlig for {m.code}"),
            "kriterium": given(m.criterion, f"kriterium for {m.code}"),
        }
        for m in case.milestones
    ]


def tasks(case: CustomerCase) -> list[Row]:
    """The customer's own work."""
    return [
        {
            "opgave": given(t.task, "opgave"),
            "ejer": given(t.owner, f"hvem der udfører »{t.task}«"),
            "timer": number(t.hours) or "–",
            "frist": shown(t.due_on, f"frist for »{t.task}«", date_long),
        }
        for t in case.customer_tasks
    ]


def task_hours(case: CustomerCase) -> str:
    """The hours of the customer's own work."""
    return number(sum(t.hours or 0 for t in case.customer_tasks)) if case.customer_tasks else ""


def objectives(case: CustomerCase) -> list[Row]:
    """The goals with today's figure and the target."""
    return [
        {
            "nr": o.code,
            "tekst": given(o.text, f"målet {o.code}"),
            "enhed": o.metric or "–",
            "nu": shown(o.baseline, f"udgangspunkt for {o.code}", number),
            "maal": shown(o.target, f"mål for {o.code}", number),
        }
        for o in case.objectives
    ]


def systems(case: CustomerCase) -> list[Row]:
    """Systems in use today and what becomes of them."""
    return [
        {"navn": s.name, "formaal": s.purpose or "–", "skaebne": told(s, "fate", s.fate.label) if s.fate else "–"}
        for s in case.current_systems
    ]


def payments(deal: Agreement) -> list[Row]:
    """The rates: milestone, date, share and amount."""
    rows: list[Row] = []
    for index, (payment, value) in enumerate(zip(deal.case.payments, deal.rates, strict=True), 1):
        stone = payment.milestone
        rows.append(
            {
                "nr": str(index),
                "milepael": given(f"{stone.code}  {stone.title}" if stone else "", f"milepæl for rate {index}"),
                "dato": shown(stone.date_on if stone else None, f"dato for rate {index}", date_long),
                "andel": shown(payment.share_pct, f"andel for rate {index}", percent),
                "beloeb": amount(value),
            }
        )
    return rows


def share_sum(case: CustomerCase) -> str:
    """The shares in all: "100 %"."""
    return percent(sum(p.share_pct or 0 for p in case.payments))


def operational_days(deal: Agreement) -> int:
    """Working days of the operational test, as its criterion says; 20 when it does not."""
    stone = deal.milestone(MilestoneType.OPERATIONAL_TEST)
    found = _DAYS.search(stone.criterion) if stone else None
    return int(found.group(1)) if found else DEFAULT_OPERATIONAL_DAYS


def milestone_day(deal: Agreement, kind: MilestoneType) -> date | None:
    """The day of the first milestone of this type."""
    stone = deal.milestone(kind)
    return stone.date_on if stone else None


def gantt(case: CustomerCase, deal: Agreement) -> GanttChart | None:
    """The plan as a picture: the customer's tasks as bars, milestones as points, in order of date."""
    dated = [m for m in case.milestones if m.date_on]
    if len(dated) < 2:
        return None
    start = milestone_day(deal, MilestoneType.KICKOFF) or min(_dates(dated))
    bars = [
        (t.due_on, GanttRow(t.task, min(start, t.due_on), t.due_on)) for t in case.customer_tasks if t.due_on and t.task
    ]
    points = [
        (m.date_on, GanttRow(f"{m.code} {m.title}", m.date_on, m.date_on, milestone=True)) for m in dated if m.date_on
    ]
    ordered = [row for _, row in sorted(bars + points, key=lambda item: item[0])]
    first, last = min(_dates(dated)), max(_dates(dated))
    alt = f"Tidsplan {date_from_to(first, last)} med {len(points)} milepæle og kundens egne opgaver."
    return GanttChart(ordered, alt=alt)


def _dates(stones: Sequence[Milestone]) -> list[date]:
    return [m.date_on for m in stones if m.date_on]
