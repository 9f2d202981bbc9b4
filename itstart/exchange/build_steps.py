"""The four steps' content from the file into rows."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from itstart.exchange.rows import Builder, fill
from itstart.exchange.schema import CaseFile
from itstart.exchange.schema.base import values
from itstart.exchange.schema.meetings import MeetingPart
from itstart.exchange.schema.needs import NeedsPart, RequirementPart
from itstart.exchange.schema.programme import ImpartialityPart
from itstart.exchange.schema.project import ContractPart, NegotiationPart, PlanPart
from itstart.exchange.schema.selection import EvaluationPart
from itstart.exchange.schema.tender import BidPart, TenderPart
from itstart.models import (
    Bid,
    CaseBarrier,
    DemoConsensus,
    DemoScenario,
    DemoScore,
    RequirementNeed,
    RequirementResponse,
    SteeringMember,
    SubScore,
    WeightChange,
)
from itstart.rules.terms import ContractStatus


def build(builder: Builder, file: CaseFile) -> None:
    """Everything the four steps hold, in the order in which one part points to another."""
    _meetings(builder, file.meetings)
    _needs(builder, file.needs_description or NeedsPart(), file.requirements)
    fill(builder.case.needs_description, file.needs_description)
    fill(builder.case.tender, file.tender)
    fill(builder.case.evaluation, file.evaluation)
    fill(builder.case.project_plan, file.project_plan)
    fill(builder.case.contract, file.contract)
    _tender(builder, file.tender or TenderPart())
    builder.rows("vendors", file.vendors, kind="vendor")
    for bid in file.bids:
        _bid(builder, bid)
    _evaluation(builder, file.evaluation or EvaluationPart())
    _impartiality(builder, file.impartiality)
    _plan(builder, file.project_plan or PlanPart())
    _contract(builder, file.contract or ContractPart(), file.negotiation)
    builder.rows("customer_questions", file.customer_questions)
    builder.rows(
        "acceptance_results",
        file.acceptance_results,
        more=lambda p: {"requirement": builder.get("requirement", p.requirement_id)},
    )


def _meetings(builder: Builder, meetings: list[MeetingPart]) -> None:
    for part, meeting in zip(meetings, builder.rows("meetings", meetings, kind="meeting"), strict=True):
        builder.rows("meeting_actions", part.actions, more=partial(_of_meeting, meeting))


def _of_meeting(meeting: Any, _: Any) -> dict[str, Any]:
    return {"meeting": meeting}


def _needs(builder: Builder, part: NeedsPart, requirements: list[RequirementPart]) -> None:
    builder.rows("objectives", part.objectives)
    builder.rows("stakeholders", part.stakeholders)
    builder.rows("current_systems", part.current_systems)
    builder.rows("processes", part.processes)
    needs = builder.rows("needs", part.needs, kind="need")
    for need, row in zip(part.needs, needs, strict=True):
        row.meeting = builder.get("meeting", need.meeting_id)
    builder.rows("benefits", part.benefits)
    builder.case.barriers = [CaseBarrier(position=i, barrier=b) for i, b in enumerate(part.barriers, start=1)]
    for requirement, row in zip(
        requirements, builder.rows("requirements", requirements, kind="requirement"), strict=True
    ):
        row.need_links = [
            RequirementNeed(need=builder.get("need", code), position=i) for i, code in enumerate(requirement.need_ids)
        ]


def _tender(builder: Builder, part: TenderPart) -> None:
    builder.rows("questions", part.questions)
    for title in part.demo_scenarios:
        row = DemoScenario(title=title, script=part.demo_scripts.get(title, ""))
        builder.add("demo_scenarios", row, kind="scenario", key=title)


def _bid(builder: Builder, part: BidPart) -> None:
    bid = Bid(vendor=builder.get("vendor", part.vendor_id), **values(part))
    builder.case.bids.append(bid)
    builder.rows("bid_price_lines", part.one_off_lines, more=lambda _: {"bid": bid, "annual": False})
    builder.rows("bid_price_lines", part.annual_lines, more=lambda _: {"bid": bid, "annual": True})
    bid.responses = [
        RequirementResponse(
            requirement=builder.get("requirement", response.requirement_id), position=position, **values(response)
        )
        for position, response in enumerate(part.responses, start=1)
    ]


def _evaluation(builder: Builder, part: EvaluationPart) -> None:
    case = builder.case
    builder.rows("criteria", part.criteria, kind="criterion")
    for vendor_id, by_criterion in part.sub_scores.items():
        for criterion_id, subs in by_criterion.items():
            for sub in subs:
                row = SubScore(
                    vendor=builder.get("vendor", vendor_id),
                    criterion=builder.get("criterion", criterion_id),
                    **values(sub),
                )
                builder.add("sub_scores", row)
    case.demo_scores = list(_demo_scores(builder, part))
    case.demo_consensus = list(_demo_consensus(builder, part))
    for reference in part.reference_checks:
        [check] = builder.rows(
            "reference_checks", [reference], more=lambda p: {"vendor": builder.get("vendor", p.vendor_id)}
        )
        builder.rows("reference_answers", reference.questions, more=partial(_of_check, check))
    builder.rows(
        "waivers",
        part.waivers,
        more=lambda p: {
            "vendor": builder.get("vendor", p.vendor_id),
            "requirement": builder.get("requirement", p.requirement_id),
        },
    )
    case.weight_changes = [
        WeightChange(criterion=builder.get("criterion", change.criterion_id), **values(change))
        for change in part.weight_changes
    ]
    if part.decision:
        fill(case.evaluation, part.decision)
        case.evaluation.decided_vendor = builder.get("vendor", part.decision.vendor_id)


def _of_check(check: Any, _: Any) -> dict[str, Any]:
    return {"reference_check": check}


def _demo_scores(builder: Builder, part: EvaluationPart) -> Iterator[DemoScore]:
    position = 0
    for demo in part.demo_scores:
        for evaluator, score in zip(demo.evaluators, demo.scores, strict=True):
            position += 1
            yield DemoScore(
                vendor=builder.get("vendor", demo.vendor_id),
                scenario=builder.get("scenario", demo.scenario),
                position=position,
                evaluator=evaluator,
                score=score,
            )


def _demo_consensus(builder: Builder, part: EvaluationPart) -> Iterator[DemoConsensus]:
    for demo in part.demo_scores:
        if demo.consensus is not None:
            yield DemoConsensus(
                vendor=builder.get("vendor", demo.vendor_id),
                scenario=builder.get("scenario", demo.scenario),
                score=demo.consensus,
                note=demo.consensus_note,
            )


def _impartiality(builder: Builder, part: ImpartialityPart | None) -> None:
    fill(builder.case.impartiality, part)
    builder.rows(
        "vendor_relations",
        part.relations if part else [],
        more=lambda p: {"vendor": builder.get("vendor", p.vendor_id)},
    )


def _plan(builder: Builder, part: PlanPart) -> None:
    for name in part.steering_group:
        builder.add("steering_group", SteeringMember(name=name))
    builder.rows("milestones", part.milestones, kind="milestone")
    builder.rows("customer_tasks", part.customer_tasks)
    builder.rows("risks", part.risks)


def _contract(builder: Builder, part: ContractPart, negotiation: list[NegotiationPart]) -> None:
    contract = builder.case.contract
    contract.vendor = builder.get("vendor", part.vendor_id)
    builder.rows("price_lines", part.price_lines)
    builder.rows("payments", part.payments, more=lambda p: {"milestone": builder.get("milestone", p.milestone_id)})
    builder.rows("annexes", part.annexes)
    builder.rows("negotiation", negotiation)
    if part.status is ContractStatus.SIGNED and contract.signed_on is None:
        contract.signed_on = builder.day
    elif part.status is ContractStatus.READY_TO_SIGN and contract.ready_on is None:
        contract.ready_on = builder.day
    elif part.status is ContractStatus.DECLINED and contract.declined_on is None:
        contract.declined_on = builder.day
