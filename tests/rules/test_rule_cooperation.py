"""Evaluations, norms and talks as pure rules."""

from datetime import date
from decimal import Decimal

import pytest

from itstart.rules.cooperation import (
    INTERVIEW,
    average,
    check_norms,
    check_talk,
    check_words,
    choices_told,
    criteria_of,
    is_due,
)

TODAY = date(2026, 11, 26)


def test_an_evaluation_says_how_it_went_and_what_comes_next() -> None:
    found = check_words(course=" ", future="", on=date(2026, 11, 27), today=TODAY)
    assert [one.where for one in found] == ["course", "future_cooperation", "evaluated_on"]
    assert check_words(course="Godt", future="Igen", on=TODAY, today=TODAY) == []


def test_the_mean_has_one_decimal_and_may_be_missing() -> None:
    assert average([4, 5, 4]) == Decimal("4.3")
    assert average([]) is None


def test_criteria_are_lines_without_blanks_and_repetitions() -> None:
    assert criteria_of(" Uvildig \n\nUvildig\nHolder  tiden") == ["Uvildig", "Holder tiden"]


@pytest.mark.parametrize(
    ("criteria", "minimum", "where"),
    [
        ([], Decimal(3), "criteria"),
        (["x"] * 11, Decimal(3), "criteria"),
        (["x" * 121], Decimal(3), "criteria"),
        (["x"], Decimal("0.9"), "minimum_rating"),
        (["x"], None, "minimum_rating"),
    ],
)
def test_norms_nobody_can_use(criteria: list[str], minimum: Decimal | None, where: str) -> None:
    assert [one.where for one in check_norms(criteria, minimum)] == [where]


def test_a_talk_is_planned_then_held_with_minutes() -> None:
    assert check_talk(planned_on=TODAY, held_on=None, minutes="", today=TODAY) == []
    assert [one.where for one in check_talk(planned_on=None, held_on=None, minutes="", today=TODAY)] == ["planned_on"]
    late = check_talk(planned_on=TODAY, held_on=date(2026, 12, 1), minutes="", today=TODAY)
    assert [one.where for one in late] == ["held_on", "minutes"]
    assert [one.where for one in check_talk(planned_on=TODAY, held_on=None, minutes="x", today=TODAY)] == ["held_on"]


@pytest.mark.parametrize(("on", "due"), [(None, False), (date(2026, 12, 4), False), (date(2026, 12, 3), True)])
def test_a_reminder_comes_a_week_before(on: date | None, due: bool) -> None:
    assert is_due(on, TODAY) is due


def test_the_statistic_is_one_neutral_sentence() -> None:
    assert choices_told(chosen=0, tied=0, same=0) == ""
    assert choices_told(chosen=3, tied=1, same=2) == (
        "1 af 3 valgte leverandører havde en oplyst relation til rådgiveren. "
        "Den samme leverandør er valgt 2 af 3 gange."
    )


@pytest.mark.parametrize(("minimum", "fits"), [("1", True), ("5", True), ("5.1", False)])
def test_the_scale_runs_from_1_to_5(minimum: str, fits: bool) -> None:
    assert (check_norms(["x"], Decimal(minimum)) == []) is fits


def test_as_many_and_as_long_criteria_as_there_is_room_for() -> None:
    assert check_norms(["x" * 120] * 10, Decimal(3)) == []


def test_a_talk_may_be_held_today() -> None:
    assert check_talk(planned_on=TODAY, held_on=TODAY, minutes="Godt", today=TODAY) == []


def test_the_interview_asks_for_all_that_a_review_is_about() -> None:
    names = [question.name for question in INTERVIEW]
    assert names == ["task", "course", "impartiality", "agreements", "outcome", "again"]
