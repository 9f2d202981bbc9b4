"""Response forms that may not go into a bid: late, after the decision, not theirs, put aside, not ours to take."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.documents.uploads import Rejected
from itstart.exchange import export_case
from itstart.models import CustomerCase, User
from itstart.policies import Forbidden
from itstart.rules.findings import RuleViolation
from itstart.services import files, response_import_store, response_imports
from tests.factories.accounts import make_helper
from tests.factories.response_bids import IN_TIME, form_of, put_in, undecided, vendor_of
from tests.factories.response_forms import set_answer, set_field


@pytest.fixture
def tender(app: Flask) -> tuple[CustomerCase, User]:
    return undecided()


def test_a_late_file_needs_the_customers_reason(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    deadline = case.tender.bid_deadline_at
    assert deadline is not None
    late = deadline + timedelta(minutes=1)
    with pytest.raises(RuleViolation, match="kom efter fristen") as refusal:
        put_in(user, case, "V-2", received_at=late)
    assert refusal.value.findings[0].where == "late_choice_reason"

    put_in(user, case, "V-2", received_at=late, late_reason="Mailen hang.")
    bid = vendor_of(case, "V-2").bid
    assert bid is not None
    assert (bid.received_at, bid.late_choice_reason) == (late, "Mailen hang.")


def test_after_the_decision_nothing_is_read_in(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    case.evaluation.decided_vendor, case.evaluation.decided_on = vendor_of(case, "V-2"), IN_TIME.date()
    db.session.commit()
    with pytest.raises(RuleViolation, match="Kunden valgte Kongeå Data den 17"):
        put_in(user, case, "V-1")


def test_a_bid_that_is_out_is_not_filled_in(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    bid = vendor_of(case, "V-1").bid
    assert bid is not None
    bid.excluded_reason = "Opfylder ikke K-24."
    db.session.commit()
    with pytest.raises(RuleViolation, match="er udgået: Opfylder ikke K-24"):
        put_in(user, case, "V-1")


def test_another_firms_number_must_be_said_yes_to(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    vendor_of(case, "V-2").cvr = "99000023"
    db.session.commit()

    def change(book: Any) -> None:
        set_field(book, "Stamdata", "firma.cvr", "99000015")

    with pytest.raises(RuleViolation, match="Sæt flueben"):
        put_in(user, case, "V-2", change, accepted=set())
    put_in(user, case, "V-2", change)


def test_a_discarded_file_leaves_no_trace_in_the_bid(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    before = export_case(case)["bids"]
    row = response_imports.upload(
        user, case, "x.xlsx", form_of(case, "V-2", lambda b: set_answer(b, "K-01", answer="N"))
    )
    response_imports.discard(user, row)
    db.session.commit()

    assert export_case(case)["bids"] == before
    assert row.discarded_by == user.name
    for again in (
        lambda: response_imports.discard(user, row),
        lambda: response_import_store.apply(user, row, received_at=IN_TIME, accepted=set()),
    ):
        with pytest.raises(RuleViolation, match="allerede kasseret"):
            again()


def test_the_same_file_twice_waits_once(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    content = form_of(case, "V-2")
    first, second = (response_imports.upload(user, case, name, content) for name in ("a.xlsx", "b.xlsx"))

    assert first is second
    assert response_imports.every(case) == [first]
    assert files.content(first.file) == content, "the original is kept"


def test_a_form_of_another_case_waits_without_a_vendor_and_cannot_be_taken(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    content = form_of(case, "V-2", lambda book: setattr(book["itstart"].cell(2, 2), "value", "2025-0001"))
    row = response_imports.upload(user, case, "x.xlsx", content)

    assert row.vendor is None
    with pytest.raises(RuleViolation, match="kan ikke læses ind"):
        response_import_store.apply(user, row, received_at=IN_TIME, accepted=set())


def test_a_file_that_is_not_taken_is_not_kept(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    with pytest.raises(Rejected):
        response_imports.upload(user, case, "tilbud.csv", b"a;b")
    assert response_imports.every(case) == []


def test_only_the_firm_may_hand_in_and_take(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    row = response_imports.upload(user, case, "x.xlsx", form_of(case, "V-2"))
    other = make_helper()
    for act in (
        lambda: response_imports.upload(other, case, "y.xlsx", form_of(case, "V-1")),
        lambda: response_imports.discard(other, row),
        lambda: response_import_store.apply(other, row, received_at=IN_TIME, accepted=set()),
    ):
        with pytest.raises(Forbidden):
            act()
