"""The customer's pages and the helper's: what is shown, what a click does, and what it does not."""

import logging
from datetime import timedelta

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import CustomerLink, DeliveryModule
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.module_acts import RatingQuestion
from itstart.rules.terms import ModuleStatus
from itstart.services import customer_links, files, module_agreements
from itstart.services.throttle import Limit
from itstart.web import customer_answers, form_age
from tests.browser import Browser, Page
from tests.links.things import agreement_link, make_delivered, make_handed_over, make_link, make_sender

NAME = "Birgit Nordvang"


@pytest.fixture(autouse=True)
def _patient_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_age, "MIN_SECONDS", 0.0)


@pytest.fixture
def guest(app: Flask) -> Browser:
    """The customer's own browser, which has never been here."""
    return Browser(app)


def _answer(guest: Browser, shown: Page, form: str = "yes", **typed: str) -> Page:
    """Send the form as it stands, with what was typed."""
    hidden = {str(tag["name"]): str(tag["value"]) for tag in shown.html.select(f"#{form} input[type=hidden]")}
    return guest.request("POST", "/svar", {**hidden, **typed})


def _open(guest: Browser, token: str) -> Page:
    return guest.get(f"/k/{token}", follow=True)


def test_opening_takes_the_secret_away_and_decides_nothing(guest: Browser) -> None:
    link, token, _ = agreement_link()
    answer = guest.get(f"/k/{token}")

    assert (answer.status_code, answer.location) == (303, "/svar")
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.headers["Set-Cookie"]
    assert token not in cookie
    shown = guest.get("/svar")
    assert token not in shown.text
    db.session.refresh(link)
    assert link.used_at is None
    assert link.opened_at is not None


def test_the_whole_agreement_is_on_the_page(guest: Browser) -> None:
    link, token, module = agreement_link()
    shown = _open(guest, token)

    words = shown.shown()
    for part in ("Hej Birgit.", "15.000", "18.750", "15 timer", "Behovsbeskrivelse med 33 krav", "provision",
                 "En workshop med 6 medarbejdere"):  # fmt: skip
        assert part in words.replace("\u00a0", " "), part
    assert "Modulets indhold og produkt" in shown.shown(".letter__text")
    assert "Mette Hedelund på +45 00 00 00 01" in shown.shown("footer").replace("\u00a0", " ")
    assert shown.one("#yes input[name=name]").get("value", "") == ""
    assert not shown.one("#yes input[name=confirm]").has_attr("checked")
    assert not shown.html.select(".topnav a, nav a")
    assert link.file is not None
    assert module.agreement_document is not None
    fetched = guest.get("/svar/dokument")
    assert fetched.data == files.content(module.agreement_document.file)
    assert "attachment" in fetched.headers["Content-Disposition"]


def test_sign_on_a_phone(guest: Browser) -> None:
    link, token, module = agreement_link()
    done = _answer(guest, _open(guest, token), name=NAME, confirm="y")

    assert (done.status_code, done.location) == (303, "/svar")
    db.session.refresh(module)
    assert module.status is ModuleStatus.AGREEMENT_SIGNED
    receipt = guest.get("/svar")
    assert receipt.one("h1").get_text() == "Kvittering"
    assert NAME in receipt.shown()
    assert link.content_hash in receipt.shown()
    assert guest.get("/svar/dokument").status_code == 200


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"confirm": "y"}, "Skriv dit navn."),
        ({"name": "  ", "confirm": "y"}, "Skriv dit navn."),
        ({"name": NAME}, "Sæt kryds, hvis du er enig."),
        ({"name": "x" * 201, "confirm": "y"}, "Teksten er for lang: skriv højst 200 tegn."),
    ],
)
def test_a_form_that_is_not_filled_in(guest: Browser, typed: dict[str, str], message: str) -> None:
    link, token, _ = agreement_link()
    answer = _answer(guest, _open(guest, token), **typed)

    assert answer.status_code == 422
    assert message in answer.errors()
    db.session.refresh(link)
    assert link.used_at is None


def test_no_token_no_answer(guest: Browser) -> None:
    link, token, _ = agreement_link()
    _open(guest, token)

    assert guest.request("POST", "/svar", {"name": NAME, "confirm": "y"}).status_code == 400
    db.session.refresh(link)
    assert link.used_at is None


@pytest.mark.parametrize(
    ("shortest", "longest", "message"),
    [(30.0, 100.0, "Det gik lidt hurtigt."), (0.0, 0.0, "Siden har stået åben længe.")],
)
def test_a_form_of_the_wrong_age(
    guest: Browser, monkeypatch: pytest.MonkeyPatch, shortest: float, longest: float, message: str
) -> None:
    _, token, _ = agreement_link()
    shown = _open(guest, token)
    monkeypatch.setattr(form_age, "MIN_SECONDS", shortest)
    monkeypatch.setattr(form_age, "MAX_SECONDS", longest)
    answer = _answer(guest, shown, name=NAME, confirm="y")

    assert answer.status_code == 422
    assert any(message in error for error in answer.errors())
    assert answer.one("#yes input[name=name]")["value"] == NAME


def test_a_forged_age(guest: Browser) -> None:
    _, token, _ = agreement_link()
    answer = _answer(guest, _open(guest, token), name=NAME, confirm="y", form_age="forged")

    assert answer.status_code == 422


def test_a_question_instead_of_a_yes(guest: Browser) -> None:
    link, token, module = agreement_link()
    shown = _open(guest, token)
    empty = _answer(guest, shown, "no")
    assert empty.status_code == 422
    assert empty.one("details:has(#no)").has_attr("open")
    typed = {"no-name": NAME, "no-reason": "Hvad med kørsel?"}
    assert _answer(guest, empty, "no", **typed).status_code == 303

    db.session.refresh(link)
    db.session.refresh(module)
    assert link.note == "Hvad med kørsel?"
    assert module.status is ModuleStatus.AGREEMENT_SENT
    assert "har fået besked" in guest.get("/svar").shown()


def test_answered_already_is_a_receipt_for_the_next(app: Flask, guest: Browser) -> None:
    _, token, _ = agreement_link()
    first, second = _open(guest, token), Browser(app)
    other = _open(second, token)
    _answer(guest, first, name=NAME, confirm="y")
    late = _answer(second, other, name="En anden", confirm="y")

    assert late.status_code == 409
    assert f"{NAME} svarede" in late.shown()
    assert late.one("h1").get_text() == "Kvittering"


def _expire(link: CustomerLink, _module: DeliveryModule) -> None:
    link.expires_at = clock.now() - timedelta(days=1)


def _revoke(link: CustomerLink, _module: DeliveryModule) -> None:
    customer_links.revoke(link.created_by, link)


def _recall(link: CustomerLink, module: DeliveryModule) -> None:
    module_agreements.recall(link.created_by, module)


@pytest.mark.parametrize(
    ("what", "status", "title"),
    [
        (_expire, 410, "Linket er udløbet"),
        (_revoke, 410, "Linket er trukket tilbage"),
        (_recall, 409, "Teksten er ændret"),
    ],
)
def test_a_link_that_is_over_says_why_and_whom_to_call(guest: Browser, what: object, status: int, title: str) -> None:
    link, token, module = agreement_link()
    before = _open(guest, token)
    what(link, module)  # type: ignore[operator]
    db.session.commit()

    for answer in (guest.get("/svar"), _answer(guest, before, name=NAME, confirm="y"), _open(guest, token)):
        assert answer.status_code == status
        assert answer.one("h1").get_text() == title
        assert "Mette Hedelund på +45 00 00 00 01" in answer.shown().replace("\u00a0", " ")
        assert "Der er ikke sket noget" in answer.shown() or "der er ikke sket noget" in answer.shown()
    db.session.refresh(link)
    assert link.used_at is None
    assert guest.get("/svar/dokument").status_code == (200 if status == 409 else 404)


@pytest.mark.parametrize("path", ["/svar", "/k/unknown", "/k/" + "x" * 300, "/k/æøå"])
def test_an_unknown_link_says_what_to_do(guest: Browser, path: str) -> None:
    shown = guest.get(path, follow=True)

    assert shown.status_code == 404
    assert shown.one("h1").get_text() == "Åbn linket igen"
    assert guest.get("/svar/dokument").status_code == 404


def test_guessing_is_throttled(guest: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customer_answers, "OPENED_PER_ADDRESS", Limit(3, 300))
    statuses = [guest.get(f"/k/guess{number}").status_code for number in range(5)]

    assert statuses == [303, 303, 303, 429, 429]


def test_a_link_to_one_thing_opens_nothing_else(guest: Browser) -> None:
    helper = make_sender()
    first = make_handed_over(helper)
    _, token = make_link(helper, first.case, LinkPurpose.APPROVE_DOCUMENT, "behovsbeskrivelse-1")
    _open(guest, token)

    assert guest.get(f"/sager/{first.case.number}").status_code == 303
    assert guest.get("/udbakke").status_code == 303


def test_no_frame_and_no_secret_in_the_log(guest: Browser, caplog: pytest.LogCaptureFixture) -> None:
    _, token, _ = agreement_link()
    logger = logging.getLogger("itstart")
    logger.setLevel(logging.INFO)
    try:
        with caplog.at_level(logging.DEBUG):
            answer = guest.get(f"/k/{token}")
            shown = guest.get("/svar")
            _answer(guest, shown, name=NAME, confirm="y")
            guest.get(f"/k/{token}")
    finally:
        logger.setLevel(logging.WARNING)

    assert "/k/<token>" in caplog.text
    assert token not in caplog.text
    assert customer_links.token_hash(token) not in caplog.text
    for page in (answer, shown):
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_delivery_with_its_rating(guest: Browser) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    _, token = make_link(helper, module.case, LinkPurpose.ACCEPT_DELIVERY, "M-1")
    scores = {question.value: "4" for question in RatingQuestion}
    typed = {"name": NAME, "confirm": "y", "rating": "5", "bought_anyway": "no", "comment": "Fint", **scores}
    assert _answer(guest, _open(guest, token), **typed).status_code == 303

    db.session.refresh(module)
    assert (module.customer_rating, len(module.ratings)) == (5, 5)


@pytest.mark.parametrize("rating", ["", "0", "6", "x"])
def test_a_rating_is_one_to_five(guest: Browser, rating: str) -> None:
    helper = make_sender()
    module = make_delivered(helper)
    module.accepted_on, module.accepted_by = clock.today(), NAME
    db.session.commit()
    _, token = make_link(helper, module.case, LinkPurpose.RATE, "M-1")

    assert _answer(guest, _open(guest, token), name=NAME, rating=rating).status_code == 422
