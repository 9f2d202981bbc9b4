"""The page Spørg leverandøren, and the way from a question to a point at the table."""

import pytest

from itstart.db import db
from itstart.models import BidQuestion, CustomerCase, NegotiationPoint, User
from itstart.rules.negotiation import Concern
from tests.browser import Browser, Page
from tests.documents.word_reading import text
from tests.factories import make_helper


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def url(case: CustomerCase, rest: str = "") -> str:
    return f"/sager/{case.number}/valg/spoerg-leverandoeren{rest}"


def words(page: Page) -> str:
    return page.shown("main").replace("\u00a0", " ")


ANSWER = {"asked": "y", "answer": "Ja, den 1. marts.", "answered_on": "2026-05-04", "version": "1"}


def test_each_vendor_has_its_own_questions(here: Browser, case: CustomerCase) -> None:
    first, third = words(here.get(url(case))), words(here.get(url(case, "?om=V-3")))
    assert "Ansvar begrænset til seks måneders abonnement." in first
    assert "Vil I skrive datoen for »Åbent API« ind i kontrakten" in third
    assert "Åbent API" not in first
    assert "Hvad betaler vi, hvis overtagelsesprøven ikke er bestået?" in first
    assert here.get(url(case, "?om=V-9")).status_code == 404


def test_an_answer_is_kept_and_shown(here: Browser, case: CustomerCase) -> None:
    answer = here.post(url(case, "/V-3/K-24-senere"), ANSWER)
    assert answer.status_code == 303
    page = here.get(answer.location)
    assert page.one("#sp-K-24-senere textarea").get_text(strip=True) == "Ja, den 1. marts."
    assert page.html.select("#sp-K-24-senere input[type=checkbox][checked]")
    assert "1 af " in words(page)
    assert "1 svar skrevet ned" in words(here.get(f"/sager/{case.number}"))
    assert "1 svar skrevet ned" not in words(here.get("/sager/"))


def test_a_bad_date_keeps_what_was_typed(here: Browser, case: CustomerCase) -> None:
    for day in ("aldrig", "2099-01-01"):
        page = here.post(url(case, "/V-3/K-24-senere"), {**ANSWER, "answered_on": day})
        assert page.status_code == 422
        assert page.one("#sp-K-24-senere-answered_on-error").get_text(strip=True)
        assert page.one("#sp-K-24-senere textarea").get_text(strip=True) == "Ja, den 1. marts."
    assert db.session.query(BidQuestion).count() == 0


def test_autosave_answers_with_its_state_alone(here: Browser, case: CustomerCase) -> None:
    path = url(case, "/V-3/alle-1/autogem")
    saved = here.post(path, ANSWER, fragment=True)
    assert saved.status_code == 200
    assert "Gemt" in saved.text
    assert here.post(path, {**ANSWER, "answered_on": "aldrig"}, fragment=True).status_code == 422
    clash = here.post(path, {**ANSWER, "answer": "Nej"}, fragment=True)
    assert clash.status_code == 409
    assert "Ja, den 1. marts." in clash.text
    assert here.post(url(case, "/V-3/alle-1"), {**ANSWER, "answer": "Nej"}).status_code == 409
    forced = {**ANSWER, "answer": "Nej", "overskriv": "2"}
    assert here.post(url(case, "/V-3/alle-1"), forced).status_code == 303


def test_a_question_that_is_not_there_is_missing(here: Browser, case: CustomerCase) -> None:
    assert here.post(url(case, "/V-3/K-01-senere"), ANSWER).status_code == 404
    assert here.post(url(case, "/V-9/alle-1"), ANSWER).status_code == 404


def test_an_own_question_is_added_once_taken_away_and_brought_back(here: Browser, case: CustomerCase) -> None:
    sent = {"text": "Hvem passer telefonen i juli?", "form_key": "k" * 20}
    assert here.post(url(case, "/V-3/egne"), {**sent, "text": " "}).status_code == 422
    first = here.post(url(case, "/V-3/egne"), sent)
    assert here.post(url(case, "/V-3/egne"), sent).location == first.location
    assert db.session.query(BidQuestion).count() == 1
    assert "Hvem passer telefonen i juli?" in words(here.get(first.location))
    gone = here.post(url(case, "/V-3/egen-1/slet"))
    assert "Hvem passer" not in words(here.get(gone.location))
    here.post(url(case, "/V-3/egen-1/fortryd"))
    assert "Hvem passer" in words(here.get(url(case, "?om=V-3")))
    assert here.post(url(case, "/V-3/alle-1/slet")).status_code == 404


def test_the_sheet_as_word(here: Browser, case: CustomerCase) -> None:
    here.post(url(case, "/V-3/K-24-senere"), ANSWER)
    answer = here.get(url(case, "/V-3/word"))
    assert "Sp%C3%B8rg%20Sydhavn%20Software.docx" in answer.headers["Content-Disposition"]
    found = text(answer.data)
    assert "Ja, den 1. marts." in found
    assert "Hvilken kunde var mindst tilfreds, og hvad lærte I?" in found


def test_a_question_becomes_a_point_at_the_table(here: Browser, case: CustomerCase) -> None:
    page = here.get(url(case, "?om=V-2"))
    link = next(
        str(tag["href"]) for tag in page.html.select("a") if "Pris på analyse" in str(tag.get("aria-label", ""))
    )
    form = here.get(link.split("#")[0]).one("#row-forhandlet-ny")
    sent = {
        str(tag["name"]): str(tag.get("value") or "") for tag in form.select("input[name]") if tag["name"] != "next"
    }
    assert (sent["topic"], sent["before"]) == ("Pris på analyse og opsætning", "260.000")
    answer = here.post(f"/sager/{case.number}/forhandlet/ny", {**sent, "concerns": "one_off", "after": "250.000 kr."})
    assert answer.status_code == 303
    point = db.session.query(NegotiationPoint).order_by(NegotiationPoint.id.desc()).first()
    assert point is not None
    assert (point.before, point.after, point.concerns) == ("260000", "250000", Concern.ONE_OFF)


def test_a_case_given_up_is_read_only(here: Browser, case: CustomerCase) -> None:
    here.post(url(case, "/V-3/K-24-senere"), ANSWER)
    case.completed_on, case.abandoned_on, case.abandon_reason = None, case.opened_on, "Solgt"
    db.session.commit()
    page = here.get(url(case, "?om=V-3"))
    assert not page.html.select("main form")
    assert "Ja, den 1. marts." in words(page)
    assert here.post(url(case, "/V-3/K-24-senere"), ANSWER).status_code in {409, 422}


def test_another_firm_sees_nothing(browser: Browser, case: CustomerCase) -> None:
    browser.log_in(make_helper())
    assert browser.get(url(case)).status_code == 404
    assert browser.get(url(case, "/V-3/word")).status_code == 404
