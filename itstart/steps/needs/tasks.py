"""The tasks of step 1, declared: what each asks, what it lacks, how its rows look."""

from collections.abc import Mapping
from typing import Any

from itstart.documents.danish import kroner, number
from itstart.models import (
    Benefit,
    BusinessProcess,
    CaseBarrier,
    CurrentSystem,
    CustomerCase,
    Need,
    Objective,
    Stakeholder,
)
from itstart.rules.business_case import saved
from itstart.rules.steps import StepKey
from itstart.rules.terms import Barrier
from itstart.steps.definition import FormSection, Gap, RowList, Task
from itstart.steps.needs import forms, gaps
from itstart.steps.needs.meetings import MEETING_TASKS
from itstart.steps.needs.requirement_list import REQUIREMENTS, priorities, requirement_summary
from itstart.steps.text import counted


def _from_to(row: Any) -> str:
    if row.baseline is None or row.target is None:
        return str(row.metric)
    return f"{row.metric}: fra {number(row.baseline, 3)} til {number(row.target, 3)}"


STAKEHOLDERS = RowList(
    key="stakeholders",
    slug="interessenter",
    relation="stakeholders",
    model=Stakeholder,
    form=forms.StakeholderForm,
    title="Hvem berøres?",
    singular="personen",
    add_label="Tilføj person",
    title_of=lambda row: row.name,
    text_of=lambda row: " · ".join(part for part in (row.role, row.interest) if part),
    shows_code=False,
    paste=("name", "role", "interest"),
    paste_example="Karsten Bak; Værkfører; Registrering på gulvet",
    empty_title="Ingen personer endnu",
    empty_text="Skriv dem op, der skal bruge systemet eller betale for det.",
)
PROCESSES = RowList(
    key="processes",
    slug="arbejdsgange",
    relation="processes",
    model=BusinessProcess,
    form=forms.ProcessForm,
    title="Arbejdsgange",
    singular="arbejdsgangen",
    add_label="Tilføj arbejdsgang",
    title_of=lambda row: row.name,
    text_of=lambda row: row.pain or row.today,
    shows_code=False,
    paste=("name", "today", "pain", "wish"),
    paste_example="Planlægning; Tavle og regneark; Ingen ved, hvornår ordren er færdig; Grafisk plan",
    empty_title="Ingen arbejdsgange endnu",
    empty_text="Begynd med den, kunden klager mest over.",
)
SYSTEMS = RowList(
    key="current_systems",
    slug="systemer",
    relation="current_systems",
    model=CurrentSystem,
    form=forms.SystemForm,
    title="Systemer i dag",
    singular="systemet",
    add_label="Tilføj system",
    title_of=lambda row: row.name,
    text_of=lambda row: row.purpose,
    tag_of=lambda row: row.fate.label if row.fate else "",
    shows_code=False,
    paste=("name", "purpose", "fate"),
    paste_example="Lønsystem hos revisor; Løn; Beholdes, integreres",
    empty_title="Ingen systemer endnu",
    empty_text="Tag også regnearkene med.",
)
OBJECTIVES = RowList(
    key="objectives",
    slug="maal",
    relation="objectives",
    model=Objective,
    form=forms.ObjectiveForm,
    title="Mål",
    singular="målet",
    add_label="Tilføj mål",
    prefix="O-",
    title_of=lambda row: row.text,
    text_of=_from_to,
    warn=gaps.objective_warning,
    paste=("text", "metric", "baseline", "target"),
    paste_example="Levere ordrerne til aftalt tid; Leveringsevne i %; 82; 95",
    empty_title="Ingen mål endnu",
    empty_text="Hvad skal være bedre om et år, og hvordan ser I det?",
)
NEEDS = RowList(
    key="needs",
    slug="behov-liste",
    relation="needs",
    model=Need,
    form=forms.NeedForm,
    title="Behov",
    singular="behovet",
    add_label="Tilføj behov",
    prefix="N-",
    digits=2,
    threaded=True,
    title_of=lambda row: row.title,
    text_of=lambda row: "Sagt på et møde" if row.meeting_id else "",
    tag_of=lambda row: f"Prioritet {row.priority}",
    paste=("title", "priority"),
    paste_example="Efterkalkulation pr. ordre; 1",
    empty_title="Ingen behov endnu",
    empty_text="Begynd med det, kunden klager mest over.",
)


def _saved_hours(_case: CustomerCase, typed: Mapping[str, Any]) -> list[Gap]:
    """What the hours are worth, where the value says something else."""
    worth = saved(typed["hours_saved"], typed["hourly_rate_dkk"])
    if worth is None or worth == typed["annual_value_dkk"]:
        return []
    return [Gap(f"Timerne giver {kroner(worth)} om året.", "annual_value_dkk", required=False)]


BENEFITS = RowList(
    key="benefits",
    slug="gevinster",
    relation="benefits",
    model=Benefit,
    form=forms.BenefitForm,
    title="Gevinster",
    singular="gevinsten",
    add_label="Tilføj gevinst",
    prefix="B-",
    title_of=lambda row: row.text,
    tag_of=lambda row: kroner(row.annual_value_dkk) + " om året" if row.annual_value_dkk else "",
    advise=_saved_hours,
    paste=("text", "annual_value_dkk"),
    paste_example="Mindre indtastning: 12 timer/uge x 46 uger x 320 kr.; 176.640",
    empty_title="Ingen gevinster endnu",
    empty_text="Hvad sparer virksomheden om året, når målene er nået?",
)


def _load_barriers(case: CustomerCase) -> dict[str, Any]:
    return {
        "barriers": [str(mark.barrier) for mark in case.barriers],
        "barriers_note": case.needs_description.barriers_note,
    }


def _store_barriers(case: CustomerCase, values: dict[str, Any]) -> None:
    chosen = set(values["barriers"] or ())
    kept = {mark.barrier: mark for mark in case.barriers}
    case.barriers = [kept.get(barrier) or CaseBarrier(barrier=barrier) for barrier in Barrier if barrier in chosen]
    for position, mark in enumerate(case.barriers):
        mark.position = position
    case.needs_description.barriers_note = values["barriers_note"]


def _budget(case: CustomerCase) -> str:
    answers = case.needs_description
    if answers.budget_one_off_dkk is None or answers.budget_annual_dkk is None:
        return ""
    return f"{kroner(answers.budget_one_off_dkk)} + {kroner(answers.budget_annual_dkk)} om året"


TASKS = (
    Task(
        step=StepKey.NEEDS,
        slug="virksomheden",
        title="Virksomheden i dag",
        parts=(
            FormSection("virksomheden", "Virksomheden", forms.CompanyForm, of="needs_description"),
            STAKEHOLDERS,
        ),
        gaps=gaps.company,
        summary=counted("stakeholders", "person", "personer"),
        started=lambda case: bool(case.needs_description.background or case.stakeholders),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="processer",
        title="Processer",
        parts=(PROCESSES,),
        gaps=gaps.processes,
        summary=counted("processes", "arbejdsgang", "arbejdsgange"),
        started=lambda case: bool(case.processes),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="systemer",
        title="Systemer",
        parts=(SYSTEMS,),
        gaps=gaps.systems,
        summary=counted("current_systems", "system", "systemer"),
        started=lambda case: bool(case.current_systems),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="maal",
        title="Mål",
        parts=(OBJECTIVES,),
        gaps=gaps.objectives,
        summary=counted("objectives", "mål", "mål"),
        started=lambda case: bool(case.objectives),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="behov",
        title="Behov",
        parts=(NEEDS,),
        gaps=gaps.needs,
        summary=counted("needs", "behov", "behov"),
        started=lambda case: bool(case.needs),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="krav",
        title="Krav",
        parts=(REQUIREMENTS,),
        gaps=gaps.requirements,
        advice=gaps.requirement_advice,
        summary=requirement_summary,
        started=lambda case: bool(priorities(case)),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="omfang",
        title="Omfang og data",
        parts=(FormSection("omfang", "Omfang og data", forms.ScopeForm, of="needs_description"),),
        gaps=gaps.scope,
        started=lambda case: bool(case.needs_description.scope_in or case.needs_description.scope_out),
    ),
    Task(
        step=StepKey.NEEDS,
        slug="oekonomi",
        title="Økonomi og gevinster",
        parts=(FormSection("ramme", "Rammen", forms.EconomyForm, of="needs_description"), BENEFITS),
        gaps=gaps.economy,
        summary=_budget,
        started=lambda case: case.needs_description.budget_one_off_dkk is not None or bool(case.benefits),
    ),
    *MEETING_TASKS,
    Task(
        step=StepKey.NEEDS,
        slug="barrierer",
        title="Barrierer",
        parts=(
            FormSection("barrierer", "Barrierer", forms.BarrierForm, load=_load_barriers, store=_store_barriers),
            FormSection("sammenfatning", "Med dine ord", forms.SummaryForm, of="needs_description"),
        ),
        started=lambda case: bool(case.barriers),
    ),
)
