"""What a bid gives cause to ask: each cause once, with the figures, the most serious first."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from itstart.rules.answer_questions import Given, Question
from itstart.rules.answer_questions import questions as about_answers
from itstart.rules.bid_questions import FOR_ALL, Line, Offer, few_hours, highest_line, most_serious, questions
from itstart.rules.negotiation import Concern
from itstart.rules.terms import Answer, Priority

A, MUST, SHOULD = Answer, Priority.MUST, Priority.SHOULD
GO_LIVE = date(2027, 1, 4)


def given(answer: Answer = A.STANDARD, **values: Any) -> Given:
    return replace(Given("K-24", "Åbent API", MUST, answer), **values)


def asked(one: Given) -> list[Question]:
    return list(about_answers([one], go_live_on=GO_LIVE))


@pytest.mark.parametrize(
    ("one", "key", "why"),
    [
        (given(A.ROADMAP), "K-24-senere", "Svarkode V: kommer senere."),
        (given(A.ROADMAP, available="version 8"), "K-24-senere", "Svarkode V: kommer senere. De skriver: »version 8«"),
        (given(A.ROADMAP, promised_on=date(2027, 3, 1)), "K-24-senere",
         "Svarkode V: lovet 1. marts 2027, og I går i drift 4. januar 2027."),
        (given(A.ROADMAP, promised_on=date(2026, 12, 1)), "K-24-senere",
         "Svarkode V: lovet 1. december 2026, før I går i drift 4. januar 2027."),
        (given(A.ROADMAP, priority=SHOULD), "K-24-senere", "Svarkode V: kommer senere."),
        (given(A.NOT_MET, comment="Findes ikke."), "K-24-nej", "Svarkode N: opfyldes ikke. De skriver: »Findes ikke.«"),
        (given(A.NOT_MET, comment="Kan løses med tilkøb"), "K-24-modsigelse",
         "Svarkode N: opfyldes ikke. De skriver: »Kan løses med tilkøb«"),
        (given(A.CUSTOMISATION, extra=25_000), "K-24-tilpasning", "Svarkode T: tilpasning, 25.000 kr."),
        (given(A.CUSTOMISATION, extra=0), "K-24-uden-pris", "Svarkode T: tilpasning, men uden en pris."),
        (given(A.CUSTOMISATION), "K-24-uden-pris", "Svarkode T: tilpasning, men uden en pris."),
        (given(A.THIRD_PARTY), "K-24-tredjepart", "Svarkode 3: tredjepart."),
        (given(A.THIRD_PARTY, extra=8_000, priority=SHOULD), "K-24-tredjepart", "Svarkode 3: tredjepart, 8.000 kr."),
        (given(A.CONFIGURATION), "K-24-opsaetning", "Svarkode K: opsætning uden merpris."),
        (given(A.CONFIGURATION, extra=5_000), "K-24-modsigelse", "Svarkode K, men med en merpris på 5.000 kr."),
        (given(A.STANDARD, extra=5_000), "K-24-modsigelse", "Svarkode S, men med en merpris på 5.000 kr."),
        (given(A.STANDARD, comment="Kommer i næste version"), "K-24-modsigelse",
         "Svarkode S: opfyldt i standard. De skriver: »Kommer i næste version«"),
        (given(A.STANDARD, comment="Via vores partner Alfa"), "K-24-modsigelse",
         "Svarkode S: opfyldt i standard. De skriver: »Via vores partner Alfa«"),
        (given(A.STANDARD, score=3, score_reason="Kræver 4 tryk."), "K-24-point", "Givet 3 point. Kræver 4 tryk."),
    ],
)  # fmt: skip
def test_an_answer_that_gives_cause(one: Given, key: str, why: str) -> None:
    found = asked(one)
    assert [question.key for question in found] == [key]
    assert found[0].why.replace("\u00a0", " ") == why
    assert found[0].text.endswith("?")
    assert "»Åbent API«" in found[0].text
    assert (found[0].about, found[0].requirement) == ("K-24", "K-24")


@pytest.mark.parametrize(
    "one",
    [
        given(A.STANDARD),
        given(A.STANDARD, comment="Vist i demoen, uden merpris."),
        given(A.STANDARD, comment="Ingen tilpasning er nødvendig."),
        given(A.STANDARD, score=5, score_reason="Set ved demo."),
        given(A.CONFIGURATION, priority=SHOULD),
        given(A.NOT_MET, priority=SHOULD, comment="Tilbydes ikke."),
    ],
)
def test_an_answer_that_gives_none(one: Given) -> None:
    assert asked(one) == []


def test_a_must_comes_before_the_same_about_a_should() -> None:
    must, should = asked(given(A.THIRD_PARTY))[0], asked(given(A.THIRD_PARTY, priority=SHOULD))[0]
    assert must.weight < should.weight


GOOD = Offer(
    lines=(Line("implementation", "Opsætning", 100_000), Line("training", "Uddannelse", 100_000)),
    internal_hours=400, adjustment_pct=2, exit_cost=0, talks=2, picked_by_customer=True,
    valid_until_on=date(2026, 7, 31),
)  # fmt: skip


@pytest.mark.parametrize(
    ("bid", "key", "why"),
    [
        (replace(GOOD, reservations="Ingen bod."), "", ""),
        (replace(GOOD, reservations="Intet"), "", ""),
        (replace(GOOD, reservations="Bod frafaldes."), "forbehold", "Bod frafaldes."),
        (replace(GOOD, internal_hours=279), "egne-timer",
         "Tilbuddet regner kun med 279 timer fra jer, mod 400 i snit hos de andre."),
        (replace(GOOD, internal_hours=280), "", ""),
        (replace(GOOD, internal_hours=None), "", ""),
        (replace(GOOD, exit_cost=None), "udtraeden", "Prisen står ikke i tilbuddet."),
        (replace(GOOD, adjustment_pct=3), "", ""),
        (replace(GOOD, adjustment_pct=3.5), "regulering", "Prisen stiger 3,5 % om året."),
        (replace(GOOD, adjustment_pct=None), "regulering", "Tilbuddet siger ikke, hvor meget prisen må stige."),
        (replace(GOOD, picked_by_customer=False), "referencer", "Leverandøren har selv valgt alle referencer."),
        (replace(GOOD, picked_by_customer=False, talks=0), "", ""),
        (replace(GOOD, valid_until_on=date(2026, 5, 19)), "vedstaaelse",
         "Tilbuddet gælder til 19. maj 2026. I har sat beslutningen til 20. maj 2026."),
        (replace(GOOD, unanswered=("K-03", "K-07"), unanswered_count=14), "svar-mangler",
         "Der mangler svar på 14 krav: K-03, K-07 og 12 til."),
        (replace(GOOD, unanswered=("K-03",), unanswered_count=1), "svar-mangler", "Der mangler svar på 1 krav: K-03."),
        (replace(GOOD, lines=(*GOOD.lines, Line("travel", "", None))), "pris-mangler",
         "Der står ikke et beløb ved »Rejse«."),
        (replace(GOOD, lines=(Line("implementation", "Alt", 90_000), Line("training", "Lidt", 10_000))), "opsaetning",
         "Opsætning er 90 % af engangsprisen, mod 50 % hos de andre."),
        (replace(GOOD, lines=(Line("implementation", "Lidt", 20_000), Line("training", "Alt", 80_000))), "opsaetning",
         "Opsætning er kun 20 % af engangsprisen, mod 50 % hos de andre."),
        (replace(GOOD, lines=(Line("implementation", "Opsætning", 110_000), Line("training", "U", 90_000))),
         "stoerste-post", "Opsætning: 110.000 kr., mest af tilbuddene."),
        (replace(GOOD, lines=(Line("implementation", "Opsætning", 160_000), Line("training", "U", 40_000))),
         "stoerste-post",
         "Opsætning: 160.000 kr., mest af tilbuddene. Opsætning er 80 % af engangsprisen, mod 50 % hos de andre."),
    ],
)  # fmt: skip
def test_a_bid_that_gives_cause(bid: Offer, key: str, why: str) -> None:
    found = questions(bid, [], [GOOD, GOOD], decision_on=date(2026, 5, 20))
    assert [question.key for question in found] == ([key] if key else [])
    assert [question.why.replace("\u00a0", " ") for question in found] == ([why] if why else [])


def test_what_is_negotiated_has_its_figure() -> None:
    found = questions(
        replace(GOOD, adjustment_pct=5, internal_hours=100), [given(A.CUSTOMISATION, extra=9_000)], [GOOD]
    )
    points = {question.key: (question.topic, question.before, question.concerns) for question in found}
    assert points == {
        "egne-timer": ("Jeres egne timer", "100", Concern.HOURS),
        "K-24-tilpasning": ("Åbent API (K-24)", "9000", Concern.ONE_OFF),
        "regulering": ("Årlig prisregulering", "5 %", Concern.RISE),
    }


def test_the_most_serious_first_and_room_for_other_things_than_answers() -> None:
    answers = [replace(given(A.ROADMAP), code=f"K-{n}") for n in range(10)]
    found = questions(replace(GOOD, exit_cost=None, reservations="Bod frafaldes."), answers, [GOOD])
    assert [question.weight for question in found] == sorted(question.weight for question in found)
    few = most_serious(found, 6)
    assert [question.about for question in few] == ["K-0", "K-1", "K-2", "K-3", "Forbehold", "Udtræden"]


def test_an_only_bid_is_compared_with_nothing() -> None:
    assert questions(replace(GOOD, internal_hours=1), [], []) == []
    assert few_hours(1, []) is None
    assert highest_line(GOOD.lines, []) is None


def test_the_nine_questions_for_all() -> None:
    assert len(FOR_ALL) == len(set(FOR_ALL)) == 9
    assert all(text.endswith("?") for text in FOR_ALL)


def test_a_promised_day_without_a_day_of_going_live() -> None:
    found = list(about_answers([given(A.ROADMAP, promised_on=date(2027, 3, 1))], go_live_on=None))
    assert found[0].why.startswith("Svarkode V: lovet 1. marts 2027.")


@pytest.mark.parametrize(
    ("one", "kind", "weight"),
    [
        (given(A.ROADMAP), "senere", 0),
        (given(A.NOT_MET), "nej", 0),
        (given(extra=5_000), "modsigelse", 2),
        (given(comment="Mod betaling"), "modsigelse", 2),
        (given(A.CONFIGURATION, comment="Via vores partner"), "modsigelse", 2),
        (given(A.CUSTOMISATION, extra=9_000, comment="Det er ikke muligt"), "modsigelse", 2),
        (given(A.NOT_MET, extra=5_000), "modsigelse", 2),
        (given(score=4, score_reason="Kræver 4 tryk."), "point", 2),
        (given(A.CUSTOMISATION), "uden-pris", 2),
        (given(A.CUSTOMISATION, extra=9_000), "tilpasning", 3),
        (given(A.THIRD_PARTY), "tredjepart", 3),
        (given(A.CONFIGURATION), "opsaetning", 6),
    ],
)
def test_how_serious_an_answer_is(one: Given, kind: str, weight: int) -> None:
    (must,) = asked(one)
    assert (must.key, must.weight) == (f"K-24-{kind}", weight)
    assert [question.weight for question in asked(replace(one, priority=SHOULD))] in ([], [weight + 3])


def test_what_nobody_has_weighed_comes_last() -> None:
    assert Question("x", "Hvad?", "Derfor.", "Pris").weight == 9


@pytest.mark.parametrize(
    ("values", "start", "before"),
    [
        ({}, "Hvornår kan I levere", "Senere version"),
        ({"available": "version 8"}, "Vil I skrive datoen", "version 8"),
        ({"promised_on": GO_LIVE}, "Kan vi prøve", "4. januar 2027"),
        ({"promised_on": date(2027, 1, 5)}, "Hvad gør vi uden", "5. januar 2027"),
    ],
)
def test_what_is_asked_of_something_that_comes_later(values: dict[str, Any], start: str, before: str) -> None:
    (found,) = asked(given(A.ROADMAP, **values))
    assert found.text.startswith(start)
    assert found.before == before


def _lines(set_up: int | None, training: int | None) -> tuple[Line, ...]:
    return Line("implementation", "Opsætning", set_up), Line("training", "Uddannelse", training)


@pytest.mark.parametrize(
    ("values", "weights"),
    [
        ({"reservations": "Bod frafaldes."}, {"forbehold": 1}),
        ({"unanswered": ("K-03",), "unanswered_count": 2}, {"svar-mangler": 1}),
        ({"valid_until_on": date(2026, 5, 19)}, {"vedstaaelse": 1}),
        ({"valid_until_on": date(2026, 5, 20)}, {}),
        ({"lines": (*GOOD.lines, Line("travel", "", None))}, {"pris-mangler": 2}),
        ({"internal_hours": 100}, {"egne-timer": 3}),
        ({"lines": _lines(75_000, 25_000)}, {"opsaetning": 4}),
        ({"lines": _lines(74_000, 26_000)}, {}),
        ({"lines": _lines(25_000, 75_000)}, {"opsaetning": 4}),
        ({"lines": _lines(26_000, 74_000)}, {}),
        ({"lines": _lines(110_000, 100_000)}, {"stoerste-post": 4}),
        ({"exit_cost": None}, {"udtraeden": 4}),
        ({"adjustment_pct": None}, {"regulering": 4}),
        ({"adjustment_pct": 4}, {"regulering": 4}),
        ({"picked_by_customer": False}, {"referencer": 5}),
    ],
)
def test_how_serious_a_bid_is(values: dict[str, Any], weights: dict[str, int]) -> None:
    found = questions(replace(GOOD, **values), [], [GOOD], decision_on=date(2026, 5, 20))
    assert {question.key: question.weight for question in found} == weights


def test_one_answer_more_than_can_be_named() -> None:
    bid = replace(GOOD, unanswered=("K-03",), unanswered_count=2)
    assert questions(bid, [], [])[0].why.replace("\u00a0", " ") == "Der mangler svar på 2 krav: K-03 og 1 til."


def test_an_empty_bid_is_asked_for_its_exit_and_its_rise_only() -> None:
    assert [question.key for question in questions(Offer(), [], [])] == ["udtraeden", "regulering"]
    assert "referencer" in [question.key for question in questions(Offer(talks=1), [], [])]


@pytest.mark.parametrize(
    ("own", "other", "is_asked"),
    [
        (_lines(3, 1), _lines(1, 0), False),
        (_lines(3, 1), _lines(0, 1), True),
        (_lines(0, 1), _lines(0, 1), False),
        (_lines(3, None), _lines(20, 10), True),
    ],
)
def test_set_up_beside_the_others(own: tuple[Line, ...], other: tuple[Line, ...], is_asked: bool) -> None:
    """A line without a price counts as nothing, and who asks nothing for it does not ask much."""
    for nothing in (0, None):
        rival = tuple(replace(line, amount=line.amount or nothing) for line in other)
        found = questions(replace(GOOD, lines=own), [], [replace(GOOD, lines=rival)])
        assert ("opsaetning" in [question.key for question in found]) is is_asked


@pytest.mark.parametrize(
    ("lines", "rivals", "place"),
    [
        (_lines(6, 0), [(*_lines(None, 0), *_lines(5, 0))], 0),
        (_lines(0, 10), [_lines(100, 5)], 1),
        (_lines(10, 0), [_lines(0, 0)], None),
        (_lines(10, 0), [_lines(5, 0), _lines(20, 0)], None),
        (_lines(2, 0), [_lines(1, 0)], 0),
        (_lines(9, 9), [_lines(1, 1)], 0),
        (_lines(20, 10), [_lines(1, 1)], 0),
        (_lines(10, 20), [_lines(1, 1)], 1),
    ],
)
def test_the_dearest_line(lines: tuple[Line, ...], rivals: list[tuple[Line, ...]], place: int | None) -> None:
    assert highest_line(lines, rivals) == place


@pytest.mark.parametrize(
    ("label", "topic"), [("Opsætning", "Pris på opsætning"), ("ERP-licenser", "Pris på ERP-licenser")]
)
def test_an_abbreviation_keeps_its_letters(label: str, topic: str) -> None:
    dear = replace(GOOD, lines=(Line("implementation", label, 110_000), GOOD.lines[1]))
    (found,) = questions(dear, [], [GOOD])
    assert found.topic == topic
