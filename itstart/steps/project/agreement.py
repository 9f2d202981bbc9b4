"""What the customer and the chosen vendor have agreed: prices, rates and the cost after negotiation, in kroner."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from itstart.models.bid import Bid, RequirementResponse
from itstart.models.case import CustomerCase
from itstart.models.contract import Contract
from itstart.models.evaluation import Waiver
from itstart.models.plan import Milestone
from itstart.models.tender import Vendor
from itstart.rules.contract import payment_amounts, periodic_amount
from itstart.rules.tco import Tco, payback_years, tco_after_negotiation
from itstart.rules.terms import MilestoneType
from itstart.steps.selection.assessment import answers_by_number, assess, prices


@dataclass(frozen=True)
class Agreement:
    """The contract's figures; everything is None or empty in a case that is not there yet."""

    case: CustomerCase
    vendor: Vendor | None
    at_hand: Mapping[str, RequirementResponse] | None = None

    @property
    def contract(self) -> Contract:
        return self.case.contract

    @property
    def bid(self) -> Bid | None:
        """The chosen vendor's bid."""
        return self.vendor.bid if self.vendor else None

    @cached_property
    def one_off(self) -> int | None:
        """The contract's one-off price, before there is one the bid's."""
        if self.case.price_lines:
            return sum(line.amount_dkk or 0 for line in self.case.price_lines)
        lines = self.bid.one_off_lines if self.bid else []
        return sum(line.amount_dkk or 0 for line in lines) if lines else None

    @cached_property
    def annual(self) -> int | None:
        """The contract's annual price, before there is one the bid's first year."""
        if self.contract.annual_price_dkk is not None:
            return self.contract.annual_price_dkk
        lines = self.bid.annual_lines if self.bid else []
        return sum(line.amount_dkk or 0 for line in lines) if lines else None

    @property
    def instalment(self) -> int | None:
        """An ordinary invoice of the annual price."""
        if self.annual is None:
            return None
        return periodic_amount(self.annual, self.contract.annual_invoicing)

    @cached_property
    def rates(self) -> list[int]:
        """The payments in order; they sum to the one-off price when the shares sum to 100."""
        return payment_amounts(self.one_off or 0, [p.share_pct for p in self.case.payments])

    @cached_property
    def tco(self) -> Tco | None:
        """Total cost with the contract's prices."""
        if self.bid is None or self.one_off is None or self.annual is None:
            return None
        own = self.case.evaluation
        return tco_after_negotiation(
            prices(self.bid),
            one_off=self.one_off,
            annual_price=self.annual,
            years=own.tco_years,
            hourly_rate=own.internal_hourly_rate_dkk,
        )

    @property
    def benefit(self) -> int:
        """The customer's yearly gain."""
        return sum(b.annual_value_dkk or 0 for b in self.case.benefits)

    @property
    def payback(self) -> Decimal | None:
        """Years until price and own time are earned."""
        if self.tco is None or self.annual is None or not self.benefit:
            return None
        return payback_years(
            one_off=self.tco.one_off, internal=self.tco.internal, annual_benefit=self.benefit, annual_price=self.annual
        )

    @cached_property
    def responses(self) -> Mapping[str, RequirementResponse]:
        """The chosen vendor's answers by requirement number; only some of them where those are at hand."""
        if self.at_hand is not None:
            return self.at_hand
        return answers_by_number(self.case, self.bid) if self.bid else {}

    @cached_property
    def waivers(self) -> dict[str, Waiver]:
        """The waivers given to the chosen vendor, by requirement number."""
        return {w.requirement.code: w for w in self.case.waivers if w.requirement and w.vendor is self.vendor}

    def milestone(self, kind: MilestoneType) -> Milestone | None:
        """The first milestone of this type."""
        return next((m for m in self.case.milestones if m.type is kind), None)


def chosen_vendor(case: CustomerCase) -> Vendor | None:
    """The contract's vendor, else the customer's decision; None before there is one."""
    chosen = (case.contract.vendor, case.evaluation.decided_vendor)
    return next((vendor for vendor in chosen if vendor is not None and vendor.deleted_at is None), None)


def agreement(case: CustomerCase) -> Agreement:
    """The deal with the chosen vendor, before there is one with the bid alone at the top."""
    if vendor := chosen_vendor(case):
        return Agreement(case, vendor)
    best = assess(case).first
    return Agreement(case, best.vendor if best else None)
