"""Response forms become bids: the whole example through three files, and what a second file changes."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from itstart.db import db
from itstart.exchange import export_case
from itstart.models import CaseEvent, CustomerCase, User
from itstart.rules.terms import Answer, InvitationStatus
from itstart.services import response_import_store, response_imports
from itstart.steps.tender.response_read import Weight
from tests.factories.response_bids import IN_TIME, answer_of, form_of, put_in, undecided, vendor_of
from tests.factories.response_forms import bids, set_answer, set_field, set_line


@pytest.fixture
def tender(app: Flask) -> tuple[CustomerCase, User]:
    return undecided()


# ---- the whole way -----------------------------------------------------------------------------------


def test_three_forms_become_the_bids_and_the_result_of_the_example(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    before = export_case(case)
    forms = {code: form_of(case, code) for code in bids()}
    for code in bids():
        vendor_of(case, code).bid = None
    db.session.commit()
    for code, content in forms.items():
        row = response_imports.upload(user, case, f"{code}.xlsx", content)
        accepted = {doubt.key for doubt in response_imports.preview(row).form.of(Weight.CHOICE)}
        moment = datetime.fromisoformat(f"{bids()[code]['received_at']}+02:00")
        response_import_store.apply(user, row, received_at=moment, accepted=accepted)
    _give_points(case)
    db.session.commit()
    db.session.expire_all()

    after = export_case(case)
    assert after["bids"] == before["bids"]
    totals = {one["vendor_id"]: float(one["total_score"]) for one in after["evaluation"]["results"]}
    assert totals == {"V-2": 91.9, "V-1": 82.6, "V-3": 77.6}


def _give_points(case: CustomerCase) -> None:
    """The points people gave, which no vendor writes; and the note on the one requirement that waits."""
    for code, bid in bids().items():
        for given in bid["responses"]:
            row = answer_of(case, code, given["requirement_id"])
            row.score, row.score_reason = given["score"], given["score_reason"]


def test_a_file_gives_its_own_points_and_a_line_of_history(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    vendor_of(case, "V-2").bid = None
    vendor_of(case, "V-2").invitation_status = InvitationStatus.INVITED
    db.session.commit()
    row = put_in(user, case, "V-2")

    assert answer_of(case, "V-2", "K-01").score is None, "the answer's own points"
    assert vendor_of(case, "V-2").invitation_status is InvitationStatus.BID_RECEIVED
    assert row.applied_by == user.name
    assert row.read is not None
    assert (row.read["taken"], row.read["asked"]) == (32, 32)
    told = db.session.query(CaseEvent).filter_by(kind="response_form_applied").one()
    assert told.text == "indlæste tilbuddet fra Kongeå Data: 32 svar og 8 prislinjer"


# ---- a second file -----------------------------------------------------------------------------------


def test_the_same_bid_again_changes_nothing(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    row = response_imports.upload(user, case, "tilbud.xlsx", form_of(case, "V-2"))

    assert response_imports.preview(row).changes == []


def test_a_second_file_says_what_is_new(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender

    def change(book: Any) -> None:
        set_answer(book, "K-15", answer="K", extra=0)
        set_field(book, "Priser", "glemt.internal_hours", 300)
        set_line(book, "Priser", "engang.1", "Implementering", "Analyse og opsætning", 250_000)
        set_line(book, "Priser", "engang.5", None, None, None)
        set_line(book, "Priser", "aar.4", "Drift", "Backup", 6_000)

    row = response_imports.upload(user, case, "ny.xlsx", form_of(case, "V-2", change))
    found = {(one.what, one.before, one.after) for one in response_imports.preview(row).changes}

    nbsp = "\u00a0"
    assert found == {
        ("Svar på K-15", "S", "K"),
        ("Jeres egne timer", "380", "300"),
        ("Pris: Analyse og opsætning", f"260.000{nbsp}kr.", f"250.000{nbsp}kr."),
        ("Pris udgår: Uddannelse", f"50.000{nbsp}kr.", ""),
        ("Ny pris: Backup", "", f"6.000{nbsp}kr."),
    }
    response_import_store.apply(user, row, received_at=IN_TIME, accepted=set())
    db.session.commit()
    bid = vendor_of(case, "V-2").bid
    assert bid is not None
    assert next((line.label, line.amount_dkk) for line in bid.one_off_lines) == ("Analyse og opsætning", 250_000)
    assert "Uddannelse" not in [line.label for line in bid.one_off_lines]
    assert bid.annual_lines[-1].label == "Backup"


def test_points_with_a_reason_stay_and_are_pointed_out(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    answer = answer_of(case, "V-2", "K-04")
    answer.answer, answer.score, answer.score_reason = Answer.STANDARD, 2, "Demoen viste noget andet."
    plain = answer_of(case, "V-2", "K-05")
    plain.answer, plain.score, plain.score_reason = Answer.STANDARD, 5, ""
    db.session.commit()

    def change(book: Any) -> None:
        set_answer(book, "K-04", answer="K")
        set_answer(book, "K-05", answer="K")

    row = response_imports.upload(user, case, "ny.xlsx", form_of(case, "V-2", change))
    notes = {one.what: one.note for one in response_imports.preview(row).changes}
    assert notes["Svar på K-04"].startswith("Der er givet 2 point med en begrundelse.")
    assert notes["Svar på K-05"] == ""
    response_import_store.apply(user, row, received_at=IN_TIME, accepted=set())

    assert (answer.answer, answer.score, answer.score_reason) == (Answer.CONFIGURATION, 2, "Demoen viste noget andet.")
    assert plain.answer is Answer.CONFIGURATION
    assert plain.score is None, "follows the new answer"


def test_two_lines_alike_stay_two(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender

    def change(book: Any) -> None:
        for number in (4, 5):
            set_line(book, "Priser", f"aar.{number}", "Drift", "Server", 1_000 * number)

    for _ in range(2):
        put_in(user, case, "V-2", change)
        bid = vendor_of(case, "V-2").bid
        assert bid is not None
        assert [line.amount_dkk for line in bid.annual_lines if line.label == "Server"] == [4_000, 5_000]


def test_what_cannot_be_read_stays_as_it_was(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    put_in(user, case, "V-2", lambda book: set_answer(book, "K-01", answer="Måske"))

    assert answer_of(case, "V-2", "K-01").answer is Answer.STANDARD


def test_a_choice_that_is_not_made_leaves_the_requirement_unanswered(tender: tuple[CustomerCase, User]) -> None:
    case, user = tender
    vendor_of(case, "V-2").bid = None
    db.session.commit()
    put_in(user, case, "V-2", lambda book: set_answer(book, "K-25", extra=None), accepted=set())
    bid = vendor_of(case, "V-2").bid

    assert bid is not None
    assert len(bid.responses) == 31
    assert "K-25" not in {row.requirement.code for row in bid.responses}
