"""The figures of the file that are worked out and never stored (DOMAIN B5 to B7)."""

from typing import Any

from itstart.exchange.plain import LEFT_OUT, plain
from itstart.models import CustomerCase, DeliveryModule
from itstart.rules import contract as contract_rules
from itstart.rules import tco as tco_rules
from itstart.rules.modules import price_incl_vat
from itstart.rules.sensitivity import Sensitivity, WeightSensitivity
from itstart.rules.tco import Tco
from itstart.rules.terms import Invoicing
from itstart.steps.selection.assessment import Assessment, prices

Json = dict[str, Any]

PATHS = (
    "customer.region",
    "case.status",
    "case.closed_on",
    "case.current_step",
    "modules[].status",
    "modules[].price_incl_vat",
    "modules[].actual_hours",
    "modules_total",
    "needs_description.annual_benefit_total",
    "bids[].responses[].default_score",
    "bids[].tco",
    "bids[].unmet_must",
    "bids[].over_budget",
    "evaluation.status",
    "evaluation.results",
    "evaluation.sensitivity",
    "project_plan.risks[].score",
    "contract.status",
    "contract.payments[].amount",
    "contract.payments[].due",
    "contract.one_off_price",
    "contract.quarterly_amount",
    "contract.monthly_amount",
    "contract.tco_after_negotiation",
    "contract.payback_years",
    "success_case.status",
)


def _figure(value: Any) -> float | None:
    return None if value is None else float(value)


def tco_json(found: Tco) -> Json:
    """Total cost in parts."""
    return {
        "years": found.years,
        "one_off": found.one_off,
        "internal": found.internal,
        "annual": list(found.annual),
        "annual_total": found.annual_total,
        "exit_cost": found.exit_cost,
        "total": found.total,
    }


def results_json(found: Assessment) -> list[Json]:
    """The bids that count, best first."""
    return [
        {
            "vendor_id": bid.code,
            "criterion_scores": {key: _figure(score) for key, score in bid.result.criterion_scores.items()},
            "total_score": _figure(bid.result.total_score),
            "tco_total": bid.result.tco_total,
            "rank": bid.result.rank,
        }
        for bid in found.ranked
        if bid.result
    ]


def sensitivity_json(found: Assessment) -> Json | None:
    """The analysis; the rise of the winner's cost is left out when there is none."""
    checked: Sensitivity | None = found.sensitivity
    if checked is None:
        return None
    said: Json = {
        "by_weight": [_weight_json(row) for row in checked.by_weight],
        "scenarios": dict(checked.scenarios),
        "lead_points": _figure(checked.lead_points),
    }
    if checked.winner_tco_increase_until_tie is not None:
        said["winner_tco_increase_until_tie"] = checked.winner_tco_increase_until_tie
    return said


def _weight_json(row: WeightSensitivity) -> Json:
    return {
        "criterion_id": row.criterion_id,
        "base_weight": row.base_weight,
        "winner_by_delta": dict(row.winner_by_delta),
        "tipping_points": [
            {"vendor_id": point.vendor_id, "weight_where_tied": _figure(point.weight_where_tied)}
            for point in row.tipping_points
        ],
    }


def evaluation_status(case: CustomerCase, found: Assessment) -> str:
    """How far the evaluation is: decided, evaluated (there is a first place) or draft."""
    if case.evaluation.decided_vendor_id and case.evaluation.decided_on:
        return "decided"
    return "evaluated" if found.ranked and all(b.result and b.result.rank for b in found.ranked) else "draft"


def contract_figures(case: CustomerCase, found: Assessment) -> Json:
    """Price, invoices, total cost and payback of what was agreed."""
    row = case.contract
    one_off = sum(line.amount_dkk or 0 for line in case.price_lines)
    annual = row.annual_price_dkk
    said: Json = {
        "quarterly_amount": LEFT_OUT,
        "monthly_amount": LEFT_OUT,
        "one_off_price": one_off if case.price_lines else LEFT_OUT,
        "tco_after_negotiation": LEFT_OUT,
        "payback_years": LEFT_OUT,
    }
    if annual is None:
        return said
    if row.annual_invoicing is not Invoicing.ANNUAL:
        key = "quarterly_amount" if row.annual_invoicing is Invoicing.QUARTERLY else "monthly_amount"
        said[key] = contract_rules.periodic_amount(annual, row.annual_invoicing)
    bid = found.of(row.vendor.code) if row.vendor else None
    if bid is not None and case.price_lines:
        agreed = tco_rules.tco_after_negotiation(
            prices(bid.bid),
            one_off=one_off,
            annual_price=annual,
            years=case.evaluation.tco_years,
            hourly_rate=case.evaluation.internal_hourly_rate_dkk,
        )
        said["tco_after_negotiation"] = agreed.total
        said["payback_years"] = _payback(case, one_off, agreed.internal, annual)
    return said


def _payback(case: CustomerCase, one_off: int, internal: int, annual: int) -> Any:
    if not case.benefits:
        return LEFT_OUT
    years = tco_rules.payback_years(
        one_off=one_off,
        internal=internal,
        annual_benefit=sum(benefit.annual_value_dkk or 0 for benefit in case.benefits),
        annual_price=annual,
    )
    return _figure(years)


def modules_total(modules: list[DeliveryModule]) -> Json | None:
    """All modules together; None without any."""
    if not modules:
        return None
    return {
        "price": sum(module.price_dkk for module in modules),
        "price_incl_vat": sum(price_incl_vat(module.price_dkk) for module in modules),
        "planned_hours": plain(sum(module.planned_hours for module in modules)),
        "actual_hours": float(sum(module.actual_hours for module in modules)),
    }
