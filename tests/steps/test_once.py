"""What is asked for several times while a case is read is found once; what changes in between is asked for anew."""

import pytest

from itstart.models import CustomerCase
from itstart.steps import once
from itstart.steps.selection import assessment
from itstart.steps.selection.assessment import assess
from tests.documents.contract_cases import full_case


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[CustomerCase]:
    """The cases that have really been assessed, in turn."""
    seen: list[CustomerCase] = []
    waivers = assessment.granted_waivers

    def noted(case: CustomerCase) -> list[tuple[str, str]]:
        seen.append(case)
        return waivers(case)

    monkeypatch.setattr(assessment, "granted_waivers", noted)
    return seen


def test_a_case_that_is_read_is_assessed_once(asked: list[CustomerCase]) -> None:
    case = full_case()
    with once.reading():
        first = assess(case)
        with once.reading():
            assert assess(case) is first
        assert assess(case) is first
    assert asked == [case]
    assert len(first.ranked) > 1


def test_two_cases_have_each_their_own_answer(asked: list[CustomerCase]) -> None:
    one, other = full_case(), full_case()
    with once.reading():
        assert assess(one) is not assess(other)
    assert asked == [one, other]


def test_what_was_found_is_forgotten_after_the_reading(asked: list[CustomerCase]) -> None:
    case = full_case()
    with once.reading():
        before = assess(case).ranked
    case.bids.remove(before[0].bid)
    assert [bid.code for bid in assess(case).ranked] == [bid.code for bid in before[1:]]
    with once.reading():
        assert len(assess(case).ranked) == len(before) - 1
    assert asked == [case] * 3
