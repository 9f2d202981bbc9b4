"""The edges of how sure a result is: weights of nothing and of all, ties at both ends, points that are missing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from itstart.rules.evaluation import Criterion, VendorResult
from itstart.rules.sensitivity import (
    Sensitivity,
    TippingPoint,
    WeightSensitivity,
    headline,
    reweighted,
    sensitivity,
    sentence,
    stable_range,
    tie_weight,
    winner_with,
)

HALF = (50, 50)


def criteria(*weights: int, price: str = "C1") -> list[Criterion]:
    """C1, C2 and so on; one of them is the price."""
    named = [(f"C{number}", weight) for number, weight in enumerate(weights, 1)]
    return [Criterion(name, weight, "price_linear" if name == price else "demo_scores") for name, weight in named]


def result(
    vendor: str, *scores: int | None, total: str | None = "0", tco: int = 100, rank: int | None = None
) -> VendorResult:
    known = {f"C{n}": None if score is None else Decimal(score) for n, score in enumerate(scores, 1)}
    return VendorResult(vendor, known, None if total is None else Decimal(total), tco, rank)


def row(*ties: int, name: str = "C1", base: int = 30) -> WeightSensitivity:
    points = tuple(TippingPoint(f"V-{n}", Fraction(tie)) for n, tie in enumerate(ties, 2))
    return WeightSensitivity(name, base, {"0": "V-1"}, points)


@pytest.mark.parametrize(
    ("weights", "new", "moved"),
    [(HALF, 80, [80, 20]), ((100, 0, 0), 40, [40, 30, 30]), ((20, 60, 20), 60, [60, 30, 10])],
)
def test_the_others_share_what_is_left(weights: tuple[int, ...], new: int, moved: list[int]) -> None:
    assert [one.weight for one in reweighted(criteria(*weights), "C1", new)] == moved


@pytest.mark.parametrize(
    ("first", "other", "tie"),
    [
        ((0, 100), (100, 0), 50),
        ((None, 100), (100, 0), 50),
        ((0, 100), (100, None), 50),
        ((1, 201), (0, 0), None),
        ((50, 60), (60, 60), 0),
        ((60, 70), (60, 40), 100),
        ((70, 80), (60, 40), None),
        ((80, 70), (40, 60), None),
        ((70, 70), (60, 60), None),
    ],
)
def test_where_two_are_alike(first: tuple[int | None, ...], other: tuple[int | None, ...], tie: int | None) -> None:
    assert tie_weight(criteria(*HALF), "C1", result("V-1", *first), result("V-2", *other)) == tie
    assert tie_weight(criteria(100), "C1", result("V-1", 1), result("V-2", 2)) is None


def test_points_that_are_missing_leave_nobody_first() -> None:
    known, missing = result("V-1", 50, 50), result("V-2", None, 50)
    found = [winner_with(criteria(*HALF), results) for results in ([known], [known, missing], [missing], [])]
    assert found == ["V-1", None, None, None]


def test_a_weight_is_moved_no_further_than_nothing_and_everything() -> None:
    results = [result("V-1", 100, 50, total="52.5", rank=1), result("V-2", 0, 50, total="47.5", rank=2)]
    low, high = sensitivity(criteria(5, 95), results, zero_at_pct=50).by_weight
    assert dict(low.winner_by_delta) == {"-10": None, "-5": None, "0": "V-1", "+5": "V-1", "+10": "V-1"}
    assert dict(high.winner_by_delta) == {"-10": "V-1", "-5": "V-1", "0": "V-1", "+5": None, "+10": None}
    assert [point.vendor_id for point in low.tipping_points] == ["V-2"]


def test_the_others_stand_by_number() -> None:
    results = [result(vendor, 50, 50, rank=rank) for vendor, rank in (("V-10", 3), ("V-1", 1), ("V-2", 2))]
    found = sensitivity(criteria(*HALF), results, zero_at_pct=50).by_weight[0].tipping_points
    assert [point.vendor_id for point in found] == ["V-2", "V-10"]


@pytest.mark.parametrize(
    ("totals", "lead"), [(["70.5", "80"], "9.5"), (["80"], None), (["80", "70", None], None), ([], None)]
)
def test_the_lead_is_from_first_to_second(totals: list[str | None], lead: str | None) -> None:
    results = [result(f"V-{number}", 1, 1, total=total) for number, total in enumerate(totals, 1)]
    found = sensitivity(criteria(*HALF), results, zero_at_pct=50).lead_points
    assert found == (None if lead is None else Decimal(lead))


@pytest.mark.parametrize(
    ("total", "price", "tco", "weights", "room"),
    [
        ("90", 80, 110, HALF, 40),
        ("90.1", 80, 110, HALF, None),
        ("90", None, 110, HALF, None),
        ("90", 80, 100, HALF, None),
        ("90", 80, 101, HALF, 40),
        ("50.3", 80, 110, (1, 99), 15),
        ("50.3", 80, 110, (0, 100), None),
    ],
)
def test_how_much_dearer_the_first_may_become(
    total: str, price: int | None, tco: int, weights: tuple[int, int], room: int | None
) -> None:
    results = [result("V-1", price, 100, total=total, tco=tco, rank=1), result("V-2", 100, 0, total="50", rank=2)]
    found = sensitivity(criteria(*weights), results, zero_at_pct=50)
    assert found.winner_tco_increase_until_tie == room


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ((30,), "Vinderen er den samme, uanset hvor meget demo vægter."),
        ((29, 31), "Resultatet er meget tæt: Selv en lille ændring af vægten på demo kan vende det."),
        ((28, 32), "Vinderen er den samme, så længe vægten på demo er mellem 29 og 31 %."),
    ],
)
def test_a_narrow_range_is_said_as_it_is(ties: tuple[int, ...], said: str) -> None:
    assert sentence(row(*ties), "demo") == said
    assert stable_range(row(30)) == (None, None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((row(40), row(28, name="C2"), row(25, 90, name="C3")), "mindst 29 %."),
        ((row(33), row(28, 34, name="C2")), "mellem 29 og 33 %."),
        ((row(), row(95, name="C2")), "højst 94 %."),
        ((row(), row(name="C2")), "uanset hvilket kriterium der får mere eller mindre vægt."),
    ],
)
def test_the_nearest_tie_is_the_headline(rows: tuple[WeightSensitivity, ...], said: str) -> None:
    found = Sensitivity(rows, {}, None, None)
    assert headline(found, {"C1": "pris", "C2": "demo", "C3": "krav"}).endswith(said)


@pytest.mark.parametrize(
    ("winners", "robust"),
    [(["V-1", "V-1"], True), (["V-1", "V-2"], False), (["V-1", None], False), ([None, None], False)],
)
def test_robust_is_the_same_winner_everywhere(winners: list[str | None], robust: bool) -> None:
    rows = tuple(WeightSensitivity(f"C{n}", 50, {"0": winner}, ()) for n, winner in enumerate(winners))
    assert Sensitivity(rows, {}, None, None).is_robust is robust


def test_scenarios_without_price_and_with_price_alone() -> None:
    results = [result("V-1", 100, 0), result("V-2", 0, 90)]
    found = sensitivity(criteria(*HALF), results, zero_at_pct=50).scenarios
    assert found == {"lige_vaegte": "V-1", "kun_pris": "V-1", "uden_pris": "V-2"}
    same_price = [result("V-1", 50, 0), result("V-2", 50, 90)]
    assert sensitivity(criteria(*HALF), same_price, zero_at_pct=50).scenarios["kun_pris"] is None
    same_rest = [result("V-1", 100, 50), result("V-2", 0, 50)]
    assert sensitivity(criteria(*HALF), same_rest, zero_at_pct=50).scenarios["uden_pris"] is None
    uneven = sensitivity(criteria(10, 90), results, zero_at_pct=50).scenarios
    assert uneven == {"lige_vaegte": "V-1", "kun_pris": "V-1", "uden_pris": "V-2"}
    plain = sensitivity(criteria(10, 90, price=""), results, zero_at_pct=50).scenarios
    assert plain == {"lige_vaegte": "V-1", "kun_pris": None, "uden_pris": "V-2"}
