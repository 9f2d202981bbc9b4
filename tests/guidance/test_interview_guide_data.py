"""The questions of the interview guide: a file for each kind of IT, in the house's words."""

import tomllib
from pathlib import Path

import pytest

from itstart.data.interview_guide import FOLDER, themes
from itstart.rules.terms import Category
from tests.guidance.test_guidance import FORBIDDEN_WORDS

FILES = sorted(FOLDER.glob("*.toml"))


def test_every_category_has_a_file_and_no_file_has_none() -> None:
    assert {path.stem for path in FILES} == {str(category) for category in Category}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_three_themes_of_questions(path: Path) -> None:
    found = themes(path.stem)
    assert len(found) >= 1
    for theme in found:
        assert theme.title
        assert theme.title[0].isupper()
        assert 2 <= len(theme.questions) <= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_questions_are_short_and_danish(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    words = text.lower().replace('"', " ").replace(",", " ").replace(".", " ").split()
    assert not set(words) & set(FORBIDDEN_WORDS) - {"input"}
    for theme in themes(path.stem):
        for question in theme.questions:
            assert question.endswith("?"), question
            assert len(question.split()) <= 20, question


def test_nothing_is_asked_twice_and_the_files_hold_nothing_else() -> None:
    asked = [question for path in FILES for theme in themes(path.stem) for question in theme.questions]
    assert len(asked) == len(set(asked))
    for path in FILES:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(found) == {"theme"}
        assert all(set(theme) == {"title", "questions"} for theme in found["theme"])


def test_an_unknown_category_has_no_themes() -> None:
    assert themes("findes-ikke") == ()
