"""The demo score sheet of one person: drafts nobody else sees, sent once, and what the helper sees of it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart.db import db
from itstart.models import CaseEvent, CustomerCase, OutboxMail, ScoreSheet, ScoreSheetPoint, User
from itstart.services import customer_links, scores
from itstart.steps.selection.assessment import assess
from tests.browser import Browser
from tests.links.sheets import FULL, NAME, make_sheet, of_karen, open_example, open_sheet, save, typed


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return open_example()


@pytest.fixture
def guest(app: Flask) -> Browser:
    """The person's own telephone, which has never been here."""
    return Browser(app)


# ---- a person and a helper -----------------------------------------------------------------------------


def test_from_the_link_to_the_result(guest: Browser, browser: Browser, example: tuple[CustomerCase, User]) -> None:
    case, user = example
    sheet, token = make_sheet(example)
    before = assess(case).of("V-2").facts.demo_scores  # type: ignore[union-attr]
    shown = open_sheet(guest, token)
    assert shown.one("h1").get_text() == "Limfjord Business Systems"
    assert save(guest, case, "V-1", "Langsom, men klar", **FULL).location == "/point/send"
    db.session.refresh(sheet)
    assert (sheet.used_at, of_karen(case)) == (None, 0)

    browser.log_in(user)
    seen = browser.get(f"/sager/{case.number}/valg/demo?om=V-1").shown()
    assert "Karen Holm (5 af" in seen
    assert "Langsom, men klar" not in seen
    listed = browser.get(f"/sager/{case.number}/valg/demo/pointark").shown()
    assert "Ikke sendt" in listed

    assert save(guest, case, "V-2", **FULL).status_code == 303
    end = guest.get("/point/send")
    assert "Du mangler" in end.shown()
    assert guest.post("/point/send", {}, visit="/point/send").location == "/point"
    assert "Dine point er sendt" in guest.get("/point").shown()

    db.session.expire_all()
    assert of_karen(case) == 10
    after = assess(case).of("V-2").facts.demo_scores  # type: ignore[union-attr]
    assert len(after) == len(before) + 5
    assert scores.evaluators(case)[-1] == NAME
    told = browser.get(f"/sager/{case.number}/valg/demo?om=V-1").shown()
    assert "Karen Holm: Langsom, men klar" in told
    lines = db.session.execute(select(CaseEvent.actor, CaseEvent.text).order_by(CaseEvent.id.desc())).first()
    assert tuple(lines or ()) == ("Karen Holm (via link)", "sendte sine point for demoerne")


def test_opening_takes_the_secret_away_and_decides_nothing(guest: Browser, example: tuple[CustomerCase, User]) -> None:
    sheet, token = make_sheet(example)
    answer = guest.get(f"/p/{token}")
    assert (answer.status_code, answer.location) == (303, "/point")
    assert token not in answer.headers["Set-Cookie"]
    assert token not in guest.get("/point").text
    db.session.refresh(sheet)
    assert sheet.opened_at is not None
    assert sheet.token_hash == customer_links.token_hash(token)
    assert token not in str(db.session.execute(select(ScoreSheet.__table__)).all())


def test_the_draft_is_kept_and_only_its_own(app: Flask, guest: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    _, mine = make_sheet(example)
    _, other = make_sheet(example, "Bo Lund")
    open_sheet(guest, mine)
    autosaved = guest.post("/point/autogem", {"om": "V-1", "note": "Hemmeligt", **typed(case, **FULL)}, visit="/point",
                           fragment=True)  # fmt: skip
    assert (autosaved.status_code, "Gemt" in autosaved.text) == (200, True)
    again = guest.get("/point?om=V-1")
    assert again.html.select("input[value='4'][checked]")
    assert "Hemmeligt" in again.text
    stranger = Browser(app)
    seen = open_sheet(stranger, other)
    assert "Hemmeligt" not in seen.text
    assert not [box for box in seen.html.select("input[checked]") if box["value"]]


def test_points_can_be_taken_back_and_are_1_to_5(guest: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    sheet, token = make_sheet(example)
    open_sheet(guest, token)
    save(guest, case, "V-1", **FULL)
    save(guest, case, "V-1", point_1="")
    db.session.expire_all()
    assert sheet.points == []  # the form stands for the whole vendor: what it does not hold is not chosen
    assert save(guest, case, "V-1", point_1="6").status_code == 422
    assert save(guest, case, "V-1", point_1="x").status_code == 422
    assert save(guest, case, "V-1", note="n" * 2_001).status_code == 422
    assert save(guest, case, "V-9", **FULL).status_code == 404
    empty = guest.post("/point/send", {}, visit="/point/send")
    assert empty.status_code == 422
    assert "Giv point til mindst én opgave" in empty.shown()
    db.session.refresh(sheet)
    assert sheet.used_at is None


def test_names_can_be_hidden(guest: Browser, example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    _, token = make_sheet(example, anonymous=True)
    pages_seen = [open_sheet(guest, token), save(guest, case, "V-1", **FULL), guest.get("/point/send")]
    text = " ".join(page.text for page in pages_seen)
    assert "Leverandør A" in text
    assert "Leverandør C" in text
    for vendor in case.vendors:
        assert vendor.name not in text
        assert vendor.name.split()[0] not in text
        assert vendor.bid is None or vendor.bid.product not in text


def test_a_new_sheet_for_the_same_person_takes_the_draft_along(
    guest: Browser, example: tuple[CustomerCase, User]
) -> None:
    case, _ = example
    old, lost = make_sheet(example)
    open_sheet(guest, lost)
    save(guest, case, "V-1", "Husk prisen", **FULL)
    new, token = make_sheet(example, "karen  HOLM")
    db.session.refresh(old)
    assert old.revoked_at is not None
    assert new.evaluator == NAME
    assert guest.get("/point").status_code == 410
    open_sheet(guest, token)
    assert "Husk prisen" in guest.get("/point?om=V-1").text
    assert db.session.scalar(select(func.count()).select_from(ScoreSheetPoint)) == 5
    [first, second] = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    assert first.withdrawn_at is not None
    assert (second.withdrawn_at, token in second.link, token in second.body) == (None, True, False)


def test_the_same_form_twice_makes_one_sheet(browser: Browser, example: tuple[CustomerCase, User]) -> None:
    case, user = example
    browser.log_in(user)
    path = f"/sager/{case.number}/valg/demo/pointark"
    sent = {"name": NAME, "email": "", "form_key": "k" * 20}
    made = browser.post(path, sent)
    assert made.status_code == 200
    address = str(made.one("#link-address")["value"])
    assert address in made.one("#link-text").get_text()
    assert browser.post(path, sent).location == path
    assert db.session.scalar(select(func.count()).select_from(ScoreSheet)) == 1
    assert browser.post(path, {**sent, "name": " ", "form_key": "l" * 20}).errors() == [
        "Skriv, hvem der skal give point."
    ]
