"""DOMAIN 0.8, F1, F017: every break of the red thread, what does not count, and how far it reaches."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from itstart.rules.thread import AnswerFacts, BreakKind, RequirementFacts, Stage, ThreadFacts, breaks, coverage

YES = AnswerFacts("standard")
LATER = AnswerFacts("roadmap")
DATED = AnswerFacts("roadmap", dated=True)
NO = AnswerFacts("not_met")
BARE = AnswerFacts("standard", reasoned=False)
BIDDERS = {"V-1": "Limfjord", "V-2": "Kongeå"}
BOTH = {"V-1": YES, "V-2": YES}


def facts(
    priority: str = "must",
    answers: Mapping[str, AnswerFacts] = BOTH,
    *,
    needs: tuple[str, ...] = ("N-01",),
    tested: bool = True,
    waived: tuple[str, ...] = (),
    chosen: str = "V-2",
    test_planned: bool = True,
) -> ThreadFacts:
    requirement = RequirementFacts("K-01", priority, needs, tested, answers, frozenset(waived))
    return ThreadFacts(("N-01",), (requirement,), BIDDERS, chosen, test_planned=test_planned)


def told(found: ThreadFacts) -> list[tuple[str, str, str]]:
    return [(one.code, one.message, one.vendor) for one in breaks(found)]


WHOLE = {
    "all is there": facts(),
    "later, with a date": facts(answers={"V-1": YES, "V-2": DATED}, waived=("V-2",)),
    "a should nobody meets": facts("should", {"V-1": NO, "V-2": NO}),
    "put off": ThreadFacts(
        (), (RequirementFacts("K-01", "wont", (), tested=False),), BIDDERS, "V-2", test_planned=True
    ),
    "the loser promises without a date": facts("should", {"V-1": LATER, "V-2": YES}),
    "the loser does not meet a must": facts(answers={"V-1": NO, "V-2": YES}),
    "no bids yet": replace(facts(answers={}, chosen="", test_planned=False), bidders={}),
    "no case yet": ThreadFacts(),
}
BROKEN = {
    "no requirement": (ThreadFacts(("N-01",)), [("N-01", "Ingen krav dækker behovet", "")]),
    "no need": (
        facts(needs=()),
        [("N-01", "Ingen krav dækker behovet", ""), ("K-01", "Kravet hører ikke til et behov", "")],
    ),
    "no criterion": (facts(tested=False), [("K-01", "Intet godkendelseskriterium", "")]),
    "no answer": (facts(answers={"V-2": YES}), [("K-01", "Ingen svar fra Limfjord", "V-1")]),
    "an empty answer": (facts(answers={**BOTH, "V-1": AnswerFacts()}), [("K-01", "Ingen svar fra Limfjord", "V-1")]),
    "points without a reason": (
        facts(answers={**BOTH, "V-1": BARE}),
        [("K-01", "Point til Limfjord uden begrundelse", "V-1")],
    ),
    "later without a date": (
        facts("should", {"V-1": YES, "V-2": LATER}),
        [("K-01", "Lovet i V uden dato: Kongeå", "V-2")],
    ),
    "before the choice every promise counts": (
        facts("should", {"V-1": LATER, "V-2": LATER}, chosen="", test_planned=False),
        [("K-01", "Lovet i V uden dato: Limfjord", "V-1"), ("K-01", "Lovet i V uden dato: Kongeå", "V-2")],
    ),
    "an unmet must": (
        facts(answers={"V-1": YES, "V-2": NO}),
        [("K-01", "SKAL-krav, som Kongeå ikke opfylder, uden dispensation", "V-2")],
    ),
    "no test": (facts(test_planned=False), [("", "Ingen milepæl for overtagelsesprøven", "")]),
}


def test_nothing_is_taken_for_granted() -> None:
    assert AnswerFacts() == AnswerFacts("", dated=False, reasoned=True)
    assert RequirementFacts("K-01", "must") == RequirementFacts("K-01", "must", (), True, {}, frozenset())
    assert ThreadFacts() == ThreadFacts((), (), {}, "", test_planned=False)


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_breaks(name: str) -> None:
    assert told(WHOLE[name]) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_break_is_said_where_it_is(name: str) -> None:
    found, expected = BROKEN[name]
    assert told(found) == expected


def test_a_need_that_only_has_what_is_put_off_is_not_covered() -> None:
    found = facts("wont")
    assert [one.kind for one in breaks(found)] == [BreakKind.NO_REQUIREMENT]
    assert {share.stage: (share.done, share.total) for share in coverage(found)}[Stage.COVERED] == (0, 1)


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        (facts(), (1, 1, 1, 1, 1)),
        (facts(chosen=""), (1, 1, 1, 0, 1)),
        (facts(answers={"V-2": YES}), (1, 0, 0, 1, 1)),
        (facts(answers={**BOTH, "V-1": BARE}), (1, 1, 0, 1, 1)),
        (facts("should", {"V-1": YES, "V-2": NO}), (1, 1, 1, 0, 1)),
        (facts(answers={**BOTH, "V-2": AnswerFacts()}), (1, 0, 0, 0, 1)),
        (facts("should", {"V-1": YES, "V-2": LATER}), (1, 1, 1, 0, 1)),
        (facts("should", {"V-1": YES, "V-2": DATED}), (1, 1, 1, 1, 1)),
        (facts(tested=False, needs=()), (0, 1, 1, 1, 0)),
        (replace(facts(), bidders={}), (1, 0, 0, 1, 1)),
    ],
)
def test_how_far_the_thread_reaches(found: ThreadFacts, reached: tuple[int, ...]) -> None:
    assert tuple(share.done for share in coverage(found)) == reached
    assert {share.total for share in coverage(found)} == {1}
