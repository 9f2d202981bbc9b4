"""The business case of a case: its prices as agreed, else as offered, else the frame, against its benefits (F012)."""

from collections.abc import Sequence
from dataclasses import dataclass

from itstart.models import Benefit, CustomerCase
from itstart.rules import business_case as rules
from itstart.rules.tco import Prices, Tco, tco
from itstart.steps.project.agreement import Agreement, agreement
from itstart.steps.selection.assessment import prices

SHORT_TERM = 3


@dataclass(frozen=True)
class Basis:
    """What is worked on: where the prices come from, the total cost, and the annual lines it is made of."""

    label: str
    cost: Tco
    annual_lines: Sequence[tuple[str, int]]
    rise_pct: float
    hours: float


@dataclass(frozen=True)
class Found:
    """The basis with the benefits and the figures they come to."""

    basis: Basis
    benefits: Sequence[Benefit]
    gain: int
    figures: rules.BusinessCase


def business_case(case: CustomerCase) -> Found | None:
    """The figures; None until there are both a price and a gain."""
    deal = agreement(case)
    basis = _agreed(case, deal) or _frame(case)
    return _found(case, basis, deal.benefit) if basis and deal.benefit else None


def figures_so_far(case: CustomerCase) -> Found:
    """The same with nothing for what is not known yet."""
    deal = agreement(case)
    return _found(case, _agreed(case, deal) or _frame(case) or _nothing(case), deal.benefit)


def _found(case: CustomerCase, basis: Basis, gain: int) -> Found:
    annual = sum(amount for _, amount in basis.annual_lines)
    figures = rules.business_case(basis.cost, annual_benefit=gain, annual_price=annual)
    return Found(basis, list(case.benefits), gain, figures)


def _agreed(case: CustomerCase, deal: Agreement) -> Basis | None:
    if deal.bid is None or deal.tco is None or not deal.tco.total:
        return None
    offered = prices(deal.bid)
    lines = [(line.label, line.amount_dkk or 0) for line in deal.bid.annual_lines]
    if sum(offered.annual) != deal.annual:
        lines = [("Årlig pris", deal.annual or 0)]
    has_contract = bool(case.price_lines) or case.contract.annual_price_dkk is not None
    label = "Priserne er dem, der er aftalt." if has_contract else "Priserne er dem, der står i tilbuddet."
    return Basis(label, deal.tco, lines, float(offered.adjustment_pct), float(offered.internal_hours))


def _frame(case: CustomerCase) -> Basis | None:
    needs, own = case.needs_description, case.evaluation
    if needs.budget_one_off_dkk is None or needs.budget_annual_dkk is None:
        return None
    frame = Prices(one_off=(needs.budget_one_off_dkk,), annual=(needs.budget_annual_dkk,))
    cost = tco(frame, years=own.tco_years, hourly_rate=own.internal_hourly_rate_dkk)
    label = "Priserne er rammen i behovsbeskrivelsen. Egne timer er ikke med."
    return Basis(label, cost, [("Ramme om året", needs.budget_annual_dkk)], 0.0, 0.0)


def _nothing(case: CustomerCase) -> Basis:
    own = case.evaluation
    cost = tco(Prices(one_off=(0,), annual=(0,)), years=own.tco_years, hourly_rate=own.internal_hourly_rate_dkk)
    return Basis("Der er ingen priser endnu. Skriv dem i de gule felter.", cost, [("Årlig pris", 0)], 0.0, 0.0)
