"""The pages of sparring: from a requirement to an accepted suggestion, and what nobody else sees."""

import pytest

from itstart.db import db
from itstart.models import SparringLook, SparringRequest
from itstart.rules.sparring import Share
from itstart.rules.terms import SparringStatus as S
from itstart.services import best_practice
from tests.browser import Browser
from tests.documents.word_reading import text as word_text
from tests.factories import make_helper, make_staff
from tests.factories.cases import make_active_case
from tests.factories.sparring import add_requirement, make_question

ASKED = {"question": "Er kravet godt nok?", "urgency": "urgent", "share": "task", "om": "behov/krav/K-01"}


def test_from_a_requirement_to_a_suggestion_that_is_taken(browser: Browser) -> None:
    helper, person = make_helper(), make_staff()
    case = make_active_case(helper)
    add_requirement(case)
    browser.log_in(helper)
    page = browser.get(f"/sager/{case.number}/sparring/ny?om=behov/krav/K-01")
    assert "Krav: K-01" in page.shown()
    key = {"form_key": page.one("input[name=form_key]")["value"]}
    here = browser.post(f"/sager/{case.number}/sparring/ny", {**ASKED, **key}).location
    assert browser.post(f"/sager/{case.number}/sparring/ny", {**ASKED, **key}).location == here, "one, not two"

    staff = Browser(browser.app)
    staff.log_in(person)
    assert "Er kravet godt nok?" in staff.get("/sparring").shown()
    assert staff.get(f"{here}/se").status_code == 404, "nobody looks before it is assigned"
    assert staff.post(f"{here}/tildel", {"to": person.id}).status_code == 303
    assert "Systemet skal vise lageret." in staff.get(f"{here}/se").shown()
    suggestion = {"field": "text", "suggestion": "Systemet skal vise lageret på 2 sekunder."}
    assert staff.post(f"{here}/forslag", suggestion).status_code == 303
    assert staff.post(f"{here}/svar", {"text": "Gør det målbart."}).status_code == 303

    page = browser.get(here)
    assert page.one(".difference ins").get_text() == " på 2 sekunder"
    assert f"{person.name} så Krav: K-01" in page.shown()
    seen = page.one("input[name=seen]")["value"]
    assert browser.post(f"{here}/forslag/1/tag", {"seen": seen}).status_code == 303
    assert "på 2 sekunder" in browser.get(f"/sager/{case.number}/krav/K-01").text
    assert browser.post(f"{here}/luk", {"usefulness": "6"}).status_code == 422
    assert browser.post(f"{here}/luk", {"usefulness": "5"}).status_code == 303

    said = word_text(browser.get(f"/sager/{case.number}/sparring/log").data)
    for part in ("SP-1", "Gør det målbart.", "Sat ind", "5 af 5", person.name):
        assert part in said
    assert db.session.query(SparringRequest).one().status is S.CLOSED


def test_other_staff_see_the_question_and_nothing_of_the_case(browser: Browser) -> None:
    asked = make_question(S.ASSIGNED)
    here = f"/sager/{asked.case.number}/sparring/{asked.code}"
    browser.log_in(make_staff())
    page = browser.get(here)
    assert "Er kravet godt nok?" in page.shown()
    assert "Vis lageret" not in page.text
    assert browser.get(f"{here}/se").status_code == 404
    package = f"/sparring/{asked.code}/pakke"
    for path in ("/krav/K-01", "/behov/krav", "/dokumenter", "/sparring", "/sparring/log", package):
        assert browser.get(f"/sager/{asked.case.number}{path}").status_code == 404
    assert not db.session.query(SparringLook).count()


def test_the_one_who_may_look_at_a_requirement_sees_no_bid(browser: Browser) -> None:
    person = make_staff()
    asked = make_question(S.ASSIGNED, staff=person, about="")
    here = f"/sager/{asked.case.number}/sparring/{asked.code}"
    browser.log_in(person)
    assert browser.get(f"{here}/se?opgave=behov/krav").status_code == 200
    for task in ("valg/tilbud", "valg/resultat", "projekt/forhandling", "nej"):
        assert browser.get(f"{here}/se?opgave={task}").status_code == 404
    assert browser.get(f"/sager/{asked.case.number}/valg/tilbud").status_code == 404


@pytest.mark.parametrize("share", [Share.TASK, Share.PRICES])
def test_every_task_can_be_looked_at(browser: Browser, share: Share) -> None:
    person = make_staff()
    asked = make_question(S.ASSIGNED, staff=person, about="", share=share)
    browser.log_in(person)
    here = f"/sager/{asked.case.number}/sparring/{asked.code}/se"
    links = [str(link["href"]) for link in browser.get(here).html.select("nav[aria-label=Opgaver] a")]
    assert links
    for link in links:
        assert browser.get(link).status_code == 200


def test_another_firm_sees_nothing(browser: Browser) -> None:
    asked = make_question(S.ANSWERED)
    here = f"/sager/{asked.case.number}/sparring/{asked.code}"
    browser.log_in(make_helper())
    for path in (here, f"{here}/se", f"{here}/pakke", f"{here}/best-practice"):
        assert browser.get(path).status_code in {403, 404}
    for act in ("opfoelg", "luk", "traek-tilbage", "stop-deling"):
        assert browser.post(f"{here}/{act}", {"text": "x", "usefulness": "5"}).status_code == 404
    assert "Er kravet godt nok?" not in browser.get("/sparring?vis=besvarede").text


def test_prices_without_the_customers_yes_are_refused_in_the_form(browser: Browser) -> None:
    helper = make_helper()
    case = make_active_case(helper)
    add_requirement(case)
    browser.log_in(helper)
    answer = browser.post(f"/sager/{case.number}/sparring/ny", {**ASKED, "share": "prices"})
    assert answer.status_code == 409
    assert any("sagt ja" in error for error in answer.errors())
    assert browser.post(f"/sager/{case.number}/sparring/ny", {**ASKED, "question": ""}).status_code == 422
    assert browser.get(f"/sager/{case.number}/sparring/ny?om=nej").status_code == 404


def test_a_package_is_read_before_it_is_shared(browser: Browser) -> None:
    helper = make_helper()
    asked = make_question(S.ASSIGNED, helper)
    here = f"/sager/{asked.case.number}/sparring/{asked.code}"
    browser.log_in(helper)
    text = browser.get(f"{here}/pakke").one("textarea").get_text()
    assert "Ærø Værft" not in text
    staff = Browser(browser.app)
    staff.log_in(make_staff())
    assert "Sagen uden navne" not in staff.get(here).text
    assert browser.post(f"{here}/pakke", {"package": f"{text} Skrevet af Åse Ørsted."}).status_code == 303
    assert "Skrevet af Person" in staff.get(here).shown()


def test_an_answer_becomes_best_practice_with_a_yes(browser: Browser) -> None:
    helper, person = make_helper(), make_staff()
    asked = make_question(S.ANSWERED, helper, person)
    here = f"/sager/{asked.case.number}/sparring/{asked.code}"
    staff = Browser(browser.app)
    staff.log_in(person)
    typed = {"title": "Gør krav målbare", "practice_question": "Hvordan?", "practice_answer": "Skriv en test."}
    assert staff.get(f"{here}/best-practice").status_code == 200
    assert staff.post(f"{here}/best-practice", {**typed, "title": "Hos Ærø Værft"}).status_code == 409
    assert staff.post(f"{here}/best-practice", typed).status_code == 303
    browser.log_in(helper)
    assert "Må andre læse det?" in browser.get(here).text
    assert browser.post(f"{here}/best-practice/svar", {"svar": "ja"}).status_code == 303
    other = Browser(browser.app)
    other.log_in(make_helper())
    assert "Gør krav målbare" in other.get("/best-practice?q=målbare").shown()
    assert "Gør krav målbare" not in other.get("/best-practice?q=noget+andet", fragment=True).text
    assert len(best_practice.search()) == 1


@pytest.mark.parametrize("status", S)
def test_every_state_has_a_page_for_both_sides(browser: Browser, status: S) -> None:
    helper, person = make_helper(), make_staff()
    asked = make_question(status, helper, person)
    here = f"/sager/{asked.case.number}/sparring/{asked.code}"
    for user in (helper, person):
        window = Browser(browser.app)
        window.log_in(user)
        assert status.label in window.get(here).shown()
        for part in ("nye", "tildelte", "besvarede", "lukkede", "mine", "uden-ansvarlig", "vrøvl"):
            assert window.get(f"/sparring?vis={part}").status_code == 200
    browser.log_in(helper)
    assert asked.code in browser.get(f"/sager/{asked.case.number}/sparring").shown()
