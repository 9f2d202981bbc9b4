"""The list of requirements, declared: how a row looks, what there is to say while it is written, and what fills it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from itstart.models import CustomerCase, Requirement
from itstart.rules.requirements import RequirementFacts, advice_by_field
from itstart.rules.terms import Priority
from itstart.steps.definition import Gap, RowList
from itstart.steps.needs import forms, gaps
from itstart.steps.once import once
from itstart.steps.tender_versions import locked


def advise(case: CustomerCase, typed: Mapping[str, Any]) -> list[Gap]:
    """What could be better in the requirement as it is typed just now; nothing is said about an empty one."""
    written = RequirementFacts(
        id="",
        priority=typed.get("priority") or Priority.SHOULD,
        title=typed.get("title") or "",
        text=typed.get("text") or "",
        need_ids=[need.code for need in typed.get("needs") or ()],
        acceptance_criterion=typed.get("acceptance_criterion") or "",
    )
    if not f"{written.title}{written.text}".strip():
        return []
    needs = [need.code for need in case.needs]
    found = advice_by_field(written, need_ids=needs, names=gaps.vendor_names(case))
    return [Gap(finding.message.removeprefix(": "), where=name, required=False) for name, finding in found]


REQUIREMENTS = RowList(
    key="requirements",
    slug="krav",
    relation="requirements",
    model=Requirement,
    form=forms.RequirementForm,
    title="Krav",
    singular="kravet",
    add_label="Tilføj krav",
    prefix="K-",
    digits=2,
    title_of=lambda row: row.title,
    text_of=lambda row: row.acceptance_criterion or row.text,
    priority_of=lambda row: row.priority,
    chips_of=lambda row: [(need.code, need.title) for need in row.needs],
    threaded=True,
    warn=gaps.requirement_warning,
    locked=locked("Kravene"),
    group_by="area",
    paste=("area", "priority", "title", "text", "acceptance_criterion"),
    paste_example="Lager; skal; Lager i realtid; Systemet skal vise beholdning pr. lokation; Ses inden for 1 minut",
    empty_title="Ingen krav endnu",
    empty_text="Skriv det første krav, hent dem i kravbiblioteket, eller indsæt mange på én gang.",
    advise=advise,
    tools=(
        ("Hent fra kravbiblioteket", "requirement_picks.show"),
        ("Importér fra Excel", "requirement_imports.show"),
        ("Prioritér med kunden", "priority_matrix.show"),
    ),
)


@once
def priorities(case: CustomerCase) -> Counter[Priority]:
    """How many live requirements there are of each priority, counted by the database."""
    session = object_session(case)
    if session is None:
        return Counter(requirement.priority for requirement in case.requirements)
    counted_rows = session.execute(
        select(Requirement.priority, func.count())
        .where(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
        .group_by(Requirement.priority)
    )
    return Counter(dict(counted_rows.all()))


def requirement_summary(case: CustomerCase) -> str:
    """ "33 krav, heraf 18 SKAL"."""
    by_priority = priorities(case)
    if not by_priority:
        return ""
    return f"{by_priority.total()} krav, heraf {by_priority[Priority.MUST]} SKAL"
