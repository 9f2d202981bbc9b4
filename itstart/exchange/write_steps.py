"""The four steps of a case as sections of the file."""

from collections.abc import Iterable, Sequence
from typing import Any

from itstart.exchange import computed
from itstart.exchange.plain import LEFT_OUT, all_written, is_fresh, none_if_empty, plain, written
from itstart.exchange.rows import number_in
from itstart.exchange.schema import needs, project, selection, tender
from itstart.models import Bid, CustomerCase, Requirement, RequirementResponse, Vendor
from itstart.rules import contract as contract_rules
from itstart.rules.evaluation import DEFAULT_POINTS, unmet_must
from itstart.steps.selection.assessment import AssessedBid, Assessment

Json = dict[str, Any]


def code(row: Any) -> str | None:
    """The number of a row that is still in the case."""
    return None if row is None or row.deleted_at is not None else str(row.code)


def numbered(part: Any, rows: Iterable[Any]) -> list[Json]:
    """Rows known by a number in the file, whatever their code looks like."""
    return [numbered_row(part, row) for row in rows]


def numbered_row(part: Any, row: Any, more: Json | None = None) -> Json:
    """One of them; `more` as in written."""
    return {**written(part, row, more), "number": number_in(row.code)}


def needs_description(case: CustomerCase) -> Json | None:
    """Step 1 but its requirements."""
    lists: Json = {
        "objectives": all_written(needs.ObjectivePart, case.objectives),
        "stakeholders": all_written(needs.StakeholderPart, case.stakeholders),
        "current_systems": all_written(needs.CurrentSystemPart, case.current_systems),
        "processes": all_written(needs.ProcessPart, case.processes),
        "needs": [written(needs.NeedPart, row, {"meeting_id": none_if_empty(code(row.meeting))}) for row in case.needs],
        "benefits": all_written(needs.BenefitPart, case.benefits),
        "barriers": [plain(row.barrier) for row in case.barriers],
    }
    if is_fresh(case.needs_description) and not any(lists.values()):
        return None
    total = sum(benefit.annual_value_dkk or 0 for benefit in case.benefits)
    return written(
        needs.NeedsPart,
        case.needs_description,
        {**lists, "annual_benefit_total": total if case.benefits else LEFT_OUT},
    )


def requirements(case: CustomerCase) -> list[Json]:
    """The requirements with the numbers of their needs."""
    return [
        written(
            needs.RequirementPart,
            row,
            {"need_ids": [link.need.code for link in row.need_links if link.need.deleted_at is None]},
        )
        for row in case.requirements
    ]


def scenario_titles(case: CustomerCase) -> dict[int, str]:
    """A title of its own for each demo scenario, by table id: the file knows them by title."""
    titles: dict[int, str] = {}
    for row in case.demo_scenarios:
        title = row.title or f"Scenarie {row.code}"
        titles[row.id] = title if title not in titles.values() else f"{title} ({row.code})"
    return titles


def tender_section(case: CustomerCase) -> Json | None:
    """Step 2 but its vendors."""
    titles = scenario_titles(case)
    scripts = {titles[row.id]: row.script for row in case.demo_scenarios if row.script}
    if is_fresh(case.tender) and not case.questions and not titles:
        return None
    return written(
        tender.TenderPart,
        case.tender,
        {
            "questions": numbered(tender.QuestionPart, case.questions),
            "demo_scenarios": list(titles.values()),
            "demo_scripts": none_if_empty(scripts),
        },
    )


def live_bids(case: CustomerCase) -> list[Bid]:
    """The bids whose vendor is still in the case."""
    live = {vendor.id for vendor in case.vendors}
    return [bid for bid in case.bids if bid.vendor_id in live]


def bids(case: CustomerCase, found: Assessment) -> list[Json]:
    """The bids with answers and figures."""
    vendors = {vendor.id: vendor for vendor in case.vendors}
    live = {row.id: row for row in case.requirements}
    return [_bid(bid, vendors[bid.vendor_id], live, found.of(vendors[bid.vendor_id].code)) for bid in live_bids(case)]


def _bid(bid: Bid, vendor: Vendor, live: dict[int, Requirement], figures: AssessedBid | None) -> Json:
    return written(
        tender.BidPart,
        bid,
        {
            "vendor_id": vendor.code,
            "one_off_lines": all_written(tender.OneOffLinePart, bid.one_off_lines),
            "annual_lines": all_written(tender.AnnualLinePart, bid.annual_lines),
            "responses": [_response(r, live[r.requirement_id]) for r in bid.responses if r.requirement_id in live],
            **_figures(figures),
        },
    )


def _response(row: RequirementResponse, requirement: Requirement) -> Json:
    return written(
        tender.ResponsePart,
        row,
        {
            "requirement_id": requirement.code,
            "default_score": DEFAULT_POINTS.get(row.answer) if row.answer else None,
        },
    )


def _figures(bid: AssessedBid | None) -> Json:
    if bid is None:
        return {"tco": LEFT_OUT, "unmet_must": LEFT_OUT, "over_budget": LEFT_OUT}
    return {
        "tco": computed.tco_json(bid.tco),
        "unmet_must": [
            {"requirement_id": answer.requirement_id, "answer": str(answer.answer)}
            for answer in unmet_must(bid.facts.answers)
        ],
        "over_budget": {"one_off": bid.over_budget.one_off, "annual": bid.over_budget.annual},
    }


def evaluation(case: CustomerCase, found: Assessment) -> Json | None:
    """Step 3: method, points, decision and the computed result."""
    lists: Json = {
        "criteria": all_written(selection.CriterionPart, case.criteria),
        "sub_scores": _sub_scores(case),
        "demo_scores": _demo_scores(case),
        "reference_checks": [_reference(row, case) for row in case.reference_checks],
        "waivers": [
            written(
                selection.WaiverPart,
                row,
                {"vendor_id": code(row.vendor), "requirement_id": code(row.requirement)},
            )
            for row in case.waivers
        ],
        "results": none_if_empty(computed.results_json(found)),
        "sensitivity": none_if_empty(computed.sensitivity_json(found)),
        "weight_changes": none_if_empty(
            [
                written(selection.WeightChangePart, row, {"criterion_id": row.criterion.code})
                for row in case.weight_changes
                if row.criterion.deleted_at is None
            ]
        ),
    }
    if is_fresh(case.evaluation) and not any(v for v in lists.values() if v is not LEFT_OUT):
        return None
    return written(
        selection.EvaluationPart,
        case.evaluation,
        {"status": computed.evaluation_status(case, found), **lists, "decision": _decision(case)},
    )


def _decision(case: CustomerCase) -> Json | None:
    row = case.evaluation
    if not (row.decided_vendor_id or row.decided_on or row.decided_by or row.decision_reason):
        return None
    return written(selection.DecisionPart, row, {"vendor_id": code(row.decided_vendor)})


def _sub_scores(case: CustomerCase) -> Json:
    found: dict[str, dict[str, list[Json]]] = {}
    for row in case.sub_scores:
        if row.vendor.deleted_at is None and row.criterion.deleted_at is None:
            by_criterion = found.setdefault(row.vendor.code, {})
            by_criterion.setdefault(row.criterion.code, []).append(written(selection.SubScorePart, row))
    return found


def _demo_scores(case: CustomerCase) -> list[Json]:
    titles = scenario_titles(case)
    found: dict[tuple[str, int], Json] = {}
    for row in case.demo_scores:
        if row.vendor.deleted_at is not None or row.scenario_id not in titles:
            continue
        scores = found.setdefault(
            (row.vendor.code, row.scenario_id),
            {"vendor_id": row.vendor.code, "scenario": titles[row.scenario_id], "evaluators": [], "scores": []},
        )
        scores["evaluators"].append(row.evaluator)
        scores["scores"].append(row.score)
    for agreed in case.demo_consensus:
        place = (agreed.vendor.code, agreed.scenario_id)
        if place in found:
            found[place] |= {"consensus": agreed.score, **({"consensus_note": agreed.note} if agreed.note else {})}
    return list(found.values())


def _reference(row: Any, case: CustomerCase) -> Json:
    answers = [answer for answer in case.reference_answers if answer.reference_check_id == row.id]
    return written(
        selection.ReferencePart,
        row,
        {"vendor_id": code(row.vendor), "questions": all_written(selection.ReferenceAnswerPart, answers)},
    )


def negotiation(case: CustomerCase) -> list[Json]:
    """What was changed at the table; an amount is a number."""
    return [
        {key: _amount(value) if key in ("before", "after") else value for key, value in row.items()}
        for row in all_written(project.NegotiationPart, case.negotiation)
    ]


def _amount(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 and str(int(text)) == text else text


def project_plan(case: CustomerCase) -> Json | None:
    """The plan with its milestones and risks."""
    lists: Json = {
        "steering_group": [row.name for row in case.steering_group],
        "milestones": all_written(project.MilestonePart, case.milestones),
        "customer_tasks": all_written(project.CustomerTaskPart, case.customer_tasks),
        "risks": [written(project.RiskPart, row, {"score": row.score}) for row in case.risks],
    }
    if is_fresh(case.project_plan) and not any(lists.values()):
        return None
    return written(project.PlanPart, case.project_plan, lists)


def contract(case: CustomerCase, found: Assessment) -> Json | None:
    """The contract with its sums worked out."""
    row = case.contract
    rows: Sequence[Any] = [*case.price_lines, *case.payments, *case.annexes]
    if is_fresh(row) and not rows:
        return None
    return written(
        project.ContractPart,
        row,
        {
            "status": plain(row.status),
            "vendor_id": code(row.vendor),
            "price_lines": all_written(project.ContractLinePart, case.price_lines),
            "payments": _payments(case),
            "annexes": numbered(project.AnnexPart, case.annexes),
            **computed.contract_figures(case, found),
        },
    )


def _payments(case: CustomerCase) -> list[Json]:
    price = sum(line.amount_dkk or 0 for line in case.price_lines)
    amounts = contract_rules.payment_amounts(price, [payment.share_pct for payment in case.payments])
    return [
        written(
            project.PaymentPart,
            row,
            {
                "number": number_in(row.code),
                "milestone_id": code(row.milestone),
                "amount": amount,
                "due": plain(row.milestone.date_on) if row.milestone and code(row.milestone) else None,
            },
        )
        for row, amount in zip(case.payments, amounts, strict=True)
    ]
