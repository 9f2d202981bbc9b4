"""Bids come in: registered, sealed and opened, late and chosen about; and Leverandør A, B, C."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextvars import Context
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from docs_templates.source.build import FOLDER
from itstart import clock
from itstart.db import db
from itstart.documents.checks import text_of
from itstart.models import Bid, BidReceipt, CaseEvent, CustomerCase, PriceLine, RequirementResponse, User
from itstart.rules import tender as rules
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import LateChoice
from itstart.services import bid_receipts, documents
from itstart.steps import DELIVERABLES, find_deliverable
from itstart.steps.selection.anonymous import anonymous_names, hider, letter
from itstart.steps.selection.assessment import assess
from tests.browser import Browser, Page
from tests.factories import make_case, make_helper, make_staff
from tests.factories.example import import_example

SECRETS = ("7.654.321", "7654321", "Kanariefugl")


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


@pytest.fixture
def here(browser: Browser, example: tuple[CustomerCase, User]) -> Browser:
    browser.log_in(example[1])
    return browser


def url(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/valg/modtagelse{rest}"


def _seal(case: CustomerCase, *, hours: int) -> None:
    """Sealed, with a deadline so many hours ahead."""
    case.tender.sealed_opening = True
    case.tender.bid_deadline_at = clock.now() + timedelta(hours=hours)
    db.session.commit()
    db.session.expire_all()


def _hide_canaries(case: CustomerCase) -> None:
    """Something in every column a bid is made of."""
    for bid in db.session.scalars(select(Bid)):
        bid.product, bid.exit_cost_dkk, bid.internal_hours = "Kanariefugl ERP", 7_654_321, None
        bid.reservations = bid.reservations_meaning = "Kanariefugl"
    for line in db.session.scalars(select(PriceLine)):
        line.label, line.amount_dkk = "Kanariefugl", 7_654_321
    for response in db.session.scalars(select(RequirementResponse)):
        response.vendor_comment = response.available = response.score_reason = "Kanariefugl"
        response.extra_price_dkk = 7_654_321
    for check in case.reference_checks:
        check.notes = ""
    db.session.commit()


def _words(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


def _pages(browser: Browser, case: CustomerCase) -> Iterator[tuple[str, str]]:
    """Every page and file of the case one can click to, from its own page on; one of those that differ by number."""
    root = f"/sager/{case.number}"
    db.session.commit()
    waiting, seen = [root, "/sager/"], {""}
    while waiting:
        path = waiting.pop()
        db.session.rollback()
        page = Page(Context().run(browser.client.get, path, follow_redirects=True))
        if page.data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(page.data)) as package:
                yield path, " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
            continue
        yield path, _words(page) or page.data.decode("utf-8", "replace")
        for link in page.html.select("a[href]"):
            found = urlsplit(str(link["href"]))
            target = f"{found.path}?{found.query}".rstrip("?")
            target = re.sub(r"[?&](retur|hjaelp)=[^&]*", "", target)
            shape = target.removeprefix(root) if "om=V" in target else re.sub(r"\d+", "1", target.removeprefix(root))
            if found.path.startswith(root) and shape not in seen:
                seen.add(shape)
                waiting.append(target)


def test_no_page_document_or_export_tells_what_lies_under_the_seal(here: Browser, case: CustomerCase) -> None:
    _hide_canaries(case)
    _seal(case, hours=48)
    visited = 0
    for path, words in _pages(here, case):
        visited += 1
        for secret in SECRETS:
            assert secret not in words, f"{secret} in {path}"
    assert visited > 70
    for key in DELIVERABLES:
        words = text_of(documents.draft(case, find_deliverable(key)).content).replace("\u00a0", " ")
        for secret in SECRETS:
            assert secret not in words, f"{secret} in {key}"
    exported = here.get(f"/sager/{case.number}/eksport").data.decode()
    assert not any(secret in exported for secret in SECRETS)
    assert assess(case).all == ()
    assert "33 krav, 0 tilbud" in here.get(f"/sager/{case.number}/valg/krav-for-krav").shown()


def test_the_canary_sings_when_the_bids_are_opened(here: Browser, case: CustomerCase) -> None:
    _hide_canaries(case)
    _seal(case, hours=-1)
    assert "Åbn tilbuddene" in here.get(url(case)).shown()
    assert here.post(url(case, "/aabn")).status_code == 303
    assert case.tender.bids_opened_by == "Mette Hedelund"
    assert "7.654.321" in _words(here.get(f"/sager/{case.number}/valg/tilbud?om=V-1"))
    assert "Mette Hedelund åbnede dem" in here.get(url(case)).shown()
    words = text_of(documents.draft(case, find_deliverable("leverandoervurdering")).content)
    assert "Tilbuddene var forseglede. Mette Hedelund åbnede dem kl." in words
    assert "åbnede tilbuddene" in [event.text for event in case.events]


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


# ---- the rules -----------------------------------------------------------------------------------------

NOON = clock.now()
LATER, EARLIER = NOON + timedelta(hours=1), NOON - timedelta(hours=1)


@pytest.mark.parametrize(
    ("sealed", "deadline", "opens"),
    [(True, EARLIER, True), (True, NOON, True), (True, LATER, False), (True, None, False), (False, EARLIER, False)],
)
def test_when_bids_may_be_opened(sealed: bool, deadline: object, opens: bool) -> None:
    found = rules.check_opening(sealed=sealed, deadline_at=deadline, now=NOON)  # type: ignore[arg-type]
    assert (not found) is opens


@pytest.mark.parametrize(
    ("before", "after", "issued", "received", "allowed"),
    [
        (False, True, None, False, True),
        (True, False, None, False, True),
        (True, False, date(2026, 3, 1), False, False),
        (False, True, date(2026, 3, 1), False, False),
        (True, False, None, True, False),
        (True, True, date(2026, 3, 1), True, True),
    ],
)
def test_the_seal_stands_once_the_material_is_out(
    before: bool,
    after: bool,
    issued: date | None,
    received: bool,
    allowed: bool,
) -> None:
    found = rules.check_seal(before=before, after=after, issued_on=issued, received=received)
    assert (not found) is allowed


@pytest.mark.parametrize(
    ("sealed", "issued", "after", "allowed"),
    [
        (True, date(2026, 3, 1), LATER, True),
        (True, date(2026, 3, 1), EARLIER, False),
        (True, date(2026, 3, 1), None, False),
        (True, None, EARLIER, True),
        (False, date(2026, 3, 1), EARLIER, True),
    ],
)
def test_a_sealed_deadline_is_only_put_off(sealed: bool, issued: date | None, after: object, allowed: bool) -> None:
    found = rules.check_sealed_deadline(sealed=sealed, issued_on=issued, before=NOON, after=after)  # type: ignore[arg-type]
    assert (not found) is allowed


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


# ---- Leverandør A, B, C --------------------------------------------------------------------------------


def test_letters_follow_the_numbers_and_never_move(case: CustomerCase) -> None:
    assert [letter(number) for number in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert anonymous_names(case)["V-2"] == "Leverandør B"
    case.vendors[0].deleted_at = clock.now()
    db.session.commit()
    db.session.expire_all()
    assert anonymous_names(case)["V-2"] == "Leverandør B"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Limfjord Business Systems ApS kom", "Leverandør A kom"),
        ("limfjord   business systems", "Leverandør A"),
        ("Limfjords plan og LimERP Cloud", "Leverandør As plan og Leverandør A"),
        ("ProdPlan er hos Kongeå", "Leverandør B er hos Leverandør B"),
        ("En fjord i Limfjorden", "En fjord i Limfjorden"),
        ("Data og business", "Data og business"),
        ("", ""),
    ],
)
def test_free_text_gives_nobody_away(case: CustomerCase, said: str, shown: str) -> None:
    assert hider(case)(said) == shown


PAGES = ("resultat", "krav-for-krav", "krav-for-krav/K-15", "delpoint", "demo", "demo?om=V-2")


@pytest.mark.parametrize("rest", PAGES)
def test_no_name_product_or_contact_is_left_on_the_pages(here: Browser, case: CustomerCase, rest: str) -> None:
    response = db.session.scalars(select(RequirementResponse)).first()
    assert response is not None
    for one in db.session.scalars(select(RequirementResponse)):
        one.vendor_comment = f"Spørg {one.bid.vendor.contact} hos {one.bid.vendor.name} om {one.bid.product} & <b>"
        one.score_reason = "Set hos Kongeå Data"
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    page = here.get(f"/sager/{case.number}/valg/{rest}")
    words = " ".join(
        [page.shown(), *(str(t.get(a, "")) for t in page.html.select("main *") for a in ("aria-label", "title"))]
    )
    for vendor in case.vendors:
        bid = vendor.bid
        hidden = [vendor.name, vendor.contact.partition(",")[0], bid.product if bid else "", vendor.name.split()[0]]
        for name in filter(None, hidden):
            assert name not in words, name
    assert "Leverandør A" in words
    assert page.html.select("main form[action$='/valg/navne']")


def test_the_names_come_back_and_nothing_was_changed(here: Browser, case: CustomerCase) -> None:
    where = f"/sager/{case.number}/valg/resultat"
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    assert "Kongeå" not in here.get(where).shown()
    assert not here.get(f"/sager/{case.number}/valg/krav-for-krav/K-15").html.select("main form[data-versioned]")
    back = here.post(f"/sager/{case.number}/valg/navne", {"skjul": "0", "next": where})
    assert back.location == where
    assert "Kongeå Data er bedst med 91,9 point" in here.get(where).shown()
    assert db.session.query(CaseEvent).filter_by(kind="names_hidden").count() == 2


def test_the_demo_is_still_scored_while_names_are_hidden(here: Browser, case: CustomerCase) -> None:
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    assert here.get(f"/sager/{case.number}/valg/demo?om=V-1").html.select("main input[type=radio]")


def test_the_customers_document_has_the_names(here: Browser, case: CustomerCase) -> None:
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    words = text_of(documents.draft(case, find_deliverable("leverandoervurdering")).content)
    assert "Kongeå Data" in words
    assert "Leverandør B" not in words
