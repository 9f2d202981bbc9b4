"""The Udbudsmateriale: the worked example, a case on its first day, hostile text, and what vendors must not read."""

import pytest
from flask import Flask

from itstart.documents import RenderedDocument, WordTemplate
from itstart.documents.checks import problems
from itstart.exchange import import_case
from itstart.rules.terms import AwardModel
from itstart.steps.tender.documents import udbudsmateriale
from tests.documents import word_reading as reading
from tests.documents.word_cases import EXAMPLE, TODAY, empty_case, example_case, hostile_case

CHAPTERS = [
    "Invitation og tidsplan", "Om virksomheden", "Opgaven og målene", "Nuværende it og data", "Kravspecifikation",
    "Sådan svarer I", "Priser", "Plan og team", "Referencer", "Vilkår for tilbuddet", "Kriterier, vægte og beregning",
    "Demo og manuskript", "Kontraktudkast og forbehold",
]  # fmt: skip


@pytest.fixture(scope="module")
def example() -> RenderedDocument:
    return reading.rendered("udbudsmateriale", udbudsmateriale(example_case(), today=TODAY))


@pytest.fixture(scope="module")
def text(example: RenderedDocument) -> str:
    return reading.text(example.content)


def test_the_example_misses_nothing_and_is_sound(example: RenderedDocument) -> None:
    assert example.missing == ()
    assert problems(example.content) == []
    assert reading.empty_rows(example.content) == 0


def test_outline(example: RenderedDocument) -> None:
    assert reading.chapters(example.content) == CHAPTERS
    assert reading.annexes(example.content) == ["Spørgsmål og svar"]


def test_every_requirement_need_and_goal_is_there(text: str) -> None:
    for requirement in EXAMPLE["requirements"]:
        for key in ("id", "title", "text", "acceptance_criterion"):
            assert requirement[key] in text
    for need in EXAMPLE["needs_description"]["needs"]:
        assert need["title"] in text
    for goal in EXAMPLE["needs_description"]["objectives"]:
        assert goal["text"] in text


def test_every_date_of_the_schedule_is_there(text: str) -> None:
    for day in ("20. marts 2026", "31. marts 2026", "8. april 2026", "20. april 2026 kl. 12.00",
                "6.–8. maj 2026", "20. maj 2026", "31. juli 2026"):  # fmt: skip
        assert day in text


def test_criteria_codes_formula_and_examples(text: str) -> None:
    for criterion in EXAMPLE["evaluation"]["criteria"]:
        assert criterion["title"] in text
        assert f"{criterion['weight']} %" in text
    assert "100 %" in text
    for code in ("Opfyldt i standard", "Kræver tilpasning, merpris oplyses", "Opfyldes ikke"):
        assert code in text
    assert "(laveste samlede pris × 50 %)" in text
    assert "1.250.000 kr.\n25 %\n50,0" in text
    assert "besvaret N giver 70,0 point" in text
    assert "Formlen har én svaghed" in text
    assert "450 kr." in text


def test_demo_questions_and_terms(text: str) -> None:
    for scenario in EXAMPLE["tender"]["demo_scenarios"]:
        assert scenario in text
    for question in EXAMPLE["tender"]["questions"]:
        assert question["question"] in text
        assert question["answer"] in text
    assert "Vi er en privat virksomhed og er ikke omfattet af udbudsloven." in text
    assert EXAMPLE["tender"]["award_rule"] in text
    assert "Kontraktudkast med bilag" in text


def test_vendors_learn_neither_budget_nor_each_other(text: str) -> None:
    for secret in ("450.000", "175.000", "373.640", "38.000.000", "Limfjord", "Kongeå", "Sydhavn", "Bredning"):
        assert secret not in text


def test_template_and_context_have_the_same_fields() -> None:
    context = udbudsmateriale(example_case(), today=TODAY)
    corrected = {"udgaaede[].nr", "udgaaede[].titel"}  # only in a second version
    assert set(reading.paths(context)) | corrected == set(WordTemplate("udbudsmateriale").fields())


def test_a_case_on_its_first_day() -> None:
    document = reading.rendered("udbudsmateriale", udbudsmateriale(empty_case(), today=TODAY))
    assert problems(document.content) == []
    assert reading.empty_rows(document.content) == 0
    assert reading.chapters(document.content) == CHAPTERS
    assert reading.annexes(document.content) == []
    expected = {"frist for tilbud", "kriterier og vægte", "opgaver, der skal vises i demoen", "krav til løsningen"}
    assert expected <= set(document.missing)
    assert "None" not in reading.text(document.content)


def test_hostile_text_is_only_text() -> None:
    document = reading.rendered("udbudsmateriale", udbudsmateriale(hostile_case(), today=TODAY))
    words = reading.text(document.content)
    assert problems(document.content) == []
    assert "Møller & Søn <A/S>" in words
    assert "{{ 7*7 }}" in words
    assert reading.chapters(document.content) == CHAPTERS


def test_the_simple_model_replaces_criteria_and_formula() -> None:
    case = example_case()
    case.tender.award_model = AwardModel.LOWEST_PRICE
    words = reading.text(reading.rendered("udbudsmateriale", udbudsmateriale(case, today=TODAY)).content)
    assert "laveste samlede pris over 5 år blandt dem, der opfylder alle SKAL-krav" in words
    assert "Prisformel" not in words
    assert "Samlet resultat" not in words


def test_a_public_body_is_told_to_stop() -> None:
    case = example_case()
    case.tender.public_body = True
    words = reading.text(reading.rendered("udbudsmateriale", udbudsmateriale(case, today=TODAY)).content)
    assert "må ikke sendes ud, før en jurist" in words
    assert "ikke omfattet af udbudsloven. Vi kan forhandle" not in words


def test_without_a_contract_draft_the_terms_are_announced() -> None:
    case = example_case()
    case.tender.contract_draft_attached = False
    words = reading.text(reading.rendered("udbudsmateriale", udbudsmateriale(case, today=TODAY)).content)
    assert "Kontrakten skrives med den, vi vælger." in words
    assert "Kontraktudkast med bilag" not in words
    assert "Vi har vedlagt det kontraktudkast" not in words


def test_the_stored_example_gives_the_same_text_as_the_one_in_memory(app: Flask, text: str) -> None:
    document = reading.rendered("udbudsmateriale", udbudsmateriale(import_case(EXAMPLE).case, today=TODAY))
    assert document.missing == ()
    assert reading.text(document.content) == text
