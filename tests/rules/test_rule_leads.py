"""Who fits a lead, in what order and why (S35, F074)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itstart.rules import leads as rules
from itstart.rules.leads import Candidate, Unfit, Wanted
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, QualificationStatus

TODAY = date(2026, 11, 26)
WANTED = Wanted("0779", "Skive", Category.ERP, "Fremstilling")
FIT = Candidate("1", "Ada ApS", covers=frozenset({"0779"}), levels={Category.ERP: CompetenceLevel.SKILLED}, home="0657")
S = QualificationStatus


@pytest.mark.parametrize(
    ("change", "reason", "together"),
    [
        ({}, None, None),
        ({"ended_on": TODAY}, Unfit.ENDED, Unfit.ENDED),
        ({"ended_on": TODAY + timedelta(days=1)}, None, None),
        ({"status": S.ENDED}, Unfit.ENDED, Unfit.ENDED),
        ({"status": S.PAUSED}, Unfit.PAUSED, Unfit.PAUSED),
        ({"people": 0}, Unfit.NOBODY, Unfit.NOBODY),
        ({"status": S.REJECTED}, Unfit.REJECTED, Unfit.REJECTED),
        ({"status": S.APPLICANT}, Unfit.NOT_QUALIFIED, Unfit.NOT_QUALIFIED),
        ({"status": S.CODE_ACCEPTED}, Unfit.NOT_QUALIFIED, None),
        ({"status": S.CO_DELIVERY_1}, Unfit.TOGETHER_NOW, Unfit.TOGETHER_NOW),
        ({"status": S.EVALUATED_1, "co_deliveries": 1}, Unfit.NOT_QUALIFIED, None),
        ({"status": S.CO_DELIVERY_2, "co_deliveries": 1}, Unfit.TOGETHER_NOW, Unfit.TOGETHER_NOW),
        ({"status": S.EVALUATED_2, "co_deliveries": 2}, Unfit.NO_MORE_TOGETHER, Unfit.NO_MORE_TOGETHER),
        ({"status": S.UNDER_REVIEW}, Unfit.NOT_QUALIFIED, Unfit.NOT_QUALIFIED),
        ({"status": S.REVIEWED}, Unfit.NOT_QUALIFIED, Unfit.NOT_QUALIFIED),
        ({"co_deliveries": 2}, None, None),
        ({"code_accepted": False}, Unfit.NO_CODE, Unfit.NO_CODE),
        ({"no_new_cases_until": TODAY}, Unfit.ABSENT, Unfit.ABSENT),
        ({"no_new_cases_until": TODAY - timedelta(days=1)}, None, None),
        ({"has_open_offer": True}, Unfit.OFFERED, Unfit.OFFERED),
        ({"has_declined": True}, Unfit.DECLINED, Unfit.DECLINED),
        ({"covers": frozenset({"0101"})}, Unfit.ELSEWHERE, Unfit.ELSEWHERE),
        ({"levels": {Category.BI: CompetenceLevel.EXPERT}}, Unfit.OTHER_FIELD, Unfit.OTHER_FIELD),
    ],
)
def test_who_is_never_proposed(change: dict[str, Any], reason: Unfit | None, together: Unfit | None) -> None:
    candidate = replace(FIT, **change)

    for with_staff, wanted in ((False, reason), (True, together)):
        assert rules.unfit(candidate, WANTED, today=TODAY, with_staff=with_staff) is wanted
        fit, others = rules.rank([candidate], WANTED, today=TODAY, with_staff=with_staff)
        assert bool(fit) is (wanted is None)
        assert list(others) == ([wanted] if wanted else [])


def test_nothing_is_taken_for_granted_of_a_firm() -> None:
    plain = Candidate(
        "1", "Ada", S.QUALIFIED, None, 1, True, 0, None, None, "", frozenset(), {}, (), 1, 0, None,
        has_open_offer=False, has_declined=False, unanswered_on=None,
    )  # fmt: skip
    assert Candidate("1", "Ada") == plain
    new = replace(FIT, status=S.CODE_ACCEPTED)
    assert rules.unfit(new, WANTED, today=TODAY) is Unfit.NOT_QUALIFIED
    assert rules.rank([new], WANTED, today=TODAY) == ([], {Unfit.NOT_QUALIFIED: [new]})


def test_every_status_is_decided() -> None:
    """A new state of qualification must not slip in as one who may take customers alone."""
    for status in S:
        alone = rules.may_not_work(replace(FIT, status=status), TODAY, with_staff=False) is None
        assert alone is (status is S.QUALIFIED), status


@pytest.mark.parametrize(
    ("better", "worse", "why"),
    [
        ({"levels": {Category.ERP: CompetenceLevel.EXPERT}}, {}, "ERP: ekspert"),
        ({"industries": ["Fremstilling og montage"]}, {}, "Kender branchen: fremstilling og montage"),
        ({"home": "0779"}, {}, "Ligger i Skive"),
        ({}, {"available_from": date(2026, 12, 14)}, "ERP: rutineret"),
        ({"open_cases": 2}, {"open_cases": 3}, "Har plads: 2 åbne sager"),
        ({"open_cases": 5, "advisers": 2}, {"open_cases": 3}, "Har plads: 5 åbne sager"),
        ({}, {"last_lead_on": TODAY}, "Har ikke fået en henvendelse endnu"),
        (
            {"last_lead_on": date(2026, 3, 1)}, {"last_lead_on": date(2026, 11, 3)},
            "Fik sidst en henvendelse 1. marts 2026",
        ),
    ],
)  # fmt: skip
def test_the_better_match_comes_first_and_says_why(better: dict[str, Any], worse: dict[str, Any], why: str) -> None:
    first = replace(FIT, **better, cvr="2", company="Åen")
    second = replace(FIT, **worse, cvr="1", company="Ada")

    found, _ = rules.rank([second, first], WANTED, today=TODAY)

    assert [match.candidate for match in found] == [first, second]
    assert why in found[0].reasons


@pytest.mark.parametrize(
    ("change", "points", "said"),
    [
        ({}, 5, "Dækker Skive"),
        ({"levels": {Category.ERP: CompetenceLevel.BASIC}}, 4, "ERP: kender til det"),
        ({"home": "0779"}, 6, "Ligger i Skive"),
        ({"industries": ["Fremstilling"]}, 7, "Kender branchen: fremstilling"),
        ({"available_from": TODAY}, 5, "Har ikke fået en henvendelse endnu"),
        ({"available_from": TODAY + timedelta(days=1)}, 3, "Ledig fra 27. november 2026"),
        ({"open_cases": 1}, 5, "Har plads: 1 åben sag"),
        ({"open_cases": 2, "advisers": 0}, 5, "Har plads: 2 åbne sager"),
        ({"open_cases": 3, "advisers": 0}, 4, "Har travlt: 3 åbne sager"),
    ],
)
def test_what_each_thing_is_worth(change: dict[str, Any], points: int, said: str) -> None:
    found = rules.match(replace(FIT, **change), WANTED, today=TODAY)

    assert (found.points, said in found.reasons) == (points, True), found


def test_a_place_without_a_name_is_told_by_its_code() -> None:
    wanted = replace(WANTED, place="")

    assert "Dækker 0779" in rules.match(FIT, wanted, today=TODAY).reasons


def test_those_who_do_not_fit_stand_by_name() -> None:
    firms = [replace(FIT, cvr=cvr, company=name, people=0) for cvr, name in (("3", "Bo"), ("2", "Ada"), ("1", "Bo"))]

    _, others = rules.rank(firms, WANTED, today=TODAY)

    assert [(one.company, one.cvr) for one in others[Unfit.NOBODY]] == [("Ada", "2"), ("Bo", "1"), ("Bo", "3")]


def test_who_did_not_answer_comes_last_and_it_is_said() -> None:
    silent = replace(FIT, cvr="2", company="Aa ApS", home="0779", unanswered_on=date(2026, 3, 3))

    (first, last), others = rules.rank([silent, FIT], WANTED, today=TODAY)

    assert (first.candidate, last.candidate, others) == (FIT, silent, {})
    assert last.points > first.points, "the better match, had it answered"
    assert last.reasons[0] == "Svarede ikke på tilbuddet af 3. marts 2026"
    assert not [said for said in first.reasons if "Svarede" in said]


def test_a_firm_that_is_free_later_says_when() -> None:
    later = replace(FIT, available_from=date(2026, 12, 14))

    assert "Ledig fra 14. december 2026" in rules.match(later, WANTED, today=TODAY).reasons


def test_a_lead_that_asks_little_is_open_to_all() -> None:
    elsewhere = replace(FIT, covers=frozenset(), levels={})

    found, _ = rules.rank([elsewhere], Wanted(), today=TODAY)

    assert found[0].reasons == ("Har plads: 0 åbne sager", "Har ikke fået en henvendelse endnu")
    assert found[0].points == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Metalindustri", "metalindustri", True),
        ("Bygge og anlæg", "bygge og ANLÆG", True),
        ("Metalindustri", "Metal", True),
        ("It", "Turisme og it", False),
        ("Bil", "Bilhandel", False),
        ("Bank", "Bankvæsen", True),
        ("", "Metalindustri", False),
        ("Metalindustri", "Møbelindustri", False),
    ],
)
def test_the_same_industry_in_other_words(one: str, other: str, same: bool) -> None:
    assert rules.same_industry(one, other) is rules.same_industry(other, one) is same


# ---- what always holds ------------------------------------------------------------------------------

days = st.none() | st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
candidates = st.builds(
    Candidate,
    cvr=st.integers(1, 10**6).map(str),
    company=st.sampled_from(["Ada", "Bo", "Åen"]),
    status=st.sampled_from(list(S)),
    ended_on=days,
    people=st.integers(0, 2),
    code_accepted=st.booleans(),
    co_deliveries=st.integers(0, 2),
    no_new_cases_until=days,
    available_from=days,
    home=st.sampled_from(["", "0779"]),
    covers=st.sampled_from([frozenset({"0779"}), frozenset()]),
    levels=st.dictionaries(st.sampled_from([Category.ERP, Category.BI]), st.sampled_from(list(CompetenceLevel))),
    industries=st.lists(st.sampled_from(["Fremstilling", "Handel"]), max_size=2),
    advisers=st.integers(1, 4),
    open_cases=st.integers(0, 12),
    last_lead_on=days,
    has_open_offer=st.booleans(),
    has_declined=st.booleans(),
    unanswered_on=days,
)
many = st.lists(candidates, max_size=12, unique_by=lambda one: one.cvr)


@given(many, st.booleans(), st.randoms())
def test_the_order_of_asking_decides_nothing(found: list[Candidate], with_staff: bool, random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)

    assert rules.rank(found, WANTED, today=TODAY, with_staff=with_staff) == rules.rank(
        shuffled, WANTED, today=TODAY, with_staff=with_staff
    )


@given(many, st.booleans())
def test_everybody_is_somewhere_and_nobody_is_proposed_who_may_not(found: list[Candidate], with_staff: bool) -> None:
    fit, others = rules.rank(found, WANTED, today=TODAY, with_staff=with_staff)

    assert len(fit) + sum(map(len, others.values())) == len(found)
    for match in fit:
        one = match.candidate
        assert one.people > 0
        assert one.code_accepted
        assert not one.has_open_offer
        assert not one.has_declined
        assert one.status not in {S.ENDED, S.PAUSED, S.REJECTED, S.APPLICANT}
        assert with_staff or one.status is S.QUALIFIED
        assert one.ended_on is None or one.ended_on > TODAY
        assert one.no_new_cases_until is None or one.no_new_cases_until < TODAY
        assert "0779" in one.covers
        assert Category.ERP in one.levels
        assert match.reasons


@given(many)
def test_points_fall_and_among_equals_the_longest_wait_comes_first(found: list[Candidate]) -> None:
    fit, _ = rules.rank(found, WANTED, today=TODAY, with_staff=True)

    for before, after in pairwise(fit):
        silent = [one.candidate.unanswered_on is not None for one in (before, after)]
        assert silent == sorted(silent)
        if silent[0] != silent[1]:
            continue
        assert before.points >= after.points
        if before.points == after.points:
            assert (before.candidate.last_lead_on or date.min) <= (after.candidate.last_lead_on or date.min)
