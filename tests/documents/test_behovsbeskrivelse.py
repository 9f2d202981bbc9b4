"""The Behovsbeskrivelse: the worked example, a case on its first day, and text that would like to be code."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from itstart.documents import RenderedDocument, WordTemplate
from itstart.documents.checks import problems
from itstart.exchange import import_case
from itstart.models import GeneratedDocument
from itstart.rules.steps import StepKey
from itstart.rules.terms import Priority
from itstart.steps.needs.documents import behovsbeskrivelse
from tests.documents import word_reading as reading
from tests.documents.word_cases import EXAMPLE, TODAY, empty_case, example_case, hostile_case, made

NEEDS = EXAMPLE["needs_description"]
CHAPTERS = [
    "Sammenfatning", "Virksomheden", "Sådan arbejder vi i dag", "Mål og succeskriterier", "Behov", "Krav, prioriteret",
    "Det hører ikke med", "Data, integrationer og omfang", "Sikkerhed, persondata og lovkrav",
    "Økonomi: ramme og gevinster", "Organisation og tid", "Barrierer og risici", "Næste skridt",
]  # fmt: skip


@pytest.fixture(scope="module")
def example() -> RenderedDocument:
    return reading.rendered("behovsbeskrivelse", behovsbeskrivelse(example_case(), today=TODAY))


@pytest.fixture(scope="module")
def text(example: RenderedDocument) -> str:
    return reading.text(example.content)


def test_the_example_misses_nothing_and_is_sound(example: RenderedDocument) -> None:
    assert example.missing == ()
    assert problems(example.content) == []
    assert reading.empty_rows(example.content) == 0


def test_outline(example: RenderedDocument) -> None:
    assert reading.chapters(example.content) == CHAPTERS
    assert reading.annexes(example.content) == ["Alle krav", "Sådan er behovet fundet"]


def test_every_need_requirement_and_goal_is_there(text: str) -> None:
    for requirement in EXAMPLE["requirements"]:
        for key in ("id", "title", "text", "acceptance_criterion"):
            assert requirement[key] in text
        assert (requirement["law_reference"] or "") in text
    for need in NEEDS["needs"]:
        assert need["id"] in text
        assert need["title"] in text
    for goal in NEEDS["objectives"]:
        assert f"{goal['metric']}: {goal['baseline']} i dag, {goal['target']} som mål." in text


def test_the_lists_of_step_1_are_there(text: str) -> None:
    for person in NEEDS["stakeholders"]:
        assert all(person[key] in text for key in ("name", "role", "interest"))
    for system in NEEDS["current_systems"]:
        assert all(system[key] in text for key in ("name", "purpose", "fate"))
    for process in NEEDS["processes"]:
        assert all(process[key] in text for key in ("name", "today", "pain", "wish"))
    for barrier in NEEDS["barriers"]:
        assert barrier.capitalize() in text


def test_the_golden_figures_in_danish(text: str) -> None:
    for benefit in ("176.640", "60.000", "95.000", "42.000"):
        assert benefit in text
    assert "373.640 kr. om året" in text
    assert "450.000 kr. i engangspris og 175.000 kr. om året" in text
    assert "der 198.640 kr. tilbage hvert år" in text
    assert "2,3 år" in text
    assert "18 af de 32 krav, der skal vurderes, er SKAL-krav (56 %)" in text
    assert "38.000.000 kr." in text


def test_the_dates_of_the_tender_are_the_preliminary_plan(text: str) -> None:
    for day in ("20. marts 2026", "20. april 2026", "6. maj 2026", "20. maj 2026", "4. januar 2027"):
        assert day in text


def test_template_and_context_have_the_same_fields() -> None:
    case = example_case()
    case.documents.append(
        made(GeneratedDocument, deliverable="behovsbeskrivelse", version=1, handed_over_on=date(2026, 2, 27))
    )
    context = behovsbeskrivelse(case, today=TODAY)
    assert set(reading.paths(context)) == set(WordTemplate("behovsbeskrivelse").fields())


def test_a_case_on_its_first_day() -> None:
    document = reading.rendered("behovsbeskrivelse", behovsbeskrivelse(empty_case(), today=TODAY))
    assert problems(document.content) == []
    assert reading.empty_rows(document.content) == 0
    assert reading.chapters(document.content) == CHAPTERS
    expected = {"CVR-nummer", "krav til løsningen", "virksomhedens behov", "mål med tal for i dag og for målet"}
    assert expected <= set(document.missing)
    assert "[mangler: krav til løsningen]" in reading.text(document.content)
    assert "None" not in reading.text(document.content)


def test_hostile_text_is_only_text() -> None:
    document = reading.rendered("behovsbeskrivelse", behovsbeskrivelse(hostile_case(), today=TODAY))
    words = reading.text(document.content)
    assert problems(document.content) == []
    assert "Møller & Søn <A/S>" in words
    assert "{{ 7*7 }}" in words
    assert "49" not in words.replace("K-", "")
    assert reading.chapters(document.content) == CHAPTERS
    assert sum(line.startswith("Møller") for line in words.split("\n")) > 3 * len(EXAMPLE["requirements"])


def test_the_helpers_own_words_win_over_the_composed() -> None:
    case = example_case()
    case.needs_description.summary = "Vores egen sammenfatning.\n\nI to afsnit."
    case.needs_description.recommendation = "Begynd med lageret."
    words = reading.text(reading.rendered("behovsbeskrivelse", behovsbeskrivelse(case, today=TODAY)).content)
    assert "Vores egen sammenfatning.\n" in words
    assert "I to afsnit." in words
    assert "Begynd med lageret." in words
    assert "Indhent tilbud på" not in words


def test_a_need_without_a_requirement_is_a_gap_and_so_is_the_reverse() -> None:
    case = example_case()
    for requirement in case.requirements:
        requirement.need_links = [link for link in requirement.need_links if link.need.code != "N-05"]
    document = reading.rendered("behovsbeskrivelse", behovsbeskrivelse(case, today=TODAY))
    assert document.missing == ("krav, der opfylder N-05", "behov bag K-19")
    assert "Vi mangler krav, der opfylder N-05 og behov bag K-19." in reading.text(document.content)


def test_too_many_musts_are_remarked_on() -> None:
    case = example_case()
    for requirement in case.requirements:
        requirement.priority = Priority.MUST
    words = reading.text(reading.rendered("behovsbeskrivelse", behovsbeskrivelse(case, today=TODAY)).content)
    assert "100 % af kravene er SKAL-krav, og det er mange." in words


def test_the_composed_summary_names_the_thing_and_where_it_hurts(text: str) -> None:
    assert "Nordvang Maskinfabrik vil anskaffe et nyt ERP-system med produktionsstyring. I dag: fejl i 1 af 12 " in text
    assert "Indhent tilbud på et nyt ERP-system med produktionsstyring fra tre til fem leverandører." in text


def test_a_benefit_below_the_annual_price_is_said_plainly() -> None:
    case = example_case()
    case.needs_description.budget_annual_dkk = 400_000
    words = reading.text(reading.rendered("behovsbeskrivelse", behovsbeskrivelse(case, today=TODAY)).content)
    assert "De dækker ikke den årlige pris" in words
    assert "bliver engangsprisen ikke tjent hjem" in words


def test_version_and_status_follow_what_was_handed_over_and_approved() -> None:
    case = example_case()
    assert behovsbeskrivelse(case, today=TODAY)["dokument"]["version"] == "1.0"  # type: ignore[index]
    case.documents.append(
        made(
            GeneratedDocument,
            deliverable="behovsbeskrivelse",
            version=1,
            handed_over_on=date(2026, 2, 27),
            handed_over_to="Birgit Nordvang",
            created_at=datetime(2026, 2, 27, tzinfo=UTC),
        )
    )
    case.steps[0].approved_on = date(2026, 3, 4)
    words = reading.text(reading.rendered("behovsbeskrivelse", behovsbeskrivelse(case, today=TODAY)).content)
    assert "2.0 · 4. marts 2026 · Godkendt 4. marts 2026" in words
    assert "Udleveret til Birgit Nordvang" in words


def test_the_stored_example_gives_the_same_text_as_the_one_in_memory(app: Flask, text: str) -> None:
    case = import_case(EXAMPLE).case
    case.step(StepKey.NEEDS).approved_on = None
    document = reading.rendered("behovsbeskrivelse", behovsbeskrivelse(case, today=TODAY))
    assert document.missing == ()
    assert reading.text(document.content) == text
