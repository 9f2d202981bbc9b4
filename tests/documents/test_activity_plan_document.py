"""The Word annex of an activity plan: full, empty and hostile, read back."""

from datetime import date
from typing import Any

import pytest

from itstart.documents.checks import leftovers, problems, text_of
from itstart.models import ActivityPlanLine, Helper
from itstart.rules.activities import Side
from itstart.rules.goals import GoalMetric, tally
from itstart.steps.activity_plan_document import Outcome, render
from tests.documents.word_cases import HOSTILE, made

DAY = date(2026, 2, 3)
TALLY = tally(GoalMetric.CASES, 4, 1, year=2026, today=date(2026, 11, 27))


def helper(words: str) -> Helper:
    return made(Helper, company=words, adviser=words)


def line(words: str, **more: Any) -> ActivityPlanLine:
    return made(
        ActivityPlanLine,
        title=words,
        goal=words,
        proposed_side=Side.HELPER,
        due_on=DAY,
        **{"position": 1, "outcome": "", **more},
    )


def test_a_full_plan_is_read_back() -> None:
    lines = [line("Messe i Herning", agreed_by_helper_on=DAY, agreed_by_center_on=DAY), line("Oplæg")]
    content = render(helper("Hedelund ApS (fiktiv)"), 2026, lines, Outcome()).content
    said = text_of(content)
    assert not problems(content)
    for words in (
        "Aktivitetsplan 2026",
        "Hedelund ApS og IBIZ-Center",
        "Messe i Herning",
        "3. februar 2026",
        "Aftalt",
        "Foreslået",
    ):
        assert words in said.replace("\u00a0", " ")
    assert not leftovers(content)


def test_what_came_of_the_year_is_told() -> None:
    yes = {"agreed_by_helper_on": DAY, "agreed_by_center_on": DAY}
    lines = [
        line("Messe i Herning", **yes, done_on=DAY, outcome="Fem emner."),
        line("Oplæg", **yes, position=2),
        line("Fire nye kunder", **yes, position=3, metric=GoalMetric.CASES, target=4),
    ]
    content = render(helper("Hedelund ApS"), 2026, lines, Outcome(tallies={3: TALLY}, agreed=2, done=1)).content
    said = text_of(content).replace("\u00a0", " ")
    assert not problems(content)
    for words in (
        "Gennemført 3. februar 2026: Fem emner.",
        "1 af 2 aftalte aktiviteter er gennemført.",
        "1 af 4",
        "Bagud",
    ):
        assert words in said
    plain = text_of(render(helper("Hedelund ApS"), 2026, lines[1:2], Outcome(agreed=1)).content)
    assert "0 af 1 aftalt aktivitet er gennemført." in plain.replace("\u00a0", " ")
    assert "Målene i tal" not in plain
    assert "Gennemført" not in plain


def test_an_empty_plan_says_so() -> None:
    content = render(helper("Hedelund ApS"), 2026, [], Outcome()).content
    assert "Der er ikke aftalt aktiviteter for året endnu." in text_of(content)
    assert not problems(content)


@pytest.mark.parametrize("words", [HOSTILE, "x" * 2_000])
def test_hostile_words_stand_as_text(words: str) -> None:
    content = render(helper(words), 2026, [line(words, done_on=DAY)], Outcome(tallies={1: TALLY})).content
    assert not problems(content)
    assert "</w:t>" not in text_of(content) or "</w:t>" in words
