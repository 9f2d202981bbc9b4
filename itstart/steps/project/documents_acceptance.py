"""The sheet of the acceptance test, in Word and Excel: every test with its result, or with room for it."""

from collections.abc import Mapping
from datetime import date

from itstart.documents import Missing, Styled
from itstart.documents.acceptance_sheet import AcceptanceLine, AcceptanceSheet
from itstart.documents.danish import date_long, date_short
from itstart.models import AcceptanceResult, CustomerCase, Requirement
from itstart.rules.acceptance import State, reasons
from itstart.rules.steps import StepKey
from itstart.rules.terms import MilestoneType, Outcome, Priority
from itstart.steps.project import document_promises as promises
from itstart.steps.project.acceptance import AcceptanceTest, acceptance_test, conclusion, errors_sentence
from itstart.steps.project.agreement import Agreement, agreement
from itstart.steps.requirement_documents import priority_mark
from itstart.steps.shared_documents import cover_values, given, real_name, shown

KEY = "proeveskema"
NAME = "Prøveskema"
Row = dict[str, object]


def proeveskema(
    case: CustomerCase, *, today: date, version: int | None = None, blank: bool = False
) -> dict[str, object]:
    """The context of docs_templates/proeveskema.docx. `blank` leaves the results out, whatever is registered."""
    deal, test = agreement(case), acceptance_test(case)
    stone = deal.milestone(MilestoneType.ACCEPTANCE_TEST)
    found = {} if blank else _latest(case)
    other = [] if blank else [row for row in case.acceptance_results if row.requirement is None and row.outcome]
    begun = bool(found or other)
    return {
        **cover_values(case, StepKey.PROJECT, NAME, today=today, deliverable=KEY, version=version, status="Bilag"),
        "leverandoer": given(real_name(deal.vendor.name) if deal.vendor else "", "den valgte leverandør"),
        "produkt": deal.bid.product if deal.bid else "",
        "kontrakt": case.contract.number,
        "proeve": {
            "dato": shown(stone.date_on if stone else None, "dato for overtagelsesprøve", date_long),
            "max_b": case.contract.max_b_errors,
            "skal": str(len(test.musts)),
        },
        "dom": _verdict(test) if begun else {"titel": "", "tekst": ""},
        "grupper": _groups(case, deal, test, found),
        "fejl": [_free(row) for row in other],
        "tom": {"proever": Missing("SKAL-krav, der kan prøves")},
    }


def _latest(case: CustomerCase) -> dict[str, AcceptanceResult]:
    return {row.requirement.code: row for row in case.acceptance_results if row.requirement and row.outcome}


def _verdict(test: AcceptanceTest) -> Row:
    found = test.verdict
    why = " ".join(reasons(found)) if found.state in {State.FAILED, State.UNDER_WAY} else ""
    return {"titel": f"{conclusion(found)}.", "tekst": f"{errors_sentence(found)} {why}".strip()}


def _tested(case: CustomerCase, deal: Agreement) -> tuple[list[Requirement], list[Requirement]]:
    """The musts, and the other requirements the vendor has said yes to, each in the case's order."""
    codes = {row["nr"] for row in promises.other_tests(case, deal)}
    musts = [row for row in case.requirements if row.priority is Priority.MUST]
    return musts, [row for row in case.requirements if row.code in codes]


def _groups(
    case: CustomerCase, deal: Agreement, test: AcceptanceTest, found: Mapping[str, AcceptanceResult]
) -> list[Row]:
    names = ("SKAL-krav: alle skal prøves", "Øvrige krav, som leverandøren har lovet")
    groups = zip(names, _tested(case, deal), strict=True)
    return [
        {"navn": name, "proever": [_row(r, test, found.get(r.code)) for r in rows]} for name, rows in groups if rows
    ]


def _row(requirement: Requirement, test: AcceptanceTest, result: AcceptanceResult | None) -> Row:
    later = test.later.get(requirement.code)
    return {
        "nr": requirement.code,
        "maerke": priority_mark(requirement),
        "titel": given(requirement.title, f"titel på {requirement.code}"),
        "tekst": given(requirement.text, f"teksten i {requirement.code}"),
        "proeve": given(requirement.acceptance_criterion, f"prøve af {requirement.code}"),
        "frist": f"Prøves først {date_long(later)}." if later else "",
        **_outcome(result),
    }


def _outcome(result: AcceptanceResult | None) -> Row:
    if result is None or result.outcome is None:
        return {"resultat": "", "note": "", "hvem": ""}
    label = result.outcome.label
    return {
        "resultat": label if result.outcome is Outcome.PASSED else Styled(label, "Advarsel"),
        "note": result.note.strip(),
        "hvem": ", ".join(part for part in (result.tested_by.strip(), date_short(result.tested_on)) if part),
    }


def _free(row: AcceptanceResult) -> Row:
    found = _outcome(row)
    return {**found, "note": found["note"] or "–", "hvem": found["hvem"] or "–"}


def acceptance_sheet(case: CustomerCase) -> AcceptanceSheet:
    """The same tests for a workbook, with the results there are."""
    deal, test, found = agreement(case), acceptance_test(case), _latest(case)
    musts, others = _tested(case, deal)
    free = [row for row in case.acceptance_results if row.requirement is None and row.outcome]
    return AcceptanceSheet(
        title=f"{NAME}: {case.title}",
        facts=(
            ("Kunde", real_name(case.customer.name)),
            ("Leverandør", real_name(deal.vendor.name) if deal.vendor else ""),
            ("Kontrakt", case.contract.number),
            ("Sag", case.number),
        ),
        tests=[_line(r, test, found.get(r.code)) for r in (*musts, *others)],
        errors=[AcceptanceLine("", "", "", "Fejl uden for kravene", "", *_cells(row)) for row in free],
        max_b=case.contract.max_b_errors,
    )


def _line(requirement: Requirement, test: AcceptanceTest, result: AcceptanceResult | None) -> AcceptanceLine:
    later = test.later.get(requirement.code)
    decides = "Ja" if requirement.code in test.musts else "Nej"
    return AcceptanceLine(
        requirement.code,
        requirement.priority.label,
        f"Senest {date_short(later)}" if later else decides,
        requirement.title,
        requirement.acceptance_criterion,
        *_cells(result),
    )


def _cells(result: AcceptanceResult | None) -> tuple[str, str, str, date | None]:
    if result is None or result.outcome is None:
        return "", "", "", None
    return result.outcome.label, result.note, result.tested_by, result.tested_on
