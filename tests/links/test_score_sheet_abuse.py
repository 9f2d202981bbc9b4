"""What a link to a demo score sheet must refuse (A22)."""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, ScoreSheet, User
from itstart.rules.findings import RuleViolation
from itstart.services import customer_links, score_sheet_answers, score_sheets
from itstart.services.customer_letters import Recipient
from itstart.services.score_sheet_answers import SheetOver
from itstart.services.throttle import Limit
from itstart.web import score_sheet_answers as pages
from tests.browser import Browser
from tests.factories import make_case, make_helper
from tests.links.sheets import FULL, NAME, make_sheet, of_karen, open_example, open_sheet, save, typed
from tests.links.things import agreement_link


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return open_example()


@pytest.fixture
def guest(app: Flask) -> Browser:
    """The person's own telephone, which has never been here."""
    return Browser(app)


def _used(_example: tuple[CustomerCase, User], sheet: ScoreSheet) -> None:
    sheet.used_at = clock.now()


def _expired(_example: tuple[CustomerCase, User], sheet: ScoreSheet) -> None:
    sheet.expires_at = clock.now() - timedelta(days=1)


def _revoked(example: tuple[CustomerCase, User], sheet: ScoreSheet) -> None:
    score_sheets.revoke(example[1], sheet)


def _decided(example: tuple[CustomerCase, User], _sheet: ScoreSheet) -> None:
    example[0].evaluation.decided_on = clock.today()


def _gated(example: tuple[CustomerCase, User], _sheet: ScoreSheet) -> None:
    example[0].impartiality.acknowledged_by_customer_on = None


@pytest.mark.parametrize(
    ("what", "status", "title"),
    [
        (_used, 409, "Tak, Karen Holm"),
        (_expired, 410, "Linket er udløbet"),
        (_revoked, 410, "Linket er trukket tilbage"),
        (_decided, 410, "Der kan ikke gives point lige nu"),
        (_gated, 410, "Der kan ikke gives point lige nu"),
    ],
)
def test_a_sheet_that_is_over_takes_nothing(
    guest: Browser, example: tuple[CustomerCase, User], what: object, status: int, title: str
) -> None:
    case, _ = example
    sheet, token = make_sheet(example)
    open_sheet(guest, token)
    save(guest, case, "V-1", **FULL)
    csrf = guest.token("/point")
    what(example, sheet)  # type: ignore[operator]
    db.session.commit()
    sent = {"csrf_token": csrf, "om": "V-1", "note": "for sent", **typed(case, **{**FULL, "point_1": "1"})}
    for path in ("/point", "/point/send"):
        answer = guest.request("POST", path, sent)
        assert answer.status_code == status, path
        assert answer.one("h1").get_text() == title
    assert guest.request("POST", "/point/autogem", sent, whole=False).status_code == 410
    assert guest.get("/point").one("h1").get_text() == title
    db.session.expire_all()
    assert {note.note for note in sheet.notes} == set()
    assert sorted(point.score for point in sheet.points) == [2, 3, 4, 4, 5]
    assert of_karen(case) == 0


@pytest.mark.parametrize("path", ["/point", "/point/send", "/p/unknown", "/p/" + "x" * 300, "/p/æøå"])
def test_an_unknown_link_says_what_to_do(guest: Browser, path: str) -> None:
    shown = guest.get(path, follow=True)
    assert shown.status_code == 404
    assert shown.one("h1").get_text() == "Åbn linket igen"


def test_a_customer_links_secret_opens_no_sheet_and_the_other_way(
    guest: Browser, example: tuple[CustomerCase, User]
) -> None:
    _, other_kind, _ = agreement_link()
    _, token = make_sheet(example)
    assert guest.get(f"/p/{other_kind}", follow=True).status_code == 404
    assert guest.get(f"/k/{token}", follow=True).status_code == 404


def test_a_sheet_opens_nothing_else(guest: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    _, token = make_sheet(example)
    open_sheet(guest, token)
    assert guest.get(f"/sager/{case.number}/valg/demo").status_code == 303
    assert guest.get(f"/sager/{case.number}/valg/resultat").status_code == 303


def test_guessing_is_throttled(guest: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "OPENED_PER_ADDRESS", Limit(3, 300))
    assert [guest.get(f"/p/guess{number}").status_code for number in range(5)] == [303, 303, 303, 429, 429]


def test_no_token_no_points(guest: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    sheet, token = make_sheet(example)
    open_sheet(guest, token)
    for path in ("/point", "/point/autogem", "/point/send"):
        assert guest.request("POST", path, {"om": "V-1", **typed(case, **FULL)}, whole=False).status_code == 400
    db.session.refresh(sheet)
    assert (sheet.points, sheet.used_at) == ([], None)


def test_no_frame_and_no_secret_in_the_log(
    guest: Browser, example: tuple[CustomerCase, User], caplog: pytest.LogCaptureFixture
) -> None:
    _, token = make_sheet(example)
    logger = logging.getLogger("itstart")
    logger.setLevel(logging.INFO)
    try:
        with caplog.at_level(logging.DEBUG):
            shown = open_sheet(guest, token)
    finally:
        logger.setLevel(logging.WARNING)
    assert "/p/<token>" in caplog.text
    assert token not in caplog.text
    assert customer_links.token_hash(token) not in caplog.text
    assert "frame-ancestors 'none'" in shown.headers["Content-Security-Policy"]


def test_sending_twice_is_refused_by_the_service_too(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    sheet, token = make_sheet(example)
    hashed = customer_links.token_hash(token)
    score_sheet_answers.save(hashed, "V-1", {case.demo_scenarios[0].code: 4}, "")
    score_sheet_answers.send(hashed)
    db.session.commit()
    with pytest.raises(SheetOver):
        score_sheet_answers.send(hashed)
    with pytest.raises(SheetOver):
        score_sheet_answers.save(hashed, "V-1", {case.demo_scenarios[0].code: 1}, "")
    assert of_karen(case) == 1
    assert score_sheets.find(case, sheet.number) is sheet


def test_the_database_keeps_one_live_sheet_for_a_person(example: tuple[CustomerCase, User]) -> None:
    sheet, _ = make_sheet(example)
    db.session.add(
        ScoreSheet(
            token_hash="x" * 64, case=sheet.case, number=99, evaluator=NAME, created_by=sheet.created_by,
            created_at=clock.now(), expires_at=clock.now(),
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_another_case_and_another_firm(browser: Browser, example: tuple[CustomerCase, User], app: Flask) -> None:
    case, _ = example
    sheet, _ = make_sheet(example)
    stranger = make_helper()
    other = make_case(stranger)
    browser.log_in(stranger)
    assert browser.get(f"/sager/{case.number}/valg/demo/pointark").status_code == 404
    back = f"valg/demo/pointark/{sheet.number}/traek-tilbage"
    assert browser.post(f"/sager/{case.number}/{back}", {}).status_code == 404
    assert browser.post(f"/sager/{other.number}/{back}", {}).status_code == 404
    db.session.refresh(sheet)
    assert sheet.revoked_at is None
    with pytest.raises(RuleViolation, match="tilbud"):
        score_sheets.create(stranger, other, to=Recipient(NAME), anonymous=False, base_url="http://x")
