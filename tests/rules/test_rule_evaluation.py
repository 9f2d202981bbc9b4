"""Bids are scored and ranked as published: golden numbers, ties, gates and invariants."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules import evaluation
from itstart.rules.evaluation import BidFacts, Criterion, ScoredAnswer, evaluate


def as_json(result: evaluation.VendorResult) -> dict[str, Any]:
    return {
        "vendor_id": result.vendor_id,
        "criterion_scores": {k: float(v or 0) for k, v in result.criterion_scores.items()},
        "total_score": float(result.total_score or 0),
        "tco_total": result.tco_total,
        "rank": result.rank,
    }


def test_results_of_the_example_whatever_the_order(
    example: dict[str, Any], criteria: list[Criterion], bids: list[BidFacts]
) -> None:
    for order in permutations(bids):
        results = evaluate(criteria, order, zero_at_pct=50)
        assert [as_json(r) for r in results] == example["evaluation"]["results"]
    assert evaluation.winner(results) == example["evaluation"]["decision"]["vendor_id"]


def test_default_points_and_flags_of_the_example(example: dict[str, Any], bids: list[BidFacts]) -> None:
    needs = example["needs_description"]
    for bid, facts in zip(example["bids"], bids, strict=True):
        for row in bid["responses"]:
            assert evaluation.default_score(row["answer"]) == row["default_score"]
        assert [
            {"requirement_id": a.requirement_id, "answer": a.answer} for a in evaluation.unmet_must(facts.answers)
        ] == bid["unmet_must"]
        flags = evaluation.over_budget(
            one_off=bid["tco"]["one_off"],
            annual=bid["tco"]["annual"][0],
            budget_one_off=needs["budget_one_off"],
            budget_annual=needs["budget_annual"],
        )
        assert {"one_off": flags.one_off, "annual": flags.annual} == bid["over_budget"]


def test_an_unmet_must_excludes_unless_it_is_waived(bids: list[BidFacts]) -> None:
    counted, excluded = evaluation.split_excluded(bids, [])
    assert [b.vendor_id for b in counted] == ["V-1", "V-2"]
    assert evaluation.missing_waivers(excluded[0], []) == ["K-24"]
    waived = [("V-3", "K-24")]
    assert evaluation.split_excluded(bids, waived) == (bids, [])
    assert evaluation.split_excluded(bids, [("V-1", "K-24")])[1] == excluded


@pytest.mark.parametrize(
    ("total", "score"),
    [(100, "100.0"), (125, "50.0"), (150, "0.0"), (400, "0.0"), (90, "100.0"), (101, "98.0")],
)
def test_price_score_falls_in_a_line(total: int, score: str) -> None:
    assert evaluation.price_score(total, 100, 50) == Decimal(score)


def test_price_score_without_a_span_rewards_only_the_lowest() -> None:
    assert evaluation.price_score(5, 0, 50) == 0
    assert evaluation.price_score(0, 0, 50) == 100
    assert evaluation.price_score(101, 100, 0) == 0


def test_requirement_fit_leaves_out_what_is_not_for_now() -> None:
    must = ScoredAnswer("K-1", "must", "standard")
    could = ScoredAnswer("K-2", "could", "not_met")
    wont = ScoredAnswer("K-3", "wont", "not_met")
    assert evaluation.requirement_fit([must, could, wont]) == 75
    assert evaluation.requirement_fit([wont]) is None
    assert evaluation.requirement_fit([ScoredAnswer("K-1", "must", "", None)]) == 0


def test_a_tie_is_shown_as_a_tie() -> None:
    price = [Criterion("C1", 100, "price_linear")]
    bids = [BidFacts("V-10", 100), BidFacts("V-9", 100), BidFacts("V-1", 120)]
    results = evaluate(price, bids, zero_at_pct=50)
    assert [(r.vendor_id, r.rank, r.tied) for r in results] == [
        ("V-9", 1, True),
        ("V-10", 1, True),
        ("V-1", 3, False),
    ]
    assert evaluation.winner(results) is None


def test_no_ranks_before_every_score_is_given() -> None:
    criteria = [Criterion("C1", 60, "price_linear"), Criterion("C2", 40, "demo_scores")]
    bids = [BidFacts("V-1", 100, demo_scores=[5]), BidFacts("V-2", 110)]
    results = evaluate(criteria, bids, zero_at_pct=50)
    assert [r.rank for r in results] == [None, None]
    assert results[1].criterion_scores["C2"] is None
    assert evaluate([], bids, zero_at_pct=50)[0].rank is None
    assert evaluate(criteria, [], zero_at_pct=50) == []


def test_the_simple_model_takes_the_cheapest() -> None:
    results = evaluation.lowest_price([BidFacts("V-1", 120), BidFacts("V-2", 100)])
    assert [(r.vendor_id, r.rank) for r in results] == [("V-2", 1), ("V-1", 2)]


def test_an_unknown_method_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown method"):
        evaluate([Criterion("C1", 100, "guess")], [BidFacts("V-1", 1)], zero_at_pct=50)


scores = st.lists(st.integers(0, 20).map(lambda n: Decimal(n) / 4), min_size=1, max_size=4)


@st.composite
def competitions(draw: st.DrawFn) -> tuple[list[Criterion], list[BidFacts]]:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    methods = ["requirement_fit", "price_linear", "sub_scores", "demo_scores"]
    criteria = [
        Criterion(f"C{n}", weight, method)
        for n, (weight, method) in enumerate(zip(weights, methods, strict=True), start=1)
    ]
    answers = st.lists(
        st.builds(
            ScoredAnswer,
            st.just("K-1"),
            st.sampled_from(["must", "should", "could"]),
            st.sampled_from(sorted(evaluation.DEFAULT_POINTS)),
        ),
        min_size=1,
        max_size=4,
    )
    bids = [
        BidFacts(
            f"V-{n}",
            draw(st.integers(1, 3_000_000)),
            draw(answers),
            {"C3": draw(scores)},
            draw(scores),
        )
        for n in range(1, draw(st.integers(1, 5)) + 1)
    ]
    return criteria, bids


@given(competitions(), st.randoms(use_true_random=False))
def test_totals_lie_between_0_and_100_and_order_does_not_matter(
    competition: tuple[list[Criterion], list[BidFacts]], random: Any
) -> None:
    criteria, bids = competition
    results = evaluate(criteria, bids, zero_at_pct=50)
    assert all(r.total_score is not None and 0 <= r.total_score <= 100 for r in results)
    assert min(r.rank or 0 for r in results) == 1
    shuffled = random.sample(bids, len(bids))
    assert evaluate(criteria[::-1], shuffled, zero_at_pct=50) == results


def test_a_total_waits_for_every_score_that_has_a_weight() -> None:
    half, all_of_it = [Criterion("a", 50, "sub_scores"), Criterion("b", 50, "sub_scores")], [Criterion("a", 100, "x")]
    assert evaluation.total_score(half, {"a": Decimal(80)}) is None
    assert evaluation.total_score(half, {"a": Decimal(80), "b": Decimal(60)}) == 70
    assert evaluation.total_score([*all_of_it, Criterion("b", 0, "x")], {"a": Decimal(80)}) == 80


def test_a_bid_costs_nothing_and_is_not_tied_until_it_is_said() -> None:
    bid, result = BidFacts("V-1", 100), evaluation.VendorResult("V-1", {}, None, 100)
    assert (bid.one_off, bid.annual) == (0, 0)
    assert not result.tied


def test_an_answer_counts_as_often_as_it_stands_for() -> None:
    yes, no = ScoredAnswer("K-1", "must", "standard", count=3), ScoredAnswer("K-2", "must", "not_met")
    assert evaluation.requirement_fit([yes, no]) == 75


def test_both_later_and_no_leave_a_must_unmet() -> None:
    answers = [ScoredAnswer(answer, "must", answer) for answer in evaluation.DEFAULT_POINTS]
    assert [answer.answer for answer in evaluation.unmet_must(answers)] == ["roadmap", "not_met"]


def test_a_price_score_has_one_decimal_like_the_others() -> None:
    assert [str(evaluation.price_score(total, 100, 0)) for total in (100, 101)] == ["100.0", "0.0"]


def test_a_total_is_rounded_from_the_sum_and_nothing_else() -> None:
    criteria = [Criterion("a", 60, "sub_scores"), Criterion("b", 40, "sub_scores")]
    assert evaluation.total_score(criteria, {"a": Decimal("79.9"), "b": Decimal(80)}) == Decimal("79.9")


@pytest.mark.parametrize(("price", "is_over"), [(1_000, False), (1_001, True)])
def test_the_frame_may_be_used_to_the_last_krone(price: int, is_over: bool) -> None:
    found = evaluation.over_budget(one_off=price, annual=price, budget_one_off=1_000, budget_annual=1_000)
    assert found == evaluation.OverBudget(is_over, is_over)
