"""The result of the evaluation in words, tables and figures, as the pages show it (DOMAIN B5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from itstart.documents.charts import CostRow, ScoreRow, Segment
from itstart.documents.danish import amount, kroner, number, percent, score
from itstart.documents.line_charts import VendorLine
from itstart.models import CustomerCase
from itstart.rules.evaluation import total_score
from itstart.rules.sensitivity import DELTAS, WeightSensitivity, headline, reweighted
from itstart.rules.tco import Tco
from itstart.rules.terms import CriterionMethod
from itstart.steps.selection.anonymous import shown_names
from itstart.steps.selection.assessment import AssessedBid, Assessment, assess
from itstart.steps.selection.remarks import price_margin
from itstart.steps.selection.wording import Names, join, points
from itstart.steps.shared_documents import lower_first

SHORT = {
    CriterionMethod.REQUIREMENT_FIT: "Krav",
    CriterionMethod.PRICE_LINEAR: "Økonomi",
    CriterionMethod.DEMO_SCORES: "Demo",
}
SHORT_LETTERS = 8
SCENARIOS = (
    ("Alle kriterier vægter lige", "lige_vaegte"),
    ("Kun pris", "kun_pris"),
    ("Uden pris", "uden_pris"),
)


@dataclass(frozen=True)
class Flag:
    """A word beside a bid; kind is done, miss, stop or "" for a plain remark."""

    text: str
    kind: str


@dataclass(frozen=True)
class Turn:
    """One criterion: its weight in percent, and where the winner changes ("Sydhavn, ved 83 %"), "" for nowhere."""

    title: str
    weight: int
    change: str
    winners: Sequence[str]


class Result:
    """A case's assessment with everything its page says about it."""

    def __init__(self, case: CustomerCase, *, own_time: bool = True) -> None:
        """`own_time` says whether the costs are shown with the customer's own hours; points always are."""
        self.case = case
        self.own_time = own_time
        self.found: Assessment = assess(case)
        self.names = Names(case, shown_names(case))
        self.years = case.evaluation.tco_years

    @property
    def bids(self) -> tuple[AssessedBid, ...]:
        """Every bid: those that count, best first, then those that are out."""
        return self.found.all

    @property
    def complete(self) -> bool:
        """Whether every bid that counts has its rank."""
        return bool(self.found.ranked) and all(bid.result and bid.result.rank for bid in self.found.ranked)

    # ---- words ---------------------------------------------------------------------------------------

    def verdict(self) -> list[str]:
        """Who is best, by how much, and for how long it holds; a tie is said as a tie."""
        found, first = self.found, self.found.first
        if not self.complete:
            return []
        if found.tied:
            return [self._tie()]
        if first is None:
            return []
        if not found.weighted:
            cheapest = f"{self.names.of(first)} er billigst: {kroner(first.tco.total)} over {self.years} år."
            return [cheapest, *filter(None, [price_margin(found, self.names)])]
        lead = found.sensitivity.lead_points if found.sensitivity else None
        ahead = f" og fører med {score(lead)}" if lead is not None else ""
        said = [f"{self.names.of(first)} er bedst med {points(first)} point{ahead}."]
        return [*said, self.holds()] if self.holds() else said

    def _tie(self) -> str:
        tied = self.found.tied
        what = f"{points(tied[0])} point" if self.found.weighted else kroner(tied[0].tco.total)
        who = join(self.names.of(bid) for bid in tied)
        return f"{who} står lige med {what.removesuffix('.')}. Kunden vælger og skriver en begrundelse."

    def holds(self) -> str:
        """The weight that matters most to the result, in a sentence."""
        if self.found.sensitivity is None:
            return ""
        return headline(self.found.sensitivity, {c.code: lower_first(c.title) for c in self.case.criteria})

    def sureness(self) -> list[str]:
        """What other weights and a higher price would do."""
        checked, first = self.found.sensitivity, self.found.first
        if checked is None or first is None:
            return []
        who = self.names.of(first)
        robust = "vinder også, hvis en hvilken som helst vægt flyttes 10 op eller ned."
        said = [f"{who} {robust}" if checked.is_robust else f"{who} vinder ikke ved alle de prøvede vægte."]
        rise = checked.winner_tco_increase_until_tie
        if rise is not None:
            said.append(f"Den samlede pris kan stige med {kroner(rise)}, før nummer to står lige.")
        return said

    def missing(self) -> list[str]:
        """What keeps the result from being worked out."""
        out = []
        for criterion in self.case.criteria:
            without = [
                self.names.of(bid)
                for bid in self.found.ranked
                if criterion.weight and (bid.result is None or bid.result.criterion_scores.get(criterion.code) is None)
            ]
            if without and self.found.weighted:
                out.append(f"{criterion.title or criterion.code}: {join(without)} mangler point.")
        if self.found.weighted and not self.case.criteria:
            out.append("Der er ingen kriterier endnu.")
        return out

    # ---- bids ----------------------------------------------------------------------------------------

    def flags(self, bid: AssessedBid) -> list[Flag]:
        """What the owner must know about the bid: out, over budget, on a waiver, cheap to buy and dear to own."""
        found = self._out(bid)
        needs = self.case.needs_description
        if bid.over_budget.one_off and needs.budget_one_off_dkk is not None:
            found.append(Flag(f"Engangspris {kroner(bid.tco.one_off - needs.budget_one_off_dkk)} over budget", "stop"))
        if bid.over_budget.annual:
            text = f"Drift {kroner(bid.facts.annual)} om året, budget {amount(needs.budget_annual_dkk)}"
            found.append(Flag(text, "miss"))
        waived = [a.requirement_id for a in bid.facts.answers if a.requirement_id not in {"", *bid.missing_waivers}]
        if waived:
            found.append(Flag(f"{join(waived)} på dispensation", "miss"))
        has_budget = needs.budget_one_off_dkk is not None or needs.budget_annual_dkk is not None
        if has_budget and not (bid.over_budget.one_off or bid.over_budget.annual):
            found.append(Flag("Inden for budgettet", "done"))
        if self._cheap_to_buy(bid):
            found.append(Flag("Billigst at købe, dyrest at eje", ""))
        return found

    def _out(self, bid: AssessedBid) -> list[Flag]:
        if bid not in self.found.excluded:
            return []
        if bid.missing_waivers:
            return [Flag(f"Udgår: SKAL-krav {join(bid.missing_waivers)} er ikke opfyldt", "stop")]
        return [Flag("Udgået", "stop")]

    def _cheap_to_buy(self, bid: AssessedBid) -> bool:
        others = [other for other in self.bids if other is not bid]
        return bool(others) and all(
            bid.tco.one_off < other.tco.one_off and bid.tco.total > other.tco.total for other in others
        )

    # ---- figures -------------------------------------------------------------------------------------

    def score_rows(self) -> list[ScoreRow]:
        """The stacked bars: what each criterion gives of the 100 points."""
        rows = []
        for bid in self.found.ranked:
            scores = bid.result.criterion_scores if bid.result else {}
            segments = tuple(
                Segment(c.title, float(c.weight * (scores.get(c.code) or 0)) / 100, self.short(c.method, c.title))
                for c in self.case.criteria
            )
            total = float(bid.result.total_score or 0) if bid.result else 0.0
            rows.append(ScoreRow(self.names.of(bid), segments, total))
        return rows

    @staticmethod
    def short(method: CriterionMethod, title: str) -> str:
        """A criterion's name where there is little room: "Krav", "Lev."."""
        word = (title.split() or [""])[0]
        return SHORT.get(method) or (word if len(word) <= SHORT_LETTERS else f"{word[:4]}.")

    def cost(self, found: Tco) -> int:
        """The total in kroner, with or without the customer's own time."""
        return found.total if self.own_time else found.total_without_internal

    def by_cost(self) -> list[AssessedBid]:
        """The bids with prices, cheapest total first."""
        return sorted((bid for bid in self.bids if bid.tco.total), key=lambda bid: self.cost(bid.tco))

    def cost_rows(self) -> list[CostRow]:
        """The bars of total cost, in the order of `by_cost`."""
        return [
            CostRow(
                self.names.of(bid),
                one_off=bid.tco.one_off,
                internal=bid.tco.internal if self.own_time else 0,
                running=bid.tco.annual_total,
                exit=bid.tco.exit_cost,
                total=self.cost(bid.tco),
            )
            for bid in self.by_cost()
        ]

    def price_curve(self) -> tuple[list[VendorLine], float, list[float]] | None:
        """Totals as the weight of price goes from 0 to 100 %: lines in the case's order, weight today, turns."""
        checked = self.found.sensitivity
        price = next((c for c in self.case.criteria if c.method is CriterionMethod.PRICE_LINEAR), None)
        if checked is None or price is None or len(self.case.criteria) < 2:
            return None
        ends = {weight: reweighted(self.found.criteria, price.code, weight) for weight in (0, 100)}
        lines = []
        for vendor in self.case.vendors:
            bid = next((b for b in self.found.ranked if b.code == vendor.code), None)
            scores = bid.result.criterion_scores if bid and bid.result else None
            drawn = [(float(w), float(total_score(c, scores) or 0)) for w, c in ends.items()] if scores else []
            lines.append(VendorLine(self.names[vendor.code], tuple(drawn)))
        row = next(row for row in checked.by_weight if row.criterion_id == price.code)
        turns = [float(point.tie) for point in row.tipping_points if point.tie is not None]
        return lines, float(price.weight), turns

    # ---- tables --------------------------------------------------------------------------------------

    def turns(self) -> list[Turn]:
        """Each criterion: who wins at each shift of its weight, and where the winner changes."""
        checked = self.found.sensitivity
        if checked is None:
            return []
        titles = {c.code: c.title for c in self.case.criteria}
        weights = {c.code: c.weight for c in self.case.criteria}
        return [
            Turn(
                titles[row.criterion_id],
                weights[row.criterion_id],
                self._change(row),
                [self._named(winner) for winner in row.winner_by_delta.values()],
            )
            for row in checked.by_weight
        ]

    def _change(self, row: WeightSensitivity) -> str:
        ties = [point for point in row.tipping_points if point.tie is not None]
        nearest = sorted(ties, key=lambda point: abs(float(point.tie or 0) - float(row.base_weight)))
        return join(f"{self.names[p.vendor_id]}, ved {percent(round(float(p.tie or 0)))}" for p in nearest)

    def _named(self, code: str | None) -> str:
        return self.names[code] if code else "Står lige"

    def scenarios(self) -> list[tuple[str, str]]:
        """Three other ways to look at it."""
        checked = self.found.sensitivity
        if checked is None:
            return []
        return [(label, self._named(checked.scenarios.get(key))) for label, key in SCENARIOS]

    def hours(self, bid: AssessedBid) -> str:
        """ "380 timer", or a dash."""
        return f"{number(bid.bid.internal_hours)} timer" if bid.bid.internal_hours is not None else "–"


DELTA_LABELS = tuple(f"{'+' if delta > 0 else '−' if delta < 0 else ''}{abs(delta)}" for delta in DELTAS)
