"""The red thread as a Word annex: the same breaks and promises as on the page, for every requirement."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from itstart.db import db
from itstart.documents import Missing
from itstart.documents.danish import date_long, kroner
from itstart.models import Bid, CustomerCase, Requirement, RequirementResponse
from itstart.rules.evaluation import DEFAULT_POINTS
from itstart.rules.steps import StepKey
from itstart.rules.terms import Priority
from itstart.rules.thread import Break, Stage, breaks, coverage
from itstart.steps.project import document_promises, thread
from itstart.steps.requirement_documents import OTHER_AREA, priority_mark
from itstart.steps.selection.wording import Names
from itstart.steps.shared_documents import cover_values, given

KEY = "roed-traad"
NAME = "Den røde tråd"
Row = dict[str, object]
Answers = Mapping[int, Mapping[str, RequirementResponse]]

STAGES = {
    Stage.COVERED: "Behov, der har krav",
    Stage.ANSWERED: "Krav, alle har svaret på",
    Stage.SCORED: "Krav med point til alle",
    Stage.PROMISED: "Krav, der er lovet i kontrakten",
    Stage.TESTABLE: "Krav, der kan testes",
}


def roed_traad(case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/roed_traad.docx; what is missing is a Missing."""
    found = thread.thread(case)
    whole = thread.requirements(found.rows)
    broken = breaks(found.facts)
    names = Names(case)
    return {
        **cover_values(case, StepKey.PROJECT, NAME, today=today, deliverable=KEY, version=version, status="Bilag"),
        "tekst": {"dom": verdict(len(broken)), "loefte": _promised_by(found, names), "proeve": _tested(found)},
        "tom": {"behov": Missing("virksomhedens behov"), "krav": Missing("krav til løsningen")},
        "daekning": [{"led": STAGES[s.stage], "naaet": str(s.done), "af": str(s.total)} for s in coverage(found.facts)],
        "huller": _breaks(case, broken, whole),
        "behov": _needs(case, found),
        "omraader": _areas(found, whole, names),
    }


def verdict(count: int) -> str:
    """The state of the thread in a sentence."""
    if not count:
        return "Tråden er hel: alt hænger sammen fra behov til prøve."
    return "Tråden har ét hul." if count == 1 else f"Tråden har {count} huller. De står i næste kapitel."


def _promised_by(found: thread.Thread, names: Names) -> str:
    if found.chosen is None:
        return "Kunden har ikke valgt en leverandør endnu. Derfor er der ingen løfter."
    return f"Løfterne er fra {names[found.chosen.code]} og står i kontraktens bilag 1."


def _tested(found: thread.Thread) -> object:
    test = found.test
    if test is None or test.date_on is None:
        return Missing("dato for overtagelsesprøven")
    return f"Prøverne holdes ved {test.code} {test.title}, {date_long(test.date_on)}."


def _breaks(case: CustomerCase, broken: Sequence[Break], whole: Mapping[int, Requirement]) -> list[Row]:
    titles = {need.code: need.title for need in case.needs} | {row.code: row.title for row in whole.values()}
    return [{"nr": b.code or "Planen", "titel": titles.get(b.code, ""), "tekst": b.message} for b in broken]


def _needs(case: CustomerCase, found: thread.Thread) -> list[Row]:
    served: dict[str, list[str]] = {}
    for row in found.rows:
        for code in row.facts.needs:
            served.setdefault(code, []).append(row.facts.code)
    return [
        {
            "nr": need.code,
            "titel": given(need.title, f"teksten i {need.code}"),
            "krav": ", ".join(served.get(need.code, ())) or Missing(f"krav, der dækker {need.code}"),
        }
        for need in case.needs
    ]


def _areas(found: thread.Thread, whole: Mapping[int, Requirement], names: Names) -> list[Row]:
    answers, deal = _answers(found), found.deal(found.rows)
    groups: dict[str, list[Row]] = {}
    for row in found.rows:
        requirement = whole[row.id]
        promise = document_promises.promise(requirement, deal) if deal else None
        groups.setdefault(row.area.strip() or OTHER_AREA, []).append(
            {
                "nr": requirement.code,
                "maerke": priority_mark(requirement),
                "titel": given(requirement.title, f"titel på {requirement.code}"),
                "tekst": given(requirement.text, f"teksten i {requirement.code}"),
                "behov": ", ".join(row.facts.needs) or Missing(f"behov bag {requirement.code}"),
                "svar": _said(found, requirement, answers.get(row.id, {}), names),
                "loefte": promise["loefte"] if promise else "Ikke valgt endnu",
                "noter": promise["noter"] if promise else [],
                "proeve": _test(requirement),
            }
        )
    return [{"navn": area, "krav": rows} for area, rows in groups.items()]


def _test(requirement: Requirement) -> object:
    if requirement.priority is Priority.WONT:
        return "Prøves ikke."
    return given(requirement.acceptance_criterion, f"prøve af {requirement.code}")


def _answers(found: thread.Thread) -> Answers:
    """The answers of the bids that count, by requirement id and vendor's number; one query."""
    bids = {vendor.bid.id: vendor.code for vendor in found.bidders if vendor.bid}
    query = select(RequirementResponse).join(Bid).where(Bid.case_id == found.case.id, Bid.id.in_(bids))
    by_requirement: dict[int, dict[str, RequirementResponse]] = {}
    for response in db.session.scalars(query):
        by_requirement.setdefault(response.requirement_id, {})[bids[response.bid_id]] = response
    return by_requirement


def _said(
    found: thread.Thread, requirement: Requirement, answers: Mapping[str, RequirementResponse], names: Names
) -> list[Row]:
    if requirement.priority is Priority.WONT:
        return []
    return [_answer(names[vendor.code], requirement, answers.get(vendor.code)) for vendor in found.bidders]


def _answer(name: str, requirement: Requirement, response: RequirementResponse | None) -> Row:
    if response is None or response.answer is None:
        return {"navn": name, "svar": Missing(f"svar på {requirement.code} fra {name}"), "note": ""}
    points = DEFAULT_POINTS[response.answer] if response.score is None else response.score
    price = f"Merpris {kroner(response.extra_price_dkk)}" if response.extra_price_dkk else ""
    day = f"Lovet senest {date_long(response.promised_on)}" if response.promised_on else ""
    why = f"Point: {response.score_reason}" if response.score_reason.strip() else ""
    notes = [response.vendor_comment, price, response.available, day, why]
    return {
        "navn": name,
        "svar": f"{response.answer.letter}, {points} point",
        "note": " · ".join(note.strip() for note in notes if note.strip()),
    }
