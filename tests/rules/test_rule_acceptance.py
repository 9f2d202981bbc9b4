"""The verdict of the acceptance test (DOMAIN B7, 8.1 and 8.4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules.acceptance import Result, State, check_go_live, latest, reasons, verdict
from itstart.rules.terms import Outcome

P, A, B, C = Outcome.PASSED, Outcome.A_ERROR, Outcome.B_ERROR, Outcome.C_ERROR
MUSTS = ("K-01", "K-02")
GO_LIVE = date(2027, 1, 4)


def results(*pairs: tuple[str, Outcome]) -> list[Result]:
    return [Result(code, outcome) for code, outcome in pairs]


@pytest.mark.parametrize(
    ("pairs", "max_b", "state"),
    [
        ([], 3, State.NOT_BEGUN),
        ([("K-01", P)], 3, State.UNDER_WAY),
        ([("K-01", P), ("K-02", P)], 3, State.PASSED),
        ([("K-01", P), ("K-02", A)], 3, State.FAILED),
        ([("K-01", A)], 3, State.FAILED),
        ([("K-01", B), ("K-02", P)], 1, State.PASSED),
        ([("K-01", B), ("K-02", P)], 0, State.FAILED),
        ([("K-01", B), ("K-02", B), ("", B), ("K-09", B)], 3, State.FAILED),
        ([("K-01", C), ("K-02", C), ("", C)], 0, State.PASSED),
        ([("K-01", P), ("K-02", P), ("", A)], 3, State.FAILED),
        ([("K-01", A), ("K-02", P), ("K-01", P)], 3, State.PASSED),
        ([("K-01", P), ("K-02", P), ("K-01", A)], 3, State.FAILED),
    ],
)
def test_the_verdict(pairs: list[tuple[str, Outcome]], max_b: int, state: State) -> None:
    found = verdict(MUSTS, results(*pairs), max_b=max_b)
    assert found.state is state
    assert found.passed is (state is State.PASSED)
    assert bool(reasons(found)) is (state is not State.PASSED)


def test_the_reasons_say_what_is_wrong() -> None:
    found = verdict([f"K-{n:02d}" for n in range(1, 12)], results(("K-01", A), ("", B), ("", B)), max_b=1)
    assert reasons(found) == [
        "Der er 1 A-fejl. Ingen er tilladt.",
        "Der er 2 B-fejl. Højst 1 er tilladt.",
        "10 SKAL-krav er ikke prøvet: K-02, K-03, K-04, K-05, K-06, K-07, K-08, K-09 og 2 mere.",
    ]


@pytest.mark.parametrize(
    ("today", "told"),
    [(date(2026, 12, 1), False), (date(2026, 12, 20), False), (date(2026, 12, 21), True), (date(2027, 2, 1), True)],
)
def test_going_live_untested_is_warned_when_it_is_near(today: date, told: bool) -> None:
    found = verdict(MUSTS, results(("K-01", P)), max_b=3)
    said = check_go_live(found, go_live_on=GO_LIVE, where="MS-7", today=today)
    assert bool(said) is told
    for finding in said:
        assert not finding.blocks
        assert finding.where == "MS-7"
        assert "4. januar 2027" in finding.message
        assert "K-02" in finding.message


def test_going_live_after_a_passed_test_or_without_a_date_is_not_warned() -> None:
    passed = verdict(MUSTS, results(("K-01", P), ("K-02", P)), max_b=3)
    assert check_go_live(passed, go_live_on=GO_LIVE, where="MS-7", today=GO_LIVE) == []
    begun = verdict(MUSTS, [], max_b=3)
    assert check_go_live(begun, go_live_on=None, where="", today=GO_LIVE) == []
    assert "Den er ikke begyndt" in check_go_live(verdict([], [], max_b=3), go_live_on=GO_LIVE, where="MS-7",
                                                  today=GO_LIVE)[0].message  # fmt: skip


RESULTS = st.lists(
    st.builds(Result, st.sampled_from(["", "K-01", "K-02", "K-03"]), st.sampled_from(list(Outcome))), max_size=12
)


@given(found=RESULTS, max_b=st.integers(0, 5))
def test_a_passed_test_has_no_a_error_and_everything_is_tested(found: list[Result], max_b: int) -> None:
    said = verdict(MUSTS, found, max_b=max_b)
    if said.passed:
        assert said.a_errors == 0
        assert said.b_errors <= max_b
        assert said.untested == ()
    assert len([r for r in latest(found) if r.requirement]) == len({r.requirement for r in found if r.requirement})


@given(found=RESULTS, max_b=st.integers(0, 5))
def test_an_a_error_more_never_passes_the_test(found: list[Result], max_b: int) -> None:
    assert verdict(MUSTS, [*found, Result("", A)], max_b=max_b).state is State.FAILED
