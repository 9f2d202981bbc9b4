"""The Word annex of an activity plan: full, empty and hostile, read back."""

from datetime import date
from typing import Any

import pytest

from itstart.documents.checks import leftovers, problems, text_of
from itstart.models import ActivityPlanLine, Helper
from itstart.rules.activities import Side
from itstart.steps.activity_plan_document import render
from tests.documents.word_cases import HOSTILE, made

DAY = date(2026, 2, 3)


def helper(words: str) -> Helper:
    return made(Helper, company=words, adviser=words)


def line(words: str, **more: Any) -> ActivityPlanLine:
    return made(
        ActivityPlanLine, position=1, title=words, goal=words, proposed_side=Side.HELPER, outcome="", due_on=DAY, **more
    )


def test_a_full_plan_is_read_back() -> None:
    lines = [line("Messe i Herning", agreed_by_helper_on=DAY, agreed_by_center_on=DAY), line("Oplæg")]
    content = render(helper("Hedelund ApS (fiktiv)"), 2026, lines, []).content
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


def test_an_empty_plan_says_so() -> None:
    content = render(helper("Hedelund ApS"), 2026, [], []).content
    assert "Der er ikke aftalt aktiviteter for året endnu." in text_of(content)
    assert not problems(content)


@pytest.mark.parametrize("words", [HOSTILE, "x" * 2_000])
def test_hostile_words_stand_as_text(words: str) -> None:
    content = render(helper(words), 2026, [line(words)], []).content
    assert not problems(content)
    assert "</w:t>" not in text_of(content) or "</w:t>" in words
