"""The bids of a case put through the method: total cost, points, rank, gates and sensitivity (DOMAIN B5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from itstart.models.bid import Bid, RequirementResponse
from itstart.models.case import CustomerCase
from itstart.models.evaluation import Waiver
from itstart.models.needs import Requirement
from itstart.models.tender import Vendor
from itstart.rules import evaluation as method
from itstart.rules.growth import TODAY, Growth, grown
from itstart.rules.numbers import Number
from itstart.rules.sensitivity import Sensitivity, sensitivity
from itstart.rules.tco import Prices, Tco, tco
from itstart.rules.terms import InvitationStatus, Priority
from itstart.steps.once import once
from itstart.steps.selection import demo_marks
from itstart.steps.selection.tally import scored_answers, tallies


@dataclass(frozen=True)
class AssessedBid:
    """One bid with its figures. `result` is None for a bid that does not count."""

    bid: Bid
    tco: Tco
    facts: method.BidFacts
    over_budget: method.OverBudget
    missing_waivers: Sequence[str]
    result: method.VendorResult | None = None

    @property
    def vendor(self) -> Vendor:
        return self.bid.vendor

    @property
    def code(self) -> str:
        """The vendor's number, V-2."""
        return self.vendor.code

    @cached_property
    def responses(self) -> dict[str, RequirementResponse]:
        """The vendor's answers by requirement number."""
        return answers_by_number(self.bid.case, self.bid)


@dataclass(frozen=True)
class Assessment:
    """All bids of a case: those that count, best first, and those that are out."""

    ranked: tuple[AssessedBid, ...]
    excluded: tuple[AssessedBid, ...]
    criteria: tuple[method.Criterion, ...]
    zero_at_pct: Number
    weighted: bool

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """How much the weights and the price can move before the first place does; None without a full ranking.

        Worked out when somebody asks: most pages only want to know who is best.
        """
        results = [bid.result for bid in self.ranked if bid.result]
        if not self.weighted or not self.criteria or len(results) < 2 or not all(r.rank for r in results):
            return None
        return sensitivity(self.criteria, results, zero_at_pct=self.zero_at_pct)

    @property
    def all(self) -> tuple[AssessedBid, ...]:
        return self.ranked + self.excluded

    @property
    def first(self) -> AssessedBid | None:
        """The bid alone at the top; None when the first place is shared or not decided."""
        code = method.winner([b.result for b in self.ranked if b.result])
        return self.of(code)

    @property
    def tied(self) -> tuple[AssessedBid, ...]:
        """The bids that share the first place."""
        shared = tuple(b for b in self.ranked if b.result and b.result.rank == 1)
        return shared if len(shared) > 1 else ()

    def of(self, code: str | None) -> AssessedBid | None:
        """The bid of this vendor, in or out."""
        return next((b for b in self.all if b.code == code), None)


def answers_by_number(case: CustomerCase, bid: Bid) -> dict[str, RequirementResponse]:
    """A bid's answers to the case's live requirements, K-01 and on. No answer fetches a requirement by itself."""
    live = {requirement.id or id(requirement): requirement.code for requirement in case.requirements}
    found = {response.requirement_id or id(response.requirement): response for response in bid.responses}
    return {live[key]: response for key, response in found.items() if key in live}


def rated_requirements(case: CustomerCase) -> list[Requirement]:
    """The requirements that are scored: all but "IKKE NU"."""
    return [r for r in case.requirements if r.priority is not Priority.WONT]


def granted_waivers(case: CustomerCase) -> list[tuple[str, str]]:
    """(vendor's number, requirement's number) of every waiver with a name, a day and a reason."""
    return [(w.vendor.code, w.requirement.code) for w in case.waivers if _complete(w) and w.vendor and w.requirement]


def prices(bid: Bid, growth: Growth = TODAY) -> Prices:
    """What the bid costs when the customer has grown so much, with nothing for what is not filled in yet."""
    return Prices(
        one_off=tuple(grown(line.amount_dkk or 0, line.scales_with, growth) for line in bid.one_off_lines),
        annual=tuple(grown(line.amount_dkk or 0, line.scales_with, growth) for line in bid.annual_lines),
        adjustment_pct=bid.annual_price_adjustment_pct or 0,
        internal_hours=bid.internal_hours or 0,
        exit_cost=bid.exit_cost_dkk or 0,
    )


@once
def assess(case: CustomerCase) -> Assessment:
    """Score and rank the case's bids. An empty case gives an empty assessment."""
    answers = scored_answers(case, tallies(case))
    criteria = tuple(method.Criterion(c.code, c.weight, c.method) for c in case.criteria)
    waived = granted_waivers(case)
    demo = demo_marks.that_count(case)
    bids = [
        _assessed(case, bid, answers.get(bid.vendor.code, []), waived, demo_marks.of_vendor(demo, bid.vendor.code))
        for bid in case.bids
        if bid.vendor.deleted_at is None and (bid.product or bid.price_lines or bid.vendor.code in answers)
    ]
    counted = [b for b in bids if not b.missing_waivers and not _is_out(b)]
    weighted = case.tender.weighted
    zero_at = case.evaluation.price_zero_at_pct_above_lowest
    facts = [b.facts for b in counted]
    results = method.evaluate(criteria, facts, zero_at_pct=zero_at) if weighted else method.lowest_price(facts)
    by_code = {b.code: b for b in counted}
    return Assessment(
        ranked=tuple(_with_result(by_code[r.vendor_id], r) for r in results),
        excluded=tuple(b for b in bids if b.code not in by_code),
        criteria=criteria,
        zero_at_pct=zero_at,
        weighted=weighted,
    )


def _is_out(bid: AssessedBid) -> bool:
    return bool(bid.bid.excluded_reason) or bid.vendor.invitation_status is InvitationStatus.EXCLUDED


def _complete(waiver: Waiver) -> bool:
    return bool(waiver.granted_by and waiver.granted_on and waiver.reason)


def _with_result(bid: AssessedBid, result: method.VendorResult) -> AssessedBid:
    return AssessedBid(bid.bid, bid.tco, bid.facts, bid.over_budget, bid.missing_waivers, result)


def _assessed(
    case: CustomerCase,
    bid: Bid,
    answers: Sequence[method.ScoredAnswer],
    waived: Sequence[tuple[str, str]],
    demo: Sequence[int],
) -> AssessedBid:
    years = case.evaluation.tco_years
    rate = case.evaluation.internal_hourly_rate_dkk
    total = tco(prices(bid), years=years, hourly_rate=rate)
    first_year = sum(line.amount_dkk or 0 for line in bid.annual_lines)
    needs = case.needs_description
    facts = method.BidFacts(
        vendor_id=bid.vendor.code,
        tco_total=total.total,
        answers=answers,
        sub_scores=_sub_scores(case, bid.vendor),
        demo_scores=demo,
        one_off=total.one_off,
        annual=first_year,
    )
    over = method.over_budget(
        one_off=total.one_off,
        annual=first_year,
        budget_one_off=needs.budget_one_off_dkk,
        budget_annual=needs.budget_annual_dkk,
    )
    return AssessedBid(bid, total, facts, over, method.missing_waivers(facts, waived))


def _sub_scores(case: CustomerCase, vendor: Vendor) -> dict[str, list[Number]]:
    found: dict[str, list[Number]] = {}
    for sub in case.sub_scores:
        if sub.vendor is vendor and sub.score is not None:
            found.setdefault(sub.criterion.code, []).append(sub.score)
    return found
