"""The tasks of step 4, declared."""

from collections.abc import Mapping
from typing import Any

from itstart import clock
from itstart.documents.charts import changes
from itstart.documents.danish import date_from_to, kroner, number
from itstart.documents.gantt import GanttMilestone, GanttTask, gantt
from itstart.models import CustomerCase
from itstart.rules.steps import StepKey
from itstart.rules.terms import MilestoneStatus
from itstart.steps.definition import FormSection, Notice, NoticeLink, Picture, RowList, Task
from itstart.steps.project import acceptance, forms, gaps, lists
from itstart.steps.project.agreement import agreement
from itstart.steps.text import counted


def _plan_picture(case: CustomerCase) -> Picture | None:
    stones = [
        GanttMilestone(f"{stone.code} {stone.title}", stone.date_on, stone.status is MilestoneStatus.DONE)
        for stone in case.milestones
        if stone.date_on
    ]
    if not stones:
        return None
    begin = min(stone.on for stone in stones)
    tasks = [
        GanttTask(task.task, min(begin, task.due_on), task.due_on, task.owner)
        for task in case.customer_tasks
        if task.due_on
    ]
    last = max(stones, key=lambda stone: stone.on)
    return Picture(
        title="Planen",
        sentence=f"{len(stones)} milepæle {date_from_to(begin, last.on)}.",
        svg=gantt(tasks, stones, clock.today()),
    )


def _payment_picture(case: CustomerCase) -> str:
    deal = agreement(case)
    if deal.one_off is None or not case.payments:
        return ""
    return f"{len(case.payments)} rater, {kroner(sum(deal.rates))} af {kroner(deal.one_off)}"


def _negotiation_picture(case: CustomerCase) -> Picture | None:
    found = lists.bargain(case)
    steps = found.steps if found else ()
    moved = [(row.topic, step) for row, step in zip(case.negotiation, steps, strict=False) if step]
    if found is None or not moved:
        return None
    return Picture("Hvad punkterne er værd", f"Kroner over {found.years} år.", changes(moved, found.years))


def _negotiation_notices(case: CustomerCase, _about: str) -> list[Notice]:
    """Where the points come from, and whether the contract's prices say the same as they do."""
    deal = agreement(case)
    found = lists.bargain(case)
    if not case.negotiation:
        link = NoticeLink("Spørg leverandøren", task="valg/spoerg-leverandoeren")
        said = "Spørgsmålene til tilbuddet viser, hvad der er at forhandle om. Gør dem til punkter derfra."
        return [Notice("Begynd med tilbuddets svage sider", said, links=(link,))] if deal.bid else []
    if found is None or deal.tco is None or not case.price_lines or deal.tco.total == found.after:
        return []
    lines, points = kroner(deal.tco.total), kroner(found.after)
    text = f"Over {found.years} år giver prislinjerne {lines} og punkterne her {points} Ret dem, der ikke passer."
    link = NoticeLink("Se prislinjerne", task="projekt/betalingsplan")
    return [Notice("Kontraktens priser siger noget andet end forhandlingen", text, "warn", (link,))]


def _task_hours(case: CustomerCase) -> str:
    total = sum(task.hours or 0 for task in case.customer_tasks)
    return f"{len(case.customer_tasks)} opgaver, {number(total)} timer" if case.customer_tasks else ""


def _keep_decided(case: CustomerCase, typed: dict[str, Any]) -> Mapping[str, str]:
    """A contract is made only with the vendor the customer has decided on (DOMAIN B7)."""
    decided = case.evaluation.decided_vendor_id
    if typed["vendor_id"] is None or typed["vendor_id"] == decided:
        return {}
    if decided is None:
        return {"vendor_id": "Kunden har ikke besluttet, hvem I vælger. Skriv beslutningen i skridt 3."}
    return {"vendor_id": "Kontrakten kan kun laves med den leverandør, kunden har valgt."}


def _task(slug: str, title: str, *parts: FormSection | RowList, **more: Any) -> Task:
    return Task(step=StepKey.PROJECT, slug=slug, title=title, parts=parts, **more)


TASKS = (
    _task(
        "organisation",
        "Organisation",
        FormSection("organisation", "Ledelse og møder", forms.OrganisationForm, of="project_plan"),
        lists.STEERING,
        gaps=gaps.organisation,
        started=lambda case: bool(case.project_plan.project_manager_customer or case.steering_group),
    ),
    _task(
        "milepaele",
        "Milepæle",
        lists.MILESTONES,
        gaps=gaps.milestones,
        advice=acceptance.go_live_advice,
        summary=counted("milestones", "milepæl", "milepæle"),
        started=lambda case: bool(case.milestones),
        picture=_plan_picture,
    ),
    _task(
        "egne-opgaver",
        "Egne opgaver",
        lists.CUSTOMER_TASKS,
        gaps=gaps.customer_tasks,
        summary=_task_hours,
        started=lambda case: bool(case.customer_tasks),
    ),
    _task(
        "risici",
        "Risici",
        lists.RISKS,
        gaps=gaps.risks,
        summary=counted("risks", "risiko", "risici"),
        started=lambda case: bool(case.risks),
    ),
    _task(
        "forhandling",
        "Forhandling",
        lists.NEGOTIATION,
        summary=counted("negotiation", "punkt", "punkter"),
        started=lambda case: bool(case.negotiation),
        picture=_negotiation_picture,
        notices=_negotiation_notices,
    ),
    _task(
        "betalingsplan",
        "Priser og betalingsplan",
        lists.PRICE_LINES,
        FormSection("aarlig-pris", "Pris om året", forms.AnnualPriceForm, of="contract"),
        lists.PAYMENTS,
        gaps=gaps.payments,
        summary=_payment_picture,
        started=lambda case: bool(case.price_lines or case.payments),
    ),
    _task(
        "kontraktvilkaar",
        "Kontraktvilkår",
        FormSection("vilkaar", "Vilkår", forms.TermsForm, of="contract", check=_keep_decided),
        gaps=gaps.terms,
        started=lambda case: bool(case.contract.number or case.contract.vendor_id),
    ),
    _task(
        "bilag",
        "Bilag",
        lists.ANNEXES,
        gaps=gaps.annexes,
        summary=counted("annexes", "bilag", "bilag"),
        started=lambda case: bool(case.annexes),
    ),
    _task(
        "underskrift",
        "Underskrift",
        FormSection("underskrift", "Underskrift", forms.SignatureForm, of="contract", check=gaps.check_signature),
        gaps=gaps.signature,
        summary=lambda case: case.contract.status.label,
        started=lambda case: case.contract.ready_on is not None or case.contract.signed_on is not None,
    ),
    _task(
        "overtagelsesproeve",
        "Overtagelsesprøve",
        acceptance.RESULTS,
        summary=acceptance.summary,
        started=lambda case: bool(case.acceptance_results),
        notices=acceptance.notices,
        advice=acceptance.go_live_advice,
    ),
)
