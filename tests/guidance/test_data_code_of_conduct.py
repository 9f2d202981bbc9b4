"""The code of conduct holds the rules a helper accepts."""

import re

import pytest

from itstart.data import code_of_conduct, prose


def test_version_and_length() -> None:
    assert re.fullmatch(r"\d+\.\d+", code_of_conduct.VERSION)
    assert 700 <= len(code_of_conduct.markdown().split()) <= 950


def test_sections_are_numbered_in_order() -> None:
    numbers = re.findall(r"^## (\d+)\. ", code_of_conduct.markdown(), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert prose.to_html(code_of_conduct.markdown()).count("<h2>") == len(numbers)


@pytest.mark.parametrize(
    "rule",
    [
        "forventes at tage 15 timer",
        "højst 15.000&nbsp;kr. uden moms",
        "skrevet under på en aftale",
        "gyldigt CVR-nummer",
        "erklærer du, om du ejer",
        "Slutrapporten er en pligt",
        "gerne i to omgange",
        "fulde ansvar",
        "sparring",
        "aktivitetsplan",
        "højst to gange",
        "successag",
        "Hver part kan stoppe",
        "metoden",
        "næste handling med en dato",
    ],
)
def test_the_rules_are_there(rule: str) -> None:
    assert rule in prose.to_html(code_of_conduct.markdown())


def test_house_words() -> None:
    text = code_of_conduct.markdown()
    assert not re.search(r"venligst|!|\btrin\b|IBIZ-starthjælp", text, re.IGNORECASE)
