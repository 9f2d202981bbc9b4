"""Annexes 1, 5, 6 and 8 of the contract: each requirement with the vendor's answer as a promise (DOMAIN B7)."""

import re
from datetime import date

from itstart.documents import Missing
from itstart.documents.danish import date_long, kroner
from itstart.models.bid import RequirementResponse
from itstart.models.case import CustomerCase
from itstart.models.needs import Requirement
from itstart.rules.terms import Answer, Priority, RequirementKind
from itstart.steps.project.agreement import Agreement
from itstart.steps.requirement_documents import priority_mark
from itstart.steps.shared_documents import given, sentence

Row = dict[str, object]

_CODE = re.compile(r"\b[A-ZÆØÅ]+-\d+\b")
_SERVICE_AREAS = ("drift", "support", "service")
_SET_UP_AREAS = ("implementering", "projekt")
_EXIT_WORDS = ("ophør", "udlever", "exit")

WORDS = {
    Answer.STANDARD: "Opfyldt i standard.",
    Answer.CONFIGURATION: "Opfyldes ved opsætning uden merpris.",
    Answer.CUSTOMISATION: "Opfyldes ved en tilpasning. Prisen er med i bilag\u00a04.",
    Answer.THIRD_PARTY: (
        "Opfyldes med et produkt fra tredjepart, som Leverandøren hæfter for. Prisen er med i bilag\u00a04."
    ),
    Answer.ROADMAP: "Leveres i en senere version, senest på datoen nedenfor.",
    Answer.NOT_MET: "Opfyldes ikke og er ikke en del af leverancen.",
}
NOT_NOW = "Leveres ikke nu. Løsningen må ikke stå i vejen for det."


def areas(case: CustomerCase, deal: Agreement) -> list[Row]:
    """Annex 1: every requirement by area, with promise and notes."""
    groups: dict[str, list[Row]] = {}
    for requirement in case.requirements:
        groups.setdefault(requirement.area or "Andet", []).append(promise(requirement, deal))
    return [{"navn": area, "krav": found} for area, found in groups.items()]


def promise(requirement: Requirement, deal: Agreement) -> Row:
    """What the contract says of one requirement: nr, maerke, titel, tekst, lov, loefte and noter."""
    return {
        "nr": requirement.code,
        "maerke": priority_mark(requirement),
        "titel": given(requirement.title, f"titel på {requirement.code}"),
        "tekst": given(requirement.text, f"teksten i {requirement.code}"),
        "lov": requirement.law_reference.strip(),
        "loefte": _answer(requirement, deal),
        "noter": _notes(requirement, deal),
    }


def _answer(requirement: Requirement, deal: Agreement) -> object:
    if requirement.priority is Priority.WONT:
        return NOT_NOW
    response = deal.responses.get(requirement.code)
    if response is None or response.answer is None:
        return Missing(f"leverandørens svar på {requirement.code}")
    return WORDS[response.answer]


def _notes(requirement: Requirement, deal: Agreement) -> list[object]:
    """What is known beyond the answer: remark, what the demo showed, what was negotiated, waiver and date."""
    if requirement.priority is Priority.WONT:
        return []
    code = requirement.code
    response = deal.responses.get(code)
    out: list[object] = []
    if response is not None:
        if response.vendor_comment.strip() and response.answer is not Answer.NOT_MET:
            out.append(f"Leverandørens bemærkning: {sentence(response.vendor_comment)}")
        if response.score_reason.strip():
            out.append(f"Set ved vurderingen: {sentence(response.score_reason)}")
    agreed = agreed_about(code, deal)
    if agreed:
        out.append(f"Aftalt i forhandlingen: {sentence(agreed)}")
    waiver = deal.waivers.get(code)
    if waiver is not None:
        out.append(f"Kundens dispensation: {sentence(waiver.reason)}")
    deadline = _deadline(code, deal)
    return [*out, deadline] if deadline else out


def agreed_about(code: str, deal: Agreement) -> str:
    """What the negotiation with the vendor ended with, when its topic names the requirement."""
    if deal.vendor is None:
        return ""
    return next((n.after for n in deal.case.negotiation if code in _CODE.findall(n.topic) and n.after.strip()), "")


def _is_late(response: RequirementResponse | None) -> bool:
    return response is not None and response.answer is Answer.ROADMAP


def _deadline(code: str, deal: Agreement) -> object:
    """The date of a promise that comes later, or the mark that it has none; nothing for the others."""
    response, waiver = deal.responses.get(code), deal.waivers.get(code)
    day = deadline_on(code, deal)
    if day is not None:
        return f"Frist: {date_long(day)}."
    if _is_late(response) or waiver is not None:
        return Missing(f"frist for {code}")
    return ""


def deadline_on(code: str, deal: Agreement) -> date | None:
    """The day a requirement must be met when that is not the day of the acceptance test."""
    response, waiver = deal.responses.get(code), deal.waivers.get(code)
    return (response.promised_on if response else None) or (waiver.deadline_on if waiver else None)


def deadlines(case: CustomerCase, deal: Agreement) -> list[Row]:
    """Promises with a date of their own: answers of a later version, and waivers."""
    rows: list[Row] = []
    for requirement in case.requirements:
        deadline = _deadline(requirement.code, deal)
        if requirement.priority is Priority.WONT or deadline == "":
            continue
        response, waiver = deal.responses.get(requirement.code), deal.waivers.get(requirement.code)
        why = []
        if _is_late(response) and response is not None:
            why.append(sentence(response.available or response.vendor_comment or "Senere version"))
        if waiver is not None:
            why.append(
                f"Dispensation fra {waiver.granted_by or 'Kunden'}, {date_long(waiver.granted_on) or 'uden dato'}."
            )
        day = deadline_on(requirement.code, deal)
        rows.append(
            {
                "nr": requirement.code,
                "titel": requirement.title,
                "frist": date_long(day) if day else Missing(f"frist for {requirement.code}"),
                "grund": " ".join(why) or "Aftalt dato.",
            }
        )
    return rows


def service_levels(case: CustomerCase) -> list[Row]:
    """Annex 5: the requirements the annex names as its source, else those on service and operation."""
    named = _named_in_annex(case, 5)
    chosen = [r for r in case.requirements if r.code in named] or [r for r in case.requirements if _is_service(r)]
    return [_with_test(r) for r in chosen if r.priority is not Priority.WONT]


def exit_rules(case: CustomerCase) -> list[Row]:
    """Annex 8: the requirements the annex names as its source, else those that speak of leaving."""
    named = _named_in_annex(case, 8)
    chosen = [r for r in case.requirements if r.code in named] or [r for r in case.requirements if _is_exit(r)]
    return [_with_test(r) for r in chosen if r.priority is not Priority.WONT]


def _named_in_annex(case: CustomerCase, number: int) -> set[str]:
    source = case.annexes[number - 1].source if len(case.annexes) >= number else ""
    return set(_CODE.findall(source))


def _is_service(requirement: Requirement) -> bool:
    area = requirement.area.lower()
    if any(word in area for word in _SET_UP_AREAS) or requirement.kind is RequirementKind.LEGAL:
        return False
    return requirement.kind is RequirementKind.SERVICE or any(word in area for word in _SERVICE_AREAS)


def _is_exit(requirement: Requirement) -> bool:
    text = f"{requirement.area} {requirement.title}".lower()
    return any(word in text for word in _EXIT_WORDS)


def _with_test(requirement: Requirement) -> Row:
    return {
        "nr": requirement.code,
        "titel": given(requirement.title, f"titel på {requirement.code}"),
        "tekst": given(requirement.text, f"teksten i {requirement.code}"),
        "proeve": given(requirement.acceptance_criterion, f"prøve af {requirement.code}"),
    }


def must_tests(case: CustomerCase, deal: Agreement) -> list[Row]:
    """Annex 6: every must with its test."""
    return [_test(r, deal) for r in case.requirements if r.priority is Priority.MUST]


def other_tests(case: CustomerCase, deal: Agreement) -> list[Row]:
    """Annex 6: the other requirements that the vendor has said yes to."""
    return [
        _test(r, deal)
        for r in case.requirements
        if r.priority in {Priority.SHOULD, Priority.COULD} and _is_promised(deal.responses.get(r.code))
    ]


def _is_promised(response: RequirementResponse | None) -> bool:
    return response is not None and response.answer is not None and response.answer is not Answer.NOT_MET


def _test(requirement: Requirement, deal: Agreement) -> Row:
    deadline = _deadline(requirement.code, deal)
    return {
        "nr": requirement.code,
        "titel": given(requirement.title, f"titel på {requirement.code}"),
        "proeve": given(requirement.acceptance_criterion, f"prøve af {requirement.code}"),
        "frist": deadline.removeprefix("Frist: ").rstrip(".") if isinstance(deadline, str) else "efter bilag 1",
    }


def has_licences(deal: Agreement) -> bool:
    """Whether licences are bought once and for all."""
    return any(line.type == "license" for line in (deal.bid.one_off_lines if deal.bid else []))


def exit_price(deal: Agreement) -> object:
    """What leaving costs, as a sentence."""
    cost = deal.bid.exit_cost_dkk if deal.bid else None
    if cost is None:
        return Missing("pris for udtræden")
    if cost == 0:
        return "Udlevering af data og bistand efter dette bilag er med i prisen."
    return (
        f"Bistand ved ophør koster højst {kroner(cost)} Udlevering af data er gratis, og beløbet kan ikke "
        f"opkræves, når "
        "ophøret skyldes Leverandørens misligholdelse, eller loven forbyder det."
    )
