"""What the Projektplan is made of, as plain values; the contract's context is in documents_contract."""

from datetime import date

from itstart.documents import Missing, Paragraphs, Styled
from itstart.documents.danish import amount, date_from_to, date_long, date_short, kroner, number
from itstart.documents.marks import joined
from itstart.models.case import CustomerCase
from itstart.models.needs import Requirement
from itstart.rules.plan import HIGH_RISK
from itstart.rules.steps import StepKey
from itstart.rules.terms import Invoicing, MilestoneType, Priority, RequirementKind
from itstart.steps.project import document_rows as rows
from itstart.steps.project.agreement import Agreement, agreement
from itstart.steps.project.documents_contract import kontrakt
from itstart.steps.selection import negotiated
from itstart.steps.shared_documents import cover_values, given, real_name, sentence, short_name, shown

__all__ = ["kontrakt", "projektplan"]

KEY = "projektplan"
INVOICED = {
    Invoicing.MONTHLY: "hver måned",
    Invoicing.QUARTERLY: "hvert kvartal",
    Invoicing.ANNUAL: "hvert år",
}


def projektplan(customer_case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of the template; every figure comes from itstart.rules."""
    deal = agreement(customer_case)
    cover = cover_values(customer_case, StepKey.PROJECT, "Projektplan", today=today, deliverable=KEY, version=version)
    cover["kunde"]["kort"] = given(short_name(customer_case.customer.name), "kundens navn")
    return {
        **cover,
        "leverandoer": _vendor(deal),
        "tekst": _texts(customer_case, deal),
        "omfang": _scope(customer_case),
        "projekt": _project(customer_case),
        "dag": _days(deal),
        "kort": _in_short(deal),
        "proeve": _test(deal),
        "pris": _prices(deal),
        "tom": _empty(),
        "maal": rows.objectives(customer_case),
        "systemer": rows.systems(customer_case),
        "personer": [
            {"navn": s.name, "rolle": s.role or "–", "fokus": s.interest or "–"} for s in customer_case.stakeholders
        ],
        "milepaele": rows.milestones(customer_case),
        "figur_plan": rows.gantt(customer_case, deal),
        "opgaver": rows.tasks(customer_case),
        "datakrav": _wanted(customer_case, ("konver", "migrer", "overføring af data")),
        "uddannelseskrav": _wanted(customer_case, ("uddan", "kurs", "vejledning")),
        "proever": _test_areas(customer_case),
        "risici": _risks(customer_case),
        "rater": _rates(deal),
        "forhandlet": negotiated.rows(customer_case, deal.bid),
        "forhandling": _negotiation(customer_case, deal),
        "gevinster": [
            {"nr": b.code, "tekst": b.text or "–", "beloeb": shown(b.annual_value_dkk, f"værdi af {b.code}", amount)}
            for b in customer_case.benefits
        ],
    }


def _negotiation(case: CustomerCase, deal: Agreement) -> dict[str, object]:
    found = negotiated.totals(case, deal.bid)
    return {name: found[name] for name in ("i_alt", "tekst", "aar")}


def _test(deal: Agreement) -> dict[str, object]:
    return {
        "max_b": deal.contract.max_b_errors,
        "driftsdage": rows.operational_days(deal),
        "skal": sum(r.priority is Priority.MUST for r in deal.case.requirements),
    }


def _rates(deal: Agreement) -> list[dict[str, object]]:
    return [
        {**row, "status": payment.status.label}
        for row, payment in zip(rows.payments(deal), deal.case.payments, strict=True)
    ]


def _vendor(deal: Agreement) -> dict[str, object]:
    return {
        "navn": given(real_name(deal.vendor.name) if deal.vendor else "", "den valgte leverandør"),
        "kort": given(short_name(deal.vendor.name) if deal.vendor else "", "den valgte leverandør"),
        "produkt": given(deal.bid.product if deal.bid else "", "den valgte løsning"),
    }


def _texts(case: CustomerCase, deal: Agreement) -> dict[str, object]:
    needs = case.needs_description
    background = needs.background.strip()
    return {
        "formaal": Paragraphs(background) if background else Missing("baggrund for projektet"),
        "timer": _hours_note(case, deal),
        "risiko": _risk_note(case),
        "gevinst": _benefit_note(deal),
        "dage": _spread(case),
    }


def _hours_note(case: CustomerCase, deal: Agreement) -> str:
    planned = sum(t.hours or 0 for t in case.customer_tasks)
    expected = deal.bid.internal_hours if deal.bid else None
    if not case.customer_tasks or not expected:
        return ""
    if planned == expected:
        return f"Timerne svarer til de {number(expected)} timer, leverandøren har regnet med i tilbuddet."
    few = (
        "Fordel resten på navne, eller bed om en forklaring." if planned < expected else "Sæt tiden af i kalenderen nu."
    )
    return (
        f"Leverandøren har i tilbuddet regnet med {number(expected)} timer fra jer. "
        f"Der er planlagt {number(planned)}. {few}"
    )


def _risk_note(case: CustomerCase) -> str:
    high = [r.code for r in case.risks if r.score >= HIGH_RISK]
    if not case.risks:
        return ""
    return f"Følg {' og '.join(high)} på hvert projektmøde." if high else "Ingen risiko har et tal på 15 eller mere."


def _benefit_note(deal: Agreement) -> str:
    if deal.payback is None or deal.annual is None:
        return ""
    net = deal.benefit - deal.annual
    return (
        f"Gevinsterne er {kroner(deal.benefit)} om året. Når den årlige pris er betalt, er der {kroner(net)} "
        f"tilbage. Engangspris "
        f"og egne timer er tjent hjem på {number(deal.payback, 1)} år."
    )


def _spread(case: CustomerCase) -> str:
    days = [m.date_on for m in case.milestones if m.date_on]
    return f"Planen løber {date_from_to(min(days), max(days))}." if len(days) > 1 else ""


def _scope(case: CustomerCase) -> dict[str, object]:
    needs = case.needs_description
    return {
        "med": given(needs.scope_in, "hvad projektet omfatter"),
        "uden": given(needs.scope_out, "hvad projektet ikke omfatter"),
        "transaktioner": needs.transactions.strip(),
        "brugere": _users(case),
        "integrationer": needs.integrations.strip(),
    }


def _users(case: CustomerCase) -> str:
    needs = case.needs_description
    parts = ((needs.users_full, "fulde brugere"), (needs.users_light, "lette brugere"))
    return " og ".join(f"{count} {word}" for count, word in parts if count)


def _project(case: CustomerCase) -> dict[str, object]:
    plan = case.project_plan
    return {
        "leder_kunde": given(plan.project_manager_customer, "kundens projektleder"),
        "leder_leverandoer": given(plan.project_manager_vendor, "leverandørens projektleder"),
        "styregruppe": given(joined(", ", (s.name for s in case.steering_group if s.name)), "styregruppe"),
        "moeder": given(sentence(plan.meeting_rhythm), "mødeplan"),
        "timer": rows.task_hours(case),
        "reserve": shown(plan.fallback_go_live_on, "reservedato for idriftsættelse", date_long),
    }


def _days(deal: Agreement) -> dict[str, object]:
    wanted = {
        "testmiljoe": (MilestoneType.TEST_ENVIRONMENT, "dato for testmiljø"),
        "uddannelse": (MilestoneType.TRAINING, "dato for uddannelse"),
        "overtagelse": (MilestoneType.ACCEPTANCE_TEST, "dato for overtagelsesprøve"),
        "idrift": (MilestoneType.GO_LIVE, "dato for idriftsættelse"),
        "drift": (MilestoneType.OPERATIONAL_TEST, "dato for driftsprøve"),
        "opfoelgning": (MilestoneType.BENEFIT_REVIEW, "dato for opfølgning på mål"),
    }
    return {key: shown(rows.milestone_day(deal, kind), what, date_long) for key, (kind, what) in wanted.items()}


def _in_short(deal: Agreement) -> dict[str, object]:
    case = deal.case
    return {
        "idrift": date_short(rows.milestone_day(deal, MilestoneType.GO_LIVE)) or "–",
        "engang": amount(deal.one_off) or "–",
        "timer": rows.task_hours(case) or "–",
        "milepaele": str(len(case.milestones) or "–"),
    }


def _prices(deal: Agreement) -> dict[str, object]:
    contract = deal.contract
    rate = deal.instalment
    return {
        "engang": shown(deal.one_off, "engangspris", kroner),
        "aarlig": shown(deal.annual, "årlig pris", kroner),
        "rate": f"{kroner(rate)} {INVOICED[contract.annual_invoicing]}" if rate is not None else "",
        "regulering": contract.price_regulation.strip(),
        "tco": kroner(deal.tco.total) if deal.tco else "",
        "aar": deal.tco.years if deal.tco else 5,
        "tilbagebetaling": f"{number(deal.payback, 1)} år" if deal.payback is not None else "",
        "gevinst": amount(deal.benefit),
        "andel_sum": rows.share_sum(deal.case),
        "rater_sum": amount(sum(deal.rates)),
    }


def _wanted(case: CustomerCase, words: tuple[str, ...]) -> list[dict[str, object]]:
    """Requirements on how the solution is put in place whose words are about this."""
    return [_requirement(r) for r in case.requirements if _about(r, words) and r.priority is not Priority.WONT]


def _about(requirement: Requirement, words: tuple[str, ...]) -> bool:
    text = f"{requirement.title} {requirement.text}".lower()
    return requirement.kind is RequirementKind.SERVICE and any(word in text for word in words)


def _requirement(requirement: Requirement) -> dict[str, object]:
    return {
        "nr": requirement.code,
        "tekst": given(requirement.text, f"teksten i {requirement.code}"),
        "proeve": given(requirement.acceptance_criterion, f"prøve af {requirement.code}"),
    }


def _test_areas(case: CustomerCase) -> list[dict[str, object]]:
    musts: dict[str, list[str]] = {}
    for requirement in case.requirements:
        if requirement.priority is Priority.MUST:
            musts.setdefault(requirement.area or "Andet", []).append(requirement.code)
    return [{"omraade": area, "antal": str(len(codes)), "krav": ", ".join(codes)} for area, codes in musts.items()]


def _risks(case: CustomerCase) -> list[dict[str, object]]:
    return [
        {
            "nr": r.code,
            "tal": Styled(str(r.score), "Advarsel") if r.score >= HIGH_RISK else str(r.score),
            "sandsynlighed": str(r.probability),
            "konsekvens": str(r.impact),
            "tekst": given(r.text, f"risikoen {r.code}"),
            "modtraek": given(r.mitigation, f"modtræk mod {r.code}"),
            "ejer": given(r.owner, f"ejer af {r.code}"),
        }
        for r in sorted(case.risks, key=lambda r: -r.score)
    ]


def _empty() -> dict[str, object]:
    return {
        "maal": Missing("målbare mål"),
        "milepaele": Missing("milepæle"),
        "opgaver": Missing("kundens egne opgaver"),
        "risici": Missing("risici"),
        "rater": Missing("betalingsplan"),
        "krav": Missing("SKAL-krav"),
        "gevinster": Missing("gevinster"),
    }
