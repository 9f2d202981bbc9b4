"""What the bids cost when the customer grows, as the result page shows it (DOMAIN F4)."""

from dataclasses import dataclass

from itstart.documents.danish import kroner
from itstart.documents.line_charts import VendorLine
from itstart.rules.growth import HIGHEST, LOWEST, Growth, cheapest, sentence, times
from itstart.rules.tco import Tco, tco
from itstart.rules.terms import ScalesWith
from itstart.services.evaluation import Result
from itstart.steps.selection.assessment import AssessedBid, prices
from itstart.steps.selection.wording import join

AXES = {
    ScalesWith.USERS: ("Totaløkonomi efter antal brugere", "mange brugere"),
    ScalesWith.VOLUME: ("Totaløkonomi efter omsætning", "stor omsætning"),
}


@dataclass(frozen=True)
class GrownBid:
    """A bid today and after the growth, in whole kroner; `rank` is its place by price then."""

    bid: AssessedBid
    today: int
    then: int
    first_year: int
    rank: int

    @property
    def more(self) -> int:
        """What the growth costs."""
        return self.then - self.today


class Grown:
    """All bids with prices at a chosen growth: who is cheapest now, then, and where it turns."""

    def __init__(self, result: Result, growth: Growth) -> None:
        self.result = result
        self.growth = growth
        self.years = result.years
        self._bids = result.by_cost()

    def _tco(self, bid: AssessedBid, growth: Growth) -> Tco:
        rate = self.result.case.evaluation.internal_hourly_rate_dkk
        return tco(prices(bid.bid, growth), years=self.years, hourly_rate=rate)

    def _total(self, bid: AssessedBid, growth: Growth) -> int:
        return self.result.cost(self._tco(bid, growth))

    def bids(self) -> list[GrownBid]:
        """The bids, cheapest after the growth first; equal prices share a place."""
        grown = [(bid, self._tco(bid, self.growth)) for bid in self._bids]
        totals = sorted(self.result.cost(found) for _, found in grown)
        made = [
            GrownBid(
                bid,
                self.result.cost(bid.tco),
                self.result.cost(found),
                found.annual[0] if found.annual else 0,
                totals.index(self.result.cost(found)) + 1,
            )
            for bid, found in grown
        ]
        return sorted(made, key=lambda one: one.then)

    def axes(self) -> list[ScalesWith]:
        """What at least one price line follows."""
        followed = {line.scales_with for bid in self._bids for line in bid.bid.price_lines}
        return [axis for axis in AXES if axis in followed]

    def unmarked(self) -> list[str]:
        """The firms whose every price is fixed, where others' are not: is that so, or has nobody asked?"""
        fixed = [
            self.result.names.of(bid)
            for bid in self._bids
            if all(line.scales_with is ScalesWith.FIXED for line in bid.bid.price_lines)
        ]
        return fixed if self.axes() else []

    def verdict(self) -> str:
        """Who is cheapest at the chosen growth, and by how much."""
        found = self.bids()
        if not found:
            return ""
        firsts = [one for one in found if one.rank == 1]
        rest = found[len(firsts) :]
        who = join(self.result.names.of(one.bid) for one in firsts)
        said = f"{self._grown_words()} er {who} billigst: {kroner(firsts[0].then)} over {self.years} år"
        if rest:
            said += f", {kroner(rest[0].then - firsts[0].then)} mindre end {self.result.names.of(rest[0].bid)}"
        return f"{said}."

    def _grown_words(self) -> str:
        if self.growth.is_today:
            return "Som I er i dag,"
        parts = []
        if self.growth.users != 1:
            parts.append(f"{times(self.growth.users)} mange brugere")
        if self.growth.volume != 1:
            parts.append(f"{times(self.growth.volume)} stor omsætning")
        return f"Med {join(parts)}"

    def turns(self, axis: ScalesWith) -> str:
        """Who is cheapest when along one axis, the other as it is chosen."""
        names = {bid.code: self.result.names.of(bid) for bid in self._bids}
        ends = {bid.code: self._ends(bid, axis) for bid in self._bids}
        return sentence(cheapest(ends), names, AXES[axis][1])

    def _ends(self, bid: AssessedBid, axis: ScalesWith) -> tuple[int, int]:
        low, high = (self._total(bid, self.growth.with_factor(axis, factor)) for factor in (LOWEST, HIGHEST))
        return low, high

    def lines(self, axis: ScalesWith) -> list[VendorLine]:
        """A line for each vendor in the case's order, as the charts' styles are; no points for one without prices."""
        by_code = {bid.code: bid for bid in self._bids}
        made = []
        for vendor in self.result.case.vendors:
            bid = by_code.get(vendor.code)
            low, high = self._ends(bid, axis) if bid else (0, 0)
            points = ((float(LOWEST), float(low)), (float(HIGHEST), float(high))) if bid else ()
            made.append(VendorLine(self.result.names[vendor.code], points))
        return made
