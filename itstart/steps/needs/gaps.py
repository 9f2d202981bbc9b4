"""What step 1 lacks: the answers the document cannot be without, and advice on the rest."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import and_, exists, func, not_, select
from sqlalchemy.orm import object_session

from itstart.models import CustomerCase, Need, Requirement, RequirementNeed
from itstart.rules.blind_spots import Said, blind_spots
from itstart.rules.library import Topic
from itstart.rules.requirements import RequirementFacts, check_requirement, check_requirements
from itstart.rules.terms import Priority
from itstart.steps.definition import Gap, NoticeLink


def facts(requirement: Requirement) -> RequirementFacts:
    """The requirement as the quality checks see it."""
    return RequirementFacts(
        id=requirement.code,
        priority=requirement.priority,
        title=requirement.title,
        text=requirement.text,
        need_ids=[link.need.code for link in requirement.need_links],
        acceptance_criterion=requirement.acceptance_criterion,
        area=requirement.area,
    )


def vendor_names(case: CustomerCase) -> list[str]:
    return [vendor.name.removesuffix(" (fiktiv)") for vendor in case.vendors]


def requirement_warning(requirement: Requirement) -> str:
    """The most important thing to say about one requirement, "" when it is good."""
    if not requirement.acceptance_criterion:
        return "Mangler test"
    known = [link.need.code for link in requirement.need_links]
    found = check_requirement(facts(requirement), need_ids=known)
    return found[0].message.removeprefix(f"{requirement.code}: ") if found else ""


def objective_warning(objective: Any) -> str:
    """A goal nobody can measure is a wish."""
    if objective.baseline is None or objective.target is None or not objective.metric:
        return "Mangler tal"
    return ""


def company(case: CustomerCase) -> list[Gap]:
    """The two texts every reader needs."""
    answers = case.needs_description
    gaps = []
    if not answers.background:
        gaps.append(Gap("Skriv, hvad virksomheden lever af.", "background"))
    if not answers.current_situation:
        gaps.append(Gap("Skriv, hvordan it bruges i dag.", "current_situation"))
    return gaps


def processes(case: CustomerCase) -> list[Gap]:
    """At least one way of working."""
    return [] if case.processes else [Gap("Beskriv mindst én arbejdsgang.")]


def systems(case: CustomerCase) -> list[Gap]:
    """At least one system, and the fate of each."""
    if not case.current_systems:
        return [Gap("Skriv mindst ét system op, som virksomheden bruger i dag.")]
    return [
        Gap(f"Hvad skal der ske med {system.name}?", system.code)
        for system in case.current_systems
        if system.fate is None
    ]


def objectives(case: CustomerCase) -> list[Gap]:
    """At least one goal, and figures for each."""
    if not case.objectives:
        return [Gap("Skriv mindst ét mål, der kan måles.")]
    return [
        Gap(f"{objective.code} mangler tal for i dag eller for målet.", objective.code)
        for objective in case.objectives
        if objective_warning(objective)
    ]


def needs(case: CustomerCase) -> list[Gap]:
    """At least one need."""
    return [] if case.needs else [Gap("Skriv mindst ét behov.")]


def requirements(case: CustomerCase) -> list[Gap]:
    """At least one requirement, each with a test and a need."""
    count, lacking = _lacking(case)
    if not count:
        return [Gap("Skriv mindst ét krav.")]
    gaps = []
    for code, has_test, has_need in lacking:
        if not has_test:
            gaps.append(Gap(f"{code} mangler en test. Hvordan ser I, at det er opfyldt?", code))
        if not has_need:
            gaps.append(Gap(f"{code} hører ikke til et behov.", code))
    return gaps


def _lacking(case: CustomerCase) -> tuple[int, list[tuple[str, bool, bool]]]:
    """How many requirements there are, and (number, has a test, has a need) of those that lack one of them.

    The database looks for them, so that a long list is not loaded to find that nothing is missing.
    """
    session = object_session(case)
    if session is None:
        rows = [(row.code, bool(row.acceptance_criterion), bool(row.need_links)) for row in case.requirements]
        return len(rows), [row for row in rows if not (row[1] and row[2])]
    live = and_(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
    count = session.scalar(select(func.count()).select_from(Requirement).where(live)) or 0
    has_test = Requirement.acceptance_criterion != ""
    has_need = exists().where(RequirementNeed.requirement_id == Requirement.id)
    query = (
        select(Requirement.code, has_test, has_need)
        .where(live, not_(and_(has_test, has_need)))
        .order_by(Requirement.position, Requirement.id)
    )
    return count, [(code, bool(test), bool(need)) for code, test, need in session.execute(query)]


def requirement_advice(case: CustomerCase) -> list[Gap]:
    """What a good colleague would say about the whole list, and about what it does not mention."""
    rows = _all_rows(case)
    if not rows:
        return []
    found = check_requirements(
        [row.facts for row in rows], need_ids=[need.code for need in case.needs], names=vendor_names(case)
    )
    return [*(Gap(finding.message, finding.where, required=False) for finding in found), *_blind_spots(case, rows)]


def _blind_spots(case: CustomerCase, rows: list["_Row"]) -> Iterator[Gap]:
    for spot in blind_spots(_said(rows), case.category or ""):
        link = NoticeLink("Se krav i biblioteket", endpoint="requirement_picks.show", values={"emne": spot.topic})
        yield Gap(spot.message, required=False, link=link)


def all_said(case: CustomerCase) -> list[Said]:
    """What every requirement that is asked for now is about."""
    return _said(_all_rows(case))


def _said(rows: list["_Row"]) -> list[Said]:
    return [
        Said(f"{row.facts.area}. {row.facts.title}. {row.facts.text}", row.topic or "")
        for row in rows
        if row.facts.priority != Priority.WONT
    ]


class _Row(NamedTuple):
    facts: RequirementFacts
    topic: Topic | None


def _all_rows(case: CustomerCase) -> list[_Row]:
    """Every requirement as the checks see it, in two queries of plain columns."""
    session = object_session(case)
    if session is None:
        return [_Row(facts(requirement), requirement.topic) for requirement in case.requirements]
    row = Requirement
    live = and_(row.case_id == case.id, row.deleted_at.is_(None))
    links: dict[int, list[str]] = {}
    linked = select(RequirementNeed.requirement_id, Need.code).join(Need).join(Requirement).where(live)
    for requirement_id, code in session.execute(linked.order_by(RequirementNeed.position)):
        links.setdefault(requirement_id, []).append(code)
    columns = (row.id, row.code, row.priority, row.title, row.text, row.acceptance_criterion, row.area, row.topic)
    found = session.execute(select(*columns).where(live).order_by(row.position, row.id))
    return [
        _Row(RequirementFacts(code, priority, title, text, links.get(key, ()), criterion, area), topic)
        for key, code, priority, title, text, criterion, area, topic in found
    ]


def scope(case: CustomerCase) -> list[Gap]:
    """What is in, what is out, how many use it, and which persons' data are in it."""
    answers = case.needs_description
    asked = (
        ("scope_in", "Skriv, hvad der er med."),
        ("scope_out", "Skriv, hvad der ikke er med."),
        ("personal_data", "Skriv, hvilke personoplysninger systemet skal rumme."),
        ("transactions", "Skriv, hvor mange ordrer, fakturaer eller lignende der er."),
    )
    gaps = [Gap(message, column) for column, message in asked if not getattr(answers, column)]
    if answers.users_full is None:
        gaps.append(Gap("Skriv, hvor mange fulde brugere der er.", "users_full"))
    return gaps


def economy(case: CustomerCase) -> list[Gap]:
    """The two limits a bid is held against."""
    answers = case.needs_description
    gaps = []
    if answers.budget_one_off_dkk is None:
        gaps.append(Gap("Skriv rammen for engangsudgifter.", "budget_one_off_dkk"))
    if answers.budget_annual_dkk is None:
        gaps.append(Gap("Skriv rammen om året.", "budget_annual_dkk"))
    if not case.benefits:
        gaps.append(Gap("Skriv mindst én gevinst, så udgiften kan holdes op mod noget.", required=False))
    return gaps
