"""What prices become when the customer grows, and who is cheapest when."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.growth import (
    FACTORS,
    HIGHEST,
    LOWEST,
    TODAY,
    Growth,
    Stretch,
    cheapest,
    chosen,
    grown,
    sentence,
    times,
    value,
)
from itstart.rules.tco import Prices, tco
from itstart.rules.terms import ScalesWith

NAMES = {"V-1": "Limfjord", "V-2": "Kongeå", "V-3": "Sydhavn"}
amounts = st.integers(0, 10_000_000)
factors = st.fractions(LOWEST, HIGHEST, max_denominator=20)
totals = st.dictionaries(
    st.sampled_from(["V-1", "V-2", "V-3", "V-10"]), st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1
)


@pytest.mark.parametrize(
    ("amount", "scales", "growth", "expected"),
    [
        (118_080, ScalesWith.USERS, Growth(Fraction(2)), 236_160),
        (118_080, ScalesWith.VOLUME, Growth(Fraction(2)), 118_080),
        (118_080, ScalesWith.FIXED, Growth(Fraction(3), Fraction(3)), 118_080),
        (37_441, ScalesWith.VOLUME, Growth(volume=Fraction(1, 2)), 18_721),
        (1, ScalesWith.USERS, Growth(Fraction(5, 4)), 1),
        (2, ScalesWith.USERS, Growth(Fraction(5, 4)), 3),
        (0, ScalesWith.USERS, Growth(Fraction(3)), 0),
    ],
)
def test_a_line_follows_what_it_follows(amount: int, scales: ScalesWith, growth: Growth, expected: int) -> None:
    assert grown(amount, scales, growth) == expected


def test_factor_1_gives_the_golden_totals(example: dict[str, Any]) -> None:
    for bid in example["bids"]:
        for scales in ScalesWith:
            prices = Prices(
                one_off=[grown(line["amount"], scales, TODAY) for line in bid["one_off_lines"]],
                annual=[grown(line["amount_per_year"], scales, TODAY) for line in bid["annual_lines"]],
                adjustment_pct=bid["annual_price_adjustment_pct"],
                internal_hours=bid["internal_hours"],
                exit_cost=bid["exit_cost"],
            )
            assert tco(prices, years=5, hourly_rate=450).total == bid["tco"]["total"]


@given(amount=amounts, scales=st.sampled_from(ScalesWith), small=factors, more=factors)
def test_more_growth_never_makes_a_price_smaller(
    amount: int, scales: ScalesWith, small: Fraction, more: Fraction
) -> None:
    low, high = sorted((small, more))
    assert grown(amount, scales, Growth(low, low)) <= grown(amount, scales, Growth(high, high))
    assert grown(amount, scales, Growth(Fraction(1), Fraction(1))) == amount


@pytest.mark.parametrize("sent", ["", "0.4", "4", "1,5", "x", "1e0", "nan", "2.0"])
def test_only_what_is_offered_can_be_chosen(sent: str) -> None:
    assert chosen(sent) == 1


def test_every_factor_comes_back_as_it_was_sent() -> None:
    assert [chosen(value(factor)) for factor in FACTORS] == list(FACTORS)
    assert (FACTORS[0], FACTORS[-1]) == (LOWEST, HIGHEST)


@pytest.mark.parametrize(
    ("ends", "found", "said"),
    [
        ({}, [], ""),
        (
            {"V-1": (100, 100), "V-2": (150, 200)},
            [Stretch(LOWEST, "V-1")],
            "Limfjord er billigst, både med halvt så mange brugere og med tre gange så mange brugere.",
        ),
        (  # 100 + 100 (f - 0.5) meets 250 at f = 2
            {"V-1": (100, 350), "V-2": (250, 250)},
            [Stretch(LOWEST, "V-1"), Stretch(Fraction(2), "V-2")],
            "Limfjord er billigst, indtil I får dobbelt så mange brugere. Derefter er det Kongeå.",
        ),
        (  # all three meet at f = 1.5: the flattest line is cheapest after that
            {"V-1": (0, 500), "V-2": (100, 350), "V-3": (200, 200)},
            [Stretch(LOWEST, "V-1"), Stretch(Fraction(3, 2), "V-3")],
            None,
        ),
        (
            {"V-1": (100, 200), "V-2": (100, 200)},
            [Stretch(LOWEST, "V-1", ("V-1", "V-2"))],
            None,
        ),
        ({"V-10": (100, 200), "V-2": (100, 200)}, [Stretch(LOWEST, "V-2", ("V-2", "V-10"))], None),
        ({"V-1": (100, 300), "V-2": (100, 200)}, [Stretch(LOWEST, "V-2")], None),  # a tie at the start only
        ({"V-1": (100, 200), "V-2": (300, 200)}, [Stretch(LOWEST, "V-1")], None),  # a tie at the end only
    ],
)
def test_who_is_cheapest_when(ends: dict[str, tuple[int, int]], found: list[Stretch], said: str | None) -> None:
    got = cheapest(ends)
    assert got == found
    if said is not None:
        assert sentence(got, NAMES, "mange brugere") == said


def test_a_tie_all_the_way_is_said() -> None:
    said = sentence(cheapest({"V-1": (100, 200), "V-2": (100, 200)}), NAMES, "mange brugere")
    assert said.startswith("Limfjord og Kongeå er billigst (de står lige), både med halvt så mange brugere")


def test_three_in_turn() -> None:
    got = cheapest({"V-1": (0, 500), "V-2": (50, 300), "V-3": (210, 210)})
    assert [(stretch.vendor_id, stretch.start) for stretch in got] == [
        ("V-1", LOWEST),
        ("V-2", Fraction(1)),
        ("V-3", Fraction(21, 10)),
    ]
    assert sentence(got, NAMES, "mange brugere") == (
        "Limfjord er billigst, indtil I får lige så mange brugere. Derefter er det Kongeå, indtil I får 2,1 gange så "
        "mange brugere. Derefter er det Sydhavn."
    )


@given(ends=totals, factor=factors)
def test_nobody_is_cheaper_than_who_is_said_to_be(ends: dict[str, tuple[int, int]], factor: Fraction) -> None:
    def total(vendor: str) -> Fraction:
        low, high = ends[vendor]
        return low + (high - low) * (factor - LOWEST) / (HIGHEST - LOWEST)

    found = cheapest(ends)
    assert found[0].start == LOWEST
    assert [stretch.start for stretch in found] == sorted({stretch.start for stretch in found})
    here = [stretch for stretch in found if stretch.start <= factor][-1]
    assert total(here.vendor_id) == min(total(vendor) for vendor in ends)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (0.5, "halvt så"),
        (1.02, "lige så"),
        (2, "dobbelt så"),
        (3, "tre gange så"),
        (1.55, "1,6 gange så"),
        (1.25, "1,25 gange så"),
        (2.75, "2,75 gange så"),
    ],
)
def test_a_factor_in_words(factor: float, words: str) -> None:
    assert times(factor) == words


def test_another_growth_of_one_kind() -> None:
    assert Growth().is_today
    users = Growth().with_factor(ScalesWith.USERS, Fraction(2))
    assert (users.users, users.volume, users.is_today) == (Fraction(2), Fraction(1), False)
    volume = users.with_factor(ScalesWith.VOLUME, Fraction(3))
    assert (volume.users, volume.volume) == (Fraction(2), Fraction(3))
