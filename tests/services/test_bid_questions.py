"""Spørg leverandøren: answers survive the bid being corrected, and two people never overwrite each other."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, RequirementResponse, User, Vendor
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Answer
from itstart.services import bid_questions
from itstart.services.conflicts import Conflict
from tests.factories import make_case, make_helper
from tests.factories.example import import_example

SAID = {"asked": True, "answer": "Ja, den 1. marts.", "answered_on": date(2026, 5, 4)}


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


@pytest.fixture
def user(example: tuple[CustomerCase, User]) -> User:
    return example[1]


@pytest.fixture
def vendor(case: CustomerCase) -> Vendor:
    return next(vendor for vendor in case.vendors if vendor.code == "V-3")


def keys(found: tuple[bid_questions.Asked, ...]) -> list[str]:
    return [one.key for one in found]


def answer(user: User, vendor: Vendor, key: str, version: int = 1, **values: Any) -> None:
    asked = bid_questions.find(vendor.case, vendor, key)
    assert asked is not None
    bid_questions.save(user, vendor.case, vendor, asked, {**SAID, **values}, version=version)
    db.session.commit()


def correct(vendor: Vendor, code: str, value: Answer) -> None:
    assert vendor.bid is not None
    row: RequirementResponse = next(one for one in vendor.bid.responses if one.requirement.code == code)
    row.answer, row.score = value, None
    row.vendor_comment = ""
    db.session.commit()
    db.session.expire_all()


def test_the_sheet_of_the_example(case: CustomerCase, vendor: Vendor) -> None:
    found = bid_questions.sheet(case, vendor)
    assert keys(found.from_bid)[:3] == ["K-24-senere", "forbehold", "K-21-point"]
    assert {"stoerste-post", "opsaetning", "referencer"} <= set(keys(found.from_bid))
    assert keys(found.for_all) == [f"alle-{n}" for n in range(1, 10)]
    assert (found.own, found.outdated, found.left_out, found.answered) == ((), (), 0, 0)


def test_an_answer_survives_and_is_told_as_outdated_when_its_ground_is_gone(
    case: CustomerCase, user: User, vendor: Vendor
) -> None:
    answer(user, vendor, "K-24-senere")
    answer(user, vendor, "K-15-tilpasning", answer="", answered_on=None)
    assert bid_questions.sheet(case, vendor).answered == 1
    correct(vendor, "K-24", Answer.STANDARD)
    correct(vendor, "K-15", Answer.STANDARD)
    found = bid_questions.sheet(case, vendor)
    assert not {"K-24-senere", "K-15-tilpasning"} & set(keys(found.from_bid))
    assert keys(found.outdated) == ["K-24-senere"]
    assert "Åbent API" in found.outdated[0].question.text
    assert not found.outdated[0].current
    correct(vendor, "K-24", Answer.ROADMAP)
    again = bid_questions.sheet(case, vendor)
    assert again.from_bid[0].is_answered
    assert again.outdated == ()


def test_missing_answers_are_named(case: CustomerCase, vendor: Vendor) -> None:
    assert vendor.bid is not None
    for row in vendor.bid.responses[:12]:
        row.answer = None
    db.session.commit()
    asked = bid_questions.find(case, vendor, "svar-mangler")
    assert asked is not None
    assert asked.question.why.replace("\u00a0", " ") == (
        "Der mangler svar på 12 krav: K-01, K-02, K-03, K-04, K-05, K-06, K-07, K-08 og 4 til."
    )


def test_an_answer_without_a_day_is_from_today_and_none_is_from_tomorrow(user: User, vendor: Vendor) -> None:
    answer(user, vendor, "alle-1", answered_on=None)
    stored = bid_questions.find(vendor.case, vendor, "alle-1")
    assert stored is not None
    assert stored.stored is not None
    assert stored.stored.answered_on == clock.today()
    with pytest.raises(RuleViolation, match="fremtiden"):
        answer(user, vendor, "alle-2", answered_on=clock.today() + timedelta(days=1))


def test_two_people_in_the_same_answer_both_see_both(user: User, vendor: Vendor) -> None:
    answer(user, vendor, "alle-1")
    answer(user, vendor, "alle-1")  # the same words once more are no conflict
    with pytest.raises(Conflict) as clash:
        answer(user, vendor, "alle-1", answer="Nej")
    assert [(one.field, one.theirs) for one in clash.value.differences] == [("answer", "Ja, den 1. marts.")]
    answer(user, vendor, "alle-1", version=clash.value.version, answer="Nej")


def test_own_questions_come_go_and_come_back(case: CustomerCase, user: User, vendor: Vendor) -> None:
    for text in ("Hvem passer telefonen?", "Hvor mange er I?"):
        bid_questions.add(user, case, vendor, text)
    answer(user, vendor, "egen-1")
    bid_questions.delete(user, case, vendor, "egen-1")
    assert keys(bid_questions.sheet(case, vendor).own) == ["egen-2"]
    assert bid_questions.add(user, case, vendor, "Og hvem er chef?").key == "egen-3"
    bid_questions.restore(user, case, vendor, "egen-1")
    found = bid_questions.sheet(case, vendor).own
    assert keys(found) == ["egen-1", "egen-2", "egen-3"]
    assert found[0].is_answered


@pytest.mark.usefixtures("app")
def test_a_vendor_without_a_bid_gets_the_questions_for_all() -> None:
    case = make_case(make_helper())
    vendor = Vendor(case_id=case.id, code="V-1", name="Ny A/S", invited=True)
    db.session.add(vendor)
    db.session.commit()
    found = bid_questions.sheet(case, vendor)
    assert (found.from_bid, len(found.for_all)) == ((), 9)


def test_a_long_bid_shows_the_most_serious_and_says_how_many_more(
    case: CustomerCase, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bid_questions, "MOST", 3)
    whole = bid_questions.sheet(case, vendor)
    assert len(whole.from_bid) == 3
    assert whole.left_out > 5


def test_only_the_firm_writes(user: User, vendor: Vendor) -> None:
    vendor.case.abandoned_on, vendor.case.abandon_reason = date(2026, 6, 1), "Solgt"
    vendor.case.completed_on = None
    with pytest.raises(RuleViolation, match="opgivet"):
        answer(user, vendor, "alle-1")
