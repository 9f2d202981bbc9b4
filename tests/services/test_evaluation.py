"""The result in words and figures: the example's golden numbers, ties, half-filled cases, exclusion."""

import pytest
from flask import Flask

from itstart.db import db
from itstart.models import CustomerCase, Requirement, Waiver
from itstart.rules.evaluation import requirement_fit
from itstart.rules.terms import Answer, AwardModel, Priority
from itstart.services.evaluation import Result
from itstart.steps.selection import musts, tally
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.questions import questions
from tests.factories import make_case
from tests.factories.example import import_example


@pytest.fixture
def case(app: Flask) -> CustomerCase:
    found, _ = import_example()
    return found


def flags(result: Result, code: str) -> list[tuple[str, str]]:
    bid = result.found.of(code)
    assert bid is not None
    return [(flag.text.replace("\u00a0", " "), flag.kind) for flag in result.flags(bid)]


def test_the_verdict_of_the_example(case: CustomerCase) -> None:
    said = " ".join(Result(case).verdict()).replace("\u00a0", " ")
    assert said == (
        "Kongeå Data er bedst med 91,9 point og fører med 9,3. "
        "Vinderen er den samme, så længe vægten på totaløkonomi over 5 år er højst 82 %."
    )


def test_how_sure_the_example_is(case: CustomerCase) -> None:
    result = Result(case)
    assert "206.863 kr." in " ".join(result.sureness()).replace("\u00a0", " ")
    assert [turn.change.replace("\u00a0", " ") for turn in result.turns()] == [
        "",
        "Sydhavn, ved 83 %",
        "",
        "",
        "Limfjord, ved 80 %",
    ]
    assert {winner for turn in result.turns() for winner in turn.winners} == {"Kongeå Data"}
    assert [winner for _, winner in result.scenarios()] == ["Kongeå Data", "Sydhavn", "Kongeå Data"]


def test_the_flags_of_the_example(case: CustomerCase) -> None:
    result = Result(case)
    assert flags(result, "V-2") == [("Inden for budgettet", "done")]
    assert flags(result, "V-1") == [
        ("Drift 178.800 kr. om året, budget 175.000", "miss"),
        ("Billigst at købe, dyrest at eje", ""),
    ]
    assert flags(result, "V-3") == [
        ("Engangspris 186.000 kr. over budget", "stop"),
        ("K-24 på dispensation", "miss"),
    ]


def test_the_bars_of_the_example(case: CustomerCase) -> None:
    result = Result(case)
    assert [row.total for row in result.score_rows()] == [91.9, 82.6, 77.6]
    assert [row.total for row in result.cost_rows()] == [1_334_597, 1_365_358, 1_518_273]
    curve = result.price_curve()
    assert curve is not None
    lines, today, turns = curve
    assert today == 30
    assert [round(turn, 1) for turn in turns] == [83.0]
    assert [len(line.points) for line in lines] == [2, 2, 2, 0]


def test_without_the_waiver_the_bid_is_out(case: CustomerCase) -> None:
    waiver = db.session.query(Waiver).one()
    waiver.reason = ""
    db.session.commit()
    result = Result(case)
    assert [bid.code for bid in result.found.excluded] == ["V-3"]
    assert flags(result, "V-3")[0] == ("Udgår: SKAL-krav K-24 er ikke opfyldt", "stop")
    assert [(vendor, must.code) for vendor, must in musts.without_waiver(case)] == [("V-3", "K-24")]


def test_a_tie_is_said_as_a_tie(case: CustomerCase) -> None:
    first, second = (case.vendors[1].bid, case.vendors[0].bid)
    assert first is not None
    assert second is not None
    case.tender.award_model = AwardModel.LOWEST_PRICE
    for bid in case.bids:
        bid.price_lines[0].amount_dkk = bid.price_lines[0].amount_dkk or 0
        bid.internal_hours, bid.exit_cost_dkk, bid.annual_price_adjustment_pct = 0, 0, 0  # type: ignore[assignment]
        for line in bid.price_lines:
            line.amount_dkk = 0
        bid.price_lines[0].amount_dkk = 100_000
    db.session.commit()
    [said] = Result(case).verdict()
    assert said.replace("\u00a0", " ") == (
        "Limfjord, Kongeå Data og Sydhavn står lige med 100.000 kr. Kunden vælger og skriver en begrundelse."
    )


def test_a_missing_score_is_named_and_nobody_wins(case: CustomerCase) -> None:
    for score in case.demo_scores:
        if score.vendor.code == "V-1":
            db.session.delete(score)
    db.session.commit()
    result = Result(case)
    assert result.verdict() == []
    assert result.missing() == ["Brugervenlighed ved demo: Limfjord mangler point."]


@pytest.mark.usefixtures("app")
def test_an_empty_case_has_an_empty_result() -> None:
    result = Result(make_case())
    assert (result.bids, result.verdict(), result.sureness(), result.turns(), result.price_curve()) == (
        (), [], [], [], None,
    )  # fmt: skip


def test_questions_come_from_the_bid(case: CustomerCase) -> None:
    found = assess(case)
    bid = found.of("V-3")
    assert bid is not None
    asked = questions(case, bid.bid)
    assert asked[0].about == "K-24"
    assert "Forbehold" in {question.about for question in asked}
    assert len(asked) <= 6


def test_counting_by_the_database_equals_counting_the_objects(case: CustomerCase) -> None:
    by_rows = tally.scored_answers(case, tally.tallies(case))
    by_objects = tally.scored_answers(case, tally._from_objects(case))
    assert {vendor: requirement_fit(answers) for vendor, answers in by_rows.items()} == {
        vendor: requirement_fit(answers) for vendor, answers in by_objects.items()
    }
    assert {vendor: sum(answer.count for answer in answers) for vendor, answers in by_rows.items()} == {
        "V-1": 32,
        "V-2": 32,
        "V-3": 32,
    }


def test_an_unanswered_requirement_gives_nothing(case: CustomerCase) -> None:
    before = {bid.code: bid.result.criterion_scores["C1"] for bid in assess(case).ranked if bid.result}
    db.session.add(
        Requirement(case_id=case.id, code="K-99", position=99, priority=Priority.MUST, title="Nyt krav", area="Nyt")
    )
    db.session.commit()
    after = {bid.code: bid.result.criterion_scores["C1"] for bid in assess(case).ranked if bid.result}
    assert all((after[code] or 0) < (before[code] or 0) for code in before)


def test_a_deleted_requirement_does_not_count(case: CustomerCase) -> None:
    must = next(requirement for requirement in case.requirements if requirement.code == "K-24")
    must.deleted_at = case.changed_at
    db.session.query(Waiver).delete()
    db.session.commit()
    assert musts.unmet(case) == []
    assert [bid.code for bid in assess(case).excluded] == []
    assert Answer.ROADMAP not in {a.answer for bid in assess(case).all for a in bid.facts.answers}
