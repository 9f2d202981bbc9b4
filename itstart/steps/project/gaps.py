"""What step 4 lacks: a plan that holds, payments that sum, a contract that keeps the promises (DOMAIN B6, B7)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import object_session

from itstart import clock
from itstart.models import CustomerCase, Requirement, RequirementResponse
from itstart.rules import contract as rules
from itstart.rules import plan
from itstart.rules.findings import Finding, blockers
from itstart.rules.terms import Answer, MilestoneType, Priority
from itstart.steps.calendar import danish_holidays
from itstart.steps.definition import Gap
from itstart.steps.project.agreement import Agreement, agreement


def _gaps(findings: Iterable[Finding]) -> list[Gap]:
    return [Gap(finding.message, finding.where, required=finding.blocks) for finding in findings]


def organisation(case: CustomerCase) -> list[Gap]:
    """Who leads on both sides, and how often they meet."""
    asked = (
        ("project_manager_customer", "Skriv kundens projektleder."),
        ("project_manager_vendor", "Skriv leverandørens projektleder."),
        ("meeting_rhythm", "Skriv, hvornår I mødes."),
    )
    gaps = [Gap(message, column) for column, message in asked if not getattr(case.project_plan, column)]
    if not case.steering_group:
        gaps.append(Gap("Skriv, hvem der sidder i styregruppen."))
    return gaps


def milestones(case: CustomerCase) -> list[Gap]:
    """Dated points with a criterion, in an order that protects the customer."""
    if not case.milestones:
        return [Gap("Skriv milepælene, fra underskrift til opfølgning på mål.")]
    gaps = []
    for stone in case.milestones:
        if stone.date_on is None:
            gaps.append(Gap(f"{stone.code} mangler en dato.", stone.code))
        if not stone.criterion:
            gaps.append(Gap(f"{stone.code} mangler, hvornår den er nået.", stone.code))
    found = [
        *plan.check_order(case.milestones),
        *plan.check_status(case.milestones),
        *plan.check_days(case.milestones, danish_holidays()),
        *plan.check_fallback(case.milestones, case.project_plan.fallback_go_live_on),
    ]
    return [*gaps, *_gaps(found)]


def customer_tasks(case: CustomerCase) -> list[Gap]:
    """The customer's own hours against what the vendor counts on."""
    if not case.customer_tasks:
        return [Gap("Skriv kundens egne opgaver med navn og timer.", required=False)]
    bid = agreement(case).bid
    hours = [task.hours for task in case.customer_tasks]
    return _gaps(plan.check_hours(hours, bid.internal_hours if bid else None))


def risks(case: CustomerCase) -> list[Gap]:
    """Risks with somebody who keeps an eye on them."""
    if not case.risks:
        return [Gap("Skriv mindst tre risici op.")]
    return [Gap(f"{risk.code} har ingen, der holder øje.", risk.code) for risk in case.risks if not risk.owner]


def _payment_facts(case: CustomerCase) -> list[rules.PaymentFacts]:
    return [
        rules.PaymentFacts(
            code=payment.code,
            share_pct=payment.share_pct,
            milestone_id=payment.milestone.code if payment.milestone else None,
            milestone_type=payment.milestone.type if payment.milestone else None,
            due_on=payment.milestone.date_on if payment.milestone else None,
        )
        for payment in case.payments
    ]


def payments(case: CustomerCase) -> list[Gap]:
    """The lines and the rates, and whether too much is paid early."""
    deal = agreement(case)
    gaps = [] if case.price_lines else [Gap("Skriv prislinjerne i kontrakten.")]
    if case.contract.annual_price_dkk is None:
        gaps.append(Gap("Skriv prisen om året.", "annual_price_dkk"))
    if not case.payments:
        return [*gaps, Gap("Skriv raterne, og knyt hver til en milepæl.")]
    facts = _payment_facts(case)
    found = [*rules.check_shares(facts), *rules.check_leverage(facts, _operational_test_on(deal))]
    return [*gaps, *_gaps(found)]


def _operational_test_on(deal: Agreement) -> date | None:
    stone = deal.milestone(MilestoneType.OPERATIONAL_TEST)
    return stone.date_on if stone else None


def contract_facts(case: CustomerCase) -> rules.ContractFacts:
    """The contract as the rules see it."""
    deal = agreement(case)
    decided = case.evaluation.decided_vendor
    return rules.ContractFacts(
        vendor_id=case.contract.vendor.code if case.contract.vendor else None,
        decided_vendor_id=decided.code if decided else None,
        price_lines=[line.amount_dkk or 0 for line in case.price_lines],
        payments=_payment_facts(case),
        promises=promises(case, deal),
        annex_titles=[annex.title for annex in case.annexes],
        personal_data=bool(case.needs_description.personal_data),
        operational_test_on=_operational_test_on(deal),
        lawyer_reviewed_on=case.contract.lawyer_reviewed_on,
    )


def promises(case: CustomerCase, deal: Agreement) -> list[rules.Promise]:
    """What the chosen vendor has promised of each requirement, and by when."""
    deadlines = {code: waiver.deadline_on for code, waiver in deal.waivers.items()}
    return [
        rules.Promise(
            requirement_id=code,
            priority=priority,
            answer=answer,
            ready_on=promised_on or deadlines.get(code),
            waived=code in deadlines,
        )
        for code, priority, answer, promised_on in _answers(case, deal)
    ]


def _answers(case: CustomerCase, deal: Agreement) -> Iterable[tuple[str, Priority, Answer | None, date | None]]:
    """(number, priority, answer, promised day) of each requirement: only these columns, for a list may be long."""
    session = object_session(case)
    if session is None:
        found = [(row, deal.responses.get(row.code)) for row in case.requirements]
        return [(row.code, row.priority, r.answer if r else None, r.promised_on if r else None) for row, r in found]
    answered = and_(
        RequirementResponse.requirement_id == Requirement.id,
        RequirementResponse.bid_id == (deal.bid.id if deal.bid else None),
    )
    query = (
        select(Requirement.code, Requirement.priority, RequirementResponse.answer, RequirementResponse.promised_on)
        .outerjoin(RequirementResponse, answered)
        .where(Requirement.case_id == case.id, Requirement.deleted_at.is_(None))
        .order_by(Requirement.position, Requirement.id)
    )
    return session.execute(query)


def terms(case: CustomerCase) -> list[Gap]:
    """The terms a contract cannot be without."""
    asked = (
        ("number", "Giv kontrakten et nummer."),
        ("price_regulation", "Skriv, hvordan prisen må reguleres."),
        ("warranty_months", "Skriv garantiens længde."),
        ("liability_cap_dkk", "Skriv, hvor meget leverandøren højst hæfter for."),
        ("commitment_months", "Skriv, hvor længe I er bundet."),
        ("notice_months", "Skriv opsigelsesfristen."),
        ("venue", "Skriv, hvilken ret der afgør en tvist."),
    )
    missing = [Gap(message, column) for column, message in asked if getattr(case.contract, column) in (None, "")]
    vendor, decided = case.contract.vendor, case.evaluation.decided_vendor
    found = rules.check_vendor(
        vendor_id=vendor.code if vendor else None, decided_vendor_id=decided.code if decided else None
    )
    return [*missing, *_gaps(found)]


def annexes(case: CustomerCase) -> list[Gap]:
    """The annexes that must not be forgotten."""
    titles = [annex.title for annex in case.annexes]
    return _gaps(rules.check_annexes(titles, personal_data=bool(case.needs_description.personal_data)))


def signature(case: CustomerCase) -> list[Gap]:
    """Everything that speaks against signing, or the signature that is missing (S7)."""
    if case.contract.signed_on or case.contract.declined_on:
        return []
    return [
        *_gaps(rules.check_ready(contract_facts(case))),
        Gap("Kontrakten er ikke underskrevet. Registrér underskriften, eller skriv, hvorfor den ikke blev indgået."),
    ]


def check_signature(case: CustomerCase, typed: dict[str, Any]) -> Mapping[str, str]:
    """Nothing is called ready or signed while a rule speaks against it; a decline needs its reason."""
    if typed["declined_on"]:
        if typed["signed_on"]:
            return {"declined_on": "Kontrakten kan ikke både være underskrevet og ikke indgået."}
        return {} if typed["declined_reason"] else {"declined_reason": "Skriv, hvorfor kontrakten ikke blev indgået."}
    if typed["signed_on"] and typed["signed_on"] != case.contract.signed_on:
        found = rules.check_signed(
            contract_facts(case),
            signed_on=typed["signed_on"],
            for_customer=typed["signed_for_customer"],
            for_vendor=typed["signed_for_vendor"],
            today=clock.today(),
        )
        return _first_blocker(found, "signed_on", {"signed_by": "signed_for_customer"})
    if typed["ready_on"] and typed["ready_on"] != case.contract.ready_on:
        return _first_blocker(rules.check_ready(contract_facts(case)), "ready_on", {})
    return {}


def _first_blocker(found: list[Finding], field: str, places: Mapping[str, str]) -> Mapping[str, str]:
    against = blockers(found)
    if not against:
        return {}
    first = against[0]
    more = f" Der er {len(against) - 1} mere under Mangler." if len(against) > 1 else ""
    return {places.get(first.where, field): first.message + more}
