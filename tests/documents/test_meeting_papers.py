"""Interview guide, minutes and questions to the customer: full, almost empty, and full of hostile text."""

from datetime import date

import pytest

from itstart import models as m
from itstart.rules.terms import Category
from itstart.steps.needs.guide_document import interviewguide, themes
from itstart.steps.needs.minutes_document import moedereferat
from itstart.steps.needs.question_document import kundespoergsmaal
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, rendered, text
from tests.documents.word_cases import HOSTILE, empty_case, made

GUIDE, MINUTES, QUESTIONS = "interviewguide", "moedereferat", "kundespoergsmaal"


def meeting(case: m.CustomerCase, words: str = "Vi taster ordren tre gange\n\n- Lageret passer aldrig") -> m.Meeting:
    found = made(
        m.Meeting, code="RF-1", title="Opstartsmøde", held_on=date(2026, 2, 3), hours="9.00-10.30", place="Herning",
        participants="Birgit Nordvang\nKarsten Bak", purpose="Hvor gør det ondt?", notes=words,
    )  # fmt: skip
    found.actions = [
        made(m.MeetingAction, code="1", text="Sender ordrelisten", owner="Inge Skov", due_on=date(2026, 2, 10)),
        made(m.MeetingAction, code="2", text="Finder aftalen", done_on=date(2026, 2, 11)),
    ]
    case.meetings = [found]
    case.needs[0].meeting = found
    return found


def questions(case: m.CustomerCase, words: str = "Hvor mange fakturaer sender I?") -> m.CustomerCase:
    case.customer_questions = [
        made(m.CustomerQuestion, code="AF-1", text=words, reason="Det afgør prisen.", owner="Inge Skov",
             due_on=date(2026, 3, 12)),
        made(m.CustomerQuestion, code="AF-2", text="Hvor mange varenumre?", answer="6.200", owner="Karsten Bak",
             answered_on=date(2026, 2, 20)),
    ]  # fmt: skip
    return case


# ---- the guide -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", [*Category, None])
def test_every_category_has_common_and_special_themes(category: Category | None) -> None:
    found = themes(category)
    assert len(found) >= 10
    assert len({theme.title for theme in found}) == len(found)
    asked = [question for theme in found for question in theme.questions]
    assert len(asked) == len(set(asked)) >= 30
    assert all(question.endswith("?") for question in asked)


def test_the_guide_has_every_question_with_a_number_and_room() -> None:
    document = rendered(GUIDE, interviewguide(full_case(), today=TODAY))
    assert faults(document) == []
    assert empty_rows(document) == []
    assert document.missing == ()
    words = text(document)
    for theme in themes(Category.ERP):
        assert theme.title in headings(document, "heading 1")
        assert all(question in words for question in theme.questions)
    assert "34 spørgsmål til en samtale om ERP." in words
    assert "Noterne bruges i behovsbeskrivelsen og ikke til andet." in words


def test_the_guide_of_a_new_and_of_a_hostile_case() -> None:
    assert faults(rendered(GUIDE, interviewguide(empty_case(), today=TODAY))) == []
    document = rendered(GUIDE, interviewguide(hostile_full_case(), today=TODAY))
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []


# ---- the minutes ---------------------------------------------------------------------------------------


def test_the_minutes_have_people_notes_agreements_and_needs() -> None:
    case = full_case()
    document = rendered(MINUTES, moedereferat(case, today=TODAY, meeting=meeting(case)))
    assert faults(document) == []
    assert empty_rows(document) == []
    assert document.missing == ()
    words = text(document)
    for part in ("Referat: Opstartsmøde", "3. februar 2026, 9.00-10.30", "Karsten Bak",
                 "Vi taster ordren tre gange", "Lageret passer aldrig", "10. februar 2026",
                 "Gjort 11. februar 2026", case.needs[0].title):  # fmt: skip
        assert part in words, part
    assert "- Lageret" not in words


def test_an_empty_meeting_says_what_is_missing() -> None:
    case = empty_case()
    document = rendered(MINUTES, moedereferat(case, today=TODAY, meeting=made(m.Meeting, code="RF-7")))
    assert faults(document) == []
    assert {"navn på mødet RF-7", "dato for mødet RF-7", "noter fra mødet RF-7"} <= set(document.missing)
    assert "Der blev ikke aftalt noget bestemt." in text(document)


def test_hostile_notes_stay_notes() -> None:
    case = hostile_full_case()
    found = meeting(case, HOSTILE)
    found.title = found.participants = found.purpose = HOSTILE
    document = rendered(MINUTES, moedereferat(case, today=TODAY, meeting=found))
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    assert "{{ 7*7 }}" in text(document)


# ---- the questions -------------------------------------------------------------------------------------


def test_the_questions_come_with_reason_owner_and_what_the_papers_lack() -> None:
    case = questions(full_case())
    case.needs_description.budget_annual_dkk = None
    document = rendered(QUESTIONS, kundespoergsmaal(case, today=TODAY))
    assert faults(document) == []
    assert empty_rows(document) == []
    assert document.missing == ()
    words = text(document)
    for part in ("Hvor mange fakturaer sender I?", "Det afgør prisen.", "Inge Skov · senest 12. marts 2026",
                 "Kan du hjælpe os med ramme for den årlige pris?", "6.200",
                 "Karsten Bak, 20. februar 2026"):  # fmt: skip
        assert part in words, part
    assert "virksomhedens behov" not in words


def test_a_gap_that_has_been_asked_about_is_not_asked_twice() -> None:
    case = questions(full_case(), "Kan du hjælpe os med ramme for den årlige pris?")
    case.needs_description.budget_annual_dkk = None
    assert text(rendered(QUESTIONS, kundespoergsmaal(case, today=TODAY))).count("ramme for den årlige pris") == 1


def test_when_everything_is_answered() -> None:
    case = full_case()
    words = text(rendered(QUESTIONS, kundespoergsmaal(case, today=TODAY)))
    assert "Der er ingen spørgsmål til jer lige nu." in words
    assert "mangler" not in words


def test_a_new_case_and_a_hostile_one() -> None:
    document = rendered(QUESTIONS, kundespoergsmaal(empty_case(), today=TODAY))
    assert faults(document) == []
    case = questions(hostile_full_case(), HOSTILE)
    document = rendered(QUESTIONS, kundespoergsmaal(case, today=TODAY))
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    assert "{{ 7*7 }}" in text(document)


def test_the_templates_and_the_contexts_know_the_same_fields() -> None:
    case = questions(full_case())
    case.needs_description.budget_annual_dkk = None
    assert field_differences(GUIDE, interviewguide(case, today=TODAY)) == (set(), set())
    assert field_differences(QUESTIONS, kundespoergsmaal(case, today=TODAY)) == (set(), set())
    found = meeting(case)
    assert field_differences(MINUTES, moedereferat(case, today=TODAY, meeting=found)) == (set(), set())
