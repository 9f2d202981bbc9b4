"""Letters to vendors: written from the case, edited, marked when the case changes, and frozen when sent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from itstart.db import db
from itstart.models import CustomerCase, OutboxMail, User, VendorLetter
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import AwardModel
from itstart.rules.vendor_letters import LetterKind
from itstart.services import files, vendor_letters
from itstart.services.conflicts import Conflict
from itstart.services.vendor_letters import TEXTS, Letter
from itstart.steps.selection.letters import Draft
from tests.documents.word_reading import text
from tests.factories.example import import_example

K = LetterKind
ON = date(2026, 6, 22)


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


@pytest.fixture
def user(example: tuple[CustomerCase, User]) -> User:
    return example[1]


def letter(case: CustomerCase, vendor: str, kind: LetterKind = K.REJECTION) -> Letter:
    db.session.expire_all()
    return vendor_letters.find(case, next(one for one in case.vendors if one.code == vendor), kind)


def typed(found: Letter, **values: Any) -> dict[str, Any]:
    return {**{name: getattr(found.text, name) for name in TEXTS}, "held_at": found.held_at, **values}


def words(draft: Draft) -> str:
    return "\n".join(getattr(draft, name) for name in TEXTS).replace("\u00a0", " ")


# ---- what the case writes ------------------------------------------------------------------------------


def test_a_rejection_tells_the_strongest_and_the_reasons_and_nothing_of_the_others(case: CustomerCase) -> None:
    said = words(letter(case, "V-1").text)
    for part in (
        "Kære Søren Kjeld", "Tak for jeres tilbud på LimERP Cloud", "Vi har valgt en anden leverandør",
        "stærkest på opfyldelse af krav, hvor I fik 91,5 point af 100", "Implementering og projektteam: 80,0 point",
        "»Omplanlægning« (K-17) opfyldes ikke", "fortroligt", "Birgit Nordvang",
    ):  # fmt: skip
        assert part in said, part
    for secret in ("Kongeå", "ProdPlan", "Sydhavn", "72,5", "82,6", "1.365.358", "1.518.273", "kr."):
        assert secret not in said, secret


def test_the_points_for_price_are_never_told(case: CustomerCase) -> None:
    said = words(letter(case, "V-3").text)
    assert "stærkest på totaløkonomi over 5 år." in said
    assert "»Åbent API« (K-24) kommer først i en senere version." in said
    assert "100,0" not in said
    assert "77,6" not in said


def test_an_award_says_what_is_open_but_not_what_the_customer_will_ask_for(case: CustomerCase) -> None:
    said = words(letter(case, "V-2", K.AWARD).text)
    for part in ("Kære Lone Fabricius", "Vi har valgt jer", "94,4", "Registrering på gulvet (K-16)", "31. juli 2026"):
        assert part in said, part
    for secret in ("95,4", "260.000", "laveste", "Limfjord"):
        assert secret not in said, secret


def test_an_invitation_has_the_tasks_and_the_place(case: CustomerCase) -> None:
    found = letter(case, "V-1", K.DEMO).text
    assert "- Planlæg og flyt en ordre" in found.grounds
    assert found.place == "Nordvang Maskinfabrik, Smedevænget 14, 7400 Herning"
    assert "Demoerne ligger fra 6. til 8. maj 2026." in found.onward


def test_a_bid_that_is_out_is_told_why(case: CustomerCase) -> None:
    for waiver in case.waivers:
        db.session.delete(waiver)
    db.session.commit()
    said = words(letter(case, "V-3").text)
    assert "måttet lade udgå" in said
    assert "»Åbent API« (K-24) kommer først i en senere version." in said
    assert "stærkest" not in said
    bid = case.vendors[2].bid
    assert bid is not None
    bid.excluded_reason = "Tilbuddet kom to dage for sent"
    db.session.commit()
    assert "Tilbuddet kom to dage for sent." in words(letter(case, "V-3").text)
    assert letter(case, "V-3", K.DEMO).findings


def test_the_lowest_price_is_said_as_such(case: CustomerCase) -> None:
    case.tender.award_model = AwardModel.LOWEST_PRICE
    db.session.commit()
    assert "det billigste af dem, der opfylder alle vores SKAL-krav" in words(letter(case, "V-1").text)


def test_who_can_get_what_follows_the_decision(case: CustomerCase) -> None:
    now = {(one.vendor.code, one.kind) for one in vendor_letters.overview(case)}
    demos = {(code, K.DEMO) for code in ("V-1", "V-2", "V-3")}
    assert now == demos | {("V-2", K.AWARD), ("V-1", K.REJECTION), ("V-3", K.REJECTION)}
    case.evaluation.decided_on = None
    db.session.commit()
    assert {(one.vendor.code, one.kind) for one in vendor_letters.overview(case)} == demos


def test_number_two_is_told_to_wait(case: CustomerCase) -> None:
    assert letter(case, "V-1").advice == ()
    case.contract.signed_on = None
    db.session.commit()
    assert "nummer to" in letter(case, "V-1").advice[0].message
    assert letter(case, "V-3").advice == ()


# ---- the draft -------------------------------------------------------------------------------------------


def test_an_edit_survives_a_change_of_the_data_and_is_marked(case: CustomerCase, user: User) -> None:
    found = letter(case, "V-1")
    assert not found.is_outdated
    vendor_letters.save(user, found, typed(found, opening="Tak for kaffen."), version=1)
    db.session.commit()
    assert not letter(case, "V-1").is_outdated
    case.vendors[0].contact = "Ny Person"
    db.session.commit()
    again = letter(case, "V-1")
    assert again.is_outdated
    assert again.text.opening == "Tak for kaffen."
    assert again.text.greeting == "Kære Søren Kjeld"


def test_the_proposal_again_and_one_s_own_back(case: CustomerCase, user: User) -> None:
    found = letter(case, "V-1")
    proposal = found.text
    vendor_letters.save(user, found, typed(found, opening="Tak for kaffen."), version=1)
    vendor_letters.fetch(user, letter(case, "V-1"))
    assert letter(case, "V-1").text == proposal
    vendor_letters.undo(user, letter(case, "V-1"))
    assert letter(case, "V-1").text == replace(proposal, opening="Tak for kaffen.")
    vendor_letters.undo(user, letter(case, "V-1"))
    assert letter(case, "V-1").text == proposal


def test_there_is_nothing_to_undo_in_a_new_letter(case: CustomerCase, user: User) -> None:
    with pytest.raises(NoResultFound):
        vendor_letters.undo(user, letter(case, "V-1"))


def test_two_people_in_one_letter(case: CustomerCase, user: User) -> None:
    first, second = letter(case, "V-1"), letter(case, "V-1")
    vendor_letters.save(user, first, typed(first, opening="Min"), version=1)
    second = letter(case, "V-1")
    with pytest.raises(Conflict) as clash:
        vendor_letters.save(user, second, typed(second, opening="Din"), version=1)
    assert [one.field for one in clash.value.differences] == ["opening"]


# ---- sending ---------------------------------------------------------------------------------------------


def test_a_letter_that_is_sent_is_frozen_with_its_mail(case: CustomerCase, user: User) -> None:
    found = letter(case, "V-1")
    vendor_letters.save(user, found, typed(found, opening="Tak for kaffen."), version=1)
    vendor_letters.send(user, letter(case, "V-1"), on=ON, email="soeren@limfjord.example")
    db.session.commit()
    sent = letter(case, "V-1")
    assert sent.is_sent
    assert sent.stored is not None
    assert sent.stored.document is not None
    frozen = files.content(sent.stored.document.file)
    assert "Tak for kaffen." in text(frozen)
    assert "22. juni 2026" in text(frozen)
    mail = db.session.query(OutboxMail).one()
    assert (mail.recipient, mail.subject) == (
        "soeren@limfjord.example",
        "Svar på jeres tilbud til Nordvang Maskinfabrik",
    )
    assert "Tak for kaffen." in mail.body
    assert mail.body.startswith("Kære Søren Kjeld\n")
    with pytest.raises(RuleViolation, match="er sendt"):
        vendor_letters.save(user, sent, typed(sent, opening="Nej"), version=9)
    with pytest.raises(RuleViolation, match="er sendt"):
        vendor_letters.send(user, sent, on=ON)


def test_a_letter_sent_by_hand_leaves_no_mail_and_can_be_followed_by_another(case: CustomerCase, user: User) -> None:
    vendor_letters.send(user, letter(case, "V-2", K.AWARD), on=ON)
    vendor_letters.start_over(user, letter(case, "V-2", K.AWARD))
    db.session.commit()
    assert db.session.query(OutboxMail).count() == 0
    again = letter(case, "V-2", K.AWARD)
    assert again.is_open
    assert [row.sent_on for row in vendor_letters.sent_before(again)] == [ON]
    vendor_letters.send(user, again, on=ON)
    versions = [row.document.version for row in db.session.query(VendorLetter) if row.document]
    assert sorted(versions) == [1, 2]


def test_what_stops_a_letter(case: CustomerCase, user: User) -> None:
    demo = letter(case, "V-1", K.DEMO)
    with pytest.raises(RuleViolation, match="hvornår demoen er"):
        vendor_letters.send(user, demo, on=ON)
    vendor_letters.save(user, demo, typed(demo, held_at=datetime(2026, 5, 6, 7, tzinfo=UTC)), version=1)
    vendor_letters.send(user, letter(case, "V-1", K.DEMO), on=ON)
    assert "Tid: 6. maj 2026 kl. 09.00" in letter(case, "V-1", K.DEMO).mail.replace("\u00a0", " ")
    with pytest.raises(RuleViolation, match="anden leverandør"):
        vendor_letters.send(user, letter(case, "V-1", K.AWARD), on=ON)
    with pytest.raises(RuleViolation, match="før beslutningen"):
        vendor_letters.send(user, letter(case, "V-1"), on=date(2026, 5, 1))


def test_deleting_the_case_takes_the_letters_along(case: CustomerCase, user: User) -> None:
    vendor_letters.send(user, letter(case, "V-1"), on=ON)
    db.session.commit()
    db.session.delete(case)
    db.session.commit()
    assert db.session.query(VendorLetter).count() == 0
