"""Answers and points requirement by requirement: reasons, the gate, conflicts, filters, history."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import NoResultFound

from itstart.db import db
from itstart.models import CaseEvent, CustomerCase, Requirement, User, VendorRelation
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import Answer, InvitationStatus, Priority
from itstart.services import responses
from itstart.services.conflicts import Conflict
from itstart.services.responses import Cell, Filter
from itstart.steps.selection.bidders import bidders
from tests.factories import make_case, make_helper, make_staff
from tests.factories.example import import_example


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


def cell(case: CustomerCase, code: str, vendor: str) -> Cell:
    return responses.line(case, code, bidders(case))[1].get(vendor, Cell())


def save(example: tuple[CustomerCase, User], code: str, vendor: str, version: int | None = None, **typed: Any) -> Cell:
    case, user = example
    version = cell(case, code, vendor).version if version is None else version
    return responses.save(user, case, responses.find(case, code), vendor, typed, version=version)


def test_the_filters_of_the_example(example: tuple[CustomerCase, User]) -> None:
    found = responses.matrix(example[0], bidders(example[0]))
    assert {part.value: count for part, count in found.counts.items()} == {
        "": 33,
        "skal": 18,
        "forskelle": 25,
        "svage": 5,
        "merpris": 6,
        "mangler": 0,
    }
    assert len(responses.matrix(example[0], bidders(example[0]), shown=Filter.WEAK).lines) == 5


def test_the_foot_of_the_example(example: tuple[CustomerCase, User]) -> None:
    totals = responses.totals(example[0])
    assert {vendor: (str(total.fit), total.extra) for vendor, total in totals.items()} == {
        "V-1": ("91.5", 40_000),
        "V-2": ("94.4", 10_000),
        "V-3": ("77.2", 103_000),
    }


def test_a_new_answer_brings_its_own_points(example: tuple[CustomerCase, User]) -> None:
    saved = save(example, "K-01", "V-1", answer=Answer.CUSTOMISATION, score=None, score_reason="")
    assert (saved.points, saved.changed, saved.version) == (3, False, 2)


def test_points_left_empty_change_nothing(example: tuple[CustomerCase, User]) -> None:
    saved = save(example, "K-01", "V-1", answer=Answer.STANDARD, score=None, score_reason="")
    assert (saved.score, saved.version) == (5, 1)


def test_other_points_need_a_reason(example: tuple[CustomerCase, User]) -> None:
    with pytest.raises(RuleViolation) as refused:
        save(example, "K-01", "V-1", answer=Answer.STANDARD, score=2, score_reason="")
    assert refused.value.findings[0].where == "score_reason"
    saved = save(example, "K-01", "V-1", answer=Answer.STANDARD, score=2, score_reason="Set ved demo")
    assert (saved.points, saved.changed) == (2, True)


def test_points_need_an_answer(example: tuple[CustomerCase, User]) -> None:
    with pytest.raises(RuleViolation, match="Vælg først"):
        save(example, "K-01", "V-1", answer=None, score=2, score_reason="Fordi")


def test_a_tie_to_a_bidder_must_be_acknowledged_before_points(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    case.impartiality.acknowledged_by_customer_on = None
    db.session.commit()
    assert any(isinstance(relation, VendorRelation) for relation in case.vendor_relations)
    with pytest.raises(RuleViolation, match="kvittere"):
        save(example, "K-01", "V-1", answer=Answer.STANDARD, score=2, score_reason="Fordi")
    assert save(example, "K-01", "V-1", answer=Answer.CONFIGURATION, score=None).points == 4
    case.impartiality.acknowledged_by_customer_on = date(2026, 5, 1)
    db.session.commit()
    assert save(example, "K-01", "V-1", answer=Answer.STANDARD, score=2, score_reason="Fordi").points == 2


def test_two_people_see_both_answers(example: tuple[CustomerCase, User]) -> None:
    save(example, "K-01", "V-1", answer=Answer.CUSTOMISATION)
    with pytest.raises(Conflict) as conflict:
        save(example, "K-01", "V-1", version=1, answer=Answer.NOT_MET)
    [apart] = conflict.value.differences
    assert (apart.field, apart.mine, apart.theirs) == ("answer", Answer.NOT_MET, Answer.CUSTOMISATION)
    assert save(example, "K-01", "V-1", version=1, answer=Answer.CUSTOMISATION).version == 2


def test_each_change_is_told_once(example: tuple[CustomerCase, User]) -> None:
    save(example, "K-01", "V-1", answer=Answer.CUSTOMISATION)
    save(example, "K-01", "V-1", vendor_comment="Laves")
    save(example, "K-01", "V-1", vendor_comment="Laves i uge 40")
    told = db.session.scalars(select(CaseEvent.text).where(CaseEvent.kind == "response")).all()
    assert list(told) == [
        "gav Limfjord Business Systems 3 point for K-01",
        "rettede svaret på K-01 fra Limfjord Business Systems",
    ]


def test_the_first_answer_makes_the_bid(app: Flask) -> None:
    user = make_helper()
    case = make_case(user)
    case.impartiality.declared_on = date(2026, 1, 1)
    vendor = _invited(case)
    db.session.add(Requirement(case_id=case.id, code="K-01", title="Et", priority=Priority.MUST))
    db.session.commit()
    saved = responses.save(user, case, responses.find(case, "K-01"), "V-1", {"answer": Answer.STANDARD}, version=0)
    db.session.commit()
    assert (saved.points, saved.version, vendor.bid is not None) == (5, 1, True)
    assert [bid.vendor.code for bid in case.bids] == ["V-1"]


def _invited(case: CustomerCase) -> Any:
    from itstart.models import Vendor

    vendor = Vendor(
        case_id=case.id, code="V-1", name="Alfa A/S", invited=True, invitation_status=InvitationStatus.INVITED
    )
    db.session.add(vendor)
    db.session.commit()
    return vendor


def test_only_the_firm_and_only_the_cases_own(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    with pytest.raises(Forbidden):
        responses.save(make_staff(), case, responses.find(case, "K-01"), "V-1", {}, version=1)
    with pytest.raises(LookupError):
        responses.save(user, case, responses.find(case, "K-01"), "V-4", {}, version=1)
    with pytest.raises(NoResultFound):
        responses.find(case, "K-999")


def test_neighbours(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    assert responses.beside(case, responses.find(case, "K-01")) == ("", "K-02")
    assert responses.beside(case, responses.find(case, "K-33")) == ("K-32", "")


def test_the_matrix_asks_three_times_at_any_size(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    vendors = bidders(case)
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    case_id, count = case.id, []
    for extra in (0, 200):
        db.session.add_all(
            Requirement(case_id=case_id, code=f"X-{n}", position=100 + n, title="Ny", area="Ny") for n in range(extra)
        )
        db.session.commit()
        assert case.id
        assert [vendor.bid and vendor.bid.id for vendor in vendors]
        event.listen(db.engine, "before_cursor_execute", note)
        responses.matrix(case, vendors, number=2)
        event.remove(db.engine, "before_cursor_execute", note)
        count.append(len(asked))
        asked.clear()
    assert count == [3, 3]
