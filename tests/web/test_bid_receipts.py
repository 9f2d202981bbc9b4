"""Bids come in: registered, sealed and opened, late and chosen about; and Leverandør A, B, C."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from docs_templates.source.build import FOLDER
from itstart import clock
from itstart.db import db
from itstart.documents.checks import text_of
from itstart.models import Bid, BidReceipt, CustomerCase, User
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import LateChoice
from itstart.services import bid_receipts, documents
from itstart.steps import find_deliverable
from itstart.steps.selection.assessment import assess
from tests.browser import Browser
from tests.factories import make_case, make_helper, make_staff


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/valg/modtagelse{rest}"


def _seal(case: CustomerCase, *, hours: int) -> None:
    """Sealed, with a deadline so many hours ahead."""
    case.tender.sealed_opening = True
    case.tender.bid_deadline_at = clock.now() + timedelta(hours=hours)
    db.session.commit()
    db.session.expire_all()


def test_nobody_opens_before_the_deadline(
    here: Browser, case: CustomerCase, example: tuple[CustomerCase, User]
) -> None:
    _seal(case, hours=1)
    assert "Åbn tilbuddene" not in here.get(url(case)).shown()
    answer = here.post(url(case, "/aabn"))
    assert answer.status_code == 409
    assert "Fristen er ikke gået endnu" in answer.shown()
    assert case.tender.bids_opened_at is None


def test_bids_are_not_written_while_they_are_sealed(here: Browser, case: CustomerCase) -> None:
    _seal(case, hours=1)
    shown = here.get(f"/sager/{case.number}/valg/tilbud")
    assert "Tilbuddene er forseglede" in shown.shown()
    assert not shown.html.select("main form[id]")
    sent = {"section": "tilbud", "om": "V-1", "version": "1", "product": "Nyt"}
    assert here.post(f"/sager/{case.number}/valg/tilbud", sent).status_code == 409
    line = {"om": "V-1", "label": "Licens", "amount_dkk": "1", "form_key": "k"}
    assert here.post(f"/sager/{case.number}/engangspriser/ny", line).status_code == 409
    answer = {"answer": "standard", "version": "0"}
    assert here.post(f"/sager/{case.number}/valg/krav-for-krav/K-01/V-1", answer).status_code == 409
    case.tender.sealed_opening = False
    db.session.commit()
    assert case.vendors[0].bid is not None
    assert case.vendors[0].bid.product == "LimERP Cloud"


def test_a_receipt_is_written_under_seal_and_its_file_is_kept_shut(here: Browser, case: CustomerCase) -> None:
    for bid in list(case.bids):
        db.session.delete(bid)
    _seal(case, hours=1)
    moment = clock.local(clock.now() - timedelta(minutes=5))
    sent = {
        "vendor": "V-1",
        "received_at": f"{moment.day}.{moment.month}.{moment.year} {moment:%H.%M}",
        "file": (io.BytesIO(b"PK\x05\x06" + b"\0" * 18), "tilbud.zip"),
        "form_key": "a" * 20,
    }
    assert here.post(url(case), sent).status_code == 422
    sent |= {"file": (io.BytesIO(_docx()), "Tilbud.docx"), "form_key": "b" * 20}
    assert here.post(url(case), sent).status_code == 303
    page = here.get(url(case)).shown()
    assert "registreret af Mette Hedelund" in page
    assert "Filen er forseglet" in page
    assert "Tilbud.docx" not in page
    receipt = db.session.scalars(select(BidReceipt)).one()
    assert here.get(url(case, f"/{receipt.code}/fil")).status_code == 409
    case.tender.bid_deadline_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    here.post(url(case, "/aabn"))
    assert here.get(url(case, f"/{receipt.code}/fil")).data == _docx()
    opened = db.session.scalars(select(Bid)).one()
    assert opened.received_at == receipt.received_at


def _docx() -> bytes:
    return (FOLDER / "sparringslog.docx").read_bytes()


def test_an_open_tender_takes_the_moment_over_at_once_and_undo_works(here: Browser, case: CustomerCase) -> None:
    bid = case.vendors[0].bid
    assert bid is not None
    bid.received_at = None
    db.session.commit()
    assert here.post(url(case), {"vendor": "V-1", "received_at": "17.4.2026 15.40", "form_key": "k"}).status_code == 303
    assert _received(bid)
    code = db.session.scalars(select(BidReceipt.code)).one()
    here.post(url(case, f"/{code}/slet"))
    assert not _received(bid)
    here.post(url(case, f"/{code}/fortryd"))
    assert _received(bid)


def _received(bid: Bid) -> bool:
    db.session.refresh(bid)
    return bid.received_at is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"vendor": "", "received_at": "17.4.2026 15.40"}, "Vælg, hvem tilbuddet er fra."),
        ({"vendor": "V-1", "received_at": ""}, "Skriv, hvornår tilbuddet kom."),
        ({"vendor": "V-1", "received_at": "i går"}, "Skriv dato og klokkeslæt"),
        ({"vendor": "V-1", "received_at": "17.4.2099 15.40"}, "Tidspunktet er ikke kommet endnu."),
    ],
)
def test_a_receipt_that_cannot_be_is_told_at_its_field(
    here: Browser, case: CustomerCase, typed: dict[str, str], said: str
) -> None:
    answer = here.post(url(case), typed)
    assert answer.status_code == 422
    assert any(said in error for error in answer.errors())


def test_others_do_not_find_the_page(browser: Browser, case: CustomerCase) -> None:
    for stranger in (make_helper(), make_staff()):
        browser.log_in(stranger)
        assert browser.get(url(case)).status_code == 404
        assert browser.get(url(case, "/MT-1/fil")).status_code == 404
        assert browser.post(url(case, "/aabn")).status_code == 404


def test_a_case_without_vendors_says_what_to_do(browser: Browser) -> None:
    user = make_helper()
    case = make_case(user)
    browser.log_in(user)
    assert "Ingen leverandører endnu" in browser.get(url(case)).shown()


def test_the_form_refuses_to_break_the_seal_by_the_back_door(here: Browser, case: CustomerCase) -> None:
    _seal(case, hours=48)
    deadline = clock.local(clock.now() - timedelta(days=1))
    sent = {"section": "tidsplan", "version": "1", "issued_on": "", "title": "Nyt"}
    moment = f"{deadline.day}.{deadline.month}.{deadline.year} 12.00"
    answer = here.post(f"/sager/{case.number}/udbud/tidsplan", {**sent, "bid_deadline_at": moment})
    assert answer.status_code == 422
    assert len(answer.errors()) == 2
    case.tender.issued_on = None
    db.session.commit()
    answer = here.post(f"/sager/{case.number}/udbud/tidsplan", {**sent, "bid_deadline_at": moment})
    assert answer.status_code == 422, "there are bids under the seal"
    assert case.tender.sealed_opening


# ---- late bids -----------------------------------------------------------------------------------------


@pytest.fixture
def late(case: CustomerCase) -> Bid:
    bid = case.vendors[0].bid
    assert bid is not None
    assert case.tender.bid_deadline_at is not None
    bid.received_at = case.tender.bid_deadline_at + timedelta(minutes=40)
    db.session.commit()
    return bid


CHOICE = {"reason": "Mailen var for stor", "by": "Birgit Nordvang", "on": "21.4.2026"}


def test_a_late_bid_asks_for_a_choice_and_keeps_who_when_and_why(here: Browser, case: CustomerCase, late: Bid) -> None:
    assert "Mangler kundens valg" in here.get(url(case)).shown()
    assert here.post(url(case, "/V-1/sent"), {**CHOICE, "choice": "taken"}).status_code == 303
    db.session.refresh(late)
    assert (late.late_choice, late.late_choice_by, late.late_choice_on) == (
        LateChoice.TAKEN, "Birgit Nordvang", date(2026, 4, 21),
    )  # fmt: skip
    assert assess(case).of("V-1") in assess(case).ranked
    words = text_of(documents.draft(case, find_deliverable("leverandoervurdering")).content)
    assert "kom efter fristen. Birgit Nordvang tog det med: Mailen var for stor." in words


def test_a_rejected_late_bid_leaves_the_evaluation_and_may_come_back(
    here: Browser, case: CustomerCase, late: Bid
) -> None:
    here.post(url(case, "/V-1/sent"), {**CHOICE, "choice": "rejected"})
    db.session.refresh(late)
    assert late.excluded_reason == "Kom efter fristen. Mailen var for stor"
    assert [bid.code for bid in assess(case).excluded] == ["V-1"]
    here.post(url(case, "/V-1/sent"), {**CHOICE, "choice": "taken"})
    db.session.refresh(late)
    assert late.excluded_reason == ""
    assert assess(case).excluded == ()


@pytest.mark.parametrize("lacking", ["choice", "reason", "by", "on"])
def test_a_choice_lacks_nothing(here: Browser, case: CustomerCase, late: Bid, lacking: str) -> None:
    answer = here.post(url(case, "/V-1/sent"), {**CHOICE, "choice": "taken", lacking: ""})
    assert answer.status_code == 422
    assert answer.errors()
    db.session.refresh(late)
    assert late.late_choice is None


def test_only_a_late_bid_is_chosen_about(here: Browser, case: CustomerCase, example: tuple[CustomerCase, User]) -> None:
    assert here.post(url(case, "/V-1/sent"), {**CHOICE, "choice": "taken"}).status_code == 404
    with pytest.raises(RuleViolation):
        bid_receipts.choose_late(example[1], case, "V-1", LateChoice.TAKEN, reason="x", by="y", on=date(2026, 4, 21))
