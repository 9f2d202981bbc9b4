"""The whole worked example: word_cases' first two steps with bids, evaluation, plan and contract."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect

from itstart import models as m
from itstart.db import Model
from itstart.rules.terms import Answer, DeliveryModel, Invoicing, MilestoneStatus, MilestoneType, PaymentStatus
from tests.documents.word_cases import EXAMPLE, HOSTILE, example_case, made

TODAY = date(2026, 6, 19)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def full_case() -> m.CustomerCase:
    """The worked example with all four steps."""
    case = example_case()
    vendors = {v.code: v for v in case.vendors}
    for given in EXAMPLE["vendors"]:
        vendors[given["id"]].cvr = given["cvr"]
        vendors[given["id"]].decline_reason = given.get("decline_reason", "")
    for relation, given in zip(case.vendor_relations, EXAMPLE["impartiality"]["relations"], strict=True):
        relation.vendor = vendors[given["vendor_id"]]
    case.impartiality.acknowledged_by_customer_on = _day(EXAMPLE["impartiality"]["acknowledged_by_customer_on"])
    case.bids = [_bid(case, vendors, given) for given in EXAMPLE["bids"]]
    _fill_evaluation(case, vendors)
    _fill_plan(case)
    _fill_contract(case, vendors)
    return case


def _bid(case: m.CustomerCase, vendors: dict[str, m.Vendor], given: dict[str, Any]) -> m.Bid:
    requirements = {r.code: r for r in case.requirements}
    bid = made(
        m.Bid,
        vendor=vendors[given["vendor_id"]],
        product=given["product"],
        received_at=datetime.fromisoformat(given["received_at"]).replace(tzinfo=UTC) - timedelta(hours=2),
        valid_until_on=_day(given["valid_until"]),
        delivery_model=DeliveryModel.SAAS if given["delivery_model"] == "SaaS" else DeliveryModel.ON_PREMISE,
        annual_price_adjustment_pct=Decimal(str(given["annual_price_adjustment_pct"])),
        internal_hours=Decimal(given["internal_hours"]),
        exit_cost_dkk=given["exit_cost"],
        reservations=given["reservations"],
    )
    for key, annual in (("one_off_lines", False), ("annual_lines", True)):
        for line in given[key]:
            amount = line["amount_per_year"] if annual else line["amount"]
            bid.price_lines.append(
                made(
                    m.PriceLine,
                    code=f"P-{len(bid.price_lines)}",
                    annual=annual,
                    type=line["type"],
                    label=line["label"],
                    amount_dkk=amount,
                )
            )
    bid.responses = [
        made(
            m.RequirementResponse,
            requirement=requirements[r["requirement_id"]],
            answer=Answer(r["answer"]),
            vendor_comment=r["vendor_comment"],
            extra_price_dkk=r["extra_price"],
            score=r["score"],
            score_reason=r["score_reason"],
        )
        for r in given["responses"]
    ]
    return bid


def _fill_evaluation(case: m.CustomerCase, vendors: dict[str, m.Vendor]) -> None:
    given = EXAMPLE["evaluation"]
    criteria = {c.code: c for c in case.criteria}
    scenarios = {s.title: s for s in case.demo_scenarios}
    case.sub_scores = [
        made(
            m.SubScore,
            code=f"{v}-{c}-{i}",
            vendor=vendors[v],
            criterion=criteria[c],
            label=s["label"],
            score=Decimal(str(s["score"])),
            reason=s["reason"],
        )
        for v, groups in given["sub_scores"].items()
        for c, subs in groups.items()
        for i, s in enumerate(subs)
    ]
    case.demo_scores = [
        made(m.DemoScore, vendor=vendors[d["vendor_id"]], scenario=scenarios[d["scenario"]], evaluator=who, score=score)
        for d in given["demo_scores"]
        for who, score in zip(d["evaluators"], d["scores"], strict=True)
    ]
    _fill_talks(case, vendors)


def _fill_talks(case: m.CustomerCase, vendors: dict[str, m.Vendor]) -> None:
    given, evaluation = EXAMPLE["evaluation"], case.evaluation
    requirements = {r.code: r for r in case.requirements}
    for check in given["reference_checks"]:
        row = made(
            m.ReferenceCheck,
            code=check["id"],
            vendor=vendors[check["vendor_id"]],
            held_on=_day(check["date"]),
            reference_company=check["reference_company"],
            contact=check["contact"],
            notes=check["notes"],
        )
        row.answers = [
            made(m.ReferenceAnswer, code=f"{check['id']}-{i}", question=q["question"], score=q["score"])
            for i, q in enumerate(check["questions"])
        ]
        case.reference_checks.append(row)
    case.waivers = [
        made(
            m.Waiver,
            code=str(i),
            vendor=vendors[w["vendor_id"]],
            requirement=requirements[w["requirement_id"]],
            granted_by=w["granted_by"],
            granted_on=_day(w["granted_on"]),
            reason=w["reason"],
        )
        for i, w in enumerate(given["waivers"])
    ]
    decision = given["decision"]
    evaluation.decided_vendor = vendors[decision["vendor_id"]]
    evaluation.decided_on, evaluation.decided_by = _day(decision["decided_on"]), decision["decided_by"]
    evaluation.decision_reason = decision["reason"]


def _fill_plan(case: m.CustomerCase) -> None:
    given, plan = EXAMPLE["project_plan"], case.project_plan
    for key in ("project_manager_customer", "project_manager_vendor", "meeting_rhythm"):
        setattr(plan, key, given[key])
    plan.fallback_go_live_on = _day(given["fallback_go_live"])
    case.steering_group = [made(m.SteeringMember, code=str(i), name=n) for i, n in enumerate(given["steering_group"])]
    case.milestones = [
        made(
            m.Milestone,
            code=x["id"],
            title=x["title"],
            date_on=_day(x["date"]),
            responsible=x["responsible"],
            criterion=x["criterion"],
            status=MilestoneStatus(x["status"]),
            type=MilestoneType(x["type"]),
        )
        for x in given["milestones"]
    ]
    case.customer_tasks = [
        made(
            m.CustomerTask,
            code=str(i),
            task=t["task"],
            owner=t["owner"],
            hours=Decimal(t["hours"]),
            due_on=_day(t["due"]),
        )
        for i, t in enumerate(given["customer_tasks"])
    ]


def _fill_contract(case: m.CustomerCase, vendors: dict[str, m.Vendor]) -> None:
    given, contract = EXAMPLE["contract"], case.contract
    for key in (
        "number",
        "price_regulation",
        "payment_terms_days",
        "warranty_months",
        "liability_cap_text",
        "commitment_months",
        "notice_months",
        "law",
        "venue",
        "mediation_first",
    ):
        setattr(contract, key, given[key])
    contract.vendor = vendors[given["vendor_id"]]
    contract.signed_on, contract.lawyer_reviewed_on = _day(given["signed_on"]), _day(given["lawyer_reviewed_on"])
    contract.annual_price_dkk, contract.liability_cap_dkk = given["annual_price"], given["liability_cap"]
    contract.annual_invoicing = Invoicing(given["annual_invoicing"])
    contract.delay_penalty_pct_per_workday = Decimal(str(given["delay_penalty_pct_per_workday"]))
    contract.delay_penalty_max_pct = Decimal(str(given["delay_penalty_max_pct"]))
    _fill_money(case)


def _fill_money(case: m.CustomerCase) -> None:
    given = EXAMPLE["contract"]
    milestones = {x.code: x for x in case.milestones}
    case.price_lines = [
        made(m.ContractPriceLine, code=str(i), label=p["label"], amount_dkk=p["amount"])
        for i, p in enumerate(given["price_lines"])
    ]
    case.payments = [
        made(
            m.Payment,
            code=str(p["number"]),
            milestone=milestones[p["milestone_id"]],
            share_pct=Decimal(p["share_pct"]),
            status=PaymentStatus(p["status"]),
        )
        for p in given["payments"]
    ]
    case.annexes = [
        made(m.Annex, code=str(a["number"]), title=a["title"], source=a["source"]) for a in given["annexes"]
    ]
    case.negotiation = [
        made(
            m.NegotiationPoint,
            code=str(i),
            agreed_on=_day(n["date"]),
            topic=n["topic"],
            before=str(n["before"]),
            after=str(n["after"]),
        )
        for i, n in enumerate(EXAMPLE["negotiation"])
    ]


LISTS = (
    "objectives",
    "current_systems",
    "benefits",
    "requirements",
    "criteria",
    "demo_scenarios",
    "vendors",
    "bids",
    "sub_scores",
    "reference_checks",
    "waivers",
    "vendor_relations",
    "milestones",
    "steering_group",
    "customer_tasks",
    "risks",
    "price_lines",
    "annexes",
    "negotiation",
)


def hostile_full_case() -> m.CustomerCase:
    """The whole example with every free text replaced by one that would like to be something else."""
    case = full_case()
    rows: list[Model] = [
        case.customer,
        case.needs_description,
        case.tender,
        case.evaluation,
        case.project_plan,
        case.contract,
    ]
    for name in LISTS:
        rows.extend(getattr(case, name))
    for bid in case.bids:
        rows.extend([*bid.price_lines, *bid.responses])
    for row in rows:
        for column in inspect(type(row)).columns:
            if column.key in {"code", "search_name", "type"} or column.type.python_type is not str:
                continue
            if isinstance(getattr(row, column.key, None), str):
                setattr(row, column.key, HOSTILE)
    return case
