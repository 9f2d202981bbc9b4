"""The acceptance test of a case: its results as a list, the verdict, and what it means for going live."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from itstart import clock
from itstart.documents.danish import date_long
from itstart.models import AcceptanceResult, CustomerCase
from itstart.rules.acceptance import Result, State, Verdict, check_go_live, reasons, verdict
from itstart.rules.terms import MilestoneType, Outcome, Priority
from itstart.steps.definition import Gap, Notice, NoticeLink, RowList
from itstart.steps.project import forms, gaps
from itstart.steps.project.agreement import Agreement, chosen_vendor

MOST_LINKS = 4
ERRORS = (Outcome.A_ERROR, Outcome.B_ERROR, Outcome.C_ERROR)


def _title(row: AcceptanceResult) -> str:
    if row.requirement is None:
        return "Fejl uden for kravene"
    return f"{row.requirement.code} {row.requirement.title}".strip()


def _text(row: AcceptanceResult) -> str:
    return " · ".join(part for part in (row.note, row.tested_by, date_long(row.tested_on)) if part)


def _check(_case: CustomerCase, _row: AcceptanceResult | None, typed: dict[str, Any]) -> Mapping[str, str]:
    """A result says what was seen, and an error what went wrong; nobody has tested tomorrow."""
    if typed["tested_on"] and typed["tested_on"] > clock.today():
        return {"tested_on": "En prøve kan ikke ligge i fremtiden."}
    if typed["outcome"] in ERRORS and not typed["note"].strip():
        return {"note": "Skriv, hvad der gik galt, så leverandøren kan rette det."}
    if typed["requirement_id"] is None and typed["outcome"] is Outcome.PASSED and not typed["note"].strip():
        return {"requirement_id": "Vælg det krav, der er bestået, eller skriv, hvad der er rettet."}
    return {}


RESULTS = RowList(
    key="acceptance_results",
    slug="proeveresultater",
    relation="acceptance_results",
    model=AcceptanceResult,
    form=forms.AcceptanceForm,
    title="Resultater",
    singular="resultatet",
    add_label="Tilføj resultat",
    title_of=_title,
    text_of=_text,
    tag_of=lambda row: row.outcome.label if row.outcome else "",
    warn=lambda row: "" if row.outcome else "Mangler resultat",
    check=_check,
    shows_code=False,
    paste=("requirement_id", "outcome", "note", "tested_by", "tested_on"),
    paste_example="K-01; Bestået; Ordren stod i planen med det samme; Karsten Bak; 10.12.2026",
    empty_title="Ingen resultater endnu",
    empty_text="Hent prøveskemaet, prøv ét krav ad gangen, og skriv resultatet her.",
    tools=(("Hent tomt skema", "acceptance_tests.blank"), ("Hent som Excel", "acceptance_tests.workbook")),
)


@dataclass(frozen=True)
class AcceptanceTest:
    """What is tested and by which rules: the musts that decide it, those that come later, the allowed B errors."""

    musts: tuple[str, ...]
    later: Mapping[str, date]
    verdict: Verdict


def acceptance_test(case: CustomerCase) -> AcceptanceTest:
    """The test of the case as it stands. A must that the contract lets come later does not decide it (8.1)."""
    deal = Agreement(case, chosen_vendor(case))
    test = deal.milestone(MilestoneType.ACCEPTANCE_TEST)
    later: dict[str, date] = {}
    musts = []
    for promise in gaps.promises(case, deal):
        if promise.priority != Priority.MUST:
            continue
        if promise.ready_on and (test is None or test.date_on is None or promise.ready_on > test.date_on):
            later[promise.requirement_id] = promise.ready_on
        else:
            musts.append(promise.requirement_id)
    return AcceptanceTest(tuple(musts), later, verdict(musts, results(case), max_b=case.contract.max_b_errors))


def results(case: CustomerCase) -> list[Result]:
    """The results as the rule sees them; a row without an outcome has not been tested."""
    return [
        Result(row.requirement.code if row.requirement else "", row.outcome)
        for row in case.acceptance_results
        if row.outcome is not None
    ]


def errors_sentence(found: Verdict) -> str:
    """ "0 A-fejl, 1 B-fejl (højst 3) og 2 C-fejl." """
    return f"{found.a_errors} A-fejl, {found.b_errors} B-fejl (højst {found.max_b}) og {found.c_errors} C-fejl."


def conclusion(found: Verdict) -> str:
    """The verdict in a few words."""
    return {
        State.NOT_BEGUN: "Prøven er ikke begyndt",
        State.UNDER_WAY: "Prøven er i gang",
        State.FAILED: "Prøven er ikke bestået",
        State.PASSED: "Prøven er bestået",
    }[found.state]


def summary(case: CustomerCase) -> str:
    """What the task list says of the test."""
    return conclusion(acceptance_test(case).verdict) if case.acceptance_results else ""


def notices(case: CustomerCase, _about: str) -> list[Notice]:
    """The verdict, why, and the next requirements to test."""
    test = acceptance_test(case)
    found = test.verdict
    tested = f"{len(test.musts) - len(found.untested)} af {len(test.musts)} SKAL-krav er prøvet."
    if found.state is State.NOT_BEGUN:
        words = f"{len(test.musts)} SKAL-krav skal prøves, før løsningen tages i brug." if test.musts else ""
        return [Notice(conclusion(found), words, links=_next(found.untested))]
    if found.state is State.PASSED:
        link = NoticeLink("Sæt milepælen til nået", task="projekt/milepaele")
        return [Notice(conclusion(found), f"{tested} {errors_sentence(found)}", "done", (link,))]
    failed = found.state is State.FAILED
    words = " ".join(reasons(found)) if failed else f"{tested} {errors_sentence(found)}"
    return [Notice(conclusion(found), words, "warn" if failed else "info", _next(found.untested))]


def _next(untested: tuple[str, ...]) -> tuple[NoticeLink, ...]:
    return tuple(
        NoticeLink(f"Prøv {code}", row_list=RESULTS.slug, values={"requirement_id": code})
        for code in untested[:MOST_LINKS]
    )


def go_live_advice(case: CustomerCase) -> list[Gap]:
    """What a colleague would say when the solution is about to be used untested."""
    stone = next((stone for stone in case.milestones if stone.type is MilestoneType.GO_LIVE), None)
    if stone is None or stone.date_on is None:
        return []
    found = check_go_live(
        acceptance_test(case).verdict, go_live_on=stone.date_on, where=stone.code, today=clock.today()
    )
    return [Gap(finding.message, finding.where, required=False) for finding in found]
