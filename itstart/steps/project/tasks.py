"""The tasks of step 4, declared."""

from collections.abc import Mapping
from typing import Any

from itstart import clock
from itstart.documents.danish import date_day, date_long, hours, kroner, number, percent
from itstart.documents.gantt import GanttMilestone, GanttTask, gantt
from itstart.models import (
    Annex,
    ContractPriceLine,
    CustomerCase,
    CustomerTask,
    Milestone,
    NegotiationPoint,
    Payment,
    Risk,
    SteeringMember,
)
from itstart.rules.steps import StepKey
from itstart.rules.terms import MilestoneStatus
from itstart.steps.definition import FormSection, Picture, RowList, Task
from itstart.steps.project import forms, gaps
from itstart.steps.project.agreement import agreement
from itstart.steps.text import counted

STEERING = RowList(
    key="steering_group",
    slug="styregruppe",
    relation="steering_group",
    model=SteeringMember,
    form=forms.SteeringForm,
    title="Styregruppe",
    singular="medlemmet",
    add_label="Tilføj medlem",
    title_of=lambda row: row.name,
    shows_code=False,
    paste=("name",),
    paste_example="Birgit Nordvang",
    empty_title="Ingen i styregruppen endnu",
    empty_text="Tre er nok: den, der betaler, den, der bruger, og leverandøren.",
)


def _milestone_text(row: Milestone) -> str:
    return " · ".join(part for part in (date_day(row.date_on), row.responsible, row.criterion) if part)


MILESTONES = RowList(
    key="milestones",
    slug="milepaele-liste",
    relation="milestones",
    model=Milestone,
    form=forms.MilestoneForm,
    title="Milepæle",
    singular="milepælen",
    add_label="Tilføj milepæl",
    prefix="MS-",
    title_of=lambda row: row.title,
    text_of=_milestone_text,
    tag_of=lambda row: row.status.label,
    warn=lambda row: "" if row.date_on else "Mangler dato",
    paste=("title", "date_on", "type", "responsible", "criterion"),
    paste_example="Overtagelsesprøve bestået; 11.12.2026; Overtagelsesprøve; Kunde; Ingen A-fejl, højst 3 B-fejl",
    empty_title="Ingen milepæle endnu",
    empty_text="Begynd bagfra: Hvornår skal I være i drift, og hvad skal være prøvet forinden?",
)
CUSTOMER_TASKS = RowList(
    key="customer_tasks",
    slug="kundens-opgaver",
    relation="customer_tasks",
    model=CustomerTask,
    form=forms.CustomerTaskForm,
    title="Kundens egne opgaver",
    singular="opgaven",
    add_label="Tilføj opgave",
    title_of=lambda row: row.task,
    text_of=lambda row: " · ".join(part for part in (row.owner, date_day(row.due_on)) if part),
    tag_of=lambda row: f"{hours(row.hours)} timer" if row.hours is not None else "",
    shows_code=False,
    paste=("task", "owner", "hours", "due_on"),
    paste_example="Oprydning i varenumre; Inge Skov; 90; 30.9.2026",
    empty_title="Ingen opgaver endnu",
    empty_text="Skriv, hvad kunden selv skal nå, hvem der gør det, og hvor længe det tager.",
)
RISKS = RowList(
    key="risks",
    slug="risiko",
    relation="risks",
    model=Risk,
    form=forms.RiskForm,
    title="Risici",
    singular="risikoen",
    add_label="Tilføj risiko",
    prefix="RI-",
    title_of=lambda row: row.text,
    text_of=lambda row: " · ".join(part for part in (row.mitigation, row.owner) if part),
    tag_of=lambda row: f"{row.probability} x {row.impact} = {row.score}",
    paste=("text", "probability", "impact", "mitigation", "owner"),
    paste_example="Varenumre er ikke ryddet op til tiden; 4; 4; Oprydning starter i juni; Inge Skov",
    empty_title="Ingen risici endnu",
    empty_text="Hvad vågner projektlederen af om natten?",
)


def _change(row: NegotiationPoint) -> str:
    return f"{_value(row.before)} → {_value(row.after)}"


def _value(text: str) -> str:
    return kroner(int(text)) if text.isdigit() else text or "intet"


NEGOTIATION = RowList(
    key="negotiation",
    slug="forhandlet",
    relation="negotiation",
    model=NegotiationPoint,
    form=forms.NegotiationForm,
    title="Forhandling",
    singular="punktet",
    add_label="Tilføj punkt",
    title_of=lambda row: row.topic,
    text_of=_change,
    shows_code=False,
    paste=("topic", "before", "after"),
    paste_example="Pris på analyse og opsætning; 260000; 245000",
    empty_title="Ingen punkter endnu",
    empty_text="Skriv, hvad der blev bedre ved bordet. Det viser, hvad dine timer er værd.",
)
PRICE_LINES = RowList(
    key="price_lines",
    slug="prislinjer",
    relation="price_lines",
    model=ContractPriceLine,
    form=forms.PriceLineForm,
    title="Engangspris",
    singular="prislinjen",
    add_label="Tilføj prislinje",
    title_of=lambda row: row.label,
    tag_of=lambda row: kroner(row.amount_dkk),
    shows_code=False,
    paste=("label", "amount_dkk"),
    paste_example="Analyse og opsætning; 245.000",
    empty_title="Ingen prislinjer endnu",
    empty_text="Begynd med linjerne fra tilbuddet, og ret dem efter forhandlingen.",
)


def _amount(row: Payment) -> str:
    deal = agreement(row.case)
    amounts = dict(zip((payment.id for payment in row.case.payments), deal.rates, strict=True))
    share = percent(row.share_pct) if row.share_pct is not None else "?"
    return f"{share} = {kroner(amounts.get(row.id))}"


PAYMENTS = RowList(
    key="payments",
    slug="rater",
    relation="payments",
    model=Payment,
    form=forms.PaymentForm,
    title="Rater",
    singular="raten",
    add_label="Tilføj rate",
    title_of=lambda row: row.milestone.title if row.milestone else "Uden milepæl",
    text_of=lambda row: " · ".join(
        part for part in (date_day(row.milestone.date_on) if row.milestone else "", row.status.label) if part
    ),
    tag_of=_amount,
    warn=lambda row: "" if row.milestone else "Mangler milepæl",
    empty_title="Ingen rater endnu",
    empty_text="Betal, når noget er nået. Gem den sidste del, til driftsprøven er bestået.",
)
ANNEXES = RowList(
    key="annexes",
    slug="bilag-liste",
    relation="annexes",
    model=Annex,
    form=forms.AnnexForm,
    title="Bilag",
    singular="bilaget",
    add_label="Tilføj bilag",
    title_of=lambda row: row.title,
    text_of=lambda row: row.source,
    paste=("title", "source"),
    paste_example="Databehandleraftale; Datatilsynets skabelon",
    empty_title="Ingen bilag endnu",
    empty_text="Sæt eksemplet ind: de ni bilag, de fleste kontrakter har brug for.",
)


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
        sentence=f"{len(stones)} milepæle fra {date_long(begin)} til {date_long(last.on)}.",
        svg=gantt(tasks, stones, clock.today()),
    )


def _payment_picture(case: CustomerCase) -> str:
    deal = agreement(case)
    if deal.one_off is None or not case.payments:
        return ""
    return f"{len(case.payments)} rater, {kroner(sum(deal.rates))} af {kroner(deal.one_off)}"


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
        STEERING,
        gaps=gaps.organisation,
        started=lambda case: bool(case.project_plan.project_manager_customer or case.steering_group),
    ),
    _task(
        "milepaele",
        "Milepæle",
        MILESTONES,
        gaps=gaps.milestones,
        summary=counted("milestones", "milepæl", "milepæle"),
        started=lambda case: bool(case.milestones),
        picture=_plan_picture,
    ),
    _task(
        "egne-opgaver",
        "Egne opgaver",
        CUSTOMER_TASKS,
        gaps=gaps.customer_tasks,
        summary=_task_hours,
        started=lambda case: bool(case.customer_tasks),
    ),
    _task(
        "risici",
        "Risici",
        RISKS,
        gaps=gaps.risks,
        summary=counted("risks", "risiko", "risici"),
        started=lambda case: bool(case.risks),
    ),
    _task(
        "forhandling",
        "Forhandling",
        NEGOTIATION,
        summary=counted("negotiation", "punkt", "punkter"),
        started=lambda case: bool(case.negotiation),
    ),
    _task(
        "betalingsplan",
        "Priser og betalingsplan",
        PRICE_LINES,
        FormSection("aarlig-pris", "Pris om året", forms.AnnualPriceForm, of="contract"),
        PAYMENTS,
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
        ANNEXES,
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
)
