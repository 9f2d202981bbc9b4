"""Cases for the tests of documents: the worked example, an almost empty one and one full of hostile text, as objects
that have never seen a database."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from itstart import models as m
from itstart.db import Model
from itstart.rules.steps import StepKey, by_number
from itstart.rules.terms import (
    AwardModel,
    Barrier,
    Category,
    CriterionMethod,
    Fate,
    InvitationStatus,
    Priority,
    RequirementKind,
)

T = TypeVar("T", bound=Model)

TODAY = date(2026, 3, 4)
EXAMPLE: dict[str, Any] = json.loads(
    (Path(m.__file__).parent.parent / "data" / "example_case.json").read_text(encoding="utf-8")
)


def made(model: type[T], **values: Any) -> T:
    """A row with the defaults the database would have given it."""
    row = model(**values)
    for column in inspect(model).columns:
        default = column.default
        if getattr(row, column.key, None) is None and isinstance(default, ScalarElementColumnDefault):
            setattr(row, column.key, default.arg)
    return row


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def empty_case() -> m.CustomerCase:
    """A case on its first day: a name, a title and nothing more."""
    helper = made(m.Helper, company="Hedelund IT-rådgivning ApS", cvr="99000058", adviser="Mette Hedelund")
    customer = made(m.Customer, name="Ny Kunde ApS")
    case = made(
        m.CustomerCase,
        number="2026-0099",
        title="Nyt økonomisystem",
        opened_on=date(2026, 1, 20),
        changed_at=datetime(2026, 3, 4, 8, tzinfo=UTC),
    )
    case.helper, case.customer = helper, customer
    case.steps = [made(m.CaseStep, key=key, number=key.number) for key in StepKey]
    case.needs_description = made(m.NeedsDescription)
    case.tender = made(m.Tender)
    case.evaluation = made(m.Evaluation)
    case.project_plan = made(m.ProjectPlan)
    case.contract = made(m.Contract)
    case.impartiality = made(m.ImpartialityDeclaration)
    return case


def example_case() -> m.CustomerCase:
    """The worked example, steps 1 and 2."""
    case = empty_case()
    given = EXAMPLE["case"]
    case.number, case.title, case.category = given["id"], given["title"], Category(given["category"])
    customer = EXAMPLE["customer"]
    for key in ("name", "cvr", "address", "postal_code", "city", "industry_title", "employees", "contact_name",
                "contact_title", "contact_email", "contact_phone", "signatory_name", "signatory_title"):  # fmt: skip
        setattr(case.customer, key, customer[key])
    case.customer.revenue_dkk = customer["revenue"]
    for key in ("company", "cvr", "adviser", "email", "phone"):
        setattr(case.helper, key, EXAMPLE["helper"][key])
    _fill_needs(case)
    _fill_requirements(case)
    _fill_tender(case)
    _fill_work(case)
    return case


def _fill_needs(case: m.CustomerCase) -> None:
    given, needs = EXAMPLE["needs_description"], case.needs_description
    for key in ("background", "current_situation", "scope_in", "scope_out", "users_full", "users_light",
                "transactions", "personal_data", "nis2_relevant", "nis2_note"):  # fmt: skip
        setattr(needs, key, given[key])
    needs.budget_one_off_dkk, needs.budget_annual_dkk = given["budget_one_off"], given["budget_annual"]
    needs.wanted_go_live_on = _day(given["wanted_go_live"])
    case.barriers = [made(m.CaseBarrier, barrier=Barrier(b)) for b in given["barriers"]]
    case.objectives = [
        made(m.Objective, code=o["id"], text=o["text"], metric=o["metric"], baseline=Decimal(o["baseline"]),
             target=Decimal(o["target"]))
        for o in given["objectives"]
    ]  # fmt: skip
    case.stakeholders = [made(m.Stakeholder, code=f"P-{i}", **s) for i, s in enumerate(given["stakeholders"], 1)]
    case.current_systems = [
        made(m.CurrentSystem, code=f"S-{i}", name=s["name"], purpose=s["purpose"], fate=Fate(s["fate"]))
        for i, s in enumerate(given["current_systems"], 1)
    ]
    case.processes = [made(m.BusinessProcess, code=f"A-{i}", **p) for i, p in enumerate(given["processes"], 1)]
    case.benefits = [
        made(m.Benefit, code=b["id"], text=b["text"], annual_value_dkk=b["annual_value"]) for b in given["benefits"]
    ]


def _fill_requirements(case: m.CustomerCase) -> None:
    needs = {n["id"]: made(m.Need, code=n["id"], title=n["title"], priority=n["priority"])
             for n in EXAMPLE["needs_description"]["needs"]}  # fmt: skip
    case.needs = list(needs.values())
    for given in EXAMPLE["requirements"]:
        row = made(
            m.Requirement,
            code=given["id"],
            priority=Priority(given["priority"]),
            kind=RequirementKind(given["kind"]),
            law_reference=given["law_reference"] or "",
            **{key: given[key] for key in ("area", "title", "text", "acceptance_criterion", "source")},
        )
        row.needs.extend(needs[need_id] for need_id in given["need_ids"])
        case.requirements.append(row)


def _fill_tender(case: m.CustomerCase) -> None:
    given, tender = EXAMPLE["tender"], case.tender
    tender.title, tender.award_rule, tender.public_body = given["title"], given["award_rule"], given["public_body"]
    tender.contract_draft_attached, tender.award_model = given["contract_draft_attached"], AwardModel.WEIGHTED
    for key in ("issued_on", "decision_on"):
        setattr(tender, key, _day(given[key]))
    for key in ("question_deadline", "answers_published", "demo_from", "demo_to", "bid_validity_until"):
        setattr(tender, f"{key}_on", _day(given.get(key) or given.get(f"{key}_on")))
    tender.bid_deadline_at = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
    case.questions = [
        made(m.TenderQuestion, code=str(q["number"]), question=q["question"], answer=q["answer"])
        for q in given["questions"]
    ]
    case.demo_scenarios = [
        made(m.DemoScenario, code=f"D-{i}", title=title) for i, title in enumerate(given["demo_scenarios"], 1)
    ]
    case.criteria = [
        made(m.Criterion, code=c["id"], title=c["title"], weight=c["weight"], method=CriterionMethod(c["method"]))
        for c in EXAMPLE["evaluation"]["criteria"]
    ]
    case.vendors = [
        made(m.Vendor, code=v["id"], name=v["name"], city=v["city"], contact=v["contact"], invited=v["invited"],
             invitation_status=InvitationStatus(v["invitation_status"]))
        for v in EXAMPLE["vendors"]
    ]  # fmt: skip


def _fill_work(case: m.CustomerCase) -> None:
    case.impartiality.declared_on = _day(EXAMPLE["impartiality"]["declared_on"])
    case.vendor_relations = [
        made(m.VendorRelation, code=str(i), description=r["description"], assessment=r["assessment"])
        for i, r in enumerate(EXAMPLE["impartiality"]["relations"], 1)
    ]
    for given in EXAMPLE["modules"]:
        module = made(m.DeliveryModule, code=given["id"], number=given["number"], price_dkk=given["price"])
        module.step_links = [made(m.ModuleStep, step=by_number(n), number=n) for n in given["steps"]]
        module.time_entries = [
            made(m.TimeEntry, spent_on=_day(t["date"]), hours=Decimal(str(t["hours"])), activity=t["activity"])
            for t in given["time_entries"]
        ]
        case.modules.append(module)
    case.risks = [
        made(m.Risk, code=r["id"], **{k: r[k] for k in ("text", "probability", "impact", "mitigation", "owner")})
        for r in EXAMPLE["project_plan"]["risks"]
    ]


HOSTILE = (
    'Møller & Søn <A/S> {{ 7*7 }} {% if %} "x" \ud800\x0c\a</w:t></w:r></w:p><script>alert(1)</script> 🚀\r\nlinje to'
)


def hostile_case() -> m.CustomerCase:
    """The example with every text replaced by one that would like to be something else."""
    case = example_case()
    lists = (case.objectives, case.stakeholders, case.current_systems, case.processes, case.benefits, case.needs,
             case.requirements, case.questions, case.demo_scenarios, case.criteria, case.risks)  # fmt: skip
    rows: list[Model] = [case.customer, case.needs_description, case.tender, *(row for rows in lists for row in rows)]
    for row in rows:
        for column in inspect(type(row)).columns:
            free = column.type.python_type is str and column.key not in {"code", "search_name"}
            if free and isinstance(getattr(row, column.key, None), str):
                setattr(row, column.key, HOSTILE)
    return case
