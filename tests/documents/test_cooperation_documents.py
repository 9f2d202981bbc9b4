"""The four papers about a firm: every field is printed, what is missing is marked, hostile text is only text."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from itstart.models import (
    CoDelivery,
    CooperationEvaluation,
    CriterionScore,
    Helper,
    QualificationEvent,
    ReviewedAssignment,
    YearlyTalk,
)
from itstart.rules.cooperation import INTERVIEW, STANDARD_CRITERIA, Occasion, Party
from itstart.rules.qualification import Event, Who
from itstart.rules.terms import QualificationPath, QualificationStatus
from itstart.steps import cooperation_documents as papers
from tests.documents.contract_reading import empty_rows, faults, field_differences, rendered, text
from tests.documents.word_cases import HOSTILE, made

DAY = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


def _helper() -> Helper:
    return made(Helper, company="Als IT-Sparring ApS (fiktiv)", cvr="99000120", adviser="Henrik Juhl")


def _evaluation(words: str = "Det gik godt.") -> CooperationEvaluation:
    row = made(
        CooperationEvaluation, number=1, occasion=Occasion.CO_DELIVERY, party=Party.CENTER, evaluated_on=DAY,
        by_name="Jonas Okkels", noted_by="Lise Ravnholt", course=words, future_cooperation=words, rating=4,
        comment=words, commented_by="Henrik Juhl", commented_at=AT, saved_at=AT,
    )  # fmt: skip
    row.helper, row.co_delivery = _helper(), made(CoDelivery, number=1)
    row.scores = [made(CriterionScore, position=0, criterion=STANDARD_CRITERIA[0], score=4)]
    return row


def _assignment(words: str = "Hjælp til ERP.") -> ReviewedAssignment:
    row = made(
        ReviewedAssignment, number=1, title="ERP til et mejeri", customer="Marsk Mejeri A/S", contact="Karen Lund",
        phone="12345678", finished_on=DAY, description=words, interviewed_on=DAY, interviewed_by="Lise",
        interviewee="Karen Lund", interview_rating=5, **{one.name: words for one in INTERVIEW},
    )  # fmt: skip
    row.helper = _helper()
    return row


def _decision(words: str = "Solid samlevering.") -> QualificationEvent:
    row = made(
        QualificationEvent, number=5, event=Event.QUALIFY, came_from=QualificationStatus.EVALUATED_1,
        led_to=QualificationStatus.QUALIFIED, at=AT, who=Who.CENTER, actor="Lise Ravnholt", text=words,
    )  # fmt: skip
    row.helper = _helper()
    return row


def _talk(words: str = "Vi talte.") -> YearlyTalk:
    row = made(
        YearlyTalk, year=2026, planned_on=DAY, held_on=DAY, held_by="Lise", minutes=words, agreed=words,
        next_on=date(2027, 11, 1),
    )  # fmt: skip
    row.helper = _helper()
    return row


PAPERS: dict[str, Callable[[str], dict[str, object]]] = {
    papers.EVALUATION: lambda words: papers.evaluation(_evaluation(words), today=DAY),
    papers.INTERVIEW_KEY: lambda words: papers.interview(_assignment(words), today=DAY),
    papers.DECISION: lambda words: papers.decision(
        _decision(words), [_evaluation(words)], path=QualificationPath.CO_DELIVERY, today=DAY
    ),
    papers.TALK: lambda words: papers.talk(_talk(words), today=DAY),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_field_is_asked_for_and_printed(name: str) -> None:
    assert field_differences(name, PAPERS[name]("Ord.")) == (set(), set())


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("words", ["Ord på papir.", HOSTILE])
def test_each_paper_is_whole(name: str, words: str) -> None:
    document = rendered(name, PAPERS[name](words))
    found = faults(document)
    assert [fault for fault in found if words != HOSTILE or fault not in {"{{", "{%"}] == []
    assert empty_rows(document) == []
    assert "Als IT-Sparring ApS" in text(document)


def test_before_the_interview_the_paper_is_the_guide() -> None:
    row: Any = _assignment("")
    row.interviewed_on, row.interviewee, row.interviewed_by, row.interview_rating = None, "", "", None
    words = text(rendered(papers.INTERVIEW_KEY, papers.interview(row, today=DAY)))
    for question in INTERVIEW:
        assert question.text in words
        assert question.hint in words
    assert "[mangler: kundens svar]" in words
